"""Every page number printed beside a link is that of the page it leads to."""

import pikepdf
import pytest

from romin_print.check.pdf_structure import read_letters
from romin_print.check.renvois import Renvoi, check_renvois, list_folios, list_renvois
from romin_print.write.pdf import render_pdf

STYLE = """
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: A }
ul { list-style: none }
h2 { break-before: page }
a[data-page]::after, .page::after { content: target-counter(attr(href), page) }
.page { color: black; text-decoration: none }
@page { size: 120mm 160mm; margin: 12mm; @bottom-right { content: "p. " counter(page) } }
"""

BODY = """<h1 id="un">Un</h1>
<ol>
<li><a href="#deux">Deux</a>, p. 2</li>
<li><p><a href="#trois">Trois</a></p><p>et sa feuille, p. 3</p>
<ul><li><a href="#deux">De nouveau deux, p. 2</a></li></ul></li>
</ol>
<table><tr><th scope="row"><a href="#trois">Trois</a></th><td>puis
<a href="#deux">deux</a></td><td>p. 3</td></tr>
<tr><th scope="row"><a href="#deux">Deux</a></th><td>ou <a href="#trois">trois</a>,
p. 3</td><td></td></tr></table>
<p>Voir <a href="#deux">deux</a>, p. 2 et <a href="#trois">la <em>suite</em></a> (p. 3).</p>
<p>Voir <a href="#deux">deux</a>, sans numéro.</p>
<p>Un livre, p. 99. <a href="https://exemple.fr">Un article</a>, p. 98, lu
dans <a href="#deux">deux</a>, 12(3), p. 45-67.</p>
<h2 id="deux">Deux</h2><p>Des mots.</p><h2 id="trois">Trois</h2><p>D’autres.</p>"""


@pytest.fixture
def make(tmp_path):
    def make(body=BODY, style=STYLE):
        path = tmp_path / "a.pdf"
        html = f"""<!doctype html><html lang="fr"><head><title>Essai</title>
        <style>{style}</style></head><body><main>{body}</main></body></html>"""
        path.write_bytes(render_pdf(html)[0])
        return path

    return make


def test_a_file_whose_numbers_are_right_has_no_problem(make):
    assert check_renvois(make()) == []


def test_the_number_is_found_in_the_link_or_after_it_in_the_same_item(make):
    path = make()
    assert list_renvois(path) == [
        Renvoi("Deux, p. 2", 2, 2),
        Renvoi("Trois et sa feuille, p. 3", 3, 3),
        Renvoi("De nouveau deux, p. 2", 2, 2),
        Renvoi("Trois p. 3", 3, 3),
        Renvoi("trois, p. 3", 3, 3),
        Renvoi("deux, p. 2", 2, 2),
        Renvoi("la suite (p. 3", 3, 3),
    ]
    assert list_folios(path) == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("Deux</a>, p. 2", "Deux</a>, p. 3", "« Deux, p. 3 » mène à la page 2"),
        ("feuille, p. 3", "feuille, p. 31", "feuille, p. 31 » mène à la page 3"),
        ("deux, p. 2</a>", "deux, p. 000</a>", "p. 000 » mène à la page 2"),
        ("<td>p. 3", "<td>p. 1", "« Trois p. 1 » mène à la page 3"),
        ("deux</a>, p. 2", "deux</a>, p. 4", "« deux, p. 4 » mène à la page 2"),
        ("(p. 3)", "(p. 2)", "« la suite (p. 2 » mène à la page 3"),
    ],
)
def test_a_wrong_number_is_told_with_its_words(make, right, wrong, told):
    assert right in BODY
    (problem,) = check_renvois(make(BODY.replace(right, wrong)))
    assert told in problem.cause


def test_a_page_that_takes_itself_for_another_is_told(make):
    style = STYLE.replace("counter(page)", '"1" counter(page)')
    causes = [problem.cause for problem in check_renvois(make(style=style))]
    assert causes == [f"la page {n} se dit « p. 1{n} »" for n in (1, 2, 3)]


def test_a_number_written_apart_from_the_rest_of_its_line_is_read_with_it(make):
    path = make(style=STYLE.replace("counter(page)", ""))
    assert list_folios(path) == []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number, page in enumerate(pdf.pages, start=2):
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(write_at_the_foot(page, number))
        pdf.save(path)
    assert list_folios(path) == [(1, 2), (2, 3), (3, 4)]


def write_at_the_foot(page, number):
    """Write a number after the « p. » of the foot, which stands at 287 and 13 points."""
    fonts = page.Resources.Font.items()
    name, glyphs = next(
        (name, glyphs)
        for name, font in fonts
        for glyphs in [{letter: glyph for glyph, letter in read_letters(font).items()}]
        if str(number) in glyphs
    )
    return (
        "Q /Artifact BMC q 2 0 0 2 300 0 cm BT 0 3 Td 0 3.6 TD"
        f" {name} 4 Tf <{glyphs[str(number)]:04x}> Tj ET Q EMC"
    ).encode()


def test_numbers_computed_by_the_engine_are_read_as_they_are_printed(make):
    body = """<h1>Un</h1><ul><li><a data-page href="#deux">Deux, p. </a></li></ul>
    <h2 id="deux">Deux</h2>"""
    assert list_renvois(make(body)) == [Renvoi("Deux, p.2", 2, 2)]
