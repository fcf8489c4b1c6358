import pytest

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import check_page

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>t</title>
<style>{css}</style>{head}</head><body><main>{body}</main></body></html>"""


def page(body="", css="", head=""):
    return PAGE.format(body=body, css=css, head=head)


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        ({"body": "<video></video>"}, "élément inconnu : <video>"),
        ({"body": "<script>1</script>"}, "élément inconnu : <script>"),
        ({"body": "<iframe src='x'></iframe>"}, "élément inconnu : <iframe>"),
        ({"body": "<img src='absente.png' alt='a'>"}, "« absente.png »"),
        ({"body": "<img src='file:///etc/passwd' alt='a'>"}, "« file:///etc/passwd »"),
        ({"body": "<img src='http://x.fr/a.png' alt='a'>"}, "« http://x.fr/a.png »"),
        (
            {"body": "<img src='data:image/svg+xml,x' alt='a'>"},
            "« data:image/svg+xml,x »",
        ),
        ({"body": "<p onclick='x'>a</p>"}, "attribut inconnu : onclick sur <p>"),
        ({"body": "<p style='position:fixed'>a</p>"}, "style refusé sur <p>"),
        (
            {"body": "<p><a href='javascript:x'>a</a></p>"},
            "lien refusé : « javascript:x »",
        ),
        ({"body": "<p><a href='file:///etc/passwd'>a</a></p>"}, "lien refusé"),
        ({"head": "<script>1</script>"}, "élément inconnu : <script>"),
        ({"head": "<link rel=stylesheet href=x>"}, "élément inconnu : <link>"),
        ({"head": "<base href='http://x.fr'>"}, "élément inconnu : <base>"),
        ({"head": "<meta http-equiv=refresh content=1>"}, "http-equiv sur <meta>"),
        ({"head": "<style onload='x'>a{}</style>"}, "onload sur <style>"),
        ({"css": "@import 'x.css';"}, "« @import »"),
        ({"css": "a { background: url(http://x.fr/a) }"}, "« http://x.fr/a »"),
        ({"css": "a { background: u\\72l(http://x.fr/b) }"}, "« http://x.fr/b »"),
        ({"css": "@media print { a { background: url('/c') } }"}, "« /c »"),
        ({"css": "a { background: image-set('http://x.fr/d' 1x) }"}, "http://x.fr/d"),
        ({"css": "@\\69mport 'x.css';"}, "« @import »"),
        ({"css": "a { background: url(data:image/svg+xml,x) }"}, "data:image/svg+xml"),
        (
            {"css": 'a { background: URL( "file:///etc/passwd" ) }'},
            "file:///etc/passwd",
        ),
    ],
)
def test_what_the_three_writers_would_not_all_print_is_refused(parts, cause):
    with pytest.raises(LayoutError) as caught:
        check_page(page(**parts))
    assert cause in caught.value.message.replace("\u00a0", " ")
    assert caught.value.exit_code == 3


def test_every_fault_of_a_page_is_told_once():
    with pytest.raises(LayoutError) as caught:
        check_page(page("<video></video><video></video><audio></audio>"))
    assert caught.value.message.count("élément inconnu") == 2


def refuses(address, liens, body='<p><a href="{}">a</a></p>'):
    try:
        check_page(page(body.format(address)), liens)
    except LayoutError:
        return True
    return False


LIENS = ("../../index.html", "outils.html")


@pytest.mark.parametrize("address", LIENS)
def test_a_page_of_a_kit_leads_to_the_files_that_are_listed(address):
    assert not refuses(address, LIENS)
    assert refuses(address, ())


@pytest.mark.parametrize(
    "address",
    [
        "../index.html", "../../LISEZ-MOI.html", "../../../index.html",
        "../../index.html/../../x", "../../index.html?a", "../../index.html#a", "./outils.html",
        "OUTILS.html", "outils.htm", "outils.html ", "/outils.html", "", "data/x",
        "file:outils.html", "javascript:x",
    ],
)  # fmt: skip
def test_a_page_of_a_kit_leads_to_no_other_file(address):
    assert refuses(address, LIENS)


def test_a_listed_file_is_one_to_open_not_one_to_draw():
    image = '<figure><img alt="a" src="{}"></figure>'
    assert refuses("outils.html", LIENS, body=image)
    assert refuses("outils.html", LIENS, body='<p href="{}" onclick="x">a</p>')


def test_the_whole_vocabulary_passes():
    check_page(
        page(
            body="""<!-- un commentaire --><article class="fiche" data-pied="p"
            style="--accent: #5A4A9C"><header><h1>t</h1></header><section><h2>s</h2>
            <p>a <strong>b</strong> <em lang="en">c</em><br><a href="https://x.fr">d</a>
            <a href="#e">f</a></p><ul><li>g</li></ul><ol><li>h</li></ol>
            <blockquote><p>i</p></blockquote><figure><img alt="j"
            src="data:image/png;base64,AA=="><figcaption>k</figcaption></figure>
            <table><caption>l</caption><thead><tr><th scope="col">m</th></tr></thead>
            <tbody><tr><td>n</td></tr></tbody></table></section></article>""",
            css='@font-face { src: url("font:A.ttf") } a { background: url(data:image/png;base64,AA) }',
        )
    )
