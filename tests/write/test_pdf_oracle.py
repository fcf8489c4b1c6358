"""Two ways of linking parts, which share no writing, make files that say the same."""

import base64
import io
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from PIL import Image

from romin_print.check.pdf_forms import check_forms, list_fields
from romin_print.check.pdf_structure import check_structure, read_tagged_text
from romin_print.check.pdf_tags import name_tag, open_pdf, walk_tags
from romin_print.check.renvois import check_renvois, list_folios, list_renvois
from romin_print.check.verapdf import check_pdfua
from romin_print.errors import LayoutError
from romin_print.write.pdf.link.linker import link_parts
from romin_print.write.pdf.link.oracle import assemble
from romin_print.write.pdf.parts.maker import make_part
from romin_print.write.pdf.parts.part import Book, Placed

LINKERS = {"rapide": link_parts, "sur": assemble}
BOOK = Book("Un classeur", "Ce qu’il dit", ("peine", "parcours"), date(2026, 1, 2))


def draw_square():
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "#a0522d").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


STYLE = """
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf"); font-weight: 400 }
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Bold.ttf"); font-weight: 700 }
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Italic.ttf"); font-style: italic }
@font-face { font-family: Champ; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: A; font-size: 10pt }
input { font-family: Champ; display: block; width: 60mm; height: 8mm; border: 1pt solid }
.page { display: inline-block; width: 8mm }
.milieu .page { text-align: center; color: #8b1a1a }
.pied { position: running(pied); font-size: 8pt }
.pied .page { text-align: right }
@page { size: 120mm 110mm; margin: 12mm; @bottom-right { content: element(pied) } }
section { break-before: page }
img { width: 10mm }
"""

ENTRY = '<li><a href="#{0}">Vers {0}</a>, p. <span class="page" data-page="{0}">000</span></li>'
BLOCKS = f"""<table><thead><tr><th>Quand</th><th>Quoi</th></tr></thead><tbody>
<tr><th>Lundi</th><td>Rien</td></tr><tr><th>Mardi</th><td>Tout</td></tr></tbody></table>
<p><img alt="Un carré" src="data:image/png;base64,{draw_square()}"></p>
<svg viewBox="0 0 40 20" width="40" height="20"><title>Un rond</title><circle cx="10" cy="10" r="8"/></svg>"""
FIELD = '<label for="nom-{0}">Nom</label><input id="nom-{0}" name="nom-{0}">'
SUITE = '<section id="{0}-suite"><h3>Suite {0}</h3><p>Une <em>suite</em>.</p></section>'


def write_page(name, heading, *targets, blocks=""):
    entries = "".join(ENTRY.format(target) for target in targets)
    return f"""<!doctype html><html lang="fr"><head><title>Essai</title>
    <style>{STYLE}</style></head><body>
    <div class="pied">{name} · p. <span class="page" data-page="">000</span></div><main>
    <{heading} id="{name}">Partie {name}</{heading}>
    <p>Des mots <strong>forts</strong>, <a href="https://exemple.fr">un lien</a>.</p>
    <ul>{entries}</ul>{blocks}</main></body></html>"""


PAGES = {
    "couverture": write_page("couverture", "h1"),
    "sommaire": write_page(
        "sommaire", "h2", "couverture", "a-01", "a-01-suite", "b-02", "vide"
    ),
    "a-01": write_page(
        "a-01", "h2", "b-02", "a-01-suite", blocks=BLOCKS + SUITE.format("a-01")
    ),
    "a.01": write_page("a.01", "h3", "a-01", blocks=FIELD.format("a")),
    "b-02": write_page(
        "b-02",
        "h2",
        "a-01",
        "b-02",
        blocks=f"{FIELD.format('b')}{BLOCKS}{SUITE.format('b-02')}",
    ),
    "vide": write_page("vide", "h2").replace("<ul></ul>", ""),
}


@pytest.fixture(scope="module")
def parts():
    return {
        name: make_part(html, name, fillable=True, standalone=True)
        for name, html in PAGES.items()
    }


def place(parts, *names, recto=True, loose=False):
    return tuple(
        Placed(parts[name], recto, f"{name.upper()} · " if loose else "")
        for name in names
    )


@pytest.fixture(scope="module", params=["recto", "suivies", "feuillets"])
def linked(request, parts, tmp_path_factory):
    """The same parts linked both ways."""
    folder = tmp_path_factory.mktemp("linked")
    placed = place(
        parts,
        *PAGES,
        recto=request.param != "suivies",
        loose=request.param == "feuillets",
    )
    for name, link in LINKERS.items():
        (folder / f"{name}.pdf").write_bytes(link(placed, BOOK))
    return folder / "rapide.pdf", folder / "sur.pdf"


