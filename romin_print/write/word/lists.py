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
    """Build the items of a list, and the lists that they hold."""
    number = find_number(trail, draft)
    for item, own, nested in read_items(element, trail):
        yield build_item(item, own, draft, number)
        for child in nested:
            yield from build_list(child, (*own, read_node(child)), draft)


def read_items(
    element: HtmlElement, trail: Trail
) -> Iterator[tuple[HtmlElement, Trail, list[HtmlElement]]]:
    """Read each item of a list, its trail, and the lists taken out of it."""
    refuse_loose_text(element)
    for child in element:
        if child.tag != "li":
            refuse_element(child, element.tag, ["li"])
        yield child, (*trail, read_node(child)), split_nested_lists(child)


def find_number(trail: Trail, draft: Draft) -> Number | None:
    """Return the numbering of a list; an ordered one starts again at 1.

    Bullets of the first level come with their style: nothing is to be said.
    """
    level = sum(node.tag in LISTS for node in trail) - 1
    style = draft.styles.find((*trail, Node("li")))
    if level >= draft.numbering.count_levels(style):
        raise LayoutError(f"liste imbriquée sur {level + 1} niveaux, c’est un de trop")
    if trail[-1].tag == "ol":
        return Number(draft.restart_number(style, level), level)
    return Number(draft.numbering.find(style), level) if level else None


def build_item(
    element: HtmlElement, trail: Trail, draft: Draft, number: Number | None
) -> Element:
    """Build an item."""
    runs = build_text(element, trail, draft)
    if not runs:
        raise LayoutError("élément de liste <li> sans texte")
    return make("w:p", draft.make_properties(trail, make_number(number)), *runs)


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
