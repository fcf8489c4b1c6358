"""A part as bytes, for the cache: whole, or refused.

What a cache gives back may be torn, of another version, or of another program: it is
read only if its digest is right, and it can say nothing else than a part.
"""

import json
from dataclasses import astuple
from hashlib import sha256
from typing import Any

from romin_print.write.pdf.measure import Overflow
from romin_print.write.pdf.parts.bundle import cut
from romin_print.write.pdf.parts.part import Anchor, Bookmark, Part, Slot

# Change it with any change of what is written below, or in a bundle.
_MAGIC = b"romin-print part 2\n"
_DIGEST = 32


def dump_part(part: Part) -> bytes:
    """Write a part as bytes; the same part is always the same bytes."""
    told = {
        "name": part.name,
        "pages": part.pages,
        "prints": part.prints,
        "colours": part.colours,
        "anchors": {name: astuple(anchor) for name, anchor in part.anchors.items()},
        "bookmarks": [astuple(bookmark) for bookmark in part.bookmarks],
        "slots": [astuple(slot) for slot in part.slots],
        "targets": part.targets,
        "faces": part.faces,
        "overflows": [astuple(overflow) for overflow in part.overflows],
        "lengths": [len(part.objects), len(part.standalone)],
    }
    head = json.dumps(told, separators=(",", ":")).encode()
    whole = head + b"\n" + part.objects + part.standalone
    return _MAGIC + sha256(whole).digest() + whole


def load_part(data: bytes) -> Part:
    """Read a part; raise `ValueError` if these bytes are not one, whole and untouched."""
    start = len(_MAGIC) + _DIGEST
    whole = data[start:]
    if data[:start] != _MAGIC + sha256(whole).digest():
        raise ValueError("ce n’est pas une partie entière, ou pas de cette version")
    end = whole.index(b"\n")
    told = json.loads(whole[:end])
    objects, standalone = cut(whole[end + 1 :], told["lengths"])
    return Part(
        name=told["name"],
        pages=told["pages"],
        prints=tuple(told["prints"]),
        colours=tuple(told["colours"]),
        anchors={name: Anchor(*place) for name, place in told["anchors"].items()},
        bookmarks=tuple(Bookmark(*bookmark) for bookmark in told["bookmarks"]),
        slots=tuple(map(_read_slot, told["slots"])),
        targets=tuple(told["targets"]),
        faces=tuple(told["faces"]),
        overflows=tuple(Overflow(*overflow) for overflow in told["overflows"]),
        objects=objects,
        standalone=standalone,
    )


def _read_slot(told: list[Any]) -> Slot:
    *before, face, (red, green, blue), align, line = told
    page, target, mark, x, y, size = before
    underline = (line[0], line[1]) if line else None
    colour = (red, green, blue)
    return Slot(page, target, mark, x, y, size, face, colour, align, underline)
