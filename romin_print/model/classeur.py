"""A binder: which tools, in which order, with what around them.

It is one YAML file of content/classeurs. Nothing of the tools is copied here: the
binder names them, or says which words they must answer to.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from romin_print.model.base import Ligne, Modele, Slug, Slugs, Texte, Textes

Outils = Annotated[tuple[Slug, ...], Field(min_length=1)]
Pagination = Literal["continue", "feuillets"]
Contenu = Literal[
    "fiches",
    "supports",
    "guide",
    "carte",
    "tableaux",
    "glossaire",
    "bibliographie",
    "index",
]
TOUT: tuple[Contenu, ...] = get_args(Contenu)


class EtapeChoisie(Modele):
    """A stage of the binder; without `outils`, those of the selection, by code."""

    etape: Slug = Field(description="Un mot de « etapes ».")
    mot: Texte | None = Field(
        default=None, description="Ce que l’on dit de l’étape, sur son intercalaire."
    )
    outils: Outils | None = Field(
        default=None, description="Des noms de fichiers de outils/, dans l’ordre voulu."
    )


class Filtres(Modele):
    """Which tools: those that are named, those that answer to every filter, or all."""

    outils: Outils | None = Field(
        default=None, description="Des noms de fichiers de outils/ ; sinon, tous."
    )
    sauf: tuple[Slug, ...] = Field(
        default=(), description="Les outils que l’on ne veut pas."
    )
    besoins: Slugs | None = Field(
        default=None, description="Garder ce qui travaille un de ces besoins."
    )
    modalites: Slugs | None = Field(
        default=None, description="Garder ce qui se mène d’une de ces manières."
    )
    cadres: Slugs | None = Field(
        default=None, description="Garder ce qui sert dans un de ces cadres."
    )
    publics: Slugs | None = Field(
        default=None, description="Garder ce qui convient à un de ces publics."
    )


class Selection(Filtres):
    """The tools of a binder, and the order of its stages."""

    etapes: Annotated[tuple[EtapeChoisie, ...], Field(min_length=1)] | None = Field(
        default=None,
        description="Les étapes, dans l’ordre du classeur ; sinon, toutes celles du RPO1.",
    )


class Classeur(Modele):
    """One binder."""

    titre: Ligne
    sous_titre: Ligne | None = None
    edition: Annotated[Ligne, StringConstraints(max_length=40)] = Field(
        description='Ce qui distingue cette édition, par exemple "2026-1".'
    )
    public: Texte = Field(description="À qui ce classeur est destiné.")
    introduction: Textes = Field(description="À quoi il sert, en quelques paragraphes.")
    selection: Selection = Field(default=Selection())
    contenu: Annotated[tuple[Contenu, ...], Field(min_length=1)] = Field(
        default=TOUT, description="Ce qu’il y a dans le classeur."
    )
    pagination: Pagination = Field(
        default="continue",
        description="« continue » : une page 37 ; « feuillets » : chaque fiche a ses "
        "propres numéros, et se remplace seule.",
    )
    recto_verso: bool = True
    perforation: bool = Field(
        default=True, description="Laisser la place des trous, du côté de la reliure."
    )
