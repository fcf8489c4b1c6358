"""What a séance becomes on paper: who receives what, when, and under which name."""

from datetime import time

import pytest

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.model.outil import Effectif
from romin_print.plan.canevas import compose_canevas, find_canevas
from romin_print.plan.deroule import make_deroule, share_minutes
from romin_print.plan.fiches import NOIR
from romin_print.plan.seances import Reglages, plan_seance

NOM = "premier-rendez-vous"


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.fixture
def plan(fonds):
    """Plan the small séance, or the one composed of these tools."""

    def make(*outils, titre="Essai", **reglages):
        canevas = (
            compose_canevas(fonds, outils, titre)
            if outils
            else find_canevas(fonds, NOM)
        )
        return plan_seance(fonds, canevas, Reglages(**reglages))

    return make


def test_each_moment_has_its_time_on_the_clock(plan):
    deroule = plan(debut=time(13, 50)).deroule.deroule

    assert [p.heure for p in deroule.passages] == [
        "13\u00a0h\u00a050",
        "13\u00a0h\u00a055",
        "14\u00a0h\u00a040",
        "14\u00a0h\u00a050",
        "14\u00a0h\u00a055",
    ]
    assert deroule.fin == "15\u00a0h\u00a005"


def test_the_clock_goes_on_after_midnight(plan):
    assert plan(debut=time(23, 30)).deroule.deroule.fin == "0\u00a0h\u00a045"


def test_without_a_start_there_is_no_time(plan):
    deroule = plan().deroule.deroule
    assert {p.heure for p in deroule.passages} | {deroule.fin} == {""}


def test_the_words_of_the_vocabularies_are_told(plan):
    deroule = plan().deroule.deroule

    assert (deroule.public, deroule.cadre) == (
        ("Adultes",),
        ("Milieu ouvert", "DDSE"),
    )
    assert (deroule.modalite, deroule.statut.titre) == ("Groupe", "Validé")


def test_a_tool_brings_its_steps_shared_over_the_time_it_has(plan):
    carte, reprise = (plan().deroule.deroule.passages[i] for i in (1, 3))

    assert (carte.code, carte.duree_outil) == ("A-01", 90)
    assert [p.duree for p in carte.pas] == [15, 30]
    assert sum(p.duree for p in reprise.pas) == reprise.duree == 5
    assert carte.vigilance == ("Ne pas dépasser 1 500 mots, ni 50 % du temps.",)


def test_a_tool_of_its_own_duration_has_nothing_to_tell_of_it(plan):
    (passage,) = plan("C-01").deroule.deroule.passages
    assert (passage.duree, passage.duree_outil) == (5, 0)


@pytest.mark.parametrize(
    ("own", "total", "shared"),
    [
        ((30, 60), 2, [1, 1]),
        ((1, 59), 10, [1, 9]),
        ((1, 1, 58), 30, [1, 1, 28]),
        ((1, 1, 1, 57), 4, [1, 1, 1, 1]),
        ((10, 20), 30, [10, 20]),
    ],
)
def test_steps_share_the_time_to_the_minute_and_none_is_left_without(
    fonds, own, total, shared
):
    (model, *_) = fonds.outils["carte-des-appuis"].deroule
    pas = tuple(model.model_copy(update={"duree": minutes}) for minutes in own)
    assert [p.duree for p in share_minutes(pas, total)] == shared


@pytest.mark.parametrize(
    ("modalite", "kept"),
    [
        ("individuel", ["En individuel, une chaise"]),
        ("groupe", ["En groupe, un tableau"]),
        (None, ["En groupe, un tableau", "En individuel, une chaise"]),
    ],
)
def test_things_for_another_way_of_meeting_are_left(fonds, modalite, kept):
    outil = fonds.outils["carte-des-appuis"]
    things = ("En groupe, un tableau", "En individuel, une chaise")
    fonds.outils["carte-des-appuis"] = outil.model_copy(update={"materiel": things})
    seance = fonds.seances[NOM].model_copy(update={"modalite": modalite})
    fonds.seances[NOM] = seance
    deroule = make_deroule(fonds, find_canevas(fonds, NOM), None, 1)
    assert list(deroule.materiel) == kept


