"""The catalogue of a kit, ready for its layout: one page that a browser opens alone.

Every slug is already resolved into words, every link into a path of the kit. What the
page's own program needs (`DocumentCatalogue.donnees`) is beside, as data.
"""

from dataclasses import dataclass
from urllib.parse import quote

from romin_print.model.document import (
    Deroule,
    Document,
    Feuille,
    Fiche,
    Passage,
    Renvoi,
)
from romin_print.model.referentiel import Etape, Statut


@dataclass(frozen=True)
class Lien:
    """A file of the kit: what it is called, and its path from the catalogue."""

    titre: str
    chemin: str

    @property
    def href(self) -> str:
        """The path as an address: spaces and accents are encoded, folders kept."""
        return quote(self.chemin, safe="/")


@dataclass(frozen=True)
class EnteteCatalogue:
    """What a kit says of itself; `liens` are its files that belong to no tool."""

    titre: str
    edition: str
    public: str
    introduction: tuple[str, ...]
    licence: str
    liens: tuple[Lien, ...] = ()


@dataclass(frozen=True)
class Apport:
    """What a tool brings to the run sheet of a selection; lists are already told once."""

    passage: Passage
    objectifs: tuple[str, ...]
    materiel: tuple[str, ...]
    trace: tuple[str, ...]


@dataclass(frozen=True)
class OutilCatalogue:
    """A tool of the kit: its card, its fiche, its sheets, its files, its neighbours.

    `ancre` is its own place; `lieu` is where its card leads, its fiche if the kit holds
    it, or else the first of its sheets. `apport` is None without a fiche: the run
    sheet says what a fiche says.
    """

    code: str
    titre: str
    resume: str
    duree: int
    couleur: str
    ancre: str
    lieu: str
    statut: Statut
    besoins: tuple[str, ...]
    modalites: tuple[str, ...]
    fiche: Fiche | None
    feuilles: tuple[tuple[str, Feuille], ...]
    fichiers: tuple[Lien, ...]
    voisins: tuple[Renvoi, ...]
    apport: Apport | None


@dataclass(frozen=True)
class EtapeCatalogue:
    """A stage of the RPO1: the tools filed under it, and those that serve it too.

    `outils` are those that the page can open; `titres` names all those of the kit.
    """

    etape: Etape
    outils: tuple[OutilCatalogue, ...]
    titres: tuple[Renvoi, ...]
    aussi: tuple[Renvoi, ...]


@dataclass(frozen=True)
class Option:
    """One box of a facet, and how many tools of the kit it leaves."""

    slug: str
    titre: str
    nombre: int


@dataclass(frozen=True)
class Facette:
    """A group of boxes: the tools that answer to any of those that are ticked."""

    nom: str
    titre: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class MomentCatalogue:
    """A moment of a séance; `ancre` leads to its tool, if the kit holds it."""

    titre: str
    duree: int
    code: str = ""
    ancre: str = ""


@dataclass(frozen=True)
class SeanceCatalogue:
    """A séance of the kit; `selection` is the fragment that takes its tools over."""

    titre: str
    ancre: str
    duree: int
    public: tuple[str, ...]
    cadre: tuple[str, ...]
    modalite: str
    objectifs: tuple[str, ...]
    statut: Statut
    moments: tuple[MomentCatalogue, ...]
    selection: str
    fichiers: tuple[Lien, ...]


@dataclass(frozen=True)
class ClasseurCatalogue:
    """A binder of the kit."""

    titre: str
    sous_titre: str
    edition: str
    ancre: str
    fichiers: tuple[Lien, ...]


@dataclass(frozen=True)
class Teinte:
    """A colour of the white page, and its twin for the dark one."""

    claire: str
    sombre: str


@dataclass(frozen=True)
class Catalogue:
    """All that the page shows; `gabarit` is a run sheet whose words are tokens.

    `brouillons` counts the tools that no committee has validated, out of `nombre`: all
    those of the kit, even those that are only in its séances or its binders.
    """

    entete: EnteteCatalogue
    brouillons: int
    nombre: int
    feuilles: int
    statuts: tuple[tuple[Statut, int], ...]
    etapes: tuple[EtapeCatalogue, ...]
    facettes: tuple[Facette, ...]
    seances: tuple[SeanceCatalogue, ...]
    classeurs: tuple[ClasseurCatalogue, ...]
    gabarit: Deroule
    teintes: tuple[Teinte, ...]

    @property
    def outils(self) -> tuple[OutilCatalogue, ...]:
        """The tools, in the order of stages."""
        return tuple(outil for etape in self.etapes for outil in etape.outils)


@dataclass(frozen=True)
class DocumentCatalogue(Document):
    """The page of a catalogue, and the data of its program as JSON."""

    catalogue: Catalogue | None = None
    donnees: bytes = b""
