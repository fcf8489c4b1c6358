"""The pages that whoever prints must load in a colour printer."""

import base64
import io

import pytest
from PIL import Image

from romin_print.write.pdf import render_pdf
from romin_print.write.pdf.colours import find_colour_pages

PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
@font-face { font-family: "A"; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
@page { size: A5 } html { font: 10pt A }
</style></head><body><main><h1>Noir</h1>%s</main></body></html>"""
CIRCLE = '<svg viewBox="0 0 9 9" role="img"><title>o</title><circle cx="4" cy="4" r="3" fill="%s"/></svg>'


def draw(mode, colour):
    buffer = io.BytesIO()
    Image.new(mode, (4, 4), colour).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'<p><img alt="x" src="data:image/png;base64,{data}"></p>'


BLACK = {
    "black text": "<p>Noir</p>",
    "grey on grey": '<p style="color: #444; background: #ddd">Gris</p>',
    "a rule of ours, a little blue": '<p style="border: 1px solid #6b7078">Filet</p>',
    "a grey drawing": CIRCLE % "#ccc",
    "a grey picture": draw("L", 120),
    "ruled lines": '<p style="background: linear-gradient(#fff 50%, #777 50%)">L</p>',
}
COLOUR = {
    "coloured text": '<p style="color: #1F5A93">Bleu</p>',
    "a coloured rule": '<p style="border: 1px solid #c00">Filet</p>',
    "a coloured drawing": CIRCLE % "#c00",
    "a coloured picture": draw("RGB", (200, 0, 0)),
    "a gradient": '<p style="background: linear-gradient(#fff, #00f)">L</p>',
}


@pytest.mark.parametrize("body", BLACK.values(), ids=BLACK)
def test_black_and_greys_need_no_colour(body):
    assert find_colour_pages(render_pdf(PAGE % body).data) == ()


@pytest.mark.parametrize("body", COLOUR.values(), ids=COLOUR)
def test_anything_else_needs_colour(body):
    assert find_colour_pages(render_pdf(PAGE % body).data) == (1,)


def test_only_the_pages_that_show_a_colour_are_told():
    bodies = [
        BLACK["black text"],
        COLOUR["a coloured picture"],
        BLACK["a grey picture"],
    ]
    pages = '<div style="break-after: page">%s</div>'
    data = render_pdf(PAGE % "".join(pages % body for body in bodies)).data
    assert find_colour_pages(data) == (2,)
