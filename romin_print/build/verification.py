"""Check all the content, and what the layouts make of it, without printing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from romin_print.build.atelier import (
    Feuillet,
    Tirage,
    open_workers,
    print_tirages,
)
from romin_print.build.fiches import PAGES_VISEES, render_fiches
from romin_print.build.impression import Demande
from romin_print.build.projet import Projet
from romin_print.build.refus import (
    FuiteError,
    explain_overflow,
    find_owners,
    list_secrets,
    refuse_leaks,
)
from romin_print.build.remarques import place_remarques
from romin_print.build.supports import DemandeSupports, render_supports
from romin_print.errors import (
    ContentError,
    LayoutError,
    Place,
    Problem,
    RominError,
    SelectionError,
)

if TYPE_CHECKING:  # the model costs a tenth of a second, which --help must not pay
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds


T = TypeVar("T")
# Lays out documents, and tells of each what its pages have told.
Atelier = Callable[[list[Tirage]], Iterator[Feuillet]]


@dataclass(frozen=True)
class Verdict:
    """What a check read, and what it found: faults that prevent printing, warnings."""

    fautes: tuple[Problem, ...]
    alertes: tuple[Problem, ...]
    outils: int = 0
    supports: int = 0
    seances: int = 0
    classeurs: int = 0
    kits: int = 0
    services: int = 0


def check_projet(projet: Projet, jobs: int = 1) -> Verdict:
    """Read all the content, lay out every sheet, and say all that is wrong."""
    from romin_print.check.contenu import check_fonds
    from romin_print.check.styles import check_styles
    from romin_print.load.fonds import load_fonds
    from romin_print.load.services import load_services

    fautes: list[Problem] = []
    fonds = collect(fautes, lambda: load_fonds(projet.content))
    services = collect(fautes, lambda: load_services(projet.content))
    if fonds is None or services is None:
        return Verdict(tuple(fautes), ())
    pages: list[str] = []
    found = check_choix(projet, fonds) or check_layouts(projet, fonds, pages)
    supports = sum(len(outil.supports) for outil in fonds.outils.values())
    longues: tuple[Problem, ...] = ()
    if not found:
        with open_atelier(projet, jobs) as atelier:
            found = check_supports(projet, atelier, pages) if supports else ()
            longues = tuple(check_fiches(projet, atelier))
    return Verdict(
        found,
        tuple(
            sorted(
                (
                    *place_remarques(projet.content, check_fonds(fonds)),
                    *check_styles(projet.layouts, pages),
                    *longues,
                )
            )
        ),
        outils=len(fonds.outils),
        supports=supports,
        seances=len(fonds.seances),
        classeurs=len(fonds.classeurs),
        kits=len(fonds.kits),
        services=len(services),
    )


@contextmanager
def open_atelier(projet: Projet, jobs: int) -> Iterator[Atelier]:
    """Open what lays out pages in PDF, and keeps none of them."""
    with (
        open_workers(jobs, ("pdf",)) as workers,
        TemporaryDirectory(prefix="romin-print-") as folder,
    ):
        yield lambda tirages: print_tirages(tirages, projet, Path(folder), workers)


def collect(fautes: list[Problem], load: Callable[[], T]) -> T | None:
    """Load something; what is wrong with it is added to the faults."""
    try:
        return load()
    except ContentError as error:
        fautes += error.problems
        return None


def check_layouts(
    projet: Projet, fonds: Fonds, pages: list[str]
) -> tuple[Problem, ...]:
    """Render all fiches, séances and binders, write nothing; tell what layouts got wrong.

    The pages that are made are added to `pages`, for other checks to read.
    """
    from romin_print.build.pages import render_page
    from romin_print.render.environment import make_environment
    from romin_print.render.html import name_template

    environment = make_environment(projet.layouts)
    problems = {}
    for seance, document in list_documents(fonds):
        try:
            html = render_page(document, environment)
            pages.append(html)
            refuse_seance_leaks(projet, fonds, seance, document, html)
        except LayoutError as error:
            place = Place(Path(name_template(document.layout)))
            problems[error.message] = Problem(place, error.message)
        except FuiteError as error:
            problems[str(error.problem.place)] = error.problem
    return tuple(problems.values())


def list_documents(fonds: Fonds) -> Iterator[tuple[str, Document]]:
    """List what can be printed, sheets alone left out; first, the slug of a séance."""
    from romin_print.plan.classeur import make_document, plan_classeur
    from romin_print.plan.fiches import plan_fiches
    from romin_print.plan.seances import plan_seances

    yield from (("", fiche) for fiche in plan_fiches(fonds, tuple(fonds.outils)))
    yield from plan_seances(fonds)
    for classeur in fonds.classeurs.values():
        for piece in plan_classeur(fonds, classeur):
            yield "", make_document(classeur, piece)


def check_choix(projet: Projet, fonds: Fonds) -> tuple[Problem, ...]:
    """Plan every binder and every kit; tell those whose choices make none."""
    from romin_print.plan.classeur import plan_classeur
    from romin_print.plan.kits_choix import choose_contenu

    problems = []
    plans: tuple[tuple[str, Mapping[str, Any], Callable[..., object]], ...] = (
        ("classeurs", fonds.classeurs, plan_classeur),
        ("kits", fonds.kits, choose_contenu),
    )
    for genre, chosen, plan in plans:
        for slug, each in chosen.items():
            try:
                plan(fonds, each)
            except SelectionError as error:
                place = Place(projet.content / genre / f"{slug}.yaml")
                problems.append(Problem(place, error.message))
    return tuple(problems)


def refuse_seance_leaks(
    projet: Projet, fonds: Fonds, seance: str, document: Document, html: str
) -> None:
    """Refuse the sheets of a séance that repeat its notes, or its tools' words."""
    if seance:
        slugs = tuple(find_owners(fonds, document))
        secrets = list_secrets(fonds, seance, slugs)
        refuse_leaks(projet, fonds, document, html, secrets)


def check_supports(
    projet: Projet, atelier: Atelier, pages: list[str]
) -> tuple[Problem, ...]:
    """Lay out every sheet, which alone tells whether it holds on its pages.

    What they are made of is added to `pages`.
    """
    try:
        rendu = render_supports(projet, DemandeSupports(formats=("pdf",)))
        pages += (tirage.html for tirage in rendu.tirages)
        printed = list(atelier(rendu.tirages))
    except FuiteError as error:
        return (error.problem,)
    except RominError as error:
        return (Problem(Place(Path("support/support.html")), error.message),)
    return tuple(
        explain_overflow(projet, slug, overflow)
        for slug, feuillet in zip(rendu.slugs, printed, strict=True)
        for overflow in feuillet.overflows
    )


def check_fiches(projet: Projet, atelier: Atelier) -> Iterator[Problem]:
    """Lay out every fiche, and warn of those that one would not read in an interview."""
    tirages = render_fiches(projet, Demande(formats=("pdf",)))
    for tirage, feuillet in zip(tirages, atelier(tirages), strict=True):
        if feuillet.pages > PAGES_VISEES:
            slug = tirage.output.name.split("-", 2)[2]
            place = Place(projet.content / "outils" / f"{slug}.yaml")
            cause = f"la fiche fait {feuillet.pages} pages au lieu de {PAGES_VISEES}"
            yield Problem(place, cause, "Raccourcir ses textes.")
