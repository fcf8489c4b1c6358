"""The properties of paragraphs and characters, from the words of reference.yaml."""

from collections.abc import Iterator, Mapping, Sequence

from romin_print.errors import LayoutError
from romin_print.write.word.ooxml import Element, make, make_filled
from romin_print.write.word.reference.values import (
    Palette,
    Spec,
    to_twips,
    to_twips_from_mm,
)

PARAGRAPH_KEYS = frozenset(
    {
        "avec_suivant",
        "lignes_ensemble",
        "nouvelle_page",
        "numerotation",
        "bordures",
        "fond",
        "tabulations",
        "tabulation_droite",
        "points_de_conduite",
        "avant",
        "apres",
        "interligne",
        "retrait",
        "alignement",
        "niveau",
    }
)
RUN_KEYS = frozenset(
    {"corps", "gras", "italique", "souligne", "couleur", "encadre", "fond"}
)
SIDES = {"haut": "top", "gauche": "left", "bas": "bottom", "droite": "right"}
# A line between paragraphs whose borders are alike, which would make one frame.
BETWEEN = {"entre": "between"}
# « signe » is the room left, before the text, to a bullet or a box.
INDENTS = SIDES | {"signe": "hanging"}
ALIGNMENTS = {"gauche": "left", "centre": "center", "droite": "right"}


def make_paragraph(
    spec: Spec, palette: Palette, numbers: Sequence[str]
) -> Iterator[Element | None]:
    """Make the children of a `w:pPr`, in the order of the schema."""
    yield make("w:keepNext") if spec.get("avec_suivant") else None
    yield make("w:keepLines") if spec.get("lignes_ensemble") else None
    yield make("w:pageBreakBefore") if spec.get("nouvelle_page") else None
    yield make_number(spec, numbers)
    yield make_borders("w:pBdr", spec.get("bordures", {}), palette, SIDES | BETWEEN)
    yield make_shading(spec, palette)
    yield make_tabs(spec)
    yield make_spacing(spec)
    yield make_indent(spec)
    yield (
        make("w:jc", val=ALIGNMENTS[spec["alignement"]])
        if "alignement" in spec
        else None
    )
    yield make("w:outlineLvl", val=spec["niveau"] - 1) if "niveau" in spec else None


def make_number(spec: Spec, numbers: Sequence[str]) -> Element | None:
    """Make the numbering of a list style."""
    if "numerotation" not in spec:
        return None
    if spec["numerotation"] not in numbers:
        message = f"style « {spec['nom']} » : numérotation inconnue"
        raise LayoutError(message, f"Définies : {', '.join(numbers)}")
    number = numbers.index(spec["numerotation"]) + 1
    return make("w:numPr", make("w:numId", val=number))


def make_borders(
    name: str, borders: Spec, palette: Palette, sides: Mapping[str, str] = SIDES
) -> Element | None:
    """Make the borders that a style asks for."""
    return make_filled(
        name,
        *(
            make_border(f"w:{side}", borders[key], palette)
            for key, side in sides.items()
            if key in borders
        ),
    )


def make_border(name: str, border: Spec, palette: Palette) -> Element:
    """Make a border; its width and its distance to the text are in points, 0 is none."""
    if not border["epaisseur"]:
        return make(name, val="nil")
    return make(
        name,
        val="single",
        sz=round(border["epaisseur"] * 8),
        space=border.get("ecart", 0),
        **palette.describe(border["couleur"], "color"),
    )


def make_shading(spec: Spec, palette: Palette) -> Element | None:
    """Make the colour behind a text."""
    if "fond" not in spec:
        return None
    fill = palette.describe(spec["fond"], "fill", prefix="themeFill")
    return make("w:shd", val="clear", color="auto", **fill)


def make_tabs(spec: Spec) -> Element | None:
    """Make the tabs of a line, and the one that it may have at its end; in millimetres."""
    tabs = [
        make("w:tab", val="left", pos=to_twips_from_mm(place))
        for place in spec.get("tabulations", ())
    ]
    if "tabulation_droite" in spec:
        leader = {"leader": "dot"} if spec.get("points_de_conduite") else {}
        place = to_twips_from_mm(spec["tabulation_droite"])
        tabs.append(make("w:tab", val="right", **leader, pos=place))
    return make_filled("w:tabs", *tabs)


def make_spacing(spec: Spec) -> Element | None:
    """Make the room around a paragraph, in points, and between its lines."""
    spacing: dict[str, str | int] = {}
    if "avant" in spec:
        spacing["before"] = to_twips(spec["avant"])
    if "apres" in spec:
        spacing["after"] = to_twips(spec["apres"])
    if "interligne" in spec:
        spacing |= {"line": round(spec["interligne"] * 240), "lineRule": "auto"}
    return make("w:spacing", **spacing) if spacing else None


def make_indent(spec: Spec) -> Element | None:
    """Make the indents of a paragraph, in points."""
    if "retrait" not in spec:
        return None
    sides = {INDENTS[key]: to_twips(value) for key, value in spec["retrait"].items()}
    return make("w:ind", **sides)


def make_run(spec: Spec, palette: Palette) -> Iterator[Element | None]:
    """Make the children of a `w:rPr`, in the order of the schema."""
    is_character = spec.get("genre") == "caractere"
    for name, key in (("w:b", "gras"), ("w:i", "italique")):
        yield make(name) if spec.get(key) else None
        yield make(f"{name}Cs") if spec.get(key) else None
    if "couleur" in spec:
        yield make("w:color", **palette.describe(spec["couleur"], "val"))
    for name in ("w:sz", "w:szCs"):
        yield make(name, val=round(spec["corps"] * 2)) if "corps" in spec else None
    yield make("w:u", val="single") if spec.get("souligne") else None
    yield make_frame(spec, palette)
    yield make_shading(spec, palette) if is_character else None


def make_frame(spec: Spec, palette: Palette) -> Element | None:
    """Make the frame around characters."""
    if "encadre" not in spec:
        return None
    colour = palette.describe(spec["encadre"], "color")
    return make("w:bdr", val="single", sz=12, space=2, **colour)
