"""`romin-print seance`: what it says first, and what it refuses."""

import pytest

NOM = "premier-rendez-vous"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_first_line_tells_what_to_load_in_the_printer(run, root):
    result = run("seance", NOM, "--exemplaires", 3, "-f", "pdf", "--debut", "9h30")

    assert result.exit_code == 0, result.output
    first, *_, last = plain(result.output).splitlines()
    assert first == (
        "À charger : 4 feuilles A4, toutes en couleur (recto verso, bord long)"
    )
    assert last.startswith("1 séance · ")
    assert last.endswith(" → output/seances")
    assert result.stdout.splitlines() == [
        f"output/seances/{NOM}-{what}.pdf"
        for what in ("deroule", "documents", "a-imprimer")
    ]
    assert all((root / path).is_file() for path in result.stdout.splitlines())


def test_a_closed_setting_needs_no_colour(run):
    result = run("seance", NOM, "--cadre", "ferme", "-f", "pdf")
    assert plain(result.output).splitlines()[0] == (
        "À charger : 2 feuilles A4, toutes en noir (recto verso, bord long)"
    )


def test_without_pdf_there_is_nothing_to_load(run):
    result = run("seance", "--outils", "c-01, A-01", "-f", "html")
    assert result.stdout.splitlines() == [
        "output/seances/seance-c-01-a-01-deroule.html",
        "output/seances/seance-c-01-a-01-documents.html",
    ]
    assert "À charger" not in result.output
    assert "Sur papier seulement" in result.stderr


def test_a_booklet_turns_on_the_other_edge(run):
    result = run("seance", NOM, "--livret", "-f", "pdf")
    assert plain(result.output).splitlines()[:2] == [
        "À charger : 2 feuilles A4, toutes en couleur (recto verso, bord long)",
        "Pour le livret : 1 feuille A4, en couleur (recto verso, bord court)",
    ]


def test_copies_of_a_sheet_are_told_as_what_to_load(run):
    result = run("support", "A-01", "--exemplaires", 2, "--variante", "nb")
    assert plain(result.output).splitlines()[0] == (
        "À charger : 2 feuilles A4, toutes en noir (recto verso, bord long)"
    )


def test_a_check_counts_all_that_it_has_read(run):
    result = run("verifier")
    assert "3 outils, 3 supports, 1 séance" in result.stderr


@pytest.mark.parametrize("hour", ["14:00", "14h", "9h05", "09 h 05", "0:00"])
def test_a_time_is_read_as_it_is_written(run, hour):
    assert run("seance", NOM, "--debut", hour, "-n").exit_code == 0


@pytest.mark.parametrize("hour", ["25:00", "14:60", "midi", "14", "-1:00"])
def test_a_time_that_no_clock_shows_is_refused(run, hour):
    result = run("seance", NOM, f"--debut={hour}", "-n")
    assert result.exit_code == 2
    assert "Écrire par exemple 14:00." in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "nommer une séance"),
        (("autre",), "aucune séance ne s’appelle"),
        ((NOM, "--outils", "A-01"), "Choisir"),
        ((NOM, "--titre", "Mardi"), "--titre nomme une séance composée"),
        (("--outils", ","), "aucun outil n’est nommé"),
        (("--outils", "Z-01"), "aucun outil ne s’appelle"),
        ((NOM, "--livret", "-f", "docx"), "--livret est un PDF"),
        ((NOM, "--livret", "--variante", "gros-caracteres"), "12,7 points"),
        ((NOM, "--cadre", "prison"), "ferme"),
        ((NOM, "--exemplaires", "0"), "--exemplaires"),
    ],
)
def test_what_cannot_be_is_refused_with_2(run, root, args, told):
    result = run("seance", *args)
    assert result.exit_code == 2
    assert told in plain(result.stderr)
    assert not (root / "output").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [("seance pre", NOM), ("seance --outils C-01,pas", "C-01,pas-a-pas")],
)
def test_a_seance_and_its_tools_are_completed(run, monkeypatch, words, found):
    monkeypatch.setenv("_ROMIN_PRINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"romin-print {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    assert run().stdout.splitlines() == [f"plain,{found}"]
