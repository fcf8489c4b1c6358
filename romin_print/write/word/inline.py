"""The text of a paragraph: pieces of HTML, then runs of Word.

White space is collapsed over the whole paragraph, not piece by piece: a space
may end one element and begin the next.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import INLINE
from romin_print.write.word.draft import Draft
from romin_print.write.word.ooxml import (
    Element,
    expand_name,
    make,
    make_field,
    make_filled,
    make_text,
)
from romin_print.write.word.page import collapse_spaces
from romin_print.write.word.places import lead_to
from romin_print.write.word.vocabulary import Trail, read_node, refuse_element

BREAK = "\n"
TAB = "\t"
SCHEMES = ("https://", "http://", "mailto:", "#")
# Word spells languages with a country; others are written as they come.
LANGUAGES = {"fr": "fr-FR", "en": "en-GB", "de": "de-DE", "es": "es-ES", "it": "it-IT"}


class Form(NamedTuple):
    """How a piece of text is dressed, where it leads, and whose page it tells."""

    style: str | None = None
    bold: bool = False
    italic: bool = False
    language: str = ""
    link: str = ""
    page: str = ""


class Piece(NamedTuple):
    """Text in one form; a break or a tab is a piece of its own."""

    text: str
    form: Form


def build_text(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build the runs and links of the text that an element holds."""
    return list(build_runs(read_line(element, trail, draft), draft))


def read_line(element: HtmlElement, trail: Trail, draft: Draft) -> list[Piece]:
    """Read the text of an element as Word will show it."""
    # The root says French, which is the language of the styles already.
    language = next(
        (node.language for node in reversed(trail[1:]) if node.language), ""
    )
    return collapse_pieces(read_pieces(element, trail, draft, Form(language=language)))


def read_pieces(
    element: HtmlElement, trail: Trail, draft: Draft, form: Form
) -> Iterator[Piece]:
    """Read the text of an element, and of the inline elements it holds."""
    yield Piece(collapse_spaces(element.text or ""), form)
    for child in element:
        node = (*trail, read_node(child))
        if draft.styles.is_tabbed(node):
            yield Piece(TAB, form)
        if child.tag == "br":
            yield Piece(BREAK, form)
        elif child.tag in INLINE:
            yield from read_pieces(child, node, draft, dress(child, node, draft, form))
        else:
            refuse_element(child, element.tag, INLINE)
        yield Piece(collapse_spaces(child.tail or ""), form)


def dress(child: HtmlElement, trail: Trail, draft: Draft, form: Form) -> Form:
    """Return the form of the text inside an inline element.

    A run takes one style only: that of the innermost element. What an outer
    <strong> or <em> asked for is then said on the run itself.
    """
    return Form(
        style=draft.styles.find(trail) or form.style,
        bold=form.bold or child.tag == "strong",
        italic=form.italic or child.tag == "em",
        language=child.get("lang") or form.language,
        link=read_address(child) if child.tag == "a" else form.link,
        page=child.get("data-page") or form.page,
    )


def read_address(link: HtmlElement) -> str:
    """Return where a link leads; refuse one that paper could not follow."""
    address = link.get("href") or ""
    if not address.startswith(SCHEMES):
        message = f"lien <a> vers « {address} » : adresse complète attendue"
        raise LayoutError(message, "Elle commence par https://, mailto: ou #")
    return address


def collapse_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Drop the spaces that begin or end a line, or follow another space."""
    kept: list[Piece] = []
    for text, form in pieces:
        if text in (BREAK, TAB):
            trim_end(kept)
            kept.append(Piece(text, form))
            continue
        after_space = not kept or kept[-1].text.endswith((" ", BREAK, TAB))
        shown = text.removeprefix(" ") if after_space else text
        if shown:
            kept.append(Piece(free_space(kept, form) + shown, form))
    trim_end(kept)
    return kept


def free_space(kept: list[Piece], form: Form) -> str:
    """Take the space that ends dressed text, for the plain text that follows it.

    A frame or an underline would show it.
    """
    dressed = bool(kept) and kept[-1].form.style is not None
    if not dressed or form.style is not None or not kept[-1].text.endswith(" "):
        return ""
    trim_end(kept)
    return " "


def trim_end(pieces: list[Piece]) -> None:
    """Drop the space at the end of a line."""
    if pieces and pieces[-1].text.endswith(" "):
        text, form = pieces.pop()
        if text != " ":
            pieces.append(Piece(text[:-1], form))


def build_runs(pieces: Iterable[Piece], draft: Draft) -> Iterator[Element]:
    """Build the runs of pieces; those of one link go into one link."""
    for link, group in groupby(pieces, key=lambda piece: piece.form.link):
        runs = [run for piece in group for run in build_piece(piece, draft)]
        if link:
            yield build_link(link, runs, draft)
        else:
            yield from runs


def build_link(link: str, runs: Iterable[Element], draft: Draft) -> Element:
    """Build a link, to an address or to a place of the document."""
    made = make("w:hyperlink", *runs, history=1)
    if link.startswith("#"):
        made.set(expand_name("w:anchor"), lead_to(link[1:], draft))
    else:
        made.set(expand_name("r:id"), draft.add_link(link))
    return made


def build_piece(piece: Piece, draft: Draft) -> list[Element]:
    """Build the run of a piece, or the field of a number of page."""
    place = piece.form.page
    if not place or not piece.text.isdecimal():
        return [build_run(piece)]
    shown = Piece(draft.add_slot(place, piece.text), piece.form)
    return make_field(rf"PAGEREF {lead_to(place, draft)} \h", build_run(shown))


def build_run(piece: Piece) -> Element:
    """Build one run."""
    return make("w:r", build_run_properties(piece.form), build_run_content(piece.text))


def build_run_content(text: str) -> Element:
    """Build what a run shows."""
    if text == BREAK:
        return make("w:br")
    return make("w:tab") if text == TAB else make_text(text)


def build_run_properties(form: Form) -> Element | None:
    """Build the `w:rPr` of a run, in the order of the schema."""
    return make_filled(
        "w:rPr",
        make("w:rStyle", val=form.style) if form.style else None,
        make("w:b") if form.bold else None,
        make("w:i") if form.italic else None,
        make("w:lang", val=name_language(form.language)) if form.language else None,
    )


def name_language(language: str) -> str:
    """Return a language the way Word spells it."""
    return LANGUAGES.get(language, language)
