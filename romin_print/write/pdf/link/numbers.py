"""What is drawn on pages at link time: their numbers, and their stamp.

In a text, numbers are marked as part of their tag (ISO 32000-1, 14.6 and 14.7.4), so
that whoever listens hears them; in a footer, they and the stamp are artefacts (14.8.2.2).
"""

from collections.abc import Iterable

from romin_print.errors import LayoutError
from romin_print.write.pdf.faces import Face, find_face
from romin_print.write.pdf.link.draft import Draft, Member
from romin_print.write.pdf.link.syntax import write_number
from romin_print.write.pdf.parts.bundle import STAMP, write_stream
from romin_print.write.pdf.parts.part import Slot

# How much of its width a number has left of its place.
_SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
_STAMPED = (
    b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC q 1 0 0 1 0 %b cm /%b Do Q EMC"
)


def write_numbers(draft: Draft) -> None:
    """Write the stream of each page that holds its numbers and the stamp."""
    for member, each in zip(draft.members, draft.placed, strict=True):
        stamp = [draw_stamp(each.height)] if each.stamp else []
        drawn = [[*stamp] for _ in member.layout.rooms]
        for slot in member.part.slots:
            drawn[slot.page].append(draw_slot(slot, find_number(draft, member, slot)))
        for room, operations in zip(member.layout.rooms, drawn, strict=True):
            data = b"\n".join(operations)
            number = member.number(room)
            head = b"<</Length %d>>" % len(data)
            draft.streams[number] = write_stream(number, head, data)


def draw_stamp(height: float) -> bytes:
    """Draw the stamp (8.10), at a height from the bottom of the page."""
    return _STAMPED % (write_number(height), STAMP.encode())


def find_number(draft: Draft, member: Member, slot: Slot) -> int:
    """Find the number that a slot shows: its own page, or that of an anchor."""
    return draft.numbers[slot.target] if slot.target else member.start + slot.page + 1


def draw_slot(slot: Slot, number: int) -> bytes:
    """Draw a number (9.4), tagged as its slot is."""
    face = find_face(slot.face)
    digits = [find_digit(face, digit) for digit in str(number)]
    width = sum(advance for _, advance in digits) * slot.size
    left = slot.x - width * _SHIFTS[slot.align]
    mark = b"/Artifact<</Type/Pagination>>"
    if slot.mark is not None:
        mark = b"/Span<</MCID %d>>" % slot.mark
    return b"%b BDC BT %b rg /%b %b Tf %b %b Td <%b> Tj ET%b EMC" % (
        mark,
        _join(slot.colour),
        slot.face.encode(),
        write_number(slot.size),
        write_number(left),
        write_number(slot.y),
        b"".join(b"%04x" % glyph for glyph, _ in digits),
        draw_line(slot, left, left + width),
    )


def draw_line(slot: Slot, left: float, right: float) -> bytes:
    """Draw the line under a number that is in an underlined link."""
    if not slot.underline:
        return b""
    below, thick = slot.underline
    y = slot.y - below
    places = (_join((thick,)), _join((left, y)), _join((right, y)))
    return b" %b RG %b w %b m %b l S" % (_join(slot.colour), *places)


def _join(values: Iterable[float]) -> bytes:
    return b" ".join(map(write_number, values))


def find_digit(face: Face, digit: str) -> tuple[int, float]:
    """Find the glyph of a digit, and its width for a size of 1."""
    if digit not in face.digits:
        raise LayoutError(f"la police « {face.key} » n’a pas de chiffres")
    return face.digits[digit]
