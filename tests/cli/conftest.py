"""The command line, called inside the test or as a process of its own."""

import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from romin_print.cli import main


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    """A terminal of 80 columns, in no particular language or colour."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "ROMIN_PRINT_RACINE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(root, monkeypatch):
    """Call romin-print from the folder of the small project."""
    monkeypatch.chdir(root)

    def call(*args):
        return CliRunner().invoke(
            main, [str(arg) for arg in args], prog_name="romin-print"
        )

    return call


def hear_stops():
    """Hear them even if the tests run in the background, or under nohup."""
    for stop in (signal.SIGINT, signal.SIGHUP):
        signal.signal(stop, signal.SIG_DFL)


@pytest.fixture
def start(root):
    """Start romin-print as a process of its own, in the folder of the small project."""
    started = []

    def call(*args, **environment):
        process = subprocess.Popen(
            [sys.executable, "-m", "romin_print", *map(str, args)],
            cwd=root, env={**os.environ, **environment}, preexec_fn=hear_stops,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip
        started.append(process)
        return process

    yield call
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
