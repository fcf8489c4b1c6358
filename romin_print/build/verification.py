"""Check all the content, and what the layouts make of it, without printing anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from romin_print.build.atelier import open_workers, print_tirages
from romin_print.build.projet import Projet
from romin_print.build.supports import (
    DemandeSupports,
    explain_overflow,
    render_supports,
)
from romin_print.errors import ContentError, LayoutError, Place, Problem, RominError

if TYPE_CHECKING:  # the model costs a tenth of a second, which --help must not pay
    from romin_print.model.fonds import Fonds


@dataclass(frozen=True)
class Verdict:
    """What a check found: faults that prevent printing, and warnings."""

    outils: int
    fautes: tuple[Problem, ...]
    alertes: tuple[Problem, ...]


def check_projet(projet: Projet, jobs: int = 1) -> Verdict:
    """Read all the content, lay out every sheet, and say all that is wrong."""
    from romin_print.check.contenu import check_fonds
    from romin_print.load.fonds import load_fonds

    try:
        fonds = load_fonds(projet.content)
    except ContentError as error:
        return Verdict(0, tuple(error.problems), ())
    fautes = check_layouts(projet, fonds)
    if not fautes and any(outil.supports for outil in fonds.outils.values()):
        fautes = check_supports(projet, jobs)
    return Verdict(len(fonds.outils), fautes, tuple(check_fonds(fonds, projet.content)))


def check_layouts(projet: Projet, fonds: Fonds) -> tuple[Problem, ...]:
    """Render all fiches and séances, write nothing; return what layouts got wrong."""
    from romin_print.build.pages import render_page
    from romin_print.plan.fiches import plan_fiches
    from romin_print.plan.seances import plan_seances
    from romin_print.render.environment import make_environment
    from romin_print.render.html import name_template

    environment = make_environment(projet.layouts)
    problems = {}
    for document in (*plan_fiches(fonds, tuple(fonds.outils)), *plan_seances(fonds)):
        try:
            render_page(document, environment)
        except LayoutError as error:
            place = Place(Path(name_template(document.layout)))
            problems[error.message] = Problem(place, error.message)
    return tuple(problems.values())


def check_supports(projet: Projet, jobs: int) -> tuple[Problem, ...]:
    """Lay out every sheet, which alone tells whether it holds on its pages."""
    demande = DemandeSupports(formats=("pdf",), jobs=jobs)
    try:
        with (
            open_workers(jobs, demande.formats) as workers,
            TemporaryDirectory(prefix="romin-print-") as folder,
        ):
            rendu = render_supports(projet, demande)
            printed = list(print_tirages(rendu.tirages, projet, Path(folder), workers))
    except RominError as error:
        return (Problem(Place(Path("support/support.html")), error.message),)
    return tuple(
        explain_overflow(projet, slug, overflow)
        for slug, feuillet in zip(rendu.slugs, printed, strict=True)
        for overflow in feuillet.overflows
    )
