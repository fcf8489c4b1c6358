"""The file that is being linked: its parts at their places, and what is added to them.

Numbers are given as ISO 32000-1, 7.3.10 asks: one to each object. Each part takes a
whole span of them, in the order of the book; what belongs to the whole comes after.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from romin_print.write.pdf.parts.bundle import (
    FIRST,
    SPAN,
    Bundle,
    Layout,
    read_bundle,
    write_bundle,
    write_stream,
)
from romin_print.write.pdf.parts.part import (
    Book,
    Part,
    Placed,
    find_first_pages,
    number_pages,
)


@dataclass(frozen=True)
class Member:
    """A part in the file: its first page, from 0, and its objects, bound."""

    part: Part
    start: int
    label: str
    bundle: Bundle

    @property
    def layout(self) -> Layout:
        """Where things are in the part."""
        return self.bundle.layout

    def number(self, own: int) -> int:
        """Give the number in the file of an object of the part."""
        return self.bundle.base + own

    def number_page(self, page: int) -> int:
        """Give the number of the object of a page, from 0 in the part."""
        # The node of the pages comes first.
        return self.bundle.base + 1 + page


@dataclass
class Draft:
    """A file being linked; `catalog` are the entries of its root (7.7.2)."""

    placed: tuple[Placed, ...]
    book: Book
    members: tuple[Member, ...]
    next_number: int
    objects: dict[int, bytes] = field(default_factory=dict)
    streams: dict[int, bytes] = field(default_factory=dict)
    blanks: list[int] = field(default_factory=list)
    catalog: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The page of each anchor, from 1."""
        return number_pages(self.placed)

    def take_number(self) -> int:
        """Take a number for an object."""
        self.next_number += 1
        return self.next_number - 1

    def add(self, body: bytes) -> int:
        """Add an object; give its number."""
        number = self.take_number()
        self.objects[number] = body
        return number

    def add_stream(self, head: bytes, data: bytes) -> int:
        """Add a stream, `head` being its dictionary; give its number."""
        number = self.take_number()
        self.streams[number] = write_stream(number, head, data)
        return number


def open_draft(placed: tuple[Placed, ...], book: Book) -> Draft:
    """Begin a file with these parts."""
    starts = find_first_pages(placed)
    members, number = [], FIRST
    for each, start in zip(placed, starts, strict=True):
        bundle = read_bundle(each.part.objects).bind(number)
        members.append(Member(each.part, start, each.label, bundle))
        number += _round_up(bundle.layout.count)
    return Draft(placed, book, tuple(members), number)


def bind_parts(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Give the parts the numbers that they have in this order.

    Parts that have theirs already are given back as they are; the others are worth
    keeping, for the next time.
    """
    bound, number = [], FIRST
    for each in placed:
        bundle = read_bundle(each.part.objects)
        if bundle.base != number:
            objects = write_bundle(bundle.bind(number))
            each = replace(each, part=replace(each.part, objects=objects))
        bound.append(each)
        number += _round_up(bundle.layout.count)
    return tuple(bound)


def _round_up(count: int) -> int:
    return -(-count // SPAN) * SPAN
