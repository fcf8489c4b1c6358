"""The file itself (ISO 32000-1, 7.5): the objects one after another, and their table.

The table is a cross-reference stream (7.5.8). Rows of the objects of a part only
differ by one from the row before, so they are written as differences (7.4.4.4), which
compress to next to nothing.
"""

import zlib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from romin_print.write.pdf.link.draft import Draft, Member
from romin_print.write.pdf.parts.bundle import pack_objects, write_stream

CATALOG = 1

# The second line tells programs that these are bytes, not text (7.5.2).
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# One byte for the kind of row, four for a place or a stream, two for a rank.
_WIDTHS = (1, 4, 2)
_ROW = sum(_WIDTHS)
_UP = b"\x02"  # each byte is told from the one above
# How hard to compress what is written at each link: the best takes five times longer.
_LEVEL = 6
_FREE, _PLACED, _PACKED = 0, 1, 2


def write_file(draft: Draft, information: int) -> bytes:
    """Write the whole file; `information` is the number of what it says of itself."""
    entries = (b"/%b %b" % (k.encode(), v) for k, v in draft.catalog.items())
    draft.objects[CATALOG] = b"<</Type/Catalog%b>>" % b"".join(entries)
    table = _Table()
    data = bytearray(_HEADER)
    for member in draft.members:
        table.add_member(member, len(data))
        data += member.bundle.blob
    for number, stream in draft.streams.items():
        table.places[number] = (_PLACED, len(data), 0)
        data += stream
    holder = draft.take_number()
    table.places[holder] = (_PLACED, len(data), 0)
    for rank, number in enumerate(draft.objects):
        table.places[number] = (_PACKED, holder, rank)
    data += pack_objects(holder, draft.objects, _LEVEL)
    return bytes(data + _write_table(draft, table, data, information))


class _Table:
    """Where each object is: its kind, then its place, or its stream and rank there."""

    def __init__(self) -> None:
        self.places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
        # The object streams of parts: first number, number of the stream, length.
        self.runs: dict[int, tuple[int, int]] = {}

    def add_member(self, member: Member, place: int) -> None:
        """Add the objects of a part, written from `place` on."""
        bundle = member.bundle
        stream = bundle.base + bundle.layout.packed
        self.runs[bundle.base] = (stream, bundle.layout.packed)
        *streams, packed = bundle.offsets
        self.places[stream] = (_PLACED, place + packed, 0)
        for number, offset in enumerate(streams, start=stream + 1):
            self.places[number] = (_PLACED, place + offset, 0)

    def write(self) -> tuple[bytes, bytes]:
        """Write the rows as differences, and the ranges of numbers that they tell."""
        rows = bytearray()
        ranges: list[list[int]] = []
        above = bytes(_ROW)
        for number, count, row, last in self._list_rows():
            rows += _UP + _subtract(row, above) + _climb(count - 1)
            above = last
            if ranges and sum(ranges[-1]) == number:
                ranges[-1][1] += count
            else:
                ranges.append([number, count])
        index = b" ".join(b"%d %d" % tuple(pair) for pair in ranges)
        return bytes(rows), index

    def _list_rows(self) -> Iterator[tuple[int, int, bytes, bytes]]:
        """List the rows, by number; a run counts for many: its first and its last."""
        for number in sorted([*self.places, *self.runs]):
            if number in self.runs:
                stream, count = self.runs[number]
                first = _pack_row(_PACKED, stream, 0)
                yield number, count, first, _pack_row(_PACKED, stream, count - 1)
            else:
                row = _pack_row(*self.places[number])
                yield number, 1, row, row


def _pack_row(*values: int) -> bytes:
    return b"".join(
        value.to_bytes(width, "big")
        for value, width in zip(values, _WIDTHS, strict=True)
    )


def _subtract(row: bytes, above: bytes) -> bytes:
    return bytes((one - other) & 255 for one, other in zip(row, above, strict=True))


def _climb(count: int) -> bytes:
    """Write rows that each have the next rank, from the second rank on."""
    return _make_stairs()[: count * (1 + _ROW)]


@cache
def _make_stairs() -> bytes:
    step = _UP + bytes(_ROW - 1) + b"\x01"
    # Past 255, the byte before goes up too.
    turn = _UP + bytes(_ROW - 2) + b"\x01\x01"
    return (step * 255 + turn) * 256


def _write_table(
    draft: Draft, table: _Table, before: bytearray, information: int
) -> bytes:
    """Write the table, and where it is."""
    number = draft.take_number()
    table.places[number] = (_PLACED, len(before), 0)
    rows, index = table.write()
    data = zlib.compress(rows, 9)
    identity = sha256(before).hexdigest()[:32].encode()
    head = (
        b"<</Type/XRef/Size %d/Index[%b]/W[%d %d %d]/Root %d 0 R/Info %d 0 R"
        b"/ID[<%b><%b>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>"
        b"/Length %d>>"
        % (
            number + 1,
            index,
            *_WIDTHS,
            CATALOG,
            information,
            identity,
            identity,
            _ROW,
            len(data),
        )
    )
    table_object = write_stream(number, head, data)
    return table_object + b"startxref\n%d\n%%%%EOF\n" % len(before)
