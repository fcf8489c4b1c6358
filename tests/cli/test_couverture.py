"""`romin-print couverture` and `lisibilite`: what they say, write and refuse."""

import json

import pytest

HARD = "seuils:\n  outils: 9\n  termes: 1\n"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def ask(root):
    def ask(asked):
        path = root / "content" / "referentiel.yaml"
        path.write_text(path.read_text("utf-8") + asked, "utf-8")

    return ask


def test_the_matrices_have_a_line_for_each_word_and_a_column_for_each_stage(run):
    result = run("couverture")
    lines = plain(result.stdout).splitlines()

    assert result.exit_code == 0
    assert lines == [
        "Besoins\tA\tC\tTotal",
        "Gestion de soi\t1\t0 +1\t1",
        "Transversal\t1\t1 +1\t2",
        "Étape principale\t1\t1\t2",
        "Modalités\tA\tC\tTotal",
        "Entretien individuel\t1\t1 +1\t2",
        "Groupe\t1\t0 +1\t1",
        "Étape principale\t1\t1\t2",
        "2 outils en service.",
        "Chaque étape a un outil au moins pour chaque besoin central.",
    ]


def test_holes_are_named_and_what_lacks_is_refused_only_if_one_asks(run, ask, root):
    ask(HARD)
    path = root / "content" / "outils" / "carte-des-appuis.yaml"
    text = path.read_text("utf-8").replace("[accueil, planification]", "[accueil]")
    path.write_text(text, "utf-8")
    result = run("couverture")

    assert result.exit_code == 0
    told = plain(result.stdout)
    assert "trou : étape C, sans outil pour Gestion de soi" in told
    assert "manque : outils : 2, il en faut 9" in told
    assert "termes" not in told
    assert run("couverture", "--strict").exit_code == 4


def test_a_hole_alone_refuses_nothing(run, root):
    path = root / "content" / "outils" / "carte-des-appuis.yaml"
    text = path.read_text("utf-8").replace("[accueil, planification]", "[accueil]")
    path.write_text(text, "utf-8")
    result = run("couverture", "--strict")
    assert "trou" in result.stdout
    assert result.exit_code == 0


def test_minimums_that_are_met_are_counted_and_accepted(run, ask):
    ask("seuils:\n  outils: 2\n  termes: 1\n")
    result = run("couverture", "--strict")
    assert result.exit_code == 0
    assert "Tous les minimums demandés sont tenus : 2." in plain(result.stdout)


def test_json_tells_the_same(run, ask):
    ask(HARD)
    told = json.loads(run("couverture", "--json").stdout)

    assert told["outils"] == 2
    assert told["etapes"] == {"accueil": 1, "planification": 1}
    assert {
        "etape": "planification",
        "mot": "transversal",
        "principale": 1,
        "aussi": 1,
    } in told["besoins"]
    assert told["minimums"][0] == {
        "quoi": "outils",
        "attendu": 9,
        "lu": 2,
        "tenu": False,
    }


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_the_map_is_written_when_a_format_is_asked_for(run, root, json_too):
    result = run("couverture", "--format", "pdf,docx,html", *json_too)
    folder = root / "output" / "couverture"

    assert result.exit_code == 0
    assert sorted(p.name for p in folder.iterdir()) == [
        "carte-du-rpo1.docx",
        "carte-du-rpo1.html",
        "carte-du-rpo1.pdf",
    ]
    assert "1 carte · 1 page" in plain(result.stderr)
    assert ("carte-du-rpo1.pdf" in result.stdout) != bool(json_too)


def test_a_map_that_needs_two_pages_is_refused_and_the_former_one_stays(run, root):
    assert run("couverture", "-f", "pdf").exit_code == 0
    before = (root / "output" / "couverture" / "carte-du-rpo1.pdf").read_bytes()
    style = root / "miennes" / "couverture" / "carte.css"
    style.parent.mkdir(parents=True)
    style.write_text(".etape { margin-top: 150mm }", "utf-8")
    result = run("couverture", "-f", "pdf", "--layouts", root / "miennes")

    assert result.exit_code == 4
    assert "2 pages au lieu d’une" in result.stderr
    after = (root / "output" / "couverture" / "carte-du-rpo1.pdf").read_bytes()
    assert after == before


def test_sheets_are_listed_from_the_hardest_to_the_easiest(run):
    result = run("lisibilite")
    eases = [int(line.split("\t")[2]) for line in result.stdout.splitlines()]

    assert eases == sorted(eases)
    assert len(eases) == 3
    assert f"3 feuilles · médiane {eases[1]} · de {eases[0]} à {eases[2]}" in plain(
        result.stderr
    )


def test_json_gives_the_measures_in_the_order_of_codes(run):
    told = json.loads(run("lisibilite", "--json").stdout)
    assert [m["code"] for m in told] == ["A-01", "C-01-1", "C-01-2"]
    assert told[1]["outil"] == "pas-a-pas"
    assert told[1]["mots_simples"] is None


def test_faulty_content_is_told_and_nothing_is_counted(run, root):
    (root / "content" / "guide.yaml").write_text("chapitres: 3\n", "utf-8")
    for command in ("couverture", "lisibilite"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "guide.yaml:1:12" in result.stderr
