"""Tables that a screen reader can cross: named, headed, never irregular."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.word.draft import Draft
from romin_print.write.word.inline import build_text
from romin_print.write.word.ooxml import Element, make, make_filled
from romin_print.write.word.page import collapse_spaces
from romin_print.write.word.vocabulary import (
    Trail,
    read_node,
    refuse_element,
    refuse_loose_text,
)
from romin_print.write.word.widths import share_width

# Writes what a cell holds. Given by the walker, which knows all the blocks.
Filler = Callable[[HtmlElement, Trail, Draft], Sequence[Element]]


class Row(NamedTuple):
    """A row of the HTML, with the elements that lead to it."""

    element: HtmlElement
    trail: Trail
    is_header: bool

    def names_itself(self) -> bool:
        """Tell whether its first cell is its header."""
        return self.element[0].tag == "th" and self.element[0].get("scope") == "row"


class Look(NamedTuple):
    """Where the headers of a table are."""

    rows: int
    first_column: bool


def build_table(
    element: HtmlElement, trail: Trail, draft: Draft, fill: Filler
) -> Iterator[Element]:
    """Build a table, after the paragraph that is its caption."""
    caption, rows = read_table(element, trail)
    yield build_caption(caption, trail, draft)
    look = read_look(rows)
    widths = share_width(
        draft.section.width, measure_columns(rows), labels=look.first_column
    )
    name = collapse_spaces("".join(caption.itertext())).strip(" ")
    yield make(
        "w:tbl",
        make_properties(draft.styles.find(trail), sum(widths), look, name, len(rows)),
        make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths)),
        *(build_row(row, widths, draft, fill) for row in rows),
    )


def read_table(element: HtmlElement, trail: Trail) -> tuple[HtmlElement, list[Row]]:
    """Return the caption and the rows of a table; refuse one without a name."""
    refuse_loose_text(element)
    caption = element.find("caption")
    if caption is None:
        message = "tableau <table> sans titre <caption>"
        raise LayoutError(
            message, "Un lecteur d’écran annonce le tableau par son titre"
        )
    rows: list[Row] = []
    for group in element:
        if group.tag not in ("caption", "thead", "tbody"):
            refuse_element(group, "table", ["caption", "thead", "tbody", "tr"])
        if group.tag != "caption":
            rows += read_rows(group, (*trail, read_node(group)))
    if len({len(row.element) for row in rows}) != 1:
        raise LayoutError("tableau <table> vide, ou dont les lignes sont inégales")
    return caption, rows


def read_rows(group: HtmlElement, trail: Trail) -> Iterator[Row]:
    """Read the rows of a <thead> or <tbody>."""
    refuse_loose_text(group)
    for row in group:
        if row.tag != "tr":
            refuse_element(row, group.tag, ["tr"])
        refuse_loose_text(row)
        for cell in row:
            refuse_merged_cell(cell)
        if len(row):
            yield Row(row, (*trail, read_node(row)), group.tag == "thead")


def read_look(rows: Sequence[Row]) -> Look:
    """Tell where the headers are."""
    body = [row for row in rows if not row.is_header]
    named = bool(body) and all(row.names_itself() for row in body)
    return Look(rows=len(rows) - len(body), first_column=named)


def refuse_merged_cell(cell: HtmlElement) -> None:
    """Refuse what is not a cell, and cells that span others: readers get lost there."""
    if cell.tag not in ("th", "td"):
        refuse_element(cell, "tr", ["th", "td"])
    if cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1":
        raise LayoutError("cellules fusionnées (colspan ou rowspan) dans <table>")


def measure_columns(rows: Sequence[Row]) -> list[list[str]]:
    """Return the texts of each column, as the measure of what it needs."""
    return [
        [collapse_spaces("".join(cell.itertext())).strip(" ") for cell in column]
        for column in zip(*(row.element for row in rows), strict=True)
    ]


def build_caption(element: HtmlElement, trail: Trail, draft: Draft) -> Element:
    """Build the caption, which its style keeps with the table."""
    own = (*trail, read_node(element))
    runs = build_text(element, own, draft)
    if not runs:
        raise LayoutError("titre de tableau <caption> sans texte")
    return make("w:p", draft.make_properties(own), *runs)


def make_properties(
    style: str | None, width: int, look: Look, name: str, count: int
) -> Element:
    """Make the `w:tblPr`, in the order of the schema."""
    return make(
        "w:tblPr",
        make("w:tblStyle", val=style) if style else None,
        make("w:tblW", w=width, type="dxa"),
        make("w:tblLayout", type="fixed"),
        make_look(look),
        make("w:tblCaption", val=name),
        make("w:tblDescription", val=describe_table(look, count)),
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


def describe_table(look: Look, count: int) -> str:
    """Say in French where the headers are."""
    told = f"Tableau de {count} ligne{'s' if count > 1 else ''}"
    if look.rows:
        told += ", les titres des colonnes en haut"
    if look.first_column:
        told += ", le titre de chaque ligne dans la première colonne"
    return f"{told}."


def build_row(row: Row, widths: Sequence[int], draft: Draft, fill: Filler) -> Element:
    """Build a row; it is never cut, and a header row comes back on each page."""
    header = make("w:tblHeader") if row.is_header else None
    cells = (
        make(
            "w:tc",
            make("w:tcPr", make("w:tcW", w=width, type="dxa")),
            *fill(cell, (*row.trail, read_node(cell)), draft),
        )
        for cell, width in zip(row.element, widths, strict=True)
    )
    return make("w:tr", make_filled("w:trPr", make("w:cantSplit"), header), *cells)
