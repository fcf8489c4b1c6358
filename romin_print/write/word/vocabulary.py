"""What styles see of an element, and the refusal of what stands in a wrong place.

The words themselves are `write.vocabulary`'s, the same for all writers.
"""

from collections.abc import Iterable
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import PARAGRAPHS

HEADINGS = PARAGRAPHS - {"p", "legend"}


class Node(NamedTuple):
    """What styles can see of an element."""

    tag: str
    classes: frozenset[str] = frozenset()
    language: str = ""


# The elements that lead to one, from the outermost to itself.
Trail = tuple[Node, ...]


def read_node(element: Element) -> Node:
    """Return what styles can see of an element."""
    classes = frozenset((element.get("class") or "").split())
    return Node(element.tag, classes, element.get("lang") or "")


def refuse_element(child: Element, parent: str, allowed: Iterable[str]) -> NoReturn:
    """Refuse an element, and say what could stand there."""
    expected = " ".join(f"<{tag}>" for tag in sorted(allowed))
    message = f"la sortie Word n’admet pas <{child.tag}> dans <{parent}>"
    raise LayoutError(message, f"Éléments admis : {expected}")


def refuse_loose_text(element: Element) -> None:
    """Refuse text that no paragraph holds: Word would have nowhere to put it."""
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            begun = " ".join(text.split())[:40]
            message = f"texte hors paragraphe dans <{element.tag}> : « {begun} »"
            raise LayoutError(message, "L’écrire dans un <p>")
