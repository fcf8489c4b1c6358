"""What every model shares: it is frozen, strict, and refuses unknown fields."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from romin_print.model.texte import (
    Fault,
    find_foreign_character,
    find_markup_fault,
    find_plain_fault,
    is_plain,
    is_sure,
)

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_SLUG = 60


class Modele(BaseModel):
    """The base of all models; the model is never changed after load."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def check_ligne(text: str) -> str:
    """Return a line, or refuse a character, or a mark-up that it does not take."""
    return text if is_plain(text) else check_plain(check_characters(text))


def check_texte(text: str) -> str:
    """Return a text, or refuse a character, or a mark-up that the fiches do not have."""
    return text if is_sure(text) else check_markup(check_characters(text))


def check_characters(text: str) -> str:
    """Return the text, or refuse a character that the fonts do not have."""
    return refuse(text, find_foreign_character(text))


def check_markup(text: str) -> str:
    """Return the text, or refuse a mark-up that the fiches do not have."""
    return refuse(text, find_markup_fault(text))


def check_plain(text: str) -> str:
    """Return the text, or refuse a mark-up that would be printed as it stands."""
    return refuse(text, find_plain_fault(text))


def refuse(text: str, fault: Fault | None) -> str:
    """Return the text, unless a fault was found in it."""
    if fault:
        cause, remede = fault
        ctx = {"cause": cause, "remede": remede}
        raise PydanticCustomError("balisage", "{cause}", ctx)
    return text


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=MAX_SLUG)]
Ligne = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(check_ligne),
]
Texte = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1500),
    AfterValidator(check_texte),
]
Textes = Annotated[tuple[Texte, ...], Field(min_length=1, max_length=20)]
Slugs = Annotated[tuple[Slug, ...], Field(min_length=1, max_length=20)]
