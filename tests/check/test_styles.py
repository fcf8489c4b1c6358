"""Styles that cost seconds are found in layouts, at their line, and no other is."""

import pytest

from romin_print.check.styles import check_styles


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "css").mkdir()
    return tmp_path


def find(folder, *pages):
    found = check_styles([folder], pages)
    return [(str(p.place).removeprefix(f"{folder}/"), p.cause) for p in found]


@pytest.mark.parametrize(
    ("css", "place", "told"),
    [
        ("p {\n  border-bottom: .4pt dotted #000 }", "2:3", "dotted"),
        ("{# dotted #}\np { border: 1pt DOTTED }", "2:5", "dotted"),
        ("p { border-style: solid dotted }", "1:5", "dotted"),
        ("p { outline: dotted }", "1:5", "dotted"),
        ("@media print { p { border: {{ largeur }}mm dotted } }", "1:20", "dotted"),
        ("{% if vrai %}\n\n.a::after { content: leader('.') }", "3:13", "leader"),
        (".i { columns: 2 }", "1:6", "columns"),
        (".i { column-count: {{ nombre }} }", "1:6", "columns"),
        (".i { column-width: 3em }", "1:6", "columns"),
        ("@page { @top-left { border-top: 1pt dotted } }", "1:21", "dotted"),
    ],
)
def test_a_costly_style_is_told_where_it_is_written(folder, css, place, told):
    (folder / "css" / "a.css").write_text(css, encoding="utf-8")
    ((where, cause),) = find(folder)
    assert where == f"css/a.css:{place}"
    assert told in cause


@pytest.mark.parametrize(
    "css",
    [
        "p { border: 1pt dashed } .dotted { border-top: .3mm solid }",
        "@media screen { p { border: 1pt dotted } .i { columns: 2 } }",
        "@media screen and (max-width: 9rem) { p { border: 1pt dotted } }",
        ".i { columns: auto; column-gap: 2mm; column-count: 1 }",
        ".a::after { content: 'leader(' }",
        "/* p { border: dotted } */ {# .i { columns: 2 } #}",
        "{{ incluse }} p { color: red }",
    ],
)
def test_what_costs_nothing_on_paper_is_left_alone(folder, css):
    (folder / "css" / "a.css").write_text(css, encoding="utf-8")
    assert find(folder) == []


def test_styles_inside_a_page_are_read_in_their_place(folder):
    page = """
<p class="x">border: dotted</p>
<style>
.a { color: red }
.b { columns: 3 }
</style>{% for x in y %}
<p {{ z }} style="border: 1pt dotted">é</p>
{% endfor %}<style media="print">i { border: 0 dotted }</style>"""
    (folder / "a.html").write_text(page, encoding="utf-8")
    assert [where for where, _ in find(folder)] == [
        "a.html:5:6",
        "a.html:7:19",
        "a.html:8:38",
    ]


def test_a_layout_hidden_by_another_folder_is_not_in_use(folder, tmp_path_factory):
    own = tmp_path_factory.mktemp("own")
    (own / "css").mkdir()
    (own / "css" / "a.css").write_text("p { columns: 1 }", encoding="utf-8")
    (folder / "css" / "a.css").write_text("p { columns: 2 }", encoding="utf-8")
    assert check_styles([own, folder], []) == []
    assert len(check_styles([folder, own], [])) == 1


CSS = """.a, .b { color: red }
.a { display: flex; flex-direction: column }
.b { display: grid }
.c { display: block }
.inutile { display: flex }"""

FLEX = '<div style="display: flex">{}</div>'


def render(body, css=CSS):
    return f"<!doctype html><title>Essai</title><style>{css}</style>{body}"


def nest(*attributes):
    body = "<p>Des mots</p>"
    for attribute in reversed(attributes):
        body = f"<div {attribute}>{body}</div>"
    return body


A, B, C = 'class="a"', 'class="b"', 'class="c"'


def test_the_third_flex_in_two_others_is_told_where_its_rule_is(folder):
    (folder / "css" / "a.css").write_text(CSS, encoding="utf-8")
    ((where, cause),) = find(folder, render(nest(A, C, A, B, A)))
    assert where == "css/a.css:2:6"
    assert "flex" in cause


@pytest.mark.parametrize(
    "body",
    [
        nest(A, A),
        nest(A, A, 'class="a c"'),
        nest(A, A, 'class="a" style="display: block"'),
        nest(A, B, A, B),
        nest(A, A) + nest(A, A),
    ],
)
def test_boxes_that_are_not_three_flex_deep_are_left_alone(folder, body):
    (folder / "css" / "a.css").write_text(CSS, encoding="utf-8")
    assert find(folder, render(body)) == []


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (
            ".c { display: flex !important } .a { display: block }",
            nest(*[f'{A[:-1]} c"'] * 3),
        ),
        ("p::before { display: block } div { display: inline-flex }", nest("", "", "")),
        ("a:foo { display: block } div { display: flex }", nest("", "", "")),
    ],
)
def test_the_stronger_rule_wins_and_one_written_nowhere_is_told_too(folder, css, body):
    ((where, _),) = find(folder, render(body, css))
    assert where == "layouts"


def test_a_style_attribute_makes_flex_boxes_too(folder):
    body = FLEX.format(FLEX.format(FLEX.format("<p>Des mots</p>")))
    (folder / "a.html").write_text(body, encoding="utf-8")
    assert [where for where, _ in find(folder, render(body))] == [
        "a.html:1:13",
        "a.html:1:40",
        "a.html:1:67",
    ]
