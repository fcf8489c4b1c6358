"""The names that a file of a kit may have, on every system that it may be opened on.

A kit goes to a hundred services: what one disk takes and another refuses, or two
names that only one of them tells apart, would lose a file on the way.
"""

import re
import unicodedata
from collections.abc import Iterator

from romin_print.errors import RominError

# Windows takes 260 characters for a whole path, and « Extract all » makes a folder of the
# name of the zip around the one that is inside, which has that name again. What is left
# holds this folder, and that of the person, on a disk or on a network.
MAX_NAME = 150
MAX_PART_BYTES = 255
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# The last is not forbidden anywhere, but BagIt writes line ends with it.
FORBIDDEN = re.compile(r'[\\:*?"<>|%]')
RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE
)


class Names:
    """The names of an archive, of which no two may be one for some system.

    They are given from its one folder, which is there too for whoever unpacks it.
    """

    def __init__(self, folder: str) -> None:
        if "/" in folder or find_name_fault(folder):
            raise RominError(f"« {show(folder)} » ne peut pas nommer un kit")
        self._folder = folder
        self._shown: dict[str, str] = {}
        self._files: set[str] = set()

    def take(self, name: str) -> None:
        """Take a name, or raise `RominError` if it, or its like, cannot be there."""
        whole = f"{self._folder}/{name}"
        faults = (find_name_fault(name), find_name_fault(whole))
        if cause := "".join(faults[:1]) or faults[1] or self._find_twin(name):
            shown = "".join(f"U+{ord(c):04X}" if has_unseen(c) else c for c in name)
            raise RominError(
                f"« {shown[:MAX_NAME]} » ne peut pas nommer un fichier de kit : {cause}"
            )

    def _find_twin(self, name: str) -> str:
        """Find which name a new one would be taken for, or put in the place of."""
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            path = "/".join(parts[:end])
            key = unicodedata.normalize("NFC", path).casefold()
            known = key in self._shown
            former = self._shown.setdefault(key, path)
            last = end == len(parts)
            if former != path or key in self._files or (last and known):
                return f"« {former} » est déjà pris"
        self._files.add(key)
        return ""


def find_name_fault(name: str) -> str:
    """Find why a path inside an archive would not do everywhere; nothing if it would."""
    return next(list_name_faults(name), "")


def list_name_faults(name: str) -> Iterator[str]:
    """List why a path would not do, the worst first."""
    parts = name.split("/")
    if has_unseen(name):
        yield "il contient un caractère invisible"
    elif any(len(part.encode()) > MAX_PART_BYTES for part in parts):
        yield f"une de ses parties dépasse {MAX_PART_BYTES} octets"
    if len(name) > MAX_NAME:
        yield f"il dépasse {MAX_NAME} caractères"
    if name.startswith("~") or not all(map(is_plain, parts)):
        yield "il sort de son dossier, ou un système le lirait autrement"
    if not unicodedata.is_normalized("NFC", name):
        yield "ses accents sont à part des lettres (forme NFC attendue)"
    if found := FORBIDDEN.search(name):
        yield f"le signe « {found[0]} » n’est pas permis"
    if found := next(filter(None, map(RESERVED.fullmatch, parts)), None):
        yield f"Windows réserve « {found[0]} »"


def has_unseen(text: str) -> bool:
    """Tell whether a text has a character that nobody sees, but that acts."""
    return any(unicodedata.category(char) in UNSEEN for char in text)


def show(name: str) -> str:
    """Show a name in a message, with nothing that acts unseen."""
    seen = (f"U+{ord(char):04X}" if has_unseen(char) else char for char in name)
    return "".join(seen)[:MAX_NAME]


def is_plain(part: str) -> bool:
    """Tell whether every system keeps a part of a path as it is."""
    return bool(part) and part == part.strip() and not part.endswith(".")
