"""What is printed says nothing of anyone, and says what is not validated."""

import pytest

from tests.kit.conftest import make_page
from tests.kit.test_catalogue_parcours import print_pages

pytestmark = pytest.mark.lent

SECRET = "Karim Secret"
WARNING = "contient des outils sans validation en cours"
FILL = """secret => {
  for (const field of document.querySelectorAll('.k-vue-outil .support :is(input, textarea, select)')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = true;
    else if (field.type === 'date') field.value = '1999-12-31';
    else if (field.tagName === 'SELECT') field.selectedIndex = field.options.length - 1;
    else field.value = secret;
    if (field.tagName === 'TEXTAREA') field.style.height = '900px';
  }
}"""
KEPT = """() => [...document.querySelectorAll('#papier :is(input, textarea, select)')].filter(
  field => field.tagName === 'SELECT' ? field.selectedIndex > 0
    : field.checked || (!/checkbox|radio/.test(field.type) && field.value !== '')
      || field.style.height).length"""
COUNT = "document.querySelectorAll('#papier :is(input, textarea, select)').length"


def test_what_one_person_wrote_is_on_no_other_sheet(visit, contenu, tmp_path):
    codes = ",".join(outil.code for outil in contenu.outils.values())
    page = visit("#catalogue")
    page.evaluate(FILL, SECRET)
    page.evaluate(
        "place => { location.hash = place }", f"#apercu&outils={codes}&copies=3"
    )
    page.wait_for_selector("#papier[data-pret=tout]")

    assert page.evaluate(COUNT) > 300
    assert page.evaluate(KEPT) == 0
    told = " ".join(print_pages(page, tmp_path / "tout.pdf"))
    assert "Exemplaire 3" in told
    assert "Secret" not in told
    assert "1999" not in told


def test_the_run_sheet_says_on_each_page_that_not_all_is_validated(visit, tmp_path):
    page = visit("#apercu&outils=A-01,C-01,D-01")
    page.wait_for_selector("#papier[data-pret=tout]")
    page.click("text=Le déroulé seul")
    page.wait_for_selector("#papier[data-pret=deroule]")
    pages = print_pages(page, tmp_path / "deroule.pdf")

    assert len(pages) > 1
    assert all(WARNING in text for text in pages)
    assert WARNING in page.inner_text("#papier .bandeau").lower()
    assert WARNING in page.get_attribute("#papier > .seance", "data-pied")


def test_the_run_sheet_of_validated_tools_says_nothing_of_it(visit, contenu, tmp_path):
    valide = next(s.slug for s in contenu.referentiel.statuts if s.valide)
    slug, outil = next(iter(contenu.outils.items()))
    verification = outil.verification.model_copy(update={"statut": valide})
    changed = outil.model_copy(update={"verification": verification})
    fonds = contenu.model_copy(update={"outils": {**contenu.outils, slug: changed}})
    path = tmp_path / "index.html"
    path.write_bytes(make_page(fonds))
    page = visit(f"#apercu&outils={outil.code}", path=path)
    page.wait_for_selector("#papier[data-pret=tout]")
    assert WARNING not in page.text_content("#papier").lower()
    assert WARNING not in page.get_attribute("#papier > .seance", "data-pied")


def test_the_first_page_of_a_long_run_sheet_is_not_blank(visit, contenu, tmp_path):
    codes = ",".join(outil.code for outil in contenu.outils.values())
    page = visit(f"#apercu&outils={codes}")
    page.wait_for_selector("#papier[data-pret=tout]")
    page.click("text=Le déroulé seul")
    page.wait_for_selector("#papier[data-pret=deroule]")
    first, *others = print_pages(page, tmp_path / "deroule.pdf")
    assert "Objectifs" in first
    assert "Carte d’identité" in first
    told = page.inner_text("#dit-apercu")
    assert f"{len(others) + 1} pages" in told


def test_an_empty_date_is_printed_as_a_line_and_a_full_one_as_it_is(visit, tmp_path):
    page = visit("#catalogue")
    place = page.evaluate(
        "document.querySelector('.k-vue-outil .support input[type=date]').closest('.support').id"
    )
    page.evaluate("place => { location.hash = place }", place)
    page.wait_for_selector(f"#{place}:visible")
    empty = " ".join(print_pages(page, tmp_path / "vide.pdf"))
    page.fill(f"#{place} input[type=date] >> nth=0", "1999-12-31")
    full = " ".join(print_pages(page, tmp_path / "plein.pdf"))
    for mask in ("mm/dd", "dd/mm", "jj/mm", "yyyy", "aaaa"):
        assert mask not in empty
    assert "1999" in full


@pytest.mark.parametrize("place", ["#seances", "#selection&outils=A-01,C-01"])
def test_a_view_is_printed_without_what_serves_on_the_screen(visit, tmp_path, place):
    page = visit(place)
    told = " ".join(print_pages(page, tmp_path / "vue.pdf"))
    for word in (
        "Ajouter ses outils",
        "Monter",
        "Retirer",
        "Vider",
        "Copier",
        "Ouvrir",
    ):
        assert word not in told
    assert "Balance décisionnelle" in told
