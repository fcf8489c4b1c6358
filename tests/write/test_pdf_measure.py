"""A sheet fills its page, and says which block makes it overflow."""

import io
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest

from romin_print.write.pdf import render_pdf

PITCH = 10
HEAD = """<html lang="fr"><head><title>Feuille</title><style>
@font-face { font-family: Champ; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
@page { size: A4; margin: 20mm }
html { font: 14pt/20pt Champ }
h1, p, label { margin: 0; display: block }
textarea { display: block; width: 100%; border: 0; padding: 0; margin: 0;
  box-sizing: border-box; font: 12pt Champ }
section { break-inside: avoid }
table { width: 100%; border-collapse: collapse } td { padding: 0 }
"""
HEIGHTS = "".join(
    f'textarea[rows="{n}"] {{ height: {n * PITCH}mm }}\n' for n in range(1, 30)
)


def make_page(body, pages_max=1):
    return (
        f"{HEAD}{HEIGHTS}</style></head><body><h1>Feuille</h1>"
        f'<article data-pages-max="{pages_max}" data-champ="supports.0">{body}</article>'
        "</body></html>"
    )


def make_block(rank, rows=4, grows=True):
    stretch = ' data-etirable=""' if grows else ""
    return (
        f'<section data-champ="supports.0.blocs.{rank}"{stretch}>'
        f'<label for="b{rank}">Question {rank}</label>'
        f'<textarea id="b{rank}" name="b{rank}" rows="{rows}"></textarea></section>'
        f"<p>Fin {rank}</p>"
    )


def find_foot(data, word, page=1):
    """Find how far from the top of its page a word ends, in millimetres."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=data, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    found = re.findall(rf'yMax="([\d.]+)">{word}<', told)
    return float(found[-1]) / 72 * 25.4


def test_the_last_blocks_grow_to_the_foot_of_the_page():
    data, pages, overflows = render_pdf(make_page(make_block(0) + make_block(1)))

    assert (pages, overflows) == (1, ())
    assert 297 - 20 - PITCH - 4 < find_foot(data, "1") < 297 - 20


def test_a_block_that_may_not_grow_stays_as_it_is():
    data = render_pdf(make_page(make_block(0, grows=False))).data

    assert find_foot(data, "0") < 100


def test_the_room_is_shared_and_the_last_block_is_served_first():
    grown = render_pdf(make_page(make_block(0, 9) + make_block(1, 8))).data
    first = find_foot(grown, "0") - find_foot(
        render_pdf(make_page(make_block(0, 9, grows=False))).data, "0"
    )
    second = find_foot(grown, "1") - find_foot(grown, "0") - 8 * PITCH

    assert 0 < first < second


def test_the_rows_of_a_table_grow_alike():
    cells = "".join(
        f'<tr><td><p>Jour{n}</p><textarea id="a{n}" name="a{n}" rows="1" aria-label="a{n}"></textarea></td>'
        f'<td><textarea id="z{n}" name="z{n}" rows="1" aria-label="z{n}"></textarea></td></tr>'
        for n in range(5)
    )
    table = f'<section data-etirable=""><table><tbody>{cells}</tbody></table></section>'
    data = render_pdf(make_page(table)).data

    feet = [find_foot(data, f"Jour{n}") for n in range(5)]
    gaps = [b - a for a, b in pairwise(feet)]
    assert max(gaps) - min(gaps) < 0.2
    assert min(gaps) > 40


def test_growing_never_adds_a_page():
    for rows in range(1, 22):
        printed = render_pdf(make_page(make_block(0, rows)))
        assert printed.pages == 1, rows


@pytest.mark.parametrize(
    ("first", "second", "excess"),
    [(15, 10, 28), (13, 10, 8), (23, 2, 28), (22, 12, 118), (24, 24, 258)],
)
def test_an_overflow_names_the_block_and_the_excess(first, second, excess):
    printed = render_pdf(make_page(make_block(0, first) + make_block(1, second)))

    assert printed.data == b""
    (overflow,) = printed.overflows
    assert overflow.champ == "supports.0.blocs.1"
    assert abs(overflow.millimetres - excess) <= 3


def test_a_sheet_may_be_given_a_second_page():
    body = make_block(0, 15) + make_block(1, 15)

    assert render_pdf(make_page(body, pages_max=2)).overflows == ()


def test_each_page_of_a_sheet_is_filled():
    body = make_block(0, 8) + make_block(1, 17)
    data = render_pdf(make_page(body, pages_max=2)).data

    assert 297 - 20 - PITCH - 4 < find_foot(data, "0", page=1) < 297 - 20
    assert 297 - 20 - PITCH - 4 < find_foot(data, "1", page=2) < 297 - 20


def test_a_longer_field_takes_a_longer_text():
    page = make_page(make_block(0)).replace(
        'name="b0" rows', 'name="b0" maxlength="400" rows'
    )
    with pikepdf.open(io.BytesIO(render_pdf(page, fillable=True).data)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.MaxLen > 1500


def test_what_is_not_a_sheet_is_left_alone():
    page = make_page(make_block(0)).replace(' data-pages-max="1"', "")
    printed = render_pdf(page)

    assert find_foot(printed.data, "0") < 100
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert len(pdf.pages) == 1