def ask(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def read_outline(path):
    def read(items, pdf):
        return [
            (
                item.title,
                item.is_closed,
                tell_place(item.destination, pdf),
                read(item.children, pdf),
            )
            for item in items
        ]

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return read(outline.root, pdf)


def tell_place(place, pdf):
    pages = [page.objgen for page in pdf.pages]
    page, kind, x, y, _ = place
    return pages.index(page.objgen), str(kind), float(x), float(y)


def read_destinations(path):
    with pikepdf.open(path) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        return {name: tell_place(place, pdf) for name, place in names.items()}


def read_links(path):
    with pikepdf.open(path) as pdf:
        return [
            (
                number,
                list(map(float, link.Rect)),
                str(link.get("/Dest", "")),
                str(link.get("/A", {}).get("/URI", "")),
                str(link.get("/Contents", "")),
            )
            for number, page in enumerate(pdf.pages)
            for link in page.get("/Annots", [])
        ]


def read_tags(path):
    with open_pdf(path) as pdf:
        return [
            (
                name_tag(tag),
                name_tag(parent) if "/S" in parent else "",
                *(str(tag.get(key, "")) for key in ("/ID", "/Alt", "/Lang")),
                [str(name) for name in tag.get("/A", {}).get("/Headers", [])],
            )
            for tag, parent in walk_tags(pdf)
        ]


def read_pages(path):
    with pikepdf.open(path) as pdf:
        return [(page.label, list(map(float, page.MediaBox))) for page in pdf.pages]


def read_said(path):
    """Read what a file says of itself."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        said = ("dc:title", "dc:description", "dc:language", "pdfuaid:part")
        root = pdf.Root
        return {
            **{key: str(metadata.get(key)) for key in said},
            **{key: str(value) for key, value in pdf.docinfo.items()},
            "mode": str(root.PageMode),
            "language": str(root.get("/Lang", "")),
            "marked": bool(root.MarkInfo.Marked),
            "shows title": bool(root.ViewerPreferences.DisplayDocTitle),
        }


def flatten(value):
    """List the numbers and the words of a value, whatever holds them."""
    if isinstance(value, dict):
        value = sorted(value.items())
    if isinstance(value, list | tuple):
        for each in value:
            yield from flatten(each)
    else:
        yield value


def read_page_texts(path):
    return ask("pdftotext", "-layout", path, "-").decode().split("\f")


@pytest.mark.parametrize(
    "read",
    [
        read_pages,
        read_said,
        read_outline,
        read_destinations,
        read_links,
        read_tagged_text,
        read_page_texts,
        read_tags,
        list_fields,
        list_renvois,
        list_folios,
    ],
)
def test_both_files_say_the_same(linked, read):
    fast, safe = (list(flatten(read(path))) for path in linked)
    assert fast == pytest.approx(safe, abs=0.01)  # points
    assert len(str(fast)) > 50


def test_both_files_look_the_same(linked, tmp_path):
    for path in linked:
        ask("pdftoppm", "-r", "50", path, tmp_path / path.stem)
    drawn = sorted(tmp_path.glob("rapide-*.ppm"))
    assert len(drawn) == len(read_pages(linked[0]))
    for path in drawn:
        other = path.with_name(path.name.replace("rapide", "sur"))
        assert path.read_bytes() == other.read_bytes(), path.name


def test_both_files_are_sound(linked):
    for path in linked:
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []
        assert check_structure(path) == []
        assert check_forms(path) == []
        assert check_renvois(path) == []
    assert len(list_renvois(linked[0])) == 10


def test_no_font_and_no_picture_is_there_twice(linked):
    for path in linked:
        fonts = [line.split()[0] for line in ask("pdffonts", path).splitlines()[2:]]
        assert len(fonts) == len(set(fonts)) == 4
        pictures = ask("pdfimages", "-list", path).decode().splitlines()[2:]
        assert len(pictures) == 2
        assert len({line.split()[10] for line in pictures}) == 1


@pytest.mark.lent
def test_verapdf_accepts_both_files(linked):
    assert check_pdfua(linked) == []


@pytest.mark.parametrize("link", LINKERS.values(), ids=LINKERS)
def test_linking_twice_gives_the_same_bytes(parts, link):
    placed = place(parts, "couverture", "a-01", "b-02", "vide", "a.01")
    assert link(placed, BOOK) == link(placed, BOOK)


@pytest.mark.parametrize("link", LINKERS.values(), ids=LINKERS)
@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), "il n’a aucune partie"),
        (("vide", "vide"), "deux parties s’appellent «.vide.»"),
        (("a.01",), "un lien mène à «.#a-01.»"),
        (("a.01", "copie"), "plusieurs champs s’appellent «.nom-a.»"),
    ],
)
def test_what_cannot_be_linked_is_refused(parts, link, names, told):
    other = make_part(
        write_page("a-01", "h2", blocks=FIELD.format("a")).replace("<ul></ul>", ""),
        "copie",
        fillable=True,
        standalone=True,
    )
    with pytest.raises(LayoutError, match=told):
        link(place(parts | {"copie": other}, *names), BOOK)


def test_the_safe_way_asks_for_the_file_that_it_reads(parts):
    part = replace(parts["vide"], standalone=b"")
    with pytest.raises(LayoutError, match="«\xa0vide\xa0» n’a pas de fichier"):
        assemble((Placed(part, True),), BOOK)


@pytest.mark.parametrize("link", LINKERS.values(), ids=LINKERS)
def test_some_parts_of_a_whole_may_lead_to_the_others(link, tmp_path):
    html = write_page("reste", "h2").replace("<ul></ul>", '<a href="#loin">Loin</a>')
    placed = (Placed(make_part(html, "reste", standalone=True), True),)
    path = tmp_path / "a.pdf"
    path.write_bytes(link(placed, replace(BOOK, partial=True)))
    assert "loin" in [target for _, _, target, _, _ in read_links(path)]


@pytest.mark.parametrize("link", LINKERS.values(), ids=LINKERS)
def test_one_part_may_be_a_whole_book(parts, link, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(link(place(parts, "vide"), BOOK))
    assert check_structure(path) == []
    assert read_tagged_text(path).split("\n")[0] == "Partie vide"
