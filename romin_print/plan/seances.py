"""Plan the documents of a séance: the déroulé, the handouts, and all of it to print.

The déroulé is for the counsellor alone, so it never shares a document with the
sheets, except the one that is printed at once: there, its layout keeps them on
different leaves.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from pathlib import PurePath

from romin_print.model.document import Document, Feuille
from romin_print.model.fonds import Fonds
from romin_print.model.seance import MomentOutil
from romin_print.model.support import Cartes
from romin_print.plan.canevas import Canevas, find_canevas
from romin_print.plan.deroule import choose_feuilles, list_outils, make_deroule
from romin_print.plan.fiches import NOIR, find_etape

POUR_LA_PERSONNE = "Les feuilles à remplir pendant la séance."


@dataclass(frozen=True)
class Reglages:
    """How a séance is printed; `ferme` is for a closed setting: black only."""

    debut: time | None = None
    exemplaires: int = 1
    variante: str = "standard"
    ferme: bool = False
    a_remplir: bool = False

    @property
    def variante_imprimee(self) -> str:
        """The variant of the sheets: a closed setting leaves colours out."""
        return "nb" if self.ferme and self.variante == "standard" else self.variante

    @property
    def noir_et_blanc(self) -> bool:
        """Whether nothing has a colour."""
        return self.variante_imprimee == "nb" or self.ferme


@dataclass(frozen=True)
class Dossier:
    """The documents of a séance; only the first and the last, if it has no sheet.

    `papier` and `ecran` are the same handouts, but cards to cut out are on paper
    only; `livret` is folded, so it has no cards either.
    """

    deroule: Document
    papier: Document | None
    ecran: Document | None
    livret: Document | None
    a_imprimer: Document


def plan_seances(fonds: Fonds) -> Iterator[tuple[str, Document]]:
    """Plan each page of each séance, after its name: déroulé, handouts, pile."""
    for nom in fonds.seances:
        dossier = plan_seance(fonds, find_canevas(fonds, nom), Reglages())
        for document in (dossier.deroule, dossier.papier, dossier.a_imprimer):
            if document:
                yield nom, document


def plan_seance(fonds: Fonds, canevas: Canevas, reglages: Reglages) -> Dossier:
    """Plan all the documents of a séance."""
    base = make_base(fonds, canevas, reglages)
    deroule = replace(
        name_document(base, canevas, "deroule", "déroulé"),
        variante="standard",
        deroule=make_deroule(fonds, canevas, reglages.debut, reglages.exemplaires),
    )
    feuilles = make_pack(fonds, canevas, reglages)
    pliables = tuple(f for f in feuilles if not has_cartes(f))
    numeros = range(1, reglages.exemplaires + 1) if feuilles else ()
    handouts = name_document(base, canevas, "documents", "")
    livret = name_document(base, canevas, "livret", "livret pour papier")
    return Dossier(
        deroule=deroule,
        papier=fill_document(handouts, feuilles),
        ecran=fill_document(replace(handouts, a_remplir=reglages.a_remplir), pliables),
        livret=fill_document(replace(livret, layout=handouts.layout), pliables),
        a_imprimer=replace(
            name_document(base, canevas, "a-imprimer", "à imprimer"),
            deroule=deroule.deroule,
            exemplaires=tuple(make_pack(fonds, canevas, reglages, n) for n in numeros),
        ),
    )


def make_base(fonds: Fonds, canevas: Canevas, reglages: Reglages) -> Document:
    """Make what all the documents of a séance share."""
    outils = [fonds.outils[slug] for slug in list_outils(canevas)]
    couleurs = [find_etape(outil, fonds.referentiel).couleur for outil in outils]
    return Document(
        layout="",
        titre=canevas.titre,
        description=POUR_LA_PERSONNE,
        mots_cles=(),
        date=canevas.date,
        couleur=NOIR if reglages.noir_et_blanc else next(iter(couleurs), NOIR),
        noir_et_blanc=reglages.noir_et_blanc,
        output=PurePath("seances"),
        variante=reglages.variante_imprimee,
    )


def name_document(base: Document, canevas: Canevas, nom: str, titre: str) -> Document:
    """Name one document: its layout, its title, its file.

    The déroulé is the same in all variants, but its colour too is told by its name.
    """
    parts = [canevas.nom, nom]
    if nom != "deroule" and base.variante not in ("standard", "nb"):
        parts.append(base.variante)
    parts += ["nb"] if base.noir_et_blanc else []
    return replace(
        base,
        layout=f"seance/{nom}",
        titre=f"{canevas.titre} – {titre}" if titre else canevas.titre,
        output=base.output / "-".join(parts),
    )


def fill_document(document: Document, feuilles: tuple[Feuille, ...]) -> Document | None:
    """Put sheets in a document; there is no document without any."""
    return replace(document, feuilles=feuilles) if feuilles else None


def make_pack(
    fonds: Fonds, canevas: Canevas, reglages: Reglages, exemplaire: int | None = None
) -> tuple[Feuille, ...]:
    """Make the sheets that one person receives, in the order of the moments."""
    owner = f"e{exemplaire}-" if exemplaire else ""
    return tuple(
        feuille
        for rang, moment in enumerate(canevas.moments, 1)
        if isinstance(moment, MomentOutil)
        for feuille in choose_feuilles(
            fonds,
            moment,
            variante=reglages.variante_imprimee,
            exemplaire=exemplaire,
            prefixe=f"{owner}m{rang}-",
        )
    )


def has_cartes(feuille: Feuille) -> bool:
    """Say whether a sheet is a pack of cards to cut out."""
    return any(isinstance(pose.bloc, Cartes) for pose in feuille.poses)
