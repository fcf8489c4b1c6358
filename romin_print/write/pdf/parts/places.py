"""The places of a part that have a name, and those of other parts that it leads to."""

from collections.abc import Iterable, Iterator
from typing import Any

from romin_print.write.pdf.parts.part import Anchor, Bookmark
from romin_print.write.pdf.whitespace import remove_joiners

# Points in a CSS pixel.
_POINTS = 0.75


def find_anchors(document: Any, fields: Iterable[Any]) -> dict[str, Anchor]:
    """Find the elements with an id, by their first page; fields are no place to go."""
    left_out = {element.get("id") for element in fields}
    anchors: dict[str, Anchor] = {}
    for rank, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in left_out:
                anchors.setdefault(name, Anchor(rank, *_turn(page, x, y)))
    return anchors


def list_targets(document: Any) -> tuple[str, ...]:
    """List the anchors that the links of a document lead to."""
    links = (link for page in document.pages for link in page.links)
    return tuple(sorted({target for kind, target, *_ in links if kind == "internal"}))


def welcome_links(document: Any, foreign: set[str]) -> None:
    """Let the engine keep the links that lead to other parts.

    It drops a link to an anchor that it does not know: it is told that these are
    somewhere, and where they really are is said at link time.
    """
    document.pages[0].anchors.update(dict.fromkeys(sorted(foreign), (0, 0, 0, 0)))


def forget_foreign_anchors(pdf: Any, foreign: set[str]) -> None:
    """Take the anchors of other parts out of the file."""
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    pairs = list(zip(names[::2], names[1::2], strict=True))
    names[:] = [
        item for pair in pairs if pair[0].string not in foreign for item in pair
    ]


def list_bookmarks(document: Any) -> Iterator[Bookmark]:
    """List the entries of the outline, at the levels that the style sheet says."""
    for rank, page in enumerate(document.pages):
        for level, title, (x, y), _state in page.bookmarks:
            yield Bookmark(level, remove_joiners(title), rank, *_turn(page, x, y))


def _turn(page: Any, x: float, y: float) -> tuple[float, float]:
    """Turn CSS pixels from the top into points from the bottom."""
    return round(x * _POINTS, 2), round((page.height - y) * _POINTS, 2)
