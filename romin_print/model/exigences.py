"""What a service asks of its content: words that it does not want, least numbers.

They are told in content/referentiel.yaml, beside the vocabularies.
"""

from typing import Annotated, Literal

from pydantic import Field

from romin_print.model.base import Ligne, Modele, Slug, Texte

Nombre = Annotated[int, Field(ge=0, le=2000)]
# Kandel and Moles set the ease of a French text between 0 and 100 and over.
Aisance = Annotated[int, Field(ge=0, le=120)]


class MotProscrit(Modele):
    """A word that tools do not use, and what they say instead."""

    mot: Ligne = Field(description="Le mot ou la tournure, en minuscules.")
    formes: tuple[Ligne, ...] = Field(
        default=(), description="Ses autres formes : féminin, pluriel, verbe conjugué."
    )
    plutot: Texte = Field(description="Ce que l’on écrit à la place.")
    raison: Texte | None = None
    famille: Literal["etiquette", "jargon", "anglicisme"]


class SeuilMot(Modele):
    """The least number of tools for one word of a vocabulary."""

    mot: Slug
    minimum: Nombre


class Seuils(Modele):
    """The least that the content must hold; what is not said is not asked for."""

    outils: Nombre = 0
    par_etape: Nombre = Field(
        default=0, description="Outils dont c’est l’étape principale."
    )
    par_besoin_central: Nombre = 0
    modalites: tuple[SeuilMot, ...] = ()
    cadres: tuple[SeuilMot, ...] = ()
    seances: Nombre = 0
    classeurs: Nombre = 0
    kits: Nombre = 0
    termes: Nombre = Field(default=0, description="Mots expliqués au glossaire.")
    chapitres: Nombre = Field(default=0, description="Chapitres du guide.")
    feuilles_faciles: Nombre = Field(
        default=0, description="Feuilles qui ont une version en mots simples."
    )
    lisibilite_mediane: Aisance = 0
    lisibilite_minimum: Aisance = 0
