"""What is for the counsellor is found on a sheet for the person."""

import pytest

from romin_print.check.fuite import find_leaks, list_secrets
from romin_print.check.mots import parse_page, read_words
from romin_print.load.fonds import load_fonds


@pytest.fixture
def outil(root):
    return load_fonds(root / "content").outils["carte-des-appuis"]


@pytest.mark.parametrize(
    "nom", ["vigilance", "quand_eviter", "quand_utiliser", "objectifs"]
)
def test_a_text_of_the_counsellor_is_found_whole(outil, nom):
    secret = getattr(outil, nom)[0]
    shown = secret.replace("(https://www.justice.fr/aide?a=1&b=2)", "")

    assert secret in list(find_leaks(f"Bonjour. {shown.upper()} Merci.", outil))


def test_variants_and_follow_ups_are_for_the_counsellor(outil):
    told = "Au tableau, avec des jetons. La personne veut agir."
    assert list(find_leaks(told, outil)) == [
        outil.variantes[0].texte,
        outil.suites[0].pourquoi,
    ]


def test_the_words_of_a_page_are_also_those_of_its_head_footers_and_drawings():
    page = parse_page(
        "<html><head><title>Un</title><meta name=x content=deux>"
        "<style>.trois{}</style></head><body><!-- quatre --><p data-pied=cinq>"
        "<svg><title>six</title><text>sept</text></svg><b aria-label=huit>neuf</b>"
    )
    assert sorted(read_words(page).split()) == sorted(
        ["Un", "deux", "cinq", "six", "sept", "huit", "neuf"]
    )


def test_an_attribute_does_not_cut_a_sentence():
    page = parse_page('<p>Ne rien <a href="#a" title="voir">promettre</a> ici')
    assert "Ne rien promettre ici" in " ".join(read_words(page).split())


def test_a_long_text_is_found_in_part(outil):
    secret = (
        "Garder le calme, **ne rien promettre**, revenir au plan et noter la suite."
    )
    changed = outil.model_copy(update={"posture": (secret,)})

    assert list(find_leaks("Rien promettre, revenir au plan et noter la", changed)) == [
        secret
    ]
    assert list(find_leaks("Revenir au plan et noter la suite", changed)) == []


def test_everyday_words_are_no_leak(outil):
    assert list(list_secrets(outil))
    assert list(find_leaks("Je note ce qui va bien cette semaine.", outil)) == []


def test_what_is_said_to_the_person_is_no_secret(outil):
    said = " ".join(texte for pas in outil.deroule for texte in pas.a_dire)

    assert said
    assert list(find_leaks(said, outil)) == []
