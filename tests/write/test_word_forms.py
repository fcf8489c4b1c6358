"""What a person fills in: every field of the page is a control of Word, with its name."""

import re
import subprocess
from pathlib import Path

import pytest
import tinyhtml5
from lxml import etree
from openxml_audit import OpenXmlValidator

from romin_print.check.parite import check_parity
from romin_print.check.word_accessibility import check_word
from romin_print.check.word_controls import list_controls
from romin_print.errors import LayoutError
from romin_print.write.fields import Name, name_fields
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.vocabulary import check_page
from romin_print.write.word.controls import shorten_name
from romin_print.write.word.writer import render_docx

LAYOUTS = Path(__file__).parents[2] / "layouts"
SAMPLE = (Path(__file__).parent / "support_sample.html").read_text(encoding="utf-8")
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
W, W14 = f"{{{NAMES['w']}}}", f"{{{NAMES['w14']}}}"
MM = 1440 / 25.4
CHAMP = '<div class="champ"><label for="a">Ma question</label>{}</div>'
LINES = CHAMP.format('<textarea id="a" name="a" rows="{}"></textarea>')
TEXT = CHAMP.format('<input type="text" id="a" name="a">')
CASE = (
    '<div class="case"><input type="radio" id="{0}" name="g" value="{0}">'
    '<label for="{0}">{0}</label></div>'
)
TABLE = (
    "<table{}><caption>t</caption><thead><tr><th scope=col>A</th><th scope=col>B</th>"
    "</tr></thead><tbody><tr><th scope=row>C</th>{}</tr></tbody></table>"
)
LARGE = '<meta name="text-scale" content="1.2857">'


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "support.docx"
    path.write_bytes(render_docx(SAMPLE, [LAYOUTS]))
    return path


def write(body, head="", around="article class=support"):
    html = f"{head}<body><h1>T</h1><{around}>{body}</{around.split()[0]}>"
    return unpack_zip(render_docx(html, [LAYOUTS]))


def write_body(body, head="", around="article class=support"):
    return etree.fromstring(write(body, head, around)["word/document.xml"])


def rename(field, name):
    """Make another field of the same kind: its own name, its own question."""
    return field.replace('"a"', f'"{name}"').replace("question", f"question {name}")


def find(element, path):
    return element.findall(f".//{path}", NAMES)


def read_text(element):
    return "".join(element.itertext(W + "t"))


def read_styles(element):
    return [style.get(W + "val") for style in find(element, "w:pStyle")]


def read_heights(table):
    heights = (row.find("w:trPr/w:trHeight", NAMES) for row in find(table, "w:tr"))
    return [None if h is None else round(int(h.get(W + "val")) / MM) for h in heights]


def read_fields():
    page = tinyhtml5.parse(SAMPLE, namespace_html_elements=False)
    return name_fields(page.find("body"))


def kind_of(element):
    kinds = {"textarea": "text", "select": "dropDownList", "text": "text"}
    boxes = {"date": "date", "checkbox": "checkbox", "radio": "checkbox"}
    return (kinds | boxes)[element.get("type") or element.tag]


def test_the_sample_is_a_page_that_all_writers_print():
    check_page(SAMPLE)


def test_every_field_of_the_page_is_a_control_with_its_name_and_its_kind(sample):
    expected = [
        (shorten_name(name), element.get("name"), kind_of(element))
        for element, name in read_fields().items()
    ]

    # A row of a scale says its numbers first: its boxes come together, in order.
    assert list_controls(sample) == expected
    assert {kind for *_, kind in expected} == {
        "text",
        "date",
        "dropDownList",
        "checkbox",
    }


def test_the_file_follows_the_schema_of_word_and_can_be_read_without_seeing_it(sample):
    assert OpenXmlValidator().validate(sample).errors == []
    assert check_word(sample) == []


def test_word_says_every_word_of_the_page_and_none_of_its_choices(sample):
    assert check_parity(SAMPLE, sample) == []


