"""What was made once and may serve again: a folder that can be deleted at any time.

Each entry is named by a digest of all that it was made of, so it is never out of
date, and several runs may read and write at once. An entry that is torn, or that is
not ours, is as good as none.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from romin_print.write.web import find_cache

# Some two thousand pieces of binders with all their formats.
LIMIT_BYTES = 400 * 2**20
# Noting down each reading would cost more than the reading.
READ_AGAIN_SECONDS = 86_400
DIGEST_BYTES = 32


class Cache:
    """A bounded store of bytes on the disk; nothing that goes wrong in it is an error."""

    def __init__(self, folder: Path, limit: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit = limit
        self.added = False

    def get(self, key: str) -> bytes | None:
        """Give what is kept under a key, if it is there and whole."""
        path = self.find(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        data = kept[DIGEST_BYTES:]
        if hashlib.sha256(data).digest() != kept[:DIGEST_BYTES]:
            return None
        self.remember(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key; a full or closed disk only makes the next run slower.

        Nothing is forced on the disk: an entry that a power cut tears is not read.
        """
        path = self.find(key)
        beside = path.with_name(f".{uuid4().hex}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(hashlib.sha256(data).digest() + data)
                beside.replace(path)
                self.added = True
            finally:
                beside.unlink(missing_ok=True)

    def find(self, key: str) -> Path:
        """Find the file of a key: the folders keep listings short."""
        return self.folder / key[:2] / key[2:]

    def remember(self, path: Path) -> None:
        """Note that an entry has served, at most once a day."""
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > READ_AGAIN_SECONDS:
                os.utime(path)

    def trim(self) -> None:
        """Remove what has not served for longest, until the rest holds in the limit."""
        if not self.added:
            return
        entries = sorted(self.list_entries(), reverse=True)
        total = 0
        for _, size, path in entries:
            total += size
            if total > self.limit:
                with suppress(OSError):
                    path.unlink()

    def list_entries(self) -> Iterator[tuple[float, int, Path]]:
        """List the entries: when each last served, its size, its file."""
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                stat = path.stat()
                yield stat.st_mtime, stat.st_size, path


def open_cache() -> Cache:
    """Open the cache of the person at the keyboard."""
    return Cache(find_cache() / "pieces")


def digest(*parts: bytes | str) -> str:
    """Digest several texts into one key; where one ends counts."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big"))
        hashed.update(data)
    return hashed.hexdigest()
