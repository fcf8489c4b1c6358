"""`romin-print kit`: what it refuses, what it says, what its exit codes are."""

import hashlib
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from romin_print.build.kit_recu import verify_kit

SERVICES = Path(__file__).parents[1] / "services"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def services(root):
    shutil.copy(SERVICES / "services.yaml", root / "content")
    shutil.copytree(
        SERVICES / "images", root / "content" / "images", dirs_exist_ok=True
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--service", ""), "--service est vide"),
        (("--depuis", " ", "petit-kit"), "--depuis est vide"),
        (("--service", "x", "--tous-services"), "Choisir"),
        (("--depuis", "v1"), "--depuis compare un seul kit"),
        (("petit-kitt",), "Vouliez-vous dire « petit-kit » ?"),
        (("--service", "SPIP Exemple 9"), "aucun service n’est connu"),
        (("--tous-services",), "aucun service n’est connu"),
        (("petit-kit", "--depuis", "absente"), "« absente » n’est"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run, root, options, told):
    result = run("kit", *options)
    assert result.exit_code == 2
    assert told in plain(result.stderr)
    assert "Traceback" not in result.output
    assert not (root / "output").exists()


def test_a_misspelt_service_is_answered_with_the_nearest(run, services):
    result = run("kit", "--service", "spip exmple 2")
    assert result.exit_code == 2
    assert "Vouliez-vous dire « SPIP Exemple 2 » ?" in plain(result.stderr)


def test_what_would_be_written_is_told(run, root, services):
    result = run("kit", "petit-kit", "--tous-services", "-n")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"output/kits/petit-kit-2026.1-spip-exemple-{n}.zip" for n in (1, 2, 3, 4)
    ]
    assert "4 kits · simulation, rien n’a été écrit" in plain(result.stderr)


def test_a_kit_without_any_approved_tool_says_so(run, root):
    for path in (root / "content" / "outils").glob("*.yaml"):
        path.write_text(
            path.read_text().replace("statut: valide", "statut: proposition")
        )
    result = run("kit", "--seulement-valides")
    assert result.exit_code == 2
    assert "serait vide" in result.stderr


def test_the_day_may_be_set_as_for_reproducible_builds(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")
    result = run("kit", "--seulement-valides", "-n")
    assert result.exit_code == 2
    assert "27/02/2031" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("kit", "--help"), ("kit", "petit-kit", "-h"), ("kit", "verifier", "-h")],
)
def test_help_is_there_at_each_level(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Exemples" in result.output


@pytest.mark.lent
def test_a_kit_is_made_then_checked_then_refused(run, root):
    made = run("kit", "petit-kit")
    assert made.exit_code == 0, made.output
    (path,) = made.stdout.splitlines()
    checked = run("kit", "verifier", path)
    assert checked.exit_code == 0
    assert "kit conforme à son manifeste" in checked.stdout
    digest = plain(made.stderr).split("SHA-256 : ")[1].split()[0]
    assert digest in checked.stdout

    whole = Path(path).read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    Path("abime.zip").write_bytes(flipped)
    refused = run("kit", "verifier", "abime.zip")
    assert refused.exit_code == 4
    assert "abime.zip est refusé" in refused.stderr


def test_a_kit_that_is_not_there_is_told(run):
    result = run("kit", "verifier", "absent.zip")
    assert result.exit_code == 2
    assert "absent.zip n’existe pas" in result.stderr


def test_what_is_no_kit_is_refused(run, root):
    with zipfile.ZipFile("autre.zip", "w") as archive:
        archive.writestr("a/../../b", "x")
    result = run("kit", "verifier", "autre.zip")
    assert result.exit_code == 4
    assert not (root.parent / "b").exists()


def digest(path):
    """Digest a file: pytest would take minutes to tell two archives apart."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.lent
def test_a_killed_run_leaves_the_former_kit_whole(start, root, tmp_path):
    first = start("kit", "petit-kit")
    assert first.wait(240) == 0, first.stderr.read()
    path = root / "output" / "kits" / "petit-kit-2026.1.zip"
    before = digest(path)
    kit = root / "content" / "kits" / "petit-kit.yaml"
    kit.write_text(kit.read_text().replace("Petit kit", "Autre kit"))
    # Nothing is kept in the caches of these runs: they cannot end before the signal.
    for wait in (0.5, 2, 4):
        process = start("kit", "petit-kit", XDG_CACHE_HOME=str(tmp_path / str(wait)))
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert digest(path) == before
    process = start("kit", "petit-kit", XDG_CACHE_HOME=str(tmp_path / "fin"))
    time.sleep(1.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 143
    assert digest(path) == before
    assert verify_kit(path).titre == "Petit kit"
