"""One file of content/ as plain data, and where each of its values stood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import EllipsisType

from romin_print.errors import Place, Problem

MAX_BYTES = 256 * 1024  # ten times the longest tool
SLUG_REMEDE = (
    "Écrire en minuscules sans accents, avec des tirets : par exemple gestion-de-soi."
)

Loc = tuple[str | int, ...]
SEQUENCES = (tuple, list)  # lists where the data come from JSON


@dataclass
class Source:
    """One YAML file: its data, the place of each value, and what is wrong in it.

    A file that is `known` has passed before all that can be checked of it alone.
    """

    path: Path
    data: object = None
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    lines: list[str] = field(default_factory=list)
    known: bool = False

    def find_place(self, loc: Loc, *, key: bool = False) -> Place:
        """Find the place of a value (or of its key), else of the nearest parent."""
        if key and loc in self.keys:
            return self.keys[loc]
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, Place(self.path, 1, 1))

    def find_texts(self, *pattern: str | EllipsisType) -> Iterator[tuple[Loc, str]]:
        """Find the texts that a path leads to, even in a file with other faults.

        `...` stands for every item of a list: `("suites", ..., "outil")`.
        """
        for loc, value in find_values(self.data, (), pattern):
            if isinstance(value, str):
                yield loc, value

    def note(self, place: Place, cause: str, remede: str = "") -> None:
        """Note a problem, and let the reading go on."""
        self.problems.append(Problem(place, cause, remede))

    def note_better(self, place: Place, cause: str, remede: str) -> None:
        """Note a problem that explains better what was noted at the same place."""
        self.problems = [p for p in self.problems if p.place != place]
        self.note(place, cause, remede)


Lus = dict[str, Source]


def find_values(
    data: object, loc: Loc, pattern: tuple[str | int | EllipsisType, ...]
) -> Iterator[tuple[Loc, object]]:
    """Walk plain data along a path, and yield what is found at its end."""
    if not pattern:
        yield loc, data
        return
    first, rest = pattern[0], pattern[1:]
    for key, value in list_steps(data, first):
        if rest:
            yield from find_values(value, (*loc, key), rest)
        else:
            yield (*loc, key), value


def list_steps(
    data: object, step: str | int | EllipsisType
) -> Iterable[tuple[str | int, object]]:
    """List what one step of a path leads to: a field, an item, or every item."""
    if isinstance(data, dict):
        return ((str(step), data[step]),) if step in data else ()
    if isinstance(data, SEQUENCES):
        if step is ...:
            return enumerate(data)
        if isinstance(step, int):
            return ((step, item) for item in data[step : step + 1])
    return ()


def read_bytes(path: Path, source: Source) -> bytes | None:
    """Read a regular file within bounds; note what prevents it."""
    start, limit = Place(source.path, 1, 1), MAX_BYTES // 1024
    try:
        if not path.is_file():
            what = "ce n’est pas un fichier" if path.exists() else "fichier absent"
            source.note(start, what, "Mettre ici un fichier de texte de ce nom.")
        elif path.stat().st_size > MAX_BYTES:
            source.note(start, f"fichier de plus de {limit} Ko", "Le découper.")
        else:
            return path.read_bytes()
    except OSError:
        source.note(start, "fichier illisible", "Vérifier les droits de lecture.")
    return None


def shorten(value: object, length: int = 40) -> str:
    """Shorten a value so that a message stays on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
