"""Every block of a support: its macro, its chapter, its example, on every sheet."""

import itertools
import re
from typing import get_args

import pytest
import tinyhtml5

from romin_print.errors import LayoutError
from romin_print.model.support import UnBloc
from romin_print.plan.supports import VARIANTES
from romin_print.write.fields import name_fields
from romin_print.write.vocabulary import check_page

TYPES = [
    get_args(classe.model_fields["type"].annotation)[0]
    for classe in get_args(get_args(UnBloc)[0])
]
SEUL = "cartes"  # it has pages of its own
TABLEAUX = (
    "tableau", "balance", "plan_action", "semainier", "frise", "roue", "cible",
    "thermometre", "contrat",
)  # fmt: skip


def parse(html):
    return tinyhtml5.parse(html, namespace_html_elements=False).find("body")


def list_names(html):
    return [name.full for name in name_fields(parse(html)).values()]


def test_every_block_has_its_chapter_in_the_order_of_the_model(examples):
    assert list(examples) == TYPES
    assert len(TYPES) == 20
    assert [example["type"] for example in examples.values()] == TYPES


def test_every_block_has_a_macro_of_its_name(layouts):
    files = {path.stem: path for path in (layouts / "support" / "blocs").iterdir()}
    assert sorted(files) == sorted(TYPES)
    for type_, path in files.items():
        assert f"{{% macro {type_}(pose, cadre) %}}" in path.read_text()


@pytest.mark.parametrize("a_remplir", [False, True])
@pytest.mark.parametrize("variante", VARIANTES)
@pytest.mark.parametrize("type_", TYPES)
def test_every_block_gives_a_page_that_the_three_writers_print(
    render_sheet, type_, variante, a_remplir, examples
):
    html = render_sheet(examples[type_], variante=variante, a_remplir=a_remplir)
    check_page(html)
    section = parse(html).find(f".//section[@class='bloc {type_}']")
    assert section.get("data-champ") == (
        "supports.0.blocs.0" if type_ != SEUL else None
    )


def test_every_field_of_a_sheet_has_one_name_of_its_own(render_sheet, examples):
    html = render_sheet(*(examples[t] for t in TYPES if t != SEUL))
    names = list_names(html)
    ids = re.findall(r' id="([^"]+)"', html)

    assert len(names) == len(set(names)) > 100
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("type_", TABLEAUX)
def test_the_same_table_twice_on_a_sheet_names_its_cells_apart(
    render_sheet, type_, examples
):
    question = "Et la même chose **plus tard** ?"
    html = render_sheet(examples[type_], examples[type_] | {"question": question})
    told = re.findall(r'aria-label="([^"]+)"', html)

    assert len(told) == len(set(told)) > 1
    assert told[-1].count("Et la même chose plus tard\u202f?") == 1


WITH_FIELDS = [t for t in TYPES if t not in {"consigne", "ressource", SEUL}]


@pytest.mark.parametrize("type_", WITH_FIELDS)
@pytest.mark.parametrize("question", [None, "Et la même chose **plus tard** ?"])
def test_the_same_block_twice_on_a_sheet_names_its_fields_apart(
    render_sheet, type_, question, examples
):
    first = examples[type_]
    other = first | ({"question": question} if question else {})
    names = list_names(render_sheet(first, other))

    assert len(names) == len(set(names)) > 1
    if question:
        assert "Et la même chose plus tard\u202f?" in names[-1]


def test_a_contract_asks_what_else_under_its_own_question(render_sheet, examples):
    names = list_names(render_sheet(examples["contrat"]))
    assert names[0] == "Nous nous mettons d’accord – Et aussi"


def test_the_zones_of_a_thermometer_are_left_to_colour(render_sheet, examples):
    html = render_sheet(examples["thermometre"])
    assert set(re.findall(r'fill="(#[^"]+)"', html)) == {"#FFFFFF", "#1C1C1C"}


def test_the_examples_of_the_documentation_take_about_five_lines(examples):
    assert all(len(example) <= 6 for example in examples.values())


def test_a_drawing_leads_to_the_table_that_says_the_same(render_sheet, examples):
    for type_ in ("roue", "cible", "thermometre"):
        body = parse(render_sheet(examples[type_]))
        (figure,) = body.iter("figure")
        (table,) = body.iter("table")
        assert figure.get("data-equivalent") == table.get("id")
        assert table.find("caption").text
        drawn = " ".join(figure.itertext())
        assert len(list(table.iter("tr"))) >= 3
        for header in table.iterfind("tbody/tr/th"):
            titre = "".join(header.itertext()).rsplit(". ", 1)[-1]
            assert titre in drawn.replace("\n", " ")


