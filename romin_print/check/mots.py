"""All the words of a page, seen or only heard, and all those of a piece of content."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

# What is printed, read aloud or shown in a tab without being text of the page.
DITS = ("data-pied", "aria-label", "alt", "title", "content", "href")
MUETS = ("style", "script")


def parse_page(html: str) -> Element:
    """Parse a whole page, its head included."""
    page: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return page


def read_words(element: Element) -> str:
    """Read the words of an element: its text, then those that its attributes carry."""
    attributes = (inner.get(name, "") for inner in element.iter() for name in DITS)
    return " ".join((*list_texts(element), *attributes))


def list_texts(element: Element) -> Iterator[str]:
    """List the pieces of text of an element, drawings included."""
    tag: object = element.tag
    if isinstance(tag, str) and not tag.endswith(MUETS):  # a comment's tag is no text
        yield element.text or ""
        for child in element:
            yield from list_texts(child)
            yield child.tail or ""


def list_champs(value: object, champ: str) -> Iterator[tuple[str, str]]:
    """List the texts of plain data, each after its field: `supports.0.blocs.2.texte`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from list_champs(inner, f"{champ}.{name}")
    elif isinstance(value, list | tuple):
        for rank, inner in enumerate(value):
            yield from list_champs(inner, f"{champ}.{rank}")
    elif isinstance(value, str):
        yield champ.lstrip("."), value
