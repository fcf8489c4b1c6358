"""Lists: each item is a paragraph that a numbering makes an item."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import LISTS
from romin_print.write.word.draft import Draft
from romin_print.write.word.inline import build_text
from romin_print.write.word.ooxml import Element, make
from romin_print.write.word.vocabulary import (
    Node,
    Trail,
    read_node,
    refuse_element,
    refuse_loose_text,
)


class Number(NamedTuple):
    """The numbering of the items of one list."""

    id: str
    level: int


def build_list(element: HtmlElement, trail: Trail, draft: Draft) -> Iterator[Element]:
    """Build the items of a list."""
    refuse_loose_text(element)
    number = find_number(trail, draft)
    for child in element:
        if child.tag != "li":
            refuse_element(child, element.tag, ["li"])
        yield from build_item(child, (*trail, read_node(child)), draft, number)


def find_number(trail: Trail, draft: Draft) -> Number | None:
    """Return the numbering of a list; an ordered one starts again at 1.

    Bullets of the first level come with their style: nothing is to be said.
    """
    level = sum(node.tag in LISTS for node in trail) - 1
    style = draft.styles.find((*trail, Node("li")))
    if level >= draft.numbering.count_levels(style):
        raise LayoutError(f"liste imbriquée sur {level + 1} niveaux, c’est un de trop")
    if trail[-1].tag == "ol":
        return Number(draft.numbering.restart(style, level), level)
    return Number(draft.numbering.find(style), level) if level else None


def build_item(
    element: HtmlElement, trail: Trail, draft: Draft, number: Number | None
) -> Iterator[Element]:
    """Build an item, then the lists that it holds."""
    nested = split_nested_lists(element)
    runs = build_text(element, trail, draft)
    if not runs:
        raise LayoutError("élément de liste <li> sans texte")
    yield make("w:p", draft.make_properties(trail, make_number(number)), *runs)
    for child in nested:
        yield from build_list(child, (*trail, read_node(child)), draft)


def split_nested_lists(item: HtmlElement) -> list[HtmlElement]:
    """Take the nested lists out of an item; refuse text that would follow one."""
    nested = [child for child in item if child.tag in LISTS]
    for child in nested:
        if item[-1] not in nested or (child.tail or "").strip():
            raise LayoutError("texte après une liste imbriquée, dans <li>")
    for child in nested:
        item.remove(child)
    return nested


def make_number(number: Number | None) -> Element | None:
    """Make the `w:numPr` of an item."""
    if number is None:
        return None
    level = make("w:ilvl", val=number.level)
    return make("w:numPr", level, make("w:numId", val=number.id))
