"""What a service asks of its content, and what is said when it lacks."""

import pytest

from romin_print.check.lisibilite import measure_feuilles
from romin_print.check.seuils import check_seuils, list_comptes
from romin_print.load.fonds import load_fonds

ASKED = """seuils:
  outils: 3
  par_etape: 1
  par_besoin_central: 1
  modalites: [{mot: groupe, minimum: 2}]
  cadres: [{mot: milieu-ouvert, minimum: 1}]
  seances: 1
  classeurs: 1
  kits: 1
  termes: 2
  chapitres: 1
  feuilles_faciles: 1
  lisibilite_mediane: 50
  lisibilite_minimum: 40
"""


@pytest.fixture
def load(root):
    def load(asked):
        path = root / "content" / "referentiel.yaml"
        path.write_text(path.read_text("utf-8") + asked, "utf-8")
        return load_fonds(root / "content")

    return load


def test_nothing_is_asked_of_a_content_that_says_nothing(load):
    fonds = load("")
    assert list_comptes(fonds) == ()
    assert list(check_seuils(fonds)) == []


def test_all_that_is_asked_is_counted_and_a_withdrawn_tool_is_not(load):
    comptes = {c.quoi: (c.attendu, c.lu) for c in list_comptes(load(ASKED))}
    ease = comptes.pop("lisibilité médiane"), comptes.pop("lisibilité la plus basse")
    assert all(lu > attendu for attendu, lu in ease)
    assert comptes == {
        "outils": (3, 2),
        "étape A, Accueil": (1, 1),
        "étape C, Planification": (1, 1),
        "besoin, Gestion de soi": (1, 1),
        "modalité, Groupe": (2, 1),
        "cadre, Milieu ouvert": (1, 2),
        "séances": (1, 1),
        "classeurs": (1, 1),
        "kits": (1, 1),
        "termes du glossaire": (2, 2),
        "chapitres du guide": (1, 1),
        "feuilles en mots simples": (1, 1),
    }


def test_what_is_missing_is_told_where_it_is_asked_for(load):
    told = list(check_seuils(load(ASKED)))
    assert {(r.fichier, r.champ) for r in told} == {("referentiel.yaml", "seuils")}
    assert [r.cause.replace("\u00a0", " ") for r in told] == [
        "outils : 2, il en faut 3",
        "modalité, Groupe : 1, il en faut 2",
    ]


@pytest.mark.parametrize(
    "name", ["outils", "par_etape", "par_besoin_central", "seances", "classeurs", "kits",
             "termes", "chapitres", "feuilles_faciles"]
)  # fmt: skip
def test_each_least_number_can_fail(load, name):
    assert list(check_seuils(load(f"seuils: {{{name}: 1999}}\n")))


@pytest.mark.parametrize("name", ["lisibilite_mediane", "lisibilite_minimum"])
def test_an_ease_that_no_sheet_has_is_missed(load, name):
    assert list(check_seuils(load(f"seuils: {{{name}: 120}}\n")))


def test_kits_and_binders_are_counted_apart(load, root):
    kits = root / "content" / "kits"
    text = (kits / "petit-kit.yaml").read_text("utf-8")
    (kits / "autre-kit.yaml").write_text(text, "utf-8")
    comptes = {c.quoi: c.lu for c in list_comptes(load(ASKED))}
    assert (comptes["kits"], comptes["classeurs"]) == (2, 1)


def test_the_lowest_ease_is_that_of_the_hardest_sheet(load):
    fonds = load(ASKED)
    comptes = {c.quoi: c.lu for c in list_comptes(fonds)}
    eases = sorted(feuille.aisance for feuille in measure_feuilles(fonds))
    assert len(set(map(int, eases))) == 3
    assert comptes["lisibilité la plus basse"] == int(eases[0])
    assert comptes["lisibilité médiane"] == int(eases[1])
