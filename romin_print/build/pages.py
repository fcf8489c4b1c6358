"""Render a document, and make sure that every writer can print all of it."""

from collections.abc import Collection

import jinja2

from romin_print.model.document import Document
from romin_print.render.html import render_html
from romin_print.write.vocabulary import check_page

# The pages of a kit, as its first page and its pages of proof lead to them.
LIENS_LISEZ_MOI = (
    "index.html",
    "data/Preuve/accessibilite.html",
    "data/Preuve/outils.html",
)
LIENS_PREUVE = (
    "../../index.html",
    "../../LISEZ-MOI.html",
    "accessibilite.html",
    "outils.html",
)


def render_page(
    document: Document, environment: jinja2.Environment, liens: Collection[str] = ()
) -> str:
    """Render one document to a page of the closed vocabulary, or raise `LayoutError`.

    `liens` lists the files beside it that it may lead to; see `check_page`.
    """
    html = render_html(document, environment)
    check_page(html, liens)
    return html
