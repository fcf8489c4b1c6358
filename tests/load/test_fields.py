"""One wrong field of a tool: what is said, and at which line and column."""

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.model.texte import accepts_link

PAS = "outils/pas-a-pas.yaml"
CARTE = "outils/carte-des-appuis.yaml"
QUOTED = 'Entourer la valeur de guillemets doubles : "1.0", "Dire : bonjour".'
EMPTY = "rien n’est écrit ici | Écrire la valeur, ou retirer la ligne si elle est facultative."
NUMBER = "Écrire le nombre seul, par exemple 40."
DATE = "Écrire 2026-11-23, sans guillemets."
PRINTED = "Le remplacer par un mot ou par un signe courant."

FAULTS = {
    "a missing field": (
        "titre: Pas à pas\n", "",
        "3:1 champ obligatoire absent : « titre » | L’ajouter ; voir content/README.md.",
    ),
    "a list for a text": (
        "titre: Pas à pas", "titre: [a, b]",
        f"4:8 un texte était attendu, lu : une liste | {QUOTED}",
    ),
    "a block for a text": (
        "titre: Pas à pas", "titre: {a: b}",
        f"4:8 un texte était attendu, lu : un bloc de champs | {QUOTED}",
    ),
    "a yes for a text": (
        "titre: Pas à pas", "titre: yes",
        f"4:8 un texte était attendu, lu : oui ou non (true) | {QUOTED}",
    ),
    "a number for a version": (
        'version: "1.0"', "version: 1.0",
        f"6:10 un texte était attendu, lu : « 1.0 » | {QUOTED}",
    ),
    "a version of one number": (
        'version: "1.0"', 'version: "1"',
        '6:10 valeur mal formée : « 1 » | Écrire deux nombres entre guillemets, par exemple "1.0".',
    ),
    "a colon in an unquoted item": (
        "posture: [Valoriser.]", "posture:\n  - Dire : bonjour",
        f"28:5 un texte était attendu, lu : un bloc de champs | {QUOTED}",
    ),
    "a text for a number": (
        "duree: 5\neffectif", "duree: 5 min\neffectif",
        f"15:8 un nombre entier était attendu, lu : « 5 min » | {NUMBER}",
    ),
    "a decimal for a whole number": (
        "duree: 5\neffectif", "duree: 5.5\neffectif",
        f"15:8 un nombre entier était attendu, lu : « 5.5 » | {NUMBER}",
    ),
    "a yes for a number": (
        "duree: 5\neffectif", "duree: true\neffectif",
        f"15:8 un nombre entier était attendu, lu : oui ou non (true) | {NUMBER}",
    ),
    "a number of five thousand digits": (
        "duree: 5\neffectif", f"duree: {'9' * 5000}\neffectif",
        f"15:8 valeur illisible : « {'9' * 39}… » | "
        "Corriger la valeur, ou la mettre entre guillemets si c’est un texte.",
    ),
    "a text for a list": (
        "posture: [Valoriser.]", "posture: Valoriser.",
        "27:10 une liste était attendue, lu : « Valoriser. » | "
        "Écrire un élément par ligne, précédé d’un tiret.",
    ),
    "a text for a block": (
        "effectif: {minimum: 1, maximum: 1}", "effectif: un",
        "16:11 des champs « nom: valeur » étaient attendus, lu : « un » | "
        "Prendre modèle sur un bloc voisin.",
    ),
    "an empty list": (
        "posture: [Valoriser.]", "posture: []",
        "27:10 liste trop courte, au moins : 1 | En ajouter.",
    ),
    "a field with nothing": ("titre: Pas à pas", "titre:", f"4:7 {EMPTY}"),
    "a dash with nothing": (
        "posture: [Valoriser.]", "posture:\n  -", f"28:4 {EMPTY}",
    ),
    "an empty text": (
        "titre: Pas à pas", 'titre: "  "',
        "4:8 texte vide | Écrire le texte, ou retirer la ligne si le champ est facultatif.",
    ),
    "a text too long": (
        "titre: Pas à pas", f"titre: {'a' * 201}",
        "4:8 texte de plus de 200 caractères | Le raccourcir ou le découper.",
    ),
    "too many items": (
        "posture: [Valoriser.]", f"posture: [{', '.join('a' * 21)}]",
        "27:10 plus de 20 éléments | En retirer, ou les regrouper.",
    ),
    "a date between quotes": (
        "date: 2026-11-23", 'date: "2026-11-23"',
        f"36:9 une date était attendue, lu : « 2026-11-23 » | {DATE}",
    ),
    "a French date": (
        "date: 2026-11-23", "date: 23/11/2026",
        f"36:9 une date était attendue, lu : « 23/11/2026 » | {DATE}",
    ),
    "a date that no calendar has": (
        "date: 2026-11-23", "date: 2026-02-30",
        "36:9 valeur illisible : « 2026-02-30 » | "
        "Corriger la valeur, ou la mettre entre guillemets si c’est un texte.",
    ),
    "a minimum above the maximum": (
        "minimum: 1", "minimum: 9",
        "16:11 le minimum (9) dépasse le maximum (1) | Échanger les deux nombres.",
    ),
    "a code without its shape": (
        "code: C-01", "code: c1",
        "3:7 valeur mal formée : « c1 » | "
        "Écrire la lettre de l’étape et deux chiffres, par exemple C-01.",
    ),
    "an emoji": (
        "titre: Pas à pas", "titre: Pas 😀",
        f"4:8 caractère que les fiches n’impriment pas : « 😀 » | {PRINTED}",
    ),
    "a character that nobody sees": (
        "titre: Pas à pas", "titre: Pas\u202eà",
        f"4:8 caractère que les fiches n’impriment pas : « U+202E » | {PRINTED}",
    ),
    "an accent that no letter bears": (
        "titre: Pas à pas",
        "titre: Pas x\u0301",
        f"4:8 caractère que les fiches n’impriment pas : « U+0301 » | {PRINTED}",
    ),
    "a soft hyphen": (
        "titre: Pas à pas", "titre: Pas\u00adà",
        f"4:8 caractère que les fiches n’impriment pas : « U+00AD » | {PRINTED}",
    ),
    "a link that runs code": (
        "Écrire un pas.", "Voir [ici](javascript:alert).",
        "25:12 un lien est mal écrit, ou son adresse est refusée | "
        "Écrire [le site justice.fr](https://www.justice.fr).",
    ),
    "a link to nowhere": (
        "Écrire un pas.", "Voir [ici](https://).",
        "25:12 un lien est mal écrit, ou son adresse est refusée | "
        "Écrire [le site justice.fr](https://www.justice.fr).",
    ),
    "bold that is not closed": (
        "Écrire un pas.", "Écrire **un pas.",
        "25:12 un « ** » n’est pas refermé | Écrire **mot important**.",
    ),
    "bold in a title": (
        "titre: Pas à pas", "titre: Pas **à** pas",
        "4:8 ce champ ne prend ni mot fort ni lien | Écrire le texte seul.",
    ),
    "a field that means nothing": (
        "posture: [Valoriser.]", "posture: [Valoriser.]\nxyz: 1",
        "28:1 champ inconnu : « xyz » | Retirer ce champ.",
    ),
    "a field of a small block": (
        "minimum: 1,", "minimum: 1, minimun: 2,",
        "16:24 champ inconnu : « minimun » | Vouliez-vous dire « minimum » ?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_once_and_at_its_place(change, tell, old, new, told):
    change(PAS, old, new)
    assert tell() == [f"{PAS}:{told}"]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ("0", "« 0 » est trop petit : au moins 1 | Corriger le nombre."),
        ("999", "« 999 » est trop grand : au plus 480 | Corriger le nombre."),
    ],
)
def test_a_number_out_of_bounds_is_told_with_the_bound(change, tell, minutes, told):
    change(PAS, "duree: 5\neffectif", f"duree: {minutes}\neffectif")
    assert f"{PAS}:15:8 {told}" in tell()


