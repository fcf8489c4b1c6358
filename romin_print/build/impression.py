"""Print a set of documents, all of them or none: what every command of printing does."""

from collections.abc import Callable, Iterable
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
class Charge:
    """What to load in the printer: leaves printed on both sides, those in colour."""

    feuilles: int = 0
    en_couleur: int = 0


@dataclass(frozen=True)
class Impression:
    """What was printed: how many documents and PDF pages, and the files in order.

    `remarques` are sentences for the person at the keyboard; `pile` and `livret`
    what to load for the stacks and for the booklet, which turn on another edge.
    """

    documents: int
    pages: int
    files: tuple[Path, ...]
    remarques: tuple[str, ...] = ()
    pile: Charge = Charge()
    livret: Charge = Charge()


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
        if demande.simuler:
            return tell_printed(projet, tirages, [])

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
    return tell_printed(projet, tirages, feuillets)


def tell_printed(
    projet: Projet, tirages: list[Tirage], feuillets: list[Feuillet]
) -> Impression:
    """Tell what was printed, or would be: then nothing is known of the pages."""
    each = list(zip(tirages, feuillets, strict=False))
    return Impression(
        documents=count_written(tirages),
        pages=sum(feuillet.pages for feuillet in feuillets),
        files=tuple(name_file(projet.output, t, f) for t in tirages for f in t.formats),
        pile=count_leaves(feuillet for tirage, feuillet in each if tirage.pile),
        livret=count_leaves(feuillet for tirage, feuillet in each if tirage.livret),
    )


def count_written(tirages: list[Tirage]) -> int:
    """Count the documents that are made in some format."""
    return sum(1 for tirage in tirages if tirage.formats)


def count_leaves(feuillets: Iterable[Feuillet]) -> Charge:
    """Count the leaves of stacks, and those that have a side in colour."""
    leaves = coloured = 0
    for feuillet in feuillets:
        leaves += (feuillet.pages + 1) // 2
        coloured += len({(page + 1) // 2 for page in feuillet.couleurs})
    return Charge(leaves, coloured)


def count_jobs(projet: Projet, demande: Demande) -> int:
    """Count the workers that can be of use, before the content is read."""
    outils = len(list((projet.content / "outils").glob("*.yaml")))
    wanted = len(set(demande.noms)) or outils
    return max(1, min(demande.jobs, wanted))
