"""The controlled vocabularies: what a tool may choose from.

They live in content/referentiel.yaml, so that a service can correct a stage or
a colour without touching the code.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from romin_print.model.base import Ligne, Modele, Slug, Texte
from romin_print.model.exigences import MotProscrit, Seuils

SOURCE_DU_PROJET = "projet"
CONTRASTE_MINIMUM = 4.5
# The fields of `Referentiel` that are vocabularies: what tools choose their words from.
VOCABULAIRES = (
    "etapes",
    "besoins",
    "principes",
    "receptivites",
    "stades",
    "modalites",
    "cadres",
    "publics",
    "types",
    "niveaux_preuve",
    "statuts",
)


def compute_contrast(couleur: str) -> float:
    """Compute the contrast of `#rrggbb` on white: 1 to 21, WCAG 2.2 §1.4.3."""
    channels = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    luminance = sum(
        w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
    return 1.05 / (luminance + 0.05)


def check_contrast(couleur: str) -> str:
    """Return a colour that reads well on white, and under white letters."""
    if (contrast := compute_contrast(couleur)) < CONTRASTE_MINIMUM:
        cause = f"couleur trop claire : {couleur} a un contraste de {contrast:.1f}, il faut {CONTRASTE_MINIMUM}"
        raise PydanticCustomError(
            "contraste", "{cause}", {"cause": cause.replace(".", ",")}
        )
    return couleur


class Entree(Modele):
    """One word of a vocabulary."""

    slug: Slug
    titre: Ligne
    description: Texte
    source: Ligne = Field(description="Une clé de bibliographie.yaml, ou « projet ».")


class Etape(Entree):
    """A stage of the RPO1, in the order of the file."""

    lettre: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    couleur: Annotated[
        str,
        StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"),
        AfterValidator(check_contrast),
    ]
    delai: Ligne | None = None


class Besoin(Entree):
    """A need; `central` says whether it is one of the central eight."""

    central: bool


class Statut(Entree):
    """A verification status; `exige` names what a tool must then state.

    `valide` says that a committee has approved the tool.
    """

    exige: tuple[Slug, ...] = ()
    valide: bool = False


Liste = Annotated[tuple[Entree, ...], Field(min_length=1)]


class Referentiel(Modele):
    """All the vocabularies; each field has the name that tools use for it.

    `mots_proscrits` and `seuils` are no vocabularies: they say what is asked of content.
    """

    etapes: Annotated[tuple[Etape, ...], Field(min_length=1)]
    besoins: Annotated[tuple[Besoin, ...], Field(min_length=1)]
    principes: Liste
    receptivites: Liste
    stades: Liste
    modalites: Liste
    cadres: Liste
    publics: Liste
    types: Liste
    niveaux_preuve: Liste
    statuts: Annotated[tuple[Statut, ...], Field(min_length=1)]
    mots_proscrits: tuple[MotProscrit, ...] = ()
    seuils: Seuils = Seuils()

    def list_slugs(self, vocabulaire: str) -> tuple[str, ...]:
        """List the slugs of one vocabulary, in its order."""
        return tuple(entree.slug for entree in getattr(self, vocabulaire))

    def find_entree(self, vocabulaire: str, slug: str) -> Entree:
        """Find one word; the loader has checked that it exists."""
        entrees: tuple[Entree, ...] = getattr(self, vocabulaire)
        return next(entree for entree in entrees if entree.slug == slug)
