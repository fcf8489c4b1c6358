"""What goes in a kit, and where."""

from datetime import date

import pytest

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.model.kit import Choix, ChoixOutils, ChoixSeances
from romin_print.plan.classeur_choix import make_choix
from romin_print.plan.kits import plan_kit
from romin_print.plan.kits_choix import choose_contenu, find_kit
from romin_print.plan.kits_pages import tell_mention

AVANT, APRES = date(2027, 3, 1), date(2027, 3, 2)
VALIDE, BROUILLON = "carte-des-appuis", "pas-a-pas"


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.fixture
def kit(fonds):
    return fonds.kits["petit-kit"]


def change(kit, **fields):
    return kit.model_copy(update=fields)


def test_what_a_kit_does_not_name_is_not_in_it(fonds, kit):
    contenu = choose_contenu(fonds, change(kit, fiches=None, seances=None))
    assert (contenu.fiches, contenu.seances) == ((), ())
    assert contenu.supports == (VALIDE, BROUILLON)


def test_all_means_all_that_is_in_use(fonds, kit):
    contenu = choose_contenu(fonds, kit)
    assert contenu.fiches == (VALIDE, BROUILLON)
    assert contenu.seances == ("premier-rendez-vous",)
    assert list(contenu.classeurs) == ["petit-classeur"]
    assert contenu.remarques == ()


@pytest.mark.parametrize(
    ("choix", "found"),
    [
        (ChoixOutils(outils=(BROUILLON,)), (BROUILLON,)),
        (ChoixOutils(sauf=(BROUILLON,)), (VALIDE,)),
        (ChoixOutils(etapes=("planification",)), (BROUILLON,)),
        (ChoixOutils(cadres=("placement-ddse",)), (VALIDE,)),
    ],
)
def test_tools_are_chosen_by_name_or_by_filter(fonds, kit, choix, found):
    assert choose_contenu(fonds, change(kit, fiches=choix)).fiches == found


@pytest.mark.parametrize(
    ("choix", "found"),
    [
        (ChoixSeances(cadres=("milieu-ouvert",)), ("premier-rendez-vous",)),
        (ChoixSeances(cadres=("milieu-ferme",)), ()),
        (ChoixSeances(sauf=("premier-rendez-vous",)), ()),
    ],
)
def test_seances_are_chosen_by_filter(fonds, kit, choix, found):
    assert choose_contenu(fonds, change(kit, seances=choix)).seances == found


def test_only_what_is_approved_goes_in_until_its_term(fonds, kit):
    contenu = choose_contenu(fonds, kit, AVANT)
    assert contenu.fiches == (VALIDE,)
    (classeur,) = contenu.classeurs.values()
    assert make_choix(fonds, classeur).slugs == (VALIDE,)


def test_a_kit_left_empty_is_an_error_that_says_why(fonds, kit):
    with pytest.raises(SelectionError, match="rien de ce qu’il choisit n’est validé"):
        choose_contenu(fonds, kit, APRES)


def test_a_named_seance_that_is_left_out_is_told(fonds, kit):
    named = change(kit, seances=ChoixSeances(noms=("premier-rendez-vous",)))
    kept = change(named, fiches=ChoixOutils(outils=(BROUILLON,)), classeurs=Choix())
    outil = fonds.outils[VALIDE]
    late = outil.model_copy(
        update={
            "verification": outil.verification.model_copy(
                update={"statut": "proposition"}
            )
        }
    )
    other = fonds.outils[BROUILLON].model_copy(
        update={"verification": outil.verification}
    )
    changed = fonds.model_copy(update={"outils": {VALIDE: late, BROUILLON: other}})
    contenu = choose_contenu(changed, kept, AVANT)
    assert contenu.seances == ()
    assert contenu.remarques == (
        "Outils écartés, faute de validation en cours\N{NO-BREAK SPACE}: carte-des-appuis.",
        "Séances écartées, faute de validation en cours\N{NO-BREAK SPACE}: premier-rendez-vous.",
    )


def test_a_kit_that_chooses_nothing_is_not_told_to_lack_approvals(fonds, kit):
    nothing = change(
        kit,
        fiches=ChoixOutils(outils=(BROUILLON,), cadres=("placement-ddse",)),
        supports=None,
        seances=None,
        classeurs=None,
    )
    for day in (None, AVANT):
        with pytest.raises(SelectionError, match="ne contient rien"):
            choose_contenu(fonds, nothing, day)


def test_a_wrong_name_is_answered_with_the_right_one(fonds):
    with pytest.raises(SelectionError, match=r"Vouliez-vous dire «.petit-kit.»"):
        find_kit(fonds, "petit-kitt")


def test_each_file_has_one_place_and_a_plain_name(fonds, kit):
    plan = plan_kit(
        fonds, "petit-kit", choose_contenu(fonds, kit), AVANT, seulement_valides=False
    )
    chemins = [c for article in plan.articles for c in article.fichiers.values()]
    assert len(set(chemins)) == len(chemins) == 19
    assert all(c.isascii() and " " not in c for c in chemins)
    assert "data/Fiches/PDF/A-01-carte-des-appuis.pdf" in chemins
    assert "data/Feuilles/PDF-a-remplir/A-01-carte-des-appuis-a-remplir.pdf" in chemins
    assert "data/Feuilles/Noir-et-blanc/A-01-carte-des-appuis-nb.pdf" in chemins


def test_a_draft_is_told_where_it_is_and_nowhere_else(fonds, kit):
    plan = plan_kit(
        fonds, "petit-kit", choose_contenu(fonds, kit), AVANT, seulement_valides=False
    )
    told = {a.cle: a.mention for a in plan.articles}
    assert told == {
        VALIDE: "",
        BROUILLON: "Proposition, sans validation en cours",
        "seance:premier-rendez-vous": "",
    }
    assert plan.manifeste.brouillons == 1
    assert tell_mention(plan, told[BROUILLON]).startswith("Kit 2026.1 · Proposition")
    assert tell_mention(plan, "") == "Kit 2026.1"
