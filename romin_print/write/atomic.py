"""Files that appear whole or not at all.

A run prepares everything in a staging folder beside the outputs, and moves the
files into place once all of them are ready: a failed or killed run leaves the
former files as they were.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from romin_print.errors import RominError

PREFIX = ".en-cours-"
STALE_SECONDS = 600


@contextmanager
def open_staging(folder: Path) -> Iterator[Path]:
    """Give a staging folder inside `folder`; it is gone at the end, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    remove_stale(folder)
    staging = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_stale(folder: Path) -> None:
    """Remove what killed runs have left, but not the staging of a run that goes on."""
    for path in folder.glob(f"{PREFIX}*"):
        if time.time() - path.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def write_whole(data: bytes, path: Path) -> None:
    """Write a file and see it reach the disk, since a move could overtake its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def publish(staging: Path, folder: Path) -> None:
    """Move every file of a staging folder to the same place under `folder`."""
    for source in sorted(path for path in staging.rglob("*") if path.is_file()):
        target = folder / source.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
        except PermissionError as error:
            remede = f"Fermer {target.name} s’il est ouvert, puis relancer."
            raise RominError(f"impossible d’écrire {target}. {remede}") from error
