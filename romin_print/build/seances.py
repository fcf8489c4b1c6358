"""Print a séance: load, plan, render, look for leaks, write, count the leaves."""

from __future__ import annotations

from collections.abc import Iterator
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
    find_owners,
    list_secrets,
    refuse_addresses,
    refuse_leaks,
    refuse_printed_addresses,
    refuse_titre,
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
class Rendu:
    """A séance rendered: its pages, the tool of each sheet of each, what to tell."""

    tirages: list[Tirage]
    owners: list[list[str]]
    remarques: tuple[str, ...]


def build_seance(
    projet: Projet, demande: DemandeSeance, progress: Progress | None = None
) -> Impression:
    """Print all the documents of a séance, or none; raise `RominError` otherwise."""
    rendus: list[Rendu] = []

    def make_tirages() -> list[Tirage]:
        rendus.append(render_seance(projet, demande))
        return rendus[0].tirages

    def check(_tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
        check_overflows(projet, rendus[0].owners, feuillets)
        check_leaves(feuillets, en_noir=demande.ferme)

    printed = print_all(projet, demande, make_tirages, check, progress)
    return replace(printed, documents=1, remarques=rendus[0].remarques)


def render_seance(projet: Projet, demande: DemandeSeance) -> Rendu:
    """Render the documents of a séance to HTML."""
    from romin_print.build.contenu import read_contenu
    from romin_print.plan.seances import Reglages, plan_seance

    fonds = read_contenu(projet)
    canevas = choose_canevas(fonds, demande)
    if demande.ferme:
        refuse_titre(demande.titre)
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
    from romin_print.plan.canevas import compose_canevas, find_canevas

    if demande.noms:
        return compose_canevas(fonds, demande.noms, demande.titre)
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
    tirages, owners = [], []
    for document, formats in choose_formats(demande, dossier):
        html = render_page(document, environment)
        refuse_leaks(projet, fonds, document, html, secrets)
        if demande.ferme:
            refuse_printed_addresses(document.output.name, html)
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
        owners.append(list(find_owners(fonds, document)))
    return Rendu(tirages, owners, tuple(tell(demande, dossier)))


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


def tell(demande: DemandeSeance, dossier: Dossier) -> Iterator[str]:
    """Tell what the files alone do not."""
    yield from tell_paper_only(demande, dossier)
    if demande.livret and not dossier.livret:
        yield "Pas de livret : cette séance n’a aucune feuille à plier."


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
        yield f"Sur papier seulement, dans la pile à imprimer : {told}."
