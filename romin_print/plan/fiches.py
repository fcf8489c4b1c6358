"""Plan the fiches: from a tool of the fonds to a document ready for a layout."""

import hashlib
from collections.abc import Set
from dataclasses import replace
from pathlib import PurePath

from romin_print.model.document import Citation, Document, Fiche, Renvoi
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil, Source
from romin_print.model.referentiel import VOCABULAIRES, Entree, Etape, Referentiel

NOIR = "#1C1C1C"


def plan_fiches(
    fonds: Fonds, slugs: tuple[str, ...], *, noir_et_blanc: bool = False
) -> tuple[Document, ...]:
    """Plan one document per chosen tool, in the order given."""
    return tuple(plan_fiche(fonds, slug, noir_et_blanc=noir_et_blanc) for slug in slugs)


def plan_fiche(fonds: Fonds, slug: str, *, noir_et_blanc: bool = False) -> Document:
    """Plan the fiche of one tool."""
    outil = fonds.outils[slug]
    fiche = make_fiche(fonds, slug)
    mots_cles = [
        mot.titre
        for nom in ("etapes", "besoins", "modalites")
        for mot in fiche.mots[nom]
    ]
    return Document(
        layout="fiche",
        titre=f"{outil.code} – {outil.titre}",
        description=outil.resume,
        mots_cles=tuple(mots_cles),
        date=outil.verification.date,
        couleur=NOIR if noir_et_blanc else fiche.etape.couleur,
        fiches=(fiche,),
        noir_et_blanc=noir_et_blanc,
        output=PurePath("fiches", f"{outil.code}-{slug}"),
    )


def make_fiche(fonds: Fonds, slug: str, ancres: Set[str] = frozenset()) -> Fiche:
    """Resolve every slug of a tool; `ancres` are the places that it may lead to."""
    outil, referentiel = fonds.outils[slug], fonds.referentiel
    verification = outil.verification
    images = {
        pas.image.fichier: fonds.images[pas.image.fichier]
        for pas in outil.deroule
        if pas.image
    }
    return Fiche(
        slug=slug,
        outil=outil,
        etape=find_etape(outil, referentiel),
        mots=find_mots(outil, referentiel),
        niveau_preuve=referentiel.find_entree("niveaux_preuve", outil.niveau_preuve),
        statut=referentiel.find_entree("statuts", verification.statut),
        feuilles=tuple(
            make_lien(name_feuille(outil, rang), support.titre, "feuille", ancres)
            for rang, support in enumerate(outil.supports)
        ),
        successeur=make_renvoi(fonds, verification.successeur, ancres)
        if verification.successeur
        else None,
        suites=tuple(
            replace(make_renvoi(fonds, s.outil, ancres), pourquoi=s.pourquoi)
            for s in outil.suites
        ),
        sources=find_sources(fonds, outil.sources),
        images=images,
        empreinte=digest_outil(fonds, slug),
    )


def find_sources(fonds: Fonds, sources: tuple[Source, ...]) -> tuple[Citation, ...]:
    """Find the references that a text names, and keep what each brings to it."""
    return tuple(
        Citation(fonds.find_reference(s.reference), s.reperage, s.apport)
        for s in sources
    )


def find_etape(outil: Outil, referentiel: Referentiel) -> Etape:
    """Find the main stage of a tool: the first that it names."""
    return next(e for e in referentiel.etapes if e.slug == outil.etapes[0])


def find_mots(outil: Outil, referentiel: Referentiel) -> dict[str, tuple[Entree, ...]]:
    """Find the words that a tool has chosen in each vocabulary, in its order."""
    return {
        nom: tuple(referentiel.find_entree(nom, slug) for slug in getattr(outil, nom))
        for nom in VOCABULAIRES
        if nom in type(outil).model_fields
    }


def make_renvoi(fonds: Fonds, slug: str, ancres: Set[str]) -> Renvoi:
    """Name another tool by its code and title."""
    outil = fonds.outils[slug]
    return make_lien(outil.code, outil.titre, "fiche", ancres)


def make_lien(code: str, titre: str, genre: str, ancres: Set[str]) -> Renvoi:
    """Name a fiche or a sheet, and lead to it if its place is one of `ancres`."""
    ancre = name_ancre(genre, code)
    return Renvoi(code, titre, ancre=ancre if ancre in ancres else "")


def name_ancre(genre: str, code: str) -> str:
    """Name the place of a fiche or of a sheet in a binder: « fiche-a-03 »."""
    return f"{genre}-{code.lower()}"


def name_feuille(outil: Outil, rang: int) -> str:
    """Name a sheet by its tool; several sheets of a tool are numbered."""
    return outil.code if len(outil.supports) == 1 else f"{outil.code}-{rang + 1}"


def digest_outil(fonds: Fonds, slug: str) -> str:
    """Digest a tool and its pictures, as its fiche does."""
    outil = fonds.outils[slug]
    images = dict.fromkeys(pas.image.fichier for pas in outil.deroule if pas.image)
    return make_empreinte(outil, tuple(fonds.images[i].contenu for i in images))


def make_empreinte(outil: Outil, images: tuple[bytes, ...] = ()) -> str:
    """Digest the content of a tool into six hexadecimal digits."""
    digest = hashlib.sha256(outil.model_dump_json().encode())
    for image in images:
        digest.update(image)
    return digest.hexdigest()[:6].upper()
