"""Print supports: load, plan, render, look for leaks, write, tell what overflows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet, Tirage
from romin_print.build.impression import Demande, Impression, Progress, print_all
from romin_print.build.projet import Projet
from romin_print.build.refus import (
    check_leaves,
    check_overflows,
    find_owners,
    list_secrets,
    refuse_leaks,
)
from romin_print.errors import SelectionError

if TYPE_CHECKING:
    from jinja2 import Environment

    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.model.support import Support


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
        owners = [[slug] * demande.exemplaires for slug in rendus[0].slugs]
        check_overflows(projet, owners, feuillets)
        check_leaves(feuillets, en_noir=False)

    printed = print_all(projet, demande, make_tirages, check, progress)
    return replace(printed, remarques=rendus[0].remarques)


def render_supports(projet: Projet, demande: DemandeSupports) -> Rendu:
    """Render the chosen sheets to HTML."""
    from romin_print.build.contenu import read_contenu
    from romin_print.plan.selection import select_feuilles
    from romin_print.plan.supports import plan_supports
    from romin_print.render.environment import make_environment

    fonds = read_contenu(projet)
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
        make_tirage(projet, fonds, document, environment, demande)
        for document in documents
    ]
    refuse_nothing(tirages)
    supports = [fonds.outils[slug].supports[rang] for slug, rang in choix]
    return Rendu(tirages, owners, tell(supports, documents, demande))


def make_tirage(
    projet: Projet,
    fonds: Fonds,
    document: Document,
    environment: Environment,
    demande: DemandeSupports,
) -> Tirage:
    """Render one sheet, and refuse it if the counsellor's words are on it."""
    from romin_print.build.pages import render_page

    html = render_page(document, environment)
    owners = tuple(dict.fromkeys(find_owners(fonds, document)))
    refuse_leaks(projet, fonds, document, html, list_secrets(fonds, "", owners))
    formats = demande.formats
    if document.papier_seul:
        formats = tuple(f for f in formats if f == "pdf")
    fillable = demande.a_remplir and not document.papier_seul
    pile = demande.exemplaires > 1
    return Tirage(html, Path(document.output), formats, fillable, pile=pile)


def refuse_nothing(tirages: list[Tirage]) -> None:
    """Refuse a choice that is only on paper, when no PDF is asked for."""
    if not any(tirage.formats for tirage in tirages):
        raise SelectionError(
            "rien à écrire : des cartes à découper et des copies numérotées "
            "n’existent qu’en PDF. Ajouter pdf à --format."
        )


def tell(
    supports: list[Support], documents: tuple[Document, ...], demande: DemandeSupports
) -> tuple[str, ...]:
    """Tell what the files alone do not: what is on paper only, what has no easy text."""
    from romin_print.model.facile import is_facile

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
