"""Finds the addresses in texts: a closed setting has no network to follow them."""

import re
from collections.abc import Iterator

# A link of our mark-up, or an address as it is typed: with or without « https ».
ADRESSE = re.compile(
    r"\]\(|https?:|mailto:|www\.|[\w.+-]+@[\w-]+\.\w{2,}"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|info|gouv)\b",
    re.IGNORECASE,
)


def find_addresses(value: object, champ: str) -> Iterator[str]:
    """Find the fields, such as `supports.0.blocs.2.texte`, that hold an address."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from find_addresses(inner, f"{champ}.{name}")
    elif isinstance(value, list | tuple):
        for rank, inner in enumerate(value):
            yield from find_addresses(inner, f"{champ}.{rank}")
    elif isinstance(value, str) and ADRESSE.search(value):
        yield champ.lstrip(".")
