"""Sheets once they are laid out: rules, heights, cards back to back, headers."""

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.fonts import read_font
from romin_print.write.pdf import render_pdf
from romin_print.write.pdf.engine import load_engine

MM = 96 / 25.4
TYPES = (
    "consigne", "lignes", "zone", "tableau", "echelle", "cases", "choix", "balance",
    "plan_action", "semainier", "chaine", "frise", "roue", "cible", "thermometre",
    "feu", "contrat", "ressource",
)  # fmt: skip
# What writing and looking need: a large drawing, a long table.
TALLER = {"genogramme": 185}


@pytest.fixture
def lay_out_html():
    """Lay a page out as the PDF writer does, and list its pages."""
    load_engine()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from romin_print.write.pdf.fetcher import HouseFetcher
    from romin_print.write.pdf.ruling import rule_fields

    def lay(html, a_remplir=False):
        page = HTML(string=html, url_fetcher=HouseFetcher([]))
        if not a_remplir:
            rule_fields(page.etree_element.find("body"))
        laid = page.render(font_config=FontConfiguration(), pdf_forms=a_remplir)
        return [page._page_box for page in laid.pages]

    return lay


@pytest.fixture
def lay_out(render_sheet, lay_out_html):
    """Lay out a sheet of some blocks."""

    def lay(*examples, **options):
        html = render_sheet(*examples, **options)
        return lay_out_html(html, options.get("a_remplir", False))

    return lay


def find_boxes(box, tag, classe=""):
    """Find the boxes of some elements of a page, in millimetres: x, y, width, height."""
    for element, *place, _ in find_fields(box, tag, classe):
        yield (element, *place)


def find_fields(box, tag, classe=""):
    """Find boxes and their place, as `find_boxes` does, and the box itself."""
    element = box.element
    if element is not None and element.tag == tag:
        named = classe in (element.get("class") or "").split() if classe else True
        if named and not box.element_tag.endswith(("::before", "::after")):
            yield (
                element,
                box.border_box_x() / MM,
                box.border_box_y() / MM,
                box.border_width() / MM,
                box.border_height() / MM,
                box,
            )
            return
    for child in getattr(box, "children", ()):
        yield from find_fields(child, tag, classe)


@pytest.mark.parametrize("a_remplir", [False, True])
@pytest.mark.parametrize(
    ("variante", "pitch"), [("standard", 10), ("gros-caracteres", 12)]
)
def test_writing_lines_are_ten_millimetres_apart_and_twelve_in_large_print(
    lay_out, examples, variante, pitch, a_remplir
):
    pages = lay_out(
        *(examples[t] for t in TYPES), variante=variante, a_remplir=a_remplir
    )
    fields = [found for page in pages for found in find_boxes(page, "textarea")]

    assert len(fields) > 60
    for element, _, _, _, height in fields:
        assert height == pytest.approx(int(element.get("rows")) * pitch, abs=0.01)


def test_paper_and_the_fillable_sheet_have_their_fields_at_the_same_place(
    lay_out, examples
):
    blocs = [examples[t] for t in TYPES]
    paper, fields = (
        [
            found[1:]
            for page in lay_out(*blocs, a_remplir=a)
            for found in find_boxes(page, "textarea")
        ]
        for a in (False, True)
    )
    assert len(paper) == len(fields)
    for one, other in zip(paper, fields, strict=True):
        assert one == pytest.approx(other, abs=0.5)