def test_things_to_bring_are_told_once_and_sheets_apart(fonds):
    canevas = find_canevas(fonds, NOM)
    outil = fonds.outils["carte-des-appuis"]
    more = (*outil.materiel, "une feuille a3", "La feuille « Mes appuis »")
    fonds.outils["carte-des-appuis"] = outil.model_copy(update={"materiel": more})
    deroule = make_deroule(fonds, canevas, None, 4)

    assert deroule.materiel == ("Une feuille A3", "Deux stylos")
    assert [p.feuilles for p in deroule.passages if p.feuilles] == [
        ("A-01 Mes appuis",)
    ]
    assert deroule.exemplaires == 4


def test_a_pack_holds_the_sheets_of_all_moments_in_order(plan):
    dossier = plan("C-01", "A-01")
    assert [f.titre for f in dossier.papier.feuilles] == [
        "Mon pas",
        "Les cartes des pas",
        "Mes appuis",
    ]


def test_each_person_has_a_pack_of_the_same_sheets_under_a_number(plan):
    dossier = plan("C-01", "A-01", exemplaires=3)
    packs = dossier.a_imprimer.exemplaires

    assert [{f.exemplaire for f in pack} for pack in packs] == [{1}, {2}, {3}]
    wanted = [f.titre for f in dossier.papier.feuilles]
    assert all([f.titre for f in pack] == wanted for pack in packs)
    assert {f.exemplaire for f in dossier.papier.feuilles} == {None}


def test_no_two_fields_of_a_pile_have_the_same_name(plan):
    packs = plan("A-01", "A-01", exemplaires=2).a_imprimer.exemplaires
    cles = [pose.cle for pack in packs for f in pack for pose in f.poses]
    assert len(cles) == len(set(cles)) == 8


def test_cards_to_cut_out_are_neither_on_screen_nor_folded(plan):
    dossier = plan("C-01")

    for document in (dossier.ecran, dossier.livret):
        assert [f.titre for f in document.feuilles] == ["Mon pas"]
    assert [len(pack) for pack in dossier.a_imprimer.exemplaires] == [2]


def test_a_moment_may_hand_out_some_sheets_only(fonds, plan):
    seance = fonds.seances[NOM]
    moments = list(seance.moments)
    moments[3] = moments[3].model_copy(update={"outil": "pas-a-pas", "supports": (2,)})
    changed = seance.model_copy(update={"moments": tuple(moments)})
    fonds.seances[NOM] = changed

    titres = [f.titre for f in plan().papier.feuilles]
    assert titres == ["Mes appuis", "Les cartes des pas"]


def test_a_seance_without_sheets_is_its_deroule_alone(plan):
    dossier = plan("A-02")

    assert dossier.papier is dossier.ecran is dossier.livret is None
    assert dossier.a_imprimer.exemplaires == ()
    assert dossier.a_imprimer.deroule


def test_documents_are_named_by_the_seance_and_the_variant(plan):
    dossier = plan(variante="gros-caracteres")

    assert [str(d.output) for d in (dossier.deroule, dossier.papier)] == [
        "seances/premier-rendez-vous-deroule",
        "seances/premier-rendez-vous-documents-gros-caracteres",
    ]
    assert dossier.deroule.variante == "standard"
    assert str(plan().a_imprimer.output) == "seances/premier-rendez-vous-a-imprimer"


def test_only_the_sheets_on_screen_are_filled_in(plan):
    dossier = plan(a_remplir=True)

    assert dossier.ecran.a_remplir
    assert not any(
        d.a_remplir for d in (dossier.papier, dossier.livret, dossier.a_imprimer)
    )


@pytest.mark.parametrize(
    ("variante", "printed"),
    [("standard", "nb"), ("gros-caracteres", "gros-caracteres")],
)
def test_a_closed_setting_is_printed_in_black(plan, variante, printed):
    dossier = plan(ferme=True, variante=variante)

    for document in (dossier.deroule, dossier.papier, dossier.a_imprimer):
        assert (document.noir_et_blanc, document.couleur) == (True, NOIR)
    assert dossier.papier.variante == printed


def test_the_colour_is_that_of_the_first_tool(plan):
    assert plan().deroule.couleur == "#1F5A93"
    assert plan("C-01").deroule.couleur == "#5A4A9C"


