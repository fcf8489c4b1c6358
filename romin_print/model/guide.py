"""What stands apart from the tools: the words explained, and the guide of the binders."""

from typing import Annotated

from pydantic import Field

from romin_print.model.base import Ligne, Modele, Slug, Texte
from romin_print.model.outil import Source
from romin_print.model.referentiel import Entree


class Glossaire(Modele):
    """The words and acronyms of the field; nothing is chosen among them."""

    glossaire: tuple[Entree, ...]


class Section(Modele):
    """A part of a chapter: paragraphs, then points."""

    titre: Ligne
    textes: Annotated[tuple[Texte, ...], Field(max_length=4)] = ()
    points: Annotated[tuple[Texte, ...], Field(max_length=10)] = ()


class ChapitreGuide(Modele):
    """A chapter of the guide: one page at the front of a binder."""

    slug: Slug
    titre: Ligne
    resume: Texte = Field(description="Une phrase : ce que le chapitre apporte.")
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=6)]
    sources: tuple[Source, ...] = ()


class Guide(Modele):
    """The chapters that open a binder."""

    chapitres: Annotated[tuple[ChapitreGuide, ...], Field(min_length=1, max_length=12)]
