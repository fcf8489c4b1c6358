import pytest

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.plan.selection import select_outils


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.mark.parametrize(
    ("noms", "filtres", "expected"),
    [
        ((), {}, ["carte-des-appuis", "ancienne-carte", "pas-a-pas"]),
        (("pas-a-pas",), {}, ["pas-a-pas"]),
        (("C-01",), {}, ["pas-a-pas"]),
        (("c-01", "PAS-A-PAS"), {}, ["pas-a-pas"]),
        (("pas-a-pas", "A-02"), {}, ["ancienne-carte", "pas-a-pas"]),
        ((), {"etape": "planification"}, ["carte-des-appuis", "pas-a-pas"]),
        ((), {"etape": "c"}, ["carte-des-appuis", "pas-a-pas"]),
        ((), {"modalite": "groupe"}, ["carte-des-appuis", "ancienne-carte"]),
        ((), {"besoin": "transversal", "etape": "A"}, ["carte-des-appuis"]),
        (("C-01",), {"cadre": "milieu-ouvert"}, ["pas-a-pas"]),
    ],
)
def test_names_and_filters_choose_in_the_order_of_codes(fonds, noms, filtres, expected):
    assert list(select_outils(fonds, noms, filtres)) == expected


def test_an_unknown_name_gets_the_nearest(fonds):
    with pytest.raises(SelectionError, match=r"« pas-a-pa ».* « pas-a-pas »") as caught:
        select_outils(fonds, ("pas-a-pa",), {})
    assert caught.value.exit_code == 2


def test_an_unknown_word_gets_the_nearest_and_the_whole_list(fonds):
    with pytest.raises(SelectionError, match=r"« acceuil ».*« accueil »") as caught:
        select_outils(fonds, (), {"etape": "acceuil"})
    assert "planification" in caught.value.message


def test_an_empty_choice_names_the_filters_and_what_would_work(fonds):
    with pytest.raises(SelectionError) as caught:
        select_outils(fonds, ("pas-a-pas",), {"modalite": "groupe"})

    assert "--modalite groupe" in caught.value.message
    assert (
        "--modalite donnerait quelque chose avec : individuel" in caught.value.message
    )
