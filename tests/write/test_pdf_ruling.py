"""The lines to write on are there, at any size, and only on paper."""

import io
import subprocess
from itertools import pairwise

import pytest
from PIL import Image

from romin_print.write.pdf import render_pdf

PAGE = """<html lang="fr"><head><title>Feuille</title><style>
@font-face {{ font-family: Champ; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
@page {{ size: 100mm 100mm; margin: 10mm }}
html {{ font: 12pt Champ }}
textarea {{ display: block; width: 100%; height: 30mm; border: 0; padding: 0;
  box-sizing: border-box; font-family: Champ }}
textarea[rows="4"] {{ height: 40mm }}
textarea[rows="5"] {{ height: 50mm }}
textarea span {{ display: block; height: 10mm; border-bottom: .25mm solid #555;
  box-sizing: border-box }}
</style></head><body><p>Feuille</p><article data-pages-max="1">
<section{grows}><label for="a">Quoi</label>
<textarea id="a" name="a" rows="3"{libre}></textarea></section></article></body></html>"""


def count_lines(dpi=100, fillable=False, **changes):
    """Count the lines that cross the middle of the page, from the top of the field."""
    page = PAGE.format(**({"grows": "", "libre": ""} | changes))
    data = render_pdf(page, fillable=fillable).data
    shown = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-"],
        input=data, capture_output=True, check=True,
    ).stdout  # fmt: skip
    image = Image.open(io.BytesIO(shown))
    column = [
        image.getpixel((image.width * 3 // 4, y)) < 200 for y in range(image.height)
    ]
    return sum(b and not a for a, b in pairwise(column))


@pytest.mark.parametrize("dpi", [60, 72, 100, 110, 130, 150, 200])
def test_each_row_has_its_line_at_any_size(dpi):
    assert count_lines(dpi) == 3


def test_a_free_area_and_a_field_on_screen_have_no_line():
    assert count_lines(libre=' class="libre"') == 0
    assert count_lines(fillable=True) == 0


def test_a_field_that_grows_gets_the_lines_of_its_new_rows():
    assert count_lines(grows=' data-etirable=""') == 5