def test_the_same_page_makes_the_same_bytes(sample):
    assert render_docx(SAMPLE, [LAYOUTS]) == sample.read_bytes()


def test_what_came_with_word_2010_is_declared_and_may_be_ignored(sample):
    root = etree.fromstring(unpack_zip(sample.read_bytes())["word/document.xml"])

    assert root.get(f"{{{NAMES['mc']}}}Ignorable") == "w14"
    assert root.nsmap["w14"] == NAMES["w14"]


def test_a_control_that_is_not_filled_in_shows_no_word():
    body = write_body(LINES.format(2) + rename(TEXT, "b"))

    shown = [
        read_text(control.find("w:sdtContent", NAMES))
        for control in find(body, "w:sdt")
    ]
    assert [set(text) for text in shown] == [{"\u00a0"}] * 2
    assert len(find(body, "w:sdtPr/w:showingPlcHdr")) == 2


def test_a_question_to_answer_on_lines_is_a_box_headed_by_the_question():
    (table,) = find(write_body(LINES.format(4)), "w:tbl")

    header, answer = table.findall("w:tr", NAMES)
    assert read_text(header) == "Ma question"
    assert header.find("w:trPr/w:tblHeader", NAMES) is not None
    assert answer.find(".//w:sdtPr/w:text", NAMES).get(W + "multiLine") == "1"
    assert table.find("w:tblPr/w:tblCaption", NAMES).get(W + "val") == "Ma question"
    assert read_styles(table) == ["QuestionDuCadre", "Reponse"]


def test_the_question_stays_with_its_box_over_pages():
    members = write(LINES.format(4))

    styles = etree.fromstring(members["word/styles.xml"])
    path = "//w:style[@w:styleId='{}']"
    (question,) = styles.xpath(path.format("QuestionDuCadre"), namespaces=NAMES)
    base = question.find("w:basedOn", NAMES).get(W + "val")
    (base,) = styles.xpath(path.format(base), namespaces=NAMES)
    assert base.find("w:pPr/w:keepNext", NAMES) is not None
    rows = find(etree.fromstring(members["word/document.xml"]), "w:tr")
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)


def test_an_answer_alone_has_room_for_a_hand():
    (table,) = find(write_body(LINES.format(1)), "w:tbl")

    assert read_heights(table) == [None, 20]


@pytest.mark.parametrize(("head", "height"), [("", 40), (LARGE, 48)])
def test_a_box_has_10_millimetres_for_each_line_12_in_larger_text(head, height):
    (table,) = find(write_body(LINES.format(4), head), "w:tbl")

    assert read_heights(table) == [None, height]
    (row,) = find(table, "w:trHeight")
    assert row.get(W + "hRule") == "atLeast"


def test_larger_text_multiplies_the_sizes_of_all_styles():
    plain, large = (
        etree.fromstring(write(TEXT, head)["word/styles.xml"]) for head in ("", LARGE)
    )

    pairs = [
        (int(before.get(W + "val")), int(after.get(W + "val")))
        for name in ("w:sz", "w:szCs")
        for before, after in zip(find(plain, name), find(large, name), strict=True)
    ]
    assert (28, 36) in pairs
    assert all(after == round(before * 1.2857) for before, after in pairs)


@pytest.mark.parametrize("value", ["grand", "0", "-1", "12", ""])
def test_a_text_scale_that_makes_no_sense_is_refused(value):
    with pytest.raises(LayoutError, match="n’est pas un nombre de 1 à 3"):
        write(TEXT, f'<meta name="text-scale" content="{value}">')


def test_a_short_answer_is_on_the_line_of_its_label_underlined_to_the_margin():
    paragraph = find(write_body(TEXT), "w:p")[-1]

    parts = [etree.QName(part).localname for part in paragraph]
    assert parts == ["pPr", "r", "r", "sdt", "r"]
    assert read_text(paragraph).rstrip("\u00a0") == "Ma question "
    underlined = [style.get(W + "val") for style in find(paragraph, "w:rStyle")]
    assert underlined == ["LigneACompleter"] * 2
    assert paragraph[-1].find("w:tab", NAMES) is not None
    assert find(paragraph, "w:sdtPr/w:text")[0].get(W + "multiLine") is None


