"""The help screens, and what asking for them costs."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from romin_print.cli import main

README = Path(__file__).parents[2] / "README.md"
HEAVY = {"pydantic", "weasyprint", "docx", "jinja2", "rich", "yaml", "fontTools"}


def walk(command, names=()):
    yield names, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from walk(child, (*names, name))


COMMANDS = dict(walk(main))
each_command = pytest.mark.parametrize("names", COMMANDS, ids=" ".join)


@each_command
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_shows_an_example(run, names, option):
    result = run(*names, option)
    assert result.exit_code == 0
    _, examples = re.split(r"\n  Exemples?(?:, [^\n]*)?\u00a0:", result.stdout)
    assert " ".join(("romin-print", *names)) in examples


@each_command
def test_every_help_screen_fits_in_80_columns(run, names):
    lines = run(*names, "--help").stdout.splitlines()
    assert [line for line in lines if len(line) > 80] == []


@each_command
def test_every_option_is_explained_by_a_french_sentence(names):
    for param in COMMANDS[names].params:
        if isinstance(param, click.Option):
            assert re.search(r"^[A-ZÀÉÊ].*[.)]$", param.help or ""), param.name


@each_command
def test_no_short_help_is_cut(run, names):
    *above, name = names or [""]
    lines = run(*above, "--help").stdout.splitlines()
    told = [line for line in lines if line.startswith(f"  {name} ")]
    assert not any(line.endswith("...") for line in told)
    assert told or not names


@each_command
def test_no_help_lacks_its_no_break_spaces(run, names):
    told = run(*names, "--help").stdout
    assert re.findall(r"\S+ [:;?!»](?!\S)|« ", told) == []


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from romin_print.cli import main\n"
        "try: main(['fiche', '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    modules = {name.split(".")[0] for name in done.stderr.split()}
    assert "click" in modules
    assert modules & HEAVY == set()


@each_command
def test_every_command_is_in_the_readme(names):
    assert " ".join(("romin-print", *names)) in README.read_text(encoding="utf-8")
