"""Checks the page numbers printed in a finished PDF, against where its links lead.

« Voir A-03, p. 37 »: on paper nobody can click, and a number that is wrong by one is
worse than none. The words are those of the tags, which a screen reader says; the page
is that of the link, whatever the program that wrote them thought.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from romin_print.check.pdf_margins import read_margins
from romin_print.check.pdf_navigation import find_page, get_target, read_targets
from romin_print.check.pdf_structure import UNREAD, read_marked_texts
from romin_print.check.pdf_tags import (
    Id,
    find_mark,
    is_tag,
    list_kids,
    name_tag,
    open_pdf,
)
from romin_print.errors import Place, Problem

_REMEDE = "C’est une faute du programme : signalez-la avec ce fichier."

# Not the first page of « p. 12-34 », which is that of an article.
_NUMBER = re.compile(r"\bp\.\s*(\d+)(?!\d|\s*[-–]\s*\d)")

# Where a reference ends, if no other link does it before.
_CELLS = frozenset({"TH", "TD"})
_ITEMS = _CELLS | {"LI"}
_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption"})


class Renvoi(NamedTuple):
    """A number told for a link: its words, that number, and the page led to, from 1."""

    words: str
    told: int
    page: int


@dataclass
class _Reader:
    """Goes through the tags; keeps the link that was opened last, and its words.

    `row` is the first link of a row: its page may be told in a cell of its own, after
    cells that hold other links.
    """

    pages: dict[Id, int]
    texts: dict[tuple[Id, int], str]
    targets: dict[bytes, Any]
    words: str = ""
    page: int | None = None
    row: tuple[str, int] | None = None
    found: list[Renvoi] = field(default_factory=list)

    def close(self) -> None:
        """Note the number that the last link is told to be at."""
        number = _NUMBER.search(self.words)
        if self.page is not None and number:
            words = " ".join(self.words[: number.end()].split())
            self.found.append(Renvoi(words, int(number[1]), self.page))
        if self.page is not None and self.row is None:
            self.row = f"{self.words} ", self.page
        self.words, self.page = "", None

    def read(self, element: Any, in_item: bool = False) -> None:
        """Read a tag and those below it."""
        tag = name_tag(element)
        if tag in UNREAD:
            return
        alone = tag in _ITEMS or (tag in _BLOCKS and not in_item)
        if alone or (tag == "Link" and self._find_target(element) is not None):
            self.close()
            self.page = self._find_target(element) if tag == "Link" else None
        if tag == "TR":
            self.row = None
        elif tag in _CELLS and self.row:
            self.words, self.page = self.row
        for kid in list_kids(element):
            self._read_kid(kid, element, in_item or tag in _ITEMS)
        if alone:
            self.close()

    def _read_kid(self, kid: Any, element: Any, in_item: bool) -> None:
        if is_tag(kid):
            self.words += "" if name_tag(kid) in ("Span", "Link") else " "
            self.read(kid, in_item)
        elif mark := find_mark(kid, element):
            self.words += self.texts.get(mark, "")

    def _find_target(self, link: Any) -> int | None:
        """Find the page that a link leads to; None if it leaves the file."""
        for kid in list_kids(link):
            if not isinstance(kid, int) and "/Obj" in kid:
                page = find_page(get_target(kid.Obj), self.targets)
                return self.pages.get(page) if page else None
        return None


def check_renvois(path: Path) -> list[Problem]:
    """Check each « p. 37 » said of a link, and those at the foot of the pages.

    A link that no number follows in its paragraph, its item or its row is not one
    that can be wrong: nothing is said of it.
    """
    causes = [
        f"« {renvoi.words} » mène à la page {renvoi.page}"
        for renvoi in list_renvois(path)
        if renvoi.told != renvoi.page
    ]
    causes += [
        f"la page {page} se dit « p. {told} »"
        for page, told in list_folios(path)
        if told != page
    ]
    return [Problem(Place(path), cause, _REMEDE) for cause in causes]


def list_renvois(path: Path) -> list[Renvoi]:
    """List the page numbers told of links, in reading order."""
    with open_pdf(path) as pdf:
        texts = {
            (page.objgen, mark): text
            for page in pdf.pages
            for mark, text in read_marked_texts(page).items()
        }
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        reader = _Reader(pages, texts, read_targets(pdf))
        for top in list_kids(pdf.Root.StructTreeRoot):
            reader.read(top)
        reader.close()
    return reader.found


def list_folios(path: Path) -> list[tuple[int, int]]:
    """List the numbers told in margins (« p. 37 »), each after its page, from 1."""
    with open_pdf(path) as pdf:
        return [
            (number, told)
            for number, page in enumerate(pdf.pages, start=1)
            for line in read_margins(page)
            for told in map(int, _NUMBER.findall(line))
        ]
