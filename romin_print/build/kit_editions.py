"""Find the edition of a kit that came before: in a kit, in its manifest, or in git.

Nothing is laid out to know what an edition held: its content alone tells.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.editions import (
    check_size,
    open_revision,
    read_kit,
    tell_revision,
)
from romin_print.errors import SelectionError

if TYPE_CHECKING:
    from romin_print.model.kit import ManifesteKit

PREUVE = "data/Preuve"
MANIFESTE = "kit.json"
# What an edition held does not depend on the day; what was approved is not compared.
JOUR = date(2000, 1, 1)


def find_precedente(racine: Path, slug: str, edition: str, source: str) -> ManifesteKit:
    """Find the manifest of an edition of a kit other than this `edition`.

    `source` is a kit (zip, or its folder), its kit.json, or a git revision. Raise
    `SelectionError` if it is none of these, of another kit, or of the same edition.
    """
    found = read_source(racine, slug, source)
    if found.kit != slug:
        raise SelectionError(
            f"{source} est une édition du kit « {found.kit} », pas de « {slug} »."
        )
    if found.edition == edition:
        raise SelectionError(
            f"{source} est déjà l’édition {edition} du kit « {slug} ». "
            "Changer « edition » avant de comparer."
        )
    return found


def read_source(racine: Path, slug: str, source: str) -> ManifesteKit:
    """Read the manifest that a source leads to, or make it out of a git revision."""
    from romin_print.model.kit import read_manifeste_kit

    path = Path(source)
    if path.exists():
        return read_manifeste_kit(read_kept(path), source)
    with open_revision(racine, source) as content, tell_revision(source, content):
        return remake(content, slug)


def read_kept(path: Path) -> bytes:
    """Read the manifest that a path leads to."""
    if path.suffix.lower() == ".zip" and path.is_file():
        return read_kit(path, MANIFESTE)
    named = path / PREUVE / MANIFESTE if path.is_dir() else path
    if not named.is_file():
        raise SelectionError(f"pas de {PREUVE}/{MANIFESTE} dans {path}.")
    return check_size(named.stat().st_size, named) or named.read_bytes()


def remake(content: Path, slug: str) -> ManifesteKit:
    """Make the manifest of a kit out of its content at another time."""
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.kits import make_manifeste
    from romin_print.plan.kits_choix import choose_contenu, find_kit

    fonds = load_fonds(content)
    contenu = choose_contenu(fonds, find_kit(fonds, slug))
    return make_manifeste(fonds, slug, contenu, JOUR)
