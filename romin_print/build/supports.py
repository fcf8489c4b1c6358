"""Print supports: load, plan, render, look for leaks, write, tell what overflows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet, Tirage
from romin_print.build.impression import Demande, Impression, Progress, print_all
from romin_print.build.projet import Projet
from romin_print.errors import ContentError, GateError, Problem
from romin_print.write.pdf.measure import Overflow

if TYPE_CHECKING:
    from jinja2 import Environment

    from romin_print.model.document import Document
    from romin_print.model.outil import Outil
    from romin_print.model.support import Support

RACCOURCIR = "Raccourcir ce bloc, en retirer un autre, ou augmenter « pages_max »."


@dataclass(frozen=True)
class DemandeSupports(Demande):
    """What was asked for: also the variant, the fields and the copies."""

    variante: str = "standard"
    a_remplir: bool = False
    exemplaires: int = 1


@dataclass(frozen=True)
class Rendu:
    """The sheets rendered: their pages, the tool of each, and what to tell of them."""

    tirages: list[Tirage]
    slugs: list[str]
    remarques: tuple[str, ...]


def build_supports(
    projet: Projet, demande: DemandeSupports, progress: Progress | None = None
) -> Impression:
    """Print the chosen sheets, all of them or none; raise `RominError` otherwise."""
    rendus: list[Rendu] = []

    def make_tirages() -> list[Tirage]:
        rendus.append(render_supports(projet, demande))
        return rendus[0].tirages

    def check(_tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
        check_overflows(projet, rendus[0].slugs, feuillets)

    printed = print_all(projet, demande, make_tirages, check, progress)
    return replace(printed, remarques=rendus[0].remarques)


def render_supports(projet: Projet, demande: DemandeSupports) -> Rendu:
    """Render the chosen sheets to HTML."""
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.selection import select_feuilles
    from romin_print.plan.supports import plan_supports
    from romin_print.render.environment import make_environment

    fonds = load_fonds(projet.content)
    choix = select_feuilles(fonds, demande.noms, demande.filtres)
    documents = plan_supports(
        fonds,
        choix,
        variante=demande.variante,
        a_remplir=demande.a_remplir,
        exemplaires=demande.exemplaires,
    )
    environment = make_environment(projet.layouts)
    owners = [slug for slug, _ in choix]
    tirages = [
        make_tirage(document, environment, demande, fonds.outils[slug])
        for document, slug in zip(documents, owners, strict=True)
    ]
    supports = [fonds.outils[slug].supports[rang] for slug, rang in choix]
    return Rendu(tirages, owners, tell(supports, documents, demande))


def make_tirage(
    document: Document,
    environment: Environment,
    demande: DemandeSupports,
    outil: Outil,
) -> Tirage:
    """Render one sheet, and refuse it if the counsellor's words are on it."""
    from romin_print.build.pages import render_page

    html = render_page(document, environment)
    refuse_leaks(html, outil)
    formats = demande.formats
    if document.papier_seul:
        formats = tuple(f for f in formats if f == "pdf")
    fillable = demande.a_remplir and not document.papier_seul
    return Tirage(html, Path(document.output), formats, fillable)


def refuse_leaks(html: str, outil: Outil) -> None:
    """Refuse a page for the person that repeats what the counsellor alone reads."""
    from romin_print.check.fuite import find_leaks
    from romin_print.check.parite import read_body_text

    if leak := next(find_leaks(read_body_text(html), outil), None):
        raise GateError(
            f"le support de {outil.code} montre à la personne un texte du CPIP :"
            f" « {leak} ». Le retirer du support, ou de la mise en page ;"
            " rien n’a été écrit."
        )


def check_overflows(
    projet: Projet, slugs: list[str], feuillets: list[Feuillet]
) -> None:
    """Tell every block that does not fit its sheet, at its line."""
    problems = [
        explain_overflow(projet, slug, overflow)
        for slug, feuillet in zip(slugs, feuillets, strict=True)
        for overflow in feuillet.overflows
    ]
    if problems:
        raise ContentError(problems)


def explain_overflow(projet: Projet, slug: str, overflow: Overflow) -> Problem:
    """Say at which line of the tool its sheet overflows, and by how much."""
    from romin_print.load.champs import find_champ

    path = projet.content / "outils" / f"{slug}.yaml"
    place, kind = find_champ(path, overflow.champ)
    what = f"bloc « {kind} » ({overflow.champ})" if kind else overflow.champ
    cause = f"{what} : la feuille déborde de {overflow.millimetres} mm"
    return Problem(place, cause, RACCOURCIR)


def tell(
    supports: list[Support], documents: tuple[Document, ...], demande: DemandeSupports
) -> tuple[str, ...]:
    """Tell what the files alone do not: what is on paper only, what has no easy text."""
    from romin_print.plan.supports import is_facile

    paper = [d.titre for d in documents if d.papier_seul]
    told = []
    if paper and set(demande.formats) != {"pdf"}:
        told.append(f"Sur papier seulement, donc en PDF : {', '.join(paper)}.")
    if demande.variante == "facile":
        hard = [
            document.titre
            for support, document in zip(supports, documents, strict=True)
            if not is_facile(support)
        ]
        easy = len(supports) - len(hard)
        told.append(f"Texte facile : {easy} sur {len(supports)}.")
        if hard:
            told.append(f"Sans texte facile, laissés tels quels : {', '.join(hard)}.")
    return tuple(told)
