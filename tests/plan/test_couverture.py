"""What is counted: stages, needs, modalities, and where nothing is."""

from datetime import date
from pathlib import PurePath

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.plan.couverture import make_couverture, plan_carte


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


def change(fonds, slug, **fields):
    outil = fonds.outils[slug].model_copy(update=fields)
    return fonds.model_copy(update={"outils": fonds.outils | {slug: outil}})


def read(matrice):
    """Read a matrix as {(stage, word): (main, also)}, less its empty cells."""
    return {
        (etape.slug, mot.slug): (case.principale, case.aussi)
        for etape, cases in matrice.lignes
        for mot, case in zip(matrice.colonnes, cases, strict=True)
        if not case.vide
    }


def test_a_tool_counts_for_its_main_stage_and_beside_it_for_the_others(fonds):
    """`carte-des-appuis` is first of accueil, then of planification too."""
    besoins, _ = make_couverture(fonds).matrices
    told = read(besoins)

    assert told["accueil", "transversal"] == (1, 0)
    assert told["planification", "transversal"] == (1, 1)


def test_a_withdrawn_tool_covers_nothing(fonds):
    assert len(fonds.outils) == 3
    found = make_couverture(fonds)
    assert found.outils == 2
    assert [number for _, number in found.etapes] == [1, 1]


def test_a_tool_counts_once_for_each_of_its_words(fonds):
    alone = change(fonds, "carte-des-appuis", etapes=("accueil",))
    both = change(alone, "pas-a-pas", modalites=("individuel", "groupe"))
    modalites = make_couverture(both).matrices[1]
    told = read(modalites)

    assert told["planification", "individuel"] == (1, 0)
    assert told["planification", "groupe"] == (1, 0)
    assert dict(
        zip([m.slug for m in modalites.colonnes], modalites.totaux, strict=True)
    ) == {
        "individuel": 2,
        "groupe": 2,
    }


def test_a_central_need_that_no_tool_meets_at_a_stage_is_a_hole(fonds):
    alone = change(fonds, "carte-des-appuis", etapes=("accueil",))
    holes = [(e.slug, b.slug) for e, b in make_couverture(alone).trous]
    assert holes == [("planification", "gestion-de-soi")]
    met = change(alone, "pas-a-pas", besoins=("gestion-de-soi",))
    assert make_couverture(met).trous == ()


def test_a_need_that_is_not_central_makes_no_hole(fonds):
    alone = change(fonds, "carte-des-appuis", besoins=("gestion-de-soi",))
    assert ("accueil", "transversal") not in read(make_couverture(alone).matrices[0])
    assert "transversal" not in [b.slug for _, b in make_couverture(alone).trous]


def test_the_page_says_what_it_is_and_the_day_of_the_last_tool(fonds):
    document = plan_carte(fonds)
    assert document.titre == "La carte du RPO1"
    assert document.output == PurePath("couverture", "carte-du-rpo1")
    assert document.date == max(o.verification.date for o in fonds.outils.values())
    assert isinstance(document.date, date)
    assert document.couverture == make_couverture(fonds)
