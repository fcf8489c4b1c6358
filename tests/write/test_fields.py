"""Each field has one name of its own, and what would leave it without is refused."""

import pytest
import tinyhtml5

from romin_print.errors import LayoutError
from romin_print.write.fields import Name, name_fields

RADIO = (
    '<div class="case"><input type="radio" id="{0}" name="{1}" value="{2}">'
    '<label for="{0}">Réponse {2}</label></div>'
)


def read(body):
    page = tinyhtml5.parse(f"<body>{body}", namespace_html_elements=False)
    return name_fields(page.find("body"))


def refuse(body):
    with pytest.raises(LayoutError) as raised:
        read(body)
    return raised.value.message


def test_a_field_is_named_by_its_label():
    body = '<label for="a">Ma\n  <strong>question</strong>\u00a0?</label><textarea id="a" name="a"></textarea>'
    assert list(read(body).values()) == [Name("Ma question\u00a0?")]


def test_an_option_is_named_by_its_question_too():
    body = f"<fieldset><legend>Humeur</legend>{RADIO.format('a', 'g', '1')}</fieldset>"
    (name,) = read(body).values()
    assert name == Name("Réponse 1", "Humeur")
    assert name.full == "Humeur\u00a0: Réponse 1"


@pytest.mark.parametrize(
    ("group", "full"),
    [
        ("Humeur", "Humeur\u00a0: Bonne"),
        ("Humeur\u00a0:", "Humeur\u00a0: Bonne"),
        ("Quelle humeur\u202f?", "Quelle humeur\u202f? Bonne"),
        ("", "Bonne"),
    ],
)
def test_a_whole_name_reads_as_french(group, full):
    assert Name("Bonne", group).full == full


def test_a_cell_is_named_by_its_aria_label():
    body = (
        '<table><tr><td><input type="text" name="c" aria-label="Lundi – Matin"></table>'
    )
    assert [name.full for name in read(body).values()] == ["Lundi – Matin"]


def test_names_come_in_the_order_of_reading():
    body = (
        '<label for="b">Un</label><input id="b" name="b">'
        '<label for="a">Deux</label><select id="a" name="a"></select>'
    )
    names = read(body)
    assert [element.get("id") for element in names] == ["b", "a"]
    assert [name.full for name in names.values()] == ["Un", "Deux"]


def test_a_page_without_a_field_has_no_names():
    assert read("<p>Bonjour</p><!-- rien -->") == {}


LABEL = '<label for="a">Question</label>'
FIELDSET = "<fieldset><legend>Groupe</legend>{}</fieldset>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '<textarea id="a" name="a"></textarea>',
            "champ « a »\u00a0: il n’a pas de nom",
        ),
        ("<textarea></textarea>", "champ <textarea> sans id ni name"),
        ('<label for="a"> </label><input id="a" name="a">', "il n’a pas de nom"),
        ('<input name="a" aria-label=" ">', "il n’a pas de nom"),
        (LABEL * 2 + '<input id="a" name="a">', "il a deux noms"),
        (LABEL + '<input id="a" name="a" aria-label="x">', "il a deux noms"),
        ('<label for="z">Où</label>', "l’étiquette « Où » ne mène à aucun champ"),
        ("<label>Où</label>", "l’étiquette « Où » ne mène à aucun champ"),
        ('<p id="z">x</p><label for="z">Où</label>', "ne mène à aucun champ"),
        (LABEL + '<input id="a" name="a"><p id="a">x</p>', "d’un autre élément"),
        (LABEL + '<input id="a">', "son attribut name manque"),
        (LABEL + '<input id="a" name="é">', "son attribut name manque"),
        (LABEL + '<input id="a" name="a.b">', "son attribut name manque"),
        ('<input id="à" name="a" aria-label="x">', "son attribut id manque"),
        (RADIO.format("a", "g", "1"), "se place dans un <fieldset>"),
        (f"<fieldset>{RADIO.format('a', 'g', '1')}</fieldset>", "pas de <legend>"),
        (FIELDSET.format(RADIO.format("a", "g", "")), "son attribut value manque"),
        (FIELDSET.format(RADIO.format("a", "g", "très peu")), "son attribut value"),
        (
            FIELDSET.format(RADIO.format("a", "g", "1") + RADIO.format("b", "g", "1")),
            "deux réponses de « g » ont la même value",
        ),
        (
            FIELDSET.format(RADIO.format("a", "g", "1"))
            + FIELDSET.format(RADIO.format("b", "g", "2")),
            "plusieurs champs s’appellent « g »",
        ),
        (
            '<input name="a" aria-label="x"><input name="a" aria-label="y">',
            "plusieurs champs s’appellent « a »",
        ),
        ('<input name="a" aria-label="x" value="Oui">', "il est déjà rempli"),
        ('<textarea name="a" aria-label="x">Oui</textarea>', "il est déjà rempli"),
    ],
)
def test_what_would_leave_a_field_without_a_name_of_its_own_is_told(body, told):
    assert told in refuse(body)


def test_a_checkbox_has_the_value_it_likes():
    body = '<label for="a">Oui</label><input type="checkbox" id="a" name="a" value="é">'
    assert [name.full for name in read(body).values()] == ["Oui"]


def test_every_fault_is_told_at_once_with_its_remedy():
    told = refuse('<textarea id="a" name="é"></textarea><label for="z">Où</label>')
    assert "« Où »" in told
    assert "pas de nom" in told
    assert "son attribut name" in told
    assert told.endswith("Corriger la mise en page\u00a0: content/ n’est pas en cause.")


TWINS = '<label for="{0}">Avant</label><textarea id="{0}" name="{0}"></textarea>'


def test_two_fields_of_one_sheet_told_alike_are_refused_with_their_name():
    body = f"<article>{TWINS.format('a')}{TWINS.format('b')}</article>"
    told = refuse(body)
    assert told.startswith("2 champs d’une feuille se disent «\u00a0Avant\u00a0»")
    assert told.endswith("ou corriger la mise en page.")


def test_copies_of_a_sheet_tell_their_fields_alike():
    body = "".join(f"<article>{TWINS.format(key)}</article>" for key in "ab")
    assert [name.full for name in read(body).values()] == ["Avant", "Avant"]


def test_an_answer_may_be_that_of_two_questions():
    body = "".join(
        f"<fieldset><legend>{group}</legend>{RADIO.format(group, group, '1')}</fieldset>"
        for group in ("Humeur", "Sommeil")
    )
    assert len(read(body)) == 2
