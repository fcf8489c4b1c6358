"""What would be lost or spoilt in print without a word is told instead."""

import pytest

PAS = "outils/pas-a-pas.yaml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("texte: Écrire un pas.", "texte: Écrire un pas # daté", "après « # »"),
        (
            "texte: Écrire un pas.",
            'texte: "a ![i](https://e.fr/a.png)"',
            "« ![ » serait",
        ),
        ("texte: Écrire un pas.", 'texte: "a &amp; b"', "« &amp; » serait"),
        ("cadres: [milieu-ouvert]", "cadres: [milieu-ouvert, milieu-ouvert]", "répété"),
    ],
)
def test_a_text_that_would_not_print_as_written_is_told(change, tell, old, new, told):
    change(PAS, old, new)
    (line,) = tell()
    assert told in line


def test_a_comment_after_a_word_or_a_number_is_left_alone(change, content):
    from romin_print.load.fonds import load_fonds

    change(PAS, "niveau_preuve: tradition", "niveau_preuve: tradition # à revoir")
    assert load_fonds(content).outils["pas-a-pas"].niveau_preuve == "tradition"
