"""Sheets once they are laid out: rules, heights, cards back to back, headers."""

import io

import pikepdf
import pytest

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
def lay_out(render_sheet):
    """Lay a sheet out as the PDF writer does, and list its pages."""
    load_engine()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from romin_print.write.pdf.fetcher import HouseFetcher
    from romin_print.write.pdf.ruling import rule_fields

    def lay(*examples, **options):
        html = render_sheet(*examples, **options)
        page = HTML(string=html, url_fetcher=HouseFetcher([]))
        if not options.get("a_remplir"):
            rule_fields(page.etree_element.find("body"))
        laid = page.render(
            font_config=FontConfiguration(),
            pdf_forms=options.get("a_remplir", False),
        )
        return [page._page_box for page in laid.pages]

    return lay


def find_boxes(box, tag, classe=""):
    """Find the boxes of some elements of a page, in millimetres: x, y, width, height."""
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
            )
            return
    for child in getattr(box, "children", ()):
        yield from find_boxes(child, tag, classe)


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
    assert places[0][0] == pytest.approx((15, 50, 90, 57), abs=0.01)
    assert places[0][7] == pytest.approx((105, 221, 90, 57), abs=0.01)


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


def test_a_title_too_long_above_cards_is_told_rather_than_shifting_them(render_sheet):
    bloc = {
        "type": "cartes",
        "question": "Une question bien trop longue pour rester au-dessus. " * 4,
        "cartes": [{"recto": "Un", "verso": "Dos"}, {"recto": "Deux"}],
    }
    printed = render_pdf(render_sheet(bloc))
    assert printed.overflows
    assert printed.overflows[0].champ == "supports.0.blocs.0"


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
