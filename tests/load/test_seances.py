"""What a séance gets wrong is told once, at its line, with how to mend it."""

import shutil

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.model.seance import MomentLibre, MomentOutil

NOM = "seances/premier-rendez-vous.yaml"
SECONDE = "outil: carte-des-appuis\n    duree: 5\n    supports: []"

FAULTS = {
    "a tool that does not exist": (
        "outil: carte-des-appuis\n    duree: 45", "outil: carte-des-appui\n    duree: 45",
        "20:12 outil inconnu : « carte-des-appui » | Vouliez-vous dire « carte-des-appuis » ?",
    ),
    "a public that the vocabulary does not have": (
        "public: [adultes]", "public: [adulte]",
        "4:10 « public » ne connaît pas ce mot : « adulte » | Vouliez-vous dire « adultes » ?",
    ),
    "a setting given twice": (
        "[milieu-ouvert, placement-ddse]", "[milieu-ouvert, milieu-ouvert]",
        "5:24 mot répété dans « cadre » : « milieu-ouvert » | Garder un seul des deux.",
    ),
    "a way of meeting that does not exist": (
        "modalite: groupe", "modalite: groupes",
        "6:11 modalité inconnue : « groupes » | Vouliez-vous dire « groupe » ?",
    ),
    "a status that does not exist": (
        "statut: valide", "statut: valider",
        "36:11 statut inconnu : « valider » | Vouliez-vous dire « valide » ?",
    ),
    "a validation by nobody": (
        "  par: Comité d’essai\n", "",
        "36:3 le statut « valide » demande le champ « par » | "
        "L’ajouter, ou revenir au statut « proposition ».",
    ),
    "a term before the verification": (
        "echeance: 2030", "echeance: 2025",
        "39:13 l’échéance précède la date de vérification | Corriger l’une des deux.",
    ),
    "a successor that does not exist": (
        "  echeance:", "  successeur: autre\n  echeance:",
        "39:15 séance inconnue : « autre » | Valeurs possibles : premier-rendez-vous.",
    ),
    "moments that do not add up": (
        "duree: 75", "duree: 60",
        "8:8 la durée annoncée est de 60 min, les moments font 75 min | "
        "Corriger « duree » ou la durée des moments.",
    ),
    "a type of moment that does not exist": (
        "type: accueil", "type: acceuil",
        "14:11 type inconnu : « acceuil » | Vouliez-vous dire « accueil » ?",
    ),
    "a field of another type of moment": (
        "    titre: Le mot de la fin\n", "    note: Le mot de la fin\n",
        "30:5 champ inconnu : « note » | "
        "Valeurs possibles : duree, type, titre, texte, a_dire.",
    ),
    "a sheet counted from nought": (
        "supports: []", "supports: [0]",
        "28:16 « 0 » est trop petit : au moins 1 | Corriger le nombre.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_seance_is_told_once_and_at_its_place(
    change, tell, old, new, told
):
    change(NOM, old, new)
    assert tell() == [f"{NOM}:{told}"]


@pytest.mark.parametrize(
    ("slug", "numbers", "told"),
    [
        (
            "ancienne-carte",
            "[1]",
            "Cet outil n’a aucune feuille : retirer « supports ».",
        ),
        ("carte-des-appuis", "[2]", "Il n’en a qu’une, la 1."),
        ("pas-a-pas", "[3]", "Choisir de 1 à 2."),
    ],
)
def test_a_sheet_that_its_tool_does_not_have_is_told(change, tell, slug, numbers, told):
    change(NOM, SECONDE, f"outil: {slug}\n    duree: 5\n    supports: {numbers}")
    cause = f"« {slug} » n’a pas de feuille {numbers[1]}"
    assert tell() == [f"{NOM}:28:16 {cause} | {told}"]


def test_a_sheet_given_twice_in_a_moment_is_told(change, tell):
    change(NOM, SECONDE, "outil: pas-a-pas\n    duree: 5\n    supports: [2, 2]")
    cause = "feuille donnée deux fois : 2 | Garder un seul des deux."
    assert tell() == [f"{NOM}:28:19 {cause}"]


def test_a_tool_with_less_than_a_minute_for_each_step_is_told(change, tell):
    change(NOM, SECONDE, SECONDE.replace("duree: 5", "duree: 1"))
    change(NOM, "duree: 75", "duree: 71")
    assert tell() == [
        f"{NOM}:27:12 1 min pour les 2 pas de « carte-des-appuis » | "
        "Donner au moins 2 min, ou décrire ce moment sans l’outil."
    ]


def test_a_minute_for_each_step_is_enough(change, content):
    change(NOM, SECONDE, SECONDE.replace("duree: 5", "duree: 2"))
    change(NOM, "duree: 75", "duree: 72")
    assert load_fonds(content).seances


def test_a_seance_is_read_moment_by_moment(content):
    seance = load_fonds(content).seances["premier-rendez-vous"]

    assert sum(moment.duree for moment in seance.moments) == seance.duree
    accueil, carte, pause, reprise, bilan = seance.moments
    assert isinstance(carte, MomentOutil)
    assert (carte.supports, reprise.supports) == (None, ())
    assert isinstance(pause, MomentLibre)
    assert [m.intitule for m in (accueil, pause, bilan)] == [
        "Accueil",
        "Pause",
        "Le mot de la fin",
    ]


def test_a_project_may_have_no_seance(content):
    shutil.rmtree(content / "seances")
    assert load_fonds(content).seances == {}


def test_a_seance_of_another_extension_is_not_silently_left_out(content, tell):
    (content / NOM).rename((content / NOM).with_suffix(".yml"))
    assert tell() == [
        "seances/premier-rendez-vous.yml:1:1 extension que le programme ne lit pas : "
        "« .yml » | Renommer le fichier en « .yaml »."
    ]


def test_a_dead_tool_is_told_even_in_a_seance_with_other_faults(change, tell):
    change(NOM, 'titre: Premier rendez-vous\nversion: "1.1"', "version: 1.1")
    change(NOM, "outil: carte-des-appuis\n    duree: 45", "outil: x\n    duree: 45")
    told = tell()
    assert len(told) == 3
    assert any("outil inconnu : « x »" in line for line in told)
