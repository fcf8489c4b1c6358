"""Do not make again what is there already: same inputs, and files untouched since.

What a run makes depends on nothing but the content, the layouts and the program, so
files that are still what it wrote are what it would write again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePath

from romin_print.build.cache import Cache, digest
from romin_print.build.impression import Impression


def make_key(inputs: str, output: Path) -> str:
    """Make the key of what was made of some inputs in a folder."""
    return digest("outputs", inputs, str(output.resolve()))


def note_printed(
    cache: Cache, key: str, printed: Impression, files: Mapping[PurePath, bytes]
) -> None:
    """Note which files a run has written, and what they are."""
    told = {
        "documents": printed.documents,
        "pages": printed.pages,
        "files": {f"{name}": hash_bytes(data) for name, data in files.items()},
    }
    cache.put(key, json.dumps(told).encode())


def recall_printed(cache: Cache, key: str, output: Path) -> Impression | None:
    """Tell again what a run has written, if its files are all there, and untouched."""
    noted = cache.get(key)
    if noted is None:
        return None
    told = json.loads(noted)
    paths = {output / name: digest for name, digest in told["files"].items()}
    if all(hash_file(path) == digest for path, digest in paths.items()):
        return Impression(told["documents"], told["pages"], tuple(paths))
    return None


def hash_file(path: Path) -> str:
    """Digest a file; nothing, if it cannot be read."""
    try:
        return hash_bytes(path.read_bytes())
    except OSError:
        return ""


def hash_bytes(data: bytes) -> str:
    """Digest the content of a file."""
    return hashlib.sha256(data).hexdigest()
