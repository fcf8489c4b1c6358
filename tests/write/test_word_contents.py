"""The contents of a binder in Word: a field whose result is there already."""

from pathlib import Path

import pytest
from lxml import etree

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.word.writer import render_docx

LAYOUTS = [Path(__file__).parents[2] / "layouts"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOT = ' <span class="renvoi">p. <span class="page" data-page="{}">{}</span></span>'
PLACES = '<article id="a"><h2>Accueil</h2></article><article id="f-1"><h3>Un outil</h3></article>'


def contents(entries):
    return render(
        '<article class="piece-sommaire"><h2>Sommaire</h2>' + entries + "</article>"
    )


def render(blocks):
    html = f"<body><main><article><h1>T</h1></article>{blocks}{PLACES}</main>"
    return etree.fromstring(
        unpack_zip(render_docx(html, LAYOUTS))["word/document.xml"]
    )[0]


def entry(id_, title, number="", tag="li", name="entree"):
    slot = SLOT.format(id_, number) if number else ""
    return f'<{tag} class="{name}"><a href="#{id_}">{title}</a>{slot}</{tag}>'


@pytest.fixture(scope="module")
def sample():
    chapter = entry("a", "Accueil", "3", "p", "tete-chapitre")
    return contents(f"{chapter}<ul>{entry('f-1', 'Un outil', '12')}</ul>")


def list_marks(body):
    """List what the fields of a body are made of, in order, with what they show."""
    kinds = {W + "instrText": "text", W + "t": "text"}
    for element in body.iter(W + "fldChar", *kinds):
        if element.tag == W + "fldChar":
            yield element.get(W + "fldCharType")
        else:
            yield element.text.strip()


def find_paragraphs(body, style):
    return [
        p
        for p in body.iter(W + "p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
        and p.find(f"{W}pPr/{W}pStyle").get(W + "val") == style
    ]


def test_the_field_holds_its_result_pages_included(sample):
    marks = list(list_marks(sample))

    assert marks[marks.index("Sommaire") + 1 :][:24] == [
        "begin",
        r'TOC \o "2-3" \h \z \u',
        "separate",
        "Accueil",
        "p.",
        "begin",
        r"PAGEREF a \h",
        "separate",
        "3",
        "end",
        "Un outil",
        "p.",
        "begin",
        r"PAGEREF f_1 \h",
        "separate",
        "12",
        "end",
        "end",
        "Accueil",
        "Un outil",
    ]


def test_entries_are_in_the_styles_that_word_gives_them_and_all_of_each_leads(sample):
    (chapter,), (tool,) = (
        find_paragraphs(sample, "Toc2"),
        find_paragraphs(sample, "Toc3"),
    )

    for paragraph, anchor in [(chapter, "a"), (tool, "f_1")]:
        (link,) = paragraph.findall(W + "hyperlink")
        assert link.get(W + "anchor") == anchor
        assert link.find(f"{W}r/{W}tab") is not None
        assert "".join(link.itertext(W + "t")) == "".join(paragraph.itertext(W + "t"))


def test_the_styles_of_entries_have_the_names_that_word_knows():
    styles = etree.fromstring(
        unpack_zip((LAYOUTS[0] / "word/reference.docx").read_bytes())["word/styles.xml"]
    )
    names = {
        s.get(W + "styleId"): (
            s.find(W + "name").get(W + "val"),
            s.get(W + "customStyle"),
        )
        for s in styles.iter(W + "style")
    }

    assert names["Toc2"] == ("toc 2", "0")
    assert names["Toc3"] == ("toc 3", "0")
    (tab,) = styles.iterfind(f"{W}style[@{W}styleId='Toc3']//{W}tab")
    assert (tab.get(W + "val"), tab.get(W + "leader")) == ("right", "dot")


def test_no_field_asks_to_be_made_again(sample):
    settings = unpack_zip((LAYOUTS[0] / "word/reference.docx").read_bytes())[
        "word/settings.xml"
    ]

    assert b"updateFields" not in settings
    assert not [mark for mark in sample.iter(W + "fldChar") if mark.get(W + "dirty")]


def test_the_field_ends_before_the_pages_of_the_contents_do(sample):
    ends = [p for p in sample.iter(W + "p") if p.find(f".//{W}sectPr") is not None]
    _, end, *_ = ends

    assert end.find(W + "r") is None
    closing = end.getprevious().findall(f"{W}r/{W}fldChar")
    assert [mark.get(W + "fldCharType") for mark in closing] == ["end"]


def test_loose_leaves_have_contents_without_pages():
    body = contents(f"<ul>{entry('f-1', 'Un outil')}</ul>")

    orders = [order.text.strip() for order in body.iter(W + "instrText")]
    assert orders == [r'TOC \o "2-3" \n \h \z \u']


def test_lists_inside_lists_are_entries_too():
    inner = f"<ul>{entry('f-1', 'Un outil')}</ul></li>"
    body = contents("<ul>" + entry("a", "Accueil").replace("</li>", inner) + "</ul>")

    links = [link.get(W + "anchor") for link in body.iter(W + "hyperlink")]
    assert links == ["a", "f_1"]


def test_contents_where_nothing_leads_are_refused():
    with pytest.raises(LayoutError, match="sommaire sans entrée"):
        contents("<p>Rien</p>")


def test_a_sentence_among_the_contents_stays_a_sentence():
    body = contents(f"<p>À lire.</p><ul>{entry('f-1', 'Un outil')}</ul>")

    said = [p for p in body.iter(W + "p") if "".join(p.itertext(W + "t")) == "À lire."]
    assert said[0].find(f".//{W}fldChar") is None


def test_a_number_that_is_none_stays_text():
    body = render(f"<article><p>Voir{SLOT.format('a', '?')}</p></article>")

    assert not list(body.iter(W + "instrText"))
    assert "Voir p. ?" in "".join(body.itertext(W + "t"))


def test_a_number_of_page_shows_what_the_page_says():
    body = render(f"<article><p>Voir{SLOT.format('a', '37')}.</p></article>")

    assert list(list_marks(body))[1:10] == [
        "Voir",
        "p.",
        "begin",
        r"PAGEREF a \h",
        "separate",
        "37",
        "end",
        ".",
        "Accueil",
    ]


MARKS = """<table class="grille-outils"><caption>Grille</caption><thead><tr>
<th scope="col">Outil</th><th scope="col" class="croix vertical">Gestion de soi</th>
<th scope="col" class="croix">B</th><th scope="col">Modalité</th></tr></thead>
<tbody><tr><th scope="row">Un outil</th><td>oui</td><td></td><td>Entretien</td></tr></tbody>
</table>"""


def test_columns_of_marks_are_narrow_and_their_headers_may_stand():
    body = render(f"<article>{MARKS}</article>")

    widths = [int(each.get(W + "w")) for each in body.iter(W + "gridCol")]
    stood = [each.find(f".//{W}textDirection") for each in body.iter(W + "tc")]
    height = body.find(f".//{W}trHeight").get(W + "val")
    assert widths[1] == widths[2] < 400 < min(widths[0], widths[3])
    assert sum(widths) == 9752
    assert [s is not None for s in stood] == [False, True] + [False] * 6
    assert stood[1].get(W + "val") == "btLr"
    assert int(height) > 1000
