"""What an author begins: blank files, and what the editor knows of them."""

import json

import pytest
from click.shell_completion import ShellComplete

from romin_print.cli import main

GENRES = ("outil", "seance", "classeur", "kit")


@pytest.mark.parametrize("genre", GENRES)
def test_a_blank_file_is_written_once(run, root, genre):
    path = root / "content" / f"{genre}s" / "mon-essai.yaml"
    result = run("nouveau", genre, "mon-essai")
    assert result.exit_code == 0
    assert result.stdout.strip().endswith(f"content/{genre}s/mon-essai.yaml")
    path.write_text("à moi", encoding="utf-8")
    again = run("nouveau", genre, "mon-essai")
    assert again.exit_code == 2
    assert "existe déjà" in again.stderr
    assert path.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize("genre", GENRES)
def test_a_blank_file_tells_what_is_to_be_filled_in(run, genre):
    run("nouveau", genre, "mon-essai")
    result = run("verifier")
    assert result.exit_code == 1
    assert "mon-essai.yaml:" in result.stdout
    assert "$" not in result.stdout


@pytest.mark.parametrize("genre", GENRES)
def test_the_schema_of_a_file_is_json(run, genre):
    schema = json.loads(run("schema", genre).stdout)
    assert "titre" in schema["properties"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("before", [("nouveau",), ("schema",)])
def test_what_can_be_begun_is_completed(before):
    completer = ShellComplete(main, {}, "romin-print", "_ROMIN_PRINT_COMPLETE")
    found = {item.value for item in completer.get_completions(list(before), "")}
    assert found >= set(GENRES)


def test_the_list_of_services_is_begun_once_and_told_when_it_is_not_filled(run, root):
    result = run("nouveau", "services")
    assert result.exit_code == 0
    assert (root / "content" / "services.yaml").is_file()
    assert "services.yaml:" in run("verifier").stdout
    assert run("nouveau", "services").exit_code == 2


def test_the_schema_of_services_is_json(run):
    schema = json.loads(run("schema", "services").stdout)
    assert set(schema["$defs"]["Service"]["properties"]) == {
        "nom",
        "adresse",
        "telephone",
        "logo",
    }
