"""Killed at any moment, or built twice at once, a binder is old or new, and whole."""

import random
import re
import subprocess
import time

import pikepdf
import pytest

from romin_print.check.pdf_structure import check_structure

pytestmark = pytest.mark.lent

TIMES = 50
NOM = "petit-classeur"


def change_outils(root, number):
    """Make an edition that can be told from the others on each of its fiches."""
    for path in (root / "content" / "outils").iterdir():
        text = re.sub(r"(?m)^resume: .*", f"resume: Essai {number}.", path.read_text())
        path.write_text(text)


def read_edition(path):
    """Read which edition a binder is; it must be only one, from end to end."""
    assert check_structure(path) == []
    told = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    (edition,) = set(re.findall(r"Essai (\d+)", told))
    return int(edition)


def print_pdf(start, scratch):
    return start("classeur", NOM, "-f", "pdf", TMPDIR=str(scratch))


@pytest.fixture
def scratch(tmp_path):
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


def test_fifty_kills_and_two_builds_at_once_leave_one_whole_edition(
    start, root, scratch
):
    path = root / "output" / "classeurs" / f"{NOM}.pdf"
    change_outils(root, 0)
    begun = time.monotonic()
    told, complaint = print_pdf(start, scratch).communicate(timeout=90)
    lasted = time.monotonic() - begun
    assert told.splitlines()[0].endswith(f"{NOM}.pdf"), complaint
    former, seen = 0, set()

    for number in range(1, TIMES + 1):
        change_outils(root, number)
        chance = random.Random(number)
        runs = [print_pdf(start, scratch) for _ in range(2)]
        time.sleep(chance.uniform(0, 1.2 * lasted))
        for process in runs[: chance.randint(1, 2)]:
            process.kill()
        for process in runs:
            process.wait(60)
        edition = read_edition(path)
        assert edition in {former, number}
        seen.add(edition == number)
        former = edition

    assert seen == {True, False}
    assert print_pdf(start, scratch).wait(60) == 0
    assert read_edition(path) == TIMES
    assert [p.name for p in path.parent.parent.iterdir()] == ["classeurs"]
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 5
