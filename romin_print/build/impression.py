"""Print a set of documents, all of them or none: what every command of printing does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from romin_print.build.atelier import (
    Feuillet,
    Tirage,
    name_file,
    open_workers,
    print_tirages,
)
from romin_print.build.projet import Projet
from romin_print.build.signaux import ignore_stops

FORMATS = ("pdf", "docx", "html")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Demande:
    """What was asked for on the command line, still as plain words."""

    noms: tuple[str, ...] = ()
    filtres: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    simuler: bool = False
    noir_et_blanc: bool = False


@dataclass(frozen=True)
class Impression:
    """What was printed: how many documents and PDF pages, and the files in order.

    `remarques` are sentences for the person at the keyboard.
    """

    documents: int
    pages: int
    files: tuple[Path, ...]
    remarques: tuple[str, ...] = ()


def print_all(
    projet: Projet,
    demande: Demande,
    make_tirages: Callable[[], list[Tirage]],
    check: Callable[[list[Tirage], list[Feuillet]], None],
    progress: Progress | None = None,
) -> Impression:
    """Print documents; raise `RominError`, and write nothing, if one of them fails.

    The workers start before `make_tirages` reads the content. `check` looks at all
    that was laid out and may refuse it. `progress` is called with the number of
    documents done, and of all documents.
    """
    jobs = count_jobs(projet, demande)
    formats = () if demande.simuler else demande.formats
    with open_workers(jobs, formats) as workers:
        tirages = make_tirages()
        files = tuple(
            name_file(projet.output, tirage, extension)
            for tirage in tirages
            for extension in tirage.formats
        )
        if demande.simuler:
            return Impression(len(tirages), 0, files)

        from romin_print.write.atomic import open_staging, publish

        feuillets = []
        with open_staging(projet.output) as staging:
            for feuillet in print_tirages(tirages, projet, staging, workers):
                feuillets.append(feuillet)
                if progress:
                    progress(len(feuillets), len(tirages))
            check(tirages, feuillets)
            with ignore_stops():
                publish(staging, projet.output)
    return Impression(len(tirages), sum(f.pages for f in feuillets), files)


def count_jobs(projet: Projet, demande: Demande) -> int:
    """Count the workers that can be of use, before the content is read."""
    outils = len(list((projet.content / "outils").glob("*.yaml")))
    wanted = len(set(demande.noms)) or outils
    return max(1, min(demande.jobs, wanted))
