"""Not a word of English reaches the person at the keyboard."""

import re
import string
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from romin_print.cli.francais import __file__ as francais

CATALOGUE = Path(francais).parent / "locale/fr/LC_MESSAGES/messages.po"
ENGLISH = re.compile(
    r"\b(usage|error|the|this|is|not|no|such|missing|invalid|value|message|and|exit"
    r"|show|commands|did|you|mean|choose|from|try|for|help(?<!--help)"
    r"|directory|does|exist|file|integer|got|unexpected|extra|requires|default"
    r"|required|range|in|aborted)\b",
    re.IGNORECASE,
)
MISTAKES = {
    "unknown command": ["imprimer"],
    "misspelt command": ["listr"],
    "unknown option": ["lister", "--zzz"],
    "misspelt option": ["lister", "--etap", "C"],
    "misspelt option, two guesses": ["fiche", "--lay"],
    "missing argument": ["chercher"],
    "missing choice": ["completion"],
    "bad choice": ["completion", "tcsh"],
    "bad integer": ["fiche", "--jobs", "deux"],
    "out of range": ["fiche", "--jobs", "0"],
    "missing value": ["fiche", "--jobs"],
    "useless value": ["--version=3"],
    "extra argument": ["lister", "C-01"],
    "extra arguments": ["lister", "C-01", "C-02"],
    "absent folder": ["lister", "--racine", "absent"],
    "file for a folder": ["fiche", "--sortie", "content/referentiel.yaml"],
    "unknown format": ["fiche", "--format", "odt"],
    "absent layouts": ["fiche", "--layouts", "absent"],
}


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def find_english(text):
    """Find English words, besides the names of our options."""
    return ENGLISH.findall(re.sub(r"--?[a-z]+", "", text))


def test_every_word_of_click_is_translated(catalogue):
    """Also those of a Click newer than ours: this test is what tells us."""
    folder = Path(click.__file__).parent
    found = {words for _, _, words, _, _ in extract_from_dir(str(folder))}
    assert len(found) > 50
    missing = [w for w in found if not (m := catalogue.get(w)) or not all(m.string)]
    assert missing == []


def test_the_compiled_catalogue_is_that_of_the_source(catalogue):
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert len(compiled) == len(catalogue)
    for message in catalogue:
        if message.id:
            told = compiled.get(message.id)
            assert told, f"make traductions : {message.id}"
            assert list(told.string) == list(message.string), "make traductions"


def test_a_translation_asks_only_for_what_click_gives(catalogue):
    def fields(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for message in catalogue:
        if message.id:
            asked = (message.id,) if isinstance(message.id, str) else message.id
            given = {name for text in asked for name in fields(text)}
            told = message.string
            for text in (told,) if isinstance(told, str) else told:
                assert fields(text) <= given, message.id


def test_the_translation_follows_french_typography(catalogue):
    for message in catalogue:
        told = message.string if message.id else ""
        for text in (told,) if isinstance(told, str) else told:
            assert not re.search(r" [:;!?»]|« ", text), text


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_french_and_ends_with_2(run, mistake):
    result = run(*mistake)
    assert result.exit_code == 2
    assert "Erreur\u00a0: " in result.stderr
    assert find_english(result.stderr) == []
    assert result.stdout == ""


def test_a_misspelt_command_or_option_is_guessed(run):
    assert "Vouliez-vous dire 'lister'\u202f?" in run("listr").stderr
    assert "Vouliez-vous dire" in run("lister", "--etap", "C").stderr


def test_titles_are_french(run):
    told = run("--help").stdout
    assert told.startswith("Utilisation\u00a0: romin-print [OPTIONS] COMMANDE")
    assert "\nOptions\u00a0:\n" in told
    assert "\nCommandes\u00a0:\n" in told


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "de_DE.UTF-8"])
def test_the_language_of_the_machine_changes_nothing(start, language):
    environment = {"LANG": language, "LC_ALL": language, "LANGUAGE": language}
    process = start("zzz", **environment)
    _, told = process.communicate(timeout=20)
    assert "la commande «\u00a0zzz\u00a0» n’existe pas" in told
