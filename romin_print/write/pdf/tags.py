"""Makes the tag tree what a screen reader needs: the rules, and their order.

WeasyPrint's own tree passes most of PDF/UA, but a machine only checks that tags
are well formed; these rules are for the person who listens.
"""

from collections.abc import Mapping
from typing import Any

import pydyf

from romin_print.write.fields import read_text
from romin_print.write.pdf.artifacts import mark_artifacts
from romin_print.write.pdf.form_tags import shape_fields
from romin_print.write.pdf.fragments import merge_fragments
from romin_print.write.pdf.journal import Fault
from romin_print.write.pdf.links import (
    describe_links,
    find_bad_targets,
    keep_one_link_each,
)
from romin_print.write.pdf.lists import nest_lists, say_numbering, shape_items
from romin_print.write.pdf.origins import Origin
from romin_print.write.pdf.tables import link_cells_to_headers
from romin_print.write.pdf.tree import Annotation, Content, Node, read_tree, write_tree
from romin_print.write.vocabulary import SVG

# HTML elements that WeasyPrint gives no tag, and that are pieces of a sentence.
_SPANS = ("strong", "em")

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_TEXT_TAGS = ("P", *_HEADINGS, "Lbl", "LBody", "TH", "TD", "Caption", "Span", "Link")

# Nothing is lost with them when they are empty; an empty cell keeps its place.
_REMOVABLE = ("P", "Span", "NonStruct", "Div", "LBody", "Lbl")

_MUTE_DRAWING = Fault(
    "un dessin n’a pas d’équivalent écrit",
    "Dites ce qu’il montre dans <title>, au début du <svg>.",
)


def finish_tags(
    pdf: Any, origins: Mapping[bytes, Origin], prefix: str = ""
) -> list[Fault]:
    """Apply every rule to a PDF about to be written; return what cannot be mended.

    `prefix` begins the names of tags, which must be unique in the whole file.
    """
    document = read_tree(pdf, origins)
    keep_one_link_each(pdf, document)
    nest_lists(document)
    merge_fragments(document)
    shape_fields(document)
    shape_items(document)
    say_numbering(document)
    name_spans(document)
    join_texts(document)
    drop_empty_tags(document)
    link_cells_to_headers(document, prefix)
    place_figures(pdf, document)
    say_languages(document)
    describe_links(document)
    faults = [*find_bad_targets(document), *describe_drawings(document)]
    return faults + mark_artifacts(pdf, write_tree(pdf, document))


def name_spans(document: Node) -> None:
    """Tag strong and em as pieces of their sentence (ISO 32000-1, 14.8.4.4)."""
    for node in document.walk():
        if node.tag == "NonStruct" and node.origin and node.origin.name in _SPANS:
            node.tag = "Span"


def join_texts(node: Node) -> None:
    """Let a paragraph hold its text itself, not one Span for each printed line.

    WeasyPrint tags each line: readers that pause, or put a space, between tags
    would chop the sentences where the paper ends.
    """
    kids: list[Node | Content | Annotation] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            join_texts(kid)
        if node.tag in _TEXT_TAGS and isinstance(kid, Node) and _is_bare_text(kid):
            kids += kid.kids
        else:
            kids.append(kid)
    node.kids = kids


def _is_bare_text(node: Node) -> bool:
    return node.tag == "Span" and node.origin is None


def drop_empty_tags(node: Node) -> None:
    """Drop the tags of line breaks and of empty paragraphs: they are read as pauses."""
    for kid in node.nodes:
        drop_empty_tags(kid)
        if not kid.kids and kid.tag in _REMOVABLE:
            node.kids.remove(kid)


def place_figures(pdf: Any, document: Node) -> None:
    """Give each figure's frame in the page's own units (14.8.5.4.3).

    WeasyPrint writes CSS pixels from the top; PDF counts points from the bottom.
    """
    pages = {item.reference: item for item in pdf.objects}
    for figure in [node for node in document.walk() if node.tag == "Figure"]:
        frame = figure.entries["A"]["BBox"]
        left, top, right, bottom = (0.75 * length for length in frame)
        height = pages[figure.page]["MediaBox"][3]
        frame[:] = [left, height - bottom, right, height - top]


def describe_drawings(document: Node) -> list[Fault]:
    """Say what each drawing shows, in the words of its title; ask for them."""
    faults = []
    for node in document.walk():
        if node.origin and node.origin.name == f"{SVG}svg":
            title = read_text(node.origin.element.find(f"{SVG}title"))
            node.entries["Alt"] = pydyf.String(title)
            if not title:
                faults.append(_MUTE_DRAWING)
    return faults


def say_languages(document: Node) -> None:
    """Say the language of what is not in French (ISO 14289-1, 7.2; WCAG 3.1.2)."""
    for node in document.walk():
        for kid in node.nodes:
            if kid.origin is None or kid.origin.generated:
                continue
            # A box without a tag of its own has the element of the one around it.
            same = node.origin and node.origin.element is kid.origin.element
            if (language := kid.origin.element.get("lang")) and not same:
                kid.entries["Lang"] = pydyf.String(language)
