"""The whole page in Word: what it says, how it is dressed, what it gives away."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Comment

import docx
import pytest
import tinyhtml5
from lxml import etree
from openxml_audit import OpenXmlValidator

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import pack_stable_zip, unpack_zip
from romin_print.write.word.writer import render_docx

LAYOUTS = Path(__file__).parents[2] / "layouts"
SAMPLE = (Path(__file__).parent / "word_sample.html").read_text(encoding="utf-8")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def sample():
    return render_docx(SAMPLE, [LAYOUTS])


def read_part(word, name):
    return etree.fromstring(unpack_zip(word)[name])


def outline(word):
    """Return each paragraph as « style: text »; only a reader's view of the file."""
    document = docx.Document(io.BytesIO(word))
    names = {style.style_id: style.element.name_val for style in document.styles}
    return [
        f"{names[p.style or 'Normal']}: {''.join(read_run(r) for r in p.iter(W + 'r'))}"
        for p in document.element.body.iter(W + "p")
    ]


def read_run(run):
    shown = {W + "t": None, W + "tab": "\t", W + "br": "\n"}
    return "".join(shown[e.tag] or e.text for e in run if e.tag in shown)


def html_words(html):
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    return "".join(html_texts(root.find("body"))).split()


def html_texts(element):
    apart = "" if element.tag in ("strong", "em", "span", "a") else " "
    if element.tag is not Comment:
        yield apart + (element.text or "")
        for child in element:
            yield from html_texts(child)
    yield apart + (element.tail or "")


def test_each_element_takes_the_style_that_the_table_gives_it(sample):
    assert outline(sample) == [
        "Étape: C Planification\tC-01",
        "heading 1: Balance décisionnelle",
        "Résumé: Peser le pour et le contre, sans pousser.",
        "Statut: Proposition : écrite par l’équipe.",
        "caption: Carte d’identité",
        "Cellule titre: Durée",
        "Cellule: 40 min",
        "Cellule titre: Matériel",
        "Cellule puce: Une feuille",
        "Cellule puce: Deux stylos",
        "heading 2: Objectifs",
        "Normal: La personne repère ses raisons ;\nvoir le site du ministère, ou le"
        " good lives model.",
        "List Bullet: Nommer",
        "List Bullet: Le pour",
        "List Bullet: Le contre",
        "List Bullet: Choisir",
        "List Number: D’abord",
        "List Number: Ensuite",
        "heading 2: Déroulé",
        "heading 3: 1. Poser le cadre\t5 min",
        "Normal: Présenter l’exercice.",
        "À dire intitulé: À dire",
        "À dire: « On va regarder ce choix. »",
        "À dire: « Et vous ? »",
        "Figure: ",
        "Légende: La balance.",
        "heading 4: Une variante",
        "Quote: La même, à deux.",
        "Vigilance titre: Points de vigilance",
        "Vigilance: Si la personne va mal :",
        "Vigilance puce: S’arrêter",
        "Vigilance numéro: Prévenir",
        "caption: Quel outil ensuite",
        "Cellule titre: Outil",
        "Cellule titre: Quand",
        "Cellule: Plan en petits pas",
        "Cellule: La balance penche.",
        "Cellule: ",
        "Cellule: ",
        "heading 2: Sources",
        "Source: Janis I. L., Decision Making, Free Press, 1977.",
        "caption: Vérification",
        "Cellule titre: Statut",
        "Cellule: Proposition",
        "Fin d’article: ",
    ]


def test_word_says_every_word_of_the_page_and_nothing_more(sample):
    said = [line.partition(": ")[2] for line in outline(sample)]

    assert " ".join(said).split() == html_words(SAMPLE)


def test_the_file_follows_the_schema_of_word(sample, tmp_path):
    (tmp_path / "a.docx").write_bytes(sample)

    assert OpenXmlValidator().validate(tmp_path / "a.docx").errors == []


def test_the_same_page_makes_the_same_bytes(sample):
    assert render_docx(SAMPLE, [LAYOUTS]) == sample


