"""The objects of a part, in a form that is copied into a file as it is.

Objects of a PDF name one another by their numbers in the whole file. A part counts
its own from 0, and keeps each object as a template, with a hole for each number. Once
the part has been given its numbers (bound), its objects are kept written and packed:
as long as it keeps the same numbers, linking it again only copies bytes.

Its numbers are, in this order: the dictionaries of its object stream (ISO 32000-1,
7.5.7), the node of its pages first, then its pages; this stream; the other streams;
then what is written at link time: on each page, the numbers of pages that it shows and
the stamp, and the dictionaries that name fonts, images and stamp, which parts share.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

# The numbers of what parts name in the rest of the file.
PAGES, DOCUMENT = 2, 3
# The first part begins there, and parts take their numbers by whole spans: when one
# grows a little, the others keep theirs.
FIRST, SPAN = 8, 256
# What pages call the stamp that they may be given, and its key among what is shared.
STAMP = "Tampon"

# A number of the part itself, or the key of something shared.
Hole = int | str


@dataclass(frozen=True)
class Template:
    """An object with a « %d » for each number in it; other « % » are doubled."""

    body: bytes
    holes: tuple[Hole, ...] = ()

    def fill(self, base: int, shared: dict[str, int] | None = None) -> bytes:
        """Write the object of a part whose numbers begin at `base`."""
        return self.body % tuple(
            base + hole if isinstance(hole, int) else (shared or {})[hole]
            for hole in self.holes
        )


@dataclass(frozen=True)
class Shared:
    """An object that several parts may hold: its template, and the data of a stream."""

    template: Template
    data: bytes = b""


@dataclass(frozen=True)
class Layout:
    """Where things are in a part; numbers count from 0 in it.

    `pages` counts them, `sizes` are their widths and heights in points. `tops` are its
    outermost tags, `parents` and `names` its leaves of the parent tree and of the tree
    of tag names (0: none), `last_key` the last key of the former. `fields` are its
    form fields, with their names, and `form` what they all need. `rooms` are the streams
    of what is drawn on each page at link time. `packed` counts the objects of
    the object stream, `heads` are the dictionaries of the other streams, `lengths`
    their sizes. `opens` are the dictionaries that name what is shared.
    """

    pages: int
    sizes: tuple[tuple[float, float], ...]
    tops: tuple[int, ...]
    parents: int
    last_key: int
    names: int
    fields: tuple[tuple[int, str], ...]
    form: Template | None
    rooms: tuple[int, ...]
    packed: int
    heads: tuple[Template, ...]
    lengths: tuple[int, ...]
    opens: tuple[tuple[int, Template], ...]
    shared: dict[str, Shared]

    @property
    def count(self) -> int:
        """How many numbers the part takes."""
        written = len(self.rooms) + len(self.opens)
        return self.packed + 1 + len(self.heads) + written


@dataclass(frozen=True)
class Bundle:
    """A part bound to the numbers that begin at `base` (0: not bound yet).

    `packed` are the templates of the object stream. `blob` holds the objects, written:
    the streams, then the object stream; `offsets` says where each begins in it. Not
    bound, it only holds the data of the streams.
    """

    layout: Layout
    packed: bytes
    blob: bytes
    base: int = 0
    offsets: tuple[int, ...] = ()

    def bind(self, base: int) -> "Bundle":
        """Give the part its numbers."""
        if base == self.base:
            return self
        blob, offsets = bytearray(), []
        stream = base + self.layout.packed
        written = zip(self.layout.heads, self.list_data(), strict=True)
        for number, (head, data) in enumerate(written, start=stream + 1):
            offsets.append(len(blob))
            blob += write_stream(number, head.fill(base), data)
        offsets.append(len(blob))
        templates = enumerate(unpack_templates(self.packed), start=base)
        blob += pack_objects(stream, {n: t.fill(base) for n, t in templates})
        return replace(self, blob=bytes(blob), base=base, offsets=tuple(offsets))

    def list_data(self) -> list[bytes]:
        """List the data of the streams, taken back from where it is written."""
        listed, start = [], 0
        layout = self.layout
        for rank, (head, length) in enumerate(
            zip(layout.heads, layout.lengths, strict=True)
        ):
            if self.base:
                number = self.base + layout.packed + 1 + rank
                before = _open_stream(number, head.fill(self.base))
                start = self.offsets[rank] + len(before)
            listed.append(self.blob[start : start + length])
            start += length
        return listed


def write_stream(number: int, head: bytes, data: bytes) -> bytes:
    """Write a stream as an object of a file; `head` is its dictionary (7.3.8)."""
    return b"%b%b\nendstream\nendobj\n" % (_open_stream(number, head), data)


def _open_stream(number: int, head: bytes) -> bytes:
    return b"%d 0 obj\n%b\nstream\n" % (number, head)


def pack_objects(number: int, objects: Mapping[int, bytes], level: int = 9) -> bytes:
    """Write the object stream `number`, of these objects by their numbers (7.5.7).

    `level` is how hard to compress it, from 1 to 9.
    """
    heads, place = [], 0
    for held, body in objects.items():
        heads.append(b"%d %d" % (held, place))
        place += len(body) + 1
    index = b" ".join(heads) + b"\n"
    data = zlib.compress(index + b"\n".join(objects.values()), level)
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
        len(objects),
        len(index),
        len(data),
    )
    return write_stream(number, head, data)


def pack_templates(templates: list[Template]) -> bytes:
    """Pack templates; they only serve when a part changes its numbers."""
    return zlib.compress(_write_json([_tell(template) for template in templates]), 6)


def unpack_templates(data: bytes) -> Iterator[Template]:
    """Unpack templates."""
    return map(_hear, json.loads(zlib.decompress(data)))


def write_bundle(bundle: Bundle) -> bytes:
    """Write a bundle as bytes, for the cache."""
    layout = bundle.layout
    shared = layout.shared.values()
    pieces = [bundle.packed, bundle.blob, *(each.data for each in shared)]
    told = {
        "counts": (layout.pages, layout.packed, layout.parents, layout.last_key),
        "names": layout.names,
        "sizes": layout.sizes,
        "tops": layout.tops,
        "fields": layout.fields,
        "form": _tell(layout.form) if layout.form else None,
        "rooms": layout.rooms,
        "heads": [_tell(head) for head in layout.heads],
        "lengths": layout.lengths,
        "opens": [(number, _tell(template)) for number, template in layout.opens],
        "shared": [(key, _tell(s.template)) for key, s in layout.shared.items()],
        "bound": (bundle.base, bundle.offsets),
        "pieces": [len(piece) for piece in pieces],
    }
    return _write_json(told) + b"\n" + b"".join(pieces)


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle that `write_bundle` has written."""
    end = data.index(b"\n")
    told = json.loads(data[:end])
    packed, blob, *streams = cut(data[end + 1 :], told["pieces"])
    pages, count, parents, last_key = told["counts"]
    layout = Layout(
        pages=pages,
        sizes=tuple((width, height) for width, height in told["sizes"]),
        tops=tuple(told["tops"]),
        parents=parents,
        last_key=last_key,
        names=told["names"],
        fields=tuple((number, name) for number, name in told["fields"]),
        form=_hear(told["form"]) if told["form"] else None,
        rooms=tuple(told["rooms"]),
        packed=count,
        heads=tuple(map(_hear, told["heads"])),
        lengths=tuple(told["lengths"]),
        opens=tuple((number, _hear(template)) for number, template in told["opens"]),
        shared={
            key: Shared(_hear(template), stream)
            for (key, template), stream in zip(told["shared"], streams, strict=True)
        },
    )
    base, offsets = told["bound"]
    return Bundle(layout, packed, blob, base, tuple(offsets))


def cut(data: bytes, lengths: list[int]) -> Iterator[bytes]:
    """Cut bytes into pieces of these lengths."""
    start = 0
    for length in lengths:
        yield data[start : start + length]
        start += length


def _write_json(told: Any) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()


def _tell(template: Template) -> tuple[str, tuple[Hole, ...]]:
    """Make a template what JSON can write: Latin-1 has a character for each byte."""
    return template.body.decode("latin-1"), template.holes


def _hear(told: Any) -> Template:
    body, holes = told
    return Template(body.encode("latin-1"), tuple(holes))
