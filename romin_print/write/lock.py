"""Locks that end with the process that holds them, even when it is killed.

That is why they are the system's own: a file that merely exists, or that names
a process, would outlive a killed run, and numbers of processes come back.
"""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take_lock(path: Path) -> int | None:
    """Lock a file, made if need be; return its descriptor, None if another has it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # Its folder has gone, or belongs to somebody else.
        return None
    try:
        _take(descriptor)
        # Otherwise its last owner has just removed it, and it locks nothing.
        taken = os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        taken = False
    if taken:
        return descriptor
    os.close(descriptor)
    return None
