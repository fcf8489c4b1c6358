"""The contents: a field of Word whose result is already there, pages included.

Word makes it again when it is asked to, and asks nothing when the file is opened.
"""

from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import LISTS
from romin_print.write.word.draft import Draft
from romin_print.write.word.inline import Piece, build_runs, read_line
from romin_print.write.word.lists import read_items
from romin_print.write.word.ooxml import Element, expand_name, make, make_field_marks
from romin_print.write.word.vocabulary import Trail, read_node

CONTENTS = "piece-sommaire"
# Pieces of a binder are headings of the second level, tools and sheets of the third.
NUMBERED = r'TOC \o "2-3" \h \z \u'
PLAIN = r'TOC \o "2-3" \n \h \z \u'


def holds_entries(trail: Trail) -> bool:
    """Tell whether an element of the contents is an entry, or a list of them."""
    inside = any(CONTENTS in node.classes for node in trail)
    return inside and (trail[-1].tag == "p" or trail[-1].tag in LISTS)


def build_entries(
    element: HtmlElement, trail: Trail, draft: Draft
) -> Iterator[Element]:
    """Build an entry, or those of a list and of the lists inside it."""
    if element.tag not in LISTS:
        yield build_entry(element, trail, draft)
        return
    for item, own, nested in read_items(element, trail):
        yield build_entry(item, own, draft)
        for child in nested:
            yield from build_entries(child, (*own, read_node(child)), draft)


def build_entry(element: HtmlElement, trail: Trail, draft: Draft) -> Element:
    """Build an entry: all of it leads to its place, as Word's own do."""
    pieces = read_line(element, trail, draft)
    links = (piece.form.link for piece in pieces)
    link = next((link for link in links if link.startswith("#")), "")
    linked = [Piece(text, form._replace(link=link)) for text, form in pieces]
    return make("w:p", draft.make_properties(trail), *build_runs(linked, draft))


def close_contents(
    blocks: list[Element], properties: Element | None, numbered: bool
) -> None:
    """Make one field of the entries among blocks, and of what stands between them.

    It ends a paragraph before its section does, or LibreOffice would take the foot of
    the page for a part of it. Where pages have no number, Word will not write any.
    """
    entry = next(filter(is_entry, blocks), None)
    if entry is None:
        raise LayoutError("sommaire sans entrée")
    *opening, closing = make_field_marks(NUMBERED if numbered else PLAIN)
    start = int(entry.find(expand_name("w:pPr")) is not None)
    entry[start:start] = opening
    blocks += [make("w:p", properties, closing), make("w:p", deepcopy(properties))]


def is_entry(block: Element) -> bool:
    """Tell whether a block is an entry: a paragraph that leads somewhere."""
    link = block.find(expand_name("w:hyperlink"))
    return block.tag == expand_name("w:p") and link is not None
