"""A Word document in parts: joined, it is what it would have been whole."""

import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from romin_print.check.word_accessibility import check_word
from romin_print.errors import LayoutError
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.word.needs import MARK
from romin_print.write.word.parts import (
    join_word,
    make_word_part,
    pack_part,
    unpack_part,
)
from romin_print.write.word.places import LONGEST, name_place
from romin_print.write.word.writer import render_docx

LAYOUTS = [Path(__file__).parents[2] / "layouts"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHELL = """<!doctype html><html lang="fr"><head><title>Classeur</title>
<meta name="description" content="Deux outils."><meta name="theme-color" content="#5A4A9C">
<meta name="dcterms.modified" content="2026-11-23"></head><body><main>{}</main>"""
NUMBERS = {"a": 3, "f-1": 5, "s-1": 9, "f-2": 11, "fin": 137}


def draw(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        f'<figure><img src="data:image/png;base64,{data}" alt="Un {colour}"></figure>'
    )


def page(id_):
    return f'<span class="renvoi">p. <span class="page" data-page="{id_}">000</span></span>'


FRAGMENTS = [
    """<article id="couverture" class="piece" data-pied="Classeur">
    <h1 class="titre-classeur">Classeur</h1><p>Édition 1</p></article>""",
    f"""<article id="sommaire" class="piece piece-sommaire" data-pied="Sommaire">
    <header class="entete"><h2 class="titre-piece">Sommaire</h2></header>
    <section class="chapitre"><p class="tete-chapitre"><span class="jeton">A</span>
    <a href="#a">Accueil</a> {page("a")}</p>
    <ul class="entrees"><li class="entree"><span class="repere">A-01</span>
    <a href="#f-1">Un outil</a> {page("f-1")}</li>
    <li class="entree feuille"><a href="#s-1">Sa feuille</a> {page("s-1")}</li>
    <li class="entree"><a href="#f-2">Un autre</a> {page("f-2")}</li></ul></section>
    <section class="chapitre"><p class="tete-chapitre"><a href="#fin">Glossaire</a>
    {page("fin")}</p></section></article>""",
    """<section id="a" data-pied="Étape A"><h2>Accueil</h2>
    <ol><li>D’abord</li><li>Ensuite</li></ol><p><a href="https://a.fr">Un site</a></p>
    </section>""",
    f"""<article id="f-1" class="fiche" data-pied="A-01"><header class="bandeau">
    <p class="etape">Accueil</p><h3 class="titre-fiche">Un outil</h3></header>
    <h4 class="rubrique">Déroulé</h4><h5 class="titre-pas">Un pas</h5>{draw("red")}
    <ol><li>Un</li><li>Deux<ol><li>Dedans</li></ol></li></ol>
    <p>Voir <a href="#f-2">Un autre</a>, {page("f-2")}</p>
    <table><caption>t</caption><tr><th scope="row">x</th><td>y</td></tr></table></article>""",
    """<article id="s-1" class="support" data-pied="Feuille"><h3 class="titre">Sa feuille</h3>
    <div class="champ"><label for="q">Quoi ?</label><textarea id="q" name="q" rows="2">
    </textarea></div><div class="case"><input type="checkbox" id="r" name="r">
    <label for="r">Oui</label></div></article>""",
    f"""<article id="f-2" class="fiche" data-pied="A-01"><header class="bandeau">
    <h3 class="titre-fiche">Un autre</h3></header>{draw("red")}{draw("blue")}{draw("red")}
    <ol><li>Seul</li></ol><p><a href="https://a.fr">Le site</a> et
    <a href="https://b.fr">un deuxième</a>, <a href="#f-1">retour</a>, encore
    <a href="https://a.fr">le premier</a>.</p></article>""",
    """<article id="fin" class="piece" data-pied="Glossaire"><h2>Glossaire</h2>
    <div class="champ"><label for="z">Qui ?</label><input type="text" id="z" name="z"></div>
    </article>""",
]


def fill(html):
    return re.sub(
        r'(data-page="([^"]+)">)000', lambda m: m[1] + str(NUMBERS[m[2]]), html
    )


def join(fragments, numbers=NUMBERS, shell=SHELL):
    return join_word(
        [make_word_part(f, LAYOUTS) for f in fragments],
        shell.format(""),
        numbers,
        LAYOUTS,
    )


def join_body(*articles, numbers=NUMBERS):
    """Join articles after a first one that gives the document its title."""
    return join(["<article><h1>T</h1></article>", *articles], numbers)


@pytest.fixture(scope="module")
def joined():
    return join(FRAGMENTS)


def read_part(word, name="word/document.xml"):
    return etree.fromstring(unpack_zip(word)[name])


def orders(word):
    return [order.text.strip() for order in read_part(word).iter(W + "instrText")]


def test_parts_joined_are_the_document_written_whole(joined):
    whole = render_docx(fill(SHELL.format("".join(FRAGMENTS))), LAYOUTS)

    for name, data in unpack_zip(whole).items():
        assert unpack_zip(joined)[name] == data, name
    assert joined == whole


def test_the_same_parts_make_the_same_bytes(joined):
    assert join(FRAGMENTS) == joined
    assert join([*FRAGMENTS[:2], *reversed(FRAGMENTS[2:])]) != joined


def test_a_joined_document_follows_the_schema_and_can_be_heard(joined, tmp_path):
    (tmp_path / "a.docx").write_bytes(joined)

    assert OpenXmlValidator().validate(tmp_path / "a.docx").errors == []
    assert check_word(tmp_path / "a.docx") == []


def test_no_hole_is_left(joined):
    for name, data in unpack_zip(joined).items():
        assert MARK.encode() not in data, name


def test_what_parts_share_is_there_once(joined):
    members = unpack_zip(joined)
    ties = members["word/_rels/document.xml.rels"]

    assert ties.count(b"https://a.fr") == ties.count(b"https://b.fr") == 1
    assert [n for n in members if "media" in n] == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]
    feet = [n for n in members if "footer" in n]
    assert len(feet) == len(FRAGMENTS) - 1
    assert read_part(joined)[0][-1].tag == W + "sectPr"
    assert len(list(read_part(joined).iter(W + "sectPr"))) == len(FRAGMENTS)


