"""Reads the tag tree of a finished PDF, as a screen reader does.

veraPDF says that a file is well formed; it does not say that a list cut by a page
break is still one list, nor that all the words are there. These functions read
the file with another library than the one that wrote it, so that a mistake in the
writer cannot hide itself here.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from romin_print.check.pdf_navigation import find_lost_ways
from romin_print.check.pdf_references import find_missing_objects
from romin_print.check.pdf_tags import (
    find_mark,
    get_mark,
    is_tag,
    list_kids,
    name_tag,
    open_pdf,
    walk_tags,
)
from romin_print.check.pdf_ties import find_untied
from romin_print.errors import Place, Problem

# Tags inside a sentence; between any others, words do not touch.
_INLINE = frozenset({"Span", "Link"})

# What is printed for the eye: a list's bullets and numbers; a drawing, whose words
# are said by its description and by the table beside it.
UNREAD = frozenset({"Lbl", "Figure"})

_MAPPING = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def check_structure(path: Path) -> list[Problem]:
    """Check that tags, pages, links, fields and outline agree with one another."""
    with open_pdf(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            causes = ["ce PDF n’est pas balisé"]
        else:
            causes = [*find_untied(pdf), *find_lost_ways(pdf)]
    missing = find_missing_objects(path.read_bytes())
    causes += [f"l’objet {number} manque" for number in missing]
    remede = "C’est une faute du programme : signalez-la avec ce fichier."
    return [Problem(Place(path), cause, remede) for cause in dict.fromkeys(causes)]


def count_tags(path: Path) -> Counter[str]:
    """Count the tags of each kind (P, L, LI, Table, TR, H1…)."""
    with open_pdf(path) as pdf:
        return Counter(name_tag(element) for element, _ in walk_tags(pdf))


def read_tagged_text(path: Path) -> str:
    """Give the words of the tag tree in reading order, one block to a line.

    Artefacts, list labels and drawings are left out. No-break spaces may come out as
    spaces: the fonts draw them with the same glyph.
    """
    with open_pdf(path) as pdf:
        texts = {
            (page.objgen, mark): text
            for page in pdf.pages
            for mark, text in read_marked_texts(page).items()
        }
        pieces: list[str] = []
        for top in list_kids(pdf.Root.StructTreeRoot):
            _read_element(top, texts, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _read_element(element: Any, texts: dict[Any, str], pieces: list[str]) -> None:
    if name_tag(element) in UNREAD:
        return
    around = "" if name_tag(element) in _INLINE else "\n"
    pieces.append(around)
    for kid in list_kids(element):
        if is_tag(kid):
            _read_element(kid, texts, pieces)
        elif mark := find_mark(kid, element):
            pieces.append(texts.get(mark, ""))
    pieces.append(around)


def read_marked_texts(page: Any) -> dict[int, str]:
    """Give the text of each marked content of a page, artefacts left out."""
    import pikepdf

    texts: dict[int, str] = {}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    fonts = read_fonts(page)
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC" | "BMC":
                marks.append(get_mark(operands))
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                mark = next((m for m in reversed(marks) if m is not None), None)
                if mark is not None:
                    shown = read_shown(operands[0], letters)
                    texts[mark] = texts.get(mark, "") + shown
    return texts


def read_fonts(page: Any) -> dict[str, dict[int, str]]:
    """Read the tables of all the fonts of a page, by the names that it calls them."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    return {
        name: read_letters(font) for name, font in fonts.items() if "/ToUnicode" in font
    }


def read_letters(font: Any) -> dict[int, str]:
    """Read a font's table of glyphs → characters."""
    table = font.ToUnicode.read_bytes()
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for glyph, text in _MAPPING.findall(block)
    }


def read_shown(shown: Any, letters: dict[int, str]) -> str:
    """Read the characters that an operator shows."""
    import pikepdf

    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    glyphs = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
    # Two bytes a glyph: the fonts are all written so (Identity-H).
    pairs = (glyphs[i : i + 2] for i in range(0, len(glyphs), 2))
    return "".join(
        letters.get(int.from_bytes(p), "\N{REPLACEMENT CHARACTER}") for p in pairs
    )
