"""How values are written in a PDF (ISO 32000-1, 7.3)."""

import re
from codecs import BOM_UTF16_BE
from collections.abc import Iterable
from datetime import date

_PLAIN = re.compile(r"[ -~]*")
_ESCAPED = re.compile(rb"[\\()]")


def write_text(text: str) -> bytes:
    """Write a text (7.9.2.2): between brackets, or in UTF-16 if it needs more signs."""
    if _PLAIN.fullmatch(text):
        return b"(%b)" % _ESCAPED.sub(rb"\\\g<0>", text.encode("ascii"))
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()


def sort_key(text: str) -> bytes:
    """Give what texts are sorted by in a tree of names: their bytes (7.9.6)."""
    if _PLAIN.fullmatch(text):
        return text.encode("ascii")
    return BOM_UTF16_BE + text.encode("utf-16-be")


def write_references(numbers: Iterable[int]) -> bytes:
    """Write an array of objects."""
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)


def write_number(value: float) -> bytes:
    """Write a length, to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def write_day(day: date) -> bytes:
    """Write a day (7.9.4)."""
    return f"(D:{day:%Y%m%d})".encode()
