"""Turns a finished PDF of pydyf into the objects of a part.

Only what its pages and its tags lead to is kept. What the whole file has one of (the
outline, the trees of names, the metadata) is written when parts are linked.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pydyf

from romin_print.write.pdf.parts.bundle import Hole, Shared, Template

_REFERENCE = re.compile(rb"[0-9]+ 0 R")
_DELIMITERS = b"/[(<"


class OwnNumber(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """The number of an object of the part, where a plain number is wanted.

    Trees of numbers are sorted by such keys: they must be unique in the whole file.
    """

    def __init__(self, named: Any) -> None:
        super().__init__()
        self.named: bytes = named.reference


class Literal(pydyf.Object):  # type: ignore[misc]
    """What is written as it is: the reference of an object of the whole file."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def data(self) -> bytes:
        """The bytes themselves."""
        return self._data


class Room(pydyf.Stream):  # type: ignore[misc]
    """A stream that is only written at link time."""


@dataclass
class Writer:
    """Writes values as a template: what each reference stands for is in `known`.

    That is the number of an object of the part, or the key of a shared one.
    """

    known: Mapping[bytes, Hole]
    holes: list[Hole] = field(default_factory=list)

    def write(self, value: Any) -> bytes:
        """Write one value, and note down the holes in it."""
        if isinstance(value, OwnNumber):
            self.holes.append(self.known[value.named])
            return b"%d"
        if is_reference(value):
            self.holes.append(self.known[value])
            return b"%d 0 R"
        if isinstance(value, dict):
            return b"<<%b>>" % b"".join(self._write_entries(value))
        if isinstance(value, list | tuple):
            return b"[%b]" % b" ".join(map(self.write, value))
        return write_plain(value).replace(b"%", b"%%")

    def _write_entries(self, entries: Mapping[str, Any]) -> Iterator[bytes]:
        for key, value in entries.items():
            written = self.write(value)
            gap = b"" if written[:1] in _DELIMITERS else b" "
            yield b"/%b%b%b" % (str(key).replace("%", "%%").encode(), gap, written)


def is_reference(value: Any) -> bool:
    """Say whether a value names an object; a text of the document never does."""
    return isinstance(value, bytes) and _REFERENCE.fullmatch(value) is not None


def write_plain(value: Any) -> bytes:
    """Write a name, a text, a number; lengths to a thousandth of a point."""
    if isinstance(value, pydyf.Object):
        return bytes(value.data)
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".").encode()
    return value if isinstance(value, bytes) else str(value).encode("ascii")


def write_template(value: Any, known: Mapping[bytes, Hole]) -> Template:
    """Write a value with a hole for each number."""
    writer = Writer(known)
    body = writer.write(value)
    return Template(body, tuple(writer.holes))


def list_references(value: Any) -> Iterator[bytes]:
    """List the objects that a value names, in order."""
    if is_reference(value):
        yield value
    elif isinstance(value, pydyf.Stream):
        yield from list_references(value.extra)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from list_references(inner)


def pack_stream(stream: Any) -> tuple[dict[str, Any], bytes]:
    """Give the dictionary of a stream and its data, compressed if it says so."""
    entries = dict(stream.extra)
    data = b"\n".join(map(_write_operation, stream.stream))
    if stream.compress:
        entries["Filter"] = "/FlateDecode"
        data = zlib.compress(data, 9)
    return entries | {"Length": len(data)}, data


def _write_operation(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.data if isinstance(item, pydyf.Object) else str(item).encode("ascii")


class Gatherer:
    """Gathers the objects of a part, from its pages and its tags.

    `fonts` are the keys of the fonts, which parts share, by their references.
    """

    def __init__(self, pdf: Any, fonts: Mapping[bytes, str]) -> None:
        self.pdf = pdf
        self.objects = {item.reference: item for item in pdf.objects}
        self.shared: dict[str, Shared] = {}
        self._keys: dict[bytes, Hole] = dict(fonts)
        self._found: dict[bytes, Any] = {}

    def add(self, item: Any) -> bytes:
        """Add an object that the file does not have; give its reference."""
        item.number = len(self.objects)
        self.objects[item.reference] = item
        return bytes(item.reference)

    def reserve(self, key: str) -> bytes:
        """Give a reference to something shared that is only made at link time."""
        reference = self.add(pydyf.Dictionary())
        self._keys[reference] = key
        return reference

    def replace(self, former: Any, entries: Mapping[str, Any]) -> None:
        """Put other entries in an object, and leave the file as it was."""
        changed = pydyf.Dictionary(entries)
        changed.number = former.number
        self.objects[former.reference] = changed

    def gather(self, reference: bytes) -> None:
        """Gather an object and all those that it leads to, in the order of reading."""
        if reference in self._found or reference in self._keys:
            return
        item = self.objects[reference]
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            self._keys[reference] = self._share(item)
            return
        self._found[reference] = item
        for named in list_references(item):
            self.gather(named)

    def _share(self, item: Any) -> str:
        """Set apart an image, and what it names; its key is a digest of it all."""
        for named in list_references(item):
            if named not in self._keys:
                self._keys[named] = self._share(self.objects[named])
        entries, data = (
            pack_stream(item) if isinstance(item, pydyf.Stream) else (item, b"")
        )
        template = write_template(entries, self._keys)
        told = f"{template.holes}".encode() + template.body + data
        key = sha256(told).hexdigest()
        self.shared[key] = Shared(template, data)
        return key

    def split(self) -> tuple[list[bytes], ...]:
        """Sort what was gathered: dictionaries, streams, rooms, what names the shared."""
        closed, streams, rooms, opens = [], [], [], []
        for reference, item in self._found.items():
            if isinstance(item, Room):
                rooms.append(reference)
            elif isinstance(item, pydyf.Stream):
                streams.append(reference)
            elif any(named in self._keys for named in list_references(item)):
                opens.append(reference)
            else:
                closed.append(reference)
        return closed, streams, rooms, opens

    def know(self, references: list[bytes]) -> dict[bytes, Hole]:
        """Tell what references mean, when the objects of the part are in this order."""
        return self._keys | {name: rank for rank, name in enumerate(references)}
