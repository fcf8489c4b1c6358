"""Lists of a support whose lines must differ.

Each line names a field, or a part of a drawing: of two alike, who hears the sheet
rather than sees it could not tell which one is meant.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def check_distinct(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return lines, or parts with a title, or refuse two that are told alike."""
    refuse_repeated(getattr(item, "titre", item) for item in items)
    return items


def refuse_repeated(lines: Iterable[str]) -> None:
    """Refuse the first line that was already there, whatever its capitals."""
    seen: set[str] = set()
    for line in lines:
        if line.casefold() in seen:
            cause = f"« {line} » y est deux fois"
            raise PydanticCustomError("doublon", "{cause}", {"cause": cause})
        seen.add(line.casefold())


DISTINCT = AfterValidator(check_distinct)
