"""What is found in the catalogue, and in which order: as `romin-print chercher` says."""

import re

import pytest

from romin_print.plan.recherche import fold, list_texts, search_outils

pytestmark = pytest.mark.lent

SHOWN = """queries => {
  const field = document.querySelector('#recherche');
  return queries.map(query => {
    field.value = query;
    field.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('#trouves:not([hidden]) .k-carte')]
      .map(card => card.dataset.outil);
  });
}"""


def list_queries(fonds):
    """List words of the content and their beginnings, alone and by two and three."""
    words = sorted(
        {
            word
            for slug in fonds.outils
            for text in list_texts(fonds, slug).values()
            for word in re.findall(r"\w+", text)
        }
    )
    some = words[::9]
    starts = [word[: max(1, len(word) // 2)] for word in words[::13]]
    pairs = [" ".join(pair) for pair in zip(some, starts, strict=False)]
    hard = ["", "  ", "C-01", "cœur", "ŒUVRE", "l’écart", "d", "a b c", "zzz", "<b>"]
    hard += ["l’alcool", "d'Alcool", "a01", "A-01", "d0", "qu’il", "l’", "aujourd’hui"]
    hard += ["l’d’alcool", "_l’alcool"]
    return [*some, *starts, *pairs, *hard, "alcool", "dire non", "préparer la sortie"]


def test_the_page_finds_the_same_tools_in_the_same_order_as_the_command(visit, contenu):
    queries = list_queries(contenu)
    codes = {slug: outil.code for slug, outil in contenu.outils.items()}
    expected = [
        [codes[slug] for slug in search_outils(contenu, (query,))] for query in queries
    ]
    assert len(queries) > 400
    assert visit().evaluate(SHOWN, queries) == expected


def test_a_misspelt_word_has_a_near_one_suggested_with_its_accents(visit):
    page = visit()
    page.fill("#recherche", "frequantations")
    assert page.inner_text("#etat") == "Aucun outil sur 12"
    assert "fréquentations" in page.inner_text("#vouliez-vous")

    page.click("[data-action=essayer]")

    assert page.input_value("#recherche") == "fréquentations"
    assert page.locator("#trouves .k-carte").count() > 0


def test_a_word_that_is_near_none_says_so_and_can_be_cleared(visit):
    page = visit()
    page.fill("#recherche", "wxyzwxyz")
    assert page.is_visible("#rien")
    assert page.is_hidden("#vouliez-vous")

    page.click("#rien [data-action=effacer]")

    assert page.inner_text("#etat") == "12 outils"
    assert page.evaluate("document.activeElement.id") == "recherche"


def test_a_word_that_is_far_from_all_has_none_suggested(visit):
    page = visit()
    page.fill("#recherche", "drogue")
    assert page.is_visible("#rien")
    assert page.is_hidden("#vouliez-vous")


def test_an_elided_article_does_not_change_what_is_found(visit):
    found = visit().evaluate(SHOWN, ["alcool", "l’alcool", "d'alcool"])
    assert found[0] == found[1] == found[2] != []


def test_boxes_of_a_facet_add_up_and_facets_narrow_down(visit, contenu):
    page = visit()
    page.check("#modalites-groupe")
    page.check("#besoins-substances")
    page.check("#besoins-frequentations")

    wanted = [
        outil.code
        for outil in contenu.outils.values()
        if "groupe" in outil.modalites
        and {"substances", "frequentations"} & {*outil.besoins}
    ]
    shown = page.eval_on_selector_all(
        "#rayons .k-carte", "cards => cards.map(card => card.dataset.outil)"
    )
    assert shown == wanted
    assert wanted
    told = f"{len(wanted)} outil{'s' if len(wanted) > 1 else ''} sur 12"
    assert page.inner_text("#etat") == told


def test_each_box_says_how_many_tools_it_would_leave(visit):
    page = visit()
    page.fill("#recherche", "alcool")
    page.check("#modalites-groupe")
    told = page.inner_text("label[for=modalites-individuel] .k-total")
    page.uncheck("#modalites-groupe")
    page.check("#modalites-individuel")

    assert told == f"({page.locator('#trouves .k-carte').count()})"


def test_a_stage_of_the_map_keeps_the_tools_that_serve_it(visit, contenu):
    page = visit()
    page.click("[data-etape=intervention]")

    assert page.is_checked("#etapes-intervention")
    count = sum("intervention" in outil.etapes for outil in contenu.outils.values())
    assert page.inner_text("#etat") == f"{count} outils sur 12"
    assert page.evaluate("document.activeElement.id") == "titre-outils"


def test_what_is_found_is_in_sight_of_who_types(visit):
    page = visit(viewport={"width": 1280, "height": 720})
    page.fill("#recherche", "alcool")
    top = page.eval_on_selector(
        "#trouves .k-carte", "card => card.getBoundingClientRect().top / innerHeight"
    )
    assert 0 < top < 0.7


def test_words_fold_in_the_page_as_in_the_program(visit, contenu):
    page = visit()
    page.fill("#recherche", "CŒUR")
    first = page.inner_text("#etat")
    page.fill("#recherche", fold("CŒUR"))
    assert page.inner_text("#etat") == first
