"""What helps to write content: the JSON Schemas for editors, and blank files."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Any

from romin_print.build.projet import Projet
from romin_print.errors import SelectionError

# Fields that take their words from a vocabulary of another name.
UN_SEUL = {
    "niveau_preuve": "niveaux_preuve",
    "public": "publics",
    "cadre": "cadres",
    "modalite": "modalites",
    "etape": "etapes",
}
# Where a file takes its words, when it is not at its first level.
CHOIX = {
    "classeur": ("Selection", "EtapeChoisie"),
    "kit": ("ChoixOutils", "ChoixSeances"),
}
# Files that stand alone in content/, and not in a folder of their kind.
SEULS = {"services": "services.yaml"}


def make_schema(projet: Projet, genre: str = "outil") -> str:
    """Make the JSON Schema of a kind of file, with the project's vocabularies in it."""
    from pydantic import BaseModel

    from romin_print.load.fonds import read_referentiel
    from romin_print.model.classeur import Classeur
    from romin_print.model.kit import Kit
    from romin_print.model.outil import Outil
    from romin_print.model.referentiel import VOCABULAIRES
    from romin_print.model.seance import Seance
    from romin_print.model.service import Services

    referentiel = read_referentiel(projet.content)
    models: dict[str, type[BaseModel]] = {
        "outil": Outil,
        "seance": Seance,
        "classeur": Classeur,
        "kit": Kit,
        "services": Services,
    }
    schema = models[genre].model_json_schema(mode="validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    for holder in [schema["$defs"][name] for name in CHOIX.get(genre, ())] or [schema]:
        for name in VOCABULAIRES:
            allow_only(holder, name, referentiel.list_slugs(name))
    if verification := schema["$defs"].get("Verification"):
        statuts = list(referentiel.list_slugs("statuts"))
        verification["properties"]["statut"] = {"enum": statuts}
    for described in (schema, *schema["$defs"].values()):
        described.pop("description", None)  # the docstrings of our classes, in English
    return json.dumps(drop_titles(schema), ensure_ascii=False, indent=2) + "\n"


def allow_only(holder: dict[str, Any], vocabulary: str, slugs: Iterable[str]) -> None:
    """Allow only the words of a vocabulary where a field takes some.

    A tool says `publics` where a séance says `public`; one word or several.
    """
    for name in (vocabulary, *(n for n, v in UN_SEUL.items() if v == vocabulary)):
        field = holder["properties"].get(name)
        if field is None:
            continue
        lists = [
            f for f in (field, *field.get("anyOf", ())) if f.get("type") == "array"
        ]
        if not lists:
            holder["properties"][name] = {"enum": list(slugs)}
        for several in lists:
            if "$ref" not in several["items"]:
                several["items"] = {"enum": list(slugs)}


def drop_titles(schema: object) -> object:
    """Drop the titles that pydantic makes out of names: « Trace Ecrite »."""
    if isinstance(schema, dict):
        return {
            key: drop_titles(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [drop_titles(v) for v in schema] if isinstance(schema, list) else schema


def create_blank(projet: Projet, genre: str, slug: str) -> Path:
    """Write a blank tool, séance, binder, kit or list of services with its comments.

    Raise `SelectionError` if the name is no slug, or taken.
    """
    from romin_print.load.source import SLUG_REMEDE
    from romin_print.model.base import MAX_SLUG, SLUG

    path = projet.content / SEULS.get(genre, f"{genre}s/{slug}.yaml")
    if not re.fullmatch(SLUG, slug) or len(slug) > MAX_SLUG:
        raise SelectionError(f"« {slug} » n’est pas un nom de fichier. {SLUG_REMEDE}")
    if path.exists():
        raise SelectionError(f"{path} existe déjà. Choisir un autre nom.")
    words = list_words(projet.content, date.today())
    path.parent.mkdir(exist_ok=True)
    path.write_text(fill_blank(projet, genre, words), encoding="utf-8")
    return path


def list_words(content: Path, today: date) -> dict[str, str]:
    """List what the comments of a blank tool offer to choose from."""
    from romin_print.load.fonds import (
        read_bibliographie,
        read_codes,
        read_referentiel,
    )
    from romin_print.model.referentiel import VOCABULAIRES

    referentiel, codes = read_referentiel(content), read_codes(content)
    return {
        "codes": ", ".join(
            find_free_code(etape.lettre, set(codes.values()))
            for etape in referentiel.etapes
        ),
        "date": today.isoformat(),
        "edition": f"{today.year}-1",
        "edition_kit": f"{today.year}.1",
        "echeance": (today + timedelta(days=365)).isoformat(),
        "references": ", ".join(r.id for r in read_bibliographie(content).references),
        "suites": ", ".join(codes),
        "exemple": next(iter(codes), "nom-de-l-outil"),
        **{name: ", ".join(referentiel.list_slugs(name)) for name in VOCABULAIRES},
    }


def find_free_code(lettre: str, taken: set[str]) -> str:
    """Find the first free code of a stage."""
    codes = (f"{lettre}-{number:02}" for number in range(1, 100))
    return next((code for code in codes if code not in taken), "aucun")


def fill_blank(projet: Projet, genre: str, words: Mapping[str, str]) -> str:
    """Fill the vocabularies into the comments of a blank file."""
    blanks = (folder / "modeles" / f"{genre}.yaml" for folder in projet.layouts)
    blank = next(path for path in blanks if path.is_file())
    return Template(blank.read_text(encoding="utf-8")).substitute(words)
