"""A document: one thing to print, before anyone knows in which format.

A layout receives the document and nothing else, so every slug is already
resolved here into the word, the tool or the reference that it names.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from romin_print.model.couverture import Couverture
from romin_print.model.fonds import Fichier
from romin_print.model.outil import Effectif, Outil, Pas
from romin_print.model.reference import Reference
from romin_print.model.referentiel import Entree, Etape
from romin_print.model.support import Bloc


@dataclass(frozen=True)
class Renvoi:
    """Another tool, as a fiche names it; `ancre` leads to it, in the same binder."""

    code: str
    titre: str
    pourquoi: str = ""
    ancre: str = ""


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
    feuilles: tuple[Renvoi, ...]
    successeur: Renvoi | None
    suites: tuple[Renvoi, ...]
    sources: tuple[Citation, ...]
    images: dict[str, Fichier]
    empreinte: str


@dataclass(frozen=True)
class Pose:
    """A block of a sheet, at its place.

    `cle` is unique in the document and makes the names of the block's fields;
    `champ` is where the tool's YAML writes it, such as `supports.0.blocs.2`.
    """

    cle: str
    champ: str
    bloc: Bloc


@dataclass(frozen=True)
class Feuille:
    """A sheet for the person: nothing of the counsellor's part of the tool is here.

    `champ` is its place in the YAML (`supports.0`); `exemplaire` numbers the copies.
    """

    code: str
    titre: str
    consigne: str
    garde: str
    version: str
    statut: str
    pages_max: int
    champ: str
    poses: tuple[Pose, ...]
    exemplaire: int | None = None


@dataclass(frozen=True)
class Passage:
    """A moment of a séance, at its time, with all that is needed to lead it.

    `code` and `pas` are empty unless it is a tool; `duree_outil` is the tool's own
    duration when this séance gives it another; `heure` is empty without a start.
    """

    titre: str
    duree: int
    heure: str
    texte: str
    code: str = ""
    duree_outil: int = 0
    a_dire: tuple[str, ...] = ()
    pas: tuple[Pas, ...] = ()
    vigilance: tuple[str, ...] = ()
    feuilles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deroule:
    """The print of a séance for the counsellor; `fin` is empty without a start."""

    titre: str
    version: str
    statut: Entree | None
    public: tuple[str, ...]
    cadre: tuple[str, ...]
    modalite: str
    effectif: Effectif | None
    duree: int
    fin: str
    objectifs: tuple[str, ...]
    rappel: str
    passages: tuple[Passage, ...]
    materiel: tuple[str, ...]
    exemplaires: int
    trace: tuple[str, ...]
    empreinte: str


@dataclass(frozen=True)
class Document:
    """A layout, what it shows, and the name of its output without extension.

    `variante` is one of `plan.supports.VARIANTES`; `a_remplir` asks for fields
    rather than ruled lines; `papier_seul` says that only a PDF can show it.
    `exemplaires` are the packs of a séance, each for one person.
    """

    layout: str
    titre: str
    description: str
    mots_cles: tuple[str, ...]
    date: date
    couleur: str
    noir_et_blanc: bool
    output: PurePath
    fiches: tuple[Fiche, ...] = ()
    feuilles: tuple[Feuille, ...] = ()
    variante: str = "standard"
    a_remplir: bool = False
    papier_seul: bool = False
    deroule: Deroule | None = None
    couverture: Couverture | None = None
    exemplaires: tuple[tuple[Feuille, ...], ...] = ()
