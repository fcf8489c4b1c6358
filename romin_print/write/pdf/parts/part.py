"""A part: pages laid out and tagged, and what must be known to link them.

Nothing here imports the engine: a binder whose parts are all kept needs none.
"""

from dataclasses import dataclass, field
from datetime import date

from romin_print.write.pdf.measure import Overflow


@dataclass(frozen=True)
class Slot:
    """A page number to write at link time, where the layout has left room for it.

    `page` counts from 0 in the part. `target` is an anchor of the binder; empty, it
    is the number of the page itself. `mark` is the marked-content id of the tag that
    the number belongs to, None in a footer (an artefact). `x` and `y` are where the
    baseline begins (ends, if `align` is « right »; its middle, if « center »), in points
    from the bottom left. `underline` is how far under it a line is drawn, and how thick.
    """

    page: int
    target: str
    mark: int | None
    x: float
    y: float
    size: float
    face: str
    colour: tuple[float, float, float]
    align: str
    underline: tuple[float, float] | None = None


@dataclass(frozen=True)
class Anchor:
    """A named place: its page in the part, from 0, and where on it, in points."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline; levels count from 1."""

    level: int
    title: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Part:
    """One part of a binder.

    `name` is unique in the binder, and goes before the ids of its tags. `prints` is
    a digest of what is drawn on each page, page numbers left out. `colours` are the
    pages that need colour, from 0. `targets` are the anchors that its links lead to,
    here or in another part. `objects` is what the fast linker copies;
    `standalone`, a whole PDF made only when asked for, is what the slow one reads.
    `overflows` is not empty when a sheet does not fit: then there is nothing else.
    """

    name: str
    pages: int
    prints: tuple[str, ...] = ()
    colours: tuple[int, ...] = ()
    anchors: dict[str, Anchor] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    slots: tuple[Slot, ...] = ()
    targets: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    objects: bytes = b""
    standalone: bytes = b""


@dataclass(frozen=True)
class Placed:
    """A part at its place: on a right-hand page if `recto`, under a label.

    `label` is what readers show before the page's own number in the part
    (« A-03 · »); empty, pages are called by their number in the book. `stamp` is
    a part whose first page is drawn on each of its pages, `height` points from the bottom.
    """

    part: Part
    recto: bool
    label: str = ""
    stamp: Part | None = None
    height: float = 0


@dataclass(frozen=True)
class Book:
    """What a linked file says of itself.

    `partial` is for some parts of a whole: links to the others stay without an end,
    until the pages are chosen.
    """

    title: str
    description: str
    keywords: tuple[str, ...]
    day: date
    language: str = "fr"
    partial: bool = False


def find_first_pages(placed: tuple[Placed, ...]) -> tuple[int, ...]:
    """Find the page where each part begins, from 0, blank pages counted."""
    starts = []
    page = 0
    for each in placed:
        page += page % 2 if each.recto else 0
        starts.append(page)
        page += each.part.pages
    return tuple(starts)


def number_pages(placed: tuple[Placed, ...]) -> dict[str, int]:
    """Give the page of each anchor, from 1, blank pages counted."""
    return {
        name: start + anchor.page + 1
        for each, start in zip(placed, find_first_pages(placed), strict=True)
        for name, anchor in each.part.anchors.items()
    }


def count_pages(placed: tuple[Placed, ...]) -> int:
    """Count the pages of a linked file; none comes after the last part."""
    return find_first_pages(placed)[-1] + placed[-1].part.pages
