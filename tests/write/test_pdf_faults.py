"""What cannot be printed as it is, is refused, and all of it is told in French."""

import logging
from urllib.parse import quote

import pytest

from romin_print.errors import LayoutError
from romin_print.write.fonts import FONT_NAMES, read_font
from romin_print.write.pdf import render_pdf

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def fill(body="<p>Bonjour</p>", css="", head="<title>Essai</title>", lang="fr"):
    return f"""<!doctype html><html lang="{lang}"><head>{head}<style>
    @font-face {{ font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
    html {{ font-family: A }}
    {css}</style></head><body>{body}</body></html>"""


def refuse(html):
    with pytest.raises(LayoutError) as raised:
        render_pdf(html)
    return raised.value.message


def test_a_sound_page_is_printed():
    data, pages, _ = render_pdf(fill(f'<p>Bonjour</p><img src="{PNG}" alt="Un point">'))
    assert data.startswith(b"%PDF-1.7")
    assert pages == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://exemple.fr/logo.png",
        "https://exemple.fr/logo.png",
        "ftp://exemple.fr/logo.png",
        "data:text/html,bonjour",
        "logo.png",
        "../logo.png",
        "font:Comic.ttf",
        "font:../../secret.ttf",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        '<img src="{}" alt="x">',
        "<p style=\"background: url('{}')\">x</p>",
        '<link rel="stylesheet" href="{}"><p>x</p>',
    ],
)
def test_only_data_images_and_house_fonts_are_loaded(url, place):
    told = refuse(fill(place.format(url)))
    assert url in told
    assert (
        "font:NOM.ttf" in told
        or "Les polices connues sont" in told
        or ("adresse relative" in told)
    )


@pytest.mark.parametrize(
    "url",
    ["font:Comic.ttf", "file:///usr/share/fonts/a.ttf", "http://exemple.fr/a.ttf"],
)
def test_a_font_that_is_not_of_the_house_is_refused(url):
    face = f"@font-face {{ font-family: B; src: url('{url}') }}"
    for _ in range(2):
        assert url in refuse(fill(css=face)), "also once the fonts are shared"


def test_an_svg_image_cannot_reach_for_a_file():
    told = refuse(fill(f'<img src="data:image/svg+xml,{quote(SVG)}" alt="x">'))
    assert "file:///etc/passwd" in told


def test_a_margin_box_cannot_reach_for_a_file():
    css = "@page { @bottom-left { content: url(file:///etc/passwd) } }"
    assert "file:///etc/passwd" in refuse(fill(css=css))


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (fill(f'<p><img src="{PNG}"></p>'), "n’a pas d’équivalent écrit"),
        (fill('<img src="data:image/png;base64,AAAA" alt="x">'), "est illisible"),
        (fill('<p><a href="#rien">x</a></p>'), "« #rien », qui n’existe pas"),
        (fill('<p><a href="autre.html">x</a></p>'), "vers « autre.html »"),
        (fill('<p><a href="file:///tmp/a">x</a></p>'), "vers « file:///tmp/a »"),
        (fill(css="p { colour: red }"), "« colour: red »"),
        (fill(css="p { color: ruge }"), "« color: ruge »"),
        (fill(css="p:zut { color: red }"), "p:zut"),
        (fill(css="@media print and (width: 2em) { p { color: red } }"), "@media"),
        (fill(css="p { color: red } }"), "WeasyPrint signale"),
        (fill("<p>Un téléphone : ☎</p>"), "« ☎ »"),
        (fill("<p>\U000f1234</p>"), "U+F1234"),
        (fill('<p style="opacity: 0.5">x</p>'), "opacity"),
        (fill(head=""), "pas de titre"),
        (fill(lang=""), "ne dit pas sa langue"),
    ],
)
def test_what_the_engine_would_drop_in_silence_is_told(html, told):
    assert told in refuse(html)


def test_all_the_faults_are_told_at_once_and_each_once():
    body = '<img src="file:///a" alt="x"><img src="http://b" alt="x">'
    told = refuse(fill(body, css="p { colour: red }"))
    assert told.startswith("Le PDF ne peut pas être écrit :\n")
    assert len(told.splitlines()) == 4
    assert told.count("file:///a") == 1


@pytest.mark.parametrize(
    "css",
    [
        "@media screen { p { cursor: zut; colour: red } }",
        "@media screen and (max-width: 40em) { p { color: red } }",
        "p { cursor: pointer; transition: color 1s }",
    ],
)
def test_rules_for_screens_are_let_through(css):
    assert render_pdf(fill(css=css))[1] == 1


def test_a_fault_leaves_the_logger_of_the_engine_alone(caplog):
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.level, logger.propagate
    refuse(fill(css="p { colour: red }"))
    assert (list(logger.handlers), logger.level, logger.propagate) == before
    assert not caplog.records


def test_a_decorative_image_needs_no_text():
    assert render_pdf(fill(f'<p><img src="{PNG}" alt="">Bonjour</p>'))[1] == 1


def test_the_table_of_fonts_leads_to_real_files():
    assert len(FONT_NAMES) == 6
    assert all(read_font(name)[:4] == b"\0\1\0\0" for name in FONT_NAMES)


def test_a_name_out_of_the_table_is_told_with_those_that_are_in_it():
    with pytest.raises(LayoutError, match="AtkinsonHyperlegible-Bold"):
        read_font("Comic.ttf")
