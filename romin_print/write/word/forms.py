"""What a person fills in: a box to write in, a line to complete, boxes to tick."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element as HtmlElement

from romin_print.errors import LayoutError
from romin_print.write.fields import find_kind, read_text
from romin_print.write.vocabulary import FIELDS
from romin_print.write.word.controls import DATE, LINE, build_control
from romin_print.write.word.draft import Draft
from romin_print.write.word.grid import Label, Look, make_cell, make_row, make_table
from romin_print.write.word.inline import build_text
from romin_print.write.word.ooxml import TWIPS_PER_MM, Element, make, make_text
from romin_print.write.word.tables import ROOM, count_field_lines, describe_table
from romin_print.write.word.vocabulary import Node, Trail, read_node, refuse_loose_text
from romin_print.write.word.widths import share_width

ANSWER = "Cadre de réponse\N{NO-BREAK SPACE}: la question en haut, la place pour écrire en dessous."
SCALE = "Échelle\N{NO-BREAK SPACE}: les nombres en haut, une case à cocher sous chacun."
# About how wide a letter is, for each point of its size, in twips.
ADVANCE = 10
HEADED = Look(rows=1, first_column=False)
# Nothing grows to the foot of a page in Word: an answer alone keeps room for a hand.
LEAST = round(20 * TWIPS_PER_MM)


def build_champ(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a question, and the line to answer it on."""
    label, field = read_champ(element)
    return [build_line(label, field, trail, draft)]


def read_champ(element: HtmlElement) -> tuple[HtmlElement, HtmlElement]:
    """Read a question and its field."""
    label, field = read_pair(element)
    if label.tag != "label" or field.tag not in FIELDS:
        raise LayoutError('<div class="champ"> : attendu <label>, puis un champ')
    return label, field


def is_answer(element: HtmlElement) -> bool:
    """Tell whether an element is a question to be answered on several lines."""
    is_champ = element.tag == "div" and "champ" in read_node(element).classes
    return is_champ and element.find("textarea") is not None


def build_answers(
    name: str, champs: Sequence[HtmlElement], trail: Trail, draft: Draft
) -> Iterator[Element]:
    """Build a question alone as a box, several as the rows of one table."""
    pairs = [read_champ(champ) for champ in champs]
    if len(pairs) == 1:
        yield build_answer(*pairs[0], (*trail, read_node(champs[0])), draft)
        return
    table = (*trail, Node("table"))
    look = Look(rows=0, first_column=True)
    texts = [[read_text(label) for label, _ in pairs], [ROOM] * len(pairs)]
    size = draft.styles.find_size((*table, Node("td")))
    widths = share_width(draft.section.width, texts, labels=True, size=size)
    named = Label(name or texts[0][0], describe_table(look, len(pairs)))
    rows = [build_answer_row(*pair, widths, table, draft) for pair in pairs]
    yield make_table(draft.styles.find(table), widths, look, named, rows)


def build_answer_row(
    label: HtmlElement,
    field: HtmlElement,
    widths: Sequence[int],
    trail: Trail,
    draft: Draft,
) -> Element:
    """Build a question and, beside it, the room for its answer."""
    asked = build_cell_text(label, (*trail, Node("th")), draft)
    answered = build_cell_control(field, (*trail, Node("td")), draft)
    cells = [make_cell(widths[0], [asked]), make_cell(widths[1], [answered])]
    return make_row(cells, height=count_field_lines(field) * draft.line)


def read_pair(element: HtmlElement) -> tuple[HtmlElement, HtmlElement]:
    """Read a field and its label, in their order."""
    refuse_loose_text(element)
    if len(element) != 2:
        message = (
            f'<div class="{element.get("class")}"> : attendu un champ et son <label>'
        )
        raise LayoutError(message, "Rien d’autre n’y a sa place")
    return element[0], element[1]


def build_answer(
    label: HtmlElement, field: HtmlElement, trail: Trail, draft: Draft
) -> Element:
    """Build a box headed by its question, as high as the lines to be written."""
    table = (*trail, Node("table"))
    asked = build_cell_text(label, (*table, Node("th")), draft)
    answered = build_cell_control(field, (*table, Node("td")), draft)
    width = draft.section.width
    rows = [
        make_row([make_cell(width, [asked])], is_header=True),
        make_row(
            [make_cell(width, [answered])],
            height=max(LEAST, count_field_lines(field) * draft.line),
        ),
    ]
    named = Label(draft.names[field].full, ANSWER)
    return make_table(draft.styles.find(table), [width], HEADED, named, rows)


