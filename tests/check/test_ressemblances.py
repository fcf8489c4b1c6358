"""Sentences that two tools share are found; everyday French is not."""

import pytest

from romin_print.check.ressemblances import check_ressemblances
from romin_print.load.fonds import load_fonds

LONGUE = "Demander à la personne ce qui l’aide à tenir quand la journée est difficile."


@pytest.fixture
def tell(root):
    def told(here, there):
        for name, text in (("carte-des-appuis", here), ("pas-a-pas", there)):
            path = root / "content" / "outils" / f"{name}.yaml"
            path.write_text(
                path.read_text("utf-8").replace(
                    "questions:", f'# \nquestions:\n  - "{text}"\n#', 1
                )
                if "questions: [" in path.read_text("utf-8")
                else path.read_text("utf-8").replace(
                    "questions:\n", f'questions:\n  - "{text}"\n', 1
                ),
                "utf-8",
            )
        return list(check_ressemblances(load_fonds(root / "content")))

    return told


def test_a_sentence_copied_from_another_tool_is_told_in_both(tell):
    here, there = tell(LONGUE, LONGUE)
    assert here.fichier == "outils/carte-des-appuis.yaml"
    assert "« pas-a-pas »" in here.cause.replace("\u00a0", " ")
    assert there.fichier == "outils/pas-a-pas.yaml"
    assert there.champ == "questions.0"
    assert "« carte-des-appuis »" in there.cause.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "other",
    [
        LONGUE.replace("difficile", "longue"),
        LONGUE.upper(),
        LONGUE.replace("Demander", "Lui demander, ou demander"),
        f"Une phrase avant. {LONGUE} Une après.",
        # Three words of fourteen: seven runs of seventeen are in both.
        LONGUE.replace("ce qui l’aide", "comment elle arrive"),
    ],
)
def test_a_word_changed_does_not_hide_a_copy(tell, other):
    assert len(tell(LONGUE, other)) == 2


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (LONGUE, "Demander à la personne par quoi elle veut commencer aujourd’hui."),
        ("Il n’y a pas de bonne réponse.", "Il n’y a pas de bonne réponse."),
        (
            "Est-ce que je me sens capable de revenir ?",
            "Est-ce que je me sens capable de revenir ?",
        ),
    ],
)
def test_what_everybody_says_is_no_copy(tell, here, there):
    assert tell(here, there) == []


def test_a_tool_may_say_a_thing_twice(tell):
    assert tell(f"{LONGUE} {LONGUE}", "Qui vous aide ?") == []


def test_nine_words_are_enough_for_a_copy(tell):
    nine = "Demander franchement si la personne pense parfois à mourir."
    assert len(nine.split()) == 9
    assert len(tell(nine, nine)) == 2


def test_where_a_sheet_is_kept_may_be_said_in_the_same_words(root):
    kept = "Gardée par la personne, à un endroit où personne ne la trouvera."
    for name in ("carte-des-appuis", "pas-a-pas"):
        path = root / "content" / "outils" / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert "    consigne:" in text
        told = f"    garde: {kept}\n    consigne:"
        path.write_text(text.replace("    consigne:", told, 1), "utf-8")
    assert list(check_ressemblances(load_fonds(root / "content"))) == []
