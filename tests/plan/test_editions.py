import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.model.classeur import Classeur
from romin_print.model.manifeste import (
    Feuillet,
    Manifeste,
    OutilImprime,
    read_manifeste,
)
from romin_print.model.reliure import Etiquette, Geste, Glossaire, Piece
from romin_print.plan.classeur import plan_classeur
from romin_print.plan.editions import (
    apply_gestes,
    check_comparables,
    compare_outils,
    compare_piles,
    list_feuillets_a_imprimer,
    list_marques,
)
from romin_print.plan.manifestes import make_manifeste

CLASSEUR = Classeur(
    titre="Le classeur",
    edition="2026-1",
    public="Les CPIP.",
    introduction=("Un mot.",),
    pagination="feuillets",
)


def make_leaf(folio, content="a"):
    return Feuillet(
        ancre="piece", titre="Pièce", folio=folio, empreinte=f"{content:0>6}", pages=1
    )


def make_pile(*leaves, edition="2026-1", **fields):
    base = {
        "classeur": "complet",
        "titre": "Le classeur",
        "edition": edition,
        "pagination": "feuillets",
        "recto_verso": True,
        "feuillets": leaves,
        "outils": (),
    }
    return Manifeste(**base | fields)


def make_editions(*editions, recto_verso=True):
    """Make manifests from `{folio of a piece: digests of its pages}`."""
    classeur = CLASSEUR.model_copy(update={"recto_verso": recto_verso})
    return [
        make_manifeste(
            classeur,
            "complet",
            [make_piece(folio) for folio in pieces],
            list(pieces.values()),
        )
        for pieces in editions
    ]


def make_piece(folio):
    ancre = f"fiche-{folio.lower()}"
    return Piece("fiche", ancre, folio, folio, folio, "#1C1C1C", None, Glossaire(()))


def tell(gestes):
    """Tell gestures as folios: what goes, what comes, after what; « * » moves."""

    def name(etiquette):
        return etiquette.folio + "*" * etiquette.deplacee

    return [
        (
            [name(e) for e in geste.retirer],
            [name(e) for e in geste.inserer],
            geste.apres and name(geste.apres),
        )
        for geste in gestes
    ]


def list_printed(ancien, nouveau):
    return [f for f in nouveau.feuillets if f not in ancien.feuillets]


# Few folios and few contents, so that piles have much in common.
LEAVES = st.builds(
    make_leaf, st.sampled_from("ABCDEFGHIJ"), st.sampled_from(["a", "b"])
)
PILES = st.lists(LEAVES, unique_by=lambda leaf: leaf.folio)


@st.composite
def draw_editions(draw):
    """Draw an old pile and a new one: shuffled, changed, renamed, cut, added to."""
    old = draw(PILES)
    kept = draw(st.permutations(old)) if draw(st.booleans()) else list(old)
    kept = [leaf for leaf in kept if draw(st.integers(0, 4))]
    changed = [draw(st.sampled_from([leaf] * 3) | LEAVES) for leaf in kept]
    added = draw(PILES)
    where = draw(st.integers(0, len(changed)))
    new = changed[:where] + added + changed[where:]
    unique = {leaf.folio: leaf for leaf in new}
    return make_pile(*old), make_pile(*unique.values())


def count_longest_rise(ranks):
    """Count the longest rise the slow and obvious way."""
    best = []
    for i, rank in enumerate(ranks):
        best.append(1 + max((best[j] for j in range(i) if ranks[j] < rank), default=0))
    return max(best, default=0)


@settings(max_examples=700, deadline=None)
@given(draw_editions())
def test_the_old_pile_and_the_gestures_make_the_new_one_exactly(editions):
    ancien, nouveau = editions
    gestes = compare_piles(ancien, nouveau)
    imprimes = list_printed(ancien, nouveau)

    assert apply_gestes(ancien.feuillets, gestes, imprimes) == nouveau.feuillets


