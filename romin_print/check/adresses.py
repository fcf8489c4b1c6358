"""Finds the addresses in texts: a closed setting has no network to follow them."""

import re
from collections.abc import Iterator

from romin_print.check.mots import list_champs

# A link of our mark-up, or an address as it is typed: with or without « https ».
ADRESSE = re.compile(
    r"\]\(|https?:|mailto:|www\.|[\w.+-]+@[\w-]+\.\w{2,}"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|info|gouv)\b",
    re.IGNORECASE,
)


def find_addresses(value: object, champ: str) -> Iterator[str]:
    """Find the fields, such as `supports.0.blocs.2.texte`, that hold an address."""
    yield from (name for name, text in list_champs(value, champ) if find_address(text))


def find_address(text: str) -> str:
    """Find the first address of a text, with what touches it; empty if there is none."""
    return next((word for word in text.split() if ADRESSE.search(word)), "")
