"""Find again where the content writes something, long after it was read."""

from collections.abc import Iterable
from pathlib import Path

from romin_print.errors import Place
from romin_print.load.node import read_source
from romin_print.load.source import Loc, find_values


def find_champ(path: Path, champ: str) -> tuple[Place, str]:
    """Find the place and the type of a block, given as `supports.0.blocs.2`.

    The type is empty for what is not a block: a title, an instruction.
    """
    source = read_source(path, path)
    loc = split_champ(champ)
    types = (str(value) for _, value in find_values(source.data, (), (*loc, "type")))
    return source.find_place(loc), next(types, "")


def find_champs(path: Path, champs: Iterable[str]) -> list[Place]:
    """Find the places of several fields of one file; an empty field is the whole file."""
    source = read_source(path, path)
    return [
        source.find_place(split_champ(champ)) if champ else Place(path)
        for champ in champs
    ]


def split_champ(champ: str) -> Loc:
    """Split `supports.0.blocs.2` into names of fields and ranks in lists."""
    parts = champ.split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)
