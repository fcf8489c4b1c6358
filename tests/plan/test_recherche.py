import pytest

from romin_print.load.fonds import load_fonds
from romin_print.plan.recherche import fold, search_outils, split_words


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cœur-Étape", "coeur etape"),
        ("  L’ŒUVRE, déjà ! ", "l oeuvre deja"),
        ("C-01", "c 01"),
        ("", ""),
    ],
)
def test_accents_case_and_signs_do_not_count(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("appuis",), ["carte-des-appuis", "ancienne-carte"]),  # the title comes first
        (("CŒUR",), ["carte-des-appuis"]),
        (("coeur",), ["carte-des-appuis"]),
        (("jet",), ["carte-des-appuis"]),  # the beginning of a word is enough
        (("carte", "jetons"), ["carte-des-appuis"]),  # every word must be there
        (("C-01",), ["pas-a-pas", "carte-des-appuis"]),
        (("c01",), ["pas-a-pas", "carte-des-appuis"]),
        (("l’appuis",), ["carte-des-appuis", "ancienne-carte"]),
        (("qu'appuis",), ["carte-des-appuis", "ancienne-carte"]),
        (("introuvable",), []),
        (("carte", "introuvable"), []),
    ],
)
def test_a_search_finds_every_word_and_ranks_titles_first(fonds, words, expected):
    assert list(search_outils(fonds, words)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’alcool", ["alcool"]),
        ("D'alcool qu’un", ["alcool", "un"]),
        ("l’", ["l"]),
        ("aujourd’hui", ["aujourd", "hui"]),
        ("A01", ["a", "01"]),
        ("a0", ["a", "0"]),
        ("b2", ["b2"]),
        ("a011", ["a011"]),
    ],
)
def test_elided_words_and_glued_codes_are_what_is_meant(text, expected):
    assert split_words(text) == expected
