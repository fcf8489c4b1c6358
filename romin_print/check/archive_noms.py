"""The names of files that come from a stranger: which are refused, and how to show them.

Said again here, apart from `romin_print/write/archive_names.py`: a check that shared the
rules of the writer would share its blind spots.
"""

import re
import unicodedata
from collections.abc import Iterator

# As short as Windows needs, with the folders that the kit is unpacked in.
MAX_NAME = 150
MAX_PART_BYTES = 255
MAX_SHOWN = 200
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
DRIVE = re.compile(r"[A-Za-z]:")
FORBIDDEN = re.compile(r'[:*?"<>|%]')
RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE
)


def show(text: str) -> str:
    """Show a text that may be anything: on one line, with nothing that acts unseen."""
    seen = "".join(f"[U+{ord(c):04X}]" if is_unseen(c) else c for c in text[:MAX_SHOWN])
    return f"{seen}…" if len(text) > MAX_SHOWN else seen


def is_unseen(char: str) -> bool:
    """Tell whether a character acts on a screen without being seen there."""
    return unicodedata.category(char) in UNSEEN


def list_name_faults(name: str) -> Iterator[str]:
    """List why the path of a file may not be trusted to any disk."""
    parts = name.split("/")
    if any(map(is_unseen, name)):
        yield "le nom cache un caractère invisible"
    if name.startswith(("/", "~")) or DRIVE.match(name):
        yield "le nom désigne un endroit hors du kit"
    elif ".." in parts:
        yield "le nom remonte hors du kit (« .. »)"
    elif not all(map(is_plain, parts)):
        yield "le nom a une partie vide, ou qui finit par un point ou une espace"
    if "\\" in name:
        yield "le nom contient une barre à l’envers (« \\ »)"
    elif FORBIDDEN.search(name) or any(map(RESERVED.fullmatch, parts)):
        yield "Windows n’accepte pas ce nom"
    if len(name) > MAX_NAME or any(map(is_long, parts)):
        yield "le nom est trop long"


def is_plain(part: str) -> bool:
    """Tell whether every system keeps a part of a path as it is."""
    return bool(part) and part == part.strip() and not part.endswith(".")


def is_long(part: str) -> bool:
    """Tell whether a part of a path is longer than disks take."""
    return len(part.encode(errors="surrogateescape")) > MAX_PART_BYTES


class Noms:
    """The paths seen so far, of which no two may be one for some system."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._files: set[str] = set()

    def find_twin(self, name: str, folder: bool = False) -> str:
        """Remember a path; return the former that it repeats, or cannot stand beside."""
        parts = name.split("/")
        key = ""
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            key = fold(path)
            again = key in self._shown and end == len(parts) and not folder
            former = self._shown.setdefault(key, path)
            if former != path or key in self._files or again:
                return former
        if not folder:
            self._files.add(key)
        return ""


def fold(name: str) -> str:
    """Return a name as the least careful of systems compares it."""
    return unicodedata.normalize("NFC", name).casefold()