def test_a_label_too_long_for_its_line_leaves_a_whole_one_to_write_on():
    label = "La personne que je peux appeler si cela devient difficile"
    paragraph = find(write_body(TEXT.replace("Ma question", label)), "w:p")[-1]

    assert find(paragraph, "w:br")
    assert read_text(paragraph).rstrip("\u00a0") == label


def test_a_date_is_written_as_in_france_and_needs_no_long_line():
    body = write_body(CHAMP.format('<input type="date" id="a" name="a">'))

    (date,) = find(body, "w:sdtPr/w:date")
    said = [child.get(W + "val") for child in date]
    assert said == ["dd/MM/yyyy", "fr-FR", "dateTime", "gregorian"]
    assert find(body, "w:tab") == []
    assert len(read_text(find(body, "w:sdtContent")[0])) == 32


def test_a_list_offers_the_choices_of_the_page_and_not_the_blank():
    options = (
        '<option value=""></option><option value="o">Oui</option><option>Non</option>'
    )
    body = write_body(CHAMP.format(f'<select id="a" name="a">{options}</select>'))

    items = find(body, "w:dropDownList/w:listItem")
    found = [(i.get(W + "displayText"), i.get(W + "value")) for i in items]
    assert found == [("Oui", "o"), ("Non", "Non")]
    assert "Oui" not in read_text(body)


def test_a_box_to_tick_is_empty_and_followed_by_its_words():
    body = write_body(
        f"<fieldset><legend>G</legend>{CASE.format('Moi')}{CASE.format('Toi')}</fieldset>"
    )

    assert [read_text(p) for p in find(body, "w:p")] == ["T", "G", "☐Moi", "☐Toi"]
    (first, _) = find(body, "w14:checkbox")
    assert [child.get(W14 + "val") for child in first] == ["0", "2612", "2610"]
    tags = [tag.get(W + "val") for tag in find(body, "w:tag")]
    assert tags == ["g", "g"]


def test_a_question_stays_on_the_page_of_all_its_options():
    cases = "".join(map(CASE.format, "abc"))
    body = write_body(f"<fieldset><legend>G</legend>{cases}</fieldset>")

    held = [p.find("w:pPr/w:keepNext", NAMES) is not None for p in find(body, "w:p")]
    assert held[1:] == [True, True, True, False]


def test_short_options_go_two_by_two():
    cases = "".join(map(CASE.format, "abc"))
    body = write_body(f"<fieldset class=deux><legend>G</legend>{cases}</fieldset>")

    assert [read_text(p) for p in find(body, "w:p")][2:] == ["☐a☐b", "☐c"]
    assert len(find(body, "w:p")[2].findall("w:r/w:tab", NAMES)) == 3


def test_a_scale_is_one_row_of_numbers_above_one_row_of_boxes():
    cases = "".join(CASE.format(i) for i in range(11))
    ends = "<p class=borne>0 : non</p><p class='borne fin'>10 : oui</p>"
    body = write_body(
        f"<fieldset class=echelle><legend>Combien</legend>{ends}{cases}</fieldset>"
    )

    (table,) = find(body, "w:tbl")
    numbers, boxes = table.findall("w:tr", NAMES)
    assert [read_text(c) for c in numbers.iter(W + "tc")] == [str(i) for i in range(11)]
    assert [read_text(c) for c in boxes.iter(W + "tc")] == ["☐"] * 11
    assert table.find("w:tblPr/w:tblCaption", NAMES).get(W + "val") == "Combien"
    widths = [int(c.get(W + "w")) for c in find(table, "w:gridCol")]
    assert max(widths) - min(widths) < 11
    assert read_text(find(body, "w:p")[2]) == "0 : non10 : oui"


