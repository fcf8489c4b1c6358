"""Walks a kit that was already unzipped: a folder, or a USB key.

Links are not followed, and what is not a plain file is not opened: it could lead
anywhere, or never end.
"""

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from romin_print.check.archive_membres import PIECE, Fichier
from romin_print.check.archive_noms import Noms, list_name_faults
from romin_print.check.archive_zip import MAX_BYTES, MAX_MEMBERS

# What systems leave in the folders that they show; nobody put it there.
TRACES = {
    "$recycle.bin", ".ds_store", ".fseventsd", ".spotlight-v100", ".trashes",
    "__macosx", "desktop.ini", "system volume information", "thumbs.db",
}  # fmt: skip
DOUBLES = "._"
UNREADABLE = "ne peut pas être lu"


class Parcours:
    """What was found in a folder: its files by name, and what is wrong with others."""

    def __init__(self) -> None:
        self.files: dict[str, Fichier] = {}
        self.faults: list[tuple[str, str]] = []
        self.too_big = False
        self._size = 0
        self._noms = Noms()

    def walk(self, root: Path) -> None:
        """Look at every file, and stop at what no kit could be."""
        for name, path in self._list_files(root):
            self._look(name, path)
            if self._size > MAX_BYTES or len(self.files) > MAX_MEMBERS:
                self.too_big = True
                return

    def _list_files(self, root: Path) -> Iterator[tuple[str, Path]]:
        """List all that is not a folder, by its path from the root, accents composed."""
        for folder, folders, names in os.walk(root, onerror=self._note_closed(root)):
            folders.sort()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted([*names, *links]):
                path = Path(folder) / name
                yield name_inside(root, path), path

    def _note_closed(self, root: Path) -> Callable[[OSError], None]:
        """Note the folders that cannot be looked into."""

        def note(error: OSError) -> None:
            name = name_inside(root, Path(error.filename))
            if not is_trace(name):
                self.faults.append((name, UNREADABLE))

        return note

    def _look(self, name: str, path: Path) -> None:
        """Look at one file."""
        faults = list(list_name_faults(name))
        if twin := self._noms.find_twin(name):
            faults.append(f"le nom se confond avec « {twin} »")
        if path.is_symlink():
            faults.append("est un lien vers un autre fichier")
        elif not path.is_file():
            faults.append("n’est pas un fichier ordinaire")
        if not faults:
            try:
                self.files[name] = measure(path)
                self._size += self.files[name].size
            except OSError:
                faults.append(UNREADABLE)
        self.faults += ((name, fault) for fault in faults)


def name_inside(root: Path, path: Path) -> str:
    """Name a file by its path from the root, accents composed."""
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())


def measure(path: Path) -> Fichier:
    """Measure a file, piece by piece, no further than a kit may go."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while size <= MAX_BYTES and (piece := file.read(PIECE)):
            digest.update(piece)
            size += len(piece)
    return Fichier(digest.hexdigest(), size)


def is_trace(name: str) -> bool:
    """Tell whether a file is what a system leaves behind it."""
    parts = name.casefold().split("/")
    return any(part in TRACES or part.startswith(DOUBLES) for part in parts)


def find_bag(root: Path) -> Path:
    """Find the bag: the folder itself, or the only one inside that is one."""
    if not (root / "bagit.txt").exists():
        inside = [path.parent for path in root.glob("*/bagit.txt")]
        if len(inside) == 1 and not inside[0].is_symlink():
            return inside[0]
    return root