def test_tools_alone_make_a_seance(plan):
    dossier = plan("C-01", "carte-des-appuis", titre="Mardi après-midi")
    deroule = dossier.deroule.deroule

    assert str(dossier.deroule.output) == "seances/mardi-apres-midi-deroule"
    assert (deroule.titre, deroule.duree, deroule.statut) == (
        "Mardi après-midi",
        95,
        None,
    )
    assert [p.code for p in deroule.passages] == ["C-01", "A-01"]
    assert deroule.objectifs == (
        "Elle choisit un pas.",
        "La personne nomme **trois appuis** et *un frein*.",
        "Elle choisit : garder, réduire ou arrêter.",
    )
    assert deroule.trace == ("Le pas choisi.", "Les appuis nommés.")
    assert deroule.cadre == ("Milieu ouvert",)
    assert str(dossier.deroule.date) == "2026-11-23"


def test_many_aims_are_the_first_two_of_each_tool(fonds, plan):
    for slug in ("carte-des-appuis", "pas-a-pas"):
        many = tuple(f"But {n} de {slug}." for n in range(4))
        changed = fonds.outils[slug].model_copy(update={"objectifs": many})
        fonds.outils[slug] = changed
    assert plan("C-01", "A-01", "C-01").deroule.deroule.objectifs == (
        "But 0 de pas-a-pas.",
        "But 1 de pas-a-pas.",
        "But 0 de carte-des-appuis.",
        "But 1 de carte-des-appuis.",
    )


def test_a_tool_named_twice_is_led_twice(plan):
    dossier = plan("C-01", "C-01")
    assert [p.code for p in dossier.deroule.deroule.passages] == ["C-01", "C-01"]
    assert len(dossier.papier.feuilles) == 4


def test_without_a_title_the_codes_make_one(plan):
    dossier = plan("C-01", "A-01", titre="")
    assert dossier.deroule.deroule.titre == "Séance C-01, A-01"
    assert str(dossier.deroule.output) == "seances/seance-c-01-a-01-deroule"


def test_the_names_of_a_print_in_black_say_so(plan):
    def name(**reglages):
        dossier = plan(**reglages)
        documents = (dossier.deroule, dossier.papier, dossier.a_imprimer)
        return [d.output.name.removeprefix(f"{NOM}-") for d in documents]

    black = ["deroule-nb", "documents-nb", "a-imprimer-nb"]
    assert name(ferme=True) == name(variante="nb") == black
    assert name(ferme=True, variante="gros-caracteres") == [
        "deroule-nb",
        "documents-gros-caracteres-nb",
        "a-imprimer-gros-caracteres-nb",
    ]


def test_tools_for_different_numbers_of_persons_announce_none(plan):
    assert plan("C-01", "A-01").deroule.deroule.effectif is None
    assert plan("A-01").deroule.deroule.effectif == Effectif(minimum=2, maximum=8)


@pytest.mark.parametrize(
    ("titre", "told"),
    [
        ("…", "sans aucune lettre"),
        ("Séance **forte**", "ne prend ni mot fort ni lien"),
        ("Séance \U0001f600", "n’impriment pas"),
        ("Premier rendez-vous", "s’appelle déjà"),
    ],
)
def test_a_title_that_makes_no_name_is_refused(plan, titre, told):
    with pytest.raises(SelectionError, match=told):
        plan("C-01", titre=titre)


def test_an_unknown_seance_is_told_with_those_that_exist(fonds):
    with pytest.raises(SelectionError) as caught:
        find_canevas(fonds, "premier-rendezvous")
    told = caught.value.message.replace("\u00a0", " ").replace("\u202f", " ")
    assert told == (
        "aucune séance ne s’appelle « premier-rendezvous ». "
        "Vouliez-vous dire « premier-rendez-vous » ? Séances : premier-rendez-vous."
    )


def test_the_fingerprint_changes_with_the_seance_and_with_its_tools(fonds, plan):
    before = plan().deroule.deroule.empreinte
    assert plan().deroule.deroule.empreinte == before

    outil = fonds.outils["carte-des-appuis"]
    changed = outil.model_copy(update={"vigilance": ("Autre.",)})
    fonds.outils["carte-des-appuis"] = changed
    assert plan().deroule.deroule.empreinte != before

    fonds.outils["carte-des-appuis"] = outil
    seance = fonds.seances[NOM].model_copy(update={"rappel": "Autre."})
    fonds.seances[NOM] = seance
    assert plan().deroule.deroule.empreinte != before
