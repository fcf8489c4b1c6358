"""Files that appear whole or not at all.

A run prepares everything in a staging folder beside the outputs, and moves the
files into place once all of them are ready: a failed or killed run leaves the
former files as they were. The staging folder is locked as long as its run lives,
so that the next run knows which ones are left over from a killed one.
"""

import errno
import filecmp
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from romin_print.errors import RominError
from romin_print.write.lock import take_lock

PREFIX = ".en-cours-"
LOCK = "verrou"
FILES = "fichiers"
ATTEMPTS = 100
PAUSE_SECONDS = 0.01


@contextmanager
def open_staging(folder: Path) -> Iterator[Path]:
    """Give a staging folder inside `folder`; it is gone at the end, whatever happens.

    It has a name before it exists: a run may be stopped between any two lines.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remove_stale(folder)
    staging = folder / f"{PREFIX}{uuid.uuid4().hex}"
    lock = None
    try:
        lock = make_staging(staging)
        files = staging / FILES
        files.mkdir()
        yield files
    finally:
        remove_staging(staging, lock)


def make_staging(staging: Path) -> int:
    """Make and lock a staging folder; return the lock.

    Between the two, another run may take it for stale and remove it: start again.
    """
    for _ in range(ATTEMPTS):
        with suppress(FileExistsError):  # It may go while mkdir looks at it.
            staging.mkdir(exist_ok=True)
        lock = take_lock(staging / LOCK)
        if lock is not None:
            return lock
        time.sleep(PAUSE_SECONDS)
    raise RominError(
        f"impossible de réserver un dossier de travail dans {staging.parent}"
    )


def remove_staging(staging: Path, lock: int | None) -> None:
    """Remove a staging folder and let its lock go.

    In this order, or another run could take the lock of a folder that is going;
    but Windows does not remove a file that is open.
    """
    if lock is not None and os.name == "nt":
        os.close(lock)
        lock = None
    shutil.rmtree(staging, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def remove_stale(folder: Path) -> None:
    """Remove what killed runs have left, but not the staging of a run that goes on."""
    for staging in folder.glob(f"{PREFIX}*"):
        lock = take_lock(staging / LOCK)
        if lock is not None:
            remove_staging(staging, lock)


def write_whole(data: bytes, path: Path) -> None:
    """Write a file and see it reach the disk, since a move could overtake its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def publish(staging: Path, folder: Path) -> None:
    """Move every file of a staging folder to the same place under `folder`.

    A file that would not change is left alone, with its date: whoever copies or
    backs up the outputs then sees what is really new. What is in the way of a file is
    seen before any is moved; a manifest goes last, for it tells of the others.
    """
    files = [path for path in staging.rglob("*") if path.is_file()]
    moves = {path: folder / path.relative_to(staging) for path in files}
    for target in moves.values():
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(target))
    for source in sorted(files, key=lambda path: (path.suffix == ".json", path)):
        target = moves[source]
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            continue
        try:
            source.replace(target)
        except PermissionError as error:
            remede = f"Fermer {target.name} s’il est ouvert, puis relancer."
            raise RominError(f"impossible d’écrire {target}. {remede}") from error
