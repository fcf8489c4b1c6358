"""Lets the space that ends a line hang out of it, as CSS asks (CSS Text 3, 4.1.3).

Our paragraphs keep their spaces (see `whitespace.py`), and there WeasyPrint counts
the last one in the width of the line: a line that would just hold the next word is
broken after a bold word or a link, well before the margin. No option changes that,
hence this wrapper around a private function, while a document is laid out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import split_first_line


@contextmanager
def hang_spaces() -> Iterator[None]:
    """Let the documents laid out in this block end their lines with a hanging space."""
    measure = inline.trailing_whitespace_size

    def measure_again(context: Any, box: Any) -> Any:
        text = _find_last_text(box)
        if text is None or text.style["white_space"] != "pre-wrap":
            return measure(context, box)
        spaces = len(text.text) - len(text.text.rstrip(" "))
        return _measure_spaces(context, text, spaces) if spaces else 0

    inline.trailing_whitespace_size = measure_again
    try:
        yield
    finally:
        inline.trailing_whitespace_size = measure


def _find_last_text(box: Any) -> Any | None:
    while isinstance(box, boxes.InlineBox | boxes.LineBox):
        if not box.children:
            return None
        box = box.children[-1]
    return box if isinstance(box, boxes.TextBox) and box.text else None


def _measure_spaces(context: Any, text: Any, count: int) -> Any:
    _, _, _, width, _, _ = split_first_line(
        " " * count, text.style, context, None, text.justification_spacing
    )
    return width
