"""Block by block: what Word is told, and what is refused."""

import base64
import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.word.writer import render_docx

LAYOUTS = Path(__file__).parents[2] / "layouts"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
LINKS = "word/_rels/document.xml.rels"


def write(body):
    return unpack_zip(render_docx(f"<body><h1>T</h1>{body}", [LAYOUTS]))


def write_body(body):
    return etree.fromstring(write(body)["word/document.xml"])


def find_values(element, path):
    value = f"{{{NAMES['w']}}}val"
    return [found.get(value) for found in element.iterfind(f".//{path}", NAMES)]


def read_texts(body):
    return [
        "".join(t.text for t in p.iterfind(".//w:t", NAMES))
        for p in body.iterfind(".//w:p", NAMES)
    ]


def data_uri(width=24, height=24, kind="png"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, kind)
    return f"data:image/{kind};base64,{base64.b64encode(buffer.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p> a\n  <em> b </em> c </p>", "a b c"),
        ("<p><strong>a </strong> b</p>", "a b"),
        ("<p>a<em> </em>b</p>", "a b"),
        ("<p>a\u00a0: b\u202f; c</p>", "a\u00a0: b\u202f; c"),
        ("<p>a<!-- rien -->b<!-- rien --><em>c</em><!-- rien -->d</p>", "abcd"),
    ],
)
def test_white_space_collapses_over_the_whole_paragraph(body, expected):
    assert read_texts(write_body(body))[1] == expected


def test_no_space_is_left_around_a_line_break():
    body = write_body("<p>a <br> b</p>")

    assert [t.text for t in body.iterfind(".//w:t", NAMES)] == ["T", "a", "b"]


def test_a_space_that_ends_dressed_text_goes_to_the_plain_text_after_it():
    body = write_body('<p><span class="lettre">C </span>Plan <em>a</em></p>')

    texts = [t.text for t in body.iterfind(".//w:t", NAMES)]
    assert texts == ["T", "C", " Plan ", "a"]


@pytest.mark.parametrize(
    ("body", "style", "direct"),
    [
        ("<strong>x</strong>", ["Strong"], ["b"]),
        ("<em>x</em>", ["Emphasis"], ["i"]),
        ("<strong><em>x</em></strong>", ["Emphasis"], ["b", "i"]),
        ("<strong><span>x</span></strong>", ["Strong"], ["b"]),
        ('<a href="https://a.fr"><strong>x</strong></a>', ["Strong"], ["b"]),
        ('<span class="inconnue">x</span>', [], []),
    ],
)
def test_a_run_takes_the_innermost_style_and_says_the_rest(body, style, direct):
    run = write_body(f"<p>{body}</p>").find(".//w:r[w:rPr]", NAMES)

    found = [] if run is None else run.find("w:rPr", NAMES)
    said = [etree.QName(child).localname for child in found]
    assert find_values(run, "w:rStyle") == style if style else run is None
    assert [name for name in said if name in ("b", "i")] == direct


def test_a_link_is_a_real_one_and_shared_by_all_who_lead_there():
    link = '<a href="https://www.justice.fr/?a=1&amp;b=2">le <em>site</em></a>'
    members = write(f"<p>{link} et {link}</p>")

    body = etree.fromstring(members["word/document.xml"])
    links = body.findall(".//w:hyperlink", NAMES)
    assert ["".join(link.itertext()) for link in links] == ["le site", "le site"]
    assert members[LINKS].count(b"https://www.justice.fr/?a=1&amp;b=2") == 1


@pytest.mark.parametrize("href", ["", "javascript:alert(1)", "fiche.html"])
def test_a_link_that_leads_nowhere_from_paper_is_refused(href):
    with pytest.raises(LayoutError, match="adresse complète attendue"):
        write(f'<p><a href="{href}">x</a></p>')


def test_a_language_said_on_a_block_holds_for_all_its_text():
    body = write_body('<section lang="en"><p>a <em>b</em> <span lang="de">c</span></p>')

    assert find_values(body, "w:lang") == ["en-GB"] * 2 + ["en-GB", "de-DE"]


