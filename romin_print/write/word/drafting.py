"""Write one part: a walk over its HTML, and the XML that comes out of it."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.fields import name_fields
from romin_print.write.word.blocks import build_flow
from romin_print.write.word.draft import Draft
from romin_print.write.word.grid import part_tables
from romin_print.write.word.needs import MARK, WordPart
from romin_print.write.word.ooxml import TWIPS_PER_MM, write_elements
from romin_print.write.word.sections import ends_section
from romin_print.write.word.stationery import load_stationery
from romin_print.write.word.vocabulary import read_node

# A line to write on by hand, in millimetres: of ordinary text, and of larger text.
LINE = 10
TALL_LINE = 12


def draft_part(body: HtmlElement, layouts: Sequence[Path], scale: float) -> WordPart:
    """Write what a body holds, in the styles of the first layouts that have some."""
    refuse_marks(body)
    stationery = load_stationery(layouts, scale)
    draft = Draft(
        *stationery,
        names=name_fields(body),
        ids=frozenset(each.attrib["id"] for each in body.iter() if "id" in each.attrib),
        line=round(TWIPS_PER_MM * (LINE if scale == 1 else TALL_LINE)),
    )
    trail = (read_node(body),)
    blocks = part_tables(build_flow(body, trail, draft), trail, draft)
    draft.needs.titles = sum(1 for _ in body.iter("h1"))
    draft.needs.closed = bool(blocks) and ends_section(blocks[-1])
    return WordPart(draft.needs, write_elements(blocks), draft.pictures)


def refuse_marks(body: HtmlElement) -> None:
    """Refuse text that would be taken for a hole."""
    for element in body.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and MARK in text:
                begun = text.replace(MARK, "")[:40]
                message = f"signe réservé aux programmes (U+FDD0) près de « {begun} »"
                raise LayoutError(message, "L’effacer : il ne s’imprime pas.")
