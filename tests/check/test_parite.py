import pytest

from romin_print.check.parite import check_parity, compare_words, read_body_words

PAGE = "<html><head><title>t</title><style>a{}</style></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Un mot</p><p>deux</p>", ["Un", "mot", "deux"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<p>l’acte, C-01</p>", ["l", "’", "acte", ",", "C", "-", "01"]),
        ("<p>rendez\u2011vous</p>", ["rendez", "-", "vous"]),
        ("<p>a<!-- rien --> b</p>", ["a", "b"]),
        ("<select><option>a</option></select><p>b</p>", ["b"]),
        ("<textarea>a</textarea><p>b</p>", ["b"]),
        ("<figure><svg><title>a</title><text>b</text></svg></figure><p>c</p>", ["c"]),
        ("<label>a</label><fieldset><legend>b</legend></fieldset>", ["a", "b"]),
    ],
)
def test_the_words_of_a_page_are_those_of_its_body(body, expected):
    assert read_body_words(PAGE.replace("{}", body)) == expected


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("a b c d", []),
        ("a c d", ["mots absents : « b »"]),
        ("a b c d e", ["mots en trop : « e »"]),
        ("b a c d", ["mots en trop : « b »", "mots absents : « b »"]),
        ("a b c c d", ["mots en trop : « c »"]),
        ("", ["mots absents : « a b c d »"]),
    ],
)
def test_a_word_that_is_lost_added_or_moved_is_told(found, told):
    assert list(compare_words(["a", "b", "c", "d"], found.split())) == told


def test_a_web_page_is_compared_with_its_html(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("{}", "<p>Un mot</p>"))

    assert check_parity(PAGE.replace("{}", "<p>Un mot</p>"), path) == []
    (problem,) = check_parity(PAGE.replace("{}", "<p>Un autre mot</p>"), path)
    assert problem.cause == "mots absents : « autre »"