ZONE = "{type: zone, question: Mon pas, lignes: 4}"
DOUBLES = [
    ("type: cases, ", "options: ", "[Oui, Même, même]", "même"),
    ("type: choix, ", "options: ", "[Même, Même]", "Même"),
    ("", "", "type: cases, autre: true, options: [Oui, Autre]", "Autre"),
    ("type: tableau, vides: 1, ", "colonnes: ", "[a, a]", "a"),
    ("type: tableau, colonnes: [a], ", "rangees: ", "[b, c, b]", "b"),
    ("type: balance, ", "titres: ", "[A, B, A, C]", "A"),
    ("type: semainier, ", "moments: ", "[Soir, soir]", "soir"),
    ("type: chaine, ", "maillons: ", "[Avant, Avant]", "Avant"),
    ("type: frise, ", "periodes: ", "[a, b, a]", "a"),
    ("type: roue, ", "secteurs: ", "[a, b, a]", "a"),
    ("type: cible, ", "cercles: ", "[a, a]", "a"),
    ("type: contrat, ", "signataires: ", "[Moi, Moi]", "Moi"),
    ("type: contrat, signataires: [Moi], ", "engagements: ", "[x, x]", "x"),
    (
        "type: thermometre, ", "zones: ",
        "[{titre: a, de: 0, a: 5}, {titre: a, de: 5, a: 10}]", "a",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "field", "value", "item"), DOUBLES)
def test_a_list_that_says_the_same_twice_is_told_with_what_it_repeats(
    change, tell, before, field, value, item
):
    start = f"      - {{question: Mon pas, {before}{field}"
    column = len(start) + 1 if field else start.index("{") + 1
    change(PAS, f"      - {ZONE}", f"{start}{value}}}")
    assert tell() == [
        f"{PAS}:42:{column} « {item} » y est deux fois | "
        "Dire chaque chose une seule fois, ou changer les mots de l’une."
    ]


def test_a_misspelt_field_is_told_with_the_name_that_was_meant(change, tell):
    change(PAS, "posture:", "postures:")
    assert tell() == [
        f"{PAS}:27:1 champ inconnu : « postures » | Vouliez-vous dire « posture » ?",
    ]


def test_a_misspelt_field_of_a_step_is_told_too(change, tell):
    change(CARTE, "a_dire:", "adire:")
    assert tell() == [
        f"{CARTE}:33:5 champ inconnu : « adire » | Vouliez-vous dire « a_dire » ?"
    ]


def test_letters_and_accents_typed_apart_are_joined(content, change):
    change(PAS, "titre: Pas à pas", "titre: Pas a\u0300 pas")
    assert load_fonds(content).outils["pas-a-pas"].titre == "Pas à pas"


@pytest.mark.parametrize("written", ["010", "0x05", "1:30"])
def test_other_notations_of_a_number_never_pass_unseen(change, tell, written):
    """YAML reads them as 8, 5 and 90: the sum of the steps gives the first away."""
    change(PAS, "duree: 5\neffectif", f"duree: {written}\neffectif")
    change(PAS, "    duree: 5\n", "    duree: 7\n")
    assert "la durée annoncée est de" in tell()[0]


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://www.justice.fr", True),
        ("mailto:spip@exemple.fr", True),
        ("https:///chemin", False),
        ("https://[", False),
        ("//www.justice.fr", False),
        ("data:text/html,x", False),
        ("JavaScript:alert", False),
    ],
)
def test_an_address_is_taken_only_when_a_reader_can_follow_it(url, taken):
    assert accepts_link(url) is taken