@settings(max_examples=700, deadline=None)
@given(draw_editions())
def test_no_gesture_touches_a_leaf_in_vain(editions):
    ancien, nouveau = editions
    gestes = compare_piles(ancien, nouveau)
    out = [e for geste in gestes for e in geste.retirer]
    back = [e for geste in gestes for e in geste.inserer]
    common = [f for f in ancien.feuillets if f in nouveau.feuillets]
    ranks = [nouveau.feuillets.index(f) for f in common]

    thrown = {e.folio for e in out if not e.deplacee}
    printed = [e.folio for e in back if not e.deplacee]
    moved = [e.folio for e in out if e.deplacee]
    assert thrown.isdisjoint(f.folio for f in common)
    assert printed == [f.folio for f in list_printed(ancien, nouveau)]
    assert sorted(moved) == sorted(e.folio for e in back if e.deplacee)
    assert len(moved) == len(common) - count_longest_rise(ranks)


@given(draw_editions())
def test_a_pile_that_has_not_changed_asks_for_nothing(editions):
    ancien, _ = editions
    assert compare_piles(ancien, ancien) == ()


def test_a_word_changed_on_a_verso_replaces_its_leaf_alone():
    ancien, nouveau = make_editions(
        {"A-01": ["1", "2", "3"], "A-02": ["4"]},
        {"A-01": ["1", "2bis", "3"], "A-02": ["4"]},
    )
    (geste,) = compare_piles(ancien, nouveau)

    folio = "A-01 · 1/3 et 2/3"
    assert tell([geste]) == [([folio], [folio], None)]
    assert geste.inserer == (Etiquette(folio, "A-01"),)


def test_a_fiche_that_gains_a_page_is_replaced_whole_since_its_feet_count_pages():
    ancien, nouveau = make_editions(
        {"A-01": ["1"], "A-02": ["4", "5"], "A-03": ["6"]},
        {"A-01": ["1"], "A-02": ["4", "5", "5bis"], "A-03": ["6"]},
    )
    assert tell(compare_piles(ancien, nouveau)) == [
        (
            ["A-02 · 1/2 et 2/2"],
            ["A-02 · 1/3 et 2/3", "A-02 · 3/3"],
            "A-01 · 1/1",
        )
    ]


def test_a_fiche_that_is_added_or_withdrawn_leaves_the_others_alone():
    ancien, nouveau = make_editions(
        {"A-01": ["1"], "A-02": ["2"], "A-03": ["3"]},
        {"A-01": ["1"], "A-03": ["3"], "A-04": ["4", "5", "6"]},
    )
    assert tell(compare_piles(ancien, nouveau)) == [
        (["A-02 · 1/1"], [], "A-01 · 1/1"),
        ([], ["A-04 · 1/3 et 2/3", "A-04 · 3/3"], "A-03 · 1/1"),
    ]


def test_a_fiche_that_moves_forward_is_taken_out_first_and_not_printed():
    ancien, nouveau = make_editions(
        {"A-01": ["1"], "A-02": ["2"], "A-03": ["3"]},
        {"A-03": ["3"], "A-01": ["1"], "A-02": ["2"]},
    )
    gestes = compare_piles(ancien, nouveau)

    assert tell(gestes) == [
        (["A-03 · 1/1*"], [], "A-02 · 1/1"),
        ([], ["A-03 · 1/1*"], None),
    ]
    assert list_feuillets_a_imprimer(nouveau, gestes) == {}


def test_a_fiche_that_changes_and_moves_forward_never_lies_twice_in_the_binder():
    ancien, nouveau = make_editions(
        {"A-01": ["1"], "A-02": ["2"], "A-03": ["3"]},
        {"A-03": ["3bis"], "A-01": ["1"], "A-02": ["2"]},
    )
    assert tell(compare_piles(ancien, nouveau)) == [
        (["A-03 · 1/1"], [], "A-02 · 1/1"),
        ([], ["A-03 · 1/1"], None),
    ]


