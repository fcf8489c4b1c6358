import pytest

from romin_print.render.typographie import set_typography

CASES = [
    ("Qu'est-ce que ça change ?", "Qu’est-ce que ça change\u202f?"),
    ("Attention ! Deux cas ; un choix.", "Attention\u202f! Deux cas\u202f; un choix."),
    ("« Oui »?", "«\u00a0Oui\u00a0»\u202f?"),
    ("À dire : bonjour", "À dire\u00a0: bonjour"),
    ("« Bonjour »", "«\u00a0Bonjour\u00a0»"),
    ('"Bonjour"', "«\u00a0Bonjour\u00a0»"),
    ("12 000 €", "12\u202f000\u00a0€"),
    ("50 %", "50\u00a0%"),
    ("14 h 30", "14\u00a0h\u00a030"),
    ("40 min", "40\u00a0min"),
    ("2 à 8 personnes", "2\u00a0à\u00a08\u00a0personnes"),
    ("le 23 novembre 2026", "le 23\u00a0novembre 2026"),
    ("p. 12, art. 5, chap. 3", "p.\u00a012, art.\u00a05, chap.\u00a03"),
    ("oui - non", "oui\u00a0– non"),
    ("attendre...", "attendre…"),
    ("deux\n  lignes\tici", "deux lignes ici"),
    ("C-01", "C-01"),
    ("#5A4A9C", "#5A4A9C"),
    ("rendez-vous", "rendez-vous"),
    ("https://www.justice.fr/?a=1:2", "https://www.justice.fr/?a=1:2"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_french_spaces_quotes_and_numbers_are_set(text, expected):
    assert set_typography(text) == expected


@pytest.mark.parametrize("text", [expected for _, expected in CASES])
def test_setting_twice_changes_nothing(text):
    assert set_typography(text) == text
