"""A kit: what is sent to services, as one archive that holds all that it needs.

It is one YAML file of content/kits. Like a binder it copies nothing: it names tools,
séances and binders, or says which words they must answer to.
"""

import datetime
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, ValidationError

from romin_print.errors import SelectionError
from romin_print.model.base import Ligne, Modele, Slug, Slugs, Texte, Textes
from romin_print.model.classeur import Filtres
from romin_print.model.manifeste import MAX_OCTETS, Court, Dit, OutilImprime

Format = Literal["pdf", "a-remplir", "papier", "word"]
TOUS: tuple[Format, ...] = get_args(Format)
# It goes into names of files, and is compared as it is.
Edition = Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,2}$")]


class ChoixOutils(Filtres):
    """Which tools: those that are named, those that answer to every filter, or all."""

    etapes: Slugs | None = Field(
        default=None,
        description="Garder ce dont l’étape principale est une de celles-ci.",
    )


class Choix(Modele):
    """Which séances or binders: those that are named, or all."""

    noms: Slugs | None = Field(
        default=None, description="Des noms de fichiers ; sinon, tous."
    )
    sauf: tuple[Slug, ...] = Field(default=(), description="Ce que l’on ne veut pas.")


class ChoixSeances(Choix):
    """Which séances: also those that answer to every filter."""

    cadres: Slugs | None = Field(
        default=None, description="Garder ce qui sert dans un de ces cadres."
    )
    publics: Slugs | None = Field(
        default=None, description="Garder ce qui convient à un de ces publics."
    )


class Kit(Modele):
    """One kit; what it does not name (`fiches`, `supports`…) is not in it."""

    titre: Ligne
    edition: Edition = Field(description='L’année et un numéro, par exemple "2026.1".')
    public: Texte = Field(description="À qui ce kit est destiné.")
    introduction: Textes = Field(description="À quoi il sert, en quelques paragraphes.")
    licence: Texte = Field(description="Ce que l’on a le droit d’en faire.")
    fiches: ChoixOutils | None = None
    supports: ChoixOutils | None = None
    seances: ChoixSeances | None = None
    classeurs: Choix | None = None
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = Field(
        default=TOUS, description="Les formats des fichiers du kit."
    )


class OutilDuKit(OutilImprime):
    """A tool as a kit holds it, and how far it was verified."""

    slug: Slug
    statut: Dit
    valide: bool
    par: Dit | None = None
    date: datetime.date
    echeance: datetime.date | None = None


class ManifesteKit(Modele):
    """What an edition of a kit holds; it comes back from a stranger's disk."""

    format: Literal["romin-print kit 1"] = "romin-print kit 1"
    kit: Slug
    titre: Dit
    edition: Court
    service: Dit | None = None
    seulement_valides: bool = False
    brouillons: int = 0
    outils: Annotated[tuple[OutilDuKit, ...], Field(max_length=2_000)]
    seances: tuple[Slug, ...] = ()
    classeurs: tuple[Slug, ...] = ()

    def to_json(self) -> bytes:
        """Write the manifest, a line for each thing."""
        return self.model_dump_json(indent=1).encode() + b"\n"


def read_manifeste_kit(data: bytes, source: str) -> ManifesteKit:
    """Read the manifest of a kit; `source` names it in the `SelectionError` it may raise."""
    if len(data) > MAX_OCTETS:
        raise SelectionError(f"{source} est trop gros pour un manifeste de kit.")
    try:
        return ManifesteKit.model_validate_json(data)
    except ValidationError as error:
        raise SelectionError(
            f"{source} n’est pas un manifeste de kit, ou il est abîmé."
            " Reprendre le fichier kit.json du dossier data/Preuve d’un kit."
        ) from error
