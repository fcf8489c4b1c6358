"""What is well written but leads nowhere, or contradicts itself."""

import pytest

from romin_print.load.fonds import load_fonds

PAS = "outils/pas-a-pas.yaml"
CARTE = "outils/carte-des-appuis.yaml"
ANCIENNE = "outils/ancienne-carte.yaml"
REFERENTIEL = "referentiel.yaml"
BIBLIO = "bibliographie.yaml"
DATE = "Écrire une date comme {date-parts: [[2019]]}."
BLOCK = "des champs « nom: valeur » étaient attendus, lu"
ISSUED = "issued:\n      - year: 2019\n        month: 5"

FAULTS = {
    "a word that the vocabulary does not have": (
        PAS, "[transversal]", "[transversale]",
        "8:11 « besoins » ne connaît pas ce mot : « transversale » | "
        "Vouliez-vous dire « transversal » ?",
    ),
    "a word far from all": (
        PAS, "[transversal]", "[xyz]",
        "8:11 « besoins » ne connaît pas ce mot : « xyz » | "
        "Valeurs possibles : gestion-de-soi, transversal.",
    ),
    "a word with its accents": (
        PAS, "statut: proposition", "statut: validé",
        "35:11 statut inconnu : « validé » | Vouliez-vous dire « valide » ?",
    ),
    "a level of evidence that does not exist": (
        PAS, "niveau_preuve: tradition", "niveau_preuve: traditions",
        "33:16 niveau de preuve inconnu : « traditions » | Vouliez-vous dire « tradition » ?",
    ),
    "a reference that does not exist": (
        PAS, "reference: martin_2019", "reference: martin_2018",
        "31:16 référence inconnue : « martin_2018 » | Vouliez-vous dire « martin_2019 » ?",
    ),
    "a dead follow-up": (
        CARTE, "outil: pas-a-pas", "outil: pas-a-pa",
        "55:12 outil inconnu : « pas-a-pa » | Vouliez-vous dire « pas-a-pas » ?",
    ),
    "a tool that follows itself": (
        CARTE, "outil: pas-a-pas", "outil: carte-des-appuis",
        "55:12 l’outil se donne lui-même pour suite | Choisir un autre outil.",
    ),
    "steps that do not add up": (
        CARTE, "duree: 90", "duree: 45",
        "15:8 la durée annoncée est de 45 min, les pas du déroulé font 90 min | "
        "Corriger « duree » ou la durée des pas.",
    ),
    "a term before the verification": (
        CARTE, "echeance: 2027", "echeance: 2025",
        "71:13 l’échéance précède la date de vérification | Corriger l’une des deux.",
    ),
    "a validation by nobody": (
        CARTE, "  par: Comité d’essai\n", "",
        "68:3 le statut « valide » demande le champ « par » | "
        "L’ajouter, ou revenir au statut « proposition ».",
    ),
    "a validation by an empty name": (
        CARTE, "par: Comité d’essai", "par:",
        "68:3 le statut « valide » demande le champ « par » | "
        "L’ajouter, ou revenir au statut « proposition ».",
    ),
    "a withdrawn tool without successor": (
        ANCIENNE, "  successeur: carte-des-appuis\n", "",
        "36:3 le statut « retire » demande le champ « successeur » | "
        "L’ajouter, ou revenir au statut « proposition ».",
    ),
    "a successor that does not exist": (
        ANCIENNE, "successeur: carte-des-appuis", "successeur: carte-des-appui",
        "38:15 outil inconnu : « carte-des-appui » | Vouliez-vous dire « carte-des-appuis » ?",
    ),
    "a tool that succeeds itself": (
        ANCIENNE, "successeur: carte-des-appuis", "successeur: ancienne-carte",
        "38:15 les successeurs tournent en rond | Nommer un outil en service.",
    ),
    "a colour too light": (
        REFERENTIEL, "#5A4A9C", "#FFD400",
        "13:14 couleur trop claire : #FFD400 a un contraste de 1,4, il faut 4,5 | "
        "Choisir une couleur plus foncée.",
    ),
    "a colour by its name": (
        REFERENTIEL, '"#5A4A9C"', "violet",
        '13:14 valeur mal formée : « violet » | Écrire une couleur comme "#1F5A93".',
    ),
    "a letter in lower case": (
        REFERENTIEL, "lettre: C", "lettre: c",
        "10:13 valeur mal formée : « c » | Écrire une seule lettre majuscule.",
    ),
    "a letter for two stages": (
        REFERENTIEL, "lettre: C", "lettre: A",
        "10:13 lettre déjà prise : « A » | Garder un seul des deux.",
    ),
    "a word twice in a vocabulary": (
        REFERENTIEL, "{slug: action,", "{slug: contemplation, titre: Bis, description: Bis., "
        "source: projet}\n  - {slug: action,",
        "25:12 mot répété dans « stades » : « contemplation » | Garder un seul des deux.",
    ),
    "a word without a source": (
        REFERENTIEL, "source: martin_2019", "source: martin_2020",
        "15:13 source inconnue : « martin_2020 » | Vouliez-vous dire « martin_2019 » ?",
    ),
    "a reference key given twice": (
        BIBLIO, "  - id: actes_2009",
        "  - {id: martin_2019, type: book, title: Bis, issued: {date-parts: [[2000]]}}\n\n"
        "  - id: actes_2009",
        "54:10 clé répétée : « martin_2019 » | Garder un seul des deux.",
    ),
    "a field that CSL does not have": (
        BIBLIO, "volume:", "volumes:",
        "7:5 champ inconnu : « volumes » | Vouliez-vous dire « volume » ?",
    ),
    "a field with CSL's hyphen forgotten": (
        BIBLIO, "collection-title:", "collection_title:",
        "21:5 champ inconnu : « collection_title » | Vouliez-vous dire « collection-title » ?",
    ),
    "a year alone": (
        BIBLIO, ISSUED, "issued: 2019", f"31:13 {BLOCK} : « 2019 » | {DATE}",
    ),
    "a date that Zotero would write between quotes": (
        BIBLIO, "{date-parts: [[2011, 3, 1]]}", "2011-03", f"13:13 {BLOCK} : « 2011-03 » | {DATE}",
    ),
    "a date whose year is misspelt": (
        BIBLIO, "year: 2019", "année: 2019", f"32:7 {BLOCK} : une liste | {DATE}",
    ),
    "a date with a month and no year": (
        BIBLIO,
        "- year: 2019\n        month: 5",
        "- month: 5",
        f"32:7 {BLOCK} : une liste | {DATE}",
    ),
    "a date with a season": (
        BIBLIO,
        "month: 5",
        "season: 2",
        f"32:7 {BLOCK} : une liste | {DATE}",
    ),
    "a year in words": (
        BIBLIO, "year: 2019", "year: deux",
        "32:7 un nombre entier était attendu, lu : « deux » | "
        "Écrire le nombre seul, par exemple 40.",
    ),
    "a date without a year": (
        BIBLIO, "[[2011, 3, 1]]", "[[]]",
        "13:27 liste trop courte, au moins : 1 | En ajouter.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_what_leads_nowhere_is_told_once_and_at_its_place(
    change, tell, name, old, new, told
):
    change(name, old, new)
    assert tell() == [f"{name}:{told}"]


def test_two_tools_of_one_code_are_both_told(change, tell):
    change(PAS, "code: C-01", "code: A-01")
    remede = "Donner un code libre au plus récent des deux outils."
    assert tell() == [
        f"{CARTE}:2:7 code déjà pris : « A-01 » (voir pas-a-pas.yaml) | {remede}",
        f"{PAS}:3:7 code déjà pris : « A-01 » (voir carte-des-appuis.yaml) | {remede}",
    ]


def test_two_tools_that_succeed_each_other_are_both_told(change, tell):
    change(CARTE, "  echeance:", "  successeur: ancienne-carte\n  echeance:")
    circle = "les successeurs tournent en rond | Nommer un outil en service."
    assert tell() == [f"{ANCIENNE}:38:15 {circle}", f"{CARTE}:71:15 {circle}"]


def test_a_status_that_asks_for_an_impossible_field_is_told_in_the_referentiel(
    change, tell
):
    change(REFERENTIEL, "exige: [successeur]", "exige: [successeurs]")
    assert tell()[-1] == (
        f"{REFERENTIEL}:46:75 champ inconnu : « successeurs » | "
        "Vouliez-vous dire « successeur » ?"
    )


def test_dead_links_are_told_even_in_a_tool_with_a_misspelt_field(change, tell):
    change(CARTE, "posture:", "postures:")
    change(CARTE, "outil: pas-a-pas", "outil: pas-a-pa")
    assert [line.split(" ")[0] for line in tell()] == [
        f"{CARTE}:45:1",
        f"{CARTE}:55:12",
    ]


def test_a_broken_referentiel_does_not_accuse_the_tools(change, tell):
    change(REFERENTIEL, "etapes:", "etape:")
    assert {line.split(":")[0] for line in tell()} == {REFERENTIEL}


def test_a_broken_bibliography_does_not_accuse_the_tools(change, tell):
    change(BIBLIO, "  - id: actes_2009", "  - id: [actes_2009]")
    assert {line.split(":")[0] for line in tell()} == {BIBLIO}


def test_both_of_zotero_s_dates_are_read(content):
    fonds = load_fonds(content)
    assert fonds.find_reference("martin_2019").issued.date_parts == ((2019, 5),)
    assert fonds.find_reference("bonta_2011").issued.date_parts == ((2011, 3, 1),)


def test_a_number_or_a_text_will_do_for_a_volume(content):
    fonds = load_fonds(content)
    assert fonds.find_reference("bonta_2011").issue == "11"
    assert fonds.find_reference("bonta_2011").volume == "38"
