"""The ease of the sheets: what is counted, and what is told."""

import pytest

from romin_print.check import lisibilite
from romin_print.check.lisibilite import (
    check_lisibilite,
    compute_mediane,
    list_lus,
    measure_feuilles,
    measure_texts,
)
from romin_print.load.fonds import load_fonds
from romin_print.model.facile import is_facile
from romin_print.model.support import Support

EASY = "Je note ce que je fais. Je choisis une chose. J’en parle."
HARD = (
    "L’identification préalable des déterminants situationnels de la consommation"
    " constitue un prérequis méthodologique à l’élaboration d’une stratégie"
    " individualisée de prévention de la réitération."
)


def make_support(**fields):
    blocs = (
        {
            "type": "echelle",
            "question": "Est-ce que j’y crois ?",
            "facile": "J’y crois ?",
            "bornes": ("Non", "Oui"),
        },
    )
    told = {"titre": "Mon pas", "consigne": "Choisissez **un pas**.", "blocs": blocs}
    return Support.model_validate(told | fields)


def test_an_easy_text_is_easier_than_an_administrative_one():
    assert measure_texts(iter([EASY])) > 100
    assert measure_texts(iter([HARD])) < 20


def test_the_formula_is_that_of_kandel_and_moles():
    """Six words of one syllable each, in two sentences: 207 − 1.015 × 3 − 73.6."""
    found = measure_texts(iter(["Je le vois. Il me suit."]))
    assert found == pytest.approx(207 - 1.015 * 3 - 73.6, abs=0.5)


def test_each_text_of_a_sheet_ends_a_sentence():
    apart = measure_texts(iter(["Mon petit pas", "Ce que je fais"]))
    assert apart == measure_texts(iter(["Mon petit pas. Ce que je fais."]))
    assert apart > measure_texts(iter(["Mon petit pas ce que je fais"]))


def test_all_that_the_person_reads_counts_and_nothing_else():
    support = make_support(garde="Gardée au dossier.", facile="Un pas.")
    assert list(list_lus(support)) == [
        "Choisissez **un pas**.",
        "Est-ce que j’y crois ?",
    ]
    assert list(list_lus(support, facile=True)) == ["Un pas.", "J’y crois ?"]


def test_labels_do_not_make_a_hard_sheet_look_easy():
    cases = {"type": "cases", "question": HARD, "options": ("Oui", "Non", "Un peu")}
    alone = make_support(blocs=({"type": "consigne", "texte": HARD},))
    among = make_support(blocs=({"type": "consigne", "texte": HARD}, cases))
    assert measure_texts(list_lus(among)) < measure_texts(list_lus(alone))


def test_a_sheet_with_one_easy_block_has_an_easy_version():
    assert is_facile(make_support())
    assert is_facile(
        make_support(blocs=({"type": "consigne", "texte": "A."},), facile="B.")
    )
    assert not is_facile(make_support(blocs=({"type": "consigne", "texte": "A."},)))


def test_both_apostrophes_measure_the_same():
    typed = measure_texts(iter(["J’en parle à l’ami qu’il me faut."]))
    assert typed == measure_texts(iter(["J'en parle à l'ami qu'il me faut."]))


def test_marks_of_emphasis_are_no_letters():
    plain = measure_texts(iter(["Choisissez un pas."]))
    assert measure_texts(iter(["Choisissez **un pas**."])) == plain


@pytest.fixture
def fonds(root):
    def load(asked=""):
        path = root / "content" / "referentiel.yaml"
        path.write_text(path.read_text("utf-8") + asked, "utf-8")
        return load_fonds(root / "content")

    return load


def test_every_sheet_is_measured_under_its_code(fonds):
    loaded = fonds()
    feuilles = measure_feuilles(loaded)
    assert [f.code for f in feuilles] == ["A-01", "C-01-1", "C-01-2"]
    assert all(feuille.facile is None for feuille in feuilles[1:])
    assert compute_mediane(feuilles) == sorted(f.aisance for f in feuilles)[1]
    assert compute_mediane(()) == 0


def test_no_sheet_is_told_unless_a_least_ease_is_asked_for(fonds):
    assert list(check_lisibilite(fonds())) == []


def test_a_sheet_that_is_too_hard_is_told_at_its_place(fonds, root):
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    text = path.read_text("utf-8").replace("consigne: Découpez.", f"consigne: {HARD}")
    path.write_text(text, "utf-8")
    (told,) = check_lisibilite(fonds("seuils: {lisibilite_minimum: 60}\n"))
    assert (told.fichier, told.champ) == ("outils/pas-a-pas.yaml", "supports.1")
    assert "il faut 60" in told.cause


def test_a_sheet_that_is_just_easy_enough_is_accepted(fonds, monkeypatch):
    monkeypatch.setattr(lisibilite, "measure_texts", lambda texts: 60.0)
    loaded = fonds("seuils: {lisibilite_minimum: 60}\n")
    assert list(check_lisibilite(loaded)) == []
