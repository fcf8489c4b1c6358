"""Whatever a hand, a disk or an editor does to a file of content/, it ends in French.

Real files are spoilt in every way we could think of, always the same ones. A spoilt
file either still loads, or every problem has a line, a cause and a remedy: any other
exception is a bug.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romin_print.errors import ContentError, Problem
from romin_print.load.fonds import load_fonds

CONTENT = Path(__file__).parents[2] / "content"
TOOLS = sorted(CONTENT.glob("outils/*.yaml"))
FILES = [
    path
    for name in ("outils", "seances", "classeurs")
    for path in sorted(CONTENT.glob(f"{name}/*.yaml"))
]
OTHER = "autre-outil"
ROUNDS = 4
ODD = [
    "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ud7ff", "\uffff", "\U0001f600", "\u202e",
    "\u0301", "«", "\t", "\r", "---\n", "...\n", "%YAML 9.9\n", "{", "}", "[", "]", "*x ",
    "&x ", "!x ", "!!binary ", "<<: ", "? ", "| ", "> ", '"', "'", "#", ": ", "- ", "**",
    "](", "\\x", "@", "`", ",", "$", "{{ x }}", "<script>",
]  # fmt: skip
VALUES = [
    "", "~", "[]", "{}", "[[]]", "{a: 1}", "true", "-1", "1e99", ".nan", "1:30", "0o7", "2026",
    "2026-11-23", "2026-99-99", "2026-11-23 10:00:00", "9" * 400, "!!set {a}", "*x", "&x", "é" * 300,
    "[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]", "<<", '"\\ud800"', '"\\0"', "'", "http://[", "../../x",
]  # fmt: skip

Mutation = Callable[[str, Random], str]


def split(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def remove_line(text: str, chance: Random) -> str:
    lines = split(text)
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def remove_block(text: str, chance: Random) -> str:
    """Remove a field with all that it holds."""
    lines = split(text)
    starts = [i for i, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    start = chance.choice(starts)
    end = next((i for i in starts if i > start), len(lines))
    return "".join(lines[:start] + lines[end:])


def repeat_lines(text: str, chance: Random) -> str:
    lines = split(text)
    start = chance.randrange(len(lines))
    piece = lines[start : start + chance.randint(1, 12)]
    return "".join(lines[:start] + piece + lines[start:])


def swap_lines(text: str, chance: Random) -> str:
    lines = split(text)
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return "".join(lines)


def move_line(text: str, chance: Random) -> str:
    """Indent a line, or bring it back."""
    lines = split(text)
    index = chance.randrange(len(lines))
    if chance.random() < 0.5:
        lines[index] = lines[index].lstrip(" ")
    else:
        lines[index] = chance.choice([" ", "  ", "    ", "\t"]) + lines[index]
    return "".join(lines)


def change_value(text: str, chance: Random) -> str:
    """Give another value, often of another type, to a field or an item."""
    found = chance.choice(list(re.finditer(r"(?m)(?<=: ).*$|(?<=  - ).*$", text)))
    return text[: found.start()] + chance.choice(VALUES) + text[found.end() :]


def change_key(text: str, chance: Random) -> str:
    found = chance.choice(list(re.finditer(r"(?m)^[ -]*([a-z_]+):", text)))
    key = found[1]
    other = chance.choice([key[:-1], key.upper(), f"{key}s", "", "1", "~", "é", '""'])
    return text[: found.start(1)] + other + text[found.end(1) :]


def cut(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text))]


def insert_odd(text: str, chance: Random) -> str:
    position = chance.randrange(len(text))
    return text[:position] + chance.choice(ODD) + text[position:]


def insert_anything(text: str, chance: Random) -> str:
    position = chance.randrange(len(text))
    codes = (
        chance.choice([0x20, 0x300, 0x10000]) + chance.randrange(0x400) for _ in "1234"
    )
    return text[:position] + "".join(map(chr, codes)) + text[position:]


def remove_characters(text: str, chance: Random) -> str:
    position = chance.randrange(len(text))
    return text[:position] + text[position + chance.randint(1, 5) :]


MUTATIONS: dict[str, Mutation] = {
    f.__name__: f
    for f in (
        remove_line, remove_block, repeat_lines, swap_lines, move_line, change_value,
        change_key, cut, insert_odd, insert_anything, remove_characters,
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """The real vocabularies and references, with one tool beside the spoilt one."""
    content = tmp_path_factory.mktemp("fonds")
    for name in ("outils", "seances", "classeurs"):
        (content / name).mkdir()
    for name in ("referentiel.yaml", "bibliographie.yaml"):
        shutil.copy(CONTENT / name, content)
    other = re.sub(r"(?ms)^suites:.*?(?=^\w)", "", TOOLS[0].read_text(encoding="utf-8"))
    other = re.sub(r"(?m)^code: .*", "code: Z-99", other)
    other = re.sub(r"(?m)^etapes: .*", "etapes: [intervention]", other)
    (content / "outils" / f"{OTHER}.yaml").write_text(other, encoding="utf-8")
    return content


def read_file(path: Path) -> str:
    """Read a real file, whose tools now are the only other one, or none is named."""
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "seances":
        text = re.sub(r"(?m)^    supports: .*\n", "", text)
    if path.parent.name == "classeurs":
        text = re.sub(r"(?m)^      outils: .*\n|^  (?:besoins|sauf): .*\n", "", text)
    return re.sub(r"(?m)(?<=^  (?:- |  )outil: ).*", OTHER, text)


def attempt(content: Path, raw: bytes, folder: str = "outils") -> bool:
    """Load a spoilt file, and say whether it was still without fault."""
    path = content / folder / "essai.yaml"
    path.write_bytes(raw)
    try:
        load_fonds(content)
    except ContentError as error:
        for problem in error.problems:
            check_problem(problem)
        return False
    finally:
        path.unlink()
    return True


def check_problem(problem: Problem) -> None:
    assert problem.place.line >= 1
    assert problem.place.column >= 1
    assert problem.cause.strip()
    assert problem.remede.strip()
    assert "\n" not in str(problem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_without_fault_before_it_is_spoilt(content, path):
    assert attempt(content, read_file(path).encode(), path.parent.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_spoilt_text_loads_or_is_told_in_french(content, path):
    text = read_file(path)
    for name, mutate in MUTATIONS.items():
        for turn in range(ROUNDS):
            chance = Random(f"{path.stem} {name} {turn}")
            spoilt = mutate(text, chance)
            attempt(content, spoilt.encode("utf-8", "surrogatepass"), path.parent.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spoilt_bytes_load_or_are_told_in_french(content, path):
    raw = read_file(path).encode()
    for turn in range(ROUNDS):
        chance = Random(f"{path.stem} {turn}")
        spoilt = bytearray(raw)
        for _ in range(chance.randint(1, 4)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        attempt(content, bytes(spoilt), path.parent.name)


@pytest.mark.parametrize("name", ["referentiel.yaml", "bibliographie.yaml"])
def test_spoilt_vocabularies_and_references_are_told_in_french(content, tmp_path, name):
    other = Path(shutil.copytree(content, tmp_path / "fonds"))
    text = (content / name).read_text(encoding="utf-8")
    for kind in (
        "remove_line",
        "swap_lines",
        "change_value",
        "change_key",
        "insert_odd",
    ):
        for turn in range(ROUNDS):
            spoilt = MUTATIONS[kind](text, Random(f"{name} {kind} {turn}"))
            (other / name).write_bytes(spoilt.encode())
            attempt(other, read_file(TOOLS[1]).encode())


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(raw=st.binary(max_size=200))
def test_any_bytes_at_all_are_told_in_french(content, raw):
    assert not attempt(content, raw)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(words=st.text(max_size=60))
def test_any_words_at_all_are_read_or_told_in_french(content, words):
    text = read_file(TOOLS[1]).replace("\nposture:\n", f"\nposture:\n  - {words}\n", 1)
    attempt(content, text.encode("utf-8", "surrogatepass"))


def test_there_are_five_hundred_spoilt_tools_at_least():
    assert len(TOOLS) * ROUNDS * (len(MUTATIONS) + 1) >= 500


def test_a_mutation_that_passes_is_told_apart_from_one_that_does_not(content):
    """Both happen: else the tests above would prove nothing."""
    text = read_file(TOOLS[0])
    assert attempt(content, (text + "# fin\n").encode())
    assert not attempt(content, text.replace("titre:", "titres:", 1).encode())
