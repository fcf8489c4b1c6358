"""What the tests of every room share: a small project, and golden files."""

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from romin_print.build.projet import find_layouts

TESTS = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="les réécrire")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of the test's own: it may change any file of its content/."""
    return Path(shutil.copytree(TESTS / "mini", tmp_path / "mini"))


@pytest.fixture
def layouts() -> Path:
    return find_layouts()


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/goldens/NAME, or rewrite it when asked to."""

    def check(name: str, text: str) -> None:
        path = TESTS / "goldens" / name
        if request.config.getoption("--update-goldens"):
            path.write_text(text, encoding="utf-8")
        golden = path.read_text(encoding="utf-8") if path.exists() else ""
        lines = difflib.unified_diff(
            golden.splitlines(), text.splitlines(), name, "maintenant", lineterm="", n=1
        )
        if golden != text:
            told = "\n".join(lines)
            pytest.fail(f"{told}\nSi c’est voulu : make goldens", pytrace=False)

    return check
