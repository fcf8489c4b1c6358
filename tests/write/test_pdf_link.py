"""Parts linked by copying: one tagged PDF, whose every way leads where it says."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from romin_print.check.pdf_structure import check_structure, read_tagged_text
from romin_print.check.verapdf import check_pdfua
from romin_print.errors import LayoutError
from romin_print.write.pdf import render_pdf
from romin_print.write.pdf.link.draft import bind_parts
from romin_print.write.pdf.link.linker import link_parts
from romin_print.write.pdf.parts.bundle import FIRST, SPAN, read_bundle, write_bundle
from romin_print.write.pdf.parts.maker import make_part
from romin_print.write.pdf.parts.part import Anchor, Book, Part, Placed, number_pages
from romin_print.write.pdf.parts.store import dump_part, load_part

HERE = Path(__file__).parent
FICHE = (HERE / "fiche.html").read_text(encoding="utf-8")
SHEET = (HERE / "form_sample.html").read_text(encoding="utf-8")
HEAD = FICHE[: FICHE.index("</style>")]
HOSTILE = "Titre (5000 0 R) %d ) \\\\ <feff> 100 % << /Parent 2 0 R >> endobj"
ESCAPED = HOSTILE.replace("<", "&lt;")
SLOT = '<span class="page" data-page="{}">000</span>'
# A picture with a mask, which is an object of its own.
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAFElEQVR4nGPkqohq"
    "YGBgYGBigAIAFKYBYLXFoA8AAAAASUVORK5CYII="
)
CSS = """
.pied { position: running(pied); font-size: 8pt }
@page { @bottom-right { content: element(pied) } }
h3 { bookmark-level: 3 }
"""
# Each part begins on a right-hand page; the table is in the sheet to fill in.
NUMBERS = {"sommaire": 1, "fiche-a": 3, "fiche-b": 5, "é": 11, "b8-table": 14}
BOOK = Book(HOSTILE, "Un classeur & ses <parties>", ("a", "é"), date(2026, 11, 23))


def write(body, css=""):
    foot = f'<p class="pied">p.\xa0{SLOT.format("")}</p>'
    accent = "--accent: #222"
    return (
        f'{HEAD}{CSS}{css}</style></head><body style="{accent}"><main>{foot}{body}'
        "</main></body></html>"
    )


def make(name, body, css=""):
    return make_part(write(body, css), name)


def refer(anchor, text):
    return f'<a href="#{anchor}">{text}</a>, p.\xa0{SLOT.format(anchor)}'


@pytest.fixture(scope="module")
def parts():
    fiche = FICHE.replace(
        '<article class="fiche"', '<article id="fiche-b" class="fiche"'
    )
    picture = f'<p><img src="{PICTURE}" alt="Un point %s (2 0 R"></p>'
    table = (
        "<table><caption>Grille</caption><tr><th>Un</th><th>Deux</th></tr>"
        "<tr><td>a</td><td>b</td></tr></table>"
    )
    return (
        make(
            "sommaire",
            f'<h1 id="sommaire">Sommaire</h1><ul><li>{refer("fiche-a", "Première")}</li>'
            f"<li>{refer('fiche-b', 'Balance')}</li><li>{refer('é', 'Dernière')}</li></ul>",
        ),
        make(
            "fiche-a",
            f'<h2 id="fiche-a">{ESCAPED}</h2>{table}{picture}'
            f"<h3>Suite</h3><p>Voir {refer('é', 'la fin')}</p>",
        ),
        make_part(fiche, "fiche-b"),
        make(
            "fiche-c",
            f'<h2 id="é">Fin</h2>{picture}<p>☐ {refer("fiche-a", ESCAPED)}</p>',
        ),
        make_part(SHEET, "feuille", fillable=True),
    )


@pytest.fixture(scope="module")
def placed(parts):
    labels = ("", "A-01 · ", "", "", "C-01-1 · ")
    return tuple(
        Placed(part, recto=True, label=label)
        for part, label in zip(parts, labels, strict=True)
    )


@pytest.fixture(scope="module")
def path(placed, tmp_path_factory):
    path = tmp_path_factory.mktemp("lien") / "classeur.pdf"
    path.write_bytes(link_parts(placed, BOOK))
    return path


@pytest.fixture(scope="module")
def pdf(path):
    with pikepdf.open(path) as opened:
        yield opened


def read_page(path, number):
    command = ["pdftotext", "-f", str(number), "-l", str(number), path, "-"]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    return run.stdout.replace("\xa0", " ")


def place_all(parts):
    return tuple(Placed(part, recto=False) for part in parts)


def test_the_file_is_sound(path):
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not pdf.get_warnings()


def test_tags_pages_links_and_fields_agree(path):
    assert check_structure(path) == []


@pytest.mark.lent
def test_verapdf_finds_nothing(path, parts, tmp_path):
    alone = tmp_path / "seule.pdf"
    alone.write_bytes(link_parts(place_all(parts[4:]), BOOK))
    assert check_pdfua([path, alone]) == []


def test_numbers_of_pages_are_heard_in_their_sentences(path, placed):
    assert number_pages(placed) == NUMBERS
    lines = read_tagged_text(path).split("\n")
    assert "Première, p. 3" in lines
    assert "Balance, p. 5" in lines
    assert "Voir la fin, p. 11" in lines
    assert "p. 1" not in lines, "a footer is not heard"


def test_numbers_of_pages_are_seen_where_they_belong(path):
    first = read_page(path, 1)
    assert "Première, p. 3" in first
    assert "Dernière, p. 11" in first
    assert first.strip().endswith("p. 1")
    assert read_page(path, 3).strip().endswith("p. 3")
    assert read_page(path, 11).strip().endswith("p. 11")


def test_a_number_in_an_underlined_link_is_underlined(tmp_path):
    link = f'<a href="#ici">p.\xa0{SLOT.format("ici")}</a>'
    for css, lines in (("", 1), ("a { text-decoration: none }", 0)):
        part = make("seule", f'<p id="ici">Voir {link}</p>', css)
        (tmp_path / "p.pdf").write_bytes(link_parts(place_all([part]), BOOK))
        with pikepdf.open(tmp_path / "p.pdf") as pdf:
            drawn = pdf.pages[0].Contents[1].read_bytes()
        assert drawn.count(b" l S EMC") == lines
        assert drawn.count(b" Tj ET") == 2


def test_a_number_leads_to_the_page_that_says_so(path, placed):
    for anchor, words in (
        ("fiche-a", "Titre (5000"),
        ("fiche-b", "Balance"),
        ("é", "Fin"),
    ):
        assert words in read_page(path, number_pages(placed)[anchor])


def test_all_the_words_of_the_parts_are_there(path, parts, tmp_path):
    alone = tmp_path / "seule.pdf"
    alone.write_bytes(render_pdf(FICHE).data)
    assert read_tagged_text(alone) in read_tagged_text(path)


def test_links_lead_to_other_parts_and_say_their_text(pdf):
    links = [
        (str(link.Dest), str(link.Contents))
        for page in pdf.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link
    ]
    assert links == [
        ("fiche-a", "Première"),
        ("fiche-b", "Balance"),
        ("é", "Dernière"),
        ("é", "la fin"),
        ("fiche-a", HOSTILE),
    ]
    places = pikepdf.NameTree(pdf.Root.Names.Dests)
    numbers = {name: pikepdf.Page(place[0]).index + 1 for name, place in places.items()}
    assert numbers == NUMBERS
    assert b"urn:" not in pdf.Root.unparse()


def test_the_outline_is_nested_whatever_the_parts(pdf):
    with pdf.open_outline() as outline:
        contents, fiche, _ = outline.root
    (hostile,) = contents.children
    assert (contents.title, hostile.title) == ("Sommaire", HOSTILE)
    assert [item.title for item in hostile.children] == ["Suite"]
    assert fiche.title == "Balance décisionnelle"
    # It comes from the next part, whose own title is of the second level.
    assert fiche.children[-1].title == "Fin"
    page, *_ = fiche.children[-1].destination
    assert pikepdf.Page(page).index == 10
    assert pdf.Root.Outlines.Count == 3, "what is under an entry is folded"
    assert pdf.Root.Outlines.First.Count == -1


def test_pages_are_called_by_their_part_or_by_their_number(pdf):
    labels = [page.label for page in pdf.pages]
    assert labels[0] == "1"
    assert labels[2] == "A-01 · 1"
    assert labels[4:10] == ["5", "6", "7", "8", "9", "10"]
    assert labels[10] == "11"
    assert labels[12:] == ["C-01-1 · 1", "C-01-1 · 2"]


def test_blank_pages_hold_nothing_and_have_the_size_of_the_next(pdf):
    for rank in (1, 3):
        page = pdf.pages[rank]
        assert "/Contents" not in page
        assert page.MediaBox == pdf.pages[rank + 1].MediaBox
        assert page.label  # it still has a name


def test_fonts_and_pictures_are_there_once(path, pdf):
    pictures = [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
    ]
    # The same picture twice, with its mask, and that of the fiche.
    assert len(pictures) == 3
    files = [
        o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" in o
    ]
    assert len(files) == len({o.read_raw_bytes() for o in files})


def test_the_file_says_what_it_is_and_names_nobody(pdf):
    assert str(pdf.docinfo.Title) == HOSTILE
    assert str(pdf.docinfo.Keywords) == "a, é"
    assert str(pdf.docinfo.CreationDate) == "D:20261123"
    assert "/Author" not in pdf.docinfo
    assert pdf.Root.Lang == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == HOSTILE
        assert xmp["dc:description"] == BOOK.description
        assert xmp["pdf:Keywords"] == "a, é"
        assert set(xmp["dc:language"]) == {"fr"}
        assert xmp["pdfuaid:part"] == "1"
        assert "dc:creator" not in xmp


def test_fields_of_the_parts_are_in_one_form(pdf, parts):
    form = pdf.Root.AcroForm
    assert len(form.Fields) == len(read_bundle(parts[4].objects).layout.fields) > 5
    assert form.DR.Font["/Champ"].Encoding == "/WinAnsiEncoding"
    assert not form.NeedAppearances
    on_pages = [
        annotation.objgen
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
        if annotation.Subtype == "/Widget"
    ]
    ends = [kid.objgen for f in form.Fields for kid in f.get("/Kids", [f])]
    assert sorted(ends) == sorted(on_pages)


def test_the_same_parts_are_always_the_same_bytes(path, placed):
    assert link_parts(placed, BOOK) == path.read_bytes()


def test_parts_moved_and_put_back_are_the_same_bytes(path, placed):
    moved = bind_parts(tuple(reversed(placed)))
    assert link_parts(moved, BOOK) != path.read_bytes()
    assert link_parts(tuple(reversed(moved)), BOOK) == path.read_bytes()


def test_parts_from_the_cache_give_the_same_bytes(path, placed):
    kept = tuple(
        replace(each, part=load_part(dump_part(each.part)))
        for each in bind_parts(placed)
    )
    assert link_parts(kept, BOOK) == path.read_bytes()
    far = tuple(
        replace(each, part=_bind(each.part, FIRST + 90 * SPAN)) for each in kept
    )
    assert far[0].part.objects != kept[0].part.objects
    assert link_parts(far, BOOK) == path.read_bytes()


def _bind(part: Part, base: int) -> Part:
    bundle = read_bundle(part.objects).bind(base)
    return replace(part, objects=write_bundle(bundle))


def test_parts_that_have_their_numbers_are_not_bound_again(placed):
    bound = bind_parts(placed)
    assert bind_parts(bound) == bound
    assert all(a is b for a, b in zip(bind_parts(bound), bound, strict=True))
    # The first one always begins at the same number.
    assert bound[0] is placed[0]


def test_a_part_that_grows_a_little_leaves_the_others_their_numbers(placed, parts):
    bound = bind_parts(placed)
    longer = make("fiche-a", '<h2 id="fiche-a">Première</h2><p>Un mot.</p>')
    edited = (bound[0], replace(bound[1], part=longer), *bound[2:])
    again = bind_parts(edited)
    assert [a is b for a, b in zip(again, bound, strict=True)] == [
        True,
        False,
        True,
        True,
        True,
    ]


def test_more_than_256_objects_are_found_in_a_stream(parts, pdf):
    count = read_bundle(parts[2].objects).layout.packed
    assert count > 256
    numbered = {item.objgen[0] for item in pdf.objects}
    base = read_bundle(bind_parts(place_all(parts))[2].part.objects).base
    assert set(range(base, base + count)) <= numbered


def find_sign(part):
    """Find the font that has the sign of a box, and no digits."""
    return next(face for face in part.faces if face.startswith("SourceSans3"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda p: (), "aucune partie"),
        (lambda p: (*p, p[0]), "deux parties s’appellent « sommaire »"),
        (
            lambda p: (*p[:-1], replace(p[-1], anchors={"é": Anchor(0, 0, 0)})),
            "deux endroits s’appellent « #é »",
        ),
        (lambda p: p[:2], "un lien mène à « #fiche-b », qui n’existe pas"),
        (lambda p: p[:2], "le numéro de page de « #é » est demandé"),
        (lambda p: (*p, Part("vide", 1)), "la partie « vide » n’est pas mise en page"),
        (
            lambda p: (*p, replace(p[-1], name="autre", anchors={})),
            "plusieurs champs s’appellent",
        ),
        (
            lambda p: (
                replace(p[0], slots=(replace(p[0].slots[0], face=find_sign(p[3])),)),
                *p[1:],
            ),
            "n’a pas de chiffres",
        ),
        (
            lambda p: (
                replace(p[0], slots=(replace(p[0].slots[0], face="X-1"),)),
                *p[1:],
            ),
            "n’est plus celle de ce poste",
        ),
    ],
)
def test_what_cannot_be_linked_is_refused(parts, change, told):
    with pytest.raises(LayoutError, match=told):
        link_parts(place_all(change(parts)), BOOK)


def test_all_that_is_missing_is_told_at_once(parts):
    with pytest.raises(LayoutError) as refused:
        link_parts(place_all(parts[:1]), BOOK)
    assert all(
        f"#{name} " in refused.value.message for name in ("fiche-a", "fiche-b", "é")
    )


def test_leaves_of_a_book_may_lead_out_of_them(parts, tmp_path):
    alone = make("seule", '<p>Voir <a href="#ailleurs">là-bas</a>.</p>')
    data = link_parts(place_all([alone]), replace(BOOK, partial=True))
    (tmp_path / "p.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert str(pdf.pages[0].Annots[0].Dest) == "ailleurs"
        assert "/Names" not in pdf.Root
    with pytest.raises(LayoutError, match="ailleurs"):
        link_parts(place_all([alone]), BOOK)


def test_linking_wakes_no_engine_up():
    code = (
        "import sys; import romin_print.write.pdf.link.linker\n"
        "import romin_print.write.pdf.parts.store\n"
        "heavy = {'weasyprint', 'pikepdf', 'fontTools', 'pydyf', 'PIL', 'tinycss2'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
