"""Gives drawings the letters of the page: the engine draws them apart from it.

In a browser the words of an inline SVG have the font of the text around; WeasyPrint
does not look at the style sheet there, and would take a font of the machine.
"""

import re
from collections.abc import Iterable
from typing import Any

from romin_print.write.pdf.journal import Fault, raise_faults
from romin_print.write.vocabulary import SVG

_VIEW_BOX = re.compile(r"-?[\d.]+( -?[\d.]+){3}")
_NO_VIEW_BOX = Fault(
    "un dessin n’a pas de viewBox fait de quatre nombres",
    'Écrivez par exemple viewBox="0 0 100 100".',
)


def dress_drawings(body: Any, html: str, families: Iterable[str]) -> None:
    """Write the families of the page on its drawings, in the order of its styles.

    Refuse a drawing without a frame, over which the engine would stumble.
    """
    ordered = ",".join(sorted(families, key=html.find))
    for drawing in body.iter(f"{SVG}svg"):
        if not _VIEW_BOX.fullmatch(drawing.get("viewBox", "")):
            raise_faults([_NO_VIEW_BOX])
        drawing.set("font-family", ordered)
