"""The numbers and bullets of lists.

A list style of the reference gives the look; each ordered list gets a numbering
of its own, or Word would go on counting from the list before.
"""

from typing import Any

from romin_print.errors import LayoutError
from romin_print.write.word.ooxml import (
    NAMESPACES,
    Element,
    expand_name,
    find_value,
    make,
)


class Numbering:
    """The numbering part of a document, and which style uses which number."""

    def __init__(self, part: Element, styles: Element) -> None:
        self.part = part
        self.by_style = read_style_numbers(styles)
        self.abstracts = read_abstracts(part)
        self.next = 1 + max(map(int, self.abstracts), default=0)

    def find(self, style: str | None) -> str:
        """Return the number that a list style uses."""
        if style not in self.by_style:
            message = f"le style de liste « {style} » n’a ni puce ni numéro"
            raise LayoutError(
                message, "Lui donner une numérotation dans reference.docx"
            )
        return self.by_style[style]

    def restart(self, style: str | None, level: int) -> str:
        """Return a new number that looks as the style says, and starts again at 1."""
        abstract = self.abstracts[self.find(style)]
        number, self.next = str(self.next), self.next + 1
        start = make("w:lvlOverride", make("w:startOverride", val=1), ilvl=level)
        self.part.append(
            make("w:num", make("w:abstractNumId", val=abstract), start, numId=number)
        )
        return number

    def count_levels(self, style: str | None) -> int:
        """Return how deep a list of this style may go."""
        abstract = self.abstracts[self.find(style)]
        found: Any = self.part.xpath(
            f"w:abstractNum[@w:abstractNumId={abstract}]/w:lvl"
        )
        return len(found)


def read_style_numbers(styles: Element) -> dict[str | None, str]:
    """Return the number of each list style by the id of the style."""
    found: dict[str | None, str] = {}
    for style in styles.iterfind("w:style", NAMESPACES):
        number = find_value(style, "w:pPr/w:numPr/w:numId")
        if number is not None:
            found[style.get(expand_name("w:styleId"))] = number
    return found


def read_abstracts(part: Element) -> dict[str, str]:
    """Return the definition behind each number."""
    return {
        num.get(expand_name("w:numId")) or "": find_value(num, "w:abstractNumId") or ""
        for num in part.iterfind("w:num", NAMESPACES)
    }
