"""The séances and the binders of a kit, as its catalogue shows them."""

from collections.abc import Mapping

from romin_print.model.catalogue import (
    ClasseurCatalogue,
    Lien,
    MomentCatalogue,
    SeanceCatalogue,
)
from romin_print.model.classeur import Classeur
from romin_print.model.fonds import Fonds
from romin_print.model.seance import MomentLibre, MomentOutil
from romin_print.plan.canevas import Canevas, find_canevas
from romin_print.plan.deroule import list_outils, name_modalite

Lieux = Mapping[str, tuple[str, ...]]
Fichiers = Mapping[str, tuple[Lien, ...]]


def make_seances(
    fonds: Fonds, noms: tuple[str, ...], lieux: Lieux, fichiers: Fichiers
) -> tuple[SeanceCatalogue, ...]:
    """Make the séances of a kit, in the order given."""
    return tuple(
        make_seance(fonds, find_canevas(fonds, nom), lieux, fichiers) for nom in noms
    )


def make_seance(
    fonds: Fonds, canevas: Canevas, lieux: Lieux, fichiers: Fichiers
) -> SeanceCatalogue:
    """Make one séance: its moments, those that are tools leading to them."""
    verification = fonds.seances[canevas.nom].verification
    statuts = fonds.referentiel.statuts
    return SeanceCatalogue(
        titre=canevas.titre,
        ancre=f"seance-{canevas.nom}",
        duree=canevas.duree,
        public=canevas.public,
        cadre=canevas.cadre,
        modalite=name_modalite(fonds, canevas),
        objectifs=canevas.objectifs,
        statut=next(s for s in statuts if s.slug == verification.statut),
        moments=tuple(make_moment(fonds, m, lieux) for m in canevas.moments),
        selection=name_selection(fonds, canevas, lieux),
        fichiers=fichiers.get(f"seance:{canevas.nom}", ()),
    )


def make_moment(
    fonds: Fonds, moment: MomentOutil | MomentLibre, lieux: Lieux
) -> MomentCatalogue:
    """Make one moment."""
    if isinstance(moment, MomentLibre):
        return MomentCatalogue(moment.intitule, moment.duree)
    outil = fonds.outils[moment.outil]
    ancre = next(iter(lieux.get(moment.outil, ())), "")
    return MomentCatalogue(outil.titre, moment.duree, outil.code, ancre)


def name_selection(fonds: Fonds, canevas: Canevas, lieux: Lieux) -> str:
    """Name the selection of the tools of a séance that the kit holds, as a fragment."""
    held = [slug for slug in list_outils(canevas) if slug in lieux]
    codes = ",".join(fonds.outils[slug].code for slug in dict.fromkeys(held))
    return f"selection&outils={codes}" if codes else ""


def make_classeurs(
    classeurs: Mapping[str, Classeur], fichiers: Fichiers
) -> tuple[ClasseurCatalogue, ...]:
    """Make the binders of a kit, in the order given."""
    return tuple(
        ClasseurCatalogue(
            titre=classeur.titre,
            sous_titre=classeur.sous_titre or "",
            edition=classeur.edition,
            ancre=f"classeur-{slug}",
            fichiers=fichiers.get(f"classeur:{slug}", ()),
        )
        for slug, classeur in classeurs.items()
    )