@pytest.mark.parametrize("type_", TYPES)
def test_the_example_of_a_block_fits_half_a_page(lay_out, examples, type_):
    (page,) = lay_out(examples[type_])
    ((_, _, _, width, height),) = find_boxes(page, "section")

    assert width == pytest.approx(178, abs=0.1)
    assert height < 297 / 2


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres", "nb", "facile"])
def test_nothing_goes_into_the_margins(lay_out, examples, variante):
    for page in lay_out(*(examples[t] for t in TYPES), variante=variante):
        for tag in ("textarea", "table", "figure", "fieldset", "p", "td", "th"):
            for element, x, _, width, _ in find_boxes(page, tag):
                assert x >= 15.9, (tag, element.attrib)
                assert x + width <= 194.4, (tag, element.attrib)


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
def test_fronts_and_backs_of_cards_line_up_once_the_leaf_is_turned(lay_out, variante):
    cartes = [{"recto": f"Recto {n}", "verso": f"Verso {n}"} for n in range(11)]
    bloc = {"type": "cartes", "question": "Des forces à choisir", "cartes": cartes}
    pages = lay_out(bloc, variante=variante)
    sides = [list(find_boxes(page, "div", "carte")) for page in pages]

    assert [len(cards) for cards in sides] == [8, 8, 8, 8]
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        for (recto, x, y, width, height), (verso, *turned) in zip(
            front, back, strict=True
        ):
            assert [210 - x - width, y, width, height] == pytest.approx(turned, abs=0.1)
            names = ["".join(card.itertext()).split() for card in (recto, verso)]
            assert names == [[], []] or names[0][1] == names[1][1]
    places = [[found[1:] for found in cards] for cards in sides]
    for one, other in zip(places[0], places[2], strict=True):
        assert one == pytest.approx(other, abs=0.01)
    assert places[0][0] == pytest.approx((15, 57, 90, 55), abs=0.01)
    assert places[0][7] == pytest.approx((105, 222, 90, 55), abs=0.01)


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
def test_the_longest_text_stays_in_its_card(lay_out, variante):
    longest = ("Une situation que l'on raconte longuement " * 5)[:200].strip()
    textes = [longest, longest[:120], longest[:60]]
    cartes = [{"recto": texte} for texte in textes]
    (page,) = lay_out(
        {"type": "cartes", "question": "Des scènes", "cartes": cartes},
        variante=variante,
    )
    texts = list(find_boxes(page, "p"))[-3:]
    cards = list(find_boxes(page, "div", "carte"))
    for (_, _, y, _, height), (_, _, top, _, room) in zip(texts, cards, strict=False):
        assert top < y
        assert y + height < top + room


LIGNE = "Tirez une carte, jouez la scène à deux, puis lisez le dos à voix haute. "


def make_jeu(consigne, question, make_sheet, variante="standard", count=8):
    bloc = {"type": "cartes", "question": question, "dos": "Dos"}
    cartes = [{"recto": f"Carte {n}"} for n in range(count)]
    (feuille,) = make_sheet([bloc | {"cartes": cartes}]).feuilles
    feuilles = (replace(feuille, consigne=consigne),)
    return make_sheet([], feuilles=feuilles, variante=variante)


@pytest.mark.parametrize(
    ("lines", "variante"),
    [
        ((3, 1), "standard"), ((1, 3), "standard"), ((2, 2), "nb"), ((3, 1), "facile"),
        ((2, 1), "gros-caracteres"), ((1, 2), "gros-caracteres"),
    ],
)  # fmt: skip
def test_a_long_instruction_above_cards_never_moves_them(
    make_sheet, layouts, lay_out_html, lines, variante
):
    words = [LIGNE * count for count in lines]
    if variante == "gros-caracteres":
        words = [LIGNE[:54] * count for count in lines]
    jeu = make_jeu(*(w.strip() for w in words), make_sheet, variante)
    html = render_html(jeu, make_environment((layouts,)))
    front, back = lay_out_html(html)

    assert not render_pdf(html).overflows
    heights = [
        found[4]
        for found in find_boxes(front, "p")
        if found[0].get("class") in {"consigne", "question"}
    ]
    size = 18 if variante == "gros-caracteres" else 14
    for height, count in zip(heights, lines, strict=True):
        assert round((height - 2.5) / (size * 1.28 / 72 * 25.4)) == count
    for page in (front, back):
        assert min(c[2] for c in find_boxes(page, "div", "carte")) == pytest.approx(57)


@pytest.mark.parametrize("count", [8, 20])
def test_a_header_too_long_for_cards_is_told_with_what_it_has_in_excess(
    make_sheet, layouts, count
):
    jeu = make_jeu(LIGNE * 3, LIGNE * 4, make_sheet, count=count)
    (overflow,) = render_pdf(render_html(jeu, make_environment((layouts,)))).overflows

    assert overflow.champ == "supports.0"
    assert 15 < overflow.millimetres < 26


