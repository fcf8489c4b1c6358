"""From a tool to its sheets: which, with which words, under which name."""

import dataclasses

import pytest

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.model.facile import is_facile
from romin_print.plan.fiches import NOIR
from romin_print.plan.selection import find_slug, select_feuilles
from romin_print.plan.supports import (
    VARIANTES,
    has_cartes,
    make_feuilles,
    plan_supports,
)

ALL = (("carte-des-appuis", 0), ("pas-a-pas", 0), ("pas-a-pas", 1))


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


def test_every_sheet_of_a_tool_is_a_document_of_its_own(fonds):
    documents = plan_supports(fonds, ALL)

    assert [str(d.output) for d in documents] == [
        "supports/A-01-carte-des-appuis",
        "supports/C-01-1-pas-a-pas",
        "supports/C-01-2-pas-a-pas",
    ]
    assert [d.titre for d in documents][1:] == [
        "C-01-1 – Mon pas",
        "C-01-2 – Les cartes des pas",
    ]


def test_a_tool_without_sheets_gives_no_document(fonds):
    assert select_feuilles(fonds, (), {}) == ALL
    with pytest.raises(SelectionError, match="A-01, C-01"):
        select_feuilles(fonds, ("ancienne-carte",), {})


@pytest.mark.parametrize(
    ("noms", "chosen"),
    [
        (("C-01",), ALL[1:]),
        (("c-01-2",), ALL[2:]),
        (("C-01-1", "carte-des-appuis"), ALL[:2]),
        (("C-01", "C-01-1"), ALL[1:]),
    ],
)
def test_a_sheet_is_found_by_the_code_printed_on_it(fonds, noms, chosen):
    assert select_feuilles(fonds, noms, {}) == chosen


def test_the_code_of_a_sheet_leads_to_its_tool(fonds):
    assert find_slug(fonds, "C-01-2") == "pas-a-pas"


def test_the_easy_variant_takes_the_easy_words_where_there_are_some(fonds):
    (feuille,) = make_feuilles(fonds, "carte-des-appuis", variante="facile")

    assert feuille.consigne == "Écrivez qui vous aide."
    assert [pose.bloc.question for pose in feuille.poses] == [
        "Qui ?",
        "Où : chez moi, dehors ?",
    ]
    (plain,) = make_feuilles(fonds, "carte-des-appuis", variante="standard")
    assert plain.consigne == "Écrivez ce qui vous aide."
    assert plain.poses[0].bloc.question == "Qui m’aide ?"


def test_a_sheet_knows_where_each_block_comes_from(fonds):
    feuilles = make_feuilles(fonds, "pas-a-pas", variante="standard")

    assert [f.champ for f in feuilles] == ["supports.0", "supports.1"]
    assert [p.champ for p in feuilles[0].poses] == [
        "supports.0.blocs.0",
        "supports.0.blocs.1",
    ]


def test_the_copies_of_a_sheet_have_fields_of_their_own_and_a_number(fonds):
    (document,) = plan_supports(fonds, ALL[:1], exemplaires=3)

    keys = [pose.cle for feuille in document.feuilles for pose in feuille.poses]
    assert len(set(keys)) == len(keys) == 6
    assert all(key.isascii() for key in keys)
    assert [f.exemplaire for f in document.feuilles] == [1, 2, 3]
    assert str(document.output).endswith("-3-exemplaires")
    assert document.papier_seul


def test_cards_are_for_paper_only(fonds):
    sheet, cards = plan_supports(fonds, ALL[1:])

    assert (sheet.papier_seul, cards.papier_seul) == (False, True)
    assert [has_cartes(s) for s in fonds.outils["pas-a-pas"].supports] == [False, True]


@pytest.mark.parametrize("variante", VARIANTES)
def test_a_variant_is_in_the_name_of_its_file(fonds, variante):
    (document,) = plan_supports(fonds, ALL[:1], variante=variante)

    suffix = "" if variante == "standard" else f"-{variante}"
    assert document.output.name == f"A-01-carte-des-appuis{suffix}"
    assert (document.couleur == NOIR) == (variante == "nb") == document.noir_et_blanc


def test_large_type_may_take_twice_the_pages(fonds):
    pages = {
        variante: make_feuilles(fonds, "carte-des-appuis", variante=variante)[0]
        for variante in VARIANTES
    }
    assert pages["gros-caracteres"].pages_max == 2 * pages["standard"].pages_max


def test_a_sheet_has_no_field_for_what_the_counsellor_alone_reads(fonds):
    (feuille,) = make_feuilles(fonds, "carte-des-appuis", variante="standard")

    fields = {field.name for field in dataclasses.fields(feuille)}
    assert fields.isdisjoint({"outil", "posture", "vigilance", "sources", "fiche"})


def test_easy_words_make_a_sheet_easy(fonds):
    told = {
        slug: [is_facile(s) for s in outil.supports]
        for slug, outil in fonds.outils.items()
    }
    assert told["carte-des-appuis"] == [True]
    assert told["pas-a-pas"] == [False, False]
