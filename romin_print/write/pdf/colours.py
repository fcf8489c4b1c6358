"""Which pages of a finished PDF need colour: whoever prints loads them apart.

The operators of the pages are read, and not the style sheet: a drawing or a picture
brings colours that no rule of ours names.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from romin_print.write.pdf.greys import GREY_SPACES, is_colour, sets_colour

# The operators that call a resource, and the kind of resource that they call.
CALLS = {"Do": "/XObject", "sh": "/Shading", "scn": "/Pattern", "SCN": "/Pattern"}


def find_colour_pages(data: bytes) -> tuple[int, ...]:
    """Find the pages, counted from 1, that hold anything else than black and grey."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(
            number for number, page in enumerate(pdf.pages, 1) if has_colour(page.obj)
        )


def has_colour(holder: Any) -> bool:
    """Say whether a page, a form or a pattern draws in colour, or calls what does."""
    for step in pikepdf.parse_content_stream(holder):
        operator, operands = str(step.operator), list(step.operands)
        if sets_colour(operator, operands):
            return True
        if operator in CALLS and isinstance(operands[-1], pikepdf.Name):
            called = holder.Resources[CALLS[operator]][operands[-1]]
            if holds_colour(called):
                return True
    return False


def holds_colour(called: Any) -> bool:
    """Say whether a resource has a colour; what cannot be told is taken for one."""
    if called.get("/Subtype") == "/Image":
        grey = str(called.get("/ColorSpace")) in GREY_SPACES
        return not grey and not called.get("/ImageMask", False)
    if isinstance(called, pikepdf.Stream):
        return has_colour(called)
    stops = list(list_stops(called))
    return not stops or any(map(is_colour, stops))


def list_stops(gradient: Any) -> Iterator[Any]:
    """List the colours that a gradient goes through."""
    for key in ("/C0", "/C1"):
        if key in gradient:
            yield gradient[key]
    inner = [gradient[key] for key in ("/Shading", "/Function") if key in gradient]
    for held in (*inner, *gradient.get("/Functions", ())):
        yield from list_stops(held)
