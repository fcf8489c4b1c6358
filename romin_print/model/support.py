"""A support: the sheet that a person fills in, as a tool's YAML tells it.

A sheet is a list of blocks; each block is one class here, one macro of
layouts/support/blocs/ and one chapter of docs/supports.md. Writing space is
told in lines, so that paper, PDF fields and Word controls all know its size.
"""

from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from romin_print.model.base import Ligne, Modele, Texte
from romin_print.model.distinct import DISTINCT, refuse_repeated

Hauteur = Annotated[int, Field(ge=1, le=24)]
Lignes = Annotated[tuple[Ligne, ...], Field(min_length=1, max_length=20), DISTINCT]
GARDE = "Gardée au dossier de suivi, ou par la personne si elle le préfère."


class Bloc(Modele):
    """What all blocks share: `facile` says the main text in simpler words.

    `principal` names the field that `facile` replaces.
    """

    principal: ClassVar[str] = "question"

    facile: Texte | None = Field(
        default=None, description="Le même texte en mots simples (variante facile)."
    )


class Question(Bloc):
    """A block that asks something; the question names its fields to all readers."""

    question: Texte = Field(description="Ce que l’on demande à la personne.")


class Consigne(Bloc):
    """A short text that tells what to do."""

    principal = "texte"
    type: Literal["consigne"]
    texte: Texte


class Reglure(Question):
    """Ruled lines to write on."""

    type: Literal["lignes"]
    lignes: Hauteur = Field(description="Nombre de lignes à écrire.")


class Zone(Question):
    """A free area, to write or to draw."""

    type: Literal["zone"]
    lignes: Hauteur = Field(description="Hauteur, en lignes.")


class Tableau(Question):
    """A table to fill: its rows have a header each, or are left empty."""

    type: Literal["tableau"]
    colonnes: Annotated[tuple[Ligne, ...], Field(min_length=1, max_length=6), DISTINCT]
    rangees: Annotated[tuple[Ligne, ...], Field(max_length=12), DISTINCT] = Field(
        default=(), description="Les titres des rangées, s’il y en a."
    )
    vides: Annotated[int, Field(ge=0, le=12)] = Field(
        default=0, description="Nombre de rangées sans titre."
    )
    lignes: Hauteur = Field(default=1, description="Lignes par case.")

    @model_validator(mode="after")
    def check_rows(self) -> "Tableau":
        """Refuse a table without rows, and titled rows followed by untitled ones."""
        if bool(self.rangees) == bool(self.vides):
            cause = "un tableau a des « rangees » avec titre, ou des rangées « vides »"
            raise PydanticCustomError("tableau", "{cause}", {"cause": cause})
        return self


class Echelle(Question):
    """A scale from 0 to 10, with words at both ends."""

    type: Literal["echelle"]
    bornes: tuple[Ligne, Ligne] = Field(description="Ce que disent 0 et 10.")


class Cases(Question):
    """Boxes to tick: as many as one wants."""

    type: Literal["cases"]
    options: Lignes
    autre: bool = Field(default=False, description="Ajouter « Autre » et une ligne.")

    @model_validator(mode="after")
    def check_autre(self) -> "Cases":
        """Refuse an option that says what `autre` adds."""
        refuse_repeated((*self.options, *["Autre", "Je précise"] * self.autre))
        return self


class Choix(Question):
    """One answer among several."""

    type: Literal["choix"]
    options: Lignes


class Balance(Question):
    """A decisional balance: for and against, to change and not to change."""

    type: Literal["balance"]
    titres: Annotated[tuple[Ligne, Ligne, Ligne, Ligne], DISTINCT] = Field(
        description="De gauche à droite, la rangée du haut puis celle du bas."
    )
    lignes: Hauteur = 6


class PlanAction(Question):
    """Actions: what, who, when, what could hinder, what could help."""

    type: Literal["plan_action"]
    actions: Annotated[int, Field(ge=1, le=8)] = 3
    lignes: Hauteur = 2


class Semainier(Question):
    """A week: one row a day, one column a moment."""

    type: Literal["semainier"]
    moments: Annotated[tuple[Ligne, ...], Field(min_length=1, max_length=5), DISTINCT]
    lignes: Hauteur = 1


class Chaine(Question):
    """Linked boxes, each leading to the next."""

    type: Literal["chaine"]
    maillons: Annotated[tuple[Ligne, ...], Field(min_length=2, max_length=7), DISTINCT]
    lignes: Hauteur = 2


class Frise(Question):
    """A line of time: what went up above it, what went down below."""

    type: Literal["frise"]
    periodes: Annotated[tuple[Ligne, ...], Field(min_length=2, max_length=6), DISTINCT]
    lignes: Hauteur = Field(default=6, description="Lignes au-dessus, et au-dessous.")


