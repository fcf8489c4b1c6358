"""Makes form fields that every program can fill in, and every reader can name.

WeasyPrint writes fields that browsers understand; elsewhere accents come out as
squares, ticks stay hidden, and radio buttons cannot be found by their name. Each
rule below mends one of these. Fields are always empty: `fields.py` sees to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from romin_print.write.fields import Name, find_kind, read_text
from romin_print.write.pdf.form_font import FAMILY, write_field_font
from romin_print.write.pdf.form_marks import SIGNS, draw_mark, make_drawing
from romin_print.write.pdf.journal import Fault

# Points in a CSS pixel.
_POINTS = 0.75
_REQUIRED = 1 << 1
# Without NoToggleToOff: an answer that was given may be taken back.
_RADIO = 1 << 15
_DATE = " (jj/mm/aaaa)"
_EMPTY_TEXT = "/Tx BMC EMC"
_EMPTY_BOX = "q Q"


@dataclass(frozen=True)
class Widget:
    """A field on its page, and how it is announced."""

    box: Any
    entries: Any
    name: Name

    @property
    def kind(self) -> str:
        """Which field of the HTML this is."""
        return find_kind(self.box.element)

    @property
    def frame(self) -> tuple[float, float]:
        """The width and the height of the field."""
        left, bottom, right, top = self.entries["Rect"]
        return right - left, top - bottom


def finish_forms(
    document: Any,
    pdf: Any,
    names: Mapping[Any, Name],
    write_font: Callable[[Any], Any | None] = write_field_font,
) -> list[Fault]:
    """Mend every field of a PDF about to be written; return what cannot be.

    `write_font` adds to the file the font that answers are written in.
    """
    widgets = list_widgets(document, names)
    if not widgets:
        return []
    resources = write_form(pdf, write_font)
    shield_pages(pdf)
    for widget in widgets:
        spread_widget(widget)
        if widget.kind in SIGNS:
            finish_box(pdf, widget)
        else:
            finish_text(pdf, widget, resources)
    return [*find_foreign_fields(widgets), *find_lost_fields(pdf, widgets)]


def list_widgets(document: Any, names: Mapping[Any, Name]) -> list[Widget]:
    """List the fields of a document, page by page."""
    return [
        Widget(box, box.widget_annotation, names[box.element])
        for page in document.pages
        for boxes in page.forms.values()
        for box, _ in boxes
        if box.widget_annotation
    ]


def find_foreign_fields(widgets: list[Widget]) -> list[Fault]:
    """Find the fields that ask for a font whose glyphs are not all in the file."""
    remede = f"Écrivez font-family : {FAMILY} pour input, textarea et select."
    return [
        Fault(
            f"le champ « {widget.box.element.get('name')} » a une autre police", remede
        )
        for widget in widgets
        if widget.kind not in SIGNS and widget.box.style["font_family"][0] != FAMILY
    ]


def find_lost_fields(pdf: Any, widgets: list[Widget]) -> list[Fault]:
    """Find the fields that go beyond their page: the engine never cuts one in two."""
    pages = {item.reference: item for item in pdf.objects}
    faults = []
    for widget in widgets:
        left, bottom, right, top = widget.entries["Rect"]
        _, _, width, height = pages[widget.entries["P"]]["MediaBox"]
        if left < 0 or bottom < 0 or right > width or top > height:
            cause = f"le champ « {widget.box.element.get('name')} » sort de la page"
            faults.append(Fault(cause, "Donnez-lui moins de hauteur ou de largeur."))
    return faults


def write_form(pdf: Any, write_font: Callable[[Any], Any | None]) -> Any:
    """Say what all fields share; return the resources that their drawings need."""
    font = write_font(pdf)
    fonts = {FAMILY: font.reference} if font else {}
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)})
    pdf.add_object(resources)
    pdf.catalog["AcroForm"] |= {
        "Fields": pydyf.Array(gather_groups(pdf)),
        "DR": resources.reference,
        "DA": write_style(12),
        "NeedAppearances": "false",
    }
    return resources


def gather_groups(pdf: Any) -> list[bytes]:
    """Make one group of the radio buttons of one question; list what is not in one.

    WeasyPrint also lists them one by one, which gives them two names, and makes a
    group for each page.
    """
    objects = {item.reference: item for item in pdf.objects}
    groups: dict[str, Any] = {}
    roots = []
    for reference in pdf.catalog["AcroForm"]["Fields"]:
        field = objects[reference]
        if "Kids" in field:
            first = groups.setdefault(field["T"].string, field)
            if first is not field:
                move_kids(field, first, objects)
                continue
            field["Ff"] = _RADIO
            field.pop("Opt")
        if "Parent" not in field:
            roots.append(reference)
    return roots


def move_kids(group: Any, first: Any, objects: Mapping[bytes, Any]) -> None:
    """Put the radio buttons of a group in another, and leave it empty."""
    first["Kids"] += group["Kids"]
    for kid in group["Kids"]:
        objects[kid]["Parent"] = first.reference
    group.clear()


def shield_pages(pdf: Any) -> None:
    """Keep to each page the upside down frame that the engine draws it in.

    Programs that make answers part of the page write them after all the rest.
    """
    objects = {item.reference: item for item in pdf.objects}
    for page in pdf.page_references:
        content = objects[objects[page]["Contents"]]
        content.stream = [b"q", *content.stream, b"Q"]


def spread_widget(widget: Widget) -> None:
    """Let a field reach its border: one aims at what one sees."""
    left, top, right, bottom = widget.entries["Rect"]
    box = widget.box
    widget.entries["Rect"] = pydyf.Array(
        [
            left - box.padding_left * _POINTS,
            bottom - box.padding_bottom * _POINTS,
            right + box.padding_right * _POINTS,
            top + box.padding_top * _POINTS,
        ]
    )


def finish_text(pdf: Any, widget: Widget, resources: Any) -> None:
    """Mend a field to write in, or a list to choose from."""
    entries, element = widget.entries, widget.box.element
    told = widget.name.full + (_DATE if widget.kind == "date" else "")
    drawing = make_drawing(pdf, widget.frame, _EMPTY_TEXT, resources)
    entries |= {
        "TU": pydyf.String(told),
        "DA": write_style(widget.box.style["font_size"] * _POINTS),
        "AP": pydyf.Dictionary({"N": drawing}),
    }
    entries.pop("V")
    if widget.kind == "select":
        # Words alone: given values too, some programs would show these.
        entries["Opt"] = pydyf.Array(pydyf.String(read_text(o)) for o in element)
    require(widget, entries)


def finish_box(pdf: Any, widget: Widget) -> None:
    """Mend a tick box or a radio button: a mark when it is on, nothing when off."""
    entries, element = widget.entries, widget.box.element
    state = element.get("value") if widget.kind == "radio" else "Oui"
    drawing = make_drawing(pdf, widget.frame, draw_mark(widget.kind, widget.frame))
    empty = make_drawing(pdf, widget.frame, _EMPTY_BOX)
    entries |= {
        "TU": pydyf.String(widget.name.full),
        "AP": pydyf.Dictionary({"N": pydyf.Dictionary({state: drawing, "Off": empty})}),
        "AS": "/Off",
        "MK": pydyf.Dictionary({"CA": pydyf.String(SIGNS[widget.kind])}),
    }
    field = entries
    if widget.kind == "radio":
        field = find_group(pdf, entries)
        entries.pop("T")
        field["TU"] = pydyf.String(widget.name.group)
    require(widget, field)


def find_group(pdf: Any, entries: Any) -> Any:
    """Find the group of a radio button."""
    return next(o for o in pdf.objects if o.reference == entries["Parent"])


def require(widget: Widget, field: Any) -> None:
    """Say that a field must be filled in."""
    if "required" in widget.box.element.attrib:
        field["Ff"] = field.get("Ff", 0) | _REQUIRED


def write_style(size: float) -> Any:
    """Write how the answer of a field is set, as programs expect it."""
    return pydyf.String(f"/{FAMILY} {round(size, 2):g} Tf 0 g")
