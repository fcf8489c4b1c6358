"""Has the engine use the faces that parts share, whole, in place of cut fonts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

import pydyf
from weasyprint import pdf as engine

from romin_print.write.pdf.faces import (
    FIELD_FONT,
    FONT,
    SOURCES,
    Face,
    load_face,
    name_field_font,
)
from romin_print.write.pdf.form_font import FAMILY

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)\s*;?")
_BOLD = ("bold", "600", "700", "800", "900")

# Each font file that holds several weights, and the faces taken from it.
_FACES = {
    name: {weight: face for face, (n, weight) in SOURCES.items() if n == name}
    for name in {name for name, weight in SOURCES.values() if weight}
}


class Piece(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object of a face, in a file of pydyf."""

    def __init__(self, body: bytes, holes: tuple[int, ...], pieces: list[Any]) -> None:
        super().__init__()
        self._body, self._holes, self._pieces = body, holes, pieces

    @property
    def data(self) -> bytes:
        """The object as it is written, its neighbours by their numbers."""
        return self._body % tuple(self._pieces[hole].number for hole in self._holes)

    @property
    def compressible(self) -> bool:
        """Whether this is no stream."""
        return not self._body.endswith(b"endstream")


@dataclass
class Typefaces:
    """The faces of a document: where they are in the file, and what they are called.

    `keys` gives the key of each font and of each font of fields, by their reference.
    """

    faces: dict[str, Face] = field(default_factory=dict)
    keys: dict[bytes, str] = field(default_factory=dict)
    renamed: dict[bytes, bytes] = field(default_factory=dict)
    field_font: Any = None
    _pieces: dict[str, list[Any]] = field(default_factory=dict)

    def add_face(self, pdf: Any, face: Face) -> bytes:
        """Add a face to the file, once; give the reference of its font."""
        if face.key not in self.faces:
            self.faces[face.key] = face
            pieces: list[Any] = []
            for body, holes in zip(face.bodies, face.holes, strict=True):
                pieces.append(Piece(body, holes, pieces))
            for piece in pieces[:FIELD_FONT]:
                pdf.add_object(piece)
            self._pieces[face.key] = pieces
            self.keys[pieces[FONT].reference] = face.key
        return bytes(self._pieces[face.key][FONT].reference)

    def add_field_font(self, pdf: Any, face: Face) -> None:
        """Add the same face as fields call it."""
        pieces = self._pieces[face.key]
        for piece in pieces[FIELD_FONT:]:
            pdf.add_object(piece)
        self.field_font = pieces[FIELD_FONT]
        self.keys[self.field_font.reference] = name_field_font(face.key)

    def write_field_font(self, _pdf: Any) -> Any:
        """Give the font that answers are written in; None if no field is set in it."""
        return self.field_font

    def rename_fonts(self, pdf: Any) -> None:
        """Call each font by the key of its face, in all that draws."""
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream):
                item.stream[:] = map(self._rename, item.stream)

    def _rename(self, operation: Any) -> Any:
        if isinstance(operation, bytes) and operation.endswith(b" Tf"):
            name, size, _ = operation.split()
            return b"/%b %b Tf" % (self.renamed.get(name[1:], name[1:]), size)
        return operation


def split_faces(html: str) -> str:
    """Name static faces where a style sheet names a file of several weights."""
    return _FONT_FACE.sub(_split_face, html)


def _split_face(match: re.Match[str]) -> str:
    rule = match[0]
    for name, faces in _FACES.items():
        if f"font:{name}" in rule:
            weight = _WEIGHT.search(rule)
            bare = _WEIGHT.sub("", rule)
            wanted = faces
            if weight:
                wanted = {w: f for w, f in faces.items() if w == _round(weight[1])}
            return " ".join(
                bare.replace(
                    "{", f"{{ font-weight: {weight[1] if weight else w};", 1
                ).replace(f"font:{name}", f"font:{face}.ttf")
                for w, face in sorted(wanted.items())
            )
    return rule


def _round(weight: str) -> int:
    return 700 if weight in _BOLD else 400


@contextmanager
def share_faces() -> Iterator[Typefaces]:
    """Put the shared faces in the file, where the engine would cut fonts for it.

    It has no public option for this; cutting them would also take longer than all
    the rest of the writing where HarfBuzz lacks its own cutter.
    """
    build = engine.build_fonts_dictionary
    typefaces = Typefaces()

    def build_shared(pdf: Any, fonts: Any, *_options: Any) -> Any:
        named = pydyf.Dictionary()
        for font in fonts.values():
            # A font of the system is a fault, which is told once all is drawn.
            if face := _know_faces().get(sha256(font.file_content).digest()):
                typefaces.renamed[font.hash.encode()] = face.key.encode()
                named[face.key] = typefaces.add_face(pdf, face)
                if font.family == FAMILY:
                    typefaces.add_field_font(pdf, face)
        return named

    engine.build_fonts_dictionary = build_shared
    try:
        yield typefaces
    finally:
        engine.build_fonts_dictionary = build


@cache
def _know_faces() -> dict[bytes, Face]:
    return {sha256(face.file).digest(): face for face in map(load_face, SOURCES)}
