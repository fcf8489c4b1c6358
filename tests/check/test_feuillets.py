"""No leaf of a pile is the counsellor's on one side and a person's on the other."""

from datetime import time

import pikepdf
import pytest

from romin_print.build.pages import render_page
from romin_print.check.feuillets import BLANCHE, CONSEILLER, check_leaves, read_owners
from romin_print.load.fonds import load_fonds
from romin_print.plan.canevas import compose_canevas
from romin_print.plan.seances import Reglages, plan_seance
from romin_print.render.environment import make_environment
from romin_print.write.pdf import render_pdf

# Tools → pages of the déroulé, pages of a pack: odd and even, each way.
PILES = {
    "odd, odd": (("A-01",), 1, 1),
    "even, even": (("A-01",) * 4, 2, 4),
    "even, odd": (("A-01",) * 3, 2, 3),
    "odd, even": (("A-01",) * 8, 3, 8),
    "with cards": (("A-01", "C-01", "A-01"), 2, 5),
}


@pytest.fixture
def stack(root, layouts, tmp_path):
    """Print a pile for three persons; a layout of one's own may be given."""
    fonds = load_fonds(root / "content")

    def make(*outils, titre="Essai", own=(), debut=None):
        canevas = compose_canevas(fonds, outils, titre)
        reglages = Reglages(exemplaires=3, debut=debut)
        document = plan_seance(fonds, canevas, reglages).a_imprimer
        html = render_page(document, make_environment((*own, layouts)))
        path = tmp_path / "pile.pdf"
        path.write_bytes(render_pdf(html).data)
        return path

    return make


def tell(path):
    told = " ".join(problem.cause for problem in check_leaves(path))
    return told.replace("\u00a0", " ")


def remove_page(path, rank):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[rank]
        pdf.save(path)


@pytest.mark.parametrize(("outils", "own", "each"), PILES.values(), ids=PILES)
def test_every_owner_has_leaves_of_his_own(stack, outils, own, each):
    path = stack(*outils)
    owners = read_owners(path)

    assert owners.count(CONSEILLER) == own
    for number in (1, 2, 3):
        assert owners.count(f"l’exemplaire {number}") == each
    assert check_leaves(path) == []


@pytest.mark.parametrize("outils", [("A-01",), ("A-01",) * 3, ("A-01",) * 8])
def test_a_blank_page_that_is_removed_is_missed(stack, outils):
    path = stack(*outils)
    blanks = [rank for rank, owner in enumerate(read_owners(path)) if owner == BLANCHE]
    assert blanks

    for rank in reversed(blanks):
        stack(*outils)
        remove_page(path, rank)
        assert check_leaves(path) != []


def test_the_leaf_and_its_two_owners_are_named(stack):
    path = stack("A-01")
    remove_page(path, 1)
    told = tell(path)

    assert "la feuille 1 est partagée entre le CPIP et l’exemplaire 1" in told
    assert "la page 4, première pour l’exemplaire 2, est un verso" in told


def test_a_page_that_says_nobody_is_found(stack, tmp_path, layouts):
    own = tmp_path / "miens"
    (own / "support").mkdir(parents=True)
    text = (layouts / "support" / "corps.html").read_text(encoding="utf-8")
    changed = text.replace(" · Exemplaire {{ feuille.exemplaire }}", "")
    assert changed != text
    (own / "support" / "corps.html").write_text(changed, encoding="utf-8")

    told = tell(stack("A-01", own=(own,)))
    assert "une page de la feuille 2 ne dit pas à qui elle est" in told


def test_a_title_that_speaks_of_a_copy_does_not_confuse(stack):
    path = stack("A-01", titre="Exemplaire 2")
    assert read_owners(path)[0] == CONSEILLER
    assert check_leaves(path) == []


def test_both_sides_of_cards_to_cut_out_are_on_one_leaf(stack):
    owners = read_owners(stack("C-01"))
    sheet, padding, front, back = owners[2:6]

    assert (sheet, padding) == ("l’exemplaire 1", BLANCHE)
    assert front == back == "l’exemplaire 1"


def test_a_table_that_goes_on_over_the_page_does_not_hide_whose_it_is(stack):
    """Its head is repeated above the rows: it comes before the foot of the page."""
    path = stack(*("A-01",) * 60, debut=time(9))
    owners = read_owners(path)
    assert owners.count(CONSEILLER) > 3
    assert check_leaves(path) == []
