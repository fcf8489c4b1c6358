"""With a memory, content is read faster, and nothing else changes: not one message."""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from romin_print.build.cache import Cache
from romin_print.errors import ContentError
from romin_print.load import images, memoire, node
from romin_print.load.fonds import load_fonds

CARTE = "outils/carte-des-appuis.yaml"
PAS = "outils/pas-a-pas.yaml"
SEANCE = "seances/premier-rendez-vous.yaml"
TURNS = 120
VALUES = [
    "", "~", "[]", "true", "0", "90", "2026-11-23", "2024-01-01", "accueil", "pas-a-pas",
    "carte-des-appui", "[adultes, adultes]", "projet", "A-01", '"', "- ", "**a", "a # b", "é",
]  # fmt: skip


class Souvenirs(dict):
    """A memory that is a dictionary."""

    put = dict.__setitem__


@pytest.fixture
def memory():
    return Souvenirs()


@pytest.fixture
def parsed(monkeypatch):
    """The files that were read as YAML since the list was last cleared."""
    names = []
    parse = node.parse

    def note(raw, source):
        names.append(source.path.name)
        parse(raw, source)

    monkeypatch.setattr(node, "parse", note)
    return names


def attempt(content, memory=None):
    """Load, and return either the content or what is told of it."""
    try:
        return load_fonds(content, memory)
    except ContentError as error:
        return error.problems


def test_what_is_remembered_is_what_was_read(content, memory):
    cold = load_fonds(content)
    assert load_fonds(content, memory) == cold
    assert load_fonds(content, memory) == cold


def test_what_has_not_changed_is_not_read_as_yaml_again(content, memory, parsed):
    load_fonds(content, memory)
    assert len(parsed) == 10
    parsed.clear()
    load_fonds(content, memory)
    assert parsed == []


def test_only_what_has_changed_is_read_as_yaml_again(content, change, memory, parsed):
    load_fonds(content, memory)
    parsed.clear()
    change(PAS, "titre: Pas à pas\n", "titre: Petit à petit\n")
    assert load_fonds(content, memory).outils["pas-a-pas"].titre == "Petit à petit"
    assert parsed == ["pas-a-pas.yaml"]


def test_nothing_of_yaml_is_imported_when_nothing_has_changed(content, tmp_path):
    code = (
        "import sys; from pathlib import Path; from romin_print.build.cache import Cache;"
        "from romin_print.load.fonds import load_fonds;"
        f"load_fonds(Path({str(content)!r}), Cache(Path({str(tmp_path / 'cache')!r})));"
        "print(sorted({'yaml', 'difflib', 'PIL'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", code]
    first, again = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for _ in "12"
    )
    assert "yaml" in first
    assert again == "[]\n"


def test_a_fault_that_a_change_brings_elsewhere_is_told_at_its_line(
    content, change, memory, parsed
):
    load_fonds(content, memory)
    change(PAS, "code: C-01", "code: A-01")
    parsed.clear()
    told = attempt(content, memory)
    assert [(p.place.path.name, p.place.line) for p in told] == [
        ("carte-des-appuis.yaml", 2),
        ("pas-a-pas.yaml", 3),
    ]
    assert told == attempt(content)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (CARTE, "echeance: 2027-03-01", "echeance: 2025-03-01"),
        (PAS, "duree: 5\neffectif", "duree: 6\neffectif"),
        (
            PAS,
            "verification:\n  statut: proposition",
            "verification:\n  statut: valide",
        ),
        (SEANCE, "duree: 75", "duree: 60"),
        (PAS, "modalites: [individuel]", "modalites: [individuel, individuel]"),
    ],
)
def test_a_fault_is_told_as_often_as_the_content_is_read(
    content, change, memory, name, old, new
):
    load_fonds(content, memory)
    change(name, old, new)
    told = attempt(content)
    assert told
    assert [attempt(content, memory) for _ in "123"] == [told] * 3


def test_a_file_that_comes_or_goes_is_noticed(content, memory):
    load_fonds(content, memory)
    kept = (content / PAS).read_bytes()
    (content / PAS).unlink()
    assert attempt(content, memory) == attempt(content) != []
    (content / PAS).write_bytes(kept)
    (content / "outils" / "autre.yaml").write_bytes(kept)
    assert attempt(content, memory) == attempt(content) != []


def test_a_file_that_becomes_a_link_out_of_content_is_refused(content, memory):
    load_fonds(content, memory)
    outside = content.parent / "dehors.yaml"
    (content / PAS).rename(outside)
    (content / PAS).symlink_to(outside)
    (told,) = attempt(content, memory)
    assert told.cause == "ce lien sort de content/"