def build_cell_text(element: HtmlElement, trail: Trail, draft: Draft) -> Element:
    """Build the paragraph of a cell that says a label."""
    return make("w:p", draft.make_properties(trail), *build_text(element, trail, draft))


def build_cell_control(field: HtmlElement, trail: Trail, draft: Draft) -> Element:
    """Build the paragraph of a cell that is there for a field."""
    return make("w:p", draft.make_properties(trail), build_control(field, trail, draft))


def build_line(
    label: HtmlElement, field: HtmlElement, trail: Trail, draft: Draft
) -> Element:
    """Build a label, its control, and the rest of the line to write on by hand."""
    own = (*trail, read_node(field))
    runs = build_text(label, (*trail, read_node(label)), draft)
    style = draft.styles.find(own)
    look = make("w:rPr", make("w:rStyle", val=style)) if style else None
    is_date = find_kind(field) == "date"
    # A tab takes the underline of its style as far as the end of the line.
    rest = None if is_date else make("w:r", look, make("w:tab"))
    return make(
        "w:p",
        draft.make_properties(trail),
        *runs,
        make("w:r", make("w:br") if is_long(label, own, draft) else make_text(" ")),
        build_control(field, trail, draft, DATE if is_date else LINE),
        rest,
    )


def is_long(label: HtmlElement, trail: Trail, draft: Draft) -> bool:
    """Tell whether a label leaves too little of its line to be written on."""
    width = (
        ADVANCE * draft.styles.find_size(trail[:-1]) * len("".join(label.itertext()))
    )
    return width > draft.section.width / 2


def build_case(element: HtmlElement, trail: Trail, draft: Draft) -> list[Element]:
    """Build a box to tick and what it says."""
    field, label = read_case(element)
    runs = build_text(label, (*trail, read_node(label)), draft)
    return [
        make(
            "w:p",
            draft.make_properties(trail),
            build_control(field, trail, draft),
            make("w:r", make("w:tab")),
            *runs,
        )
    ]


def build_pairs(
    _: str, cases: Sequence[HtmlElement], trail: Trail, draft: Draft
) -> Iterator[Element]:
    """Build short answers two by two, each pair on a line."""
    built = [build_case(case, (*trail, read_node(case)), draft)[0] for case in cases]
    for first, second in zip_longest(built[::2], built[1::2]):
        if second is not None:
            first.append(make("w:r", make("w:tab")))
            first.extend(list(second.iterchildren("{*}sdt", "{*}r", "{*}hyperlink")))
        yield first


def read_case(element: HtmlElement) -> tuple[HtmlElement, HtmlElement]:
    """Read a box to tick and its label, in their order."""
    field, label = read_pair(element)
    if field.tag != "input" or label.tag != "label":
        raise LayoutError('<div class="case"> : attendu <input>, puis <label>')
    return field, label


def is_case(element: HtmlElement) -> bool:
    """Tell whether an element is a box to tick and its label."""
    return element.tag == "div" and "case" in read_node(element).classes


def build_scale(
    name: str, cases: Sequence[HtmlElement], trail: Trail, draft: Draft
) -> Iterator[Element]:
    """Build a scale: what its steps say in a row, a box to tick under each."""
    table = (*trail, Node("table"))
    pairs = [read_case(case) for case in cases]
    width, left = divmod(draft.section.width, len(pairs))
    widths = [width] * (len(pairs) - 1) + [width + left]
    steps = [build_cell_text(label, (*table, Node("th")), draft) for _, label in pairs]
    boxes = [
        build_cell_control(field, (*table, Node("td")), draft) for field, _ in pairs
    ]
    rows = [
        make_row(
            [make_cell(w, [each]) for w, each in zip(widths, row, strict=True)],
            is_header=row is steps,
        )
        for row in (steps, boxes)
    ]
    yield make_table(draft.styles.find(table), widths, HEADED, Label(name, SCALE), rows)
