"""Reads the manifests of a bag (BagIt, RFC 8493), and compares them with its files.

The library `bagit` has the last word. But it lets be what lies outside data/ and no
manifest names, and stops at the first kind of fault; so the list is closed here first.
What it says is English and is never shown.
"""

import json
import logging
import re
import unicodedata
import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from romin_print.check.archive_membres import Fichier
from romin_print.check.archive_noms import list_name_faults, show

PAYLOAD = "data/"
BAGIT, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAGMANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
KIT = "data/Preuve/kit.json"
# What every kit of romin-print proves, and no bag of another program has.
PREUVES = (KIT, "data/Preuve/accessibilite.html", "data/Preuve/outils.html")
PIECES = ("index.html", "LISEZ-MOI.html", INFO)
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OTHERS = re.compile(r"(tag)?manifest-(?P<kind>[^/]*)\.txt", re.IGNORECASE)
LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
# Twenty thousand names of a hundred and fifty characters weigh less.
MAX_MANIFEST = 8 * 2**20
MAX_INFO = 64 * 2**10
MAX_KIT = 2 * 2**20

MISSING = "manque"
ADDED = "a été ajouté : le manifeste ne le connaît pas"
ALTERED = "a changé depuis que le kit a été fait"
DIFFERENCES = {MISSING, ADDED, ALTERED}
NOT_WHOLE = "manque : ce n’est pas un kit de romin-print entier"
NO_BAG = "ce n’est pas un kit, ou il est abîmé"

Fault = tuple[str, str]  # the name of a file, and what is wrong with it


class Sac(NamedTuple):
    """A bag on a disk: its folder, its files, and those that are told of elsewhere."""

    root: Path
    files: Mapping[str, Fichier]
    told: frozenset[str] = frozenset()


def list_bag_faults(sac: Sac) -> list[Fault]:
    """List all that is wrong in a bag."""
    faults = [*list_frame_faults(sac)]
    listed: dict[str, str] = {}
    for manifest in (MANIFEST, TAGMANIFEST):
        faults += read_manifest(sac, manifest, listed)
    faults += compare(sac, listed)
    faults += list_missing_proofs(sac, listed)
    return faults if faults or sac.told else [*compare_sizes(sac)]


def list_frame_faults(sac: Sac) -> Iterator[Fault]:
    """List what is wrong with the files that make a bag, and a kit, what it is."""
    if BAGIT in sac.files and read(sac, BAGIT, MAX_INFO) != DECLARATION:
        yield BAGIT, "n’est pas celui d’un kit (BagIt 1.0, UTF-8)"
    for name in (BAGIT, MANIFEST, TAGMANIFEST, *PIECES):
        if name not in sac.files and name not in sac.told:
            yield name, MISSING
    for name in sac.files:
        kind = OTHERS.fullmatch(name)
        if kind and kind["kind"] != "sha256":
            yield name, "est un manifeste d’un autre genre que SHA-256"
        if name.casefold() == "fetch.txt":
            yield name, "ferait chercher des fichiers ailleurs : un kit est entier"


def read(sac: Sac, name: str, limit: int) -> bytes:
    """Read a file of a bag that ought to be small; an empty one if it is not."""
    found = sac.files.get(name)
    if found is None or found.size > limit:
        return b""
    return (sac.root / name).read_bytes()


def read_manifest(sac: Sac, manifest: str, listed: dict[str, str]) -> Iterator[Fault]:
    """Read a manifest into `listed`, and list what is wrong in it."""
    if manifest not in sac.files:
        return
    try:
        lines = read(sac, manifest, MAX_MANIFEST).decode().split("\n")
    except UnicodeDecodeError:
        lines = [""]
    if len(lines) < 2 or lines.pop():
        yield manifest, "est illisible"
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        name = found[2] if found else ""
        if not found or any(list_name_faults(name)):
            yield (
                manifest,
                f"la ligne {number} est illisible, ou nomme un fichier refusé",
            )
        elif name in listed or not belongs(name, manifest):
            yield manifest, f"la ligne {number} n’y a pas sa place"
        else:
            listed[unicodedata.normalize("NFC", name)] = found[1]


