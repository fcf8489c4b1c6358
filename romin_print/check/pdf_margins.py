"""Reads what stands in the margins of a page, line by line, as the eye does.

A running footer may be written in several times, the number of the page last: only
where the pieces stand tells that they are one line.
"""

from dataclasses import dataclass, field
from typing import Any

from romin_print.check.pdf_structure import read_fonts, read_shown

# Points between two heights that the eye takes for one.
_SAME = 0.5

# How far down a text stands, how far right, and what it says.
_Piece = tuple[float, float, str]


@dataclass
class _Pen:
    """Where the next text will be drawn (ISO 32000-1, 8.3.4 and 9.4.2)."""

    frame: Any
    line: Any
    kept: list[Any] = field(default_factory=list)

    def move(self, operator: str, operands: Any) -> None:
        """Follow an operator that moves the frame or the text."""
        import pikepdf

        match operator:
            case "q":
                self.kept.append(self.frame)
            case "Q":
                self.frame = self.kept.pop()
            case "cm":
                self.frame = pikepdf.Matrix(*operands) @ self.frame
            case "BT":
                self.line = pikepdf.Matrix()
            case "Tm":
                self.line = pikepdf.Matrix(*operands)
            case "Td" | "TD":
                self.line = pikepdf.Matrix(1, 0, 0, 1, *operands) @ self.line

    @property
    def place(self) -> tuple[float, float]:
        """Where the pen is on the page, in points from the bottom left."""
        matrix = self.line @ self.frame
        return matrix.e, matrix.f


def read_margins(page: Any) -> list[str]:
    """Read the artefacts of a page: one text for each line, from top to bottom."""
    import pikepdf

    pen = _Pen(pikepdf.Matrix(), pikepdf.Matrix())
    marks: list[bool] = []
    letters: dict[int, str] = {}
    fonts = read_fonts(page)
    pieces: list[_Piece] = []
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), step.operands
        pen.move(operator, operands)
        match operator:
            case "BDC" | "BMC":
                marks.append(str(operands[0]) == "/Artifact")
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if any(marks):
                x, y = pen.place
                pieces.append((-y, x, read_shown(operands[0], letters)))
    return [" ".join(text for _, _, text in line) for line in _list_lines(pieces)]


def _list_lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Put pieces of the same height in one line, from left to right."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces):
        if not lines or piece[0] - lines[-1][-1][0] > _SAME:
            lines.append([])
        lines[-1].append(piece)
    return [sorted(line, key=lambda piece: piece[1]) for line in lines]