def test_words_too_long_for_a_wheel_become_numbers_in_the_table_too(
    render_sheet, examples
):
    longs = ["Une longue phrase " * 8, "Anticonstitutionnellement" * 3, "Amis"]
    html = render_sheet(examples["roue"] | {"secteurs": [m.strip() for m in longs]})
    headers = ["".join(th.itertext()) for th in parse(html).iterfind(".//tbody/tr/th")]
    words = [text.text for text in parse(html).iter("{http://www.w3.org/2000/svg}text")]

    assert [header[:3] for header in headers] == ["1. ", "2. ", "3. "]
    assert words[-3:] == ["1", "2", "3"]


def test_the_footer_says_the_code_the_copy_and_where_the_sheet_is_kept(
    render_sheet, examples
):
    body = parse(render_sheet(examples["zone"], exemplaire=3))
    pied = body.find("main/article").get("data-pied").replace("\u00a0", " ")

    assert pied == (
        "Z-01 · Exemplaire 3 · version 1.0 · Proposition · Gardée au dossier de suivi."
        " Contient des informations personnelles."
    )


@pytest.mark.parametrize(
    ("options", "classes"),
    [
        ({}, "support standard papier"),
        ({"a_remplir": True}, "support standard a-remplir"),
        ({"variante": "nb"}, "support nb papier"),
        ({"noir_et_blanc": True}, "support standard nb papier"),
        ({"variante": "gros-caracteres"}, "support gros-caracteres papier"),
    ],
)
def test_the_classes_of_a_sheet_say_its_variant(
    render_sheet, options, classes, examples
):
    html = render_sheet(examples["zone"], **options)
    assert f'<article class="{classes}"' in html


def test_only_large_print_tells_its_scale_to_word(render_sheet, examples):
    gros = render_sheet(examples["zone"], variante="gros-caracteres")
    assert '<meta name="text-scale" content="1.2857">' in gros
    assert "text-scale" not in render_sheet(examples["zone"])


def test_headings_go_down_one_level_at_a_time_under_a_single_title(
    make_sheet, layouts, examples
):
    from romin_print.render.environment import make_environment
    from romin_print.render.html import render_html

    one = make_sheet([examples["chaine"], examples["ressource"]])
    two = make_sheet(
        [examples["feu"]],
        feuilles=(*one.feuilles, *make_sheet([examples["feu"]]).feuilles),
    )
    body = parse(render_html(two, make_environment((layouts,))))
    levels = [int(e.tag[1]) for e in body.iter() if e.tag in {"h1", "h2", "h3", "h4"}]

    assert levels == [1, 2, 2, 2, 3]


@pytest.mark.parametrize(("count", "backs", "pages"), [(8, 0, 1), (8, 1, 2), (9, 1, 4)])
def test_cards_take_the_pages_of_their_fronts_and_backs_and_no_more(
    render_sheet, count, backs, pages
):
    cartes = [{"recto": f"Carte {n}"} for n in range(count)]
    bloc = {"type": "cartes", "question": "Des forces", "cartes": cartes}
    html = render_sheet(bloc | ({"dos": "Force"} if backs else {}))
    body = parse(html)

    assert body.find("main/article").get("data-pages-max") == str(pages)
    planches = [e.get("class") for e in body.iter("div") if "planche" in e.get("class")]
    sides = ["planche recto", "planche verso"][: backs + 1]
    assert planches == sides * (pages // len(sides))
    assert html.count('<div class="carte') == 8 * pages


def test_cards_are_read_fronts_then_backs_in_the_order_of_the_author(render_sheet):
    cartes = [{"recto": f"Recto {n}", "verso": f"Verso {n}"} for n in range(1, 10)]
    bloc = {"type": "cartes", "question": "Des forces", "cartes": cartes}
    words = re.findall(r"<p>((?:Recto|Verso) \d)</p>", render_sheet(bloc))

    sides = itertools.product(["Recto", "Verso"], range(1, 9))
    assert words == [f"{side} {n}" for side, n in sides] + ["Recto 9", "Verso 9"]


def test_a_block_without_its_macro_is_told(make_sheet, layouts, tmp_path, examples):
    from romin_print.render.environment import make_environment
    from romin_print.render.html import render_html

    own = tmp_path / "support" / "blocs" / "zone.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro autre(pose, cadre) %}{% endmacro %}")

    with pytest.raises(LayoutError, match=r"corps\.html"):
        render_html(
            make_sheet([examples["zone"]]), make_environment((tmp_path, layouts))
        )


@pytest.mark.parametrize("variante", ["standard", "gros-caracteres"])
def test_golden_sheet_of_every_block(render_sheet, check_golden, variante, examples):
    html = render_sheet(*(examples[t] for t in TYPES if t != SEUL), variante=variante)
    check_golden(f"support-{variante}.html", html[html.index("<body>") :])


def test_golden_cards(render_sheet, check_golden, examples):
    html = render_sheet(examples[SEUL], variante="nb", exemplaire=2)
    check_golden("support-cartes.html", html[html.index("<body>") :])
