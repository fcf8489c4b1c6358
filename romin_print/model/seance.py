"""A séance: the moments of one interview or group session, in their order.

It is one YAML file of content/seances. A moment is either a tool, with its own
duration and note for this session, or a free one such as the welcome or the break.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from romin_print.model.base import Ligne, Modele, Slug, Slugs, Texte, Textes
from romin_print.model.outil import Effectif, Minutes, Verification

TITRES = {
    "accueil": "Accueil",
    "pause": "Pause",
    "tour-de-table": "Tour de table",
    "bilan": "Bilan",
    "consigne": "Consigne",
}


class Moment(Modele):
    """What all moments share."""

    duree: Minutes = Field(
        description="Minutes ; la somme des moments fait la durée de la séance."
    )


class MomentOutil(Moment):
    """A tool, used in this session."""

    type: Literal["outil"]
    outil: Slug = Field(description="Le nom d’un fichier de outils/, sans « .yaml ».")
    note: Texte | None = Field(
        default=None, description="Ce qui change pour cette séance."
    )
    supports: tuple[Annotated[int, Field(ge=1)], ...] | None = Field(
        default=None,
        description="Les feuilles à donner, comptées depuis 1 ; toutes par défaut, "
        "[] pour aucune.",
    )


class MomentLibre(Moment):
    """A moment that needs no tool; without a title, its type makes one."""

    type: Literal["accueil", "pause", "tour-de-table", "bilan", "consigne"]
    titre: Ligne | None = None
    texte: Texte | None = Field(default=None, description="Ce que l’on fait.")
    a_dire: Annotated[tuple[Texte, ...], Field(max_length=20)] = Field(
        default=(), description="Les mots à dire tels quels, sans guillemets."
    )

    @property
    def intitule(self) -> str:
        """The title, or the usual one of such a moment."""
        return self.titre or TITRES[self.type]


UnMoment = Annotated[MomentOutil | MomentLibre, Field(discriminator="type")]


class Seance(Modele):
    """One interview or group session."""

    titre: Ligne
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")] = Field(
        description='Entre guillemets, par exemple "1.0".'
    )
    public: Slugs = Field(description="Des mots de « publics ».")
    cadre: Slugs = Field(description="Des mots de « cadres ».")
    modalite: Slug | None = Field(default=None, description="Un mot de « modalites ».")
    effectif: Effectif = Field(description="Combien de personnes accueillies.")
    duree: Minutes = Field(description="En minutes, par exemple 60.")
    objectifs: Textes
    rappel: Texte | None = Field(
        default=None, description="Ce qui a été fait ou demandé la fois précédente."
    )
    moments: Annotated[tuple[UnMoment, ...], Field(min_length=1, max_length=20)]
    trace: Textes = Field(description="Ce que l’on note au dossier.")
    verification: Verification
