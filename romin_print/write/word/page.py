"""The HTML page as this writer sees it: what its head says, and its body.

The page is parsed by the parser of the PDF engine: the tree that is printed is
the tree that is walked here.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element

import tinyhtml5

from romin_print.errors import LayoutError


class Page(NamedTuple):
    """A parsed page."""

    title: str
    description: str
    keywords: str
    created: datetime | None
    modified: datetime | None
    accent: str | None
    text_scale: float
    body: Element


def read_page(html: str) -> Page:
    """Parse a page, and read what its head says about it."""
    root = parse(html)
    metas = {meta.get("name"): meta.get("content", "") for meta in root.iter("meta")}
    modified = read_date(metas.get("dcterms.modified"))
    return Page(
        title=collapse_spaces(root.findtext("head/title") or "").strip(" "),
        description=metas.get("description", ""),
        keywords=metas.get("keywords", ""),
        created=read_date(metas.get("dcterms.created")) or modified,
        modified=modified,
        accent=read_accent(metas.get("theme-color")),
        text_scale=read_scale(metas.get("text-scale")),
        body=find_body(root),
    )


def read_body(html: str) -> Element:
    """Parse a page, and return its body."""
    return find_body(parse(html))


def parse(html: str) -> Element:
    """Parse a page, without its comments."""
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    drop_comments(root)
    return root


def find_body(root: Element) -> Element:
    """Return the body of a page: the parser always makes one."""
    body = root.find("body")
    assert body is not None
    return body


def collapse_spaces(text: str) -> str:
    """Collapse white space as HTML does: no-break spaces are not white space."""
    return re.sub(r"[ \t\n\r\f]+", " ", text)


def drop_comments(element: Element) -> None:
    """Drop comments, and keep the text that follows them."""
    previous: Element | None = None
    for child in list(element):
        # A comment is an element whose tag is a function.
        tag: object = child.tag
        if isinstance(tag, str):
            drop_comments(child)
            previous = child
        else:
            follow_with(element, previous, child.tail or "")
            element.remove(child)


def follow_with(parent: Element, previous: Element | None, text: str) -> None:
    """Add text after a child, or at the head of its parent."""
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text


def read_date(value: str | None) -> datetime | None:
    """Read a date as the head writes it, such as 2026-11-23."""
    if not value:
        return None
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        raise LayoutError(f"« {value} » n’est pas une date, dans l’en-tête") from None
    # Word writes dates at Greenwich, without an offset.
    return date.astimezone(UTC).replace(tzinfo=None) if date.tzinfo else date


def read_accent(value: str | None) -> str | None:
    """Read an accent colour such as #5A4A9C, and return its six digits."""
    if value is None:
        return None
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        message = f"theme-color « {value} » n’est pas une couleur de la forme #5A4A9C"
        raise LayoutError(message)
    return value[1:].upper()


def read_scale(value: str | None) -> float:
    """Read by how much the text of this page is larger than the styles say."""
    if value is None:
        return 1.0
    if not re.fullmatch(r"[12](\.\d+)?", value):
        message = f"text-scale « {value} » n’est pas un nombre de 1 à 3, comme 1.2857"
        raise LayoutError(message)
    return float(value)
