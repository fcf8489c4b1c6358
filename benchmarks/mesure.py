"""Measure a whole process and all those that it starts: time, processor, memory."""

import os
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Mesure:
    """One run: seconds by the clock, seconds of processor, MB of its largest process.

    `told` is what it wrote on its standard output.
    """

    seconds: float
    processor: float
    megabytes: float
    told: str = ""


def measure(
    command: list[str], env: Mapping[str, str], *, watch: bool = False
) -> Mesure:
    """Run a command to its end; raise `RuntimeError` with its words if it fails.

    `watch` looks at every process of its session while it runs, for the memory of
    those that nobody waits for (Chromium's); it costs a little time.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    ended = Event()
    peaks: list[int] = [0]
    watcher = Thread(target=follow, args=(process.pid, ended, peaks))
    if watch:
        watcher.start()
    reader = Thread(target=read_errors, args=(process, errors := []))
    reader.start()
    told = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    reader.join()
    if watch:
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{told}{''.join(errors)}")
    # What the system tells at the end counts our own memory too, from before exec.
    return Mesure(seconds, usage.ru_utime + usage.ru_stime, max(peaks) / 1024, told)


def read_errors(process: "subprocess.Popen[str]", errors: list[str]) -> None:
    """Read what a process says of its faults, so that it never waits for us."""
    if process.stderr:
        errors.append(process.stderr.read())


def follow(session: int, ended: Event, peaks: list[int]) -> None:
    """Note the largest memory of any process of a session, in kB, until its end."""
    while not ended.wait(LOOK_SECONDS):
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                if os.getsid(int(folder.name)) == session:
                    status = (folder / "status").read_text("utf-8")
                    peaks.append(int(status.split("VmHWM:")[1].split()[0]))
