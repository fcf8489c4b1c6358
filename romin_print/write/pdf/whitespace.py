"""Collapses the white space of the document as HTML does, before it is laid out.

Why not leave it to the engine: where a line ends, WeasyPrint drops the space
from the PDF, and a screen reader then joins the words ("sesmoments"). With
`white-space: pre-wrap` the space is kept, but so would be the template's own
indentation. So the words are put in order first, then kept as they are.

Even so, WeasyPrint does not draw a piece of text that holds nothing but a space,
as between two elements, or where a line ends with an element. An invisible
character that may not be parted from the space makes it hold something.
"""

import re
from typing import Any

from romin_print.write.vocabulary import SVG

# Where text is written; elsewhere white space is only the template's indentation.
KEEP_SPACES = (
    "p, h1, h2, h3, h4, h5, h6, li, th, td, caption, figcaption, label, legend"
    " { white-space: pre-wrap }"
)

# U+2060, which has no glyph: it is in the layout, and not in the PDF.
_JOINER = "\N{WORD JOINER}"

# HTML's white space: not the no-break spaces of French typography.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_PICTURES = ("img", f"{SVG}svg")
_INLINE = ("a", "em", "span", "strong", *_PICTURES)


class _Line:
    """The inline text being read, from one block boundary to the next."""

    def __init__(self) -> None:
        self._last: tuple[Any, str] | None = None
        self._wants_space = False

    def add(self, element: Any, slot: str) -> None:
        """Read one text slot (`text` or `tail`) of an element."""
        text = _SPACES.sub(" ", getattr(element, slot) or "")
        if not self._wants_space:
            text = text.removeprefix(" ")
        if text[:1].isspace():
            text = _JOINER + text
        setattr(element, slot, text)
        if text:
            self._last = (element, slot)
            self._wants_space = not text.endswith(" ")

    def add_image(self) -> None:
        """Count an image as a word."""
        self._last = None
        self._wants_space = True

    def end(self, ending: str = "") -> None:
        """Come to a block boundary, or to a forced line break.

        A line break takes a space before it, so that the two words it parts are
        not read as one.
        """
        if self._last:
            element, slot = self._last
            text = getattr(element, slot)
            setattr(element, slot, text.rstrip(f" {_JOINER}") + ending)
        self._last = None
        self._wants_space = False


def collapse_spaces(body: Any) -> None:
    """Collapse the white space of an element tree, in place."""
    _collapse(body, _Line())


def remove_joiners(text: str) -> str:
    """Take out of a text what `collapse_spaces` has put in."""
    return text.replace(_JOINER, "")


def _collapse(element: Any, line: _Line) -> None:
    if not isinstance(element.tag, str):
        return  # a comment: its text is not the document's
    block = element.tag not in _INLINE
    if block:
        line.end(" " if element.tag == "br" else "")
    if element.tag in _PICTURES:
        line.add_image()
        return  # the words of a drawing are placed one by one
    line.add(element, "text")
    for child in element:
        _collapse(child, line)
        line.add(child, "tail")
    if block:
        line.end()
