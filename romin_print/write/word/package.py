"""The Word package: the reference opened, its properties written, its bytes fixed."""

import io
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import pack_stable_zip, unpack_zip
from romin_print.write.word.accent import recolour, recolour_theme
from romin_print.write.word.ooxml import Element, write_xml
from romin_print.write.word.page import Page

LEGACY_STYLES = "/stylesWithEffects"


def open_reference(path: Path) -> Document:
    """Open the reference document; what its body shows is for its designer."""
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError):
        raise LayoutError(f"{path} n’est pas un document Word lisible") from None
    for relationship in list(document.part.rels.values()):
        if relationship.reltype.endswith(LEGACY_STYLES):
            del document.part.rels[relationship.rId]
    return document


def empty_body(document: Document) -> Element:
    """Empty the body of a document, and return its section."""
    body: Any = document.element.body
    section: Element = body.sectPr
    body[:] = []
    return section


def write_properties(document: Document, page: Page) -> None:
    """Write what the page says of itself; no person, no machine, no hour."""
    properties = document.core_properties
    properties.title = page.title
    properties.comments = page.description
    properties.keywords = page.keywords
    properties.language = "fr-FR"
    properties.author = ""
    properties.last_modified_by = ""
    properties.revision = 1
    if page.created and page.modified:
        properties.created = page.created
        properties.modified = page.modified


def save_document(document: Document, accent: str | None) -> bytes:
    """Return the bytes of a document, in the accent of the page."""
    if accent:
        recolour(document.styles.element, accent)
        recolour(document.part.numbering_part.element, accent)
    buffer = io.BytesIO()
    document.save(buffer)
    members = unpack_zip(buffer.getvalue())
    for name in members:
        if accent and name.startswith("word/theme/theme"):
            members[name] = recolour_part(members[name], accent)
    return pack_stable_zip(members)


def recolour_part(theme: bytes, accent: str) -> bytes:
    """Return a theme in another accent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(theme, parser)
    recolour_theme(root, accent)
    return write_xml(root)
