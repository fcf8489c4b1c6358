"""What the builders of blocks share while one part of a document is being written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.write.fields import Name
from romin_print.write.word.needs import (
    CONTROL,
    DRAWING,
    FOOT,
    LINK,
    NUMBER,
    PICTURE,
    PLACE,
    SLOT,
    Needs,
    make_hole,
)
from romin_print.write.word.numbering import Numbering
from romin_print.write.word.ooxml import Element, make
from romin_print.write.word.sections import Section
from romin_print.write.word.styles import StyleSheet
from romin_print.write.word.vocabulary import Trail

T = TypeVar("T")


@dataclass
class Draft:
    """One part being written; `line` is the height of a line written by hand.

    What is added returns the hole where the whole document will write its number.
    """

    styles: StyleSheet
    numbering: Numbering
    section: Section
    names: Mapping[HtmlElement, Name]
    ids: frozenset[str]
    line: int
    needs: Needs = field(default_factory=Needs)
    pictures: list[bytes] = field(default_factory=list)

    def add_link(self, address: str) -> str:
        """Add a tie to an address; links there share it."""
        return make_hole(LINK, add_once(self.needs.links, address))

    def add_picture(self, data: bytes) -> str:
        """Add a tie to a picture; those that are alike share it."""
        return make_hole(PICTURE, add_once(self.pictures, data))

    def add_foot(self, style: str | None, foot: str) -> str:
        """Add the end of a section that has these words at the foot of its pages."""
        self.needs.feet.append((style or "", foot))
        return make_hole(FOOT, len(self.needs.feet) - 1)

    def add_slot(self, place: str, shown: str) -> str:
        """Add the number of the page where a place is."""
        self.needs.slots.append((place, shown))
        return make_hole(SLOT, len(self.needs.slots) - 1)

    def add_place(self, id_: str) -> str:
        """Add a place that can be led to."""
        self.needs.places.append(id_)
        return make_hole(PLACE, len(self.needs.places) - 1)

    def add_anchor(self, id_: str) -> None:
        """Remember that something leads to a place."""
        add_once(self.needs.anchors, id_)

    def restart_number(self, style: str | None, level: int) -> str:
        """Add an ordered list that looks as the style says, and starts again at 1."""
        self.needs.numbers.append((self.numbering.find_abstract(style), level))
        return make_hole(NUMBER, len(self.needs.numbers) - 1)

    def number_picture(self) -> str:
        """Return a number that no other picture of the document has."""
        self.needs.drawings += 1
        return make_hole(DRAWING, self.needs.drawings - 1)

    def number_control(self) -> str:
        """Return a number that no other control of the document has."""
        self.needs.controls += 1
        return make_hole(CONTROL, self.needs.controls - 1)

    def make_properties(self, trail: Trail, *others: Element | None) -> Element | None:
        """Make the `w:pPr` of a paragraph: its style, then what styles cannot say."""
        style = self.styles.find(trail)
        named = make("w:pStyle", val=style) if style else None
        if named is None and not any(other is not None for other in others):
            return None
        return make("w:pPr", named, *others)


def add_once(known: list[T], value: T) -> int:
    """Add a value to those that are known, and return its rank."""
    if value not in known:
        known.append(value)
    return known.index(value)