def test_every_number_is_given_once(joined):
    body = read_part(joined)
    pictures = [e.get("id") for e in body.iter("{*}docPr")]
    controls = [e.find(f"{W}id").get(W + "val") for e in body.iter(W + "sdtPr")]
    marks = [e.get(W + "id") for e in body.iter(W + "bookmarkStart")]
    lists = [e.get(W + "val") for e in body.iter(W + "numId")]

    assert pictures == ["1", "2", "3", "4"]
    assert controls == ["1", "2", "3"]
    assert marks == [str(i) for i in range(1, 1 + len(FRAGMENTS))]
    assert len(set(lists)) == 4
    defined = read_part(joined, "word/numbering.xml").findall(W + "num")
    assert set(lists) <= {each.get(W + "numId") for each in defined}


def test_numbers_of_pages_are_those_that_are_given_at_the_end(joined):
    text = "".join(read_part(joined).itertext(W + "t"))

    assert "Voir Un autre, p. 11" in text
    assert "Glossaire" + "p. 137" in text
    assert "000" not in text
    assert r"PAGEREF f_2 \h" in orders(joined)


def test_a_page_that_nobody_knows_is_refused():
    with pytest.raises(LayoutError, match="page inconnue : celle de « f-2 »"):
        join(FRAGMENTS, {k: v for k, v in NUMBERS.items() if k != "f-2"})


def test_a_link_that_leads_nowhere_is_refused():
    with pytest.raises(LayoutError, match="ne mènent nulle part : là"):
        join_body('<article><p>Voir <a href="#là">là-bas</a>.</p></article>')


def test_two_places_of_one_name_are_refused():
    with pytest.raises(LayoutError, match="deux endroits du document ont l’id « a »"):
        join_body(*['<article id="a"><h2>A</h2></article>'] * 2)


@pytest.mark.parametrize("fragments", [FRAGMENTS[2:3], FRAGMENTS[:1] * 2])
def test_a_document_of_parts_has_one_title_and_no_more(fragments):
    parts = [f.replace('id="couverture"', "") for f in fragments]

    with pytest.raises(LayoutError, match="exactement un"):
        join(parts)


def test_a_part_whose_pages_are_not_closed_comes_last():
    assert join_body("<p>Fin.</p>")
    with pytest.raises(LayoutError, match="ne finit pas ses pages"):
        join_body("<p>Milieu.</p>", "<article><p>Fin.</p></article>")


def test_text_that_would_be_taken_for_a_hole_is_refused():
    with pytest.raises(LayoutError, match=r"U\+FDD0.*« ab »"):
        make_word_part(f"<article><p>a{MARK}b</p></article>", LAYOUTS)


def test_a_part_is_plain_data_and_comes_back_as_it_was():
    data = make_word_part(FRAGMENTS[5], LAYOUTS)
    head, _, xml = data.partition(b"\n")

    assert pack_part(unpack_part(data)) == data
    assert json.loads(head)["needs"]["links"] == ["https://a.fr", "https://b.fr"]
    assert len(unpack_part(data).pictures) == 2
    assert xml.startswith(b"<w:p>")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: b"{}\n",
        lambda data: data.replace(b'"needs": {', b'"needs": {"x": 1, ', 1),
    ],
)
def test_bytes_that_are_not_a_part_are_refused(damage):
    data = make_word_part(FRAGMENTS[3], LAYOUTS)

    with pytest.raises(ValueError, match=r"part|Expecting"):
        unpack_part(damage(data))