def test_ordered_lists_each_start_again_at_1():
    members = write("<ol><li>a</li><li>b</li></ol><p>x</p><ol><li>c</li></ol>")

    body = etree.fromstring(members["word/document.xml"])
    first, again, second = find_values(body, "w:numId")
    assert first == again != second
    numbering = etree.fromstring(members["word/numbering.xml"])
    for number in (first, second):
        path = f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride"
        start = numbering.xpath(path, namespaces=NAMES)[0]
        assert start.get(f"{{{NAMES['w']}}}val") == "1"


def test_nested_lists_go_down_one_level_whatever_their_kind():
    body = write_body("<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>")

    assert read_texts(body) == ["T", "a", "b", "c"]
    assert find_values(body, "w:ilvl") == ["1", "2"]


def test_a_nested_ordered_list_starts_again_at_its_own_level():
    members = write("<ul><li>a<ol><li>b</li></ol></li></ul>")

    overrides = etree.fromstring(members["word/numbering.xml"]).iter("{*}lvlOverride")
    assert [each.get(f"{{{NAMES['w']}}}ilvl") for each in overrides] == ["1"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>a" * 4, "imbriquée sur 4 niveaux"),
        ("<ul><li></li></ul>", "<li> sans texte"),
        ("<ul><li>a<ul><li>b</li></ul>et puis</li></ul>", "après une liste imbriquée"),
        ("<ul><li>a<ul><li>b</li></ul><em>c</em></li></ul>", "après une liste"),
        ("<ul><li><p>a</p></li></ul>", "n’admet pas <p> dans <li>"),
        ("<ul><p>a</p></ul>", "n’admet pas <p> dans <ul>"),
    ],
)
def test_a_list_that_word_cannot_say_is_refused(body, expected):
    with pytest.raises(LayoutError, match=expected):
        write(body)


TABLE = (
    "<table class=x><caption>Mes <em>choix</em></caption>"
    "<thead><tr><th scope=col>a</th><th scope=col>b</th></tr></thead>"
    "<tbody><tr><th scope=row>c</th><td>d</td></tr></tbody></table>"
)


def test_a_table_says_its_name_and_where_its_headers_are():
    table = write_body(TABLE).find(".//w:tbl", NAMES)

    assert find_values(table, "w:tblCaption") == ["Mes choix"]
    assert find_values(table, "w:tblDescription") == [
        "Tableau de 2 lignes, les titres des colonnes en haut, le titre de chaque"
        " ligne dans la première colonne."
    ]
    look = table.find(".//w:tblLook", NAMES)
    claims = {etree.QName(key).localname: value for key, value in look.items()}
    assert (claims["firstRow"], claims["firstColumn"], claims["val"]) == (
        "1",
        "1",
        "04A0",
    )


def test_only_header_rows_come_back_and_no_row_is_cut():
    rows = write_body(TABLE).findall(".//w:tr", NAMES)

    assert [row.find("w:trPr/w:tblHeader", NAMES) is not None for row in rows] == [
        True,
        False,
    ]
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)


def test_a_table_without_headers_claims_none():
    body = write_body(
        "<table><caption>t</caption><tr><td>a</td><td>b</td></tr></table>"
    )

    look = body.find(".//w:tblLook", NAMES)
    claimed = [
        look.get(f"{{{NAMES['w']}}}{k}") for k in ("val", "firstRow", "firstColumn")
    ]
    assert claimed == ["0400", "0", "0"]


def test_the_caption_is_told_once_before_its_table():
    body = write_body(TABLE)

    assert read_texts(body)[1:3] == ["Mes choix", "a"]
    assert body.find(".//w:tbl", NAMES).getprevious().tag.endswith("}p")


