"""The numbering part: what stands before the items of lists."""

from romin_print.write.word.ooxml import Element, make
from romin_print.write.word.reference.values import (
    Palette,
    Spec,
    refuse_unknown_keys,
    to_twips,
)

LEVEL_KEYS = frozenset({"compte", "texte", "retrait", "couleur", "gras"})
COUNTS = {"puce": "bullet", "nombre": "decimal", "lettre": "lowerLetter"}


def make_numbering(source: Spec, palette: Palette) -> Element:
    """Make the `w:numbering` of the reference; numbers follow the order of the file."""
    lists = list(enumerate(source["numerotations"].items(), 1))
    return make(
        "w:numbering",
        *(
            make_definition(index, name, levels, palette)
            for index, (name, levels) in lists
        ),
        *(
            make("w:num", make("w:abstractNumId", val=index), numId=index)
            for index, _ in lists
        ),
    )


def make_definition(
    index: int, name: str, levels: list[Spec], palette: Palette
) -> Element:
    """Make one `w:abstractNum`."""
    for spec in levels:
        refuse_unknown_keys(spec, LEVEL_KEYS, f"numérotation « {name} »")
    return make(
        "w:abstractNum",
        make("w:multiLevelType", val="hybridMultilevel"),
        *(make_level(rank, spec, palette) for rank, spec in enumerate(levels)),
        abstractNumId=index,
    )


def make_level(rank: int, spec: Spec, palette: Palette) -> Element:
    """Make one level: its sign, and where its text begins, in points."""
    return make(
        "w:lvl",
        make("w:start", val=1),
        make("w:numFmt", val=COUNTS[spec["compte"]]),
        make("w:lvlText", val=spec["texte"]),
        make("w:lvlJc", val="left"),
        make(
            "w:pPr",
            make(
                "w:ind",
                left=to_twips(spec["retrait"]["gauche"]),
                right=to_twips(spec["retrait"].get("droite", 0)),
                hanging=to_twips(spec["retrait"]["signe"]),
            ),
        ),
        make(
            "w:rPr",
            make("w:b") if spec.get("gras") else None,
            make("w:color", **palette.describe(spec.get("couleur", "noir"), "val")),
        ),
        ilvl=rank,
    )
