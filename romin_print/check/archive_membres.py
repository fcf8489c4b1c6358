"""Unpacks a zip that was looked at, and measures each file on the way.

What a member really holds is known only by unpacking it: never more of it at once than
a piece, and no further than the size that it declared.
"""

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from romin_print.check.archive_zip import DEFLATED, Membre, Torn, find_data

PIECE = 2**20
DAMAGED = "est abîmé"


class Fichier(NamedTuple):
    """A file of a kit, as it was found."""

    sha256: str
    size: int


def unpack(file: BinaryIO, membre: Membre, target: Path) -> Fichier:
    """Unpack a member to a file; raise `Torn` if it is damaged, or not what it says."""
    digest, crc, size = hashlib.sha256(), 0, 0
    target.parent.mkdir(parents=True, exist_ok=True)
    file.seek(find_data(file, membre))
    with target.open("xb") as unpacked:
        for piece in read_pieces(file, membre):
            size += len(piece)
            if size > membre.size:
                raise Torn(DAMAGED)
            digest.update(piece)
            crc = zlib.crc32(piece, crc)
            unpacked.write(piece)
    if (size, crc) != (membre.size, membre.crc):
        raise Torn(DAMAGED)
    return Fichier(digest.hexdigest(), size)


def read_pieces(file: BinaryIO, membre: Membre) -> Iterator[bytes]:
    """Read a member piece by piece."""
    packed = read_packed(file, membre.packed)
    return inflate(packed) if membre.method == DEFLATED else packed


def read_packed(file: BinaryIO, left: int) -> Iterator[bytes]:
    """Read the bytes of a member as they lie in the zip."""
    while left:
        piece = file.read(min(left, PIECE))
        if not piece:
            raise Torn(DAMAGED)
        left -= len(piece)
        yield piece


def inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress, by pieces; what comes after the end of the compression is refused."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            left = piece
            while left and not engine.eof:
                yield engine.decompress(left, PIECE)
                left = engine.unconsumed_tail
            if left or engine.unused_data:
                raise Torn(DAMAGED)
        while not engine.eof and (piece := engine.decompress(b"", PIECE)):
            yield piece
    except zlib.error as error:
        raise Torn(DAMAGED) from error
    if not engine.eof:
        raise Torn(DAMAGED)
