"""Render a document, and make sure that every writer can print all of it."""

import jinja2

from romin_print.model.document import Document
from romin_print.render.html import render_html
from romin_print.write.vocabulary import check_page


def render_page(document: Document, environment: jinja2.Environment) -> str:
    """Render one document to a page of the closed vocabulary, or raise `LayoutError`."""
    html = render_html(document, environment)
    check_page(html)
    return html
