"""Each rule finds its own defect, planted in a document that has none."""

from pathlib import Path

import pytest
from lxml import etree

from romin_print.check.word_accessibility import RULES, check_word, read_words
from romin_print.check.word_controls import list_controls
from romin_print.write.stable_zip import pack_stable_zip, unpack_zip
from romin_print.write.word.writer import render_docx

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "write" / "word_sample.html"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "dc": "http://purl.org/dc/elements/1.1/",
}
BODY, STYLES = "word/document.xml", "word/styles.xml"
VALUE = f"{{{NAMES['w']}}}val"


@pytest.fixture(scope="module")
def members():
    html = SAMPLE.read_text(encoding="utf-8")
    return unpack_zip(render_docx(html, [ROOT / "layouts"]))


@pytest.fixture
def sample(members, tmp_path):
    path = tmp_path / "fiche.docx"
    path.write_bytes(pack_stable_zip(members))
    return path


@pytest.fixture
def plant(members, tmp_path):
    """Write the sample with one part altered, and return its path."""

    def plant_defect(part, alter):
        root = etree.fromstring(members[part])
        alter(root)
        path = tmp_path / "defaut.docx"
        path.write_bytes(pack_stable_zip({**members, part: etree.tostring(root)}))
        return path

    return plant_defect


def remove(path):
    def alter(root):
        for found in root.xpath(path, namespaces=NAMES):
            found.getparent().remove(found)

    return alter


def put(path, key, value):
    def alter(root):
        root.xpath(path, namespaces=NAMES)[0].set(key, value)

    return alter


