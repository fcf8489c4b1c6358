"""A check also warns of the styles that would make printing slow."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from romin_print.build import verification
from romin_print.build.projet import find_projet
from romin_print.build.verification import check_projet

COSTLY = """.sources { border-top: 1pt dotted }
body { display: flex; flex-direction: column }
main { display: flex; flex-direction: column }
.fiche { display: flex; flex-direction: column }
.support { display: inline-flex }
"""


@pytest.fixture
def projet(root, monkeypatch):
    def hold(tirages, *_):
        return [SimpleNamespace(overflows=(), pages=2) for _ in tirages]

    # Laying out is not what is looked at here.
    monkeypatch.setattr(verification, "print_tirages", hold)
    return find_projet(root)


def find_styles(verdict, folder):
    return [
        (str(alerte.place.path.relative_to(folder)), alerte.place.line, alerte.cause)
        for alerte in verdict.alertes
        if alerte.place.path.is_relative_to(folder)
    ]


def test_the_house_layouts_have_no_costly_style(projet):
    verdict = check_projet(projet)
    assert verdict.fautes == ()
    assert find_styles(verdict, projet.layouts[-1]) == []


def test_costly_styles_of_a_service_are_told_where_they_are(projet, tmp_path):
    own = tmp_path / "own"
    (own / "css").mkdir(parents=True)
    house = (projet.layouts[-1] / "css" / "base.css").read_text(encoding="utf-8")
    (own / "css" / "base.css").write_text(f"{COSTLY}{house}", encoding="utf-8")
    verdict = check_projet(replace(projet, layouts=(own, *projet.layouts)))
    assert verdict.fautes == ()
    (dotted, fiche, support) = find_styles(verdict, own)
    assert (dotted[:2], "dotted" in dotted[2]) == (("css/base.css", 1), True)
    assert (fiche[:2], "flex" in fiche[2]) == (("css/base.css", 4), True)
    assert (support[:2], "flex" in support[2]) == (("css/base.css", 5), True)


def test_a_binder_without_any_tool_is_told_by_its_file(projet):
    path = projet.content / "classeurs" / "petit-classeur.yaml"
    slugs = sorted(p.stem for p in (projet.content / "outils").glob("*.yaml"))
    kept = path.read_text(encoding="utf-8").split("selection:")[0]
    path.write_text(f"{kept}selection:\n  sauf: [{', '.join(slugs)}]\n", "utf-8")
    (problem,) = check_projet(projet).fautes
    assert problem.place.path == path
    assert "aucun outil" in problem.cause


def test_the_pieces_of_binders_are_rendered_too(projet, tmp_path):
    own = tmp_path / "own"
    (own / "classeur" / "pieces").mkdir(parents=True)
    (own / "classeur" / "pieces" / "carte.html").write_text(
        "{% macro piece(piece, document) %}{{ piece.inconnu }}{% endmacro %}", "utf-8"
    )
    verdict = check_projet(replace(projet, layouts=(own, *projet.layouts)))
    (problem,) = verdict.fautes
    assert "carte.html" in problem.cause


def test_a_warning_tells_its_line_and_is_told_once(projet):
    path = projet.content / "outils" / "pas-a-pas.yaml"
    path.write_text(path.read_text("utf-8").replace("code: C-01", "code: A-09"))
    (alerte,) = check_projet(projet).alertes
    assert (alerte.place.path, alerte.place.line, alerte.place.column) == (path, 3, 7)


def test_a_fiche_of_three_pages_is_told_at_its_file(projet, monkeypatch):
    def hold(tirages, *_):
        fiche = [str(t.output).startswith("fiches/C-01") for t in tirages]
        return [SimpleNamespace(overflows=(), pages=2 + long) for long in fiche]

    monkeypatch.setattr(verification, "print_tirages", hold)
    (alerte,) = check_projet(projet).alertes
    assert alerte.place.path == projet.content / "outils" / "pas-a-pas.yaml"
    assert alerte.cause == "la fiche fait 3 pages au lieu de 2"