def test_columns_are_as_wide_in_the_cells_as_in_the_grid_and_fill_the_page():
    table = write_body(TABLE).find(".//w:tbl", NAMES)
    width = f"{{{NAMES['w']}}}w"

    grid = [column.get(width) for column in table.iterfind(".//w:gridCol", NAMES)]
    for row in table.iterfind("w:tr", NAMES):
        assert [cell.get(width) for cell in row.iterfind(".//w:tcW", NAMES)] == grid
    assert sum(map(int, grid)) == pytest.approx(172 / 25.4 * 1440, abs=3)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><td>a</table>", "sans titre <caption>"),
        ("<table><caption></caption><tr><td>a</table>", "<caption> sans texte"),
        ("<table><caption>t</caption></table>", "vide, ou dont"),
        ("<table><caption>t</caption><tr><td>a<tr><td>b<td>c</table>", "inégales"),
        ("<table><caption>t</caption><tr><td colspan=2>a</table>", "fusionnées"),
        ("<table><caption>t</caption><tbody><script></script></table>", "dans <tbody>"),
        ("<table><caption>t</caption><tr><script></script></table>", "dans <tr>"),
        ("<table><caption>t</caption><tr></tr></table>", "vide, ou dont"),
        ("<table><caption>t</caption><tfoot><tr><td>a</table>", "admet pas <tfoot>"),
        ("<table><caption>t</caption><tr><td><table></table>", "<table> dans <td>"),
        (
            "<table><caption>t</caption><tr><td>a<p>b</table>",
            "hors paragraphe dans <td>",
        ),
    ],
)
def test_a_table_that_a_reader_could_not_cross_is_refused(body, expected):
    with pytest.raises(LayoutError, match=expected):
        write(body)


def test_a_quotation_stays_on_one_page():
    body = write_body("<blockquote><p>a</p><p>b</p><p>c</p></blockquote>")

    held = [
        p.find("w:pPr/w:keepNext", NAMES) is not None
        for p in body[0].findall("w:p", NAMES)
    ]
    assert held == [False, True, True, False]


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_has_its_words_and_the_size_of_the_web_page(kind):
    source = data_uri(96, 48, kind)
    body = write_body(f'<figure><img src="{source}" alt="Une « balance »"></figure>')

    inline = body.find(".//wp:inline", NAMES)
    assert inline.find("wp:docPr", NAMES).get("descr") == "Une « balance »"
    extent = inline.find("wp:extent", NAMES)
    assert (extent.get("cx"), extent.get("cy")) == ("914400", "457200")


def test_a_large_picture_is_brought_down_to_the_page():
    body = write_body(f'<figure><img src="{data_uri(4000, 2000)}" alt="x"></figure>')

    extent = body.find(".//wp:extent", NAMES)
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert width <= 172 * 36000 + 635 * 3
    assert width / height == pytest.approx(2, abs=0.001)


def test_pictures_have_numbers_of_their_own():
    figure = f'<figure><img src="{data_uri()}" alt="x"></figure>'
    body = write_body(figure * 3)

    numbers = [p.get("id") for p in body.iterfind(".//wp:docPr", NAMES)]
    assert numbers == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (f'<img src="{data_uri()}">', "sans texte de remplacement"),
        (f'<img src="{data_uri()}" alt=" ">', "sans texte de remplacement"),
        ('<img src="a.png" alt="x">', "illisible pour Word"),
        ('<img src="data:image/svg+xml;base64,AAAA" alt="x">', "illisible pour Word"),
        ('<img src="data:image/png;base64,AAA" alt="x">', "base64 est abîmé"),
        ('<img src="data:image/png;base64,AAAA" alt="x">', "ni PNG ni JPEG"),
        ("<p>x</p>", "n’admet pas <p> dans <figure>"),
    ],
)
def test_a_picture_that_word_cannot_show_is_refused(picture, expected):
    with pytest.raises(LayoutError, match=expected):
        write(f"<figure>{picture}</figure>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<video></video>",
            "n’admet pas <video> dans <body>.*Éléments admis : <article>",
        ),
        ("<p><code>x</code></p>", "n’admet pas <code> dans <p>.*<strong>"),
        ("<div><dl></dl></div>", "n’admet pas <dl> dans <div>"),
        ("<blockquote><ul></ul></blockquote>", "<ul> dans <blockquote>"),
        ("<div>perdu</div>", "hors paragraphe dans <div> : « perdu »"),
        ("<section><p>a</p> perdu</section>", "dans <section> : « perdu »"),
        ("<div><!-- a -->perdu</div>", "dans <div> : « perdu »"),
        ("<div><p>a</p><!-- b -->perdu</div>", "dans <div> : « perdu »"),
        ("<p> <em> </em> </p>", "paragraphe <p> sans texte"),
    ],
)
def test_what_word_does_not_know_is_refused_and_never_dropped(body, expected):
    with pytest.raises(LayoutError, match=expected):
        write(body)