def test_the_properties_name_the_document_and_no_person(sample):
    properties = docx.Document(io.BytesIO(sample)).core_properties

    assert properties.title == "C-01 – Balance décisionnelle"
    assert properties.comments == "Peser avant de choisir."
    assert properties.keywords == "Planification, substances"
    assert properties.language == "fr-FR"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.revision == 1
    assert (
        f"{properties.created:%F} {properties.modified:%F}" == "2026-11-23 2026-11-24"
    )


def test_the_file_names_no_machine_and_no_folder(sample):
    for name, data in unpack_zip(sample).items():
        if not name.endswith(".odttf"):
            assert str(Path.home()).encode() not in data, name
            assert str(LAYOUTS.parent).encode() not in data, name


def test_without_dates_in_the_page_the_file_has_none():
    word = render_docx("<title>t</title><body><h1>T</h1>", [LAYOUTS])

    assert b"dcterms:" not in unpack_zip(word)["docProps/core.xml"]


def test_the_document_is_in_french_and_its_passages_in_their_language(sample):
    defaults = read_part(sample, "word/styles.xml").find(f".//{W}rPrDefault//{W}lang")
    passages = read_part(sample, "word/document.xml").iterfind(f".//{W}r[{W}rPr]")
    foreign = [
        "".join(run.itertext())
        for run in passages
        if run.find(f"{W}rPr/{W}lang") is not None
    ]

    assert defaults.get(W + "val") == "fr-FR"
    assert foreign == ["good lives model", "Free Press"]


def test_the_accent_of_the_page_is_in_the_theme_and_in_the_styles(sample):
    members = unpack_zip(sample)
    placeholder = re.search(
        rb'<a:accent1><a:srgbClr val="(\w{6})"',
        zipfile.ZipFile(LAYOUTS / "word/reference.docx").read("word/theme/theme1.xml"),
    )[1]

    for name in ("word/theme/theme1.xml", "word/styles.xml", "word/numbering.xml"):
        assert b"5A4A9C" in members[name], name
        assert placeholder not in members[name], name


def test_a_page_without_accent_keeps_that_of_the_reference():
    word = render_docx("<body><h1>T</h1>", [LAYOUTS])

    reference = zipfile.ZipFile(LAYOUTS / "word/reference.docx")
    theme = reference.read("word/theme/theme1.xml")
    assert unpack_zip(word)["word/theme/theme1.xml"] == theme


def test_the_foot_says_the_words_of_the_article_then_the_page(sample):
    foot = read_part(sample, "word/footer1.xml")

    assert "".join(foot.itertext(W + "t")) == "C-01 · version 1.0 · Proposition1/1"
    assert foot.find(f".//{W}tab") is not None
    section = read_part(sample, "word/document.xml")[0][-1]
    assert etree.QName(section[0]).localname == "footerReference"
    orders = [order.text.strip() for order in foot.iter(W + "instrText")]
    assert orders == ["PAGE", "NUMPAGES"]


def test_each_article_has_pages_and_a_foot_of_its_own():
    articles = "".join(
        f'<article data-pied="{foot}">{block}</article>'
        for foot, block in [
            ("un", "<h1>T</h1>"),
            ("deux", "<table><caption>t</caption><tr><th scope=row>a</table>"),
            ("trois", "<p>x</p>"),
        ]
    )

    word = render_docx(f"<body>{articles}", [LAYOUTS])

    members = unpack_zip(word)
    feet = [etree.fromstring(members[f"word/footer{i}.xml"]) for i in (1, 2, 3)]
    assert [next(f.itertext(W + "t")) for f in feet] == ["un", "deux", "trois"]
    body = read_part(word, "word/document.xml")[0]
    assert len(list(body.iter(W + "sectPr"))) == 3
    assert body[-1].tag == W + "sectPr"
    # A table cannot end a section: the paragraph that does has a style for it.
    assert outline(word)[-2:] == ["Fin d’article: ", "Normal: x"]


