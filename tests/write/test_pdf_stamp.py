"""The stamp of a book: drawn on its pages at link time, and never read aloud."""

import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from romin_print.check.pdf_structure import check_structure, read_tagged_text
from romin_print.check.verapdf import check_pdfua
from romin_print.errors import LayoutError
from romin_print.write.pdf.link.linker import link_parts
from romin_print.write.pdf.parts.maker import make_part
from romin_print.write.pdf.parts.part import Book, Placed
from romin_print.write.pdf.parts.store import dump_part, load_part

HERE = Path(__file__).parent
FICHE = (HERE / "fiche.html").read_text(encoding="utf-8")
SHEET = (HERE / "form_sample.html").read_text(encoding="utf-8")
HEAD = FICHE[: FICHE.index("</style>")]
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAFElEQVR4nGPkqohq"
    "YGBgYGBigAIAFKYBYLXFoA8AAAAASUVORK5CYII="
)
BOOK = Book("Un titre", "Une description", (), date(2026, 11, 23))


def make_stamp(words):
    css = "@page { size: 210mm 7mm; margin: 6.9mm 16mm 0; @top-left { content: element(qui) } @bottom-right { content: none } @bottom-left { content: none } } .qui { position: running(qui) }"
    body = f'<p class="qui"><img src="{PICTURE}" alt="Logo"> {words}</p><main></main>'
    return make_part(f"{HEAD}{css}</style></head><body>{body}</body></html>", "tampon")


@pytest.fixture(scope="module")
def parts():
    sheet = make_part(SHEET, "feuille", fillable=True)
    odd = (
        HEAD
        + '</style></head><body style="--accent: #222"><main><h1>Une page</h1></main></body></html>'
    )
    return make_part(odd, "page"), make_part(FICHE, "fiche"), sheet


@pytest.fixture(scope="module")
def stamp():
    return make_stamp("SPIP Exemple % (1)")


def link(parts, stamp, heights=(6.0, 6.0, 6.0)):
    placed = tuple(
        Placed(
            part,
            recto=True,
            stamp=None if height is None else stamp,
            height=height or 0,
        )
        for part, height in zip(parts, heights, strict=True)
    )
    return link_parts(placed, BOOK)


def write(tmp_path, data):
    path = tmp_path / "classeur.pdf"
    path.write_bytes(data)
    return path


def read_words(path, page):
    done = subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), path, "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def test_the_stamp_is_on_each_page_that_has_one(parts, stamp, tmp_path):
    path = write(tmp_path, link(parts, stamp))
    with pikepdf.open(path) as pdf:
        pages = range(1, len(pdf.pages) + 1)
        blank = {n for n in pages if "/Contents" not in pdf.pages[n - 1]}
    assert blank
    for page in set(pages) - blank:
        assert "SPIP Exemple % (1)" in read_words(path, page)


def test_a_part_may_have_no_stamp(parts, stamp, tmp_path):
    path = write(tmp_path, link(parts, stamp, (None, 6.0, 6.0)))
    assert "SPIP" not in read_words(path, 1)
    with pikepdf.open(path) as pdf:
        last = len(pdf.pages)
    assert "SPIP" in read_words(path, last)


def test_a_stamped_book_keeps_its_standard_and_its_tags(parts, stamp, tmp_path):
    path = write(tmp_path, link(parts, stamp))
    assert check_pdfua([path]) == []
    assert check_structure(path) == []
    plain = tmp_path / "sans.pdf"
    plain.write_bytes(link(parts, None))
    assert read_tagged_text(path) == read_tagged_text(plain)


def test_the_stamp_is_written_once(parts, stamp, tmp_path):
    with pikepdf.open(write(tmp_path, link(parts, stamp))) as pdf:
        forms = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream)
            and item.get("/Subtype") == "/Form"
            and "/Resources" in item
            and item.BBox[2] > 500
        ]
    assert len(forms) == 1


def test_another_stamp_changes_nothing_else_on_a_page(parts, stamp, tmp_path):
    first = write(tmp_path, link(parts, stamp))
    shown = {page: read_words(first, page) for page in (1, 3)}
    second = write(tmp_path, link(parts, make_stamp("SPIP Exemple 2")))
    for page, words in shown.items():
        again = read_words(second, page)
        assert again != words
        assert again.replace("SPIP Exemple 2", "") == words.replace(
            "SPIP Exemple % (1)", ""
        )


def test_the_same_stamp_gives_the_same_bytes_even_from_the_cache(parts, stamp):
    kept = load_part(dump_part(stamp))
    assert link(parts, stamp) == link(parts, kept)


def test_the_file_is_sound_for_qpdf(parts, stamp, tmp_path):
    path = write(tmp_path, link(parts, stamp))
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_each_part_may_have_a_stamp_of_its_own(parts, stamp, tmp_path):
    stamps = (stamp, make_stamp("Autre service"), None)
    placed = (
        Placed(part, recto=False, stamp=each, height=6)
        for part, each in zip(parts, stamps, strict=True)
    )
    path = write(tmp_path, link_parts(tuple(placed), BOOK))
    told = [
        [word for word in ("SPIP Exemple", "Autre service") if word in words]
        for words in (read_words(path, page) for page in (1, 2, 2 + parts[1].pages))
    ]
    assert told == [["SPIP Exemple"], ["Autre service"], []]
    assert check_pdfua([path]) == []


@pytest.mark.parametrize(
    "more", ['<p><a href="https://justice.fr">Un lien</a></p>', "<p>Long</p>" * 200]
)
def test_a_stamp_is_one_page_to_draw_and_nothing_else(parts, more):
    html = f'{HEAD}</style></head><body style="--accent: #222"><main><h1>Un</h1>{more}</main></body></html>'
    with pytest.raises(LayoutError, match="le tampon d’une page"):
        link(parts, make_part(html, "tampon"))
