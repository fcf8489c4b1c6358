"""Count the tools by stage, need and modality, and plan the page that shows it."""

from collections.abc import Iterable
from pathlib import PurePath

from romin_print.model.couverture import Case, Couverture, Matrice
from romin_print.model.document import Document
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil
from romin_print.model.referentiel import Besoin, Entree, Etape
from romin_print.plan.fiches import NOIR

TITRE = "La carte du RPO1"


def make_couverture(fonds: Fonds) -> Couverture:
    """Count what the tools in service cover; a withdrawn tool covers nothing."""
    outils = fonds.list_en_service()
    etapes, besoins = fonds.referentiel.etapes, fonds.referentiel.besoins
    par_besoin = make_matrice("besoins", besoins, etapes, outils)
    par_modalite = make_matrice(
        "modalites", fonds.referentiel.modalites, etapes, outils
    )
    return Couverture(
        outils=len(outils),
        etapes=tuple((e, count_main(outils, e)) for e in etapes),
        matrices=(par_besoin, par_modalite),
        trous=find_trous(par_besoin),
    )


def count_main(outils: Iterable[Outil], etape: Etape) -> int:
    """Count the tools whose main stage this is."""
    return sum(1 for outil in outils if outil.etapes[0] == etape.slug)


def make_matrice(
    vocabulaire: str,
    colonnes: tuple[Entree, ...],
    etapes: Iterable[Etape],
    outils: list[Outil],
) -> Matrice:
    """Cross the stages with the words of a vocabulary."""
    lignes = tuple(
        (
            etape,
            tuple(
                count_case(etape, keep(outils, vocabulaire, mot)) for mot in colonnes
            ),
        )
        for etape in etapes
    )
    totaux = tuple(len(keep(outils, vocabulaire, mot)) for mot in colonnes)
    return Matrice(vocabulaire, colonnes, lignes, totaux)


def keep(outils: Iterable[Outil], vocabulaire: str, mot: Entree) -> list[Outil]:
    """Keep the tools that have chosen a word."""
    return [outil for outil in outils if mot.slug in getattr(outil, vocabulaire)]


def count_case(etape: Etape, outils: Iterable[Outil]) -> Case:
    """Count the tools of a stage: those of which it is the main one, then the others."""
    serving = [outil for outil in outils if etape.slug in outil.etapes]
    main = count_main(serving, etape)
    return Case(main, len(serving) - main)


def find_trous(matrice: Matrice) -> tuple[tuple[Etape, Entree], ...]:
    """Find the stages where no tool works on a central need."""
    return tuple(
        (etape, besoin)
        for etape, cases in matrice.lignes
        for besoin, case in zip(matrice.colonnes, cases, strict=True)
        if isinstance(besoin, Besoin) and besoin.central and case.vide
    )


def plan_carte(fonds: Fonds) -> Document:
    """Plan the page to pin on a wall: what there is for each stage, and what lacks."""
    couverture = make_couverture(fonds)
    return Document(
        layout="couverture/carte",
        titre=TITRE,
        description="Les étapes du RPO1, et le nombre d’outils pour chaque besoin"
        " et chaque modalité.",
        mots_cles=tuple(etape.titre for etape in fonds.referentiel.etapes),
        date=max(o.verification.date for o in fonds.outils.values()),
        couleur=NOIR,
        noir_et_blanc=False,
        output=PurePath("couverture", "carte-du-rpo1"),
        couverture=couverture,
    )
