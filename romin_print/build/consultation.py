"""Look at the content without printing it: list, search, check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.projet import Projet
from romin_print.errors import ContentError, LayoutError, Place, Problem

if TYPE_CHECKING:  # the model costs a tenth of a second, which --help must not pay
    from romin_print.model.fonds import Fonds


@dataclass(frozen=True)
class Apercu:
    """What a list shows of a tool."""

    code: str
    slug: str
    titre: str
    resume: str
    etape: str
    duree: int
    modalites: tuple[str, ...]
    besoins: tuple[str, ...]
    cadres: tuple[str, ...]
    statut: str


def list_outils(
    projet: Projet, noms: tuple[str, ...], filtres: dict[str, str]
) -> tuple[Apercu, ...]:
    """List the chosen tools, in the order of codes."""
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.selection import select_outils

    fonds = load_fonds(projet.content)
    return make_apercus(fonds, select_outils(fonds, noms, filtres))


def search_apercus(projet: Projet, mots: tuple[str, ...]) -> tuple[Apercu, ...]:
    """Search the tools for words, the best first."""
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.recherche import search_outils

    fonds = load_fonds(projet.content)
    return make_apercus(fonds, search_outils(fonds, mots))


def list_mots(content: Path, vocabulaire: str) -> tuple[tuple[str, str], ...]:
    """List the slug and title of each word of a vocabulary."""
    from romin_print.load.fonds import read_referentiel

    entrees = getattr(read_referentiel(content), vocabulaire)
    return tuple((entree.slug, entree.titre) for entree in entrees)


def make_apercus(fonds: Fonds, slugs: tuple[str, ...]) -> tuple[Apercu, ...]:
    """Make what a list shows of each tool."""
    return tuple(
        Apercu(
            code=outil.code,
            slug=slug,
            titre=outil.titre,
            resume=outil.resume,
            etape=outil.etapes[0],
            duree=outil.duree,
            modalites=outil.modalites,
            besoins=outil.besoins,
            cadres=outil.cadres,
            statut=outil.verification.statut,
        )
        for slug in slugs
        for outil in [fonds.outils[slug]]
    )


@dataclass(frozen=True)
class Verdict:
    """What a check found: faults that prevent printing, and warnings."""

    outils: int
    fautes: tuple[Problem, ...]
    alertes: tuple[Problem, ...]


def check_projet(projet: Projet) -> Verdict:
    """Read all the content, render every layout, and say all that is wrong."""
    from romin_print.check.contenu import check_fonds
    from romin_print.load.fonds import load_fonds

    try:
        fonds = load_fonds(projet.content)
    except ContentError as error:
        return Verdict(0, tuple(error.problems), ())
    fautes = check_layouts(projet, fonds)
    return Verdict(len(fonds.outils), fautes, tuple(check_fonds(fonds, projet.content)))


def check_layouts(projet: Projet, fonds: Fonds) -> tuple[Problem, ...]:
    """Render every fiche and write nothing; return what the layouts got wrong."""
    from romin_print.build.pages import render_page
    from romin_print.plan.fiches import plan_fiches
    from romin_print.render.environment import make_environment

    environment = make_environment(projet.layouts)
    problems = {}
    for document in plan_fiches(fonds, tuple(fonds.outils)):
        try:
            render_page(document, environment)
        except LayoutError as error:
            place = Place(Path(f"{document.layout}/{document.layout}.html"))
            problems[error.message] = Problem(place, error.message)
    return tuple(problems.values())
