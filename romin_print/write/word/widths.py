"""How the width of a table is shared between its columns.

Word would size columns by itself when it opens the file, but LibreOffice and
screen readers take the widths that are written: they must be right.
"""

import re
from collections.abc import Sequence

# Rough advance of a letter for each point of its size, and margins of a cell, in twips.
ADVANCE = 12
MARGINS = 240
THIN_MARGINS = 80
# Whatever their number, marks leave room for words.
MOST_MARKS = 0.6
# A column left blank is there to be written in; a long one may wrap.
LEAST_LETTERS = 9
LEAST_LABEL = 2
MOST_LETTERS = 60
NARROW, WIDE = frozenset("ijlftrI'’.,:;!1"), frozenset("mwMW")


def share_width(
    width: int,
    columns: Sequence[Sequence[str]],
    labels: bool = False,
    size: float = 9,
    tight: frozenset[int] = frozenset(),
) -> list[int]:
    """Share a width between columns; one of labels, at the left, stays narrow.

    `size` is that of the text, in points. Columns whose ranks are `tight` hold marks,
    not words: they take what their longest mark needs, and no more.
    """
    if 0 < len(tight) < len(columns):
        return share_beside_marks(width, columns, labels, size, tight)
    first = measure_text(max(columns[0], key=len), size, LEAST_LABEL)
    if labels and len(columns) > 1 and first < width / 3:
        return [first, *share_width(width - first, columns[1:], size=size)]
    wanted = [max(measure_text(text, size) for text in texts) for texts in columns]
    words = [longest_word(texts) for texts in columns]
    least = [measure_text(word, size) for word in words]
    if sum(least) < width < sum(wanted):
        return round_to_sum(squeeze(width, least, wanted), width)
    if sum(least) >= width:
        return round_to_sum(pack_words(width, words), width)
    return round_to_sum([width * w / sum(wanted) for w in wanted], width)


def share_beside_marks(
    width: int,
    columns: Sequence[Sequence[str]],
    labels: bool,
    size: float,
    tight: frozenset[int],
) -> list[int]:
    """Give the same place to all columns of marks, and share the rest between others."""
    wanted = max(measure_mark(columns[rank], size) for rank in tight)
    mark = min(wanted, round(width * MOST_MARKS / len(tight)))
    others = [texts for rank, texts in enumerate(columns) if rank not in tight]
    left = iter(share_width(width - mark * len(tight), others, labels, size))
    return [mark if rank in tight else next(left) for rank in range(len(columns))]


def measure_mark(texts: Sequence[str], size: float) -> int:
    """Return how wide the longest mark of a column is, between thin margins."""
    return round(ADVANCE * size * max(LEAST_LABEL, *map(len, texts))) + THIN_MARGINS


def squeeze(width: int, least: Sequence[int], wanted: Sequence[int]) -> list[float]:
    """Let the longest words fit, and share what is left by length of text."""
    part = (width - sum(least)) / (sum(wanted) - sum(least))
    return [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]


def pack_words(width: int, words: Sequence[str]) -> list[float]:
    """Share a width that is too small by the longest words: none is cut if that can be."""
    weights = [max(weigh_word(word), LEAST_LABEL) for word in words]
    room = width - MARGINS * len(words)
    return [MARGINS + room * weight / sum(weights) for weight in weights]


def weigh_word(word: str) -> float:
    """Count the letters of a word: an « i » is half an « o », an « m » more than one."""
    return sum(0.6 if c in NARROW else 1.5 if c in WIDE else 1 for c in word)


def measure_text(text: str, size: float, least: int = LEAST_LETTERS) -> int:
    """Return about how wide a text is on one line."""
    letters = min(max(len(text), least), MOST_LETTERS)
    return round(ADVANCE * size * letters) + MARGINS


def longest_word(texts: Sequence[str]) -> str:
    """Return the longest word of a column; no-break spaces hold words together."""
    words = (word for text in texts for word in re.split(r"[ \n]", text))
    return max(words, key=len, default="")


def round_to_sum(shares: Sequence[float], total: int) -> list[int]:
    """Round shares so that the table is exactly as wide as the text."""
    rounded = [int(share) for share in shares]
    rounded[-1] += total - sum(rounded)
    return rounded
