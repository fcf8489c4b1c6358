"""Join parts into one document: their holes are filled, and nothing is parsed again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from romin_print.errors import LayoutError
from romin_print.write.word.needs import (
    CONTROL,
    DRAWING,
    FOOT,
    LINK,
    MARK,
    NUMBER,
    PICTURE,
    PLACE,
    SLOT,
    Needs,
    WordPart,
)
from romin_print.write.word.numbering import add_number, count_numbers
from romin_print.write.word.ooxml import write_document, write_elements
from romin_print.write.word.package import Package, empty_body, open_reference
from romin_print.write.word.page import Page
from romin_print.write.word.scale import enlarge
from romin_print.write.word.sections import read_section, write_footer, write_section
from romin_print.write.word.stationery import REFERENCE, find_layout

HOLE = MARK.encode()


def join_parts(
    parts: Iterable[WordPart],
    page: Page,
    numbers: Mapping[str, int] | None,
    layouts: Sequence[Path],
) -> bytes:
    """Join parts into a document that says of itself what the head of a page says.

    `numbers` gives the page of each place; without it, pages are those that the parts
    show. Raise `LayoutError` for what no part could see alone: titles, places.
    """
    whole = Whole(page, numbers, layouts)
    for part in parts:
        whole.add(part)
    whole.check()
    return whole.write()


class Whole:
    """The document as it grows."""

    def __init__(
        self, page: Page, numbers: Mapping[str, int] | None, layouts: Sequence[Path]
    ) -> None:
        path = find_layout(REFERENCE, layouts)
        document = open_reference(path.read_bytes(), str(path))
        self.section = read_section(empty_body(document))
        enlarge(document.styles.element, page.text_scale)
        self.page, self.pages = page, numbers
        self.package = Package(document)
        self.before, self.after = write_section(self.section)
        self.lists = document.part.numbering_part.element
        self.last_list = count_numbers(self.lists)
        self.counts = {DRAWING: 0, CONTROL: 0, PLACE: 0}
        self.chunks: list[bytes] = []
        self.places: dict[str, None] = {}
        self.anchors: dict[str, None] = {}
        self.titles, self.closed, self.end = 0, True, -1

    def add(self, part: WordPart) -> None:
        """Add a part after those before it."""
        if not self.closed:
            raise LayoutError("morceau qui ne finit pas ses pages, et qu’un autre suit")
        filled = self.fill(part)
        chunks = part.xml.split(HOLE)
        holes = chunks[1::2]
        self.closed = part.needs.closed
        if self.closed:
            last = f"{FOOT}{len(part.needs.feet) - 1}".encode()
            self.end = len(self.chunks) + 2 * holes.index(last) + 1
        chunks[1::2] = [filled[hole] for hole in holes]
        self.chunks += chunks
        self.register(part.needs)

    def register(self, needs: Needs) -> None:
        """Remember what only the whole can check."""
        self.titles += needs.titles
        self.anchors |= dict.fromkeys(needs.anchors)
        for id_ in needs.places:
            if id_ in self.places:
                raise LayoutError(f"deux endroits du document ont l’id « {id_} »")
            self.places[id_] = None

    def fill(self, part: WordPart) -> dict[bytes, bytes]:
        """Give what goes in each hole of a part."""
        needs, package = part.needs, self.package
        values = {
            NUMBER: (str(self.add_list(*each)) for each in needs.numbers),
            LINK: map(package.add_link, needs.links),
            PICTURE: map(package.add_picture, part.pictures),
            SLOT: (self.find_page(*each) for each in needs.slots),
            DRAWING: self.count(DRAWING, needs.drawings),
            CONTROL: self.count(CONTROL, needs.controls),
            PLACE: self.count(PLACE, len(needs.places)),
            FOOT: (self.add_section(*each) for each in needs.feet),
        }
        return {
            f"{kind}{rank}".encode(): value.encode()
            for kind, found in values.items()
            for rank, value in enumerate(found)
        }

    def count(self, kind: str, wanted: int) -> Iterator[str]:
        """Count on where the part before has stopped."""
        start = self.counts[kind] + 1
        self.counts[kind] += wanted
        return map(str, range(start, start + wanted))

    def add_list(self, abstract: str, level: int) -> int:
        """Add an ordered list, and return its number."""
        self.last_list += 1
        add_number(self.lists, self.last_list, abstract, level)
        return self.last_list

    def find_page(self, place: str, shown: str) -> str:
        """Return the page of a place."""
        if self.pages is None:
            return shown
        if place not in self.pages:
            raise LayoutError(f"page inconnue : celle de « {place} »")
        return str(self.pages[place])

    def add_section(self, style: str, words: str) -> str:
        """Add the end of a section."""
        tie = self.package.add_foot(write_footer(style, words)).encode()
        return (self.before + tie + self.after).decode()

    def check(self) -> None:
        """Refuse a document without a title, or with two; and links to nowhere."""
        if self.titles != 1:
            message = f"la page a {self.titles} titre(s) <h1>, il en faut exactement un"
            raise LayoutError(message, "Les lecteurs d’écran partent de lui")
        if lost := [id_ for id_ in self.anchors if id_ not in self.places]:
            raise LayoutError(f"liens qui ne mènent nulle part : {', '.join(lost)}")

    def write(self) -> bytes:
        """Write the document; the body itself holds its last section.

        The paragraph that follows a table stays: Word would add one of its own, taller.
        """
        if self.end >= 0 and self.closed:
            end, self.chunks[self.end] = self.chunks[self.end], b""
        else:
            end = write_elements([self.section.properties])
        document = write_document([*self.chunks, end])
        self.chunks.clear()
        return self.package.pack(document, self.page)
