"""Says which headers each table cell stands under.

Computed on whole tables, once their pieces are together: WeasyPrint does it page
by page, forgets Scope (issue #2508), and loses the row header of a cell that a
page break has parted from it.
"""

from itertools import dropwhile, takewhile
from typing import Any

import pydyf

from romin_print.write.pdf.tree import Node

_Grid = dict[tuple[int, int], Node]


def link_cells_to_headers(document: Node, prefix: str = "") -> None:
    """Give each header a scope and a name, and each cell its headers' names.

    ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7.
    """
    tables = (node for node in document.walk() if node.tag == "Table")
    for number, table in enumerate(tables, start=1):
        rows = _find_rows(table)
        head_rows = _find_head_rows(table)
        for row in rows:
            _write_scopes(row, in_head=row in head_rows)
        grid = _place_cells(rows)
        _name_headers(grid, f"{prefix}t{number}")
        for cell in dict.fromkeys(grid.values()):
            if cell.tag == "TD":
                _write_headers(cell, grid)


def _find_rows(table: Node) -> list[Node]:
    rows: list[Node] = []
    for kid in table.nodes:
        rows += [kid] if kid.tag == "TR" else _find_rows_of_group(kid)
    return rows


def _find_rows_of_group(group: Node) -> list[Node]:
    return [row for row in group.nodes if row.tag == "TR"]


def _find_head_rows(table: Node) -> list[Node]:
    heads = (kid for kid in table.nodes if kid.tag == "THead")
    return [row for head in heads for row in _find_rows_of_group(head)]


def _write_scopes(row: Node, in_head: bool) -> None:
    """Follow the HTML's scope; without one, a header heads what it stands before."""
    only_headers = all(cell.tag != "TD" for cell in row.nodes)
    for cell in row.nodes:
        if cell.tag == "TH":
            scope = cell.origin.element.get("scope") if cell.origin else None
            by_place = "col" if in_head or only_headers else "row"
            column = (scope or by_place) in ("col", "colgroup")
            _get_attributes(cell)["Scope"] = "/Column" if column else "/Row"


def _get_attributes(cell: Node) -> Any:
    return cell.entries.setdefault("A", pydyf.Dictionary({"O": "/Table"}))


def _place_cells(rows: list[Node]) -> _Grid:
    grid: _Grid = {}
    for rank, row in enumerate(rows):
        column = 0
        for cell in row.nodes:
            while (rank, column) in grid:
                column += 1
            height = _get_attributes(cell).get("RowSpan", 1)
            width = _get_attributes(cell).get("ColSpan", 1)
            for y in range(rank, rank + height):
                for x in range(column, column + width):
                    grid[y, x] = cell
            column += width
    return grid


def _name_headers(grid: _Grid, table: str) -> None:
    for (rank, column), cell in grid.items():
        if cell.tag == "TH":
            cell.entries["ID"] = pydyf.String(f"{table}-{rank}-{column}")


def _write_headers(cell: Node, grid: _Grid) -> None:
    places = [place for place, other in grid.items() if other is cell]
    ranks = {rank for rank, _ in places}
    columns = {column for _, column in places}
    above = _find_headers_above(min(ranks), columns, grid)
    headers = [
        other.entries["ID"].string
        for (rank, column), other in grid.items()
        if other.tag == "TH"
        and (
            (rank in ranks and _get_attributes(other)["Scope"] == "/Row")
            or (column in columns and other in above)
        )
    ]
    attributes = _get_attributes(cell)
    attributes.pop("Headers", None)
    if headers:
        names = (pydyf.String(name) for name in dict.fromkeys(headers))
        attributes["Headers"] = pydyf.Array(names)


def _find_headers_above(top: int, columns: set[int], grid: _Grid) -> list[Node]:
    """Find the nearest column headers above a cell.

    A table may have several rows of them, each heading what is below it.
    """
    found: list[Node] = []
    for column in columns:
        upwards = (grid.get((rank, column)) for rank in range(top - 1, -1, -1))
        from_header = dropwhile(lambda cell: not _heads_column(cell), upwards)
        found += [c for c in takewhile(_heads_column, from_header) if c]
    return found


def _heads_column(cell: Node | None) -> bool:
    return bool(
        cell and cell.tag == "TH" and _get_attributes(cell)["Scope"] == "/Column"
    )