def test_larger_text_is_larger_in_parts_too():
    shell = SHELL.replace("<title>", '<meta name="text-scale" content="1.5"><title>')
    fragment = "<article><h1>T</h1>" + FRAGMENTS[4] + "</article>"
    part = make_word_part(fragment, LAYOUTS, 1.5)

    joined = join_word([part], shell.format(""), {}, LAYOUTS)

    assert joined == render_docx(shell.format(fragment), LAYOUTS)
    assert joined != join([fragment], {})


def test_columns_are_measured_in_the_size_of_their_text():
    table = """<article><h1>T</h1><table><caption>t</caption><tr><th scope="row">Lundi</th>
    <td>Ce que je fais ce jour-là</td></tr></table></article>"""
    larger = SHELL.replace("<title>", '<meta name="text-scale" content="2"><title>')

    first, second = (
        read_part(render_docx(shell.format(table), LAYOUTS)).find(f".//{W}gridCol")
        for shell in (SHELL, larger)
    )

    assert int(second.get(W + "w")) > 1.5 * int(first.get(W + "w"))


def test_each_piece_has_pages_and_a_foot_of_its_own():
    word = join_body(
        '<section data-pied="un"><h2>A</h2><section><p>x</p></section></section>',
        '<article data-pied="deux"><h2>B</h2></article>',
    )

    members = unpack_zip(word)
    feet = [members[f"word/footer{i}.xml"].decode() for i in (1, 2, 3)]
    assert [re.findall(r"<w:t [^>]*>([^<]*)", foot)[0] for foot in feet] == [
        "",
        "un",
        "deux",
    ]


def test_files_of_the_reference_keep_their_names(tmp_path):
    import docx

    (tmp_path / "word").mkdir()
    reference = docx.Document(str(LAYOUTS[0] / "word" / "reference.docx"))
    reference.sections[0].footer.paragraphs[0].text = "Le sien"
    reference.save(str(tmp_path / "word" / "reference.docx"))

    word = render_docx(
        '<body><article data-pied="Le nôtre"><h1>T</h1>', [tmp_path, *LAYOUTS]
    )

    members = unpack_zip(word)
    assert b"Le sien" in members["word/footer1.xml"]
    assert "Le nôtre".encode() in members["word/footer2.xml"]
    assert zipfile.is_zipfile(io.BytesIO(word))


@pytest.mark.parametrize(
    ("id_", "name"),
    [("fiche-a-03", "fiche_a_03"), ("a" * 40, "a" * 40), ("sommaire", "sommaire")],
)
def test_a_place_is_named_after_its_id(id_, name):
    assert name_place(id_) == name


def test_no_two_ids_have_one_name_that_word_takes():
    ids = ["a-b", "a_b", "A-b", "é", "1a", "", "a" * 41, "a" * 42, "l-" + "0" * 38]
    names = [name_place(id_) for id_ in ids]

    assert len({name.lower() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) for name in names)
    assert max(map(len, names)) <= LONGEST


def test_a_place_is_on_its_first_heading_or_else_where_it_begins(joined):
    body = read_part(joined)
    places = {
        mark.get(W + "name"): "".join(mark.getparent().itertext(W + "t"))
        for mark in body.iter(W + "bookmarkStart")
    }
    alone = join_body('<article id="seul"><p>Ni titre</p><p>ni rien</p></article>')
    (mark,) = read_part(alone).iter(W + "bookmarkStart")

    assert places["f_1"] == "Un outil"
    assert places["sommaire"] == "Sommaire"
    assert "".join(mark.getparent().itertext(W + "t")) == "Ni titre"


def test_importing_the_parts_does_not_import_python_docx():
    program = (
        "import sys, romin_print.write.word.parts;"
        "sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.lent
def test_libreoffice_shows_the_contents_and_the_outline(joined, tmp_path):
    (tmp_path / "a.docx").write_bytes(joined)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    export = (
        'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    )
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", export, "a.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    import pikepdf

    with pikepdf.open(tmp_path / "a.pdf") as pdf, pdf.open_outline() as outline:
        titles = list(list_titles(outline.root))
        pages = len(pdf.pages)
    shown = subprocess.run(
        ["pdftotext", "-layout", "-f", "2", "-l", "2", "a.pdf", "-"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    ).stdout

    assert pages == len(FRAGMENTS)
    assert titles == [
        (1, "Classeur"),
        (2, "Sommaire"),
        (2, "Accueil"),
        (3, "Un outil"),
        (4, "Déroulé"),
        (5, "Un pas"),
        (3, "Sa feuille"),
        (3, "Un autre"),
        (2, "Glossaire"),
    ]
    lines = [" ".join(line.replace(".", " ").split()) for line in shown.splitlines()]
    assert [line for line in lines if line.endswith(("3", "5", "9", "11", "137"))] == [
        "A Accueil p 3",
        "A-01 Un outil p 5",
        "Sa feuille p 9",
        "Un autre p 11",
        "Glossaire p 137",
    ]
    assert "2/7" in shown


def list_titles(items, level=1):
    for item in items:
        yield level, item.title
        yield from list_titles(item.children, level + 1)
