"""A document: one thing to print, before anyone knows in which format.

A layout receives the document and nothing else, so every slug is already
resolved here into the word, the tool or the reference that it names.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from romin_print.model.fonds import Fichier
from romin_print.model.outil import Outil
from romin_print.model.reference import Reference
from romin_print.model.referentiel import Entree, Etape


@dataclass(frozen=True)
class Renvoi:
    """Another tool, as a fiche names it."""

    code: str
    titre: str
    pourquoi: str = ""


@dataclass(frozen=True)
class Citation:
    """A reference, where in it, and what it brings to the tool."""

    reference: Reference
    reperage: str | None
    apport: str


@dataclass(frozen=True)
class Fiche:
    """The print of a tool for the counsellor: the tool, with its slugs resolved.

    `mots` holds, for each vocabulary, the words that the tool has chosen.
    `empreinte` is six hexadecimal digits that change with the content.
    """

    slug: str
    outil: Outil
    etape: Etape
    mots: dict[str, tuple[Entree, ...]]
    niveau_preuve: Entree
    statut: Entree
    successeur: Renvoi | None
    suites: tuple[Renvoi, ...]
    sources: tuple[Citation, ...]
    images: dict[str, Fichier]
    empreinte: str


@dataclass(frozen=True)
class Document:
    """A layout, what it shows, and the name of its output without extension."""

    layout: str
    titre: str
    description: str
    mots_cles: tuple[str, ...]
    date: date
    couleur: str
    fiches: tuple[Fiche, ...]
    noir_et_blanc: bool
    output: PurePath
