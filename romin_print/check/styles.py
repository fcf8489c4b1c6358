"""Finds in layouts the few styles whose cost on paper has no common measure.

Each was timed alone, on this engine: a page that holds one takes seconds, where the
same page otherwise set takes hundredths.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from romin_print.check.declarations import Declaration, list_declarations
from romin_print.check.emboitements import find_nested_flex
from romin_print.errors import Place, Problem

_DOTTED = (
    "une bordure en pointillé (dotted) est dessinée point par point, et 240 lignes"
    " coûtent 7,5 s et 8,8 Mo, contre 0,1 s et 46 ko pour un trait plein",
    "Prendre « solid », ou un petit motif SVG répété en fond.",
)
_LEADER = (
    "leader() écrit et balise chaque point de conduite, et un sommaire de 240 lignes"
    " coûte 1,5 s",
    "Prendre un petit motif SVG répété en fond : dix fois moins.",
)
_COLUMNS = (
    "le moteur refait plusieurs fois la mise en page des colonnes (columns), et un"
    " index coûte 4 s de plus",
    "Prendre une grille (display: grid), ou un tableau.",
)
_NESTED = (
    "trois boîtes « flex » l’une dans l’autre, et chaque niveau multiplie la durée par"
    " trois ou quatre : quelques lignes coûtent 0,5 s à trois niveaux, 7 s à cinq",
    "Garder deux niveaux : prendre un bloc, ou une grille (display: grid).",
)

_COLUMN_PROPERTIES = ("columns", "column-count", "column-width")
_BORDERS = ("border", "outline")


def check_styles(folders: Iterable[Path], pages: Iterable[str]) -> list[Problem]:
    """Check the layouts in use (the first folder wins), and the pages made of them."""
    declarations = list(list_declarations(folders))
    problems = [
        Problem(declaration.place, *told)
        for declaration in declarations
        for told in _judge(declaration)
    ]
    nested = {found for html in pages for found in find_nested_flex(html)}
    problems += [
        Problem(place, *_NESTED)
        for selector, value in nested
        for place in _find_places(selector, value, declarations)
    ]
    return sorted(set(problems))


def _judge(declaration: Declaration) -> Iterator[tuple[str, str]]:
    name, words = declaration.name, declaration.value.split()
    if name.startswith(_BORDERS) and "dotted" in words:
        yield _DOTTED
    if name == "content" and _calls(declaration.tokens, "leader"):
        yield _LEADER
    if name in _COLUMN_PROPERTIES and declaration.value not in ("auto", "1", "none"):
        yield _COLUMNS


def _calls(tokens: Iterable[Any], name: str) -> bool:
    return any(
        token.type == "function" and token.lower_name == name for token in tokens
    )


def _find_places(
    selector: str, value: str, declarations: list[Declaration]
) -> Iterator[Place]:
    """Find where a rule seen in a page is written: in the layouts, or « layouts »."""
    places = [
        declaration.place
        for declaration in declarations
        if (declaration.name, declaration.selector) == ("display", selector)
        and declaration.value == value
    ]
    yield from places or [Place(Path("layouts"))]
