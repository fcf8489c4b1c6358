"""Some pages of a tagged PDF: as well tagged as the whole."""

import itertools

import pikepdf
import pytest

from romin_print.check.pdf_structure import check_structure, read_tagged_text
from romin_print.check.verapdf import check_pdfua
from romin_print.write.pdf import render_pdf
from romin_print.write.pdf.extract import keep_pages

ROWS = "".join(
    f'<tr><th scope="row">Rang {n}</th><td>Case {n}</td><td></td></tr>'
    for n in range(30)
)
HTML = f"""<!doctype html><html lang="fr"><head><title>Quatre pages</title><style>
@font-face {{ font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
html {{ font-family: A }} @page {{ size: A5 }} h2 {{ break-before: page }}
</style></head><body><main>
<h1>Un</h1><p>Vers <a href="#trois">le trois</a> et <a href="#quatre">la fin</a>.</p>
<h2>Deux</h2><table><thead><tr><th scope="col">A</th><th scope="col">B</th>
<th scope="col">C</th></tr></thead><tbody>{ROWS}</tbody></table>
<h2 id="trois">Trois</h2><h3>Sous trois</h3><ul><li>puce</li></ul>
<h2 id="quatre">Quatre</h2><p>La fin, <a href="#trois">après trois</a>.</p>
</main></body></html>"""
PAGES = 5
SUBSETS = [c for size in range(1, 6) for c in itertools.combinations(range(5), size)]


@pytest.fixture(scope="module")
def whole() -> bytes:
    printed = render_pdf(HTML)
    assert printed.pages == PAGES
    return printed.data


@pytest.fixture(scope="module")
def extracts(whole, tmp_path_factory):
    """Every choice of pages, as a file."""
    folder = tmp_path_factory.mktemp("pages")
    paths = {}
    for kept in SUBSETS:
        paths[kept] = folder / f"{'-'.join(map(str, kept))}.pdf"
        labels = [f"page {rank}" for rank in kept]
        paths[kept].write_bytes(keep_pages(whole, kept, labels))
    return paths


def test_every_choice_of_pages_is_well_tagged(extracts):
    found = [problem for path in extracts.values() for problem in check_structure(path)]
    assert found == []


@pytest.mark.lent
def test_every_choice_of_pages_passes_verapdf(extracts):
    assert check_pdfua(list(extracts.values())) == []


def test_the_words_are_those_of_the_pages_that_are_kept(extracts):
    alone = [read_tagged_text(extracts[(rank,)]).split() for rank in range(PAGES)]
    assert "Deux" in alone[1]
    assert "Rang" in alone[2]
    for kept, path in extracts.items():
        expected = [word for rank in kept for word in alone[rank]]
        assert sorted(read_tagged_text(path).split()) == sorted(expected)


def test_a_link_to_a_page_that_is_gone_is_plain_words(extracts):
    with pikepdf.open(extracts[(0, 3)]) as pdf:
        links = [str(link.Dest) for link in pdf.pages[0].obj.Annots]
    assert links == ["trois"]
    assert "la fin" in read_tagged_text(extracts[(0, 3)])


def test_the_pages_are_called_by_their_labels(extracts):
    with pikepdf.open(extracts[(1, 4)]) as pdf:
        assert [page.label for page in pdf.pages] == ["page 1", "page 4"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["page 1", "page 4"]


def test_the_same_pages_give_the_same_bytes(whole):
    assert keep_pages(whole, [1, 2], ["", ""]) == keep_pages(whole, [1, 2], ["", ""])


def test_what_is_gone_weighs_nothing(whole, extracts):
    assert extracts[(4,)].stat().st_size < len(whole)
    with pikepdf.open(extracts[(4,)]) as pdf:
        tags = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert not any("Case 1" in str(tag) for tag in tags)
        assert sum(tag.get("/S") == "/TR" for tag in tags) == 0
