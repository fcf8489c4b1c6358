from datetime import date

import pytest

from romin_print.check.contenu import check_fonds
from romin_print.load.fonds import load_fonds

PATH = "outils/carte-des-appuis.yaml"
SEANCE = "seances/premier-rendez-vous.yaml"


def warn(root, today=date(2026, 6, 1)):
    content = root / "content"
    return [
        (remarque.fichier.partition("/")[2], remarque.cause)
        for remarque in check_fonds(load_fonds(content), today)
    ]


def change(root, old, new, name=PATH):
    path = root / "content" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_content_in_order_has_no_warning(root):
    assert warn(root) == []


def test_a_verification_out_of_date_is_told(root):
    (told,) = warn(root, date(2027, 3, 2))
    assert told == (
        "carte-des-appuis.yaml",
        "la vérification est à refaire depuis le 01/03/2027",
    )


def test_the_last_day_of_a_verification_still_holds(root):
    assert warn(root, date(2027, 3, 1)) == []


def test_a_code_of_another_stage_is_told(root):
    change(root, "code: A-01", "code: C-07")
    (told,) = warn(root)
    assert told[1] == "le code C-07 ne porte pas la lettre de l’étape (A)"


def test_a_follow_up_that_is_withdrawn_is_told(root):
    change(root, "- outil: pas-a-pas", "- outil: ancienne-carte")
    (told,) = warn(root)
    assert told[1] == "la suite «\xa0ancienne-carte\xa0» est un outil retiré"


def test_a_seance_out_of_date_is_told(root):
    change(root, "echeance: 2030", "echeance: 2026", SEANCE)
    (told,) = warn(root)
    assert told == (
        "premier-rendez-vous.yaml",
        "la vérification est à refaire depuis le 01/03/2026",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "minimum: 2",
            "minimum: 1",
            "la séance est pour 1 à 6, « carte-des-appuis » pour 2 à 8",
        ),
        (
            "maximum: 6",
            "maximum: 9",
            "la séance est pour 2 à 9, « carte-des-appuis » pour 2 à 8",
        ),
    ],
)
def test_a_seance_for_other_numbers_than_its_tool_is_told_once(root, old, new, told):
    change(root, old, new, SEANCE)
    assert warn(root) == [
        ("premier-rendez-vous.yaml", told.replace("« ", "«\xa0").replace(" »", "\xa0»"))
    ]


def test_a_seance_where_its_tool_does_not_belong_is_told(root):
    change(root, "cadres: [milieu-ouvert, placement-ddse]", "cadres: [milieu-ouvert]")
    told, unused = sorted(warn(root), key=lambda pair: "mots" in pair[1])
    assert "mots que rien n’emploie" in unused[1]
    assert told[1].endswith("n’est pas prévu pour\xa0: placement-ddse")


def test_a_seance_that_uses_a_withdrawn_tool_is_told(root):
    change(
        root,
        "outil: carte-des-appuis\n    duree: 5\n    supports: []",
        "outil: ancienne-carte\n    duree: 5",
        SEANCE,
    )
    told = [cause for _, cause in warn(root)]
    assert "«\xa0ancienne-carte\xa0» est un outil retiré" in told


def test_each_remark_names_its_field(root):
    change(root, "code: A-01", "code: C-07")
    change(root, "- outil: pas-a-pas", "- outil: ancienne-carte")
    change(root, "maximum: 6", "maximum: 9", SEANCE)
    content = root / "content"
    told = check_fonds(load_fonds(content), date(2027, 3, 2))
    assert [(r.fichier, r.champ) for r in told] == [
        (PATH, "verification.echeance"),
        (PATH, "code"),
        (PATH, "suites.0.outil"),
        (SEANCE, "moments.1.outil"),
    ]


def test_how_texts_are_written_is_looked_at_too(root):
    change(root, "titre: Pas à pas", "titre: Pas à pas?", "outils/pas-a-pas.yaml")
    (told,) = warn(root)
    assert told[1].startswith("espace absente")