def test_several_questions_of_a_block_are_the_rows_of_one_table():
    answers = LINES.format(1) + rename(LINES.format(3), "b")
    body = write_body(f"<section><h2>La scène</h2>{answers}</section>")

    (table,) = find(body, "w:tbl")
    assert read_heights(table) == [10, 30]
    assert table.find("w:tblPr/w:tblCaption", NAMES).get(W + "val") == "La scène"
    assert table.find("w:tblPr/w:tblLook", NAMES).get(W + "firstColumn") == "1"


@pytest.mark.parametrize(
    ("cell", "kind", "height"),
    [
        ('<td><textarea name="a" aria-label="x" rows="3"></textarea></td>', "text", 30),
        ('<td> <input name="a" aria-label="x"> </td>', "text", 10),
        (
            '<td><select name="a" aria-label="x"><option>1</option></select></td>',
            "dropDownList",
            10,
        ),
        ('<td class="signature"></td>', None, 20),
        ("<td></td>", None, None),
    ],
)
def test_a_cell_has_its_control_and_room_for_the_hand(cell, kind, height):
    (table,) = find(write_body(TABLE.format("", cell)), "w:tbl")

    assert read_heights(table) == [None, height]
    assert [kind] == [
        etree.QName(p[-1]).localname for p in find(table, "w:sdtPr")
    ] or not kind


def test_a_column_to_write_in_is_wider_than_one_to_choose_in():
    cells = '<td><select name="a" aria-label="x"><option>Une très longue réponse</option></select></td>'
    row = cells + '<td><input name="b" aria-label="y"></td>'
    table = find(
        write_body(
            f"<table><caption>t</caption><tr><th scope=row>C</th>{row}</tr></table>"
        ),
        "w:tbl",
    )[0]

    _, choice, words = (int(c.get(W + "w")) for c in find(table, "w:gridCol"))
    assert choice < words / 2


def test_beside_marks_to_choose_labels_take_the_room_that_is_left():
    row = (
        "<tr><th scope=row>Amis</th><td><select name={0} aria-label={0}>"
        "<option>1</option></select></td></tr>"
    )
    table = find(
        write_body(f"<table><caption>t</caption><tbody>{row.format('a')}</table>"),
        "w:tbl",
    )[0]

    label, mark = (int(c.get(W + "w")) for c in find(table, "w:gridCol"))
    assert label == mark


def test_headers_that_come_back_begin_another_table():
    row = "<tr><th scope=col>{0}</th></tr><tr><td>{0}</td></tr>"
    body = write_body(
        f"<table><caption>t</caption><tbody>{row.format('a')}{row.format('b')}</table>"
    )

    tables = find(body, "w:tbl")
    assert [read_text(table) for table in tables] == ["aa", "bb"]
    assert [c.get(W + "val") for c in find(body, "w:tblCaption")] == ["t", "t (suite)"]
    assert all(t.find("w:tr/w:trPr/w:tblHeader", NAMES) is not None for t in tables)


def test_two_tables_never_touch_and_one_may_end_the_document():
    one, two, three = (
        f"<section>{rename(LINES.format(1), name)}</section>" for name in "abc"
    )
    body = write_body(f"{one}{two}<p>x</p>{three}")

    parts = [etree.QName(part).localname for part in body[0]]
    assert parts == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert read_styles(body[0][2]) == ["EntreDeuxTableaux"]
    assert read_styles(body[0][6]) == ["FinDarticle"]


