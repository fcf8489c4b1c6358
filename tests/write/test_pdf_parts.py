"""A part of a binder: laid out once, it says all that the linker must know."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from romin_print.errors import LayoutError
from romin_print.write.pdf import faces, render_pdf
from romin_print.write.pdf.face_maker import cut_font
from romin_print.write.pdf.faces import SOURCES, find_face, load_face
from romin_print.write.pdf.parts.bundle import FIRST, SPAN, read_bundle
from romin_print.write.pdf.parts.maker import make_part
from romin_print.write.pdf.parts.part import Anchor, Bookmark
from romin_print.write.pdf.parts.store import dump_part, load_part
from romin_print.write.pdf.parts.typefaces import split_faces

SAMPLE = (Path(__file__).parent / "fiche.html").read_text(encoding="utf-8")
SHEET = (Path(__file__).parent / "support_sample.html").read_text(encoding="utf-8")
HEAD = SAMPLE[: SAMPLE.index("</style>")]
SLOT = '<span class="page" data-page="{}">000</span>'
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMQcO8C"
    "AAFMAOK2r/lkAAAAAElFTkSuQmCC"
)
RED = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4"
    "4d4FAAN0AZq4CUcCAAAAAElFTkSuQmCC"
)


def write(body, css=""):
    return (
        f'{HEAD}{css}</style></head><body style="--accent: #222">{body}</body></html>'
    )


def make(body, css="", name="essai"):
    return make_part(write(body, css), name)


@pytest.fixture(scope="module")
def contents():
    return make(
        '<p class="pied">p.\xa0' + SLOT.format("") + "</p>"
        '<h1 id="sommaire">Sommaire et\n<em>suite</em></h1>'
        '<p><a href="#balance">Balance</a>, p.\xa0' + SLOT.format("balance") + "</p>"
        '<p class="r"><a href="#sommaire">p.\xa0'
        + SLOT.format("sommaire")
        + "</a></p>",
        ".pied { position: running(pied); font-size: 8pt }"
        "@page { @bottom-right { content: element(pied) } }"
        ".r { text-align: right } a { color: #0000cc }",
    )


def test_what_is_drawn_is_what_ordinary_printing_draws(tmp_path):
    pages = []
    for name, data in (
        ("imprime.pdf", render_pdf(SAMPLE).data),
        ("partie.pdf", make_part(SAMPLE, "fiche", standalone=True).standalone),
    ):
        (tmp_path / name).write_bytes(data)
        command = ["pdftoppm", "-r", "40", "-gray", tmp_path / name]
        pages.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert pages[0] == pages[1]
    assert len(pages[0]) > 100_000


def test_a_number_of_page_is_left_blank_and_described(contents):
    told, linked, footer = contents.slots
    assert (told.target, linked.target, footer.target) == ("balance", "sommaire", "")
    assert told.mark != linked.mark
    assert footer.mark is None, "in a footer, it is an artefact"
    assert told.mark is not None
    assert (told.align, linked.align) == ("left", "right")
    assert told.size == 12
    assert footer.size == 8
    assert linked.colour == (0, 0, 0.8)
    assert linked.x > 530 > told.x > 100
    assert told.y > linked.y > 600 > 60 > footer.y > 0
    assert linked.underline is not None
    assert told.underline is None
    assert told.face in contents.faces


def test_no_digit_of_a_slot_is_drawn(contents, tmp_path):
    body = "<p>p.\xa0" + SLOT.format("x") + "</p>"
    part = make_part(write(body), "essai", standalone=True)
    (tmp_path / "p.pdf").write_bytes(part.standalone)
    command = ["pdftotext", tmp_path / "p.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert "p." in text
    assert "0" not in text.replace("1 / 1", "")


def test_taking_digits_out_changes_nothing_around_them(tmp_path):
    body = (
        "<p>Avant <strong>"
        + SLOT.format("x")
        + " <em>après</em></strong>, et la fin</p>"
        '<p><a href="#x">p. ' + SLOT.format("x") + "</a> suite</p>"
    )
    css = "strong { color: #c00 } a { color: #00c }"
    hidden = css + " .page { visibility: hidden }"
    drawn = []
    for name, data in (
        ("a.pdf", make_part(write(body, css), "a", standalone=True).standalone),
        ("b.pdf", make_part(write(body, hidden), "b", standalone=True).standalone),
    ):
        (tmp_path / name).write_bytes(data)
        command = ["pdftoppm", "-r", "60", tmp_path / name]
        drawn.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert drawn[0] == drawn[1]


def test_places_and_links_are_told(contents):
    assert contents.targets == ("balance", "sommaire")
    assert contents.anchors.keys() == {"sommaire"}
    place = contents.anchors["sommaire"]
    assert contents.bookmarks == (
        Bookmark(1, "Sommaire et suite", 0, place.x, place.y),
    )
    assert 700 < place.y < 800


def test_fields_are_no_places_to_go():
    form = (Path(__file__).parent / "form_sample.html").read_text(encoding="utf-8")
    part = make_part(form, "feuille", fillable=True)
    fields = set(re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', form))
    assert len(fields) > 5
    assert part.anchors
    assert not part.anchors.keys() & fields


def test_the_levels_of_the_outline_are_those_of_the_style():
    part = make(
        '<h2 id="a">Étape</h2><h3>Fiche</h3><h4>Non</h4>', "h3 { bookmark-level: 3 }"
    )
    assert [(b.level, b.title) for b in part.bookmarks] == [(2, "Étape"), (3, "Fiche")]


def test_the_same_part_is_always_the_same_bytes():
    first = dump_part(make_part(SAMPLE, "fiche"))
    make("<p>Autre chose, <strong>en gras</strong> ☐</p>")
    assert dump_part(make_part(SAMPLE, "fiche")) == first


def test_another_process_makes_the_same_bytes(tmp_path):
    page = tmp_path / "fiche.html"
    page.write_text(SAMPLE, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path\n"
        "from romin_print.write.pdf.parts.maker import make_part\n"
        "from romin_print.write.pdf.parts.store import dump_part\n"
        "html = Path(sys.argv[1]).read_text(encoding='utf-8')\n"
        "sys.stdout.buffer.write(dump_part(make_part(html, 'fiche')))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", code, page]
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert run.stdout == dump_part(make_part(SAMPLE, "fiche"))


TWO = "<p>Première</p><p style='break-before: page'>{}</p>"


def test_a_print_changes_with_what_its_own_page_draws():
    first = make(TWO.format("Deuxième")).prints
    assert len(set(first)) == 2
    again = make(TWO.format("Deuxième, changée")).prints
    assert again[0] == first[0]
    assert again[1] != first[1]


@pytest.mark.parametrize(
    ("css", "drawn"),
    [
        ("p { color: #111112 }", True),
        ("p { background: #eee }", True),
        ("p { border-left: 1mm solid }", True),
        ("p { font-weight: 700 }", True),
        ("p { bookmark-level: 1 }", False),
    ],
)
def test_a_print_sees_what_the_eye_sees(css, drawn):
    plain = make(TWO.format("Deuxième")).prints
    changed = make(TWO.format("Deuxième"), css).prints
    assert (plain != changed) == drawn


def test_a_print_sees_pictures_and_not_tags():
    picture = f'<p><img src="{PIXEL}" alt="Un point"></p>'
    plain = make(picture).prints
    assert make(picture.replace("Un point", "Deux points")).prints == plain
    assert make(picture.replace(PIXEL, RED), "").prints != plain


def test_a_print_does_not_know_the_name_of_its_part():
    assert make_part(SAMPLE, "a").prints == make_part(SAMPLE, "b").prints


@pytest.mark.parametrize(
    ("body", "css", "colours"),
    [
        (TWO.format("Deux"), "", ()),
        (TWO.format("Deux"), "p + p { color: #10478a }", (1,)),
        (TWO.format(SLOT.format("x")), ".page { color: #10478a }", (1,)),
        (TWO.format("Deux"), "p + p { border: 1mm solid #c00 }", (1,)),
        (f'<p><img src="{PIXEL}" alt="Un point"></p>', "", (0,)),
        (
            "<p>Dégradé</p>",
            "p { background: linear-gradient(#fff, #c00) }",
            (0,),
        ),
        ("<p>Dégradé</p>", "p { background: linear-gradient(#fff, #ccc) }", ()),
    ],
)
def test_pages_in_colour_are_told(body, css, colours):
    assert make(body, css).colours == colours


def test_a_sheet_that_overflows_is_told_and_nothing_else():
    html = SHEET.replace("p { color: black }", "p { margin-bottom: 60mm }")
    part = make_part(html, "feuille")
    assert part.overflows[0].millimetres > 0
    assert part.pages > 1
    assert not part.objects
    assert load_part(dump_part(part)) == part


@pytest.mark.parametrize("name", ["", "a/b", "étape", "a b", "x\n"])
def test_a_name_that_would_upset_the_tables_is_refused(name):
    with pytest.raises(LayoutError, match="ne peut pas s’appeler"):
        make_part(SAMPLE, name)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>漢</p>", "n’ont pas les caractères « 漢 »|aucune police"),
        ('<p><a href="http:x">x</a></p><img src="x.png" alt="y">', "adresse relative"),
        ('<p style="colr: red">x</p>', "colr"),
    ],
)
def test_what_ordinary_printing_refuses_is_refused(body, told):
    with pytest.raises(LayoutError, match=told):
        make(body)


def test_the_faults_of_a_style_are_told_each_time_it_serves():
    for _ in range(2):
        with pytest.raises(LayoutError, match="colr"):
            make("<p>x</p>", "p { colr: red }")


def test_a_part_comes_back_from_bytes_as_it_was(contents):
    assert load_part(dump_part(contents)) == contents


def test_bytes_that_are_not_a_whole_part_are_refused(contents):
    data = dump_part(replace(contents, anchors={"é": Anchor(0, 1.5, 2)}))
    torn = [data[:length] for length in range(0, len(data), 97)]
    bent = [
        data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        for place in range(0, len(data), 83)
    ]
    for wrong in [*torn, *bent, data + b"x", b"%PDF-1.7"]:
        with pytest.raises(ValueError, match="partie"):
            load_part(wrong)


def test_a_part_bound_elsewhere_and_back_is_the_same(contents):
    bundle = read_bundle(contents.objects)
    assert bundle.base == FIRST
    moved = bundle.bind(FIRST + 31 * SPAN)
    assert moved.blob != bundle.blob
    assert moved.bind(FIRST) == bundle


def test_a_face_spoilt_in_the_cache_is_made_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load_face.cache_clear()
    first = load_face("AtkinsonHyperlegible-Italic")
    (kept,) = (tmp_path / "romin-print").iterdir()
    for wrong in (b"", b"x" * 200, kept.read_bytes()[:-1]):
        kept.write_bytes(wrong)
        load_face.cache_clear()
        assert load_face("AtkinsonHyperlegible-Italic") == first
    load_face.cache_clear()


def test_a_face_of_other_fonts_is_refused():
    key = load_face("AtkinsonHyperlegible-Bold").key
    assert find_face(key).digits["1"][1] == pytest.approx(0.448)
    for wrong in ("AtkinsonHyperlegible-Bold-00000000", "Inconnue-1", ""):
        with pytest.raises(LayoutError, match="n’est plus celle de ce poste"):
            find_face(wrong)


def test_the_second_font_is_cut_to_what_the_first_one_lacks():
    font = cut_font("SourceSans3-Italic")
    kept = set(font.getBestCmap())
    assert {ord("☐"), ord("→"), ord("λ")} <= kept
    assert ord(" ") in kept, "a space is drawn in the font of the sign before it"
    assert not {ord("a"), ord("é"), ord("1")} & kept
    assert not {"fvar", "gvar", "GSUB", "GPOS"} & set(font.keys())


@pytest.mark.parametrize(
    ("rule", "faces"),
    [
        ("src: url('font:SourceSans3[wght].ttf')", ("Regular", "Bold")),
        ("font-weight: 400; src: url('font:SourceSans3[wght].ttf')", ("Regular",)),
        (
            "src: url('font:SourceSans3-Italic[wght].ttf'); font-weight: bold",
            ("BoldItalic",),
        ),
        ("src: url('font:AtkinsonHyperlegible-Bold.ttf')", ()),
    ],
)
def test_a_font_of_several_weights_is_named_by_its_faces(rule, faces):
    html = split_faces(f"@font-face {{ {rule} }} p {{ font-weight: 900 }}")
    assert tuple(re.findall(r"SourceSans3-(\w+)\.ttf", html)) == faces
    assert html.count("@font-face") == max(1, len(faces))
    assert html.endswith("p { font-weight: 900 }")


def test_signs_of_the_second_font_are_printed_in_each_weight():
    part = make("<p>☐ ok</p><p><strong>☐ ok</strong> <em>☐</em></p>")
    assert {key.rpartition("-")[0] for key in part.faces} >= {
        "SourceSans3-Regular",
        "SourceSans3-Bold",
        "SourceSans3-Italic",
    }
    assert len(SOURCES) == 8
    assert faces.fingerprint_faces() == faces.fingerprint_faces()


def test_a_pdf_of_its_own_lends_a_part_none_of_its_fonts():
    """The two have the same rules, and not the same font files."""
    rules = HEAD.replace("<title>", "<title>Deux ")
    page = f"{rules}</style></head><body><p id='x'>Bonjour</p></body></html>"
    alone = make_part(page.replace("10pt", "10pt "), "seule")
    render_pdf(page)
    assert make_part(page, "apres").faces == alone.faces != ()
