"""What was checked of the files of a kit, by which program, and what it found.

A report tells no more than it has seen: a check that could not be made has a verdict
of its own, which is never the one of a check that passed.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from romin_print.model.document import Document, Renvoi
from romin_print.model.manifeste import OutilImprime
from romin_print.model.referentiel import Entree


class Verdict(StrEnum):
    """What a check says of a file."""

    PASSE = "passe"
    ECHOUE = "echoue"
    NON_CONTROLE = "non-controle"
    SANS_OBJET = "sans-objet"


class Genre(StrEnum):
    """What a file of a kit is; one for paper alone, or of another kind, is not checked."""

    PDF = "pdf"
    WORD = "word"
    WEB = "web"
    PAPIER = "papier"
    AUTRE = "autre"


@dataclass(frozen=True)
class Instrument:
    """A program that checks; `absence` says why it could not be used, in French."""

    nom: str
    version: str = ""
    absence: str = ""


@dataclass(frozen=True)
class Critere:
    """What is asked of the files of some genres, and who looks at it.

    `court` heads a column; `reference` names the standard that it comes from.
    """

    slug: str
    court: str
    demande: str
    reference: str
    genres: tuple[Genre, ...]
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True)
class CritereHumain:
    """What only a person can judge: nobody has, as far as this report knows."""

    titre: str
    demande: str
    reference: str


@dataclass(frozen=True)
class Constat:
    """What a check has seen: French words, then those of the tool, in English."""

    texte: str
    citation: str = ""


@dataclass(frozen=True)
class Resultat:
    """What a check says of one file; of one that passes, what it leaves to a person."""

    critere: str
    verdict: Verdict
    constats: tuple[Constat, ...] = ()


@dataclass(frozen=True)
class FichierControle:
    """A file of a kit, as it was when it was checked.

    `nom` is its path in the kit; `pages` is None for what has none, or does not open;
    `equivalent` names the file to read instead of one that is for paper alone.
    """

    nom: str
    genre: Genre
    pages: int | None
    sha256: str
    resultats: tuple[Resultat, ...] = ()
    equivalent: str = ""
    scripts: bool = False


@dataclass(frozen=True)
class Rapport:
    """All the files, what was asked of them, and what is left to persons."""

    fichiers: tuple[FichierControle, ...]
    criteres: tuple[Critere, ...]
    humains: tuple[CritereHumain, ...]


@dataclass(frozen=True)
class Ligne:
    """A file in a table: `ancre` is the place of its row."""

    ancre: str
    fichier: FichierControle


@dataclass(frozen=True)
class Tableau:
    """The files of a genre; `nombre` says how many, in words: « 12 pages web »."""

    genre: Genre
    nombre: str
    criteres: tuple[Critere, ...]
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True)
class Echec:
    """A check that a file did not pass."""

    ligne: Ligne
    critere: Critere
    constats: tuple[Constat, ...]


@dataclass(frozen=True)
class Lacune:
    """A check that was not made, why, and on which files."""

    critere: Critere
    raison: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True)
class Question:
    """What a program could not settle, on so many files."""

    texte: str
    fichiers: int


@dataclass(frozen=True)
class DocumentAccessibilite(Document):
    """The accessibility page of a kit.

    `tableaux` are of what was checked, `a_part` of what was not; `hors_liste` are the
    files of the kit that the report cannot hold, being written after it. `tamponne`
    says that what was checked is the master, before the name of a service came on it.
    `controles` counts the files that some check has judged, `juges` says of which genres
    they are, `utiles` counts the criteria that some file was judged by.
    """

    kit: str = ""
    edition: str = ""
    tamponne: bool = False
    controles: int = 0
    juges: tuple[str, ...] = ()
    utiles: int = 0
    tableaux: tuple[Tableau, ...] = ()
    a_part: tuple[Tableau, ...] = ()
    echecs: tuple[Echec, ...] = ()
    lacunes: tuple[Lacune, ...] = ()
    questions: tuple[Question, ...] = ()
    criteres: tuple[Critere, ...] = ()
    humains: tuple[CritereHumain, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    technologies: tuple[str, ...] = ()
    hors_liste: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditionPrecedente:
    """The edition before, and the tools that it held."""

    edition: str
    outils: tuple[OutilImprime, ...]


# What came before the first edition, which is not the same as not knowing.
PREMIERE = EditionPrecedente("", ())


@dataclass(frozen=True)
class LigneOutil:
    """A tool of a kit; `depassee` says that its term is past."""

    code: str
    titre: str
    version: str
    empreinte: str
    statut: Entree
    par: str
    date: datetime.date
    echeance: datetime.date | None
    depassee: bool
    successeur: Renvoi | None


@dataclass(frozen=True)
class Changement:
    """A tool that is new, changed or gone, and in what."""

    code: str
    titre: str
    texte: str = ""


@dataclass(frozen=True)
class Comparaison:
    """What is not as it was in the edition before."""

    depuis: str
    nouveaux: tuple[Changement, ...]
    modifies: tuple[Changement, ...]
    retires: tuple[Changement, ...]


@dataclass(frozen=True)
class DocumentOutils(Document):
    """The list of the tools of a kit; `statuts` counts those that they have.

    `au` is the day on which terms were judged. It is shown only where one is past: the
    page of a kit whose terms all hold is the same every day.

    Without `comparaison`, either this is the first edition (`premiere`), or nobody has
    said which came before.
    """

    kit: str = ""
    edition: str = ""
    lignes: tuple[LigneOutil, ...] = ()
    statuts: tuple[tuple[Entree, int], ...] = ()
    depassees: int = 0
    au: datetime.date | None = None
    premiere: bool = False
    comparaison: Comparaison | None = None
