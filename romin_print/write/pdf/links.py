"""Makes links that can be understood when they are heard one by one.

A screen reader lists the links of a document out of their sentences, and reads
what each one says of itself: WeasyPrint only writes the address.
"""

from typing import Any

import pydyf

from romin_print.write.pdf.journal import Fault
from romin_print.write.pdf.tree import Annotation, Node
from romin_print.write.pdf.whitespace import remove_joiners

_PRINTED = 4
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def keep_one_link_each(pdf: Any, document: Node) -> None:
    """Drop the links that WeasyPrint adds inside a link (issue #185).

    In `<a>le <em>guide</em></a>`, the emphasis is given a link of its own, laid
    over the first: two stops for one link, and a failure of ISO 14289-1, 7.18.5.
    """
    pages = {item.reference: item for item in pdf.objects}
    for link in [node for node in document.walk() if node.tag == "Link"]:
        for inner in list(link.walk())[1:]:
            for annotation in inner.annotations:
                inner.kids.remove(annotation)
                pages[annotation.page]["Annots"].remove(annotation.entries.reference)
                annotation.entries.clear()
            if inner.tag == "Link":
                inner.tag = "Span"


def describe_links(document: Node) -> None:
    """Write what each link says, and let it be printed (7.18.5-2, 7.18.1-2)."""
    for node in document.walk():
        if node.tag == "Link" and node.origin is not None:
            text = remove_joiners("".join(node.origin.element.itertext()))
            for annotation in node.annotations:
                told = _describe(" ".join(text.split()), annotation)
                annotation.entries["Contents"] = pydyf.String(told)
                annotation.entries["F"] = _PRINTED


def find_bad_targets(document: Node) -> list[Fault]:
    """Refuse links that only work on the machine where the PDF was made."""
    targets = [
        _find_address(annotation)
        for node in document.walk()
        for annotation in node.annotations
    ]
    return [
        Fault(
            f"le lien vers « {target} » ne marchera pas une fois le PDF imprimé ailleurs",
            "Écrivez une adresse complète, qui commence par https://.",
        )
        for target in targets
        if target and not target.startswith(_SCHEMES)
    ]


def _describe(text: str, annotation: Annotation) -> str:
    address = _find_address(annotation)
    if not address or text == address:
        return text or address
    return f"{text} ({address})" if text else address


def _find_address(annotation: Annotation) -> str:
    """Give the address of a link that leaves the document."""
    action = annotation.entries.get("A")
    return str(action["URI"].string) if action else ""
