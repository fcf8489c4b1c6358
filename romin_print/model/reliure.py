"""The pieces of a binder, ready for a layout.

A piece begins on a leaf of its own and never depends on where it stands: numbers of
pages are left blank (`data-page`), and filled in when the pieces are put together.
Every slug is already resolved into words.
"""

from dataclasses import dataclass

from romin_print.model.document import Citation, Document, Feuille, Fiche
from romin_print.model.guide import ChapitreGuide
from romin_print.model.reference import Reference
from romin_print.model.referentiel import Entree, Etape
from romin_print.model.service import Destinataire


@dataclass(frozen=True)
class Reliure:
    """What all the pieces of a binder share on paper; nothing of its edition."""

    pagination: str
    recto_verso: bool
    perforation: bool


@dataclass(frozen=True)
class Onglet:
    """The tab of a stage at the edge of the page: the `rang`-th of `nombre`, from 1."""

    lettre: str
    titre: str
    couleur: str
    rang: int
    nombre: int


@dataclass(frozen=True)
class Repere:
    """A place of the binder as lists name it; `ancre` is the id that it leads to.

    `marque` is empty, « nouveau » or « modifié », when an edition is compared.
    """

    titre: str
    ancre: str
    code: str = ""
    texte: str = ""
    duree: int = 0
    marque: str = ""


@dataclass(frozen=True)
class Couverture:
    """The cover."""

    titre: str
    sous_titre: str
    edition: str
    public: str
    etapes: tuple[Onglet, ...]
    outils: int
    feuilles: int
    statuts: tuple[Entree, ...]
    service: Destinataire | None = None


@dataclass(frozen=True)
class ModeEmploi:
    """How to use the binder: its words, what is in it, what statuses and levels mean.

    `fiches` and `supports` say whether it holds any: nothing is told of what it lacks.
    """

    introduction: tuple[str, ...]
    public: str
    parties: tuple[Repere, ...]
    statuts: tuple[Entree, ...]
    niveaux_preuve: tuple[Entree, ...]
    fiches: bool = True
    supports: bool = True


@dataclass(frozen=True)
class Changements:
    """What is not as it was in a former edition."""

    depuis: str
    nouveaux: tuple[Repere, ...]
    modifies: tuple[Repere, ...]
    retires: tuple[Repere, ...]


@dataclass(frozen=True)
class Chapitre:
    """A part of the contents: a page of its own, then what it holds."""

    repere: Repere
    onglet: Onglet | None
    reperes: tuple[Repere, ...]


@dataclass(frozen=True)
class Sommaire:
    """The contents; the sheets of a tool come after it, told apart by `texte`."""

    chapitres: tuple[Chapitre, ...]


@dataclass(frozen=True)
class EtapeDeCarte:
    """A stage on the map: its tools in this binder."""

    etape: Etape
    onglet: Onglet
    reperes: tuple[Repere, ...]


@dataclass(frozen=True)
class Carte:
    """The map of the RPO1: its stages as a path."""

    etapes: tuple[EtapeDeCarte, ...]


@dataclass(frozen=True)
class LigneEnchainement:
    """When a tool serves: for each stage « principale », « aussi » or nothing.

    `suites` are the tools that may come next, if the binder holds them.
    """

    repere: Repere
    presences: tuple[str, ...]
    suites: tuple[Repere, ...]


@dataclass(frozen=True)
class Enchainement:
    """The sequencing chart: which tool when; a group is the tools of one main stage."""

    etapes: tuple[Etape, ...]
    groupes: tuple[tuple[Etape, tuple[LigneEnchainement, ...]], ...]


@dataclass(frozen=True)
class LigneLiens:
    """What a tool is for: one mark per need of the chart, and words."""

    repere: Repere
    besoins: tuple[bool, ...]
    modalites: tuple[str, ...]
    receptivites: tuple[str, ...]


@dataclass(frozen=True)
class Liens:
    """The linking chart: tool × need × modality × receptivity; groups as above."""

    besoins: tuple[Entree, ...]
    groupes: tuple[tuple[Etape, tuple[LigneLiens, ...]], ...]


@dataclass(frozen=True)
class Intercalaire:
    """The divider of a stage."""

    etape: Etape
    onglet: Onglet
    mot: str
    reperes: tuple[Repere, ...]


@dataclass(frozen=True)
class Glossaire:
    """Words and what they mean, grouped."""

    groupes: tuple[tuple[str, tuple[Entree, ...]], ...]


@dataclass(frozen=True)
class Sources:
    """The bibliography: each reference once, with the tools that cite it.

    `fiches` says whether the binder holds what they are cited in.
    """

    references: tuple[tuple[Reference, tuple[Repere, ...]], ...]
    fiches: bool = True


@dataclass(frozen=True)
class Index:
    """An index: headings, and the places of each."""

    rubriques: tuple[tuple[str, tuple[Repere, ...]], ...]


@dataclass(frozen=True)
class GuideRelie:
    """The guide: its chapters, a page each, with what each of them cites."""

    chapitres: tuple[tuple[ChapitreGuide, tuple[Citation, ...]], ...]


@dataclass(frozen=True)
class Etiquette:
    """A leaf as its foot names it: « A-03 · 1/2 et 2/2 ».

    `deplacee` says that the paper itself changes places: who takes it out keeps it,
    to put it in again later.
    """

    folio: str
    titre: str
    deplacee: bool = False


@dataclass(frozen=True)
class Geste:
    """One thing to do in the paper binder: take out, then put in, at a place.

    `apres` is the leaf after which to put the new ones; None is the very beginning.
    """

    retirer: tuple[Etiquette, ...]
    inserer: tuple[Etiquette, ...]
    apres: Etiquette | None


@dataclass(frozen=True)
class Consignes:
    """The instruction sheet of an update."""

    titre: str
    ancienne: str
    nouvelle: str
    gestes: tuple[Geste, ...]


Donnees = (
    Couverture
    | ModeEmploi
    | Changements
    | Sommaire
    | GuideRelie
    | Carte
    | Enchainement
    | Liens
    | Intercalaire
    | Glossaire
    | Sources
    | Index
    | Consignes
    | Fiche
    | Feuille
)


@dataclass(frozen=True)
class Piece:
    """A piece of a binder: it begins on a leaf of its own.

    `genre` names its macro (`classeur/pieces/GENRE.html`), `ancre` its id in the
    whole binder, `folio` what stands before its own number of page (« A-03 · 2/3 »),
    `tete` its running head. `couleur` is that of its stage; of a tool, that of its main
    stage, while `onglet` and `tete` name the one under which it is filed.
    """

    genre: str
    ancre: str
    titre: str
    folio: str
    tete: str
    couleur: str
    onglet: Onglet | None
    donnees: Donnees


@dataclass(frozen=True)
class DocumentRelie(Document):
    """A page of a binder: one piece of it alone, or all of them (`corps`, their HTML).

    Alone, its layout is `classeur/partie`; together, `classeur`.
    """

    reliure: Reliure = Reliure("continue", recto_verso=True, perforation=True)
    piece: Piece | None = None
    corps: str = ""
