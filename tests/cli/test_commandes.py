"""What each command writes, where it writes it, and its exit code."""

import json
import signal
import subprocess
import sys

import pytest

from romin_print.build import atelier
from romin_print.cli import main

FILES = ("A-01-carte-des-appuis", "A-02-ancienne-carte", "C-01-pas-a-pas")


def list_files(folder):
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    )


def test_a_fiche_says_its_paths_and_nothing_else_on_stdout(run, root):
    result = run("fiche", "C-01", "--format", "docx")
    assert result.exit_code == 0
    assert result.stdout == "output/fiches/C-01-pas-a-pas.docx\n"
    assert list_files(root / "output") == ["fiches/C-01-pas-a-pas.docx"]
    assert result.stderr.startswith("1 fiche · ")


@pytest.mark.parametrize("make", [lambda p: p.name, lambda p: p], ids=["rel", "abs"])
def test_the_output_folder_may_be_relative_or_absolute(run, root, make):
    folder = make(root / "ailleurs")
    result = run("fiche", "C-01", "-f", "docx", "--sortie", folder)
    assert result.stdout == f"{folder}/fiches/C-01-pas-a-pas.docx\n"
    assert list_files(root / "ailleurs") == ["fiches/C-01-pas-a-pas.docx"]
    assert not (root / "output").exists()


def test_a_simulation_writes_nothing_not_even_the_folder(run, root):
    before = list_files(root)
    result = run("fiche", "--simuler")
    assert len(result.stdout.splitlines()) == 9
    assert "rien n’a été écrit" in result.stderr
    assert list_files(root) == before
    assert not (root / "output").exists()


def test_a_tool_named_twice_is_printed_once(run):
    result = run("fiche", "C-01", "c-01", "pas-a-pas", "--simuler", "-f", "pdf,pdf")
    assert result.stdout == "output/fiches/C-01-pas-a-pas.pdf\n"


def test_word_alone_starts_no_worker_and_no_engine(start, root):
    code = (
        "import sys, multiprocessing, concurrent.futures.process as pool\n"
        "def refuse(*a, **k): raise AssertionError('worker')\n"
        "pool.ProcessPoolExecutor.submit = refuse\n"
        "from romin_print.cli import main\n"
        "try: main(['fiche', 'C-01', '--format', 'docx'])\n"
        "except SystemExit as end:\n"
        "    print(end.code, 'weasyprint' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert done.stderr.splitlines()[-1] == "0 False"


@pytest.mark.lent
def test_one_job_prints_the_same_bytes_as_two(run, root):
    run("fiche", "--jobs", 1, "-f", "pdf", "-o", "un")
    run("fiche", "--jobs", 2, "-f", "pdf", "-o", "deux")
    for name in FILES:
        one, two = (root / n / "fiches" / f"{name}.pdf" for n in ("un", "deux"))
        assert one.read_bytes() == two.read_bytes()


def test_faults_of_the_content_are_all_told_and_end_with_1(run, root):
    outils = root / "content" / "outils"
    for path in outils.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("duree: ", "duré: "), "utf-8")
    result = run("fiche", "-f", "docx")
    assert result.exit_code == 1
    for path in outils.glob("*.yaml"):
        assert f"outils/{path.name}:" in result.stderr
    assert result.stdout == ""
    assert not (root / "output").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["fiche", "C-1"], "Vouliez-vous dire «\u00a0c-01\u00a0»"),
        (["lister", "--etape", "planificatio"], "planification"),
        (["lister", "--etape", "A", "--cadre", "detention"], "milieu-ouvert"),
        (["fiche", "C-01", "--etape", "accueil"], "planification"),
    ],
)
def test_an_empty_choice_ends_with_2_and_says_what_is_near(run, args, told):
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.stderr.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def test_outside_a_project_the_error_says_where_to_go(run, tmp_path):
    result = run("lister", "--racine", tmp_path)
    assert result.exit_code == 2
    assert "--racine" in result.stderr


def test_a_list_is_tabulated_when_no_terminal_reads_it(run):
    lines = run("lister").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["A-01", "A-02", "C-01"]


def test_json_is_json_even_when_nothing_is_found(run):
    assert len(json.loads(run("lister", "--json").stdout)) == 3
    assert json.loads(run("chercher", "zorglub", "--json").stdout) == []


