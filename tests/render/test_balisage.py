import pytest

from romin_print.render.balisage import render_texte


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un **mot** et *un autre*", "un <strong>mot</strong> et <em>un autre</em>"),
        ("*a **b***", "<em>a <strong>b</strong></em>"),
        (
            "voir [le site](https://www.justice.fr/?a=1&b=2)",
            'voir <a href="https://www.justice.fr/?a=1&amp;b=2">le site</a>',
        ),
        ("<b>gras</b> & <script>", "&lt;b&gt;gras&lt;/b&gt; &amp; &lt;script&gt;"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("un \\* seul", "un * seul"),
        ("# pas un titre", "# pas un titre"),
        ("![image](https://x.fr/i.png)", '!<a href="https://x.fr/i.png">image</a>'),
        ("« **fort** »", "«\u00a0<strong>fort</strong>\u00a0»"),
    ],
)
def test_only_the_small_markup_becomes_html(text, expected):
    assert str(render_texte(text)) == expected
