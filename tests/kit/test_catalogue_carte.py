"""The map: all of the method at first glance, whatever the kit holds."""

import base64
import io

import pytest
from PIL import Image

from romin_print.build.projet import find_layouts
from romin_print.plan.catalogue import plan_catalogue
from romin_print.plan.kits_choix import ContenuKit
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.catalogue import render_catalogue
from tests.kit.conftest import ENTETE
from tests.kit.test_catalogue_accessible import look

pytestmark = pytest.mark.lent


def make_logo():
    drawn = io.BytesIO()
    Image.new("RGB", (300, 300), (20, 60, 140)).save(drawn, "PNG")
    return "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()


def name_service(page):
    """Name a service with all that it may say of itself."""
    fragment = (
        f'<div class="k-service"><img class="k-logo" src="{make_logo()}" alt="">'
        '<p class="k-nom-service">SPIP de la Loire-Atlantique, antenne de Nantes</p>'
        "<p>12 rue de la République, 44000 Nantes</p>"
        "<p>Téléphone\u00a0: 02 00 00 00 00</p></div>"
    )
    return page.replace(b"<!--service-->", fragment.encode())


@pytest.fixture
def named(catalogue, tmp_path):
    path = tmp_path / "index.html"
    path.write_bytes(name_service(catalogue.read_bytes()))
    return path


def make_kit(fonds, path, **held):
    document = plan_catalogue(fonds, ENTETE, ContenuKit(**held), {})
    html = render_html(document, make_environment((find_layouts(),)))
    path.write_bytes(render_catalogue(html, document.donnees))
    return path


def test_a_small_screen_shows_every_stage_and_the_titles_of_its_tools(
    visit, named, contenu
):
    page = visit(path=named, viewport={"width": 1366, "height": 620})
    lows = page.eval_on_selector_all(
        ".k-halte h3, .k-titres li",
        "all => all.map(one => one.getBoundingClientRect().bottom)",
    )
    assert len(lows) == len(contenu.referentiel.etapes) + len(contenu.outils)
    assert min(lows) > 0
    assert max(lows) <= 620
    assert page.inner_text(".k-methode h2") == "La carte du RPO1"


def test_a_stage_of_many_tools_shows_the_first_ones_and_how_many_are_left(
    visit, entier, catalogue_entier
):
    page = visit(path=catalogue_entier)
    for halte in page.locator(".k-halte").all():
        letter = halte.locator(".k-station, h3").first.inner_text()[:1]
        titles = [o.titre for o in entier.outils.values() if o.code[0] == letter]
        shown = halte.locator(".k-titres li:visible")
        assert 6 <= shown.count() <= 8
        if len(titles) > 8:
            told = f"Et {len(titles) - 8} de plus"
            assert told in halte.inner_text().replace("\u00a0", " ")
            halte.locator("summary").click()
            assert halte.locator(".k-titres li:visible").count() == len(titles)


def test_the_logo_is_small_on_paper_too(visit, named):
    page = visit(path=named)
    page.emulate_media(media="print")
    box = page.locator(".k-logo").bounding_box()
    assert 0 < box["height"] <= 70
    assert 0 < box["width"] <= 155


@pytest.mark.parametrize("what", ["seances", "classeurs"])
def test_a_kit_without_fiches_or_sheets_still_shows_its_tools_on_the_map(
    visit, contenu, tmp_path, what
):
    held = {
        "seances": {"seances": tuple(contenu.seances)},
        "classeurs": {"classeurs": contenu.classeurs},
    }[what]
    outils = ContenuKit(**held).list_outils(contenu)
    path = make_kit(contenu, tmp_path / "index.html", **held)
    page = visit(path=path)

    assert page.locator(".k-titres li").all_inner_texts() == [
        contenu.outils[slug].titre for slug in outils
    ]
    assert page.locator(".k-titres a").count() == 0
    assert page.locator("#recherche, .k-facettes, #etat").count() == 0
    assert "Aucun outil" not in page.inner_text("body")
    assert look(page, what) == []
    assert page.locator(".k-nav a").first.get_attribute("href") == f"#{what}"
    page.click(f".k-nav a[href='#{what}']")
    page.wait_for_selector(f"#titre-{what}")
    assert page.is_visible(f"#titre-{what}")
    page.keyboard.press("Escape")
    page.wait_for_selector("#titre-methode")


def test_a_selection_sent_to_a_kit_without_tools_changes_nothing(
    visit, contenu, tmp_path
):
    path = make_kit(contenu, tmp_path / "index.html", seances=tuple(contenu.seances))
    page = visit("#selection&outils=A-01", path=path)
    assert page.is_visible("#titre-methode")
    assert "A-01" in page.inner_text("#dit-lien")
