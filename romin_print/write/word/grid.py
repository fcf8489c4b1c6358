"""Tables as Word writes them: what they claim, their rows and their cells."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from romin_print.write.word.draft import Draft
from romin_print.write.word.ooxml import Element, expand_name, make
from romin_print.write.word.vocabulary import Node, Trail


class Look(NamedTuple):
    """Where the headers of a table are."""

    rows: int
    first_column: bool


class Label(NamedTuple):
    """What a screen reader says of a table before it goes in."""

    name: str
    told: str


def make_table(
    style: str | None,
    widths: Sequence[int],
    look: Look,
    label: Label,
    rows: Sequence[Element],
) -> Element:
    """Make a table of finished rows."""
    return make(
        "w:tbl",
        make_properties(style, sum(widths), look, label),
        make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths)),
        *rows,
    )


def make_properties(style: str | None, width: int, look: Look, label: Label) -> Element:
    """Make the `w:tblPr`, in the order of the schema."""
    return make(
        "w:tblPr",
        make("w:tblStyle", val=style) if style else None,
        make("w:tblW", w=width, type="dxa"),
        make("w:tblLayout", type="fixed"),
        make_look(look),
        make("w:tblCaption", val=label.name),
        make("w:tblDescription", val=label.told),
    )


def make_look(look: Look) -> Element:
    """Make the `w:tblLook`: readers trust it to tell where the headers are."""
    flags = 0x0020 * bool(look.rows) | 0x0080 * look.first_column | 0x0400
    return make(
        "w:tblLook",
        val=f"{flags:04X}",
        firstRow=int(bool(look.rows)),
        lastRow=0,
        firstColumn=int(look.first_column),
        lastColumn=0,
        noHBand=0,
        noVBand=1,
    )


def make_cell(
    width: int, blocks: Sequence[Element], *, vertical: bool = False
) -> Element:
    """Make a cell; a vertical one is read from bottom to top."""
    properties = make(
        "w:tcPr",
        make("w:tcW", w=width, type="dxa"),
        make("w:textDirection", val="btLr") if vertical else None,
        make("w:vAlign", val="center") if vertical else None,
    )
    return make("w:tc", properties, *blocks)


def make_row(
    cells: Sequence[Element], *, is_header: bool = False, height: int = 0
) -> Element:
    """Make a row; it is never cut, and a header row comes back on each page."""
    properties = make(
        "w:trPr",
        make("w:cantSplit"),
        make("w:trHeight", val=height, hRule="atLeast") if height else None,
        make("w:tblHeader") if is_header else None,
    )
    return make("w:tr", properties, *cells)


def part_tables(blocks: Sequence[Element], trail: Trail, draft: Draft) -> list[Element]:
    """Put a line between tables that touch: Word would make one table of them."""
    parted = list(blocks[:1])
    for before, block in pairwise(blocks):
        if before.tag == block.tag == expand_name("w:tbl"):
            parted.append(make("w:p", draft.make_properties((*trail, Node("hr")))))
        parted.append(block)
    return parted
