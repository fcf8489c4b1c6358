"""Say at which line of the content each remark is."""

from collections.abc import Iterable
from pathlib import Path

from romin_print.check.remarques import Remarque
from romin_print.errors import Problem


def place_remarques(
    content: Path, remarques: Iterable[Remarque]
) -> tuple[Problem, ...]:
    """Turn remarks into problems; none is told twice."""
    from romin_print.load.champs import find_champs

    by_file: dict[str, list[Remarque]] = {}
    for remarque in dict.fromkeys(remarques):
        by_file.setdefault(remarque.fichier, []).append(remarque)
    problems = []
    for fichier, told in by_file.items():
        places = find_champs(content / fichier, [remarque.champ for remarque in told])
        problems += [
            Problem(place, remarque.cause, remarque.remede)
            for place, remarque in zip(places, told, strict=True)
        ]
    return tuple(problems)
