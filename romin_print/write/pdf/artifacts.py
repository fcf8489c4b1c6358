"""Marks as artefacts the printed things that are not part of the text.

Running headers, page numbers, repeated table headers and decorative images are
left out of the tag tree, but WeasyPrint still marks them as content (issue
#1836): some readers then read them aloud in the middle of a sentence.
"""

from typing import Any

import pydyf

from romin_print.write.pdf.journal import Fault
from romin_print.write.pdf.tree import Content


def mark_artifacts(pdf: Any, tagged: set[Content]) -> list[Fault]:
    """Mark what is not in the tree (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1-1).

    Return a fault if something of the tree is not on its page.
    """
    objects = {item.reference: item for item in pdf.objects}
    found: set[Content] = set()
    for page in pdf.page_references:
        stream = objects[objects[page]["Contents"]].stream
        for rank, operator in enumerate(stream):
            if operator == b"BDC" and "MCID" in stream[rank - 1]:
                content = Content(page, stream[rank - 1]["MCID"])
                found.add(content)
                if content not in tagged:
                    # pydyf keeps an operation as a flat list: tag, properties, BDC.
                    stream[rank - 2] = "/Artifact"
                    stream[rank - 1] = pydyf.Dictionary({"Type": "/Pagination"})
    return _tell_lost(tagged - found)


def _tell_lost(lost: set[Content]) -> list[Fault]:
    """Tell of the texts drawn apart from their page, which 7.1-3 forbids."""
    if not lost:
        return []
    return [
        Fault(
            "un texte transparent ne peut pas être lu à voix haute dans un PDF",
            "Retirez opacity de la feuille de style : prenez une couleur pleine.",
        )
    ]
