"""What is a colour, and what is only a grey."""

from collections.abc import Iterable, Sequence
from typing import Any

# How much two components may differ, of 1, and still look grey: our rules are a
# little blue, and lose nothing in black.
GREY = 0.06
GREY_SPACES = frozenset({"/DeviceGray", "/CalGray"})
_MIXED = frozenset({"rg", "RG", "sc", "SC", "scn", "SCN"})


def sets_colour(operator: str, operands: Sequence[Any]) -> bool:
    """Say whether an operator sets a colour: three components that differ, or inks."""
    if operator in _MIXED and len(operands) == 3:
        return is_colour(operands)
    return operator in {"k", "K"} and max(map(float, operands[:3])) > GREY


def is_colour(components: Iterable[Any]) -> bool:
    """Say whether the components of a colour make anything else than a grey."""
    values = [float(component) for component in components]
    return max(values) - min(values) > GREY