def test_leaves_to_print_are_told_by_their_ranks_in_their_pieces():
    ancien, nouveau = make_editions(
        {"A-01": ["1", "2", "3", "4", "5"], "A-02": ["6"]},
        {"A-01": ["1", "2", "3", "4bis", "5"], "A-02": ["6"], "A-03": ["7", "8", "9"]},
    )
    gestes = compare_piles(ancien, nouveau)
    assert list_feuillets_a_imprimer(nouveau, gestes) == {
        "fiche-a-01": (1,),
        "fiche-a-03": (0, 1),
    }


def test_without_a_verso_each_page_is_a_leaf():
    (manifeste,) = make_editions({"A-01": ["1", "2"]}, recto_verso=False)
    assert [(f.folio, f.pages) for f in manifeste.feuillets] == [
        ("A-01 · 1/2", 1),
        ("A-01 · 2/2", 1),
    ]


@pytest.mark.parametrize(
    ("gestes", "imprimes", "told"),
    [
        ([Geste((), (), Etiquette("Z", ""))], "", "Z is not in the binder"),
        ([Geste((Etiquette("B", ""),), (), None)], "", "not what is to be taken"),
        ([Geste((), (Etiquette("C", ""),), None)], "", "C is not at hand"),
        ([Geste((), (Etiquette("C", ""),), None)], "D", "C is not at hand"),
        ([Geste((), (Etiquette("B", "", True),), None)], "", "B is not at hand"),
        ([Geste((Etiquette("A", "", True),), (), None)], "", "left over"),
        ([Geste((), (Etiquette("B", ""),), None)], "B", "two leaves have one folio"),
        ([], "C", "left over"),
    ],
    ids=[
        "after a leaf that is not there",
        "take out a leaf that is elsewhere",
        "put in a leaf that was not printed",
        "put in another leaf than the next",
        "put back a leaf that was not taken out",
        "forget a leaf that was kept aside",
        "put in a folio that is there",
        "print for nothing",
    ],
)
def test_a_sheet_that_the_binder_belies_is_an_error(gestes, imprimes, told):
    pile, printed = map(make_leaf, "AB"), map(make_leaf, imprimes)
    with pytest.raises(ValueError, match=told):
        apply_gestes(pile, gestes, printed)


def test_piles_of_two_binders_are_not_compared():
    check_comparables(make_pile(), make_pile())
    with pytest.raises(SelectionError, match="« court », et non de « complet »"):
        check_comparables(make_pile(classeur="court"), make_pile())
    with pytest.raises(SelectionError, match="« 2025 » se suivent"):
        check_comparables(make_pile(edition="2025", pagination="continue"), make_pile())


def test_a_tool_is_new_changed_or_gone(root):
    before = plan_mini(root)
    ancien = make_manifeste(CLASSEUR, "complet", before, [["x"]] * len(before))
    outils = root / "content" / "outils"
    pas = outils / "pas-a-pas.yaml"
    third = pas.read_text().replace("C-01", "C-02").replace("Pas à pas", "Autre pas")
    (outils / "autre-pas.yaml").write_text(third)
    pas.write_text(pas.read_text().replace("Relire le plan.", "Relire tout."))

    same = compare_outils(ancien, before)
    assert (same.nouveaux, same.modifies, same.retires) == ((), (), ())

    now = plan_mini(root, sauf=("carte-des-appuis",))
    changes = compare_outils(ancien, now)
    assert changes.depuis == "2026-1"
    assert [(r.code, r.ancre) for r in changes.nouveaux] == [("C-02", "fiche-c-02")]
    assert [(r.code, r.titre) for r in changes.modifies] == [("C-01", "Pas à pas")]
    assert [(r.code, r.ancre) for r in changes.retires] == [("A-01", "")]
    assert list_marques(changes) == {"C-02": "nouveau", "C-01": "modifié"}


