"""Takes the numbers of pages out of a part, and remembers where they go.

In the HTML, `<span data-page="ANCHOR">000</span>` leaves room for a number. Its
digits are not drawn, but its tag keeps its mark: the number that is written at link
time, at the end of the page, belongs to the sentence for who listens.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

from romin_print.write.pdf.origins import Origin
from romin_print.write.pdf.parts.part import Slot

# The attribute that names the anchor whose page is wanted; empty, this very page.
PAGE = "data-page"
# Points in a CSS pixel.
_POINTS = 0.75
_ALIGNMENTS = {"right": "right", "end": "right", "center": "center"}


@dataclass(frozen=True)
class Mark:
    """A slot in what a page draws: where its marked content begins in the operators."""

    page: int
    number: int
    start: int
    element: Any


@dataclass(frozen=True)
class Taken:
    """What was taken out of a page: its font, and the line under it, in pixels."""

    face: str
    line: tuple[float, float] | None


def find_marks(pdf: Any, origins: Mapping[bytes, Origin]) -> list[Mark]:
    """Find the marked content of each slot, before tags are reshaped."""
    objects = {item.reference: item for item in pdf.objects}
    ranks = {page: rank for rank, page in enumerate(pdf.page_references)}
    starts: dict[int, dict[int, int]] = {}
    marks = []
    for reference, origin in origins.items():
        if origin.element.get(PAGE) is None or origin.generated:
            continue
        page = ranks[objects[reference]["Pg"]]
        if page not in starts:
            starts[page] = _list_starts(get_content(pdf, objects, page).stream)
        for number in _list_numbers(objects[reference], objects):
            marks.append(Mark(page, number, starts[page][number], origin.element))
    return marks


def get_content(pdf: Any, objects: Mapping[bytes, Any], page: int) -> Any:
    """Get the stream that draws a page."""
    return objects[objects[pdf.page_references[page]]["Contents"]]


def _list_starts(stream: list[Any]) -> dict[int, int]:
    """List where the marked contents of a page begin: the rank of their tag."""
    return {
        stream[rank - 1]["MCID"]: rank - 2
        for rank, operator in enumerate(stream)
        if operator == b"BDC" and "MCID" in stream[rank - 1]
    }


def _list_numbers(tag: Any, objects: Mapping[bytes, Any]) -> Iterator[int]:
    """List the marks that a tag holds, itself or through the tags of its lines."""
    for kid in tag["K"]:
        if isinstance(kid, int):
            yield kid
        elif "K" in objects[kid]:
            yield from _list_numbers(objects[kid], objects)


def take_out_slots(document: Any, pdf: Any, marks: list[Mark]) -> tuple[Slot, ...]:
    """Take the digits of the slots out of their pages, once tags are reshaped.

    Those that are in no tag have become artefacts.
    """
    objects = {item.reference: item for item in pdf.objects}
    boxes = {page: _find_boxes(document, page) for page in {m.page for m in marks}}
    slots = []
    for mark in sorted(marks, key=lambda mark: (mark.page, mark.start), reverse=True):
        stream = get_content(pdf, objects, mark.page).stream
        tagged = stream[mark.start] != "/Artifact"
        taken = _take_out(stream, mark.start)
        box = boxes[mark.page][mark.element].pop()
        height = document.pages[mark.page].height
        if taken:
            slots.append(_make_slot(mark, box, height, tagged, taken))
    for page in boxes:
        content = get_content(pdf, objects, page)
        # What comes after it is drawn in the page's own frame.
        content.stream[:] = [b"q", *content.stream, b"Q"]
    return tuple(reversed(slots))


def _find_boxes(document: Any, page: int) -> dict[Any, list[Any]]:
    """Find the boxes of the slots of a page, as they are drawn."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for box in _walk(document.pages[page]._page_box):
        if (
            isinstance(box, TextBox)
            and box.element is not None
            and box.element.get(PAGE) is not None
        ):
            found[box.element].append(box)
    return found


def _walk(box: Any) -> Iterator[Any]:
    yield box
    for child in box.all_children():
        yield from _walk(child)


def _take_out(stream: list[Any], start: int) -> Taken | None:
    """Take a marked content out of a page: its digits, and the line under them.

    Leave it, and give None, where a style sheet hides the digits. What sets a colour stays: the engine does not set it again for what follows.
    """
    depth, end = 1, start + 3
    while depth:
        item = stream[end] if isinstance(stream[end], bytes) else b""
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(item, 0)
        end += 1
    state, text, lines = _sort_out(stream[start + 3 : end - 1])
    if not text:
        return None
    stream[start:end] = state
    font = next(item for item in text if item.endswith(b" Tf"))
    return Taken(font.split()[0][1:].decode(), _find_line(lines))


def _sort_out(items: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Sort operations: those that set the state, the text, and the lines along it."""
    state: list[Any] = []
    text: list[Any] = []
    lines: list[Any] = []
    within = {b"BT": (text, b"ET"), b"q": (lines, b"Q")}
    rest = iter(items)
    for item in rest:
        if isinstance(item, bytes) and item in within:
            held, end = within[item]
            held.extend(iter(rest.__next__, end))
        else:
            state.append(item)
    return state, text, lines


def _find_line(operations: list[Any]) -> tuple[float, float] | None:
    """Find the height of a plain line on the page, and how thick it is, in pixels."""
    said = {item.split()[-1]: item.split() for item in operations}
    if {b"w", b"m", b"l"} <= said.keys():
        return float(said[b"m"][1]), float(said[b"w"][0])
    return None


def _make_slot(mark: Mark, box: Any, height: float, tagged: bool, taken: Taken) -> Slot:
    red, green, blue = box.style["color"].to("srgb").coordinates
    align = _ALIGNMENTS.get(box.style["text_align_all"], "left")
    shift = {"right": box.width, "center": box.width / 2}.get(align, 0)
    baseline = box.position_y + box.baseline
    under = None
    if taken.line:
        low, thick = taken.line
        under = (_turn(low - baseline), _turn(thick))
    return Slot(
        page=mark.page,
        target=mark.element.get(PAGE),
        mark=mark.number if tagged else None,
        x=_turn(box.position_x + shift),
        y=_turn(height - baseline),
        size=_turn(box.style["font_size"]),
        face=taken.face,
        colour=(round(red, 4), round(green, 4), round(blue, 4)),
        align=align,
        underline=under,
    )


def _turn(pixels: float) -> float:
    return round(float(pixels) * _POINTS, 3)
