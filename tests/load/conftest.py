"""How the tests of the loader break the small content, and what they are told."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from romin_print.errors import ContentError, Problem
from romin_print.load.fonds import load_fonds

BAD_SPACE = re.compile(r" [:;?!»]|« |(?<!«)\u00a0[;?!]|\u202f[:»]")

Change = Callable[[str, str, str], None]
Tell = Callable[[], list[str]]


@pytest.fixture
def content(root: Path) -> Path:
    return root / "content"


@pytest.fixture
def change(content: Path) -> Change:
    """Replace a text, found exactly once, in one file of content/."""

    def apply(name: str, old: str, new: str) -> None:
        text = (content / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name}: {text.count(old)} × {old!r}"
        (content / name).write_text(text.replace(old, new), encoding="utf-8")

    return apply


@pytest.fixture
def tell(content: Path) -> Tell:
    """Load the content, and return what is told as « file:line:column cause | remedy ».

    Whatever the test, each message must be typeset as French is; the spaces are then
    made plain, so that tests can be read.
    """

    def load() -> list[str]:
        with pytest.raises(ContentError) as caught:
            load_fonds(content)
        for problem in caught.value.problems:
            check_message(problem)
        return [tell_plainly(problem, content) for problem in caught.value.problems]

    return load


def check_message(problem: Problem) -> None:
    assert problem.place.line >= 1
    assert problem.place.column >= 1
    assert not BAD_SPACE.search(problem.cause), repr(problem.cause)
    assert not BAD_SPACE.search(problem.remede), repr(problem.remede)
    assert problem.cause[0].islower() or not problem.cause[0].isalpha()
    assert not problem.cause.endswith(".")
    assert problem.remede.endswith((".", "?"))


def tell_plainly(problem: Problem, content: Path) -> str:
    place = str(problem.place).replace(f"{content}/", "")
    told = f"{place} {problem.cause} | {problem.remede}"
    return told.replace("\u00a0", " ").replace("\u202f", " ")
