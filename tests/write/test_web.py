"""The web page: the same page, and nothing else needed."""

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from romin_print.errors import LayoutError
from romin_print.write.fonts import FONT_NAMES
from romin_print.write.web import MAIN_FAMILY, render_web

HTML = (Path(__file__).parent / "fiche.html").read_text(encoding="utf-8")
FACES = "".join(
    f'@font-face {{ font-family: x; src: url("font:{name}") }}'
    for name in sorted(FONT_NAMES)
)
FONT = re.compile(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)")


@pytest.fixture(scope="module")
def page():
    return render_web(HTML.replace("<style>", f"<style>{FACES}", 1)).decode()


def read_body(html):
    return html[html.index("<body") :]


def test_the_page_asks_for_nothing_outside_itself(page):
    assert re.findall(r'url\((?!"data:)[^)]*\)', page) == []
    assert re.findall(r'src="(?!data:)[^"]*"', page) == []
    assert "<link" not in page
    assert "<script" not in page
    assert '"font:' not in page


def test_the_body_is_untouched(page):
    assert read_body(page) == read_body(HTML)


def test_every_main_font_is_embedded_and_can_be_read(page):
    found = [TTFont(io.BytesIO(base64.b64decode(data))) for data in FONT.findall(page)]
    names = {font["name"].getBestFullName() for font in found}
    assert len(names) == len([n for n in FONT_NAMES if n.startswith(MAIN_FAMILY)])
    assert {font.flavor for font in found} == {"woff2"}


def test_the_embedded_fonts_have_what_french_needs(page):
    for data in FONT.findall(page):
        known = TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
        assert {chr(c) for c in known} >= set("àâçéèêëîïôûùüœŒÀÉ«»’–…\u00a0€")


def test_rare_signs_are_left_to_the_browser(page):
    assert page.count('local("Source Sans 3")') == page.count("@font-face") - len(
        FONT.findall(page)
    )


def test_a_font_that_does_not_exist_is_refused():
    with pytest.raises(LayoutError, match="AtkinsonHyperlegible-Gras"):
        render_web('<style>url("font:AtkinsonHyperlegible-Gras.ttf")</style>')


def test_another_process_makes_the_same_bytes(page):
    code = (
        "import sys; from romin_print.write.web import render_web\n"
        "sys.stdout.buffer.write(render_web(sys.stdin.buffer.read().decode()))"
    )
    html = HTML.replace("<style>", f"<style>{FACES}", 1).encode()
    done = subprocess.run(
        [sys.executable, "-c", code], input=html, capture_output=True, check=True
    )
    assert done.stdout == page.encode()


def test_a_field_that_scrolls_takes_all_that_is_typed():
    fields = (
        '<textarea id="a" name="a" rows="2" maxlength="80"></textarea>'
        '<input type="text" name="b" maxlength="9">maxlength, en mots'
    )
    printed = render_web(HTML.replace("<main>", f"<main>{fields}", 1)).decode()

    assert 'rows="2"></textarea><input type="text" name="b">maxlength, en' in printed
