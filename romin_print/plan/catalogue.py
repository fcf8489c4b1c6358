"""Plan the offline catalogue of a kit: one page that holds all its tools.

Nothing here depends on the service that receives the kit: a hundred of them share
the page, and only a marker in its header is replaced.
"""

from collections.abc import Mapping
from itertools import chain
from pathlib import PurePath

from romin_print.model.catalogue import (
    Catalogue,
    DocumentCatalogue,
    EnteteCatalogue,
    EtapeCatalogue,
    Lien,
    OutilCatalogue,
)
from romin_print.model.document import Renvoi
from romin_print.model.fonds import Fonds
from romin_print.model.referentiel import Statut
from romin_print.plan.catalogue_deroule import make_apport, make_gabarit
from romin_print.plan.catalogue_donnees import make_donnees
from romin_print.plan.catalogue_facettes import make_facettes
from romin_print.plan.catalogue_seances import make_classeurs, make_seances
from romin_print.plan.catalogue_teintes import make_teintes
from romin_print.plan.catalogue_voisins import find_voisins
from romin_print.plan.fiches import NOIR, find_etape, make_fiche, name_ancre
from romin_print.plan.kits_choix import ContenuKit
from romin_print.plan.supports import make_feuilles

LIEN = "#10478A"


def plan_catalogue(
    fonds: Fonds,
    entete: EnteteCatalogue,
    contenu: ContenuKit,
    fichiers: Mapping[str, tuple[Lien, ...]],
) -> DocumentCatalogue:
    """Plan the catalogue of what a kit holds.

    Tools open when their fiche or their sheets are in; those that are only in a séance
    or a binder are named on the map. `fichiers` gives the files of each tool, of
    `seance:NOM` and of `classeur:NOM`.
    """
    fiches, supports = contenu.fiches, contenu.supports
    slugs = tuple(s for s in fonds.outils if s in {*fiches, *supports})
    tous = contenu.list_outils(fonds)
    lieux = find_lieux(fonds, slugs, set(fiches), set(supports))
    ouverts = {
        slug: make_outil(fonds, slug, slug in fiches, lieux, fichiers.get(slug, ()))
        for slug in slugs
    }
    return DocumentCatalogue(
        layout="kit/catalogue",
        titre=entete.titre,
        description=f"{entete.titre}, édition {entete.edition}",
        mots_cles=(),
        date=max(fonds.outils[s].verification.date for s in tous or fonds.outils),
        couleur=NOIR,
        noir_et_blanc=False,
        output=PurePath("index"),
        catalogue=make_catalogue(fonds, entete, contenu, ouverts, lieux, fichiers),
        donnees=make_donnees(fonds, entete, slugs, fiches, supports),
    )


def make_catalogue(
    fonds: Fonds,
    entete: EnteteCatalogue,
    contenu: ContenuKit,
    ouverts: Mapping[str, OutilCatalogue],
    lieux: Mapping[str, tuple[str, ...]],
    fichiers: Mapping[str, tuple[Lien, ...]],
) -> Catalogue:
    """Make what the page shows: the map, the open tools, the séances and the binders."""
    tous = contenu.list_outils(fonds)
    statuts = count_statuts(fonds, tous)
    return Catalogue(
        entete=entete,
        brouillons=sum(count for statut, count in statuts if not statut.valide),
        nombre=len(tous),
        feuilles=sum(len(outil.feuilles) for outil in ouverts.values()),
        statuts=statuts,
        etapes=make_etapes(fonds, tous, ouverts),
        facettes=make_facettes(fonds, tuple(ouverts)),
        seances=make_seances(fonds, contenu.seances, lieux, fichiers),
        classeurs=make_classeurs(contenu.classeurs, fichiers),
        gabarit=make_gabarit(),
        teintes=make_teintes(
            (NOIR, LIEN, *(etape.couleur for etape in fonds.referentiel.etapes))
        ),
    )


def find_lieux(
    fonds: Fonds, slugs: tuple[str, ...], fiches: set[str], supports: set[str]
) -> dict[str, tuple[str, ...]]:
    """Find the places of each tool in the page: its fiche, then its sheets."""
    lieux = {}
    for slug in slugs:
        code = fonds.outils[slug].code
        fiche = (name_ancre("fiche", code),) if slug in fiches else ()
        feuilles = make_feuilles(fonds, slug, variante="standard")
        ancres = tuple(name_ancre("feuille", feuille.code) for feuille in feuilles)
        lieux[slug] = (*fiche, *(ancres if slug in supports else ()))
    return lieux


