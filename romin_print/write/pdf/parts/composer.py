"""Lays a part out, and makes of it what the linker needs."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from romin_print.write.fields import Name
from romin_print.write.pdf.engine import find_font_faces, name_families
from romin_print.write.pdf.faces import read_static_font
from romin_print.write.pdf.forms import finish_forms
from romin_print.write.pdf.journal import Fault, raise_faults
from romin_print.write.pdf.measure import find_overflows
from romin_print.write.pdf.metadata import clean_outline
from romin_print.write.pdf.origins import Origin, record_origins
from romin_print.write.pdf.parts.bundle import FIRST, write_bundle
from romin_print.write.pdf.parts.packer import pack_part
from romin_print.write.pdf.parts.part import Part, Slot
from romin_print.write.pdf.parts.places import (
    find_anchors,
    forget_foreign_anchors,
    list_bookmarks,
    list_targets,
    welcome_links,
)
from romin_print.write.pdf.parts.prints import Pages
from romin_print.write.pdf.parts.slots import find_marks, take_out_slots
from romin_print.write.pdf.parts.typefaces import Typefaces, share_faces, split_faces
from romin_print.write.pdf.tags import finish_tags
from romin_print.write.pdf.writer import (
    VARIANT,
    find_foreign_fonts,
    hold_engine,
    lay_out,
    tell_metadata,
)

# The same rules name other files than for a PDF of its own: what the process keeps of
# fonts and of style sheets must not serve both.
_STATIC = "/* static */"


class _Done(Exception):  # noqa: N818 -- it tells of no error
    """Everything is known: the engine need not write the file."""


def compose_part(html: str, name: str, *, fillable: bool, standalone: bool) -> Part:
    """Lay a part out; `standalone` also makes a whole file of it."""
    html = split_faces(html)
    faces = find_font_faces(html) | {_STATIC}
    with hold_engine() as faults:
        document, names = lay_out(html, faces, faults, fillable, read_static_font)
        raise_faults(faults)
        if overflows := find_overflows(document):
            return Part(name, len(document.pages), overflows=overflows)
        faults += tell_metadata(document)
        part = _draw(document, _Asked(name, names, standalone), faults)
        faults += find_foreign_fonts(document, name_families(faces))
        raise_faults(faults)
    return part


@dataclass(frozen=True)
class _Asked:
    """What is asked of a document: the name of its part, and of its fields."""

    name: str
    fields: dict[Any, Name]
    standalone: bool


def _draw(document: Any, asked: _Asked, faults: list[Fault]) -> Part:
    """Draw the pages, and take from them what makes a part."""
    anchors = find_anchors(document, asked.fields)
    targets = list_targets(document)
    welcome_links(document, set(targets) - anchors.keys())
    drawn: list[Part] = []
    standalone = b""
    with record_origins() as origins, share_faces() as typefaces:

        def finish(document: Any, pdf: Any) -> None:
            slots = _finish(document, pdf, asked, (origins, typefaces), faults)
            drawn.append(_gather(pdf, asked.name, slots, typefaces))
            if not asked.standalone:
                raise _Done
            forget_foreign_anchors(pdf, set(targets) - anchors.keys())

        with suppress(_Done):
            standalone = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    return replace(
        drawn[0],
        anchors=anchors,
        targets=targets,
        bookmarks=tuple(list_bookmarks(document)),
        standalone=standalone,
    )


def _finish(
    document: Any,
    pdf: Any,
    asked: _Asked,
    recorded: tuple[Mapping[bytes, Origin], Typefaces],
    faults: list[Fault],
) -> tuple[Slot, ...]:
    """Apply the rules of every PDF, and take the numbers of pages out."""
    origins, typefaces = recorded
    clean_outline(pdf)
    faults += finish_forms(document, pdf, asked.fields, typefaces.write_field_font)
    typefaces.rename_fonts(pdf)
    marks = find_marks(pdf, origins)
    faults += finish_tags(pdf, origins, prefix=f"{asked.name}/")
    return take_out_slots(document, pdf, marks)


def _gather(pdf: Any, name: str, slots: tuple[Slot, ...], typefaces: Typefaces) -> Part:
    """Take from the finished pages what they say, and their objects."""
    pages = Pages(pdf)
    prints, colours = pages.digest(slots), pages.find_colours()
    bundle = pack_part(pdf, typefaces.keys, slots).bind(FIRST)
    return Part(
        name,
        len(pdf.page_references),
        prints=prints,
        colours=colours,
        slots=slots,
        faces=tuple(sorted(typefaces.faces)),
        objects=write_bundle(bundle),
    )
