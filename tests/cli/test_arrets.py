"""Stopped at any moment, by anyone, a run leaves the former files whole."""

import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest

pytestmark = pytest.mark.lent

KILLS = 20
STOPS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}


def list_workers(pid):
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def wait_for(check, seconds=10):
    end = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < end, "trop long"
        time.sleep(0.01)
    return found


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def list_staging(output):
    return list(output.glob(".en-cours-*"))


def check_whole(path):
    """Make sure that a file can be read to its end."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        assert data.rstrip().endswith(b"%%EOF")
        with pikepdf.open(path) as pdf:
            assert pdf.pages
    elif path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    else:
        assert data.rstrip().endswith(b"</html>")


@pytest.fixture
def scratch(tmp_path):
    """The folder of temporary files of the run, to see what is left there."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", STOPS)
@pytest.mark.parametrize("moment", ["workers", "staging"])
def test_a_stopped_run_puts_everything_away(start, root, scratch, name, moment):
    process = start("fiche", "--jobs", 2, TMPDIR=str(scratch))
    workers = wait_for(lambda: list_workers(process.pid))
    if moment == "staging":
        wait_for(lambda: list_staging(root / "output"))
    process.send_signal(getattr(signal, name))
    told, complaint = process.communicate(timeout=5)

    assert process.returncode == STOPS[name]
    assert complaint.startswith("Interrompu\u00a0: ")
    assert "Traceback" not in complaint
    assert told == ""
    assert not any(is_alive(worker) for worker in workers)
    assert [p for p in (root / "output").rglob("*") if p.name != "fiches"] == []
    assert list(scratch.iterdir()) == []


def test_ctrl_c_in_a_terminal_reaches_the_workers_without_a_traceback(start, root):
    """A terminal tells every process of the group, not only the first."""
    process = start("fiche", "--jobs", 2)
    workers = wait_for(lambda: list_workers(process.pid))
    time.sleep(0.2)
    for pid in workers:
        os.kill(pid, signal.SIGINT)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=5)

    assert process.returncode == 130
    assert complaint.splitlines() == [
        "Interrompu\u00a0: aucun fichier n’est resté à moitié écrit."
    ]


def test_a_worker_that_dies_is_an_error_and_nothing_is_written(start, root):
    process = start("fiche", "--jobs", 2)
    workers = wait_for(lambda: list_workers(process.pid))
    os.kill(workers[0], signal.SIGKILL)
    told, complaint = process.communicate(timeout=20)

    assert process.returncode == 3
    assert "la mise en page s’est arrêtée d’un coup" in complaint
    assert told == ""
    assert list((root / "output").rglob("*.*")) == []


def change_outils(root, number):
    """Give the next run something to write in every file, or it leaves them alone."""
    for path in (root / "content" / "outils").iterdir():
        text = re.sub(r"(?m)^resume: .*", f"resume: Pas {number}.", path.read_text())
        path.write_text(text)


def list_states(files):
    return [(p.stat().st_ino, p.stat().st_size, p.stat().st_mtime_ns) for p in files]


def wait_for_moment(number, files, lasted):
    """Wait for any moment, or every other time for the first file put in place."""
    before = list_states(files)
    end = time.monotonic() + random.Random(number).uniform(0.05, lasted)
    while number % 2 or time.monotonic() < end:
        yield
        if number % 2 and list_states(files) != before:
            return
        time.sleep(0.001)


def test_twenty_kills_leave_whole_files_and_no_worker(start, root, scratch):
    output = root / "output"
    begun = time.monotonic()
    start("fiche", "--jobs", 2).communicate(timeout=60)
    lasted = time.monotonic() - begun
    files = sorted((output / "fiches").iterdir())
    assert len(files) == 9
    workers = set()

    for number in range(KILLS):
        change_outils(root, number)
        process = start("fiche", "--jobs", 2, TMPDIR=str(scratch))
        for _ in wait_for_moment(number, files, lasted):
            workers.update(list_workers(process.pid))
        process.kill()
        process.wait()
        assert sorted((output / "fiches").iterdir()) == files
        for path in files:
            check_whole(path)

    assert workers
    wait_for(lambda: not any(is_alive(worker) for worker in workers), seconds=5)
    assert start("fiche", "C-01", "-f", "docx").wait(30) == 0
    assert list_staging(output) == []


def test_a_reader_that_leaves_early_is_no_error(root):
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m romin_print lister | head -c 1"],
        cwd=root, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("A", "")


def test_a_closed_output_is_no_error(start):
    process = start("lister")
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(20)
