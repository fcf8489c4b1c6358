"""Read the content of a project; what has not changed since last time is recalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romin_print.build.cache import open_cache
from romin_print.build.projet import Projet

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds


def read_contenu(projet: Projet) -> Fonds:
    """Read all the content; raise `ContentError` with all its problems."""
    from romin_print.load.fonds import load_fonds

    cache = open_cache()
    fonds = load_fonds(projet.content, cache)
    cache.trim()
    return fonds