def test_a_search_that_finds_nothing_ends_with_2(run):
    result = run("chercher", "zorglub")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_check_tells_faults_as_json_with_their_places(run, root):
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    path.write_text(
        path.read_text("utf-8").replace("duree: 5\n", "duree: cinq\n", 1), "utf-8"
    )
    result = run("verifier", "--json")
    assert result.exit_code == 1
    (row,) = [r for r in json.loads(result.stdout) if r["gravite"] == "faute"]
    assert row["fichier"].endswith("outils/pas-a-pas.yaml")
    assert row["ligne"] > 1


def test_a_blank_tool_is_written_once(run, root):
    path = root / "content" / "outils" / "carte-des-roles.yaml"
    assert run("nouveau", "outil", "carte-des-roles").exit_code == 0
    before = path.read_bytes()
    assert run("nouveau", "outil", "carte-des-roles").exit_code == 2
    assert path.read_bytes() == before


def test_a_blank_tool_stays_in_its_folder(run, root):
    before = list_files(root)
    for name in ("../dehors", "/dehors", "Carte", ""):
        assert run("nouveau", "outil", name).exit_code == 2
    assert list_files(root) == before


def test_the_schema_is_json(run):
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://")


def test_versions_are_told(run):
    assert run("--version").stdout.startswith("romin-print ")


def test_the_machine_is_examined(run):
    result = run("diagnostic")
    assert result.exit_code == 0
    assert "Pango" in result.stdout
    assert "Ce poste peut imprimer." in result.stderr


@pytest.mark.parametrize("verbose", [False, True])
def test_a_bug_ends_with_3_and_a_traceback_only_on_demand(run, monkeypatch, verbose):
    def fail(*_):
        raise ZeroDivisionError("essai")

    monkeypatch.setattr(atelier, "render_light", fail)
    result = run(*["--verbeux"] * verbose, "fiche", "C-01", "-f", "docx")
    assert result.exit_code == 3
    assert "défaut du programme (ZeroDivisionError\u00a0: essai)" in result.stderr
    assert ("Traceback" in result.stderr) is verbose


def test_a_file_in_the_place_of_the_output_is_told_in_french(run, root):
    (root / "ici").mkdir()
    (root / "ici" / "fiches").write_text("à moi")
    result = run("fiche", "C-01", "-f", "docx", "-o", "ici")
    assert result.exit_code == 3
    assert "un fichier est à la place d’un dossier" in result.stderr
    assert (root / "ici" / "fiches").read_text() == "à moi"
    assert list_files(root / "ici") == ["fiches"]


def test_a_full_disk_is_told_in_french_and_leaves_the_former_files(
    run, root, monkeypatch
):
    run("fiche", "C-01", "-f", "docx")
    path = root / "output" / "fiches" / "C-01-pas-a-pas.docx"
    path.write_bytes(b"ancien")

    def fill(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("romin_print.write.atomic.os.fsync", fill)
    result = run("fiche", "C-01", "-f", "docx")
    assert result.exit_code == 3
    assert "le disque est plein" in result.stderr
    assert path.read_bytes() == b"ancien"
    assert list_files(root / "output") == ["fiches/C-01-pas-a-pas.docx"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "args",
    [["lister"], ["lister", "--json"], ["fiche", "--help"], ["chercher", "zorglub"]],
)
def test_an_output_that_knows_no_accent_is_no_reason_to_fail(start, encoding, args):
    process = start(*args, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    process.stdout.reconfigure(encoding="utf-8", errors="replace")
    process.stderr.reconfigure(encoding="utf-8", errors="replace")
    told, complaint = process.communicate(timeout=20)
    assert process.returncode in {0, 2}
    assert "Unicode" not in complaint
    if "--json" in args and encoding != "cp1252":
        assert json.loads(told)[0]["titre"] == "Carte des appuis"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False),
     ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)  # fmt: skip
def test_colour_follows_the_environment(start, environment, coloured):
    _, told = start("fiche", "zzz", **environment).communicate(timeout=20)
    assert ("\x1b[31m" in told) is coloured


def test_a_stop_outside_the_command_has_the_exit_code_of_shells(run, monkeypatch):
    """Click itself would end with 1: the stop may come while it reads the options."""

    def stop(*_args, **_extra):
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(main, "make_context", stop)
    assert run("lister").exit_code == 128 + signal.SIGTERM
