"""Draws the lines to write on, one box each, on the fields of a sheet of paper.

A background of CSS would do, but it comes out as a pattern that readers made with
poppler leave out at some sizes: the person would see no line at all.
"""

from typing import Any

from romin_print.write.pdf.measure import FREE, SURPLUS


def rule_fields(body: Any) -> None:
    """Put a line in each field for each of its `rows`; the layouts draw them.

    They are counted from the foot: what a field has gained goes above the first one.
    """
    for field in body.iter("textarea"):
        if FREE not in (field.get("class") or "").split():
            field[:] = [field.makeelement("span", {}) for _ in range(count(field))]
            field[0].set("style", f"margin-top: {field.get(SURPLUS, '0')}")


def count(field: Any) -> int:
    """Count the lines of a field."""
    return int(field.get("rows", "1"))
