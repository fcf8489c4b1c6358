"""How the width of a table is shared between its columns.

Word would size columns by itself when it opens the file, but LibreOffice and
screen readers take the widths that are written: they must be right.
"""

import re
from collections.abc import Sequence

# Rough advance of a letter and margins of a cell, in twips, at the size of tables.
LETTER = 108
MARGINS = 240
# A column left blank is there to be written in; a long one may wrap.
LEAST_LETTERS = 9
MOST_LETTERS = 60


def share_width(
    width: int, columns: Sequence[Sequence[str]], labels: bool = False
) -> list[int]:
    """Share a width between columns; one of labels, at the left, stays narrow."""
    first = measure_text(max(columns[0], key=len))
    if labels and len(columns) > 1 and first < width / 3:
        return [first, *share_width(width - first, columns[1:])]
    wanted = [max(map(measure_text, texts)) for texts in columns]
    least = [measure_text(longest_word(texts)) for texts in columns]
    if sum(least) < width < sum(wanted):
        return round_to_sum(squeeze(width, least, wanted), width)
    return round_to_sum([width * w / sum(wanted) for w in wanted], width)


def squeeze(width: int, least: Sequence[int], wanted: Sequence[int]) -> list[float]:
    """Let the longest words fit, and share what is left by length of text."""
    part = (width - sum(least)) / (sum(wanted) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]


def measure_text(text: str) -> int:
    """Return about how wide a text is on one line."""
    return LETTER * min(max(len(text), LEAST_LETTERS), MOST_LETTERS) + MARGINS


def longest_word(texts: Sequence[str]) -> str:
    """Return the longest word of a column; no-break spaces hold words together."""
    words = (word for text in texts for word in re.split(r"[ \n]", text))
    return max(words, key=len, default="")


def round_to_sum(shares: Sequence[float], total: int) -> list[int]:
    """Round shares so that the table is exactly as wide as the text."""
    rounded = [int(share) for share in shares]
    rounded[-1] += total - sum(rounded)
    return rounded
