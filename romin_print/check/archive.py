"""Checks a kit on the receiving side: the zip, or the folder made of it.

It proves that the files are those of its manifests, and nothing of who made them:
whoever changes a file, or takes some away, can write the manifests again. For that, the SHA-256 of the zip is
given, to compare with the one that the sender tells by another way.

All faults are told at once, each with the name of its file. Nothing is unpacked outside
of a temporary folder.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from romin_print.check.archive_dossier import Parcours, find_bag, is_trace
from romin_print.check.archive_membres import Fichier, read_packed, unpack
from romin_print.check.archive_noms import Noms, list_name_faults, show
from romin_print.check.archive_sac import (
    ADDED,
    BAGIT,
    DIFFERENCES,
    KIT,
    MANIFEST,
    Fault,
    Sac,
    ask_bagit,
    list_bag_faults,
    read_info,
    read_kit,
)
from romin_print.check.archive_zip import (
    MAX_BYTES,
    MAX_LIST_BYTES,
    Membre,
    Sommaire,
    Torn,
    check_layout,
    list_faults,
    read_sommaire,
)
from romin_print.errors import Place, Problem

SEAL = b"romin-print SHA-256 "
TOO_BIG = "dépasse 1 Gio ou 20 000 fichiers : aucun kit n’est si grand"
REMADE = "ce zip n’est pas celui qui a été fait avec le kit : il a été refait depuis"
NOT_SEALED = "l’enveloppe du zip a changé"
TRACE = "n’est pas du kit (le système l’a laissé là)"
NO_KIT = "n’est pas le dossier d’un kit : il y manque bagit.txt"
UNTITLED = "ne dit pas le titre du kit"


@dataclass(frozen=True)
class Constat:
    """What was found in a kit; it is refused if there is any problem.

    `titre`, `edition` and `date`, at which its content was settled, are what the kit
    says of itself, made safe to show; `sha256` is that of the zip, and empty for a folder.
    """

    problemes: tuple[Problem, ...]
    remarques: tuple[Problem, ...] = ()
    fichiers: int = 0
    octets: int = 0
    sha256: str = ""
    titre: str = ""
    edition: str = ""
    date: str = ""


@dataclass
class Releve:
    """What is known of a kit while it is being checked."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    # What is worth saying only where no file has anything wrong.
    envelope: list[Fault] = field(default_factory=list)
    files: dict[str, Fichier] = field(default_factory=dict)
    sha256: str = ""


def check_archive(path: Path) -> Constat:
    """Check a kit, zip or folder, that exists."""
    releve = Releve()
    if path.is_dir():
        return check_dossier(path, releve)
    if not path.is_file():
        return refuse(path, "n’est pas un fichier ordinaire")
    with path.open("rb") as file:
        return check_zip(path, file, releve)


def check_dossier(path: Path, releve: Releve) -> Constat:
    """Check a kit that was unzipped."""
    root = find_bag(path)
    if not any((root / name).exists() for name in (BAGIT, MANIFEST)):
        return refuse(path, NO_KIT)
    parcours = Parcours()
    parcours.walk(root)
    if parcours.too_big:
        return refuse(path, TOO_BIG)
    releve.files, releve.faults = parcours.files, parcours.faults
    return check_sac(root, releve, lenient=True)


