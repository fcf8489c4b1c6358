"""What the tests of sheets share: the examples of the documentation, and a sheet."""

import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml

from romin_print.model.document import Document, Feuille, Pose
from romin_print.model.support import Support
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html

DOCS = Path(__file__).parents[2] / "docs" / "supports.md"


@pytest.fixture(scope="session")
def examples() -> dict[str, dict[str, Any]]:
    """Read the example of each block in the documentation, by the title of its chapter."""
    chapters = DOCS.read_text(encoding="utf-8").split("\n## ")[1:]
    found = {
        chapter.partition("\n")[0]: re.search("```yaml\n(.*?)```", chapter, re.DOTALL)
        for chapter in chapters
    }
    return {title: yaml.safe_load(f[1])[0] for title, f in found.items() if f}


def make_bloc(example):
    """Make a block as the loader does: lists become tuples, nothing else changes."""
    support = {"titre": "t", "consigne": "c", "blocs": [example]}
    return Support.model_validate(support, strict=False).blocs[0]


@pytest.fixture
def make_sheet() -> Callable[..., Document]:
    """Make a document of one sheet out of blocks told as YAML tells them."""

    def make(
        examples: Sequence[dict[str, Any]], variante="standard", **changes: Any
    ) -> Document:
        poses = tuple(
            Pose(f"z-01-b{n}", f"supports.0.blocs.{n}", make_bloc(example))
            for n, example in enumerate(examples)
        )
        feuille = Feuille(
            code="Z-01",
            titre="Tout ce que l'on peut remplir",
            consigne="Répondez avec vos mots.",
            garde="Gardée au dossier de suivi.",
            version="1.0",
            statut="Proposition",
            pages_max=20,
            champ="supports.0",
            poses=poses,
            exemplaire=changes.pop("exemplaire", None),
        )
        options = {
            "layout": "support",
            "titre": "Z-01 – Tout ce que l'on peut remplir",
            "description": "Une feuille",
            "mots_cles": (),
            "date": datetime.date(2026, 11, 23),
            "couleur": "#1C1C1C" if variante == "nb" else "#0B6B63",
            "noir_et_blanc": variante == "nb",
            "output": PurePath("supports", "Z-01"),
            "feuilles": (feuille,),
            "variante": variante,
        }
        return Document(**(options | changes))

    return make


@pytest.fixture
def render_sheet(make_sheet, layouts) -> Callable[..., str]:
    """Render a sheet of some blocks."""
    environment = make_environment((layouts,))

    def render(*examples: dict[str, Any], **options: Any) -> str:
        return render_html(make_sheet(examples, **options), environment)

    return render