def belongs(name: str, manifest: str) -> bool:
    """Tell whether a manifest may list a file: one has the payload, one has the rest."""
    if manifest == MANIFEST:
        return name.startswith(PAYLOAD)
    return not name.startswith(PAYLOAD) and name != TAGMANIFEST


def compare(sac: Sac, listed: Mapping[str, str]) -> Iterator[Fault]:
    """Compare the files with the manifests, name by name."""
    for name in listed.keys() - sac.files.keys() - sac.told:
        yield name, MISSING
    for name, found in sac.files.items():
        manifest = MANIFEST if name.startswith(PAYLOAD) else TAGMANIFEST
        if name not in listed and manifest in sac.files and name != manifest:
            yield name, ADDED
        elif found.sha256 != listed.get(name, found.sha256):
            yield name, ALTERED


def list_missing_proofs(sac: Sac, listed: Collection[str]) -> Iterator[Fault]:
    """List the proofs that are neither there nor in any manifest.

    Whoever takes files away and makes the manifests again leaves a bag that is valid.
    """
    for name in PREUVES:
        if name not in sac.files and name not in sac.told and name not in listed:
            yield name, NOT_WHOLE


def compare_sizes(sac: Sac) -> Iterator[Fault]:
    """Compare the payload with what bag-info.txt counts of it."""
    payload = [f.size for name, f in sac.files.items() if name.startswith(PAYLOAD)]
    told = [value for label, value in read_info(sac) if label == "Payload-Oxum"]
    if INFO in sac.files and told != [f"{sum(payload)}.{len(payload)}"]:
        yield INFO, "ne compte pas les fichiers que voici"


def read_info(sac: Sac) -> tuple[tuple[str, str], ...]:
    """Read what bag-info.txt says; only lines of one label and one value."""
    text = read(sac, INFO, MAX_INFO).decode(errors="replace")
    pairs = (line.partition(":") for line in text.splitlines())
    return tuple((label.strip(), value.strip()) for label, sep, value in pairs if sep)


def read_kit(sac: Sac) -> Mapping[str, str]:
    """Read the title and the edition that a kit gives itself; it may give any."""
    try:
        told: Any = json.loads(read(sac, KIT, MAX_KIT) or b"{}")
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return {}
    return {
        label: show(value.strip())
        for label in ("titre", "edition")
        if isinstance(value := told.get(label), str)
    }


def ask_bagit(sac: Sac, known: Collection[Fault], left: Collection[str]) -> list[Fault]:
    """Ask the library what it finds besides what is known, and what is left aside.

    It must not be given a bag where a path climbs.
    """
    names = {*left, *(name for name, _ in known)}
    found = [fault for fault in list_bagit_faults(sac) if fault[0] not in names]
    return [fault for fault in found if fault[1] != NO_BAG or not known]


def list_bagit_faults(sac: Sac) -> Iterator[Fault]:
    """List what the library finds."""
    import bagit

    french = {
        bagit.ChecksumMismatch: ALTERED,
        bagit.FileMissing: MISSING,
        bagit.UnexpectedFile: ADDED,
    }
    with silence("bagit"):
        try:
            bag = bagit.Bag(str(sac.root))
            # It would say no more than that the count is wrong; see compare_sizes.
            bag.info.pop("Payload-Oxum", None)
            bag.validate()
        except bagit.BagValidationError as error:
            details = [(d.path, french.get(type(d), NO_BAG)) for d in error.details]
            yield from details or [(BAGIT, NO_BAG)]
        except (bagit.BagError, OSError, ValueError):
            yield BAGIT, NO_BAG


@contextmanager
def silence(name: str) -> Iterator[None]:
    """Keep a library from writing on the screen, and from warning of its own code."""
    logger = logging.getLogger(name)
    former, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        logger.disabled = former
