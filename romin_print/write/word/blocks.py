"""The walk over the blocks of the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.fields import read_text
from romin_print.write.vocabulary import (
    BLOCKS,
    FIELDS,
    INLINE,
    LISTS,
    PARAGRAPHS,
    SVG,
    WRAPPERS,
)
from romin_print.write.word.contents import (
    CONTENTS,
    build_entries,
    close_contents,
    holds_entries,
)
from romin_print.write.word.draft import Draft
from romin_print.write.word.forms import (
    build_answers,
    build_case,
    build_cell_control,
    build_champ,
    build_pairs,
    build_scale,
    is_answer,
    is_case,
)
from romin_print.write.word.inline import build_text
from romin_print.write.word.lists import build_list
from romin_print.write.word.ooxml import (
    NAMESPACES,
    Element,
    expand_name,
    make,
    make_style,
)
from romin_print.write.word.pictures import build_picture
from romin_print.write.word.places import PLACES, mark_place
from romin_print.write.word.sections import end_section
from romin_print.write.word.tables import build_table, find_field
from romin_print.write.word.vocabulary import (
    HEADINGS,
    Node,
    Trail,
    read_node,
    refuse_element,
    refuse_loose_text,
)

Builder = Callable[[HtmlElement, Trail, Draft], Iterable[Element]]
# Builds what stands side by side, under the name of what holds it.
Gatherer = Callable[[str, Sequence[HtmlElement], Trail, Draft], Iterable[Element]]
# A field and its label come together, in a wrapper of their own.
FLOW = BLOCKS - FIELDS - {"label"}
NAMING = HEADINGS - {"h1"} | {"legend"}


def build_flow(
    element: HtmlElement, trail: Trail, draft: Draft, allowed: Iterable[str] = FLOW
) -> list[Element]:
    """Build the blocks that an element holds."""
    refuse_loose_text(element)
    for child in element:
        if child.tag not in allowed:
            refuse_element(child, element.tag, allowed)
    blocks: list[Element] = []
    for gather, children in groupby(element, key=partial(find_gatherer, trail[-1])):
        if gather is not None:
            blocks += gather(read_name(element), list(children), trail, draft)
        else:
            for child in children:
                add_blocks(blocks, child, (*trail, read_node(child)), draft)
    return blocks


def find_gatherer(parent: Node, child: HtmlElement) -> Gatherer | None:
    """Find what builds an element together with those like it that follow."""
    if is_case(child):
        return next(
            (SIDE_BY_SIDE[c] for c in SIDE_BY_SIDE if c in parent.classes), None
        )
    return build_answers if is_answer(child) else None


def read_name(element: HtmlElement) -> str:
    """Read what names a group: its legend, or the heading above its fields."""
    return next((read_text(c) for c in element if c.tag in NAMING), "")


def add_blocks(
    blocks: list[Element], child: HtmlElement, trail: Trail, draft: Draft
) -> None:
    """Add the blocks of an element to those before it, or go on with their last line."""
    if draft.styles.is_tabbed(trail) and is_paragraph(blocks[-1:]):
        blocks[-1].append(make("w:r", make("w:tab")))
        blocks[-1].extend(build_text(child, trail, draft))
        return
    built = list(find_builder(trail)(child, trail, draft))
    if child.tag in PLACES and "id" in child.attrib:
        mark_place(built, child.attrib["id"], draft)
    blocks += built


def find_builder(trail: Trail) -> Builder:
    """Find what builds an element: some are told apart by their class, or their place."""
    if holds_entries(trail):
        return build_entries
    node = trail[-1]
    if node.tag == "section" and trail[-2].tag == "main":
        return build_article
    keys = [*(f"{node.tag}.{name}" for name in sorted(node.classes)), node.tag]
    return next(BUILDERS[key] for key in keys if key in BUILDERS)


def is_paragraph(blocks: list[Element]) -> bool:
    """Tell whether a block can be continued."""
    return bool(blocks) and blocks[-1].tag == expand_name("w:p")


def build_article(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build an article: pages of its own, with its words at the foot."""
    slots = len(draft.needs.slots)
    blocks = build_flow(element, trail, draft)
    end = draft.styles.find((*trail[:-1], Node("article")))
    if CONTENTS in trail[-1].classes:
        numbered = len(draft.needs.slots) > slots
        close_contents(blocks, make_style(end), numbered)
    foot = draft.styles.find((*trail, Node("footer")))
    hole = draft.add_foot(foot, element.get("data-pied") or "")
    end_section(blocks, hole, end)
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


def build_drawing(element: HtmlElement, _: Trail, draft: Draft) -> list[Element]:
    """Leave out a drawing: what it says can be filled in elsewhere, in words."""
    refuse_loose_text(element)
    for child in element:
        if child.tag != f"{SVG}svg":
            refuse_element(child, "figure", ["svg"])
    if element.get("data-equivalent") not in draft.ids:
        known = element.get("data-equivalent") or ""
        message = f"dessin sans équivalent à remplir dans la page : « {known} »"
        raise LayoutError(message, "data-equivalent est l’id d’un tableau du même bloc")
    return []


def build_group(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a question and its answers, all of them on one page."""
    return keep_together(build_flow(element, trail, draft))


def build_cell(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build what a cell holds: a field, text, or blocks. Only a cell may stay empty."""
    field = find_field(element)
    if field is not None:
        return [build_cell_control(field, trail, draft)]
    if any(child.tag not in INLINE for child in element):
        return build_flow(element, trail, draft, PARAGRAPHS | LISTS)
    runs = build_text(element, trail, draft)
    return [make("w:p", draft.make_properties(trail), *runs)]


SIDE_BY_SIDE: Mapping[str, Gatherer] = {"deux": build_pairs, "echelle": build_scale}
BUILDERS: Mapping[str, Builder] = {
    **dict.fromkeys(WRAPPERS, build_flow),
    **dict.fromkeys(PARAGRAPHS, build_paragraph),
    **dict.fromkeys(LISTS, build_list),
    "article": build_article,
    "blockquote": build_quote,
    "fieldset": build_group,
    "div.champ": build_champ,
    "div.case": build_case,
    "figure": build_figure,
    "figure.dessin": build_drawing,
    "table": partial(build_table, fill=build_cell),
}
