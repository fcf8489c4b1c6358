"""What a reader draws in a field: nothing, a cross or a disc.

The frame of the field belongs to the page, where CSS draws it; what the person
answers is drawn here, so that all programs show it alike, and go on showing it once
the answers are made part of the page.
"""

from typing import Any

import pydyf

# What programs that draw marks themselves are told to draw, in ZapfDingbats.
SIGNS = {"checkbox": "8", "radio": "l"}

# How far a quarter of a circle pulls its curve.
_PULL = 0.5523


def make_drawing(
    pdf: Any, frame: tuple[float, float], operators: str, resources: Any = None
) -> bytes:
    """Add a drawing to the file, and give its reference."""
    extra = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array([0, 0, *frame]),
    }
    if resources is not None:
        extra["Resources"] = resources.reference
    stream = pydyf.Stream([operators.encode()], pydyf.Dictionary(extra))
    pdf.add_object(stream)
    return bytes(stream.reference)


def draw_mark(kind: str, frame: tuple[float, float]) -> str:
    """Draw what says « oui » in a box of this size."""
    return draw_disc(*frame) if kind == "radio" else draw_cross(*frame)


def draw_cross(width: float, height: float) -> str:
    """Draw two thick strokes, from corner to corner."""
    side = min(width, height)
    reach, left, low = side * 0.3, width / 2, height / 2
    thick = f"q 0 G {side * 0.14:.2f} w 1 J"
    up = (
        f"{left - reach:.2f} {low - reach:.2f} m {left + reach:.2f} {low + reach:.2f} l"
    )
    down = (
        f"{left - reach:.2f} {low + reach:.2f} m {left + reach:.2f} {low - reach:.2f} l"
    )
    return f"{thick} {up} {down} S Q"


def draw_disc(width: float, height: float) -> str:
    """Draw a disc that leaves a ring of white around it."""
    x, y, r = width / 2, height / 2, min(width, height) * 0.3
    k = r * _PULL
    points = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    curves = (" ".join(f"{value:.2f}" for value in curve) + " c" for curve in points)
    return f"q 0 g {x + r:.2f} {y:.2f} m {' '.join(curves)} f Q"
