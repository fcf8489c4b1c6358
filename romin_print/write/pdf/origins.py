"""Remembers which HTML element each tag of the PDF comes from.

WeasyPrint builds the tag tree box by box, then forgets the boxes: the finished
tree does not say that two paragraphs are the two halves of one, cut by a page
break, nor which of them was written in English. No public hook sees both sides,
hence this wrapper around a private function: it is the reason why WeasyPrint is
pinned, and it only watches, except for decorative images.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags


@dataclass(frozen=True, eq=False)
class Origin:
    """Where a tag comes from; `order` follows the HTML, whatever the tree does.

    `name` is the element's name, or for what CSS generates "li::marker" and such.
    """

    element: Any
    name: str
    order: int
    marker: str

    @property
    def generated(self) -> bool:
        """Whether CSS made this, not the document."""
        return "::" in self.name


@contextmanager
def record_origins() -> Iterator[dict[bytes, Origin]]:
    """Give a table, reference of a tag → its origin, filled while a PDF is made."""
    build = tags._build_box_tree
    origins: dict[bytes, Origin] = {}
    orders = count()

    def build_and_record(box: Any, *arguments: Any) -> Iterator[Any]:
        order = next(orders)
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if _is_decorative(box):
            _leave_out(box, arguments)
            return
        for tag in build(box, *arguments):
            # html, body and pages hand on tags that are recorded already.
            if box.element is not None and tag.reference not in origins:
                origins[tag.reference] = _make_origin(box, order)
            yield tag

    tags._build_box_tree = build_and_record
    try:
        yield origins
    finally:
        tags._build_box_tree = build


def _make_origin(box: Any, order: int) -> Origin:
    marker = box.style["list_style_type"]
    return Origin(
        box.element, box.element_tag, order, marker if isinstance(marker, str) else ""
    )


def _is_decorative(box: Any) -> bool:
    return (
        isinstance(box, ReplacedBox)
        and box.element_tag == "img"
        and box.element.get("alt") == ""
    )


def _leave_out(box: Any, arguments: tuple[Any, ...]) -> None:
    """Keep an image of no meaning out of the tree (WeasyPrint issue #2550).

    Its number keeps its place in the page's table: the others count on it.
    """
    _parent, _pdf, _page_number, nums, _annotations, marked = arguments
    nums[marked.pop(box)["mcid"]] = b"null"
