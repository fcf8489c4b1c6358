"""Zip archives whose bytes depend on their members alone.

`zipfile` stamps each member with the clock and the system; two runs of the same
content would then differ, and a reader could not tell a reprint from a change.
"""

import io
import zipfile
from collections.abc import Mapping

# The earliest date that the format can hold: plainly not a real one.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE_FILE = 0o100644 << 16


def pack_stable_zip(members: Mapping[str, bytes]) -> bytes:
    """Pack members, by order of name, and return the archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            archive.writestr(describe_member(name), members[name])
    return buffer.getvalue()


def describe_member(name: str) -> zipfile.ZipInfo:
    """Describe a member the same way on every day and every system."""
    member = zipfile.ZipInfo(name, DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = UNIX
    member.external_attr = READABLE_FILE
    return member


def unpack_zip(archive: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
