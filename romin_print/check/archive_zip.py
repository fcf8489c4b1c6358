"""The list of what a zip holds, read as anything from a stranger.

`zipfile` is made to open as many archives as it can. Two programs that are each lenient
in their own way can be shown two different contents by one file; so here whatever may be
read in two ways is refused, and every byte must have a place: the members follow one
another from the first byte to the list, and the list to the end.
"""

import stat
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

STORED, DEFLATED = 0, 8
CENTRAL, LOCAL, END = b"PK\1\2", b"PK\3\4", b"PK\5\6"
DESCRIPTOR = b"PK\7\x08"
# What a line of the list and the header of its member both say.
COMMON = struct.Struct("<5H3I2H")
LINE = struct.Struct("<3H2I")
TAIL = struct.Struct("<4H2IH")
HEADER_SIZE = 4 + COMMON.size
LINE_SIZE = 4 + 2 + COMMON.size + LINE.size
TAIL_SIZE = 4 + TAIL.size
MAX_COMMENT = 2**16 - 1

ENCRYPTED, LATER, UTF_8, LEVELS = 0x2041, 0x8, 0x800, 0x6
KNOWN_FLAGS = LATER | UTF_8 | LEVELS
MAX_VERSION = 45
OTHER_NAME = 0x7075
EMPTY = 2  # what nothing weighs once compressed
REPARSE_POINT = 0x400

MAX_BYTES = 2**30
MAX_MEMBERS = 20_000
MAX_LIST_BYTES = 16 * 2**20
# Nothing is judged by how well it packs below a size that cannot hurt.
MAX_RATIO = 200
SMALL = 2**20


class Torn(Exception):  # noqa: N818 (it is a state of the file, not of the program)
    """The archive cannot be read, or not in one way only; its text says why, in French."""


class Membre(NamedTuple):
    """A member, as the list at the end of a zip describes it."""

    raw: bytes
    version: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    extra: bytes
    attributes: int
    offset: int

    @property
    def name(self) -> str:
        """Its path; one that cannot be read is shown as best one can."""
        return self.raw.decode("utf-8", "backslashreplace")

    @property
    def is_folder(self) -> bool:
        """Tell whether it only makes a folder."""
        return self.raw.endswith(b"/")


class Sommaire(NamedTuple):
    """What a zip says that it holds, and its comment."""

    membres: tuple[Membre, ...]
    start: int
    comment: bytes


def read_sommaire(file: BinaryIO) -> Sommaire:
    """Read the list of a zip; raise `Torn` if it is not one, or not a whole one."""
    length = file.seek(0, 2)
    position = file.seek(max(0, length - TAIL_SIZE - MAX_COMMENT))
    tail = file.read()
    found = tail.rfind(END)
    if found < 0 or found + TAIL_SIZE > len(tail):
        raise Torn(explain_start(file))
    told = TAIL.unpack_from(tail, found + 4)
    disks, count, size, start, comment = told[:2], told[2:4], *told[4:]
    end = position + found
    if found + TAIL_SIZE + comment != len(tail) or disks != (0, 0):
        raise Torn("le zip est abîmé, ou des octets y ont été ajoutés à la fin")
    if count[0] > MAX_MEMBERS or size > MAX_LIST_BYTES:
        raise Torn(f"le zip annonce plus de {MAX_MEMBERS} fichiers")
    if count[0] != count[1] or start + size != end:
        raise Torn("le zip est abîmé : sa liste n’est pas à sa place")
    file.seek(start)
    membres = tuple(read_lines(file.read(size)))
    if len(membres) != count[0]:
        raise Torn("le zip est abîmé : sa liste n’est pas complète")
    return Sommaire(membres, start, tail[found + TAIL_SIZE :])


def explain_start(file: BinaryIO) -> str:
    """Explain what a file is that has no list of members."""
    file.seek(0)
    if file.read(len(LOCAL)) == LOCAL:
        return "le zip est incomplet : sa fin manque"
    return "ce n’est pas un zip"


