"""Render a document to HTML, with layout errors told at their line."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2

from romin_print.errors import LayoutError
from romin_print.model.document import Document


def render_html(document: Document, environment: jinja2.Environment) -> str:
    """Render one document to a whole page; raise `LayoutError` for a faulty layout."""
    name = name_template(document.layout)
    with tell_layout_faults(name):
        return environment.get_template(name).render(document=document)


def render_macro(
    environment: jinja2.Environment, name: str, macro: str, value: object
) -> str:
    """Render one macro of a layout; raise `LayoutError` for a faulty one."""
    with tell_layout_faults(name):
        module = environment.get_template(name).module
        return str(getattr(module, macro)(value))


@contextmanager
def tell_layout_faults(name: str) -> Iterator[None]:
    """Raise `LayoutError` for whatever a layout gets wrong."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        remede = "Vérifier son nom et son dossier."
        raise LayoutError(f"mise en page introuvable : {error.name}", remede) from error
    except jinja2.TemplateSyntaxError as error:
        place = f"{error.filename or name}:{error.lineno}"
        raise LayoutError(
            f"{place} : {error.message}", "Corriger la mise en page."
        ) from error
    except Exception as error:  # a layout may do whatever its values allow
        if not (place := find_layout_line(error)):
            raise
        cause = f"ce que demande la mise en page n’existe pas ({error})"
        raise LayoutError(f"{place} : {cause}", "Corriger la mise en page.") from error


def name_template(layout: str) -> str:
    """Name the page of a layout: a folder (`fiche`) or a page of one (`seance/pile`)."""
    folder, _, page = layout.rpartition("/")
    return f"{folder or page}/{page}.html"


def find_layout_line(error: BaseException) -> str:
    """Find the last line of a layout that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"{f.filename}:{f.lineno}" for f in frames if Path(f.filename).suffix == ".html"
    ]
    return lines[-1] if lines else ""