def test_a_tool_has_not_changed_because_what_it_leads_to_is_gone(root):
    before = plan_mini(root)
    ancien = make_manifeste(CLASSEUR, "complet", before, [["x"]] * len(before))

    changes = compare_outils(ancien, plan_mini(root, sauf=("pas-a-pas",)))
    assert (changes.modifies, len(changes.retires)) == ((), 1)


def test_a_binder_of_sheets_alone_also_knows_which_tools_have_changed(root):
    before = plan_mini(root, contenu=("supports",))
    ancien = make_manifeste(CLASSEUR, "complet", before, [["x"]] * len(before))
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    assert [(o.code, o.titre) for o in ancien.outils] == [
        ("A-01", "Carte des appuis"),
        ("C-01", "Pas à pas"),
    ]

    path.write_text(path.read_text().replace("Relire le plan.", "Relire tout."))
    unseen = compare_outils(ancien, plan_mini(root, contenu=("supports",)))
    path.write_text(path.read_text().replace("{recto: Venir}", "{recto: Aller}"))
    seen = compare_outils(ancien, plan_mini(root, contenu=("supports",)))

    assert unseen.modifies == ()
    assert [r.code for r in seen.modifies] == ["C-01"]


def plan_mini(root, sauf=(), contenu=("fiches", "supports")):
    fonds = load_fonds(root / "content")
    selection = CLASSEUR.selection.model_copy(update={"sauf": sauf})
    changed = {"selection": selection, "contenu": contenu}
    return plan_classeur(fonds, CLASSEUR.model_copy(update=changed))


def test_a_manifest_comes_back_from_its_file_as_it_was():
    (manifeste,) = make_editions({"A-01": ["1", "2", "3"]})
    assert read_manifeste(manifeste.to_json(), "ancien.json") == manifeste


def test_no_two_leaves_of_a_pile_have_one_folio_nor_two_tools_one_code():
    outil = {"code": "A-01", "titre": "Un", "version": "1.0", "empreinte": "abcdef"}
    with pytest.raises(ValueError, match="« A » y est 2 fois"):
        make_pile(make_leaf("A", "a"), make_leaf("A", "b"))
    with pytest.raises(ValueError, match="« A-01 » y est 2 fois"):
        make_pile(outils=(OutilImprime(**outil), OutilImprime(**outil)))


def spoil(**changes):
    told = json.loads(make_pile(make_leaf("A")).to_json())
    return json.dumps(told | changes).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "n’est pas un manifeste de classeur, ou il est incomplet"),
        (b"%PDF-1.7", "n’est pas un manifeste de classeur, ou il est incomplet"),
        (spoil()[:-40], "incomplet"),
        (b'"\xff"', "incomplet"),
        (b"[" * 100_000, "incomplet"),
        (b"{}", "abîmé (champ « classeur »)"),
        (b"[]", "n’est pas un manifeste de classeur, ou il est abîmé."),
        (spoil(format="romin-print classeur 2"), "une autre version de romin-print"),
        (spoil(format="autre"), "champ « format »"),
        (spoil(classeur="../../etc"), "champ « classeur »"),
        (spoil(titre="a\x1b[31mb"), "champ « titre »"),
        (spoil(edition="é" * 41), "champ « edition »"),
        (spoil(recto_verso="oui"), "champ « recto_verso »"),
        (spoil(inconnu=1), "champ « inconnu »"),
        (spoil(**{"x\x1b[31m": 1}), "ou il est abîmé."),
        (spoil(feuillets=[{}]), "champ « feuillets.0.ancre »"),
        (spoil(feuillets=json.loads(spoil())["feuillets"] * 2), "« A » y est 2 fois"),
        (spoil(titre="a" * 9_000_000), "trop gros"),
    ],
)
def test_a_foreign_or_damaged_manifest_is_refused_in_french(data, told):
    with pytest.raises(SelectionError) as caught:
        read_manifeste(data, "ancien.json")
    assert told in caught.value.message
    assert caught.value.message.startswith("ancien.json ")
    assert caught.value.message.isprintable()
