"""The parts of a .docx that the checks look at.

Read with lxml alone: a check that trusted the library which wrote the file would
share its blind spots. Nothing in the file can make the reader fetch anything.
"""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

Element = etree._Element

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}


def name(text: str) -> str:
    """Return `w:p` as `{namespace}p`."""
    prefix, _, local = text.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


VALUE, CONTROL = name("w:val"), name("w:sdt")
# What stands for a space or a word inside a run.
SHOWN = {name("w:tab"): "\t", name("w:br"): "\n", name("w:noBreakHyphen"): "-"}


class WordFile(NamedTuple):
    """The parts of a Word document."""

    body: Element
    styles: Element
    core: Element
    settings: Element
    footers: tuple[Element, ...]
    levels: Mapping[str, int]
    lists: frozenset[str]
    framed: frozenset[str]

    @property
    def names(self) -> Mapping[str, str]:
        """The prefixes that searches use."""
        return NAMES

    def name(self, text: str) -> str:
        """Return `w:p` as `{namespace}p`."""
        return name(text)

    def find_all(self, text: str) -> Iterator[Element]:
        """Return the elements of a name, in the order of the body."""
        return self.body.iter(name(text))


def open_word(path: Path) -> WordFile:
    """Read the parts of a Word document."""
    with zipfile.ZipFile(path) as archive:
        footers = [n for n in archive.namelist() if n.startswith("word/footer")]
        styles = read_part(archive, "word/styles.xml")
        return WordFile(
            body=read_part(archive, "word/document.xml"),
            styles=styles,
            core=read_part(archive, "docProps/core.xml"),
            settings=read_settings(archive),
            footers=tuple(read_part(archive, n) for n in footers),
            levels=read_levels(styles),
            lists=read_styles_with(styles, "w:pPr/w:numPr"),
            framed=read_styles_with(styles, "w:pPr/w:pBdr/w:between"),
        )


def read_settings(archive: zipfile.ZipFile) -> Element:
    """Read the settings, which a document may do without."""
    part = "word/settings.xml"
    known = part in archive.namelist()
    return read_part(archive, part) if known else etree.Element(name("w:settings"))


def read_part(archive: zipfile.ZipFile, part: str) -> Element:
    """Parse one part, without entities and without the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(part), parser)


def read_text(element: Element) -> str:
    """Return the text of an element: neither the blanks to fill in nor the boxes to tick."""
    unsaid = {
        part
        for control in (*element.iter(CONTROL), *element.iterancestors(CONTROL))
        if is_blank(control) or is_box(control)
        for part in control.iter()
    }
    return "".join(
        read_part_text(part) for part in list_parts(element) if part not in unsaid
    )


def read_shown(element: Element) -> str:
    """Return the text that an element shows; deleted text and fields' orders are not."""
    return "".join(map(read_part_text, list_parts(element)))


def list_parts(element: Element) -> Iterator[Element]:
    """Return the parts of runs that show something."""
    return element.iter(name("w:t"), *SHOWN)


def read_part_text(part: Element) -> str:
    """Return what a part of a run shows."""
    return SHOWN.get(str(part.tag)) or part.text or ""


def is_blank(control: Element) -> bool:
    """Tell whether a control shows what stands there until it is filled in."""
    return control.find("w:sdtPr/w:showingPlcHdr", NAMES) is not None


def is_box(control: Element) -> bool:
    """Tell whether a control is a box to tick."""
    return control.find("w:sdtPr/w14:checkbox", NAMES) is not None


def read_value(element: Element, path: str) -> str:
    """Return the `w:val` at the end of a path, or nothing."""
    found = element.find(path, NAMES)
    return "" if found is None else found.get(VALUE) or ""


def find_headings(word: WordFile) -> Iterator[tuple[int, str]]:
    """Return the level and the text of each heading."""
    for paragraph in word.find_all("w:p"):
        if level := read_level(word, paragraph):
            yield level, read_text(paragraph).strip()


def read_level(word: WordFile, paragraph: Element) -> int:
    """Return the level of a heading, 0 for body text."""
    return word.levels.get(read_value(paragraph, "w:pPr/w:pStyle"), 0)


def read_levels(styles: Element) -> dict[str, int]:
    """Return the outline level of each style; one inherits that of its base."""
    own, bases = {}, {}
    for style in styles.iterfind("w:style", NAMES):
        id_ = style.get(name("w:styleId")) or ""
        bases[id_] = read_value(style, "w:basedOn")
        own[id_] = read_value(style, "w:pPr/w:outlineLvl")
    return {id_: find_level(id_, own, bases) for id_ in own}


def read_styles_with(styles: Element, path: str) -> frozenset[str]:
    """Return the styles that say something of their own, given by its path."""
    return frozenset(
        style.get(name("w:styleId")) or ""
        for style in styles.iterfind("w:style", NAMES)
        if style.find(path, NAMES) is not None
    )


def find_level(id_: str, own: Mapping[str, str], bases: Mapping[str, str]) -> int:
    """Return the outline level of a style, 0 for body text."""
    for _ in own:
        if own.get(id_):
            level = int(own[id_]) + 1
            return level if level <= 9 else 0
        id_ = bases.get(id_, "")
    return 0


def list_columns(word: WordFile, table: Element) -> Iterator[int]:
    """Return how many columns each row of a table covers."""
    for row in table.iterfind("w:tr", word.names):
        yield sum(
            int(read_value(cell, "w:tcPr/w:gridSpan") or 1)
            for cell in row.iterfind("w:tc", word.names)
        )
