"""The package of the reference: its parts, their types and their ties."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import pack_stable_zip
from romin_print.write.word.ooxml import (
    Element,
    make,
    make_text,
    write_document,
    write_elements,
    write_xml,
)
from romin_print.write.word.reference.fonts import load_faces, make_font_table
from romin_print.write.word.reference.numbering import make_numbering
from romin_print.write.word.reference.parts import (
    APP,
    CORE,
    EXTENSIONS,
    SETTINGS,
    THEME,
    TYPES,
    make_content_types,
    make_relationships,
)
from romin_print.write.word.reference.styles import make_id, make_styles
from romin_print.write.word.reference.values import Palette, Spec, to_twips_from_mm
from romin_print.write.word.styles import read_yaml

SIDES = {"haut": "top", "droite": "right", "bas": "bottom", "gauche": "left"}
KEYS = frozenset({"accent", "police", "page", "numerotations", "styles"})


def make_reference(path: Path) -> bytes:
    """Make the reference document that a YAML file describes."""
    source = read_source(path)
    palette = Palette(source["accent"])
    faces = list(load_faces(source["police"]))
    numbers = list(source["numerotations"])
    parts = {
        "word/styles.xml": make_styles(source, palette, numbers),
        "word/numbering.xml": make_numbering(source, palette),
        "word/fontTable.xml": make_font_table(source["police"], faces),
    }
    fonts = {f"word/fonts/font{i}.odttf": face.data for i, face in enumerate(faces, 1)}
    fixed = write_fixed_parts(palette, list(fonts))
    written = {name: write_xml(part) for name, part in parts.items()}
    document = {"word/document.xml": write_document([make_body(source)])}
    return pack_stable_zip({**written, **document, **fixed, **fonts})


def read_source(path: Path) -> dict[str, Any]:
    """Read reference.yaml."""
    source = read_yaml(path.read_text(encoding="utf-8"), path)
    if set(source) != KEYS:
        raise LayoutError(f"{path} : clés attendues {', '.join(sorted(KEYS))}")
    return source


def write_fixed_parts(palette: Palette, fonts: list[str]) -> Mapping[str, bytes]:
    """Write the parts that no style changes."""
    document = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("theme", "theme/theme1.xml"),
    ]
    embedded = [("font", name.removeprefix("word/")) for name in fonts]
    return {
        "[Content_Types].xml": make_content_types(TYPES, EXTENSIONS),
        "_rels/.rels": make_relationships(
            [
                ("officeDocument", "word/document.xml"),
                ("core-properties", "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": make_relationships(document),
        "word/_rels/fontTable.xml.rels": make_relationships(embedded),
        "word/settings.xml": SETTINGS,
        "word/theme/theme1.xml": THEME.replace(b"ACCENT", palette.accent.encode()),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }


def make_body(source: Spec) -> bytes:
    """Make a body that shows a designer each style by its name; no writer reads it."""
    shown = (
        make(
            "w:p",
            make("w:pPr", make("w:pStyle", val=make_id(spec["nom"]))),
            make("w:r", make_text(spec["nom"])),
        )
        for spec in source["styles"]
        if spec.get("genre", "paragraphe") == "paragraphe"
    )
    return write_elements([*shown, make_page(source["page"])])


def make_page(page: Spec) -> Element:
    """Make the section that gives pages their size and margins, in millimetres."""
    margins = {SIDES[k]: to_twips_from_mm(v) for k, v in page["marges"].items()}
    edge = to_twips_from_mm(page["pied"])
    width, height = (to_twips_from_mm(page[key]) for key in ("largeur", "hauteur"))
    return make(
        "w:sectPr",
        make("w:pgSz", w=width, h=height),
        make("w:pgMar", **margins, header=edge, footer=edge, gutter=0),
    )