def make_outil(
    fonds: Fonds,
    slug: str,
    avec_fiche: bool,
    lieux: Mapping[str, tuple[str, ...]],
    fichiers: tuple[Lien, ...],
) -> OutilCatalogue:
    """Make one tool of the catalogue."""
    outil, referentiel = fonds.outils[slug], fonds.referentiel
    ancres = frozenset(chain.from_iterable(lieux.values()))
    feuilles = make_feuilles(fonds, slug, variante="standard")
    placed = tuple((name_ancre("feuille", f.code), f) for f in feuilles)
    ancre = name_ancre("outil", outil.code)
    return OutilCatalogue(
        code=outil.code,
        titre=outil.titre,
        resume=outil.resume,
        duree=outil.duree,
        couleur=find_etape(outil, referentiel).couleur,
        ancre=ancre,
        lieu=next(iter(lieux[slug]), ancre),
        statut=find_statut(fonds, slug),
        besoins=name_mots(fonds, slug, "besoins"),
        modalites=name_mots(fonds, slug, "modalites"),
        fiche=make_fiche(fonds, slug, ancres) if avec_fiche else None,
        feuilles=tuple((a, f) for a, f in placed if a in lieux[slug]),
        fichiers=fichiers,
        voisins=tuple(
            make_voisin(fonds, other, lieux)
            for other in find_voisins(fonds, slug, tuple(lieux), avec_fiche)
        ),
        apport=make_apport(fonds, slug) if avec_fiche else None,
    )


def find_statut(fonds: Fonds, slug: str) -> Statut:
    """Find the verification status of a tool."""
    wanted = fonds.outils[slug].verification.statut
    return next(s for s in fonds.referentiel.statuts if s.slug == wanted)


def name_mots(fonds: Fonds, slug: str, vocabulaire: str) -> tuple[str, ...]:
    """Name the words that a tool has chosen in a vocabulary."""
    chosen = getattr(fonds.outils[slug], vocabulaire)
    return tuple(fonds.referentiel.find_entree(vocabulaire, s).titre for s in chosen)


def make_voisin(
    fonds: Fonds, slug: str, lieux: Mapping[str, tuple[str, ...]]
) -> Renvoi:
    """Name another tool of the kit, and lead to it."""
    outil = fonds.outils[slug]
    ancre = next(iter(lieux[slug]), name_ancre("outil", outil.code))
    return Renvoi(outil.code, outil.titre, ancre=ancre)


def count_statuts(
    fonds: Fonds, slugs: tuple[str, ...]
) -> tuple[tuple[Statut, int], ...]:
    """Count the tools of each status that the kit has, in the order of the vocabulary."""
    held = [find_statut(fonds, slug) for slug in slugs]
    return tuple((s, held.count(s)) for s in fonds.referentiel.statuts if s in held)


def make_etapes(
    fonds: Fonds, tous: tuple[str, ...], ouverts: Mapping[str, OutilCatalogue]
) -> tuple[EtapeCatalogue, ...]:
    """Make the map: all the stages of the RPO1, even those without a tool here."""
    etapes = {slug: fonds.outils[slug].etapes for slug in tous}
    titres = {slug: name_titre(fonds, slug, ouverts) for slug in tous}
    return tuple(
        EtapeCatalogue(
            etape,
            tuple(o for s, o in ouverts.items() if etapes[s][0] == etape.slug),
            tuple(titres[s] for s in tous if etapes[s][0] == etape.slug),
            tuple(titres[s] for s in tous if etape.slug in etapes[s][1:]),
        )
        for etape in fonds.referentiel.etapes
    )


def name_titre(
    fonds: Fonds, slug: str, ouverts: Mapping[str, OutilCatalogue]
) -> Renvoi:
    """Name a tool on the map; it leads somewhere only if the page can open it."""
    outil = fonds.outils[slug]
    ancre = ouverts[slug].lieu if slug in ouverts else ""
    return Renvoi(outil.code, outil.titre, ancre=ancre)
