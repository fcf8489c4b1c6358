"""A bibliographic reference, as Zotero exports it in CSL-YAML.

The names of the fields are those of CSL 1.0.2, hyphens included, so that an
export can be pasted as it is.
"""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from romin_print.model.base import Ligne, Modele


def to_csl_name(name: str) -> str:
    """Write a field name as CSL does: `container_title` is `container-title`."""
    return name.replace("_", "-")


def to_text(value: object) -> object:
    """Take a whole number for the text that CSL wants: `volume: 4` is usual."""
    return str(value) if type(value) is int else value


Nombre = Annotated[Ligne, BeforeValidator(to_text)]


class ModeleCsl(Modele):
    """A model whose YAML keys carry CSL's hyphens."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, alias_generator=to_csl_name
    )


class Nom(ModeleCsl):
    """A person, or an institution when `literal` is given."""

    family: Ligne | None = None
    given: Ligne | None = None
    literal: Ligne | None = None
    non_dropping_particle: Ligne | None = None
    dropping_particle: Ligne | None = None


# Not strict, for lists: what `to_date_parts` is given from JSON holds no tuple.
Jour = Annotated[tuple[int, ...], Field(min_length=1, max_length=3, strict=False)]


class DateCsl(ModeleCsl):
    """A CSL date: one or two lists of year, month and day."""

    date_parts: Annotated[
        tuple[Jour, ...], Field(min_length=1, max_length=2, strict=False)
    ]


def to_date_parts(value: object) -> object:
    """Take the `- year: 2009` lists of one Zotero exporter for CSL's date-parts."""
    names = ("year", "month", "day")
    if not isinstance(value, tuple | list) or not all(
        isinstance(date, dict) and "year" in date and {*date} <= {*names}
        for date in value
    ):
        return value
    parts = (tuple(date[n] for n in names if n in date) for date in value)
    return {"date-parts": tuple(parts)}


Date = Annotated[DateCsl, BeforeValidator(to_date_parts)]


class Reference(ModeleCsl):
    """One item of the bibliography; the last fields are exported but not printed."""

    id: Ligne
    type: Ligne
    title: Ligne
    author: tuple[Nom, ...] = ()
    editor: tuple[Nom, ...] = ()
    issued: Date
    container_title: Ligne | None = None
    collection_title: Ligne | None = None
    volume: Nombre | None = None
    issue: Nombre | None = None
    page: Nombre | None = None
    edition: Nombre | None = None
    publisher: Ligne | None = None
    publisher_place: Ligne | None = None
    genre: Ligne | None = None
    number: Nombre | None = None
    language: Ligne | None = None
    url: Ligne | None = Field(default=None, alias="URL")
    doi: Ligne | None = Field(default=None, alias="DOI")
    isbn: Ligne | None = Field(default=None, alias="ISBN")
    accessed: Date | None = None
    abstract: str | None = None
    archive: Ligne | None = None
    call_number: Ligne | None = None
    citation_key: Ligne | None = None
    collection_number: Nombre | None = None
    container_title_short: Ligne | None = None
    event_place: Ligne | None = None
    issn: Ligne | None = Field(default=None, alias="ISSN")
    keyword: str | None = None
    license: Ligne | None = None
    note: str | None = None
    number_of_pages: Nombre | None = None
    section: Ligne | None = None
    source: Ligne | None = None
    title_short: Ligne | None = None
    translator: tuple[Nom, ...] = ()
    version: Nombre | None = None


class Bibliographie(Modele):
    """All the references that a tool may cite."""

    references: Annotated[tuple[Reference, ...], Field(min_length=1)]
