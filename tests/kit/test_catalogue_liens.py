"""Where links lead, what they bring, and what the page says of it."""

import pytest

from tests.kit.test_catalogue_parcours import read_order

pytestmark = pytest.mark.lent


def test_the_tools_of_a_seance_are_added_and_going_back_takes_them_out(visit):
    page = visit("#seances&outils=E-01&titre=Mardi")
    page.click("[data-action=prendre] >> nth=0")
    page.wait_for_function("document.activeElement.id === 'titre-selection'")
    taken = read_order(page)
    assert taken[0] == "E-01"
    assert len(taken) > 1
    assert page.input_value("#nom-seance") == "Mardi"
    assert "de plus dans la sélection" in page.inner_text("#dit-selection")

    page.go_back()
    page.wait_for_selector("#titre-seances")
    assert page.inner_text("[data-dire=nombre]") == "1"
    assert page.url.endswith("#seances&outils=E-01&titre=Mardi")


def test_a_taking_is_not_undone_once_the_selection_has_changed(visit):
    page = visit("#seances")
    page.click("[data-action=prendre] >> nth=0")
    page.wait_for_selector("#choisis > li[data-code]")
    page.click("[data-action=retirer] >> nth=1")
    left = read_order(page)
    page.go_back()
    page.wait_for_selector("#titre-seances")
    assert page.inner_text("[data-dire=nombre]") == str(len(left))


@pytest.mark.parametrize("place", ["catalogue", "apercu", "fiche-a-01"])
def test_a_received_link_says_what_it_leaves_out_wherever_it_leads(visit, place):
    page = visit(f"#{place}&outils=Z-99,A-01")
    told = page.get_by_role("status").filter(has_text="Z-99")
    page.wait_for_timeout(300)
    box = told.bounding_box()
    assert 0 <= box["y"] <= 900 - box["height"]
    title = page.locator(".k-courante :is(h2, h3)").first.bounding_box()
    assert title["y"] >= box["y"] + box["height"]
    page.click(".k-nav a[href='#seances']")
    page.wait_for_selector("#titre-seances")
    assert page.locator("#dit-lien").inner_text() == ""


@pytest.mark.parametrize(
    "pasted",
    [
        "Voici : index.html#selection&outils=C-01,D-01. Bonne journée",
        "file:///E:/index.html#selection&amp;outils=C-01,D-01",
        "file:///E:/index.html%23selection&outils=C-01,D-01",
        "index.html#selection&outils=C-01,D-01Bonne journée",
        "index.html#selection&outils=C-01,D-01&copies=3. Merci !",
    ],
)
def test_a_link_is_understood_as_mails_hand_it_on(visit, pasted):
    page = visit("#selection")
    page.fill("#recu", pasted)
    page.press("#recu", "Enter")
    assert read_order(page) == ["C-01", "D-01"]
    assert page.input_value("#exemplaires") == ("3" if "copies" in pasted else "1")
    assert "laissé" not in page.inner_text("#dit-selection")


def test_a_place_opened_from_outside_has_the_focus_on_its_title(visit):
    page = visit("#fiche-f-01")
    page.wait_for_load_state()
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.dataset.code") == "F-01"


def test_a_long_name_without_a_space_does_not_widen_the_page(visit):
    page = visit(
        f"#apercu&outils=A-01&titre={'m' * 80}",
        viewport={"width": 320, "height": 640},
    )
    page.wait_for_selector("#papier[data-pret]")
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0


def test_who_forces_colours_sees_which_tab_is_current(visit):
    page = visit(forced_colors="active")
    lines = page.eval_on_selector_all(
        ".k-nav a",
        "links => links.map(link => getComputedStyle(link).borderLeftWidth)",
    )
    assert lines[0] != "0px"
    assert set(lines[1:]) == {"0px"}


def test_search_is_one_step_from_the_first_screen(visit):
    page = visit(viewport={"width": 1366, "height": 620})
    page.click(".k-nav a[href='#recherche']")
    field, label = (
        page.locator(one).bounding_box()
        for one in ("#recherche", "label[for=recherche]")
    )
    assert page.evaluate("document.activeElement.id") == "recherche"
    assert label["y"] >= 0
    assert field["y"] + field["height"] < 620
