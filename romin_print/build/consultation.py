"""Look at the content without printing it: list, search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.projet import Projet

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
    from romin_print.build.contenu import read_contenu
    from romin_print.plan.selection import select_outils

    fonds = read_contenu(projet)
    return make_apercus(fonds, select_outils(fonds, noms, filtres))


def search_apercus(projet: Projet, mots: tuple[str, ...]) -> tuple[Apercu, ...]:
    """Search the tools for words, the best first."""
    from romin_print.build.contenu import read_contenu
    from romin_print.plan.recherche import search_outils

    fonds = read_contenu(projet)
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
