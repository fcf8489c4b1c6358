"""What drawings are measured with: places and letters, in millimetres.

Letters are counted rather than laid out: the engine that knows their exact widths
comes later, and a drawing must hold in a browser too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from romin_print.render.typographie import set_typography

# The height of a line of words, and where their feet stand in it, in ems.
LEADING, BASELINE = 1.2, 0.95
# Advance widths of the house's letters, in ems, rounded up.
WIDTHS = {
    **dict.fromkeys("iljtfrîï.,:;!|’'() \u00a0\u202f", 0.34),
    **dict.fromkeys("csxzkvyç", 0.51),
    **dict.fromkeys("0123456789BEFPRSTÉÈÊ", 0.66),
    **dict.fromkeys("mwMW", 0.9),
    **dict.fromkeys("œŒæÆ%@…—", 1.06),
}


class Point(NamedTuple):
    """A place; y goes down, as in SVG."""

    x: float
    y: float


class Cadre(NamedTuple):
    """The frame of some words."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Mot:
    """One line of words, and where it is written: from its start, middle or end."""

    x: float
    y: float
    ancre: str
    texte: str


def place_polar(centre: Point, radius: float, degrees: float) -> Point:
    """Place a point on a circle: 0° is at the top, and degrees go clockwise."""
    angle = math.radians(degrees)
    return Point(
        round(centre.x + radius * math.sin(angle), 2),
        round(centre.y - radius * math.cos(angle), 2),
    )


def frame_view(left: float, top: float, right: float, bottom: float) -> Markup:
    """Write a viewBox; typography would put no-break spaces between its numbers."""
    return Markup(f"{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f}")


def measure_text(text: str, size: float) -> float:
    """Measure the width of a text, never below what the printed letters take."""
    return size * sum(measure_letter(letter) for letter in text)


def measure_letter(letter: str) -> float:
    """Measure one letter, in ems."""
    return WIDTHS.get(letter, 0.6 if letter.islower() else 0.76)


def wrap_text(text: str, width: float, size: float) -> tuple[str, ...]:
    """Cut a text into lines; a word wider than the line stays whole."""
    lines: list[str] = []
    for word in set_typography(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure_text(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def stack_lines(
    lines: Sequence[str], middle: float, top: float, corps: float
) -> tuple[Mot, ...]:
    """Set lines under one another, each centred."""
    return tuple(
        Mot(
            round(middle, 2),
            round(top + corps * (LEADING * rank + BASELINE), 2),
            "middle",
            line,
        )
        for rank, line in enumerate(lines)
    )
