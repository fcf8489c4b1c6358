"""The styles part: one `w:style` for each entry of reference.yaml.

Children are written in the order of the schema, which Word checks.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from romin_print.errors import LayoutError
from romin_print.write.word.ooxml import Element, make, make_filled
from romin_print.write.word.reference.properties import (
    PARAGRAPH_KEYS,
    RUN_KEYS,
    make_paragraph,
    make_run,
)
from romin_print.write.word.reference.tables import TABLE_KEYS, make_table_parts
from romin_print.write.word.reference.values import Palette, Spec, refuse_unknown_keys

KINDS = {"paragraphe": "paragraph", "caractere": "character", "tableau": "table"}
STYLE_KEYS = frozenset({"nom", "genre", "base", "suivant"})
KEYS = {
    "paragraphe": STYLE_KEYS | PARAGRAPH_KEYS | RUN_KEYS,
    "caractere": STYLE_KEYS | RUN_KEYS,
    "tableau": STYLE_KEYS | TABLE_KEYS,
}
DEFAULTS = {
    "paragraph": "Normal",
    "character": "Default Paragraph Font",
    "table": "Normal Table",
}


def make_styles(source: Spec, palette: Palette, numbers: Sequence[str]) -> Element:
    """Make the `w:styles` of the reference."""
    return make(
        "w:styles",
        make_defaults(source["police"]),
        make_default_style("character", "Default Paragraph Font"),
        make_table_default(),
        make_default_style("numbering", "No List"),
        *(make_style(spec, palette, numbers) for spec in source["styles"]),
    )


def make_defaults(font: str) -> Element:
    """Make the `w:docDefaults`: the font, and French, which python-docx has not."""
    fonts = make("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    language = make("w:lang", val="fr-FR", eastAsia="fr-FR", bidi="ar-SA")
    return make(
        "w:docDefaults",
        make("w:rPrDefault", make("w:rPr", fonts, language)),
        make("w:pPrDefault", make("w:pPr", make("w:widowControl"))),
    )


def make_default_style(kind: str, name: str, *parts: Element) -> Element:
    """Make one of the styles that Word falls back on."""
    return make(
        "w:style",
        make("w:name", val=name),
        make("w:uiPriority", val=99),
        make("w:semiHidden"),
        make("w:unhideWhenUsed"),
        *parts,
        type=kind,
        default=1,
        styleId=make_id(name),
    )


def make_table_default() -> Element:
    """Make the style that all tables are based on."""
    none = make("w:tblInd", w=0, type="dxa")
    return make_default_style("table", "Normal Table", make("w:tblPr", none))


def make_style(spec: Spec, palette: Palette, numbers: Sequence[str]) -> Element:
    """Make one style."""
    genre = spec.get("genre", "paragraphe")
    if genre not in KINDS:
        raise LayoutError(f"style « {spec['nom']} » : genre « {genre} » inconnu")
    refuse_unknown_keys(spec, KEYS[genre], f"style « {spec['nom']} »")
    style = make("w:style", *make_head(spec, KINDS[genre]), type=KINDS[genre])
    style.extend(make_parts(spec, genre, palette, numbers))
    if spec["nom"] == "Normal":
        style.attrib.update(make("w:style", default=1).attrib)
    else:
        style.attrib.update(make("w:style", customStyle=int(is_ours(spec))).attrib)
    style.attrib.update(make("w:style", styleId=make_id(spec["nom"])).attrib)
    return style


def make_head(spec: Spec, kind: str) -> Iterator[Element]:
    """Make what names a style and ties it to others."""
    yield make("w:name", val=spec["nom"])
    if spec["nom"] != "Normal":
        yield make("w:basedOn", val=make_id(spec.get("base", DEFAULTS[kind])))
    if "suivant" in spec:
        yield make("w:next", val=make_id(spec["suivant"]))
    yield make("w:qFormat")


def make_parts(
    spec: Spec, genre: str, palette: Palette, numbers: Sequence[str]
) -> Iterator[Element]:
    """Make the properties of a style, those of paragraphs first."""
    if genre == "tableau":
        yield from make_table_parts(spec, palette)
        return
    parts = make_paragraph(spec, palette, numbers), make_run(spec, palette)
    filled = make_filled("w:pPr", *parts[0]), make_filled("w:rPr", *parts[1])
    yield from (part for part in filled if part is not None)


def is_ours(spec: Spec) -> bool:
    """Tell our styles from Word's own, which it translates: it names those in English."""
    return not re.match(
        r"(heading|List|Strong|Emphasis|Hyperlink|Quote|caption|footer|toc)\b",
        spec["nom"],
    )


def make_id(name: str) -> str:
    """Return the id of a style: its name in plain letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", plain))
