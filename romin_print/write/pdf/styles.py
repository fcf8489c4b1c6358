"""Keeps style sheets once parsed: the documents of a kind all have the same ones.

Parsing them again is a quarter of what printing a fiche takes. No public option
does: sheets given to WeasyPrint from outside count as the reader's, not the
author's, and what `lang` or the width of a drawing say would come before them.
Hence this wrapper around a private function, while a document is laid out.
"""

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import css
from weasyprint.css.counters import CounterStyle

from romin_print.write.pdf.journal import Fault

# Some kinds of document, in some variants; a test suite would keep hundreds.
_KEPT = 24

_Key = tuple[int, frozenset[str], str, tuple[str, ...]]


@dataclass(frozen=True)
class Parsed:
    """The sheets of a document, what else they declare, and what is wrong with them."""

    sheets: tuple[Any, ...]
    counters: dict[Any, Any]
    profiles: dict[Any, Any]
    faults: tuple[Fault, ...]


_parsed: "OrderedDict[_Key, Parsed]" = OrderedDict()


@contextmanager
def reuse_styles(faces: frozenset[str], faults: list[Fault]) -> Iterator[None]:
    """Let the documents laid out in this block share their parsed style sheets.

    `faces` are the `@font-face` rules of the document, and `faults` the list where
    the engine's warnings go: those of a sheet are told again each time it serves.
    """
    find = css.find_stylesheets

    def find_again(wrapper: Any, media: str, *arguments: Any) -> Iterator[Any]:
        key = (os.getpid(), faces, media, tuple(_read_styles(wrapper)))
        if key in _parsed:
            _parsed.move_to_end(key)
            faults.extend(_parsed[key].faults)
        else:
            _parsed[key] = _parse(find, wrapper, media, arguments, faults)
            if len(_parsed) > _KEPT:
                _parsed.popitem(last=False)
        _, _, _, counters, profiles, _, _ = arguments
        counters.update(_parsed[key].counters)
        profiles.update(_parsed[key].profiles)
        yield from _parsed[key].sheets

    css.find_stylesheets = find_again
    try:
        yield
    finally:
        css.find_stylesheets = find


def _parse(
    find: Any,
    wrapper: Any,
    media: str,
    arguments: tuple[Any, ...],
    faults: list[Fault],
) -> Parsed:
    """Parse the sheets of a document, apart from what the document has of its own."""
    fetcher, base_url, fonts, counters, _, _, _ = arguments
    # Without those of the engine, a sheet could not extend them.
    own, profiles = CounterStyle(counters), {}  # type: ignore[var-annotated]
    told = len(faults)
    sheets = find(wrapper, media, fetcher, base_url, fonts, own, profiles, [], [])
    return Parsed(tuple(sheets), own, profiles, tuple(faults[told:]))


def _read_styles(wrapper: Any) -> Iterator[str]:
    """Read all that the sheets of a document depend on."""
    for found in wrapper.query_all("style", "link"):
        element = found.etree_element
        yield f"{element.tag} {sorted(element.attrib.items())}"
        yield css.get_child_text(element)
