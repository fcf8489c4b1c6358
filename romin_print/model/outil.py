"""A tool: what it is, as one YAML file of content/outils tells it.

Field descriptions are French, since the editor shows them to the author.
"""

import datetime
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from romin_print.model.base import Ligne, Modele, Slug, Slugs, Texte, Textes
from romin_print.model.support import Support

Minutes = Annotated[int, Field(ge=1, le=480)]


class Image(Modele):
    """A picture of content/, and what it says to who does not see it."""

    fichier: Ligne = Field(
        description="Chemin depuis content/, par exemple images/plan.png."
    )
    alt: Ligne = Field(description="Ce que l’image dit, pour qui ne la voit pas.")
    legende: Texte | None = None


class Pas(Modele):
    """One step of the course of a tool."""

    titre: Ligne
    duree: Minutes = Field(
        description="Minutes ; la somme des pas fait la durée de l’outil."
    )
    texte: Texte = Field(description="Ce que l’on fait.")
    a_dire: tuple[Texte, ...] = Field(
        default=(), description="Les mots à dire tels quels, sans guillemets."
    )
    image: Image | None = None


class Effectif(Modele):
    """How many persons take part."""

    minimum: Annotated[int, Field(ge=1, le=50)]
    maximum: Annotated[int, Field(ge=1, le=50)]

    @model_validator(mode="after")
    def check_order(self) -> "Effectif":
        """Refuse a minimum above the maximum."""
        if self.minimum > self.maximum:
            cause = f"le minimum ({self.minimum}) dépasse le maximum ({self.maximum})"
            raise PydanticCustomError("effectif", "{cause}", {"cause": cause})
        return self


class Variante(Modele):
    """Another way to use the tool."""

    titre: Ligne
    texte: Texte


class Suite(Modele):
    """Another tool that may follow, and when."""

    outil: Slug
    pourquoi: Texte


class Source(Modele):
    """A reference, where in it, and what it brings to the tool."""

    reference: Ligne = Field(description="Une clé de bibliographie.yaml.")
    reperage: Ligne | None = Field(
        default=None, description="Par exemple : chap. 3, p. 12-15."
    )
    apport: Texte = Field(description="Ce que cette référence apporte à l’outil.")


class Verification(Modele):
    """Who has checked the tool, when, and until when it holds."""

    statut: Slug
    par: Ligne | None = None
    date: datetime.date
    echeance: datetime.date | None = None
    successeur: Slug | None = Field(
        default=None, description="L’outil qui remplace un outil retiré."
    )


class Outil(Modele):
    """An intervention tool."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]-\d{2}$")] = Field(
        description="Lettre de l’étape et numéro, par exemple C-01 ; ne change jamais."
    )
    titre: Ligne
    resume: Texte = Field(description="Une phrase : à quoi sert l’outil.")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")] = Field(
        description='Entre guillemets, par exemple "1.0".'
    )
    etapes: Slugs = Field(description="La première est l’étape principale.")
    besoins: Slugs
    principes: Slugs
    receptivites: tuple[Slug, ...] = ()
    stades: Slugs
    modalites: Slugs
    cadres: Slugs
    publics: Slugs
    types: Slugs
    duree: Minutes = Field(description="En minutes, par exemple 40.")
    effectif: Effectif
    materiel: Textes
    objectifs: Textes
    quand_utiliser: Textes
    quand_eviter: Textes
    preparation: Textes
    deroule: Annotated[tuple[Pas, ...], Field(min_length=1, max_length=12)]
    questions: Textes = Field(description="Questions ouvertes.")
    posture: Textes
    vigilance: Textes
    variantes: tuple[Variante, ...] = ()
    supports: Annotated[tuple[Support, ...], Field(max_length=6)] = Field(
        default=(), description="Les feuilles que la personne remplit."
    )
    trace_ecrite: Textes = Field(description="Ce que l’on note au dossier.")
    suites: tuple[Suite, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    niveau_preuve: Slug
    verification: Verification
