"""Completion by the shell: commands, tools, and the words of the project."""

import shutil
import subprocess

import pytest
from click.shell_completion import ShellComplete

from romin_print.cli import main

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def complete(root, monkeypatch):
    monkeypatch.chdir(root)

    def call(*typed):
        *before, start = typed
        completer = ShellComplete(main, {}, "romin-print", "_ROMIN_PRINT_COMPLETE")
        return [item.value for item in completer.get_completions(before, start)]

    return call


def test_tools_are_completed_by_their_names(complete):
    assert complete("fiche", "ca") == ["carte-des-appuis"]
    assert len(complete("fiche", "")) == 3


@pytest.mark.parametrize(
    ("option", "start", "expected"),
    [
        ("--etape", "pl", ["planification"]),
        ("--besoin", "", ["gestion-de-soi", "transversal"]),
        ("--modalite", "g", ["groupe"]),
        ("--cadre", "mil", ["milieu-ouvert"]),
    ],
)
@pytest.mark.parametrize("command", ["fiche", "lister"])
def test_filters_are_completed_by_the_words_of_the_project(
    complete, command, option, start, expected
):
    assert complete(command, option, start) == expected


def test_completion_reads_the_project_that_was_named(complete, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "mini"
    assert complete("lister", "--racine", str(root), "--etape", "a") == ["accueil"]


def test_the_last_format_of_a_list_is_completed(complete):
    assert complete("fiche", "--format", "d") == ["docx"]
    assert complete("fiche", "--format", "docx,p") == ["docx,pdf"]


def test_completion_keeps_silent_outside_a_project(complete, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert complete("lister", "--etape", "") == []
    assert complete("fiche", "") == []


def test_completion_keeps_silent_when_the_content_is_broken(complete, root):
    (root / "content" / "referentiel.yaml").write_text("etapes: [", encoding="utf-8")
    assert complete("lister", "--etape", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed(run, shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_ROMIN_PRINT_COMPLETE" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_finds_no_fault_in_its_script(run, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} n’est pas installé")
    script = run("completion", shell).stdout
    subprocess.run([shell, "-n"], input=script, text=True, check=True)