def test_a_house_may_replace_one_file_and_keep_the_other(tmp_path):
    (tmp_path / "word").mkdir()
    own = "styles: {p: Résumé}\ntabulation: []\n"
    (tmp_path / "word" / "styles.yaml").write_text(own, encoding="utf-8")

    word = render_docx("<body><h1>T</h1><p>x</p>", [tmp_path, LAYOUTS])

    assert outline(word) == ["Normal: T", "Résumé: x"]


def test_a_list_style_without_numbers_is_refused(tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "styles.yaml").write_text("styles: {li: Statut}\n")

    with pytest.raises(LayoutError, match="« Statut » n’a ni puce ni numéro"):
        render_docx("<body><h1>T</h1><ul><li>a</ul>", [tmp_path, LAYOUTS])


def test_a_paragraph_without_style_may_end_an_article(tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "styles.yaml").write_text("styles: {}\n")
    articles = "<article><h1>T</h1></article><article><p>x</p></article>"

    word = render_docx(f"<body>{articles}", [tmp_path, LAYOUTS])

    assert outline(word) == ["Normal: T", "Normal: x"]
    assert len(list(read_part(word, "word/document.xml").iter(W + "sectPr"))) == 2


def test_a_missing_layout_is_named(tmp_path):
    with pytest.raises(LayoutError, match=r"« word/reference\.docx » est introuvable"):
        render_docx("<body><h1>T</h1>", [tmp_path])


def test_a_reference_that_is_not_word_is_refused(tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "reference.docx").write_bytes(b"rien")

    with pytest.raises(LayoutError, match="n’est pas un document Word lisible"):
        render_docx("<body><h1>T</h1>", [tmp_path, LAYOUTS])


def test_the_legacy_styles_and_the_author_of_a_reference_are_left_behind(tmp_path):
    (tmp_path / "word").mkdir()
    reference = docx.Document()
    reference.core_properties.author = "Une personne"
    reference.core_properties.last_modified_by = "Une autre"
    reference.save(str(tmp_path / "word" / "reference.docx"))
    (tmp_path / "word" / "styles.yaml").write_text("styles: {}\n", encoding="utf-8")

    word = render_docx("<body><h1>T</h1>", [tmp_path])

    members = unpack_zip(word)
    assert not [name for name in members if "WithEffects" in name]
    assert b"Une" not in members["docProps/core.xml"]


@pytest.mark.parametrize("body", ["<p>x</p>", "<h1>a</h1><h1>b</h1>"])
def test_a_page_has_one_title_and_no_more(body):
    with pytest.raises(LayoutError, match="exactement un"):
        render_docx(f"<body>{body}", [LAYOUTS])


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('name="theme-color" content="red"', "n’est pas une couleur"),
        ('name="dcterms.modified" content="hier"', "n’est pas une date"),
    ],
)
def test_a_head_that_makes_no_sense_is_refused(meta, expected):
    with pytest.raises(LayoutError, match=expected):
        render_docx(f"<meta {meta}><body><h1>T</h1>", [LAYOUTS])


def test_importing_the_writer_does_not_import_python_docx():
    program = (
        "import sys, romin_print.write.word.writer;"
        "sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


def test_two_writings_in_one_process_do_not_disturb_each_other(sample):
    render_docx("<body><h1>T</h1><ol><li>a</ol>", [LAYOUTS])

    assert render_docx(SAMPLE, [LAYOUTS]) == sample


@pytest.mark.lent
def test_libreoffice_opens_it_on_one_page_in_its_own_fonts(sample, tmp_path):
    (tmp_path / "a.docx").write_bytes(sample)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "a.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )

    def ask(tool):
        told = subprocess.run(
            [tool, tmp_path / "a.pdf"], capture_output=True, text=True
        )
        return told.stdout

    assert re.search(r"Pages: +(\d+)", ask("pdfinfo"))[1] == "1"
    fonts = [line.split()[0] for line in ask("pdffonts").splitlines()[2:]]
    assert fonts
    assert all("AtkinsonHyperlegible" in font for font in fonts)


def test_unpacking_and_packing_again_changes_nothing(sample):
    assert pack_stable_zip(unpack_zip(sample)) == sample
