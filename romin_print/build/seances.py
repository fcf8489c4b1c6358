"""Print a séance: load, plan, render, look for leaks, write, count the leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet, Tirage
from romin_print.build.impression import Demande, Impression, Progress, print_all
from romin_print.build.projet import Projet
from romin_print.build.refus import (
    check_leaves,
    check_overflows,
    list_secrets,
    refuse_addresses,
    refuse_leaks,
)

if TYPE_CHECKING:
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.plan.canevas import Canevas
    from romin_print.plan.seances import Dossier


@dataclass(frozen=True)
class DemandeSeance(Demande):
    """What was asked for: a séance by its name, or else tools and a title."""

    seance: str = ""
    titre: str = ""
    debut: time | None = None
    exemplaires: int = 1
    variante: str = "standard"
    ferme: bool = False
    livret: bool = False
    a_remplir: bool = False


@dataclass(frozen=True)
class Pile(Impression):
    """What was printed, and what to load in the printer: leaves, and those in colour."""

    feuilles: int = 0
    en_couleur: int = 0


@dataclass(frozen=True)
class Rendu:
    """A séance rendered: its pages, the tool of each sheet of each, what to tell."""

    tirages: list[Tirage]
    owners: list[list[str]]
    remarques: tuple[str, ...]


def build_seance(
    projet: Projet, demande: DemandeSeance, progress: Progress | None = None
) -> Pile:
    """Print all the documents of a séance, or none; raise `RominError` otherwise."""
    rendus: list[Rendu] = []
    seen: list[Feuillet] = []

    def make_tirages() -> list[Tirage]:
        rendus.append(render_seance(projet, demande))
        return rendus[0].tirages

    def check(tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
        check_overflows(projet, rendus[0].owners, feuillets)
        check_leaves(feuillets, en_noir=demande.ferme)
        seen.extend(f for t, f in zip(tirages, feuillets, strict=True) if t.pile)

    printed = print_all(projet, demande, make_tirages, check, progress)
    return count_leaves(replace(printed, remarques=rendus[0].remarques), seen)


def count_leaves(printed: Impression, stacks: Iterable[Feuillet]) -> Pile:
    """Count the leaves to load, printed on both sides, and those that need colour."""
    told = Pile(1, printed.pages, printed.files, printed.remarques)
    for stack in stacks:
        leaves = {(page + 1) // 2 for page in range(1, stack.pages + 1)}
        coloured = {(page + 1) // 2 for page in stack.couleurs}
        told = replace(told, feuilles=len(leaves), en_couleur=len(coloured))
    return told


def render_seance(projet: Projet, demande: DemandeSeance) -> Rendu:
    """Render the documents of a séance to HTML."""
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.seances import Reglages, plan_seance

    fonds = load_fonds(projet.content)
    canevas = choose_canevas(fonds, demande)
    if demande.ferme:
        refuse_addresses(projet, fonds, canevas.nom, canevas.moments)
    reglages = Reglages(
        debut=demande.debut,
        exemplaires=demande.exemplaires,
        variante=demande.variante,
        ferme=demande.ferme,
        a_remplir=demande.a_remplir,
    )
    dossier = plan_seance(fonds, canevas, reglages)
    return render_dossier(projet, demande, fonds, canevas, dossier)


def choose_canevas(fonds: Fonds, demande: DemandeSeance) -> Canevas:
    """Find the séance that was named, or compose it out of the tools that were."""
    from romin_print.plan.canevas import TITRE, compose_canevas, find_canevas

    if demande.noms:
        return compose_canevas(fonds, demande.noms, demande.titre or TITRE)
    return find_canevas(fonds, demande.seance)


def render_dossier(
    projet: Projet,
    demande: DemandeSeance,
    fonds: Fonds,
    canevas: Canevas,
    dossier: Dossier,
) -> Rendu:
    """Render each document for the formats that it is made for."""
    from romin_print.build.pages import render_page
    from romin_print.plan.deroule import list_outils
    from romin_print.render.environment import make_environment

    environment = make_environment(projet.layouts)
    secrets = list_secrets(fonds, canevas.nom, tuple(list_outils(canevas)))
    slugs = {outil.code: slug for slug, outil in fonds.outils.items()}
    tirages, owners = [], []
    for document, formats in choose_formats(demande, dossier):
        html = render_page(document, environment)
        refuse_leaks(html, document, secrets)
        tirages.append(
            Tirage(
                html,
                Path(document.output),
                formats,
                fillable=document.a_remplir,
                livret=document is dossier.livret,
                pile=document is dossier.a_imprimer,
            )
        )
        owners.append([slugs[code] for code in list_codes(document)])
    return Rendu(tirages, owners, tuple(tell_paper_only(demande, dossier)))


def choose_formats(
    demande: DemandeSeance, dossier: Dossier
) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Choose which documents are made, and in which of the formats asked for."""
    pdf = tuple(f for f in demande.formats if f == "pdf")
    others = tuple(f for f in demande.formats if f != "pdf")
    choices = (
        (dossier.deroule, demande.formats),
        (dossier.papier, () if demande.a_remplir else pdf),
        (dossier.ecran, demande.formats if demande.a_remplir else others),
        (dossier.livret, pdf if demande.livret else ()),
        (dossier.a_imprimer, pdf),
    )
    for document, formats in choices:
        if document and formats:
            yield document, formats


def list_codes(document: Document) -> Iterator[str]:
    """List the code of the tool of each sheet: « C-01 » for the sheet « C-01-2 »."""
    for feuilles in (document.feuilles, *document.exemplaires):
        yield from ("-".join(feuille.code.split("-")[:2]) for feuille in feuilles)


def tell_paper_only(demande: DemandeSeance, dossier: Dossier) -> Iterator[str]:
    """Tell which sheets are on paper only, if something else was asked for."""
    on_screen = set(dossier.ecran.feuilles) if dossier.ecran else set()
    cards = (
        [f for f in dossier.papier.feuilles if f not in on_screen]
        if dossier.papier
        else []
    )
    if cards and (demande.a_remplir or set(demande.formats) != {"pdf"}):
        told = ", ".join(f"{feuille.code} {feuille.titre}" for feuille in cards)
        yield f"Sur papier seulement, dans la pile à imprimer : {told}."
