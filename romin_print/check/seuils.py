"""Whether the content holds all that its service asks of it."""

from collections.abc import Iterator

from romin_print.check.lisibilite import (
    compute_mediane,
    measure_feuilles,
)
from romin_print.check.remarques import Remarque
from romin_print.model.couverture import Compte
from romin_print.model.exigences import Seuils
from romin_print.model.facile import is_facile
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil


def list_comptes(fonds: Fonds) -> tuple[Compte, ...]:
    """List what is asked, in the order of `seuils`, with what there is."""
    outils = fonds.list_en_service()
    asked = (
        *count_outils(fonds, outils),
        *count_documents(fonds),
        *count_feuilles(fonds),
    )
    return tuple(compte for compte in asked if compte.attendu)


def count_outils(fonds: Fonds, outils: list[Outil]) -> Iterator[Compte]:
    """Count the tools: all, by stage, by central need, by modality, by setting."""
    referentiel, seuils = fonds.referentiel, fonds.referentiel.seuils
    yield Compte("outils", seuils.outils, len(outils))
    for etape in referentiel.etapes:
        found = sum(outil.etapes[0] == etape.slug for outil in outils)
        yield Compte(f"étape {etape.lettre}, {etape.titre}", seuils.par_etape, found)
    for besoin in referentiel.besoins:
        if besoin.central:
            found = sum(besoin.slug in outil.besoins for outil in outils)
            yield Compte(f"besoin, {besoin.titre}", seuils.par_besoin_central, found)
    for name, singulier in (("modalites", "modalité"), ("cadres", "cadre")):
        for seuil in getattr(seuils, name):
            titre = referentiel.find_entree(name, seuil.mot).titre
            found = sum(seuil.mot in getattr(outil, name) for outil in outils)
            yield Compte(f"{singulier}, {titre}", seuil.minimum, found)


def count_documents(fonds: Fonds) -> Iterator[Compte]:
    """Count what stands beside the tools."""
    seuils = fonds.referentiel.seuils
    yield Compte("séances", seuils.seances, len(fonds.seances))
    yield Compte("classeurs", seuils.classeurs, len(fonds.classeurs))
    yield Compte("kits", seuils.kits, len(fonds.kits))
    yield Compte("termes du glossaire", seuils.termes, len(fonds.glossaire))
    yield Compte("chapitres du guide", seuils.chapitres, len(fonds.guide))


def count_feuilles(fonds: Fonds) -> Iterator[Compte]:
    """Count the sheets in easy words, and measure how easy all of them are."""
    seuils = fonds.referentiel.seuils
    supports = [s for outil in fonds.outils.values() for s in outil.supports]
    easy = sum(map(is_facile, supports))
    yield Compte("feuilles en mots simples", seuils.feuilles_faciles, easy)
    if seuils.lisibilite_mediane or seuils.lisibilite_minimum:
        yield from count_lisibilite(fonds, seuils)


def count_lisibilite(fonds: Fonds, seuils: Seuils) -> Iterator[Compte]:
    """Tell the median ease of the sheets, and that of the hardest."""
    feuilles = measure_feuilles(fonds)
    least = min((feuille.aisance for feuille in feuilles), default=0)
    mediane = compute_mediane(feuilles)
    yield Compte("lisibilité médiane", seuils.lisibilite_mediane, int(mediane))
    yield Compte("lisibilité la plus basse", seuils.lisibilite_minimum, int(least))


def check_seuils(fonds: Fonds) -> Iterator[Remarque]:
    """Warn of what the content has too little of."""
    for compte in list_comptes(fonds):
        if not compte.atteint:
            cause = f"{compte.quoi} : {compte.lu}, il en faut {compte.attendu}"
            yield Remarque("referentiel.yaml", "seuils", cause, "Compléter le contenu.")
