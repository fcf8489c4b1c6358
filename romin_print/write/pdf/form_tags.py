"""Puts fields in the reading order, each beside the words that name it.

WeasyPrint tags a field itself, but gives no tag to labels, legends and groups, and
wraps the field in a box that says nothing.
"""

from collections.abc import Iterator

from romin_print.write.pdf.tree import Annotation, Content, Node
from romin_print.write.vocabulary import FIELDS

# Boxes that are only there for the layout, inside the line of a tick box.
_WRAPPERS = FIELDS | {"div", "label"}
_ANONYMOUS = ("Div", "NonStruct")

_Kid = Node | Content | Annotation


def shape_fields(document: Node) -> None:
    """Make paragraphs of labels and legends, and groups of fieldsets.

    A tick box and its words are one paragraph, as they are one line for the eye.
    """
    for node in list(document.walk()):
        if is_case(node):
            node.tag = "P"
            node.kids = list(unwrap(node, _WRAPPERS))
        else:
            node.kids = list(unwrap(node, FIELDS))
        if find_name(node) in ("label", "legend"):
            node.tag = "P"
        elif find_name(node) == "fieldset":
            node.tag = "Div"


def is_case(node: Node) -> bool:
    """Say whether a tag is the line of a tick box, or of one answer to choose."""
    classes = node.origin.element.get("class", "") if node.origin else ""
    return node.tag == "Div" and "case" in classes.split()


def unwrap(node: Node, names: frozenset[str]) -> Iterator[_Kid]:
    """List the children of a tag, with those of its wrappers in their place."""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.tag in _ANONYMOUS and find_name(kid) in names:
            yield from unwrap(kid, names)
        else:
            yield kid


def find_name(node: Node) -> str:
    """Find the name of the element that a tag comes from."""
    return node.origin.name if node.origin else ""
