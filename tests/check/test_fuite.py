"""What is for the counsellor is found on a sheet for the person."""

import pytest

from romin_print.check.fuite import find_leaks, list_secrets
from romin_print.load.fonds import load_fonds


@pytest.fixture
def outil(root):
    return load_fonds(root / "content").outils["carte-des-appuis"]


@pytest.mark.parametrize("nom", ["vigilance", "quand_eviter", "quand_utiliser"])
def test_a_text_of_the_counsellor_is_found_whole(outil, nom):
    secret = getattr(outil, nom)[0]
    shown = secret.replace("(https://www.justice.fr/aide?a=1&b=2)", "")

    assert secret in list(find_leaks(f"Bonjour. {shown.upper()} Merci.", outil))


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
