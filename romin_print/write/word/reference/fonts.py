"""The fonts, carried by the document: nobody has to install them.

Word wants them scrambled: the first bytes of each file are mixed with a key
that the font table gives. It protects nothing; it is only the format.
"""

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from romin_print.write.fonts import read_font
from romin_print.write.word.ooxml import Element, expand_name, make, make_root

# Shown where embedded fonts are refused: as wide, and on every machine.
FALLBACK = "Verdana"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
SCRAMBLED = 32


class Face(NamedTuple):
    """One face of the family, as the package carries it."""

    name: str
    key: uuid.UUID
    data: bytes


def load_faces(family: str) -> Iterator[Face]:
    """Load the faces of the family, scrambled by keys that never change."""
    for name in FACES:
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"romin-print/{family}/{name}")
        data = read_font(f"{family.replace(' ', '')}-{name}.ttf")
        yield Face(name, key, scramble(data, key))


def scramble(data: bytes, key: uuid.UUID) -> bytes:
    """Mix the first bytes of a font with its key, read backwards."""
    mask = key.bytes[::-1] * 2
    mixed = bytes(a ^ b for a, b in zip(data[:SCRAMBLED], mask, strict=True))
    return mixed + data[SCRAMBLED:]


def make_font_table(family: str, faces: list[Face]) -> Element:
    """Make the `w:fonts` that gives each face its part and its key."""
    font = make(
        "w:font",
        make("w:altName", val=FALLBACK),
        make("w:charset", val="00"),
        make("w:family", val="swiss"),
        make("w:pitch", val="variable"),
        name=family,
    )
    for rank, face in enumerate(faces, 1):
        embedded = make(f"w:embed{face.name}", fontKey=f"{{{face.key}}}".upper())
        embedded.set(expand_name("r:id"), f"rId{rank}")
        font.append(embedded)
    return make_root("w:fonts", font)
