"""Finds the objects that a PDF speaks of and does not have.

ISO 32000-1, 7.3.10 makes nothing (null) of them: no reader complains, the libraries
hide the entry that held one, and the page is only missing something. So the bytes of
the file are read here.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+)\s+\d+\s+R\b")
_STREAM = re.compile(rb"(<<(?:(?!endobj).)*?>>)\s*stream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^()\\])*\)", re.DOTALL)


def find_missing_objects(data: bytes) -> list[int]:
    """List the numbers of the objects that are named and not in the file."""
    defined: set[int] = set()
    named: set[int] = set()
    for numbers, text in _list_texts(data):
        defined |= numbers
        named |= {int(number) for number in _REFERENCE.findall(text)}
    return sorted(named - defined)


def _list_texts(data: bytes) -> Iterator[tuple[set[int], bytes]]:
    """Give the objects as text, streams left out, with the numbers defined there."""
    text = _STRING.sub(b"()", _STREAM.sub(rb"\1", data))
    yield {int(number) for number in _OBJECT.findall(text)}, text
    for described, stream in _STREAM.findall(data):
        if b"/ObjStm" in described:
            yield _read_object_stream(described, stream)


def _read_object_stream(described: bytes, stream: bytes) -> tuple[set[int], bytes]:
    """Read the objects that are kept together in a stream (7.5.7)."""
    if b"/FlateDecode" in described:
        stream = zlib.decompressobj().decompress(stream)
    first = int(re.findall(rb"/First\s+(\d+)", described)[0])
    numbers = stream[:first].split()[::2]
    return set(map(int, numbers)), _STRING.sub(b"()", stream[first:])
