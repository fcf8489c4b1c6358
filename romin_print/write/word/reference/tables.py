"""The table styles of the reference."""

from collections.abc import Iterator

from romin_print.write.word.ooxml import Element, make, make_filled
from romin_print.write.word.reference.properties import (
    SIDES,
    make_borders,
    make_shading,
)
from romin_print.write.word.reference.values import (
    Palette,
    Spec,
    refuse_unknown_keys,
    to_twips,
)

TABLE_KEYS = frozenset(
    {
        "cadre",
        "entre_lignes",
        "entre_colonnes",
        "marges",
        "fond",
        "premiere_ligne",
        "premiere_colonne",
    }
)
INSIDE = {"entre_lignes": "insideH", "entre_colonnes": "insideV"}
# What a style says of one part of the table is used where the table claims it.
PARTS = {"premiere_ligne": "firstRow", "premiere_colonne": "firstCol"}
PART_KEYS = frozenset({"fond", "cadre"})


def make_table_parts(spec: Spec, palette: Palette) -> Iterator[Element]:
    """Make the properties of a table style.

    Bold stays with the paragraphs of the cells: Word takes a bold table style over
    a bold paragraph style for « not bold ».
    """
    yield make(
        "w:tblPr",
        make("w:tblStyleRowBandSize", val=1),
        make_table_borders(spec, palette),
        make_cell_margins(spec),
    )
    if "fond" in spec:
        yield make("w:tcPr", make_shading(spec, palette))
    for key, part in PARTS.items():
        if key in spec:
            yield make("w:tblStylePr", make_part(spec, key, palette), type=part)


def make_part(spec: Spec, key: str, palette: Palette) -> Element:
    """Make what is proper to the cells of one part of the table."""
    refuse_unknown_keys(spec[key], PART_KEYS, f"style « {spec['nom']} », {key}")
    return make(
        "w:tcPr",
        make_borders("w:tcBorders", spec[key].get("cadre", {}), palette),
        make_shading(spec[key], palette),
    )


def make_table_borders(spec: Spec, palette: Palette) -> Element | None:
    """Make the frame of a table, and the lines between its rows and columns."""
    inside = {key: spec[key] for key in INSIDE if key in spec}
    return make_borders(
        "w:tblBorders", {**spec.get("cadre", {}), **inside}, palette, SIDES | INSIDE
    )


def make_cell_margins(spec: Spec) -> Element | None:
    """Make the room around the text of cells, in points."""
    return make_filled(
        "w:tblCellMar",
        *(
            make(f"w:{side}", w=to_twips(spec["marges"][key]), type="dxa")
            for key, side in SIDES.items()
            if key in spec.get("marges", {})
        ),
    )
