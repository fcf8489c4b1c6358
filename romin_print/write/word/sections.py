"""The pages: their size, and the foot that each article writes on them."""

from copy import deepcopy
from typing import NamedTuple

from docx.parts.document import DocumentPart

from romin_print.write.word.ooxml import (
    NAMESPACES,
    Element,
    expand_name,
    make,
    make_field,
    make_text,
)


class Section(NamedTuple):
    """The pages of the reference document, and the room for text on them in twips."""

    properties: Element
    width: int
    height: int


def read_section(properties: Element) -> Section:
    """Measure the room that the margins of the reference leave."""
    width = measure(properties, "w:pgSz", "w")
    height = measure(properties, "w:pgSz", "h")
    sides = measure(properties, "w:pgMar", "left", "right", "gutter")
    ends = measure(properties, "w:pgMar", "top", "bottom")
    return Section(properties, width - sides, height - ends)


def measure(properties: Element, name: str, *attributes: str) -> int:
    """Add up some attributes of an element."""
    element = properties.find(name, NAMESPACES)
    if element is None:
        return 0
    return sum(int(element.get(expand_name(f"w:{a}")) or 0) for a in attributes)


def make_section(
    section: Section, part: DocumentPart, style: str | None, foot: str
) -> Element:
    """Make the `w:sectPr` of pages like those of the reference, with this foot."""
    reference = make("w:footerReference", type="default")
    reference.set(expand_name("r:id"), add_footer(part, style, foot))
    properties = deepcopy(section.properties)
    properties.insert(0, reference)
    return properties


def add_footer(part: DocumentPart, style: str | None, foot: str) -> str:
    """Add a foot of page to the package, and return the id of its relationship."""
    footer, relationship = part.add_footer_part()
    properties = make("w:pPr", make("w:pStyle", val=style)) if style else None
    runs = [
        make("w:r", make_text(foot)),
        make("w:r", make("w:tab")),
        *make_field("PAGE", "1"),
        make("w:r", make_text("/")),
        *make_field("NUMPAGES", "1"),
    ]
    footer.element[:] = [make("w:p", properties, *runs)]
    return str(relationship)


def end_section(blocks: list[Element], properties: Element, style: str | None) -> None:
    """Let the last paragraph of an article end its section.

    A table cannot: it is followed by a paragraph that is there for nothing else.
    """
    if not blocks or blocks[-1].tag != expand_name("w:p"):
        named = make("w:pStyle", val=style) if style else None
        blocks.append(make("w:p", make("w:pPr", named)))
    paragraph = blocks[-1]
    own = paragraph.find("w:pPr", NAMESPACES)
    if own is None:
        own = make("w:pPr")
        paragraph.insert(0, own)
    own.append(properties)


def lift_last_section(blocks: list[Element]) -> Element | None:
    """Take the last section out of its paragraph: the body itself holds it.

    The paragraph that follows a table stays: Word would add one of its own, taller.
    """
    last = blocks[-1].find("w:pPr/w:sectPr", NAMESPACES) if blocks else None
    if last is None:
        return None
    parent = last.getparent()
    if parent is not None:
        parent.remove(last)
    return last