def test_each_face_of_a_balance_is_announced_with_its_own_title(render_sheet, examples):
    data = render_pdf(render_sheet(examples["balance"])).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        cells = [tag.A.Headers for tag in tags if tag.get("/S") == "/TD"]
        titles = [str(tag.ID) for tag in tags if tag.get("/S") == "/TH"]

    assert sorted(str(header) for headers in cells for header in headers) == sorted(
        titles
    )
    assert [len(headers) for headers in cells] == [1, 1, 1, 1]


def find_lines(box):
    """Find the lines of words of a page: their text, and their ends in millimetres."""
    text = getattr(box, "text", None)
    if text and text.strip():
        yield text, box.position_x / MM, (box.position_x + box.width) / MM
    for child in getattr(box, "children", ()):
        yield from find_lines(child)


MOT = "Anticonstitutionnellement" * 3 + "interminablement"
# Where an author may write a word that no line holds.
LONGS = {
    "consigne": {"texte": MOT}, "lignes": {"question": MOT}, "zone": {"question": MOT},
    "tableau": {"question": MOT, "colonnes": [MOT, "b"], "rangees": [MOT]},
    "echelle": {"question": MOT, "bornes": [MOT, MOT]},
    "cases": {"question": MOT, "options": [MOT, "b"]},
    "choix": {"question": MOT, "options": [MOT, "b"]},
    "balance": {"question": MOT, "titres": [MOT, "b", "c", "d"]},
    "plan_action": {"question": MOT}, "semainier": {"moments": [MOT, "b"]},
    "chaine": {"question": MOT, "maillons": [MOT, "b"]},
    "frise": {"question": MOT, "periodes": [MOT, "b"]},
    "roue": {"question": MOT, "secteurs": [MOT, "b", "c"]},
    "cible": {"question": MOT, "centre": MOT, "cercles": [MOT, "b"]},
    "thermometre": {
        "question": MOT,
        "zones": [{"titre": MOT, "de": 0, "a": 4}, {"titre": "b", "de": 4, "a": 10}],
    },
    "feu": {"question": MOT, "rouge": MOT, "vert": MOT},
    "cartes": {"question": MOT, "cartes": [{"recto": MOT}, {"recto": "b"}]},
    "contrat": {"question": MOT, "engagements": [MOT], "signataires": [MOT]},
    "genogramme": {"question": MOT},
    "ressource": {"titre": MOT, "texte": MOT, "contacts": [MOT]},
}  # fmt: skip


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
@pytest.mark.parametrize("type_", LONGS)
def test_a_word_of_ninety_letters_is_cut_rather_than_lost(
    lay_out, examples, type_, variante
):
    pages = lay_out(examples[type_] | LONGS[type_], variante=variante)
    lines = [line for page in pages for line in find_lines(page)]

    assert "interm" in "".join(text for text, _, _ in lines)
    for text, left, right in lines:
        assert left >= 14.9, text
        assert right <= 195.1, text
    for tag in ("th", "label", "div"):
        for _, x, _, width, _, box in (f for p in pages for f in find_fields(p, tag)):
            for text, left, right in find_lines(box):
                assert left >= x - 0.1, (tag, text)
                assert right <= x + width + 0.1, (tag, text)


MOTS = ("Adolescence", "Alimentation", "Rendez-vous", "Hébergement")


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
@pytest.mark.parametrize("type_", ["rangees", "vides", "frise"])
def test_everyday_words_are_whole_in_the_titles_of_columns(
    lay_out, examples, type_, count, variante
):
    titles = [*MOTS, "Temps", "Loisirs"][:count]
    rows = {"rangees": ["Rendez-vous"]} if type_ == "rangees" else {"vides": 1}
    bloc = {"type": "tableau", "question": "Où", "colonnes": titles} | rows
    if type_ == "frise":
        bloc = examples["frise"] | {"periodes": titles}
    (page,) = lay_out(bloc, variante=variante)
    texts = [text.strip() for text, _, _ in find_lines(page)]

    assert [title for title in titles if title not in texts] == []
    assert type_ != "rangees" or texts.count("Rendez-vous") == 1 + (count > 2)


REPONSE = (
    "Je voudrais pouvoir venir le matin, avec quelqu’un de ma famille si c’est "
    "possible, parce que le trajet est long et que je commence tôt au travail. "
) * 40


