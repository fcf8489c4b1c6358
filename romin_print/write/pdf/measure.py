"""Looks at laid out pages: what overflows, and what could grow to fill a page.

An element with `data-pages-max` is a sheet. The blocks marked `data-etirable` may
grow until the foot of their page: a page half blank looks unfinished,
and the person who writes large is glad of the room.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

# The engine's unit is the CSS pixel.
PIXELS_PER_MM = 96 / 25.4
# What rounding may cost, so that growing never pushes anything to a new page.
SAFETY = 2 * PIXELS_PER_MM
FREE = "libre"
# What a field has gained besides whole lines, for who draws its lines.
SURPLUS = "data-surplus"


@dataclass(frozen=True)
class Overflow:
    """A block that does not fit its sheet: its `data-champ`, and the excess.

    `rang` is that of the sheet in its document, from 0.
    """

    champ: str
    millimetres: int
    rang: int = 0


class Printed(NamedTuple):
    """A finished PDF; its bytes are empty when a sheet overflows."""

    data: bytes
    pages: int
    overflows: tuple[Overflow, ...] = ()


@dataclass
class Sheet:
    """One sheet: its element, the pages that it covers, and its boxes on each."""

    element: Any
    pages: list[Any]
    boxes: list[Any]

    @property
    def rooms(self) -> list[float]:
        """The height left under the sheet on each of its pages, in pixels.

        Before the last page, what comes next did not fit: the room is free all the same.
        """
        last = self.boxes[-1]
        feet = [find_foot(box) for box in self.boxes[:-1]]
        feet.append(last.position_y + last.margin_height())
        return [
            float(page.content_box_y() + page.height - foot)
            for page, foot in zip(self.pages, feet, strict=True)
        ]


@dataclass
class Growth:
    """A block that may grow: its fields, gathered in rows, and a line of writing."""

    rows: list[list[Any]]
    pitch: float

    @property
    def cost(self) -> float:
        """What one more line in each row takes, in pixels."""
        return self.pitch * len(self.rows)

    @property
    def bends(self) -> bool:
        """Whether it may grow by less than a line: a grid, or an area without rules."""
        fields = [box.element for row in self.rows for box in row]
        free = all(FREE in (f.get("class") or "").split() for f in fields)
        return free or len(self.rows) > 1

    def add_lines(self, count: int) -> None:
        """Give each field some more lines."""
        for field in (box.element for row in self.rows for box in row):
            rows = int(field.get("rows"))
            field.set("rows", str(rows + count))
            if longest := field.get("maxlength"):
                field.set("maxlength", str(int(longest) * (rows + count) // rows))

    def add_height(self, pixels: float) -> None:
        """Share a height among the rows."""
        for row in self.rows:
            for box in row:
                share = pixels / len(self.rows)
                height = int(box.element.get("rows")) * self.pitch + share
                box.element.set("style", f"height: {height:.2f}px")
                box.element.set(SURPLUS, f"{share:.2f}px")


def find_overflows(document: Any) -> tuple[Overflow, ...]:
    """Find the sheets that cover more pages than they may."""
    return tuple(
        replace(measure_overflow(sheet), rang=rang)
        for rang, sheet in enumerate(list_sheets(document))
        if len(sheet.pages) > get_pages_max(sheet)
    )


def measure_overflow(sheet: Sheet) -> Overflow:
    """Measure by how much a sheet overflows, and find its first block that does."""
    allowed = get_pages_max(sheet)
    # What a block leaves free when it moves to the next page is no excess.
    capacity = sum(page.height for page in sheet.pages[allowed:])
    excess = max(1, round((capacity - sum(sheet.rooms)) / PIXELS_PER_MM))
    beyond_blocks = list_blocks(sheet.boxes[allowed:])
    blocks = beyond_blocks[:1] or list_blocks(sheet.boxes[:allowed])[-1:]
    champ = str((blocks or sheet.boxes)[0].element.get("data-champ", ""))
    return Overflow(champ, excess)


def list_blocks(fragments: list[Any]) -> list[Any]:
    """List the blocks of some pages of a sheet, in order."""
    return [
        block
        for fragment in fragments
        for child in fragment.children
        for block in find_boxes(child, is_champ)
    ]


def fill_pages(document: Any) -> bool:
    """Let blocks grow to the foot of their page; say whether any has."""
    sheets = (s for s in list_sheets(document) if len(s.pages) <= get_pages_max(s))
    grown = [
        fill_page(fragment, room - SAFETY)
        for sheet in sheets
        for fragment, room in zip(sheet.boxes, sheet.rooms, strict=True)
    ]
    return any(grown)


def fill_page(fragment: Any, room: float) -> bool:
    """Share the room left on a page of a sheet among its blocks that may grow.

    The last blocks are served first, a line at a time.
    """
    growths = list_growths(fragment)[::-1]
    lines = defaultdict[int, int](int)
    grown = True
    while grown:
        grown = False
        for rank, growth in enumerate(growths):
            if growth.cost <= room:
                lines[rank] += 1
                room -= growth.cost
                grown = True
    for rank, count in lines.items():
        growths[rank].add_lines(count)
    bending = next((growth for growth in growths if growth.bends), None)
    if bending and room > 0:
        bending.add_height(room)
    return bool(lines or bending)


def list_growths(fragment: Any) -> list[Growth]:
    """List the blocks of a page that may grow."""
    blocks = find_boxes(fragment, is_etirable)
    return [growth for block in blocks if (growth := make_growth(block)).rows]


def make_growth(block: Any) -> Growth:
    """Gather the fields of a block into rows: those that are side by side."""
    rows: list[list[Any]] = []
    foot = float("-inf")
    for box in sorted(find_boxes(block, is_textarea), key=lambda b: b.position_y):
        if box.position_y >= foot - 1:
            rows.append([])
        rows[-1].append(box)
        foot = max(foot, box.position_y + box.margin_height())
    pitches = [
        box.border_height() / int(box.element.get("rows"))
        for row in rows
        for box in row
    ]
    return Growth(rows, max(pitches, default=1))


def list_sheets(document: Any) -> list[Sheet]:
    """List the sheets of a document, in order."""
    sheets: dict[Any, Sheet] = {}
    for page in document.pages:
        for box in find_boxes(page._page_box, is_sheet):
            sheet = sheets.setdefault(box.element, Sheet(box.element, [], []))
            sheet.pages.append(page._page_box)
            sheet.boxes.append(box)
    return list(sheets.values())


def get_pages_max(sheet: Sheet) -> int:
    """Get the number of pages that a sheet may cover."""
    return int(sheet.element.get("data-pages-max"))


def find_foot(box: Any) -> float:
    """Find where what is drawn in a box ends: a box cut by a page goes to its foot."""
    whole = box.element is not None and is_textarea(box.element)
    children = () if whole else getattr(box, "children", ())
    if children:
        return max(find_foot(child) for child in children)
    return float(box.position_y + box.margin_height())


def find_boxes(box: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """Find the outermost boxes of a kind: those inside are the engine's own."""
    if box.element is not None and wanted(box.element):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from find_boxes(child, wanted)


def is_sheet(element: Any) -> bool:
    """Say whether an element is a sheet."""
    return "data-pages-max" in element.attrib


def is_champ(element: Any) -> bool:
    """Say whether an element comes from one field of the content."""
    return "data-champ" in element.attrib


def is_etirable(element: Any) -> bool:
    """Say whether a block may grow."""
    return "data-etirable" in element.attrib


def is_textarea(element: Any) -> bool:
    """Say whether an element is writing space."""
    return bool(element.tag == "textarea" and element.get("rows"))