class Roue(Question):
    """A wheel of domains, each to shade and to mark from 0 to 10."""

    type: Literal["roue"]
    secteurs: Annotated[tuple[Ligne, ...], Field(min_length=3, max_length=10), DISTINCT]


class Cible(Question):
    """Circles around the person, from near to far."""

    type: Literal["cible"]
    centre: Ligne = "Moi"
    cercles: Annotated[
        tuple[Ligne, ...], Field(min_length=2, max_length=4), DISTINCT
    ] = Field(description="Du plus proche au plus lointain.")


class Graduation(Modele):
    """One zone of a thermometer."""

    titre: Ligne
    de: Annotated[int, Field(ge=0, le=10)]
    a: Annotated[int, Field(ge=0, le=10)]


class Thermometre(Question):
    """A thermometer from 0 to 10, cut into zones, lowest first."""

    type: Literal["thermometre"]
    zones: Annotated[
        tuple[Graduation, ...], Field(min_length=2, max_length=5), DISTINCT
    ]
    lignes: Hauteur = 2

    @model_validator(mode="after")
    def check_zones(self) -> "Thermometre":
        """Refuse zones that leave a hole, overlap, or do not run from 0 to 10."""
        ends = [(zone.de, zone.a) for zone in self.zones]
        follows = all(a[1] == b[0] for a, b in pairwise(ends))
        rises = all(low < high for low, high in ends)
        if not (follows and rises and ends[0][0] == 0 and ends[-1][1] == 10):
            cause = "les zones vont de 0 à 10 et se suivent (de: 0, a: 3 puis de: 3…)"
            raise PydanticCustomError("thermometre", "{cause}", {"cause": cause})
        return self


class Feu(Question):
    """Traffic lights: red I stop, orange I think, green I go."""

    type: Literal["feu"]
    rouge: Ligne
    orange: Ligne
    vert: Ligne
    lignes: Hauteur = 3


class Carte(Modele):
    """One card to cut out; a card without a back has the back of its pack."""

    recto: Ligne
    verso: Ligne | None = None


class Cartes(Question):
    """Cards to cut, eight to a sheet; alone in its support, and in PDF only."""

    type: Literal["cartes"]
    cartes: Annotated[tuple[Carte, ...], Field(min_length=2, max_length=48)]
    dos: Ligne | None = Field(default=None, description="Le dos commun des cartes.")


class Contrat(Question):
    """Commitments, and who signs them."""

    type: Literal["contrat"]
    engagements: Annotated[tuple[Ligne, ...], Field(max_length=8), DISTINCT] = ()
    lignes: Hauteur = Field(default=3, description="Lignes pour d’autres engagements.")
    signataires: Annotated[
        tuple[Ligne, ...], Field(min_length=1, max_length=3), DISTINCT
    ]


class Genogramme(Question):
    """A family tree: the signs to use, and room to draw."""

    type: Literal["genogramme"]
    lignes: Hauteur = 14


class Ressource(Bloc):
    """A box of information that the person keeps."""

    principal = "texte"
    type: Literal["ressource"]
    titre: Ligne
    texte: Texte
    contacts: Annotated[tuple[Texte, ...], Field(max_length=8)] = ()


UnBloc = Annotated[
    Consigne
    | Reglure
    | Zone
    | Tableau
    | Echelle
    | Cases
    | Choix
    | Balance
    | PlanAction
    | Semainier
    | Chaine
    | Frise
    | Roue
    | Cible
    | Thermometre
    | Feu
    | Cartes
    | Contrat
    | Genogramme
    | Ressource,
    Field(discriminator="type"),
]


class Support(Modele):
    """A sheet for the person."""

    titre: Ligne
    consigne: Texte = Field(description="Une phrase qui dit à la personne quoi faire.")
    facile: Texte | None = Field(
        default=None, description="La consigne en mots simples (variante facile)."
    )
    garde: Ligne = Field(default=GARDE, description="Où la feuille remplie est gardée.")
    pages_max: Annotated[int, Field(ge=1, le=4)] = Field(
        default=1, description="Pages que la feuille ne doit pas dépasser."
    )
    blocs: Annotated[tuple[UnBloc, ...], Field(min_length=1, max_length=15)]

    @model_validator(mode="after")
    def check_cartes(self) -> "Support":
        """Refuse cards beside other blocks: they have pages of their own."""
        if len(self.blocs) > 1 and any(b.type == "cartes" for b in self.blocs):
            cause = "un bloc « cartes » est seul dans son support"
            raise PydanticCustomError("cartes", "{cause}", {"cause": cause})
        return self
