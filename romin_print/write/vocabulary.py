"""The closed vocabulary of the page, the same for PDF, Word and web.

What one writer would draw and another ignore is refused before any of them
begins; so is all that would be fetched from elsewhere. Every fault of a page is
told at once.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2
import tinyhtml5

from romin_print.errors import LayoutError

WRAPPERS = frozenset({"main", "article", "section", "header", "nav", "div", "fieldset"})
PARAGRAPHS = frozenset({"h1", "h2", "h3", "h4", "h5", "p", "legend"})
LISTS = frozenset({"ul", "ol"})
# What a person fills in; a label names it, or aria-label does in a table.
FIELDS = frozenset({"input", "textarea", "select"})
INPUTS = frozenset({"text", "date", "checkbox", "radio"})
BLOCKS = WRAPPERS | PARAGRAPHS | LISTS | FIELDS
BLOCKS |= {"blockquote", "table", "figure", "label"}
PARTS = frozenset(
    {"li", "caption", "thead", "tbody", "tr", "th", "td", "img", "figcaption", "option"}
)
CHARACTERS = frozenset({"strong", "em", "span", "a"})
INLINE = CHARACTERS | {"br"}
# A drawing: its <title> says in words what it shows, its labels are part of it.
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    {"svg", "title", "g", "path", "circle", "ellipse", "line", "rect", "polygon",
     "polyline", "text", "tspan"}
)  # fmt: skip
ELEMENTS = BLOCKS | PARTS | INLINE | {f"{SVG}{shape}" for shape in SHAPES}
# What holds blocks and no text of its own: Word would have nowhere to put it.
HOLDERS = WRAPPERS | LISTS | {"body", "blockquote", "figure", "table"}
HOLDERS |= {"thead", "tbody", "tr", "select"}
HEAD = frozenset({"html", "head", "meta", "title", "style"})
ATTRIBUTES = frozenset(
    {"class", "id", "lang", "scope", "alt", "href", "src", "style", "data-pied", "data-code",
     "data-champ", "data-page", "data-pages-max", "data-etirable", "data-equivalent"}
)  # fmt: skip
NAMING = frozenset({"name", "aria-label", "required"})
OWN_ATTRIBUTES = {
    "label": frozenset({"for"}),
    "input": NAMING | {"type", "value", "maxlength"},
    "textarea": NAMING | {"rows", "maxlength"},
    "select": NAMING,
    "option": frozenset({"value"}),
    "nav": frozenset({"aria-label"}),
}
SVG_ATTRIBUTES = frozenset(
    {"viewBox", "width", "height", "role", "class", "d", "points", "cx", "cy", "r",
     "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "transform", "fill",
     "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
     "stroke-linejoin", "text-anchor", "font-size", "font-weight"}
)  # fmt: skip
HEAD_ATTRIBUTES = {"meta": {"charset", "name", "content"}, "html": {"lang"}}
LINKS = ("https://", "http://", "mailto:", "#")
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")
STYLE = re.compile(r"--accent: #[0-9A-Fa-f]{6}")
FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})


def check_page(html: str, liens: Collection[str] = ()) -> None:
    """Raise `LayoutError` for whatever the three writers would not all print.

    `liens` lists, one by one and in full, the files that a page of a kit may lead to:
    other documents travel alone, and lead to no file.
    """
    page = tinyhtml5.parse(html, namespace_html_elements=False)
    faults = dict.fromkeys((*find_head_faults(page), *find_body_faults(page, liens)))
    if faults:
        remede = "Corriger la mise en page : content/ n’est pas en cause."
        raise LayoutError(" ; ".join(faults), remede)


def find_head_faults(page: Element) -> Iterator[str]:
    """Find what a head may not hold: scripts, links, styles from elsewhere."""
    for element in (page, *list_elements(page.find("head"))):
        if element.tag not in HEAD:
            yield f"élément inconnu : <{element.tag}>"
        for name in sorted(
            set(element.attrib) - HEAD_ATTRIBUTES.get(element.tag, set())
        ):
            yield f"attribut inconnu : {name} sur <{element.tag}>"
        if element.tag == "style":
            yield from find_style_faults(element.text or "")


@lru_cache(maxsize=64)
def find_style_faults(css: str) -> tuple[str, ...]:
    """Find the files that a style would fetch; documents share their styles.

    CSS is read by a parser: escapes give a hundred ways to write `url(…)`.
    """
    tokens = list(list_tokens(tinycss2.parse_component_value_list(css)))
    imports = any(t.type == "at-keyword" and t.lower_value == "import" for t in tokens)
    addresses = [value for token in tokens for value in list_addresses(token)]
    return (
        *(["style qui va en chercher un autre : « @import »"] if imports else []),
        *(
            f"style qui va chercher un fichier : « {shorten(value)} »"
            for value in addresses
            if not value.startswith(("font:", *PICTURES))
        ),
    )


def list_tokens(tokens: Iterable[Any]) -> Iterator[Any]:
    """List the tokens of a style, and those that its blocks and functions hold."""
    for token in tokens:
        yield token
        inner = getattr(token, "content", None) or getattr(token, "arguments", None)
        yield from list_tokens(inner or ())


def list_addresses(token: Any) -> Iterator[str]:
    """List the addresses that a token would have fetched."""
    if token.type == "url":
        yield token.value
    elif token.type == "function" and token.lower_name in FETCHING:
        yield from (t.value for t in token.arguments if t.type == "string")


def find_body_faults(page: Element, liens: Collection[str]) -> Iterator[str]:
    """Find unknown elements and attributes, and addresses that are refused."""
    body = page.find("body")
    for element in list_elements(body):
        if element is not body and element.tag not in ELEMENTS:
            yield f"élément inconnu : <{element.tag}>"
            continue
        for name, value in element.attrib.items():
            if (element.tag, name) != ("a", "href") or value not in liens:
                yield from find_attribute_faults(element.tag, name, value)
        if element.tag in HOLDERS:
            yield from find_loose_text(element)


def find_loose_text(element: Element) -> Iterator[str]:
    """Find text that stands outside any paragraph, list item or cell."""
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            told = shorten(" ".join(text.split()))
            yield f"texte hors paragraphe dans <{element.tag}> : « {told} »"


def list_attributes(tag: str) -> frozenset[str]:
    """List the attributes that an element may have."""
    if tag.startswith(SVG):
        return SVG_ATTRIBUTES
    return ATTRIBUTES | OWN_ATTRIBUTES.get(tag, frozenset())


def find_attribute_faults(tag: str, name: str, value: str) -> Iterator[str]:
    """Find what is wrong with one attribute."""
    if name not in list_attributes(tag):
        yield f"attribut inconnu : {name} sur <{tag.removeprefix(SVG)}>"
    elif tag == "input" and name == "type" and value not in INPUTS:
        yield f'champ inconnu : <input type="{shorten(value)}">'
    elif tag.startswith(SVG) and "(" in value and name != "transform":
        yield f"dessin qui va chercher ailleurs : {name}=« {shorten(value)} »"
    elif name == "src" and not value.startswith(PICTURES):
        yield f"image qui n’est pas dans la page : « {shorten(value)} »"
    elif name == "href" and not value.startswith(LINKS):
        yield f"lien refusé : « {shorten(value)} »"
    elif name == "style" and not STYLE.fullmatch(value):
        yield f"style refusé sur <{tag}> : « {shorten(value)} »"


def list_elements(root: Element | None) -> Iterator[Element]:
    """List the elements of a tree; a comment is an element whose tag is no text."""
    for element in root.iter() if root is not None else ():
        tag: object = element.tag
        if isinstance(tag, str):
            yield element


def shorten(value: str) -> str:
    """Shorten an address so that a message stays on one line."""
    return value if len(value) <= 60 else f"{value[:59]}…"
