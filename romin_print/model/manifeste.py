"""The manifest of an edition: the pile of leaves that a paper binder is.

It is left beside the PDF, and comes back months later, from someone else's disk: it
is read as anything from a stranger is.
"""

import re
from collections import Counter
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from romin_print.errors import SelectionError
from romin_print.model.base import Ligne, Modele, Slug
from romin_print.model.classeur import Pagination

FAMILLE = "romin-print classeur"
# Ten thousand leaves weigh a quarter of this, and no binder has as many.
MAX_OCTETS = 8 * 2**20

Empreinte = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{6,64}$")]
# What is shown of a manifest is a line of characters that one sees: none of those
# that turn the text around or that a terminal obeys.
Dit = Annotated[Ligne, AfterValidator(lambda text: re.sub(r"[\t\n]+", " ", text))]
Court = Annotated[Dit, StringConstraints(max_length=40)]


class Feuillet(Modele):
    """A leaf, on one side or on both.

    `ancre` is its piece; `folio` what its foot says, « A-03 · 1/3 et 2/3 »;
    `empreinte` tells whether anything drawn on it has changed.
    """

    ancre: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]
    titre: Dit
    folio: Dit
    empreinte: Empreinte
    pages: Annotated[int, Field(ge=1, le=2)]


class OutilImprime(Modele):
    """A tool as an edition holds it."""

    code: Dit
    titre: Dit
    version: Court
    empreinte: Empreinte


class Manifeste(Modele):
    """An edition: its leaves in the order of the pile, and its tools."""

    format: Literal["romin-print classeur 1"] = "romin-print classeur 1"
    classeur: Slug
    titre: Dit
    edition: Court
    pagination: Pagination
    recto_verso: bool
    feuillets: Annotated[tuple[Feuillet, ...], Field(max_length=10_000)]
    outils: Annotated[tuple[OutilImprime, ...], Field(max_length=2_000)]

    @model_validator(mode="after")
    def check_names(self) -> "Manifeste":
        """Refuse two leaves or two tools of one name: nobody could tell which is meant."""
        for names in (
            (feuillet.folio for feuillet in self.feuillets),
            (outil.code for outil in self.outils),
        ):
            for name, times in Counter(names).items():
                if times > 1:
                    cause = f"« {name} » y est {times} fois"
                    raise PydanticCustomError("doublon", "{cause}", {"cause": cause})
        return self

    def to_json(self) -> bytes:
        """Write the manifest, a line for each thing, so that two compare at a glance."""
        return self.model_dump_json(indent=1).encode() + b"\n"


def read_manifeste(data: bytes, source: str) -> Manifeste:
    """Read a manifest; `source` names it in the `SelectionError` that a wrong one raises."""
    if len(data) > MAX_OCTETS:
        raise SelectionError(f"{source} est trop gros pour un manifeste de classeur.")
    try:
        return Manifeste.model_validate_json(data)
    except ValidationError as error:
        raise SelectionError(explain(error, source)) from error


def explain(error: ValidationError, source: str) -> str:
    """Explain why a file is not a manifest, in one sentence and what to do."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return (
            f"{source} n’est pas un manifeste de classeur, ou il est incomplet."
            " Reprendre celui qui a été écrit à côté du PDF."
        )
    if first["loc"] == ("format",) and str(first["input"]).startswith(FAMILLE):
        return (
            f"{source} vient d’une autre version de romin-print."
            " Imprimer avec cette version, ou comparer avec une révision git."
        )
    if first["type"] == "doublon":
        return f"{source} est abîmé : {first['ctx']['cause']}."
    place = ".".join(str(step) for step in first["loc"])[:80]
    told = f" (champ « {place} »)" if place.isprintable() and place else ""
    return (
        f"{source} n’est pas un manifeste de classeur, ou il est abîmé{told}."
        " Reprendre celui qui a été écrit à côté du PDF."
    )
