"""The house's fonts made ready for linking: each is embedded once, whole and static.

Parts that were laid out apart must number glyphs alike, so their fonts are not cut
down to each part. They are cut once, to what all documents may use, and kept in the
user's cache as the very objects that a PDF needs (ISO 32000-1, 9.7): whoever links
parts copies them, and opens no font.
"""

import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from romin_print.errors import LayoutError
from romin_print.write.fonts import read_font
from romin_print.write.web import find_cache, write_atomically

# A new number forgets the fonts of the cache: change it with face_maker.py.
_VERSION = 2

_ATKINSON = "AtkinsonHyperlegible"
_FALLBACK = "SourceSans3"

# Each static face: the file that it comes from, and its weight in that file.
SOURCES = {
    f"{_ATKINSON}-Regular": (f"{_ATKINSON}-Regular.ttf", 0),
    f"{_ATKINSON}-Bold": (f"{_ATKINSON}-Bold.ttf", 0),
    f"{_ATKINSON}-Italic": (f"{_ATKINSON}-Italic.ttf", 0),
    f"{_ATKINSON}-BoldItalic": (f"{_ATKINSON}-BoldItalic.ttf", 0),
    f"{_FALLBACK}-Regular": (f"{_FALLBACK}[wght].ttf", 400),
    f"{_FALLBACK}-Bold": (f"{_FALLBACK}[wght].ttf", 700),
    f"{_FALLBACK}-Italic": (f"{_FALLBACK}-Italic[wght].ttf", 400),
    f"{_FALLBACK}-BoldItalic": (f"{_FALLBACK}-Italic[wght].ttf", 700),
}
# What this font has is not kept in the others.
MAIN_FILE = f"{_ATKINSON}-Regular.ttf"


@dataclass(frozen=True)
class Face:
    """A static face, as objects of a PDF that only lack their numbers.

    `bodies` are these objects: the font, its descendant, its descriptor, its file, its
    table of characters; then the same font as fields call it, with its descriptor.
    `holes` are the ranks of the objects that each names, in the order of its « %d ».
    `digits` gives the glyph of each digit, and its width for a size of 1.
    """

    key: str
    bodies: tuple[bytes, ...]
    holes: tuple[tuple[int, ...], ...]
    digits: dict[str, tuple[int, float]]
    file: bytes


# From the latter on, the objects that only the font of fields needs.
FONT, FIELD_FONT = 0, 5


def name_field_font(key: str) -> str:
    """Name a face as fields call it."""
    return f"{key}/champ"


def read_static_font(name: str) -> bytes:
    """Give the content of a font file, static: `name` is that of a face, and « .ttf »."""
    stem = name.removesuffix(".ttf")
    return load_face(stem).file if stem in SOURCES else read_font(name)


def find_face(key: str) -> Face:
    """Find the face that a part was laid out with.

    Raise `LayoutError` if the fonts have changed since.
    """
    stem = key.rpartition("-")[0]
    if stem in SOURCES and (face := load_face(stem)).key == key:
        return face
    raise LayoutError(
        f"la police « {key} » n’est plus celle de ce poste",
        "Refaites la mise en page de ce qui l’emploie.",
    )


def fingerprint_faces() -> str:
    """Give a digest of all that the faces are made of.

    Parts that were laid out with another one cannot be linked any more.
    """
    return sha256("".join(map(_fingerprint, SOURCES)).encode()).hexdigest()


@cache
def load_face(stem: str) -> Face:
    """Load a face from the user's cache, or make it: this takes a second."""
    print_ = _fingerprint(stem)
    kept = find_cache() / f"{stem}-{print_}.face"
    with suppress(OSError, ValueError):
        return _read_face(kept.read_bytes())
    from romin_print.write.pdf.face_maker import make_face

    face = make_face(stem)
    with suppress(OSError):
        write_atomically(_write_face(face), kept)
    return face


def prepare_faces(*, backwards: bool = False) -> None:
    """Make the faces that are not in the cache yet: seconds, once on a machine.

    Two processes that begin at opposite ends share the work.
    """
    for stem in reversed(SOURCES) if backwards else SOURCES:
        load_face(stem)


@cache
def _fingerprint(stem: str) -> str:
    name, weight = SOURCES[stem]
    made_of = _digest(name) + _digest(MAIN_FILE) + f"{weight} {_VERSION}"
    return sha256(made_of.encode()).hexdigest()


@cache
def _digest(name: str) -> str:
    return sha256(read_font(name)).hexdigest()


def _write_face(face: Face) -> bytes:
    pieces = (*face.bodies, zlib.compress(face.file, 1))
    head = {
        "key": face.key,
        "holes": face.holes,
        "digits": face.digits,
        "lengths": [len(piece) for piece in pieces],
    }
    whole = json.dumps(head).encode() + b"\n" + b"".join(pieces)
    return sha256(whole).digest() + whole


def _read_face(data: bytes) -> Face:
    if sha256(data[32:]).digest() != data[:32]:
        raise ValueError
    end = data.index(b"\n", 32)
    head = json.loads(data[32:end])
    *bodies, file = _cut(data[end + 1 :], head["lengths"])
    return Face(
        head["key"],
        tuple(bodies),
        tuple(map(tuple, head["holes"])),
        {digit: (glyph, width) for digit, (glyph, width) in head["digits"].items()},
        zlib.decompress(file),
    )


def _cut(data: bytes, lengths: list[int]) -> Iterator[bytes]:
    start = 0
    for length in lengths:
        yield data[start : start + length]
        start += length