def insert(xml):
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())

    def alter(root):
        fragment = etree.fromstring(f"<x {declared}>{xml}</x>")
        root[0][:0] = list(fragment)

    return alter


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows, look=1, caption="t"):
    properties = f'<w:tblLook w:firstColumn="{look}"/><w:tblCaption w:val="{caption}"/>'
    written = "".join(
        f"<w:tr>{''.join(f'<w:tc>{c}<w:p/></w:tc>' for c in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{written}</w:tbl>"


LINK = "<w:p><w:hyperlink><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:sdtContent></w:sdt>"


def named(after="", before="", alias="a", tag="t"):
    names = f'<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="7"/>'
    return CONTROL.format(f"{before}{names}{after}")


def choices(*pairs):
    """Make a list of choices, each a letter that is shown and one that is its value."""
    items = "".join(
        f'<w:listItem w:displayText="{pair[:1]}" w:value="{pair[1:]}"/>'
        for pair in pairs
    )
    return named(f"<w:dropDownList>{items}</w:dropDownList>")


def leading(text, anchor):
    """Make a link to a place, alone in its paragraph."""
    return LINK.format(text).replace(
        "<w:hyperlink>", f'<w:hyperlink w:anchor="{anchor}">'
    )


def place(name, number=1, style=""):
    """Make a paragraph that can be led to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    return (
        paragraph("Lieu", style)
        .replace("<w:r>", f"{start}<w:r>")
        .replace("</w:p>", end)
    )


def field(order, shown, after=""):
    """Make a field that shows a text, then what else it holds."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    said = f"<w:r><w:instrText> {order} </w:instrText></w:r>{mark.format('separate')}"
    begun = f"<w:p>{mark.format('begin')}{said}<w:r><w:t>{shown}</w:t></w:r>"
    if after:
        return f"{begun}</w:p>{after}<w:p>{mark.format('end')}</w:p>"
    return f"{begun}{mark.format('end')}</w:p>"


BEGIN = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
SPAN = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
MERGE = "<w:tcPr><w:vMerge/></w:tcPr>"
JUSTIFIED = '<w:jc w:val="both"/>'

DEFECTS = [
    ("find_missing_title", "docProps/core.xml", remove("//dc:title"), "pas de titre"),
    ("find_foreign_language", STYLES, put("//w:lang", VALUE, "en-US"), "« en-US »"),
    ("find_foreign_language", STYLES, remove("//w:lang"), "« absente »"),
    (
        "find_skipped_levels",
        BODY,
        put("//w:pStyle[@w:val='Heading2']", VALUE, "Heading3"),
        "niveau 3 après un niveau 1 : « Objectifs »",
    ),
    (
        # The style of this heading has its level from the style it is based on.
        "find_skipped_levels",
        BODY,
        put("//w:pStyle[@w:val='Heading1']", VALUE, "VigilanceTitre"),
        "niveau 2 après un niveau 0 : « Balance",
    ),
    (
        "find_main_titles",
        BODY,
        insert(paragraph("x", '<w:pStyle w:val="Heading1"/>')),
        "2 titre",
    ),
    ("find_empty_paragraphs", BODY, insert("<w:p/>"), "est vide"),
    ("find_empty_paragraphs", BODY, insert(paragraph(" ")), "est vide"),
    ("find_typed_lists", BODY, insert(paragraph("• un")), "« • un »"),
    ("find_typed_lists", BODY, insert(paragraph("1. un")), "« 1. un »"),
    ("find_typed_lists", BODY, insert(paragraph("12) un")), "« 12) un »"),
    ("find_typed_lists", BODY, insert(table([[paragraph("• un")]])), "« • un »"),
    ("find_justified_text", BODY, insert(paragraph("x", JUSTIFIED)), "justifié"),
    (
        "find_justified_text",
        STYLES,
        lambda root: root[-1].append(
            etree.SubElement(root, f"{{{NAMES['w']}}}jc", {VALUE: "both"})
        ),
        "justifié",
    ),
    ("find_mute_pictures", BODY, put("//wp:docPr", "descr", " "), "« Image 1 »"),
    ("find_floating_pictures", BODY, insert("<w:p><wp:anchor/></w:p>"), "flotte"),
    ("find_headless_tables", BODY, insert(table([[""]], look=0)), "d’en-tête"),
    ("find_nameless_tables", BODY, insert(table([[""]], caption="")), "pas de titre"),
    ("find_irregular_tables", BODY, insert(table([[""], ["", ""]])), "mêmes colonnes"),
    ("find_merged_cells", BODY, insert(table([[""], [MERGE]])), "de haut en bas"),
    ("find_mute_controls", BODY, insert(CONTROL.format("<w:text/>")), "pas de nom"),
    (
        "find_tagless_controls",
        BODY,
        insert(CONTROL.format('<w:alias w:val="Où"/>')),
        "« Où »",
    ),
    ("find_long_names", BODY, insert(named(alias="a" * 65)), f"« {'a' * 40}… »"),
    ("find_long_names", BODY, insert(named(tag="b" * 65)), f"« {'b' * 40}… »"),
    ("find_disorder", BODY, insert(named(before="<w:text/>")), "« a » sont en"),
    (
        "find_disorder",
        BODY,
        insert(named('<w:showingPlcHdr/><w:lock w:val="x"/>')),
        "« a » sont en désordre",
    ),
    ("find_lost_choices", BODY, insert(choices()), "« a » est vide"),
    ("find_lost_choices", BODY, insert(choices("oo", "")), "un choix manque"),
    ("find_lost_choices", BODY, insert(choices("oo", "oo")), "revient"),
    ("find_lost_choices", BODY, insert(choices("po", "no")), "revient"),
    (
        "find_hidden_words",
        BODY,
        insert(named("<w:showingPlcHdr/>")),
        "des mots : « x »",
    ),
    ("find_hidden_words", BODY, insert(named("<w14:checkbox/>")), "chose : « x »"),
    (
        "find_repeated_ids",
        BODY,
        insert(CONTROL.format('<w:alias w:val="a"/><w:id w:val="7"/>') * 2),
        "deux champs portent le numéro 7",
    ),
    (
        "find_repeated_ids",
        BODY,
        insert(
            '<w:p><wp:inline><wp:docPr id="1" name="a" descr="b"/></wp:inline><w:r><w:t>x</w:t></w:r></w:p>'
        ),
        "deux images portent le numéro 1",
    ),
    ("find_open_fields", BODY, insert(BEGIN), "pas fermé"),
    (
        "find_open_fields",
        "word/footer1.xml",
        remove("//w:r[w:fldChar[@w:fldCharType='end']]"),
        "pas fermé",
    ),
    ("find_vague_links", BODY, insert(LINK.format("Cliquez ici")), "« Cliquez ici »"),
    ("find_vague_links", BODY, insert(LINK.format("https://a.fr")), "« https://a.fr »"),
    ("find_vague_links", BODY, insert(LINK.format("")), "« »"),
    ("find_lost_places", BODY, insert(leading("x", "ailleurs")), "« ailleurs »"),
    ("find_lost_places", BODY, insert(field("PAGEREF là \\h", "3")), "« là »"),
    ("find_wrong_places", BODY, insert(place("a") + place("A", 2)), "« a »"),
    ("find_wrong_places", BODY, insert(place("a" * 41)), "trop long"),
    ("find_wrong_places", BODY, insert(place("a") + place("b")), "numéro à eux"),
    (
        "find_wrong_places",
        BODY,
        insert(place("a").replace('<w:bookmarkEnd w:id="1"/>', "")),
        "pas de fin",
    ),
    (
        "find_stray_entries",
        BODY,
        insert(place("a") + field("TOC \\h", "x", leading("entrée", "a"))),
        "« entrée »",
    ),
    (
        "find_questions",
        "word/settings.xml",
        lambda root: etree.SubElement(root, f"{{{NAMES['w']}}}updateFields"),
        "demandera",
    ),
    (
        "find_questions",
        BODY,
        insert(field("PAGE", "1").replace('="begin"', '="begin" w:dirty="true"')),
        "périmé",
    ),
]


def test_a_document_of_ours_has_no_fault(sample):
    assert check_word(sample) == []


@pytest.mark.parametrize(("rule", "part", "alter", "cause"), DEFECTS)
def test_each_defect_is_found_by_its_rule_with_its_remedy(
    plant, rule, part, alter, cause
):
    path = plant(part, alter)

    remedes = {each.find.__name__: each.remede for each in RULES}
    found = [p for p in check_word(path) if p.remede == remedes[rule]]
    assert len(found) == 1
    assert cause.replace("« »", "«") in found[0].cause
    assert found[0].place.path == path


def test_every_rule_has_a_planted_defect():
    assert {rule for rule, *_ in DEFECTS} == {rule.find.__name__ for rule in RULES}


@pytest.mark.parametrize(
    "innocent",
    [
        table([["", ""], [SPAN]]),
        paragraph("1. un", '<w:pStyle w:val="Heading2"/>'),
        paragraph("1,5 million de personnes"),
        paragraph("– "),
        CONTROL.format("<w:docPartObj/>"),
        choices("oo", "nn"),
        named("<w:showingPlcHdr/><w:text/>").replace("x<", "\u00a0<"),
        named("<w14:checkbox/>").replace("x<", "☒<"),
        # Alone in its cell, before a table or before boxes, it asks: it is no item.
        table([[paragraph("1. un")]]).replace("<w:p/>", ""),
        paragraph("1. un") + table([[""]]),
        paragraph("1. un") + "<w:p>" + named("<w:text/>") + "</w:p>",
        paragraph("□ un", "<w:numPr/>"),
        paragraph("□ un", '<w:pStyle w:val="ListBullet"/>'),
        # Word needs a paragraph between two tables.
        table([[""]]) + "<w:p/>" + table([[""]]),
        "<w:p><w:r><w:drawing/></w:r></w:p>",
        # A card to cut out may bear a number.
        paragraph("1. un", '<w:pStyle w:val="Carte"/>'),
        place("a") + leading("x", "a") + field("PAGEREF a \\h", "3"),
        place("a", 1, '<w:pStyle w:val="Heading2"/>')
        + field("TOC \\h", "x", leading("entrée", "a")),
        # What follows the contents leads where it will.
        place("b") + field("TOC \\h", "x", paragraph("y")) + leading("x", "b"),
    ],
)
def test_what_only_looks_like_a_fault_is_let_through(plant, innocent):
    title = paragraph("T", '<w:pStyle w:val="Heading1"/>')

    def alter(root):
        insert(title + innocent)(root)
        remove("//w:p[position()>1][w:pPr/w:pStyle/@w:val='Heading1']")(root)

    assert check_word(plant(BODY, alter)) == []


@pytest.mark.parametrize("data", [b"rien", pack_stable_zip({"a": b""})])
def test_a_file_that_is_not_word_is_told_and_not_raised(tmp_path, data):
    (tmp_path / "a.docx").write_bytes(data)

    (problem,) = check_word(tmp_path / "a.docx")

    assert problem.cause == "ce n’est pas un document Word lisible"


def test_an_entity_of_the_file_is_not_opened(members, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    body = members[BODY].partition(b"?>")[2].replace(b">40", b">&e;", 1)
    path = tmp_path / "a.docx"
    path.write_bytes(pack_stable_zip({**members, BODY: declared.encode() + body}))

    assert "secret" not in " ".join(read_words(path))


def test_the_words_are_those_of_the_body_in_order(sample):
    words = read_words(sample)

    assert words[:6] == [
        "C",
        "Planification",
        "C-01",
        "Balance",
        "décisionnelle",
        "Peser",
    ]
    assert words[-3:] == ["Vérification", "Statut", "Proposition"]
    assert "version" not in words


def test_neither_blanks_nor_boxes_are_words(plant):
    controls = (
        named("<w:showingPlcHdr/><w:text/>").replace("x<", "Écrire ici<")
        + named("<w14:checkbox/>").replace("x<", "☐<")
        + named("<w:text/>").replace("x<", "Réponse<")
    )

    words = read_words(plant(BODY, insert(paragraph("Avant") + controls)))

    assert words[:3] == ["Avant", "Réponse", "C"]


def test_controls_are_listed_with_what_they_take(plant):
    body = choices("oo") + named("<w14:checkbox/>", tag="u") + CONTROL.format("")

    assert list_controls(plant(BODY, insert(body))) == [
        ("a", "t", "dropDownList"),
        ("a", "u", "checkbox"),
        ("", "", "richText"),
    ]
