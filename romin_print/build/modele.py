"""What helps to write a tool: the JSON Schema for editors, and a blank file."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Template

from romin_print.build.projet import Projet
from romin_print.errors import SelectionError


def make_schema(projet: Projet) -> str:
    """Make the JSON Schema of a tool, with the project's own vocabularies in it."""
    from romin_print.load.fonds import read_referentiel
    from romin_print.model.outil import Outil

    referentiel = read_referentiel(projet.content)
    schema = Outil.model_json_schema(mode="validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    for name in type(referentiel).model_fields:
        if name in schema["properties"]:
            slugs = list(referentiel.list_slugs(name))
            schema["properties"][name]["items"] = {"enum": slugs}
    schema["properties"]["niveau_preuve"] = {
        "enum": list(referentiel.list_slugs("niveaux_preuve"))
    }
    statuts = list(referentiel.list_slugs("statuts"))
    schema["$defs"]["Verification"]["properties"]["statut"] = {"enum": statuts}
    for described in (schema, *schema["$defs"].values()):
        described.pop("description", None)  # the docstrings of our classes, in English
    return json.dumps(drop_titles(schema), ensure_ascii=False, indent=2) + "\n"


def drop_titles(schema: object) -> object:
    """Drop the titles that pydantic makes out of names: « Trace Ecrite »."""
    if isinstance(schema, dict):
        return {
            key: drop_titles(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [drop_titles(v) for v in schema] if isinstance(schema, list) else schema


def create_outil(projet: Projet, slug: str) -> Path:
    """Write a blank tool with its comments; raise `SelectionError` if it cannot be."""
    from romin_print.load.validation import SLUG_REMEDE
    from romin_print.model.base import MAX_SLUG, SLUG

    path = projet.content / "outils" / f"{slug}.yaml"
    if not re.fullmatch(SLUG, slug) or len(slug) > MAX_SLUG:
        raise SelectionError(f"« {slug} » n’est pas un nom d’outil. {SLUG_REMEDE}")
    if path.exists():
        raise SelectionError(f"{path} existe déjà. Choisir un autre nom.")
    words = list_words(projet.content, date.today())
    path.write_text(fill_blank(projet, words), encoding="utf-8")
    return path


def list_words(content: Path, today: date) -> dict[str, str]:
    """List what the comments of a blank tool offer to choose from."""
    from romin_print.load.fonds import (
        read_bibliographie,
        read_codes,
        read_referentiel,
    )

    referentiel, codes = read_referentiel(content), read_codes(content)
    names = type(referentiel).model_fields
    return {
        "codes": ", ".join(
            find_free_code(etape.lettre, set(codes.values()))
            for etape in referentiel.etapes
        ),
        "date": today.isoformat(),
        "echeance": (today + timedelta(days=365)).isoformat(),
        "references": ", ".join(r.id for r in read_bibliographie(content).references),
        "suites": ", ".join(codes),
        **{name: ", ".join(referentiel.list_slugs(name)) for name in names},
    }


def find_free_code(lettre: str, taken: set[str]) -> str:
    """Find the first free code of a stage."""
    codes = (f"{lettre}-{number:02}" for number in range(1, 100))
    return next((code for code in codes if code not in taken), "aucun")


def fill_blank(projet: Projet, words: Mapping[str, str]) -> str:
    """Fill the vocabularies into the comments of the blank tool."""
    blanks = (folder / "modeles" / "outil.yaml" for folder in projet.layouts)
    blank = next(path for path in blanks if path.is_file())
    return Template(blank.read_text(encoding="utf-8")).substitute(words)