def read_lines(data: bytes) -> Iterator[Membre]:
    """Read each line of the list."""
    position = 0
    while position < len(data):
        if data[position : position + 4] != CENTRAL or len(data) < position + LINE_SIZE:
            raise Torn("le zip est abîmé : sa liste est illisible")
        common = COMMON.unpack_from(data, position + 6)
        comment, disk, _, attributes, offset = LINE.unpack_from(
            data, position + 6 + COMMON.size
        )
        version, flags, method, _, _, crc, packed, size, name, extra = common
        start = position + LINE_SIZE
        position = start + name + extra + comment
        if position > len(data) or disk:
            raise Torn("le zip est abîmé : sa liste est illisible")
        yield Membre(
            data[start : start + name], version, flags, method, crc, packed, size,
            data[start + name : start + name + extra], attributes, offset,
        )  # fmt: skip


def check_layout(file: BinaryIO, sommaire: Sommaire) -> None:
    """Raise `Torn` unless the members lie end to end, each as the list describes it."""
    position = 0
    membres = sorted(sommaire.membres, key=lambda membre: membre.offset)
    following = [membre.offset for membre in membres[1:]]
    for membre, end in zip(membres, [*following, sommaire.start], strict=False):
        if membre.offset != position:
            raise Torn("le zip est abîmé : des fichiers s’y recouvrent, ou s’y cachent")
        position = find_data(file, membre) + membre.packed
        position += measure_descriptor(file, membre, position, end)
    if position != sommaire.start:
        raise Torn("le zip est abîmé : des octets y sont cachés avant la liste")


def find_data(file: BinaryIO, membre: Membre) -> int:
    """Find where the bytes of a member begin, past a header that agrees with the list."""
    file.seek(membre.offset)
    header = file.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not header.startswith(LOCAL):
        raise Torn("le zip est abîmé : un fichier n’est pas à sa place")
    _, flags, method, _, _, *sizes, name, extra = COMMON.unpack_from(header, 4)
    raw, known = file.read(name), [membre.crc, membre.packed, membre.size]
    later = flags & LATER and sizes == [0, 0, 0]
    if (raw, flags, method) != (membre.raw, membre.flags, membre.method) or not (
        later or sizes == known
    ):
        raise Torn("le zip est abîmé : il dit deux choses d’un même fichier")
    if has_other_name(file.read(extra)):
        raise Torn("le zip donne deux noms à un même fichier")
    return file.tell()


def measure_descriptor(file: BinaryIO, membre: Membre, start: int, end: int) -> int:
    """Measure what some programs write after a member: its sizes, known only then."""
    if not membre.flags & LATER:
        return 0
    told = struct.pack("<3I", membre.crc, membre.packed, membre.size)
    file.seek(start)
    found = file.read(max(0, min(end - start, len(DESCRIPTOR) + len(told))))
    return len(found) if found in (told, DESCRIPTOR + told) else 0


def has_other_name(extra: bytes) -> bool:
    """Tell whether a member has another name aside, that some programs prefer."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == OTHER_NAME:
            return True
        position += 4 + length
    return False


def list_faults(membre: Membre) -> Iterator[str]:
    """List why a member is refused, whatever its name."""
    yield from list_reading_faults(membre)
    yield from list_kind_faults(membre)


def list_reading_faults(membre: Membre) -> Iterator[str]:
    """List why a member cannot be read, or not in one way only."""
    if membre.flags & ENCRYPTED:
        yield "est protégé par un mot de passe"
    elif (
        membre.flags & ~KNOWN_FLAGS
        or membre.method not in (STORED, DEFLATED)
        or membre.version & 0xFF > MAX_VERSION
    ):
        yield "est compressé d’une façon inconnue"
    if not membre.raw.isascii() and not is_utf_8(membre):
        yield "a un nom dont l’alphabet n’est pas dit"
    if has_other_name(membre.extra):
        yield "a deux noms"


def list_kind_faults(membre: Membre) -> Iterator[str]:
    """List what makes a member something else than a file of a fair size, or a folder."""
    kind = stat.S_IFMT(membre.attributes >> 16)
    if stat.S_ISLNK(kind) or membre.attributes & REPARSE_POINT:
        yield "est un lien vers un autre fichier"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "n’est pas un fichier ordinaire"
    if membre.is_folder and (membre.size or membre.packed > EMPTY):
        yield "est à la fois un dossier et un fichier"
    if membre.size > max(SMALL, MAX_RATIO * membre.packed):
        yield "grossirait sans mesure une fois ouvert (bombe)"


def is_utf_8(membre: Membre) -> bool:
    """Tell whether the name of a member is in UTF-8, and says so."""
    try:
        membre.raw.decode()
    except UnicodeDecodeError:
        return False
    return bool(membre.flags & UTF_8)
