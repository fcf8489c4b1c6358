"""The finished page of a catalogue: whole, closed, and open to nothing from elsewhere."""

import base64
import hashlib
import re

import pytest

from romin_print.errors import LayoutError
from romin_print.write.catalogue import (
    SCRIPTS,
    read_script,
    render_catalogue,
)
from romin_print.write.catalogue_fragment import check_fragment
from romin_print.write.catalogue_vocabulary import MARKER

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Kit</title>
<style>@font-face { src: url("font:AtkinsonHyperlegible-Regular.ttf") }</style></head>
<body>
<header><h1>Kit</h1>
<!--service-->
</header>
<main id="contenu" tabindex="-1">%s</main>
</body></html>"""


def render(body="<p>Bonjour</p>", donnees=b'{"mots":""}'):
    return render_catalogue(PAGE % body, donnees).decode()


def test_the_page_needs_no_other_file():
    page = render()
    assert "font:" not in page.replace("data:font/", "")
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []
    assert re.findall(r"url\((?!\"data:)", page) == []


def test_only_our_own_program_may_run():
    page = render()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [
        "'sha256-"
        + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        + "'"
        for script in scripts
    ]
    assert len(scripts) == 2
    assert f"script-src {' '.join(digests)};" in policy
    for wall in ("default-src 'none'", "form-action 'none'", "base-uri 'none'"):
        assert wall in policy
    assert "unsafe-eval" not in policy
    assert policy.count("unsafe-inline") == 1  # of styles


def test_the_policy_stands_before_anything_that_it_governs():
    page = render()
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_data_cannot_end_its_own_element():
    page = render(donnees=b'{"mots":"</script><script>x"}')
    assert page.count("</script>") == 3


def test_the_program_never_makes_html_out_of_text():
    for name in (*SCRIPTS, "tete"):
        script = read_script(name)
        for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(",
                       "document.write", "new Function", "setTimeout('", "localStorage",
                       "sessionStorage", "document.cookie", "fetch(", "XMLHttp"):  # fmt: skip
            assert danger not in script, (name, danger)
        assert len(script.splitlines()) < 300, name


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<script>alert(1)</script>", "élément inconnu : <script>"),
        ('<p onclick="x()">a</p>', "attribut inconnu : onclick sur <p>"),
        ('<button type="submit">a</button>', "valeur refusée sur <button>"),
        ('<form action="x"><p>a</p></form>', "élément inconnu : <form>"),
        ("<template><p>a</p></template>", "élément inconnu : <template>"),
        ("<iframe></iframe>", "élément inconnu : <iframe>"),
        ('<p style="position: fixed">a</p>', "style refusé sur <p>"),
        ('<p><a href="javascript:x">a</a></p>', "lien refusé"),
        ('<p><a href="data/../../x">a</a></p>', "lien refusé"),
        ('<p><a href="data/%2e%2e/x">a</a></p>', "lien refusé"),
        ('<p><a href="//exemple.fr/x">a</a></p>', "lien refusé"),
        ('<p><a href="/etc/passwd">a</a></p>', "lien refusé"),
        ('<p><a href="file:///c:/x">a</a></p>', "lien refusé"),
        ('<p><a href="data/a\\b">a</a></p>', "lien refusé"),
        ('<p><img src="https://exemple.fr/x.png" alt=""></p>', "image qui n’est pas"),
        ('<input type="file" aria-label="a">', "valeur refusée sur <input>"),
        ('<p role="alert">a</p>', "valeur refusée sur <p>"),
        ('<p tabindex="1">a</p>', "valeur refusée sur <p>"),
        ('<p id="a">a</p><p id="a">b</p>', "2 éléments ont le même id"),
        ("<div>texte perdu</div>", "texte hors paragraphe"),
        # A sheet keeps the vocabulary that it has in every other document.
        ("<article><p hidden>a</p></article>", "attribut inconnu : hidden sur <p>"),
        (
            '<article><div><button type="button">a</button></div></article>',
            "élément inconnu : <button>",
        ),
    ],
)
def test_what_a_layout_may_not_bring_is_refused(body, told):
    with pytest.raises(LayoutError) as refused:
        render(body)
    assert told in refused.value.message.replace("\u00a0", " ")


def test_a_page_with_tools_and_nothing_to_search_them_with_is_refused():
    with pytest.raises(LayoutError, match="recherche"):
        render(donnees=b'{"outils":[{"code":"A-01"}]}')
    assert render(donnees=b'{"outils":[]}')


FRAGMENT = (
    '<div class="k-service"><p>SPIP de <strong>Nantes</strong> &lt;44&gt;</p></div>'
)


def test_a_fragment_that_is_whole_is_taken():
    check_fragment(FRAGMENT)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (f"{FRAGMENT}</div></header><main><div>", "</div> ne ferme rien"),
        ("<div><p>a</div></p>", "</div> ne ferme rien"),
        ("<div><p>a</p>", "<div> n’est pas fermé"),
        ("<div/>", "<div> n’est pas fermé"),
        ("<div><p>a</p></div><!-- ", ""),
        ("<div><p>a</p></div><!-- a -->", "ni élément ni texte"),
        ("<div><p>a</p></div><?a ?>", "ni élément ni texte"),
        ("<body><p>a</p></body>", "élément inconnu : <body>"),
        ("<main><p>a</p></main>", "élément inconnu : <main>"),
        ("<div><p>a</p></div><p", "signe « < » seul"),
        ("<script>x</script>", "élément inconnu : <script>"),
        ('<p onclick="x">a</p>', "attribut inconnu : onclick"),
        ('<p><a href="javascript:x">a</a></p>', "lien refusé"),
    ],
)
def test_a_fragment_that_could_open_the_page_is_refused(html, told):
    with pytest.raises(LayoutError) as refused:
        check_fragment(html)
    assert told in refused.value.message.replace("\u00a0", " ")


def test_every_fault_is_told_at_once():
    with pytest.raises(LayoutError) as refused:
        render('<script></script><p onclick="x">a</p><p role="alert">b</p>')
    assert refused.value.message.count(" ; ") == 2


@pytest.mark.parametrize(
    "href",
    ["#a", "data/Fiches/A-01%20%C3%A9.pdf", "LISEZ-MOI.html", "https://exemple.fr/", "mailto:a@b.fr"],
)  # fmt: skip
def test_what_leads_into_the_kit_or_to_the_open_web_is_taken(href):
    assert f'href="{href}"' in render(f'<p><a href="{href}">a</a></p>')


@pytest.mark.parametrize(
    "broken",
    [
        (PAGE % "").replace(MARKER, ""),
        (PAGE % "").replace(MARKER, MARKER * 2),
        (PAGE % f"<p>a</p>{MARKER}").replace(MARKER, "", 1),
    ],
)
def test_the_place_of_the_service_is_there_once_and_in_the_header(broken):
    with pytest.raises(LayoutError, match="service"):
        render_catalogue(broken, b"{}")


def test_the_place_of_the_service_is_in_the_finished_page_once():
    assert render().count(MARKER) == 1


def test_fields_of_a_sheet_scroll_and_those_of_the_page_keep_their_limit():
    sheet = '<input type="text" id="a" name="a" maxlength="9" aria-label="a">'
    shell = '<input type="text" id="b" maxlength="9" aria-label="b">'
    page = render(f"<article>{sheet}</article>{shell}")
    assert page.count('maxlength="9"') == 1


def test_the_same_page_gives_the_same_bytes():
    assert render() == render()
