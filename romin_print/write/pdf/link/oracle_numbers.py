"""Writes the page numbers that a part has left blank, once its place is known.

In the text they are tagged: a screen reader says them. In footers they are artefacts
(ISO 32000-1, 14.8.2.2).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from romin_print.write.pdf.faces import find_face
from romin_print.write.pdf.parts.part import Slot

# How much of its width a number has left of its place.
_SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}


def write_numbers(
    pdf: Any, slots: Iterable[Slot], start: int, numbers: Mapping[str, int]
) -> None:
    """Write the numbers of a part that begins at the page `start`, from 0."""
    drawn: dict[int, list[str]] = defaultdict(list)
    for slot in slots:
        rank = start + slot.page
        number = numbers[slot.target] if slot.target else rank + 1
        drawn[rank].append(_draw(slot, str(number)))
    for rank, lines in drawn.items():
        # A part leaves the frame of its pages as it found it.
        pdf.pages[rank].contents_add("\n".join(lines).encode())


def _draw(slot: Slot, number: str) -> str:
    digits = find_face(slot.face).digits
    glyphs = "".join(f"{digits[digit][0]:04x}" for digit in number)
    width = sum(digits[digit][1] for digit in number) * slot.size
    tag = "/Artifact <</Type /Pagination>>"
    if slot.mark is not None:
        tag = f"/Span <</MCID {slot.mark}>>"
    colour = " ".join(f"{part:g}" for part in slot.colour)
    return (
        f"{tag} BDC q {colour} rg BT /{slot.face} {slot.size:g} Tf"
        f" {slot.x - _SHIFTS[slot.align] * width:.3f} {slot.y:.3f} Td"
        f" <{glyphs}> Tj ET Q EMC"
    )
