"""What a sheet gets wrong is told once, at its line, with how to mend it."""

import pytest

from romin_print.load.champs import find_champ
from romin_print.load.fonds import load_fonds

NOM = "outils/ancienne-carte.yaml"
HEAD = "supports:\n  - titre: Essai\n    consigne: Écrivez.\n    blocs:\n"
# How many lines the file has before the block under test.
ABOVE = 4

FAULTS = {
    "a number in letters": (
        "{type: lignes, question: Quoi ?, lignes: beaucoup}",
        "un nombre entier était attendu, lu : « beaucoup »",
    ),
    "a misspelt field": (
        "{type: lignes, qestion: Quoi ?, lignes: 3}",
        "champ inconnu : « qestion » | Vouliez-vous dire « question » ?",
    ),
    "a misspelt type": (
        "{type: ligne, question: Quoi ?}",
        "type inconnu : « ligne » | Vouliez-vous dire « lignes » ?",
    ),
    "no type": (
        "{question: Quoi ?}",
        "champ obligatoire absent : « type »",
    ),
    "a table of nothing": (
        "{type: tableau, question: Quoi ?, colonnes: [a, b]}",
        "un tableau a des « rangees » avec titre, ou des rangées « vides »",
    ),
    "a hole in a thermometer": (
        "{type: thermometre, question: Q, zones: "
        "[{titre: a, de: 0, a: 3}, {titre: b, de: 4, a: 10}]}",
        "les zones vont de 0 à 10 et se suivent",
    ),
    "one end of a scale": (
        "{type: echelle, question: Combien ?, bornes: [peu]}",
        "liste trop courte, élément 2 absent | En ajouter.",
    ),
    "two sectors": (
        "{type: roue, question: Quoi ?, secteurs: [a, b]}",
        "liste trop courte, au moins : 3 | En ajouter.",
    ),
    "too many lines": (
        "{type: zone, question: Quoi ?, lignes: 40}",
        "« 40 » est trop grand : au plus 24",
    ),
    "words only": (
        "juste un texte",
        "un bloc « type: … » était attendu, lu : « juste un texte »",
    ),
    "a field of another type": (
        "{type: zone, question: Quoi ?, lignes: 4, vert: oui}",
        "champ inconnu : « vert »",
    ),
}


@pytest.fixture
def add(content):
    """Add blocks to a tool that has no sheet; return how many lines it had."""
    path = content / NOM

    def apply(*blocks):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text + HEAD + "".join(f"      - {b}\n" for b in blocks), encoding="utf-8"
        )
        return text.count("\n") + ABOVE

    return apply


@pytest.mark.parametrize(("block", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_block_is_told_once_and_at_its_line(add, tell, block, told):
    line = add(block) + 1

    (message,) = tell()
    assert message.startswith(f"{NOM}:{line}:")
    assert told in message


def test_every_fault_of_a_sheet_is_told_at_once(add, tell):
    line = add(*(block for block, _ in FAULTS.values()))

    lines = [int(message.split(":")[1]) for message in tell()]
    assert lines == list(range(line + 1, line + 1 + len(FAULTS)))


def test_cards_stay_alone(add, tell):
    cards = "{type: cartes, question: Q, cartes: [{recto: a}, {recto: b}]}"
    add(cards, "{type: zone, question: Quoi ?, lignes: 4}")

    (message,) = tell()
    assert "un bloc « cartes » est seul dans son support" in message


def test_a_block_is_found_again_with_its_type(content, add):
    line = add("{type: zone, question: Quoi ?, lignes: 4}")
    load_fonds(content)

    place, kind = find_champ(content / NOM, "supports.0.blocs.0")
    assert (place.line, kind) == (line + 1, "zone")
    assert find_champ(content / NOM, "supports.0")[1] == ""
