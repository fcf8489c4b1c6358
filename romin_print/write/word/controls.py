"""Content controls: where a person writes on screen, a blank to write in on paper.

Word shows the blank until something is written, and says the name of the control
when the cursor enters it. The blank holds no word that the page does not have.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.fields import Name, find_kind, read_text
from romin_print.write.word.draft import Draft
from romin_print.write.word.ooxml import Element, make, make_filled, make_text
from romin_print.write.word.vocabulary import Trail, read_node

# The most that Word keeps of the name of a control, and of its tag.
LONGEST = 64
SPACE = "\N{NO-BREAK SPACE}"
# Word's own blank; that of a line to complete, long enough to be found and clicked;
# and that of a date, which is all the line there is.
BLANK, LINE, DATE = SPACE * 5, SPACE * 12, SPACE * 32
BOX, TICKED = "2610", "2612"
BOX_FONT = "MS Gothic"


def build_control(
    element: HtmlElement, trail: Trail, draft: Draft, blank: str = BLANK
) -> Element:
    """Build the control of a field, as a part of a paragraph."""
    kind = find_kind(element)
    is_box = kind in ("checkbox", "radio")
    style = draft.styles.find((*trail, read_node(element)))
    look = build_box_look(style) if is_box else build_look(style)
    return make(
        "w:sdt",
        make(
            "w:sdtPr",
            build_box_look(style) if is_box else None,
            make("w:alias", val=shorten_name(draft.names[element])),
            make("w:tag", val=read_tag(element)),
            make("w:id", val=draft.number_control()),
            None if is_box else make("w:showingPlcHdr"),
            KINDS[kind](element),
        ),
        make(
            "w:sdtContent",
            make("w:r", look, make_text(chr(int(BOX, 16)) if is_box else blank)),
        ),
    )


def build_look(style: str | None) -> Element | None:
    """Build the `w:rPr` of a blank."""
    return make_filled("w:rPr", make("w:rStyle", val=style) if style else None)


def build_box_look(style: str | None) -> Element:
    """Build the `w:rPr` of a box to tick, which the font of the text does not have."""
    return make(
        "w:rPr",
        make("w:rStyle", val=style) if style else None,
        make(
            "w:rFonts",
            hint="eastAsia",
            ascii=BOX_FONT,
            hAnsi=BOX_FONT,
            eastAsia=BOX_FONT,
            cs=BOX_FONT,
        ),
    )


def shorten_name(name: Name) -> str:
    """Shorten the name of a field to what Word keeps; its own words stay whole.

    The options of one group would all sound the same without them.
    """
    if len(name.full) <= LONGEST:
        return name.full
    label = cut_text(name.label, LONGEST)
    room = LONGEST + len(name.group) - len(Name(label, name.group).full)
    return label if room < 12 else Name(label, cut_text(name.group, room)).full


def cut_text(text: str, room: int) -> str:
    """Cut a text after a whole word, and show that it goes on."""
    if len(text) <= room:
        return text
    begun = text[:room].rpartition(" ")[0] or text[: room - 1]
    return f"{begun.rstrip(' ,;:' + SPACE)}…"


def read_tag(element: HtmlElement) -> str:
    """Read the name that a program finds the answer by; two that were cut could meet."""
    tag = element.get("name") or ""
    if len(tag) > LONGEST:
        message = f"champ « {tag} » : nom de plus de {LONGEST} signes"
        raise LayoutError(message, "Word ne le garderait pas entier")
    return tag


def make_lines(_: HtmlElement) -> Element:
    """Make a text of several lines."""
    return make("w:text", multiLine=1)


def make_line(_: HtmlElement) -> Element:
    """Make a text of one line."""
    return make("w:text")


def make_date(_: HtmlElement) -> Element:
    """Make a date, chosen on a calendar or written as it is in France."""
    return make(
        "w:date",
        make("w:dateFormat", val="dd/MM/yyyy"),
        make("w:lid", val="fr-FR"),
        make("w:storeMappedDataAs", val="dateTime"),
        make("w:calendar", val="gregorian"),
    )


def make_box(_: HtmlElement) -> Element:
    """Make a box to tick; Word has none that unticks the others."""
    return make(
        "w14:checkbox",
        make("w14:checked", val=0),
        make("w14:checkedState", val=TICKED, font=BOX_FONT),
        make("w14:uncheckedState", val=BOX, font=BOX_FONT),
    )


def make_choices(element: HtmlElement) -> Element:
    """Make a list to choose from; the choice without words is the blank itself."""
    choices = [
        (text, option.get("value") or text)
        for option in element.iter("option")
        if (text := read_text(option))
    ]
    if not choices or any(
        len(set(each)) < len(choices) for each in zip(*choices, strict=True)
    ):
        message = f"liste « {element.get('name')} » vide, ou dont deux choix sont égaux"
        raise LayoutError(message)
    return make(
        "w:dropDownList",
        *(make("w:listItem", displayText=text, value=value) for text, value in choices),
    )


KINDS: Mapping[str, Callable[[HtmlElement], Element]] = {
    "textarea": make_lines,
    "text": make_line,
    "date": make_date,
    "select": make_choices,
    "checkbox": make_box,
    "radio": make_box,
}
