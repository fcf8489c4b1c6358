"""What nobody can follow without a network, and what is no address at all."""

import pytest

from romin_print.check.adresses import find_addresses

ADDRESSES = (
    "voir [le site](https://exemple.org)",
    "http://exemple.org/a",
    "www.exemple.org",
    "Le site justice.gouv.fr répond.",
    "Écrire à accueil@exemple.org",
    "[écrire](mailto:a@exemple.org)",
)
TEXTS = (
    "Appeler le 01 23 45 67 89, de 9 h à 17 h.",
    "Voir la page 3 (p. 12-15) ; ou… rien.",
    "Le **plan** : un pas, puis un autre.",
    "Fin de phrase.Francine n’est pas une adresse.",
)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_found_however_it_is_written(text):
    assert list(find_addresses(text, "titre")) == ["titre"]


@pytest.mark.parametrize("text", TEXTS)
def test_everyday_text_is_no_address(text):
    assert list(find_addresses(text, "titre")) == []


def test_an_address_is_found_at_its_place_in_lists_and_blocks():
    value = {
        "titre": "Bonjour",
        "duree": 5,
        "blocs": ({"texte": "rien"}, {"contacts": ["rien", "www.exemple.org"]}),
    }
    assert list(find_addresses(value, "supports.0")) == [
        "supports.0.blocs.1.contacts.1"
    ]
    assert list(find_addresses(value, "")) == ["blocs.1.contacts.1"]