def check_zip(path: Path, file: BinaryIO, releve: Releve) -> Constat:
    """Check a kit as it was sent."""
    try:
        sommaire = read_sommaire(file)
        check_bounds(file, sommaire)
        check_layout(file, sommaire)
        check_seal(file, sommaire, releve, path)
    except Torn as error:
        return refuse(path, str(error))
    with TemporaryDirectory("", "romin-print-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        unpack_all(file, sommaire, root, releve)
        return check_sac(root, releve)


def check_bounds(file: BinaryIO, sommaire: Sommaire) -> None:
    """Raise `Torn` for a zip with nothing in it, or too much."""
    if not sommaire.membres:
        raise Torn("le zip est vide")
    size = sum(membre.size for membre in sommaire.membres)
    if max(size, file.seek(0, SEEK_END) - MAX_LIST_BYTES) > MAX_BYTES:
        raise Torn(f"une fois ouvert, le zip {TOO_BIG}")


def check_seal(file: BinaryIO, sommaire: Sommaire, releve: Releve, path: Path) -> None:
    """Take the SHA-256 of the zip, and compare its comment with all that comes before.

    Without a comment, another program has made the zip again, which is no fault.
    """
    left = file.seek(0, SEEK_END) - len(sommaire.comment)
    file.seek(0)
    digest = hashlib.sha256()
    for piece in read_packed(file, left):
        digest.update(piece)
    if not sommaire.comment:
        releve.remarks.append((str(path), REMADE))
    elif sommaire.comment != SEAL + digest.hexdigest().encode():
        releve.envelope.append((str(path), NOT_SEALED))
    digest.update(sommaire.comment)
    releve.sha256 = digest.hexdigest()


def unpack_all(file: BinaryIO, sommaire: Sommaire, root: Path, releve: Releve) -> None:
    """Unpack what may be unpacked, and note why the rest may not."""
    noms = Noms()
    top = find_top(sommaire)
    for membre in sommaire.membres:
        path = membre.name.removesuffix("/")
        name = unicodedata.normalize("NFC", path.removeprefix(top))
        faults = [*list_name_faults(path), *list_faults(membre)]
        if twin := noms.find_twin(path, membre.is_folder):
            faults.append(f"le nom se confond avec « {show(twin)} »")
        if not f"{path}/".startswith(top):
            faults.append("n’est pas dans le dossier du kit")
        elif not faults and not membre.is_folder:
            faults += unpack_one(file, membre, root / name, releve.files, name)
        releve.faults += ((name, fault) for fault in faults)


def unpack_one(
    file: BinaryIO, membre: Membre, target: Path, files: dict[str, Fichier], name: str
) -> Iterator[str]:
    """Unpack one member, or tell why it cannot be."""
    try:
        files[name] = unpack(file, membre, target)
    except Torn as error:
        yield str(error)


def find_top(sommaire: Sommaire) -> str:
    """Find the folder of the kit: that of a bagit.txt, or the one of most members."""
    parts = [membre.name.split("/") for membre in sommaire.membres]
    bags = [first for first, *rest in parts if rest == ["bagit.txt"]]
    tops = Counter(bags or (first for first, *rest in parts if rest))
    return f"{tops.most_common(1)[0][0]}/" if tops else "/"


def check_sac(root: Path, releve: Releve, lenient: bool = False) -> Constat:
    """Check the bag in a folder whose files were measured; say what it tells of itself."""
    sac = Sac(root, releve.files, frozenset(name for name, _ in releve.faults))
    found = [*releve.faults, *list_bag_faults(sac)]
    traces = {name: TRACE for name, cause in found if lenient and is_left(name, cause)}
    faults = [fault for fault in found if fault[0] not in traces]
    if all(cause in DIFFERENCES for _, cause in faults):
        faults += ask_bagit(sac, faults, traces)
    kit = read_kit(sac)
    untitled = {} if kit.get("titre") else {KIT: UNTITLED}
    sizes = [file.size for name, file in sac.files.items() if name not in traces]
    return Constat(
        problemes=tell(faults or releve.envelope),
        remarques=tell([*releve.remarks, *traces.items(), *untitled.items()]),
        fichiers=len(sizes),
        octets=sum(sizes),
        sha256=releve.sha256,
        titre=kit.get("titre", ""),
        edition=kit.get("edition", ""),
        date=show(dict(read_info(sac)).get("Bagging-Date", "")),
    )


def is_left(name: str, cause: str) -> bool:
    """Tell whether a fault is only what a system leaves in the folders that it shows."""
    return cause == ADDED and is_trace(name)


def refuse(path: Path, cause: str) -> Constat:
    """Refuse a kit that cannot even be looked into."""
    return Constat(tell([(str(path), cause)]))


def tell(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Tell faults, one for each file and cause, in the order of the names."""
    told = {Problem(Place(Path(show(name))), cause) for name, cause in faults}
    return tuple(sorted(told))
