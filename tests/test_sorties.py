"""The checks that stay: what every finished file of the real content must be."""

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from openxml_audit import OpenXmlValidator
from playwright.sync_api import sync_playwright

from romin_print.build.fiches import Demande, build_fiches, render_fiches
from romin_print.build.projet import Projet, find_projet
from romin_print.check.parite import check_continuity, check_parity
from romin_print.check.pdf_structure import check_structure
from romin_print.check.verapdf import check_pdfua
from romin_print.check.word_accessibility import check_word

ROOT = Path(__file__).parents[1]
FORMATS = ("pdf", "docx", "html")
FAMILIES = {"AtkinsonHyperlegible", "SourceSans3"}

pytestmark = [pytest.mark.lent, pytest.mark.xdist_group("sorties")]


@pytest.fixture(scope="module")
def projet(tmp_path_factory) -> Projet:
    return find_projet(ROOT, tmp_path_factory.mktemp("sorties"))


@pytest.fixture(scope="module")
def pages(projet) -> dict[str, str]:
    """The HTML of every fiche, by the name of its output."""
    return {str(t.output): t.html for t in render_fiches(projet, Demande())}


@pytest.fixture(scope="module")
def files(projet) -> list[Path]:
    return list(build_fiches(projet, Demande(jobs=2)).files)


def keep(files, extension):
    return [path for path in files if path.suffix == extension]


def find_html(pages, path):
    return pages[f"fiches/{path.stem}"]


def test_every_tool_has_its_three_files(projet, files):
    tools = list((projet.content / "outils").glob("*.yaml"))
    assert len(tools) >= 12
    assert len(files) == len(tools) * len(FORMATS)
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
    found = [p for f in files for p in check_parity(find_html(pages, f), f)]
    assert found == []


def test_no_element_is_cut_or_lost_by_a_page(files, pages):
    pdfs = keep(files, ".pdf")
    found = [p for f in pdfs for p in check_continuity(find_html(pages, f), f)]
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


def test_libreoffice_opens_every_word_file_on_two_or_three_pages(files, tmp_path):
    profile = (tmp_path / "profil").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, *keep(files, ".docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    printed = sorted(tmp_path.glob("*.pdf"))
    assert len(printed) == len(keep(files, ".docx"))
    for path in printed:
        with pikepdf.open(path) as pdf:
            assert 2 <= len(pdf.pages) <= 3, path.name


def test_every_pdf_has_two_pages_and_the_last_is_not_nearly_empty(files):
    for path in keep(files, ".pdf"):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 2, path.name
        text = subprocess.run(
            ["pdftotext", "-f", "2", "-l", "2", path, "-"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        assert len(text.split()) > 150, path.name


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
                found = axe.run(page).response["violations"]
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


def test_two_builds_in_two_folders_give_the_same_bytes(projet, files, tmp_path):
    content = tmp_path / "ailleurs" / "content"
    shutil.copytree(projet.content, content)
    elsewhere = find_projet(content.parent)
    again = build_fiches(elsewhere, Demande(jobs=1)).files

    assert [p.name for p in again] == [p.name for p in files]
    differing = [
        a.name
        for a, b in zip(again, files, strict=True)
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
