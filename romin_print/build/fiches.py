"""Print fiches: load, plan, render, write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from romin_print.build.atelier import Tirage, name_file, open_workers, print_tirages
from romin_print.build.projet import Projet
from romin_print.build.signaux import ignore_stops
from romin_print.errors import GateError

PAGES_MAXIMUM = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Demande:
    """What was asked for on the command line, still as plain words."""

    noms: tuple[str, ...] = ()
    filtres: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("pdf", "docx", "html")
    jobs: int = 1
    noir_et_blanc: bool = False
    simuler: bool = False


@dataclass(frozen=True)
class Impression:
    """What was printed: how many documents and PDF pages, and the files in order."""

    documents: int
    pages: int
    files: tuple[Path, ...]


def build_fiches(
    projet: Projet, demande: Demande, progress: Progress | None = None
) -> Impression:
    """Print the chosen fiches, all of them or none; raise `RominError` otherwise.

    `progress` is called with the number of documents done, and of all documents.
    """
    jobs = count_jobs(projet, demande)
    formats = () if demande.simuler else demande.formats
    with open_workers(jobs, formats) as workers:
        tirages = render_fiches(projet, demande)
        files = tuple(
            name_file(projet.output, tirage, extension)
            for tirage in tirages
            for extension in demande.formats
        )
        if demande.simuler:
            return Impression(len(tirages), 0, files)

        from romin_print.write.atomic import open_staging, publish

        pages = 0
        with open_staging(projet.output) as staging:
            printed = print_tirages(tirages, projet, formats, staging, workers)
            for done, count in enumerate(printed, 1):
                check_pages(tirages[done - 1], count)
                pages += count
                if progress:
                    progress(done, len(tirages))
            with ignore_stops():
                publish(staging, projet.output)
    return Impression(len(tirages), pages, files)


def check_pages(tirage: Tirage, count: int) -> None:
    """Refuse a fiche that nobody would read during an interview."""
    if count > PAGES_MAXIMUM:
        raise GateError(
            f"{tirage.output.name} ferait {count} pages, {PAGES_MAXIMUM} au plus. "
            "Raccourcir ses textes ; rien n’a été écrit."
        )


def count_jobs(projet: Projet, demande: Demande) -> int:
    """Count the workers that can be of use, before the content is read."""
    outils = len(list((projet.content / "outils").glob("*.yaml")))
    wanted = len(set(demande.noms)) or outils
    return max(1, min(demande.jobs, wanted))


def render_fiches(projet: Projet, demande: Demande) -> list[Tirage]:
    """Render the chosen fiches to HTML."""
    from romin_print.build.pages import render_page
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.fiches import plan_fiches
    from romin_print.plan.selection import select_outils
    from romin_print.render.environment import make_environment

    fonds = load_fonds(projet.content)
    slugs = select_outils(fonds, demande.noms, demande.filtres)
    environment = make_environment(projet.layouts)
    documents = plan_fiches(fonds, slugs, noir_et_blanc=demande.noir_et_blanc)
    return [
        Tirage(render_page(document, environment), Path(document.output))
        for document in documents
    ]
