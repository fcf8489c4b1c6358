"""The walk over the blocks of the page."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import BLOCKS, INLINE, LISTS, PARAGRAPHS, WRAPPERS
from romin_print.write.word.draft import Draft
from romin_print.write.word.inline import build_text
from romin_print.write.word.lists import build_list
from romin_print.write.word.ooxml import NAMESPACES, Element, expand_name, make
from romin_print.write.word.pictures import build_picture
from romin_print.write.word.sections import end_section, make_section
from romin_print.write.word.tables import build_table
from romin_print.write.word.vocabulary import (
    Node,
    Trail,
    read_node,
    refuse_element,
    refuse_loose_text,
)


def build_flow(
    element: HtmlElement, trail: Trail, draft: Draft, allowed: Iterable[str] = BLOCKS
) -> list[Element]:
    """Build the blocks that an element holds."""
    refuse_loose_text(element)
    blocks: list[Element] = []
    for child in element:
        if child.tag not in allowed:
            refuse_element(child, element.tag, allowed)
        node = (*trail, read_node(child))
        if draft.styles.is_tabbed(node) and is_paragraph(blocks[-1:]):
            blocks[-1].append(make("w:r", make("w:tab")))
            blocks[-1].extend(build_text(child, node, draft))
        else:
            blocks += BUILDERS[child.tag](child, node, draft)
    return blocks


def is_paragraph(blocks: list[Element]) -> bool:
    """Tell whether a block can be continued."""
    return bool(blocks) and blocks[-1].tag == expand_name("w:p")


def build_article(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build an article: pages of its own, with its words at the foot."""
    blocks = build_flow(element, trail, draft)
    foot = draft.styles.find((*trail, Node("footer")))
    properties = make_section(
        draft.section, draft.part, foot, element.get("data-pied") or ""
    )
    end_section(blocks, properties, draft.styles.find(trail))
    return blocks


def build_paragraph(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a paragraph; an empty one would only make readers say « blank »."""
    runs = build_text(element, trail, draft)
    if not runs:
        message = f"paragraphe <{element.tag}> sans texte"
        raise LayoutError(message, "Les espaces se règlent dans les styles")
    return [make("w:p", draft.make_properties(trail), *runs)]


def build_quote(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a quotation, all of it on one page."""
    return keep_together(build_flow(element, trail, draft, ["p"]))


def keep_together(blocks: list[Element]) -> list[Element]:
    """Keep paragraphs on one page: no style can know which of them is the last."""
    for block in blocks[:-1]:
        properties = block.find("w:pPr", NAMESPACES)
        if properties is not None:
            properties.insert(1, make("w:keepNext"))
    return blocks


def build_figure(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a picture and its caption, each a paragraph, in the order of the page."""
    refuse_loose_text(element)
    blocks: list[Element] = []
    for child in element:
        node = (*trail, read_node(child))
        if child.tag == "img":
            run = build_picture(child, draft)
            blocks.append(make("w:p", draft.make_properties(trail), run))
        elif child.tag == "figcaption":
            blocks += build_paragraph(child, node, draft)
        else:
            refuse_element(child, "figure", ["img", "figcaption"])
    return blocks


def build_cell(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build what a cell holds: text, or blocks. Only a cell may stay empty."""
    if any(child.tag not in INLINE for child in element):
        return build_flow(element, trail, draft, PARAGRAPHS | LISTS)
    runs = build_text(element, trail, draft)
    return [make("w:p", draft.make_properties(trail), *runs)]


BUILDERS: Mapping[str, Callable[[HtmlElement, Trail, Draft], Iterable[Element]]] = {
    **dict.fromkeys(WRAPPERS, build_flow),
    **dict.fromkeys(PARAGRAPHS, build_paragraph),
    **dict.fromkeys(LISTS, build_list),
    "article": build_article,
    "blockquote": build_quote,
    "figure": build_figure,
    "table": partial(build_table, fill=build_cell),
}
