"""What each page of a part draws: a digest of it, and whether it needs colour.

The digest says whether a leaf of paper has changed, so it knows nothing of tags nor
of the names and numbers of objects: what a name calls stands in its place.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import pydyf

from romin_print.write.pdf.greys import GREY_SPACES, is_colour, sets_colour
from romin_print.write.pdf.parts.part import Slot

# The operators that call a resource, and the kind of resource that they call.
_CALLS = {
    "Do": "XObject",
    "gs": "ExtGState",
    "sh": "Shading",
    "scn": "Pattern",
    "SCN": "Pattern",
}
# The operators that begin a marked content, and how many operands stand before.
_MARKS = {b"BDC": 2, b"BMC": 1}


class Pages:
    """The pages of a PDF of pydyf, and what they call."""

    def __init__(self, pdf: Any) -> None:
        self._objects = {item.reference: item for item in pdf.objects}
        self._pages = [self._objects[page] for page in pdf.page_references]
        self._digests: dict[int, bytes] = {}

    def digest(self, slots: tuple[Slot, ...]) -> tuple[str, ...]:
        """Give a digest of what is drawn on each page, numbers of pages left out."""
        return tuple(
            _sum_up([*self._tell_page(page), *_tell_slots(slots, rank)]).hex()
            for rank, page in enumerate(self._pages)
        )

    def find_colours(self) -> tuple[int, ...]:
        """Find the pages, from 0, that hold anything else than black and grey.

        The colour of a number of page is still set where its digits were.
        """
        return tuple(
            rank
            for rank, page in enumerate(self._pages)
            if self._has_colour(*self._get_drawing(page))
        )

    def _get_drawing(self, page: Any) -> tuple[Any, Any]:
        return self._objects[page["Contents"]], self._follow(page["Resources"])

    def _follow(self, value: Any) -> Any:
        """Give what a reference names; anything else is itself."""
        return self._objects.get(value, value) if isinstance(value, bytes) else value

    def _tell_page(self, page: Any) -> Iterator[bytes]:
        yield page["MediaBox"].data
        yield from self._tell_drawing(*self._get_drawing(page))

    def _tell_drawing(self, stream: Any, resources: Any) -> Iterator[bytes]:
        for operation in list_drawn(stream):
            operator, called = self._find_call(operation, resources)
            if called is None:
                yield operation
            else:
                yield operator.encode()
                yield self._digest(called)

    def _find_call(self, operation: bytes, resources: Any) -> tuple[str, Any]:
        """Find the operator of an operation, and the resource that it calls if any."""
        before, _, operator = operation.decode("latin-1").rpartition(" ")
        name = before.rpartition(" ")[2]
        if operator in _CALLS and name.startswith("/"):
            return operator, self._follow(resources[_CALLS[operator]][name[1:]])
        return operator, None

    def _digest(self, called: Any) -> bytes:
        """Give a digest of a resource; each is told once."""
        key = id(called)
        if key not in self._digests:
            self._digests[key] = _sum_up(self._tell(called))
        return self._digests[key]

    def _tell(self, value: Any) -> Iterator[bytes]:
        """Tell what a value says, wherever it is written."""
        value = self._follow(value)
        if isinstance(value, pydyf.Stream):
            extra = dict(value.extra)
            resources = self._follow(extra.pop("Resources", {}))
            yield from self._tell(extra)
            if extra.get("Subtype") == "/Image":
                yield from (self._write(item) for item in value.stream)
            else:
                yield from self._tell_drawing(value, resources)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield str(key).encode()
                yield from self._tell(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from self._tell(inner)
        else:
            yield self._write(value)

    @staticmethod
    def _write(value: Any) -> bytes:
        if isinstance(value, pydyf.Object):
            return bytes(value.data)
        return value if isinstance(value, bytes) else str(value).encode()

    def _has_colour(self, stream: Any, resources: Any) -> bool:
        for operation in list_drawn(stream):
            operator, called = self._find_call(operation, resources)
            if called is not None:
                if operator != "gs" and self._holds_colour(called):
                    return True
            elif sets_colour(operator, operation.split()[:-1]):
                return True
        return False

    def _holds_colour(self, called: Any) -> bool:
        """Say whether a resource has a colour; what cannot be told is taken for one."""
        if isinstance(called, pydyf.Stream):
            if called.extra.get("Subtype") == "/Image":
                return called.extra.get("ColorSpace") not in GREY_SPACES
            resources = self._follow(called.extra.get("Resources", {}))
            return self._has_colour(called, resources)
        stops = list(_list_stops(called))
        return not stops or any(map(is_colour, stops))


def list_drawn(stream: Any) -> Iterator[bytes]:
    """List the operations of a stream, without the marks of what is read aloud."""
    kept: list[Any] = []
    for item in stream.stream:
        if isinstance(item, bytes) and item in _MARKS:
            del kept[-_MARKS[item] :]
        elif item != b"EMC":
            kept.append(item)
    for item in kept:
        yield item if isinstance(item, bytes) else str(item).encode()


def _sum_up(told: Iterable[bytes]) -> bytes:
    return sha256(b"\n".join(told)).digest()


def _tell_slots(slots: tuple[Slot, ...], page: int) -> Iterator[bytes]:
    for slot in slots:
        if slot.page == page:
            place = (slot.x, slot.y, slot.size, slot.face, slot.colour, slot.align)
            yield f"{slot.target} {place}".encode()


def _list_stops(gradient: Any) -> Iterator[Any]:
    """List the colours that a gradient goes through."""
    for key in ("C0", "C1"):
        if key in gradient:
            yield gradient[key]
    inner = [gradient[key] for key in ("Shading", "Function") if key in gradient]
    for held in (*inner, *gradient.get("Functions", ())):
        yield from _list_stops(held)