def test_a_folder_that_becomes_a_link_out_of_content_is_refused(content, memory):
    load_fonds(content, memory)
    (content / "outils").rename(content.parent / "dehors")
    (content / "outils").symlink_to(content.parent / "dehors")
    told = attempt(content, memory)
    assert {p.cause for p in told} >= {"ce lien sort de content/"}
    assert told == attempt(content)


@pytest.mark.parametrize("code", [b"other code", b""])
def test_another_program_remembers_nothing_of_ours(
    content, memory, parsed, monkeypatch, code
):
    load_fonds(content, memory)
    parsed.clear()
    monkeypatch.setattr(memoire, "digest_code", lambda: code)
    load_fonds(content, memory)
    assert len(parsed) == 10


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"{}", b"null", b"[]", b"\xff\x00", b'{"titre": 1}', b"sound"]
)
def test_what_is_not_what_was_kept_is_as_good_as_nothing(content, memory, kept):
    cold = load_fonds(content, memory)
    for key in memory:
        memory[key] = kept
    assert load_fonds(content, memory) == cold
    assert load_fonds(content, memory) == cold


def test_a_memory_that_forgets_at_random_changes_nothing(content, memory):
    chance = Random(7)
    cold = load_fonds(content, memory)
    for _ in range(30):
        for key in chance.sample(sorted(memory), len(memory) // 3):
            del memory[key]
        assert load_fonds(content, memory) == cold


def test_what_was_forgotten_is_kept_again(content, memory, parsed):
    load_fonds(content, memory)
    whole = dict(memory)
    for key in whole:
        del memory[key]
        load_fonds(content, memory)
        assert memory == whole
    parsed.clear()
    load_fonds(content, memory)
    assert parsed == []


def test_what_would_not_read_back_the_same_is_not_kept(content, memory):
    made = load_fonds(content).classeurs["petit-classeur"]
    data = made.model_dump()
    memoire.retain(memory, made, b"raw", data | {"titre": "Autre"})
    memoire.retain(memory, made, b"raw", data | {"titre": None})
    assert memory == {}
    memoire.retain(memory, made, b"raw", data)
    assert len(memory) == 1


def test_a_picture_is_decoded_once(content, memory, monkeypatch):
    cold = load_fonds(content, memory)
    monkeypatch.setattr(images, "decode_image", None)
    assert load_fonds(content, memory).images == cold.images


def test_a_picture_that_changes_is_decoded_again(content, memory, root):
    load_fonds(content, memory)
    picture = content / "images" / "ligne.png"
    picture.write_bytes(picture.read_bytes()[:-20])
    assert attempt(content, memory) == attempt(content) != []
    picture.unlink()
    assert attempt(content, memory) == attempt(content) != []


def test_a_picture_with_a_name_in_it_is_remembered_without_it(content, memory):
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Quelqu’un")
    picture = content / "images" / "ligne.png"
    Image.new("RGB", (4, 4)).save(picture, pnginfo=info)
    cold = load_fonds(content, memory).images
    assert load_fonds(content, memory).images == cold
    assert all(b"Author" not in image.contenu for image in cold.values())
    assert not any(b"Author" in kept for kept in memory.values())


def spoil(path: Path, chance: Random) -> None:
    """Change a line or a value of a file, as an author or an accident would."""
    lines = path.read_text("utf-8").split("\n")
    index = chance.randrange(len(lines))
    line = lines[index]
    if chance.random() < 0.6 and ": " in line:
        lines[index] = f"{line.split(': ')[0]}: {chance.choice(VALUES)}"
    else:
        lines[index : index + 1] = chance.choice([[], [line, line], [f" {line}"]])
    path.write_text("\n".join(lines), "utf-8")


def test_whatever_is_changed_the_same_is_read_or_told(content, tmp_path, memory):
    """One memory lives through all the changes, good and bad, of several files."""
    sound, chance = shutil.copytree(content, tmp_path / "sound"), Random(4)
    names = [path.relative_to(sound) for path in sorted(sound.rglob("*.yaml"))]
    outcomes = {True: 0, False: 0}
    for _ in range(TURNS):
        for name in chance.sample(names, chance.choice([1, 1, 2])):
            spoil(content / name, chance)
        told = attempt(content, memory)
        assert told == attempt(content)
        assert told == attempt(content, memory)
        outcomes[isinstance(told, list)] += 1
        for name in names:
            shutil.copy(sound / name, content / name)
        assert not isinstance(attempt(content, memory), list)
    assert min(outcomes.values()) >= TURNS // 10


def test_two_readings_at_once_may_share_a_folder(content, tmp_path):
    cold = load_fonds(content)
    one, other = (Cache(tmp_path / "cache") for _ in "12")
    assert load_fonds(content, one) == load_fonds(content, other) == cold
