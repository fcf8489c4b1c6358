"""How texts are written: what is told, and what is left in peace."""

import pytest

from romin_print.check.redaction import (
    check_mots,
    check_phrases,
    check_redaction,
    check_signes,
)
from romin_print.load.fonds import load_fonds
from romin_print.model.exigences import MotProscrit

PROSCRITS = (
    MotProscrit(
        mot="récidiviste",
        formes=("récidivistes",),
        plutot="une personne de nouveau condamnée",
        famille="etiquette",
    ),
    MotProscrit(
        mot="à l’issue de",
        plutot="à la fin de.",
        raison="Tour administratif.",
        famille="jargon",
    ),
)


def tell(check, text, *args):
    return [r.cause for r in check([("outils/essai.yaml", "resume", text)], *args)]


def test_a_sentence_of_36_words_is_told_and_one_of_35_is_not():
    assert tell(check_phrases, f"{'mot ' * 34}fin. Une autre.") == []
    (told,) = tell(check_phrases, f"Une première. {'mot ' * 35}fin.")
    assert told.startswith("phrase de 36 mots")


def test_signs_that_stand_apart_are_no_words():
    assert tell(check_phrases, f"{'mot ' * 34}fin : ; ? !") == []


@pytest.mark.parametrize("text", ["“Bonjour”", "„Bonjour", "‘Bonjour’", "‹ Bonjour ›"])
def test_quotes_of_another_language_are_told(text):
    told = tell(check_signes, text)
    assert any(cause.startswith("guillemet") for cause in told)


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Qui vient?", "Qui vient?"),
        ("Un très long non!", "rès long non!"),
        ("Vert; rouge", "Vert;"),
        ("**Qui?** Un ami", "**Qui?*"),
        ("Pourquoi?… rien", "Pourquoi?…"),
        ("Ok ?Non", "Ok ?N"),
        ("un mot,un autre", "un mot,u"),
        ("Le nom.Puis rien", "Le nom.P"),
        ("À dire: bonjour", "À dire:"),
        ("Dire «bonjour »", "Dire «b"),
        ("Dire « bonjour»", "re « bonjour»"),
        ("Prendre 10% du temps", "Prendre 10%"),
        ("Le budget est de 30€.", "get est de 30€."),
        ("(Vraiment?)", "(Vraiment?)"),
    ],
)
def test_a_sign_stuck_to_its_word_is_told_with_what_stands_around(text, around):
    (told,) = tell(check_signes, text)
    assert told.replace("\u00a0", " ") == f"espace absente : « {around} »"


@pytest.mark.parametrize(
    "text",
    [
        "Qui vient ? Dire « bonjour » : « oui ! » ; puis 10 % du temps, 30 €.",
        "Voir [le site](https://www.justice.fr?a=1;b=2) à 10:30.",
        "C’est l’élan… et l’envie (ou non).",
        "**Vert** : je reste calme",
    ],
)
def test_a_text_that_is_well_set_is_left_in_peace(text):
    assert tell(check_signes, text) == []


def test_every_sign_of_a_text_is_told():
    assert len(tell(check_signes, "Qui? Quoi! Où; en 50% et “non”")) == 6


def test_the_guide_and_the_vocabularies_are_read_and_the_glossary_explains(root):
    content = root / "content"
    for name, old in (
        ("guide.yaml", "il ne change jamais."),
        ("glossaire.yaml", "insertion et de probation."),
        ("referentiel.yaml", "Hors détention."),
    ):
        path = content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, f"{old} Un récidiviste vient?"), "utf-8")
    asked = (
        "mots_proscrits:\n  - {mot: récidiviste, plutot: une personne,"
        " famille: etiquette}\n"
    )
    path = content / "referentiel.yaml"
    path.write_text(path.read_text("utf-8") + asked, "utf-8")
    told = [(r.fichier, r.cause[:4]) for r in check_redaction(load_fonds(content))]

    assert sorted(told) == [
        ("glossaire.yaml", "espa"),
        ("guide.yaml", "espa"),
        ("guide.yaml", "mot "),
        ("referentiel.yaml", "espa"),
    ]


def test_a_word_to_avoid_is_told_in_all_its_forms_with_what_to_write():
    remarques = list(
        check_mots(
            [
                ("outils/a.yaml", "resume", "Un Récidiviste, des récidivistes."),
                ("outils/b.yaml", "posture.0", "À l'issue de l’entretien"),
            ],
            PROSCRITS,
        )
    )
    assert [(r.fichier, r.champ) for r in remarques] == [
        ("outils/a.yaml", "resume"),
        ("outils/a.yaml", "resume"),
        ("outils/b.yaml", "posture.0"),
    ]
    assert [r.cause for r in remarques] == [
        "mot à éviter\u00a0: «\u00a0récidiviste\u00a0»",
        "mot à éviter\u00a0: «\u00a0récidivistes\u00a0»",
        "mot à éviter\u00a0: «\u00a0à l’issue de\u00a0»",
    ]
    assert remarques[0].remede == (
        "Écrire plutôt\u00a0: une personne de nouveau condamnée."
    )
    assert remarques[2].remede.endswith("à la fin de. Tour administratif.")


def test_a_part_of_a_word_is_no_word_to_avoid():
    assert tell(check_mots, "La récidive, un multirécidiviste", PROSCRITS) == []


def test_nothing_is_to_be_avoided_unless_it_is_said():
    assert tell(check_mots, "Un récidiviste", ()) == []