def test_a_drawing_is_left_out_when_the_page_says_it_in_another_way():
    figure = '<figure class="dessin" data-equivalent="{}"><svg><text>Amis</text></svg></figure>'
    table = TABLE.format(' id="roue"', "<td>x</td>")
    body = write_body(figure.format("roue") + table)

    assert "Amis" not in read_text(body)
    for absent in ("cible", ""):
        with pytest.raises(LayoutError, match="dessin sans équivalent à remplir"):
            write(figure.format(absent) + table)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<input name=a aria-label=x>", "n’admet pas <input> dans <article>"),
        (TEXT.replace("</div>", "<p>x</p></div>"), "attendu un champ et son <label>"),
        (
            "<div class=champ><input id=a name=a><label for=a>x</label></div>",
            "attendu <label>, puis un champ",
        ),
        (
            "<fieldset><legend>G</legend><div class=case><label for=a>x</label>"
            "<input type=radio id=a name=a value=a></div></fieldset>",
            "attendu <input>, puis <label>",
        ),
        (TEXT.replace("</div>", "perdu</div>"), "hors paragraphe dans <div>"),
        (LINES.format("deux"), "hauteur rows=« deux » illisible"),
        (TEXT.replace('name="a"', f'name="{"a" * 65}"'), "nom de plus de 64 signes"),
        (CHAMP.format("<select id=a name=a><option></select>"), "liste « a » vide"),
        (
            CHAMP.format("<select id=a name=a><option>1<option>1</select>"),
            "deux choix sont égaux",
        ),
        (CHAMP.format("<textarea id=b name=b></textarea>"), "pas de nom"),
        (
            TABLE.format("", "<td>x<input name=a aria-label=x></td>"),
            "hors paragraphe dans <td> : « x »",
        ),
        (
            TABLE.format("", f"<td>{LINES.format(1)}</td>"),
            "n’admet pas <div> dans <td>",
        ),
        (
            "<figure class=dessin data-equivalent=a><figcaption id=a>x</figcaption></figure>",
            "n’admet pas <figcaption> dans <figure>",
        ),
    ],
)
def test_a_field_that_word_cannot_name_or_show_is_refused(body, expected):
    with pytest.raises(LayoutError, match=expected):
        write(body)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Le soir"), "Le soir"),
        (Name("a" * 64), "a" * 64),
        (Name("a" * 65), "a" * 63 + "…"),
        (
            Name("un deux " * 9),
            "un deux un deux un deux un deux un deux un deux un deux un deux…",
        ),
        (Name("a, " * 30), ("a, " * 20) + "a…"),
        (
            Name(
                "Le soir",
                "Les moments où c’est le plus difficile pour moi, en ce moment",
            ),
            "Les moments où c’est le plus difficile pour moi, en… Le soir",
        ),
        (Name("mot " * 13 + "fin", "Ma question"), "mot " * 13 + "fin"),
    ],
)
def test_a_name_too_long_for_word_keeps_what_tells_it_from_others(name, expected):
    shortened = shorten_name(name)

    assert shortened == expected.rstrip()
    assert len(shortened) <= 64


def test_all_the_properties_of_a_control_are_in_the_order_of_the_schema(sample):
    root = etree.fromstring(unpack_zip(sample.read_bytes())["word/document.xml"])

    found = {
        tuple(etree.QName(child).localname for child in properties)
        for properties in find(root, "w:sdtPr")
    }
    named = ("alias", "tag", "id")
    assert found == {
        (*named, "showingPlcHdr", "text"),
        (*named, "showingPlcHdr", "date"),
        (*named, "showingPlcHdr", "dropDownList"),
        ("rPr", *named, "checkbox"),
    }
    ids = [id_.get(W + "val") for id_ in find(root, "w:sdtPr/w:id")]
    assert ids == [str(rank) for rank in range(1, len(ids) + 1)]


@pytest.mark.lent
def test_libreoffice_shows_every_question_and_box(sample, tmp_path):
    (tmp_path / "a.docx").write_bytes(sample.read_bytes())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "a.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "a.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    )

    shown = re.sub(r"\s+", " ", told.stdout)
    labels = {n.label for e, n in read_fields().items() if "aria-label" not in e.attrib}
    words = {word for label in labels for word in label.split()}
    assert {word for word in words if word not in shown} == set()
    boxes = sum(e.get("type") in ("checkbox", "radio") for e in read_fields())
    assert shown.count("☐") == boxes
