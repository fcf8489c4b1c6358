"""Tables that a screen reader can cross: named, headed, never irregular."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.fields import find_kind, read_text
from romin_print.write.vocabulary import FIELDS
from romin_print.write.word.draft import Draft
from romin_print.write.word.grid import Label, Look, make_cell, make_row, make_table
from romin_print.write.word.inline import build_text
from romin_print.write.word.ooxml import Element, make
from romin_print.write.word.vocabulary import (
    Node,
    Trail,
    read_node,
    refuse_element,
    refuse_loose_text,
)
from romin_print.write.word.widths import LEAST_LABEL, measure_text, share_width

# Writes what a cell holds. Given by the walker, which knows all the blocks.
Filler = Callable[[HtmlElement, Trail, Draft], Sequence[Element]]
# What a hand needs to write a few words, measured as words that may be parted.
ROOM = "n " * 30
WRITTEN = frozenset({"text", "textarea"})
# A signature takes as much room as two lines.
SIGNATURE = 2
# Columns of marks, and headers that are written from bottom to top.
MARKS, VERTICAL = "croix", "vertical"


class Row(NamedTuple):
    """A row of the HTML, with the elements that lead to it."""

    element: HtmlElement
    trail: Trail
    is_header: bool

    def names_itself(self) -> bool:
        """Tell whether its first cell is its header."""
        return self.element[0].tag == "th" and self.element[0].get("scope") == "row"


def build_table(
    element: HtmlElement, trail: Trail, draft: Draft, fill: Filler
) -> Iterator[Element]:
    """Build a table, after the paragraph that is its caption.

    Headers that come back lower down begin a table of their own: readers only know
    those of the first row.
    """
    caption, rows = read_table(element, trail)
    yield build_caption(caption, trail, draft)
    columns = measure_columns(rows)
    # Beside marks to choose, labels may take the room that a hand does not need.
    is_written = any(ROOM in texts for texts in columns) or not find_fields(rows)
    widths = share_width(
        draft.section.width,
        columns,
        labels=is_written and read_look(rows).first_column,
        size=draft.styles.find_size((*rows[-1].trail, Node("td"))),
        tight=find_marks(rows),
    )
    name = read_text(caption)
    for part in split_rows(rows):
        look = read_look(part)
        label = Label(name, describe_table(look, len(part)))
        built = [build_row(row, widths, draft, fill) for row in part]
        yield make_table(draft.styles.find(trail), widths, look, label, built)
        name = f"{read_text(caption)} (suite)"


def split_rows(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Split rows where a row of headers follows one that is not."""
    starts = [
        rank
        for rank, (before, row) in enumerate(pairwise(rows), 1)
        if row.is_header and not before.is_header
    ]
    for start, end in pairwise([0, *starts, len(rows)]):
        yield rows[start:end]


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
            is_header = group.tag == "thead" or heads_columns(row)
            yield Row(row, (*trail, read_node(row)), is_header)


def heads_columns(row: HtmlElement) -> bool:
    """Tell whether a row holds nothing but headers of columns."""
    return all(cell.tag == "th" and cell.get("scope") == "col" for cell in row)


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
        [measure_cell(cell) for cell in column]
        for column in zip(*(row.element for row in rows), strict=True)
    ]


def find_fields(rows: Sequence[Row]) -> list[HtmlElement]:
    """Find the fields of a table."""
    found = (find_field(cell) for row in rows for cell in row.element)
    return [field for field in found if field is not None]


def find_marks(rows: Sequence[Row]) -> frozenset[int]:
    """Find the columns that hold marks, by what their header is."""
    cells = enumerate(rows[0].element)
    return frozenset(rank for rank, cell in cells if has_class(cell, MARKS))


def has_class(cell: HtmlElement, name: str) -> bool:
    """Tell whether a cell has a class."""
    return name in read_node(cell).classes


def measure_cell(cell: HtmlElement) -> str:
    """Return the text of a cell; one to write in needs room, one to choose in little."""
    if has_class(cell, VERTICAL):
        return ""
    field = find_field(cell)
    if field is None:
        return ROOM if is_signature(cell) else read_text(cell)
    return ROOM if find_kind(field) in WRITTEN else ""


def find_field(cell: HtmlElement) -> HtmlElement | None:
    """Find the field that a cell is there for: alone in it, without a word."""
    alone = len(cell) == 1 and not (cell.text or "").strip()
    return cell[0] if alone and cell[0].tag in FIELDS else None


def build_caption(element: HtmlElement, trail: Trail, draft: Draft) -> Element:
    """Build the caption, which its style keeps with the table."""
    own = (*trail, read_node(element))
    runs = build_text(element, own, draft)
    if not runs:
        raise LayoutError("titre de tableau <caption> sans texte")
    return make("w:p", draft.make_properties(own), *runs)


def describe_table(look: Look, count: int) -> str:
    """Say in French where the headers are."""
    told = f"Tableau de {count} ligne{'s' if count > 1 else ''}"
    if look.rows:
        told += ", les titres des colonnes en haut"
    if look.first_column:
        told += ", le titre de chaque ligne dans la première colonne"
    return f"{told}."


def build_row(row: Row, widths: Sequence[int], draft: Draft, fill: Filler) -> Element:
    """Build a row, as high as what is to be written in it."""
    trails = [(*row.trail, read_node(cell)) for cell in row.element]
    cells = [
        make_cell(width, fill(cell, trail, draft), vertical=has_class(cell, VERTICAL))
        for cell, trail, width in zip(row.element, trails, widths, strict=True)
    ]
    written = max(map(count_lines, row.element)) * draft.line
    stood = [
        measure_vertical(*each, draft) for each in zip(row.element, trails, strict=True)
    ]
    return make_row(cells, is_header=row.is_header, height=max(written, *stood))


def measure_vertical(cell: HtmlElement, trail: Trail, draft: Draft) -> int:
    """Return how high a cell must be to show its text from bottom to top."""
    if not has_class(cell, VERTICAL):
        return 0
    return measure_text(read_text(cell), draft.styles.find_size(trail), LEAST_LABEL)


def count_lines(cell: HtmlElement) -> int:
    """Count the lines to be written by hand in a cell."""
    field = find_field(cell)
    if field is None:
        return SIGNATURE if is_signature(cell) else 0
    return count_field_lines(field)


def is_signature(cell: HtmlElement) -> bool:
    """Tell whether a cell is left empty for a signature."""
    return has_class(cell, "signature")


def count_field_lines(field: HtmlElement) -> int:
    """Count the lines to be written by hand in a field."""
    rows = field.get("rows") or "1"
    if not rows.isdecimal():
        message = f"champ « {field.get('name')} » : hauteur rows=« {rows} » illisible"
        raise LayoutError(message)
    return int(rows)
