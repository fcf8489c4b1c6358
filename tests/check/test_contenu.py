from datetime import date

from romin_print.check.contenu import check_fonds
from romin_print.load.fonds import load_fonds

PATH = "outils/carte-des-appuis.yaml"


def warn(root, today=date(2026, 6, 1)):
    content = root / "content"
    return [
        (problem.place.path.name, problem.cause)
        for problem in check_fonds(load_fonds(content), content, today)
    ]


def change(root, old, new):
    path = root / "content" / PATH
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
    assert told[1] == "la suite « ancienne-carte » est un outil retiré"
