"""The archive of a kit: a zip with one folder, and in it a bag (BagIt 1.0, RFC 8493).

The manifests are made here. The library `bagit` makes a bag out of a folder, where it
moves the files, reads them all again and stamps today's date: too slow for a hundred
kits, and never the same bytes twice. It is what reads them on the other side
(`romin_print/check/archive_sac.py`).

The manifests say nothing of the zip around the bag. The comment at its end does: it is
a seal, the SHA-256 of all that comes before, so that a single altered byte is seen
wherever it is.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from romin_print.errors import RominError
from romin_print.write.archive_names import Names, has_unseen
from romin_print.write.atomic import open_staging, publish
from romin_print.write.stable_zip import (
    DEFLATED,
    STORED,
    Packed,
    make_end,
    make_entry,
    make_header,
    pack_member,
)

# What a person who opens the zip must see first.
ACCUEIL = ("index.html", "LISEZ-MOI.html")
PAYLOAD = "data/"
COMPRESSED = (".pdf", ".docx", ".png")
# The checker takes no more; nor would it believe that so little was so much.
MAX_BYTES = 2**30
MAX_FILES = 20_000
MAX_RATIO = 100

BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGMANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
OURS = re.compile(r"(bagit|bag-info|fetch|(tag)?manifest-[^/]*)\.txt", re.IGNORECASE)
LABEL = re.compile(r"[A-Za-z0-9-]+")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SEAL = b"romin-print SHA-256 "
SEAL_LENGTH = len(SEAL) + 64


class Prepared(NamedTuple):
    """A file ready for any number of archives: packed, and its SHA-256."""

    packed: Packed
    sha256: str


def prepare_file(name: str, data: bytes) -> Prepared:
    """Pack a file once, for all the archives that it goes to."""
    stored = PurePosixPath(name).suffix.lower() in COMPRESSED
    packed = pack_member(data, STORED if stored else DEFLATED)
    if len(packed.data) * MAX_RATIO < len(data):
        packed = pack_member(data, STORED)
    return Prepared(packed, hashlib.sha256(data).hexdigest())


class Written(NamedTuple):
    """What is remembered of a file once it is written."""

    header: bytes
    offset: int
    size: int
    sha256: str


class Archive:
    """An archive that is being written; `sha256` is its own digest once it is closed."""

    def __init__(self, file: BinaryIO, name: str, info: Mapping[str, str]) -> None:
        self.sha256 = ""
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()
        self._folder = name
        self._unpacked = 0
        self._info = write_info(info)
        self._names = Names(name)
        self._written: dict[str, Written] = {}

    def add(self, name: str, data: bytes) -> None:
        """Write a file to the archive; see `prepare_file`."""
        self.add_prepared(name, prepare_file(name, data))

    def add_prepared(self, name: str, prepared: Prepared) -> None:
        """Write a file that was packed before."""
        if OURS.fullmatch(name):
            raise RominError(f"{name} s’écrit tout seul dans un kit.")
        self._write_file(name, prepared)

    def close(self) -> None:
        """Write what tells of the files, then the list of all."""
        payload = {n: w for n, w in self._written.items() if n.startswith(PAYLOAD)}
        for name in ACCUEIL:
            if name not in self._written:
                raise RominError(f"un kit a toujours une page {name}.")
        if not payload:
            raise RominError(f"un kit a au moins un fichier dans {PAYLOAD}")
        self._write_tag("bagit.txt", BAGIT)
        self._write_tag("bag-info.txt", self._info + measure(payload))
        self._write_tag(MANIFEST, write_manifest(payload))
        tags = {n: w for n, w in self._written.items() if n not in payload}
        self._write_tag(TAGMANIFEST, write_manifest(tags))
        self._write_end()

    def _write_tag(self, name: str, text: str) -> None:
        self._write_file(name, prepare_file(name, text.encode()))

    def _write_file(self, name: str, prepared: Prepared) -> None:
        """Write a file where the archive has come to."""
        path = f"{self._folder}/{name}"
        self._names.take(name)
        packed, sha256 = prepared
        header = make_header(path, packed)
        self._written[name] = Written(header, self.size, packed.size, sha256)
        self._write(header)
        self._write(packed.data)
        self._unpacked += packed.size
        self._check_size()

    def _check_size(self) -> None:
        """Refuse to grow beyond what the checker takes."""
        if len(self._written) > MAX_FILES or self._unpacked > MAX_BYTES:
            raise RominError(
                f"le kit {self._folder} dépasse {MAX_FILES} fichiers ou"
                f" {MAX_BYTES // 2**30} Gio. En faire plusieurs kits."
            )

    def _write_end(self) -> None:
        """Write the list of the files, those of the welcome first, and the seal."""
        names = dict.fromkeys((*ACCUEIL, *self._written))
        written = (self._written[name] for name in names)
        entries = [make_entry(each.header, each.offset) for each in written]
        self._write(b"".join(entries) + make_end(entries, self.size, SEAL_LENGTH))
        self._write(SEAL + self._hash.hexdigest().encode())
        self.sha256 = self._hash.hexdigest()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)


@contextmanager
def open_archive(path: Path, name: str, info: Mapping[str, str]) -> Iterator[Archive]:
    """Give an archive to fill; it is at `path`, whole, once the block has ended well.

    `name` is its one folder; `info` what bag-info.txt says, the Bagging-Date among it.
    """
    with open_staging(path.parent) as staging:
        with (staging / path.name).open("wb") as file:
            archive = Archive(file, name, info)
            yield archive
            archive.close()
            file.flush()
            os.fsync(file.fileno())
        publish(staging, path.parent)


def write_info(info: Mapping[str, str]) -> str:
    """Write bag-info.txt, less what is known only once all is written."""
    for label, value in info.items():
        if not LABEL.fullmatch(label) or not value.strip() or has_unseen(value):
            raise RominError(
                f"bag-info.txt : « {label} » n’est pas une ligne de texte."
            )
    if not DATE.fullmatch(info.get("Bagging-Date", "")) or "Payload-Oxum" in info:
        raise RominError("bag-info.txt : il faut une Bagging-Date, AAAA-MM-JJ.")
    return "".join(f"{label}: {value}\n" for label, value in info.items())


def measure(payload: Mapping[str, Written]) -> str:
    """Write the line of bag-info.txt that counts the bytes and files of the payload."""
    size = sum(written.size for written in payload.values())
    return f"Payload-Oxum: {size}.{len(payload)}\n"


def write_manifest(files: Mapping[str, Written]) -> str:
    """Write the digests of files, in the order of their names."""
    return "".join(f"{files[name].sha256}  {name}\n" for name in sorted(files))