@cache
def load_widths():
    font = TTFont(io.BytesIO(read_font("AtkinsonHyperlegible-Regular.ttf")))
    unit, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): metrics[name][0] / unit for code, name in font.getBestCmap().items()
    }


def wrap_answer(text, width, size):
    """Wrap a text as a reader of PDF does, with the widths of the font."""
    lines, room = 1, width
    for word in text.split(" "):
        length = size * sum(load_widths()[letter] for letter in f"{word} ")
        if length - size * load_widths()[" "] > room:
            lines, room = lines + 1, width
        room -= length
    return lines


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
def test_an_answer_as_long_as_a_field_takes_is_seen_whole(lay_out, examples, variante):
    cases = examples["cases"]
    longue = [*cases["options"][:3], "Une réponse bien trop longue pour deux colonnes"]
    pages = lay_out(
        *(examples[t] for t in TYPES),
        cases | {"options": ["Oui", "Non"]},
        cases | {"options": longue},
        variante=variante,
        a_remplir=True,
    )
    fields = [
        (box, element, width, height)
        for page in pages
        for tag in ("textarea", "input")
        for element, _, _, width, height, box in find_fields(page, tag)
    ]
    measured = 0
    for box, element, width, height in fields:
        if not element.get("maxlength"):
            continue
        size = box.style["font_size"] / MM
        answer = REPONSE[: int(element.get("maxlength"))]
        room = int(height / (size * 1.19)) if element.tag == "textarea" else 1
        told = (element.attrib, round(width))
        assert wrap_answer(answer, width - 2.7, size) <= room, told
        measured += 1
    assert measured > 60


def test_a_circle_has_room_for_several_first_names(lay_out, examples):
    for variante in ("standard", "gros-caracteres"):
        (page, *_) = lay_out(examples["cible"], variante=variante)
        for _, _, _, width, height in find_boxes(page, "textarea"):
            assert width >= 45
            assert height >= 20


@pytest.mark.parametrize("variante", ["nb", "standard"])
def test_a_sheet_without_colour_is_printed_in_black_and_grey(
    render_sheet, examples, variante
):
    html = render_sheet(
        *(examples[t] for t in (*TYPES, "genogramme")),
        variante=variante,
        noir_et_blanc=True,
        couleur="#1C1C1C",
    )
    with pikepdf.open(io.BytesIO(render_pdf(html).data)) as pdf:
        colours = {
            tuple(float(n) for n in operands)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in {"rg", "RG", "sc", "SC", "scn", "SCN"}
            and len(operands) == 3
        }
    assert len(colours) > 2
    assert {c for c in colours if max(c) - min(c) > 0.001} == set()


@pytest.mark.parametrize(
    ("variante", "points"), [("standard", 9), ("gros-caracteres", 11)]
)
@pytest.mark.parametrize("type_", ["zone", "cartes"])
def test_the_footer_is_large_enough_to_be_read_and_stays_on_the_paper(
    make_sheet, layouts, lay_out_html, examples, type_, variante, points
):
    sheet = make_sheet([examples[type_]], variante=variante)
    garde = (
        "Un exemplaire pour la personne, un autre au dossier de suivi, si elle veut."
    )
    feuilles = (replace(sheet.feuilles[0], garde=garde),)
    html = render_html(replace(sheet, feuilles=feuilles), make_environment((layouts,)))
    (page, *_) = lay_out_html(html)
    feet = [
        box
        for box in page.descendants()
        if getattr(box, "text", "") and box.position_y > 275 * MM
    ]
    assert {round(box.style["font_size"] * 0.75, 1) for box in feet} == {points}
    assert max(box.position_y + box.height for box in feet) < (297 - 4.2) * MM


def test_words_above_cards_and_on_short_ones_are_larger_in_large_print(
    lay_out, examples
):
    page, *_ = lay_out(examples["cartes"], variante="gros-caracteres")
    sizes = {
        box.element.get("class"): round(box.style["font_size"] * 0.75)
        for box in page.descendants()
        if box.element is not None and box.element.tag == "p"
    }
    assert (sizes["consigne"], sizes["question"]) == (18, 18)
