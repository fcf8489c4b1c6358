"""The checks that stay: what every finished file of the real content must be."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import docx
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from openxml_audit import OpenXmlValidator
from playwright.sync_api import sync_playwright

from romin_print.build.atelier import name_file
from romin_print.build.classeurs import (
    DemandeClasseur,
    build_classeurs,
    make_reunion,
)
from romin_print.build.contenu import read_contenu
from romin_print.build.couverture import build_carte, render_carte
from romin_print.build.fabrique import open_fabrique
from romin_print.build.fiches import build_fiches, render_fiches
from romin_print.build.impression import Demande
from romin_print.build.projet import Projet, find_projet
from romin_print.build.relieur import join_corps, place_parties, render_whole
from romin_print.build.seances import DemandeSeance, build_seance, render_seance
from romin_print.build.supports import (
    DemandeSupports,
    build_supports,
    render_supports,
)
from romin_print.check.feuillets import check_leaves
from romin_print.check.parite import check_continuity, check_parity, read_body
from romin_print.check.pdf_forms import check_forms, list_fields
from romin_print.check.pdf_structure import check_structure
from romin_print.check.rapport_axe import OPTIONS
from romin_print.check.renvois import check_renvois, list_renvois
from romin_print.check.verapdf import check_pdfua
from romin_print.check.word_accessibility import check_word
from romin_print.check.word_controls import list_controls
from romin_print.plan.classeur import plan_whole
from romin_print.write.pdf.parts.part import number_pages

ROOT = Path(__file__).parents[1]
SEANCES = sorted(p.stem for p in (ROOT / "content" / "seances").glob("*.yaml"))
# The fields have a font of their own, which is the first under another name.
FAMILIES = {"AtkinsonHyperlegible", "SourceSans3", "Champ"}


class DemandeCarte(Demande):
    """The map of the RPO1."""


DEMANDES = {
    "fiches": [Demande(jobs=2)],
    "supports": [
        DemandeSupports(jobs=2),
        DemandeSupports(jobs=2, formats=("pdf",), a_remplir=True),
        DemandeSupports(jobs=2, formats=("pdf", "docx"), variante="gros-caracteres"),
        DemandeSupports(jobs=2, formats=("pdf",), variante="facile", a_remplir=True),
        DemandeSupports(jobs=2, formats=("pdf",), variante="nb"),
    ],
    "seances": [
        *(DemandeSeance(jobs=2, seance=s, exemplaires=3, livret=True) for s in SEANCES),
        DemandeSeance(jobs=2, noms=("A-02", "C-01", "C-02"), titre="Essai"),
    ],
    "classeurs": [DemandeClasseur(jobs=2)],
    "couverture": [DemandeCarte()],
}

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}

pytestmark = pytest.mark.lent


class Sorties(NamedTuple):
    """The files of one kind of document, and the page that each was made of."""

    files: list[Path]
    pages: dict[Path, str]


@pytest.fixture(scope="module")
def projet(tmp_path_factory) -> Projet:
    return find_projet(ROOT, tmp_path_factory.mktemp("sorties"))


def pytest_generate_tests(metafunc):
    """Run each test on each kind of document."""
    if "genre" in metafunc.fixturenames:
        metafunc.parametrize("genre", DEMANDES, scope="module")


@pytest.fixture(scope="module")
def sorties(genre, projet) -> Sorties:
    made = [print_sorties(projet, demande) for demande in DEMANDES[genre]]
    return Sorties(
        [path for one in made for path in one.files],
        {path: html for one in made for path, html in one.pages.items()},
    )


def print_sorties(projet, demande) -> Sorties:
    """Print for good, and render once more to know what should be in the files."""
    match demande:
        case DemandeClasseur():
            files = build_classeurs(projet, demande).files
            pages = render_classeurs(projet)
            printed = [path for path in files if path.suffix != ".json"]
            return Sorties(printed, {path: pages[path.stem] for path in printed})
        case DemandeSeance():
            tirages = render_seance(projet, demande).tirages
            files = build_seance(projet, demande).files
        case DemandeSupports():
            tirages = render_supports(projet, demande).tirages
            files = build_supports(projet, demande).files
        case DemandeCarte():
            tirages = render_carte(projet, demande)
            files = build_carte(projet, demande).files
        case _:
            tirages = render_fiches(projet, demande)
            files = build_fiches(projet, demande).files
    pages = {name_file(projet.output, t, f): t.html for t in tirages for f in t.formats}
    return Sorties(list(files), pages)


def render_classeurs(projet) -> dict[str, str]:
    """Render each binder as one page, with the page numbers of its PDF."""
    pages = {}
    with open_fabrique(projet, 2) as fabrique:
        fonds = read_contenu(projet)
        for slug in fonds.classeurs:
            made = make_reunion(fabrique, fonds, slug)
            corps = join_corps(made.parties)
            whole = plan_whole(fonds, made.classeur, slug, corps)
            numbers = number_pages(place_parties(made.classeur, made.parties))
            pages[slug] = render_whole(fabrique, whole, numbers)
    return pages


@pytest.fixture
def files(sorties) -> list[Path]:
    return sorties.files


@pytest.fixture
def pages(sorties) -> dict[Path, str]:
    return sorties.pages


def keep(files, extension):
    """Keep the files of a format; a booklet is for paper only, and has no tags."""
    return [p for p in files if p.suffix == extension and "papier" not in p.name]


def only(genre, wanted):
    """Skip what has no meaning for other kinds of documents."""
    if genre != wanted:
        pytest.skip(f"propre aux {wanted}")


def test_everything_of_the_content_is_printed(genre, projet, files):
    folder = "outils" if genre == "fiches" else genre
    if genre == "couverture":
        assert len(files) == 3
    elif genre == "supports":
        assert len({p.stem for p in keep(files, ".pdf")}) >= 5 * 100
    else:
        sources = list((projet.content / folder).glob("*.yaml"))
        assert len(files) >= 3 * len(sources) >= 6
    assert all(path.stat().st_size > 10_000 for path in files)


def test_every_pdf_passes_verapdf_for_pdf_ua_1(files):
    assert check_pdfua(keep(files, ".pdf")) == []


def test_verapdf_refuses_a_pdf_that_lost_its_title(files, tmp_path):
    broken = tmp_path / "sans-titre.pdf"
    with pikepdf.open(keep(files, ".pdf")[0]) as pdf:
        del pdf.Root.Metadata
        pdf.save(broken)

    assert len(check_pdfua([broken])) == 1


def test_the_tag_tree_of_every_pdf_holds_together(files):
    assert [p for path in keep(files, ".pdf") for p in check_structure(path)] == []


def test_the_three_formats_say_the_same_words_in_the_same_order(files, pages):
    formats = (f for e in (".pdf", ".docx", ".html") for f in keep(files, e))
    found = [p for f in formats for p in check_parity(pages[f], f)]
    assert found == []


def test_no_element_is_cut_or_lost_by_a_page(files, pages):
    pdfs = keep(files, ".pdf")
    found = [p for f in pdfs for p in check_continuity(pages[f], f)]
    assert found == []


@pytest.mark.parametrize(
    ("extension", "rule"),
    [
        ("pdf", ".vigilance { display: none }"),
        ("pdf", ".fiche h3 { display: none }"),
        ("docx", None),
        ("html", None),
    ],
)
def test_a_block_hidden_in_one_format_is_found(projet, tmp_path, extension, rule):
    """The two checks above can fail: hide a block in one format alone."""
    layouts = tmp_path / "layouts"
    shutil.copytree(projet.layouts[-1], layouts)
    if rule:
        css = layouts / "fiche" / "fiche.css"
        css.write_text(css.read_text() + f"\n@media print {{ {rule} }}\n")
    changed = Projet(projet.content, tmp_path / "output", (layouts,))
    demande = Demande(noms=("C-01",), formats=(extension,))
    (path,) = build_fiches(changed, demande).files
    html = render_fiches(projet, demande)[0].html
    if not rule:
        html = html.replace("</article>", "<p>Un mot de plus</p></article>")

    assert check_parity(html, path)
    if extension == "pdf":
        assert check_continuity(html, path)


def test_every_word_file_follows_the_schema(files):
    for path in keep(files, ".docx"):
        result = OpenXmlValidator().validate(path)
        assert result.is_valid, (path.name, result.errors)


def test_every_word_file_is_accessible(files):
    assert [p for path in keep(files, ".docx") for p in check_word(path)] == []


def test_libreoffice_opens_every_word_file_on_few_pages(genre, files, tmp_path):
    profile = (tmp_path / "profil").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, *keep(files, ".docx")],
        check=True, capture_output=True, timeout=1200,
    )  # fmt: skip
    least, most = {
        "fiches": (2, 3),
        "supports": (1, 3),
        "seances": (1, 8),
        "classeurs": (30, 500),
        "couverture": (1, 1),
    }[genre]
    printed = sorted(tmp_path.glob("*.pdf"))
    assert len(printed) == len(keep(files, ".docx"))
    for path in printed:
        with pikepdf.open(path) as pdf:
            assert least <= len(pdf.pages) <= most, path.name


def test_every_fiche_has_two_pages_and_the_last_is_not_nearly_empty(genre, files):
    only(genre, "fiches")
    for path in keep(files, ".pdf"):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 2, path.name
        text = subprocess.run(
            ["pdftotext", "-f", "2", "-l", "2", path, "-"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        assert len(text.split()) > 150, path.name


def test_every_form_can_be_filled_and_has_the_names_of_its_questions(genre, sorties):
    only(genre, "supports")
    forms = [p for p in keep(sorties.files, ".pdf") if "a-remplir" in p.name]
    assert len(forms) >= 30
    for path in forms:
        assert check_forms(path) == []
        asked = read_questions(sorties.pages[path])
        told = [" ".join(field.told.split()) for field in list_fields(path)]
        assert told, path.name
        assert all(any(q in t for q in asked) for t in told), (path.name, told, asked)


def test_every_control_of_word_has_the_name_of_its_question(genre, sorties):
    only(genre, "supports")
    for path in keep(sorties.files, ".docx"):
        controls = list_controls(path)
        names = read_names(sorties.pages[path])
        assert sorted(c.tag for c in controls) == sorted(names), path.name
        assert all(0 < len(c.alias) <= 64 for c in controls), path.name


def test_every_page_number_leads_to_its_page(genre, files):
    only(genre, "classeurs")
    pdfs = keep(files, ".pdf")
    assert [p for path in pdfs for p in check_renvois(path)] == []
    assert sum(len(list_renvois(path)) for path in pdfs) > 50


def test_every_binder_is_sound_for_qpdf(genre, files):
    only(genre, "classeurs")
    for path in keep(files, ".pdf"):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_the_contents_of_word_are_filled(genre, files, tmp_path):
    only(genre, "classeurs")
    for path in keep(files, ".docx"):
        body = docx.Document(path).element.body
        told = [code.text.split()[0] for code in body.iterfind(".//w:instrText", NS)]
        assert told.count("TOC") == 1
        entries = [p for p in docx.Document(path).paragraphs if is_entry(p)]
        assert len(entries) > 25
        assert all(entry.text.strip() for entry in entries)


def test_no_leaf_goes_to_two_persons(genre, files):
    only(genre, "seances")
    stacks = [path for path in files if "a-imprimer" in path.name]
    assert len(stacks) == len(SEANCES) + 1
    assert [p for path in stacks for p in check_leaves(path)] == []


def is_entry(paragraph):
    return paragraph.style.name.lower().startswith(("toc ", "sommaire "))


def read_questions(html):
    """Read what a page asks: its labels, its legends, the names of its cells."""
    body = read_body(html)
    told = [
        "".join(e.itertext()) for tag in ("label", "legend") for e in body.iter(tag)
    ]
    told += [e.get("aria-label", "") for e in body.iter()]
    return [" ".join(text.split()) for text in told if text]


def read_names(html):
    """Read the name of each thing to fill in, a box or a button counting for one."""
    fields = ("input", "textarea", "select")
    return [e.get("name") for t in fields for e in read_body(html).iter(t)]


def test_every_web_page_passes_axe_at_every_width(files):
    axe = Axe()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for width in (1280, 320):
            page = browser.new_page(viewport={"width": width, "height": 900})
            for path in keep(files, ".html"):
                page.goto(path.as_uri())
                found = axe.run(page, options=OPTIONS).response["violations"]
                assert found == [], (path.name, width, [v["id"] for v in found])
                assert page.evaluate(
                    "document.documentElement.scrollWidth <= window.innerWidth"
                ), (path.name, width)
        browser.close()


def test_a_web_page_needs_nothing_else(files):
    for path in keep(files, ".html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)="(?!data:|https?:|mailto:|#)', html)
        assert not re.search(r"url\((?!\"?data:)", html)
        assert "<script" not in html


def test_only_the_two_families_are_embedded(files):
    for path in keep(files, ".pdf"):
        told = subprocess.run(
            ["pdffonts", path], check=True, capture_output=True, text=True
        ).stdout.splitlines()[2:]
        names = {line.split()[0].split("+")[-1].replace("-", "") for line in told}
        assert names
        assert all(n.startswith(tuple(FAMILIES)) for n in names), (path.name, names)


def test_two_builds_in_two_folders_give_the_same_bytes(
    genre, projet, files, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    content = tmp_path / "ailleurs" / "content"
    shutil.copytree(projet.content, content)
    elsewhere = find_projet(content.parent)
    again = print_sorties(elsewhere, replace(DEMANDES[genre][0], jobs=1)).files

    first = files[: len(again)]
    assert [p.name for p in again] == [p.name for p in first]
    differing = [
        a.name
        for a, b in zip(again, first, strict=True)
        if a.read_bytes() != b.read_bytes()
    ]
    assert differing == []


def test_no_file_names_a_person_or_this_machine(files):
    host = Path("/etc/hostname").read_text().strip() or "localhost"
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", host.encode()]
    for path in keep(files, ".pdf"):
        with pikepdf.open(path) as pdf:
            assert "/Author" not in pdf.docinfo
            told = path.read_bytes() + bytes(pdf.Root.Metadata.read_bytes())
        assert not any(len(t) > 6 and t in told for t in traces), path.name
