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


def test_a_sentence_copied_from_another_tool_is_told_once(tell):
    (told,) = tell(LONGUE, LONGUE)
    assert told.fichier == "outils/pas-a-pas.yaml"
    assert told.champ == "questions.0"
    assert "« carte-des-appuis »" in told.cause.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "other",
    [
        LONGUE.replace("difficile", "longue"),
        LONGUE.upper(),
        LONGUE.replace("Demander", "Lui demander, ou demander"),
        f"Une phrase avant. {LONGUE} Une après.",
    ],
)
def test_a_word_changed_does_not_hide_a_copy(tell, other):
    assert len(tell(LONGUE, other)) == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (LONGUE, "Demander à la personne par quoi elle veut commencer aujourd’hui."),
        ("Il n’y a pas de bonne réponse.", "Il n’y a pas de bonne réponse."),
    ],
)
def test_what_everybody_says_is_no_copy(tell, here, there):
    assert tell(here, there) == []


def test_a_tool_may_say_a_thing_twice(tell):
    assert tell(f"{LONGUE} {LONGUE}", "Qui vous aide ?") == []
