"""Zip archives whose bytes depend on their members alone.

`zipfile` stamps each member with the clock and the system; two runs of the same
content would then differ, and a reader could not tell a reprint from a change. Nor
can it move a member that is already compressed: the headers are written here for
that, byte for byte as it writes them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The earliest date that the format can hold: plainly not a real one.
DATE = (1980, 1, 1, 0, 0, 0)
DOS_DATE = 1 << 5 | 1
UNIX = 3
READABLE_FILE = 0o100644 << 16

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
VERSION = 20
UTF_8 = 0x800
# What is said of a member before its bytes, and again in the list at the end.
COMMON = struct.Struct("<5H3I2H")
LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


class Packed(NamedTuple):
    """The bytes of a member as they lie in an archive."""

    data: bytes
    method: int
    crc: int
    size: int


def pack_stable_zip(members: Mapping[str, bytes]) -> bytes:
    """Pack members, by order of name, and return the archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            archive.writestr(describe_member(name), members[name])
    return buffer.getvalue()


def describe_member(name: str) -> zipfile.ZipInfo:
    """Describe a member the same way on every day and every system."""
    member = zipfile.ZipInfo(name, DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = UNIX
    member.external_attr = READABLE_FILE
    return member


def unpack_zip(archive: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def replace_members(archive: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return an archive with some of its members replaced, the others not unpacked.

    It is what `pack_stable_zip` would make of the same contents, at the cost of what
    has changed. A `KeyError` names what the archive does not have.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = opened.infolist()
    for name in changed.keys() - {member.filename for member in members}:
        raise KeyError(name)
    return join_members(
        (member.filename, pack_member(changed[member.filename], DEFLATED))
        if member.filename in changed
        else (member.filename, copy_member(archive, member))
        for member in members
    )


def copy_member(archive: bytes, member: zipfile.ZipInfo) -> Packed:
    """Take a member out of an archive as it lies there."""
    lengths = member.header_offset + len(LOCAL) + COMMON.size
    name, extra = struct.unpack_from("<2H", archive, lengths - 4)
    start = lengths + name + extra
    data = archive[start : start + member.compress_size]
    return Packed(data, member.compress_type, member.CRC, member.file_size)


def pack_member(data: bytes, method: int) -> Packed:
    """Pack the bytes of a member, at the level that `zipfile` takes by default."""
    packed = data if method == STORED else deflate(data)
    return Packed(packed, method, zlib.crc32(data), len(data))


def deflate(data: bytes) -> bytes:
    """Compress as zip files do, without zlib's own header."""
    engine = zlib.compressobj(
        zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS
    )
    return engine.compress(data) + engine.flush()


def join_members(members: Iterable[tuple[str, Packed]]) -> bytes:
    """Join packed members into an archive, in their order."""
    parts, entries, offset = [], [], 0
    for name, packed in members:
        header = make_header(name, packed)
        entries.append(make_entry(header, offset))
        parts += [header, packed.data]
        offset += len(header) + len(packed.data)
    return b"".join([*parts, *entries, make_end(entries, offset)])


def make_header(name: str, packed: Packed) -> bytes:
    """Make what stands before the bytes of a member."""
    flags = 0 if name.isascii() else UTF_8
    raw = name.encode()
    return b"".join(
        (
            LOCAL,
            COMMON.pack(
                VERSION, flags, packed.method, 0, DOS_DATE,
                packed.crc, len(packed.data), packed.size, len(raw), 0,
            ),
            raw,
        )
    )  # fmt: skip


def make_entry(header: bytes, offset: int) -> bytes:
    """Make the line of the list at the end for a member, out of its header."""
    common, raw = len(LOCAL), len(LOCAL) + COMMON.size
    made_by = struct.pack("<H", UNIX << 8 | VERSION)
    where = struct.pack("<3H2I", 0, 0, 0, READABLE_FILE, offset)
    return b"".join((CENTRAL, made_by, header[common:raw], where, header[raw:]))


def make_end(entries: list[bytes], offset: int, room: int = 0) -> bytes:
    """Make the end of an archive, whose list starts at `offset`, with room for a comment."""
    count, size = len(entries), sum(map(len, entries))
    return END + struct.pack("<4H2IH", 0, 0, count, count, size, offset, room)
