"""The numbers and bullets of lists.

A list style of the reference gives the look; each ordered list gets a numbering
of its own, or Word would go on counting from the list before.
"""

from romin_print.errors import LayoutError
from romin_print.write.word.ooxml import (
    NAMESPACES,
    Element,
    expand_name,
    find_value,
    make,
)


class Numbering:
    """Which style uses which number, and what is behind each number."""

    def __init__(self, part: Element, styles: Element) -> None:
        self.by_style = read_style_numbers(styles)
        self.abstracts = read_abstracts(part)
        self.levels = read_levels(part)

    def find(self, style: str | None) -> str:
        """Return the number that a list style uses."""
        if style not in self.by_style:
            message = f"le style de liste « {style} » n’a ni puce ni numéro"
            raise LayoutError(
                message, "Lui donner une numérotation dans reference.docx"
            )
        return self.by_style[style]

    def find_abstract(self, style: str | None) -> str:
        """Return the definition behind the number that a list style uses."""
        return self.abstracts[self.find(style)]

    def count_levels(self, style: str | None) -> int:
        """Return how deep a list of this style may go."""
        return self.levels[self.find_abstract(style)]


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


def read_levels(part: Element) -> dict[str, int]:
    """Return how many levels each definition has."""
    return {
        each.get(expand_name("w:abstractNumId")) or "": len(
            each.findall("w:lvl", NAMESPACES)
        )
        for each in part.iterfind("w:abstractNum", NAMESPACES)
    }


def count_numbers(part: Element) -> int:
    """Return the highest number of the lists of a part."""
    return max(map(int, read_abstracts(part)), default=0)


def add_number(part: Element, number: int, abstract: str, level: int) -> None:
    """Add a list that looks like a definition, and starts again at 1."""
    start = make("w:lvlOverride", make("w:startOverride", val=1), ilvl=level)
    part.append(
        make("w:num", make("w:abstractNumId", val=abstract), start, numId=number)
    )
