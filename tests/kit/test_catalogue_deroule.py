"""The run sheet of a selection says what `romin-print seance --outils` says."""

from dataclasses import replace
from datetime import time

import pytest
import tinyhtml5

from romin_print.build.projet import find_layouts
from romin_print.plan.canevas import compose_canevas
from romin_print.plan.seances import Reglages, plan_seance
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from tests.kit.conftest import make_page

pytestmark = pytest.mark.lent

# The page adds one sentence of its own: that not all the tools are validated.
SAID = """() => {
  const copy = document.querySelector('#papier > .seance').cloneNode(true);
  copy.querySelectorAll('.k-rappel').forEach(one => one.remove());
  return copy.textContent;
}"""
CHOICES = [
    (("A-02", "C-01", "C-02"), 1, None),
    (("D-03",), 4, time(14, 0)),
    (("F-02", "A-01"), 3, time(23, 30)),
    (("B-01", "D-01", "B-02", "D-02", "E-01"), 2, None),
    (("C-01", "D-03", "A-02"), 12, time(9, 5)),
]


def tell(fonds, codes, exemplaires, debut):
    """Tell the words of the run sheet as the command prints it."""
    canevas = compose_canevas(fonds, codes)
    reglages = Reglages(debut=debut, exemplaires=exemplaires)
    document = plan_seance(fonds, canevas, reglages).deroule
    html = render_html(replace(document), make_environment((find_layouts(),)))
    page = tinyhtml5.parse(html, namespace_html_elements=False)
    return "".join(page.find(".//article").itertext()).split()


def read(page, codes, exemplaires, debut):
    """Read the words of the run sheet that the page composes."""
    place = f"#apercu&outils={','.join(codes)}&copies={exemplaires}"
    place += f"&debut={debut:%H:%M}" if debut else ""
    page.goto(page.url.partition("#")[0] + place)
    page.reload()
    page.wait_for_selector("#papier[data-pret]")
    return page.evaluate(SAID).split()


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: "-".join(c[0]))
def test_the_page_says_the_words_of_the_command(visit, contenu, choice):
    assert read(visit(), *choice) == tell(contenu, *choice)


def test_every_tool_at_once_says_the_words_of_the_command(visit, contenu):
    codes = tuple(outil.code for outil in contenu.outils.values())
    assert read(visit(), codes, 2, None) == tell(contenu, codes, 2, None)


def test_tools_of_another_project_do_too(visit, mini, tmp_path):
    path = tmp_path / "index.html"
    path.write_bytes(make_page(mini))
    codes = tuple(outil.code for outil in mini.outils.values())
    told = read(visit(path=path), codes, 3, time(8, 0))
    assert told == tell(mini, codes, 3, time(8, 0))


def test_what_is_a_sheet_of_another_tool_is_not_told_twice(visit, contenu, tmp_path):
    one, other = contenu.outils["attentes-et-craintes"], "balance-decisionnelle"
    named = f"La feuille « {contenu.outils[other].supports[0].titre} »"
    twice = "UN STYLO PAR PERSONNE"
    changed = one.model_copy(update={"materiel": (*one.materiel, named, twice)})
    outils = {**contenu.outils, "attentes-et-craintes": changed}
    fonds = contenu.model_copy(update={"outils": outils})
    path = tmp_path / "index.html"
    path.write_bytes(make_page(fonds))
    page = visit(path=path)
    for codes in (("A-02",), ("A-02", "C-01"), ("C-01", "A-02")):
        assert read(page, codes, 1, None) == tell(fonds, codes, 1, None)


def test_a_title_is_that_of_the_run_sheet(visit):
    page = visit("#apercu&outils=A-01&titre=Groupe%20du%20mardi")
    page.wait_for_selector("#papier[data-pret]")
    assert page.inner_text("#papier .titre-fiche") == "Groupe du mardi"
