"""Plan a binder: its pieces in their order, and the documents that print them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from romin_print.model.classeur import Classeur
from romin_print.model.document import Feuille, Fiche
from romin_print.model.fonds import Fonds
from romin_print.model.reliure import (
    Changements,
    DocumentRelie,
    Donnees,
    Intercalaire,
    Piece,
    Reliure,
)
from romin_print.model.service import Destinataire
from romin_print.plan.classeur_avant import (
    PIECES,
    make_couverture,
    make_mode_emploi,
    make_sommaire,
)
from romin_print.plan.classeur_choix import (
    Choix,
    Groupe,
    list_feuilles,
    make_choix,
    make_repere,
)
from romin_print.plan.classeur_index import (
    make_glossaire,
    make_guide,
    make_index_alphabetique,
    make_index_mots,
    make_sources,
)
from romin_print.plan.classeur_tableaux import (
    make_carte,
    make_enchainement,
    make_liens,
)
from romin_print.plan.fiches import NOIR, find_etape, make_fiche, name_ancre
from romin_print.plan.supports import make_feuilles

# A part of a binder is kept from one edition to the next: its date says nothing.
SANS_DATE = date(2000, 1, 1)


def plan_classeur(
    fonds: Fonds,
    classeur: Classeur,
    *,
    marques: Mapping[str, str] = {},
    changements: Changements | None = None,
) -> tuple[Piece, ...]:
    """Plan the pieces of a binder, in its order.

    `marques` says, by code of tool, « nouveau » or « modifié »; it shows in the
    contents only, so that a new edition leaves the other pieces as they were.
    Raises `SelectionError` when the selection leaves no tool, or places one twice.
    """
    choix = make_choix(fonds, classeur)
    body = (*plan_vues(choix), *plan_etapes(choix), *plan_fin(choix))
    mode_emploi = make_piece("mode-emploi", make_mode_emploi(fonds, classeur, body))
    listed = [mode_emploi, *body]
    if changements:
        listed.insert(1, make_piece("changements", changements))
    sommaire = make_piece("sommaire", make_sommaire(choix, listed, marques))
    before = listed[: -len(body)]
    return plan_couverture(choix, classeur), *before, sommaire, *body


def plan_couverture(
    choix: Choix, classeur: Classeur, service: Destinataire | None = None
) -> Piece:
    """Plan the cover: the only piece that names the service that a binder is for."""
    couverture = replace(make_couverture(choix, classeur), service=service)
    piece = make_piece("couverture", couverture)
    return replace(piece, titre=classeur.titre, tete=classeur.titre)


def make_piece(ancre: str, donnees: Donnees) -> Piece:
    """Make a piece that belongs to no stage."""
    genre, titre, _ = PIECES[ancre]
    return Piece(genre, ancre, titre, titre, titre, NOIR, None, donnees)


def plan_vues(choix: Choix) -> Iterator[Piece]:
    """Plan what is read before the tools: the guide, then the views of the whole."""
    if "guide" in choix.contenu and choix.fonds.guide:
        yield make_piece("guide", make_guide(choix))
    if "carte" in choix.contenu:
        yield make_piece("carte", make_carte(choix))
    if "tableaux" in choix.contenu:
        yield make_piece("enchainement", make_enchainement(choix))
        yield make_piece("liens", make_liens(choix))


def plan_etapes(choix: Choix) -> Iterator[Piece]:
    """Plan the stages: a divider, then each tool with its sheets."""
    ancres = frozenset(choix.ancres.values())
    if "supports" in choix.contenu:
        reperes = (f for slug in choix.slugs for f in list_feuilles(choix, slug))
        ancres |= {repere.ancre for repere in reperes}
    fonds = choix.fonds
    for groupe in choix.groupes:
        yield plan_intercalaire(choix, groupe)
        for slug in groupe.slugs:
            if "fiches" in choix.contenu:
                yield plan_fiche(groupe, make_fiche(fonds, slug, ancres))
            if "supports" in choix.contenu:
                etape = find_etape(fonds.outils[slug], fonds.referentiel)
                feuilles = make_feuilles(fonds, slug, variante="standard")
                yield from (plan_feuille(groupe, f, etape.couleur) for f in feuilles)


def plan_intercalaire(choix: Choix, groupe: Groupe) -> Piece:
    """Plan a divider, which says what each of its tools is for."""
    etape, outils = groupe.etape, choix.fonds.outils
    reperes = tuple(
        replace(
            make_repere(choix, slug),
            texte=outils[slug].resume,
            duree=outils[slug].duree,
        )
        for slug in groupe.slugs
    )
    return Piece(
        genre="intercalaire",
        ancre=groupe.ancre,
        titre=etape.titre,
        folio=etape.lettre,
        tete=etape.titre,
        couleur=etape.couleur,
        onglet=groupe.onglet,
        donnees=Intercalaire(etape, groupe.onglet, groupe.mot, reperes),
    )


def plan_fiche(groupe: Groupe, fiche: Fiche) -> Piece:
    """Plan the fiche of a tool: its own stage in its band, that of its place around."""
    code, titre = fiche.outil.code, fiche.outil.titre
    return Piece(
        genre="fiche",
        ancre=name_ancre("fiche", code),
        titre=f"{code} – {titre}",
        folio=code,
        tete=f"{groupe.etape.titre} · {titre}",
        couleur=fiche.etape.couleur,
        onglet=groupe.onglet,
        donnees=fiche,
    )


def plan_feuille(groupe: Groupe, feuille: Feuille, couleur: str) -> Piece:
    """Plan a sheet; its folio says so, since a tool may have one of the same code."""
    return Piece(
        genre="support",
        ancre=name_ancre("feuille", feuille.code),
        titre=f"{feuille.code} – {feuille.titre}",
        folio=f"Feuille {feuille.code}",
        tete=feuille.titre,
        couleur=couleur,
        onglet=groupe.onglet,
        donnees=feuille,
    )


def plan_fin(choix: Choix) -> Iterator[Piece]:
    """Plan what comes after the stages."""
    if "glossaire" in choix.contenu:
        yield make_piece("glossaire", make_glossaire(choix))
    if "bibliographie" in choix.contenu:
        yield make_piece("bibliographie", make_sources(choix))
    if "index" in choix.contenu:
        yield make_piece("index-besoins", make_index_mots(choix, "besoins"))
        yield make_piece("index-modalites", make_index_mots(choix, "modalites"))
        yield make_piece("index-alphabetique", make_index_alphabetique(choix))


def make_document(classeur: Classeur, piece: Piece) -> DocumentRelie:
    """Make the page of a piece alone: nothing in it depends on the edition."""
    return DocumentRelie(
        layout="classeur/partie",
        titre=piece.titre,
        description=piece.titre,
        mots_cles=(),
        date=SANS_DATE,
        couleur=piece.couleur,
        noir_et_blanc=False,
        output=PurePath("classeurs", "parties", piece.ancre),
        fiches=(piece.donnees,) if isinstance(piece.donnees, Fiche) else (),
        feuilles=(piece.donnees,) if isinstance(piece.donnees, Feuille) else (),
        reliure=make_reliure(classeur),
        piece=piece,
    )


def plan_whole(
    fonds: Fonds, classeur: Classeur, slug: str, corps: str
) -> DocumentRelie:
    """Plan the page that holds the whole binder, of which `corps` is the HTML."""
    choix = make_choix(fonds, classeur)
    return DocumentRelie(
        layout="classeur",
        titre=classeur.titre,
        description=classeur.sous_titre or classeur.public,
        mots_cles=tuple(groupe.etape.titre for groupe in choix.groupes),
        date=max(outil.verification.date for outil in choix.outils),
        couleur=NOIR,
        noir_et_blanc=False,
        output=PurePath("classeurs", slug),
        reliure=make_reliure(classeur),
        corps=corps,
    )


def make_reliure(classeur: Classeur) -> Reliure:
    """Say what all the pieces share on paper."""
    return Reliure(
        classeur.pagination,
        recto_verso=classeur.recto_verso,
        perforation=classeur.perforation,
    )
