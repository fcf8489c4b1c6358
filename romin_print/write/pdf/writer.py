"""Turns the HTML of a document into a PDF/UA-1 file, the same bytes each time."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from weasyprint import CSS, HTML

from romin_print.write.fields import Name, name_fields
from romin_print.write.fonts import read_font
from romin_print.write.pdf.drawings import dress_drawings
from romin_print.write.pdf.engine import find_font_faces, name_families, share_fonts
from romin_print.write.pdf.fetcher import HouseFetcher
from romin_print.write.pdf.forms import finish_forms
from romin_print.write.pdf.hanging import hang_spaces
from romin_print.write.pdf.journal import Fault, collect_faults, raise_faults
from romin_print.write.pdf.measure import Printed, fill_pages, find_overflows
from romin_print.write.pdf.metadata import (
    check_title,
    clean_outline,
    say_language,
    stay_anonymous,
)
from romin_print.write.pdf.origins import record_origins
from romin_print.write.pdf.ruling import rule_fields
from romin_print.write.pdf.styles import reuse_styles
from romin_print.write.pdf.tags import finish_tags
from romin_print.write.pdf.whitespace import KEEP_SPACES, collapse_spaces

VARIANT = "pdf/ua-1"

# User style, weaker than any rule of the layouts.
_STYLE = f"""
{KEEP_SPACES}
h3, h4, h5, h6 {{ bookmark-level: none }}
select option {{ display: none }}
select::before {{ content: none }}
"""

# The engine's log, its private hook and the environment belong to the process.
_lock = threading.Lock()


def render_pdf(html: str, *, fillable: bool = False) -> Printed:
    """Turn a complete HTML document into a PDF; `fillable` gives it form fields.

    Raise `LayoutError`, with every fault that was found, rather than write a PDF
    that would lack something.
    """
    faces = find_font_faces(html)
    with hold_engine() as faults:
        document, names = lay_out(html, faces, faults, fillable)
        raise_faults(faults)
        if overflows := find_overflows(document):
            return Printed(b"", len(document.pages), overflows)
        data = _write(document, names, faults)
        faults += find_foreign_fonts(document, name_families(faces))
        raise_faults(faults)
    return Printed(data, len(document.pages))


@contextmanager
def hold_engine() -> Iterator[list[Fault]]:
    """Keep the engine to oneself, and give the list where its complaints go."""
    with _lock, _stop_clock(), collect_faults() as faults:
        yield faults


def lay_out(
    html: str,
    faces: frozenset[str],
    faults: list[Fault],
    fillable: bool,
    read_font: Callable[[str], bytes] = read_font,
) -> tuple[Any, dict[Any, Name]]:
    """Lay a document out; give it with the name of each of its fields."""
    page = HTML(string=html, url_fetcher=HouseFetcher(faults, read_font))
    body = page.etree_element.find("body")
    names = name_fields(body)
    collapse_spaces(body)
    dress_drawings(body, html, name_families(faces))

    def render() -> Any:
        if not fillable:
            rule_fields(body)
        with reuse_styles(faces, faults), hang_spaces():
            return page.render(
                font_config=share_fonts(faces),
                stylesheets=[_parse_house_style()],
                pdf_variant=VARIANT,
                pdf_forms=fillable,
            )

    document = render()
    if not fill_pages(document):
        return document, names
    grown = render()
    # Growing must never cost a page: a block may need more room than it seemed.
    kept = grown if len(grown.pages) == len(document.pages) else document
    return kept, names


def _write(document: Any, names: dict[Any, Name], faults: list[Fault]) -> bytes:
    faults += tell_metadata(document)
    with record_origins() as origins:

        def finish(document: Any, pdf: Any) -> None:
            clean_outline(pdf)
            faults.extend(finish_forms(document, pdf, names))
            faults.extend(finish_tags(pdf, origins))

        data: bytes = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    return data


def tell_metadata(document: Any) -> list[Fault]:
    """Make the file say what it is, and not who wrote it."""
    stay_anonymous(document)
    say_language(document)
    return check_title(document)


def find_foreign_fonts(document: Any, families: set[str]) -> list[Fault]:
    """Refuse the fonts that the system lends for characters that ours do not have.

    Another machine would lend another font, or none.
    """
    return [
        Fault(
            f"nos polices n’ont pas les caractères « {_list_characters(font)} »"
            f" (la police « {font.family} » de ce poste a été prise)",
            "Remplacez-les, dessinez-les en SVG, ou déclarez la police (@font-face).",
        )
        for font in document.fonts.values()
        if font.family not in families
    ]


def _list_characters(font: Any) -> str:
    characters = sorted(set("".join(font.to_unicode.values())))
    return "".join(characters[:40])


@cache
def _parse_house_style() -> Any:
    return CSS(string=_STYLE)


@contextmanager
def _stop_clock() -> Iterator[None]:
    """Keep today's date out of the embedded fonts.

    fontTools stamps the fonts it saves, and can only be told the date so.
    """
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before
