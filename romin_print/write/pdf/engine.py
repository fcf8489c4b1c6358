"""Wakes WeasyPrint up, and keeps its fonts loaded from one document to the next.

Why not simply `import weasyprint`: it asks cffi for each C library under the
names of every system, Windows first. For each name that does not exist, cffi
calls `ctypes.util.find_library`, which starts gcc, ld and ldconfig: some fifty
processes and half a second, before the Linux name is tried and found.
"""

import contextlib
import gc
import importlib
import io
import os
import re
import sys
import threading
from collections.abc import Iterator
from typing import Any

from romin_print.errors import RominError

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^\"';}]+)")

_lock = threading.Lock()
_fonts: dict[tuple[int, frozenset[str]], Any] = {}


@contextlib.contextmanager
def _without_library_search() -> Iterator[None]:
    """Let only the exact library names succeed, for the duration of an import.

    On Linux the exact name ("libpango-1.0.so.0") is always among those tried,
    and `find_library` could only give that same name back. macOS and Windows may
    need the search: it is left alone there.
    """
    import ctypes.util

    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


def load_engine() -> None:
    """Import WeasyPrint; do nothing if this is done already."""
    with _lock, _without_library_search():
        try:
            # WeasyPrint prints a page of English advice before it fails.
            with contextlib.redirect_stdout(io.StringIO()):
                importlib.import_module("weasyprint")
        except OSError as error:
            raise RominError(
                f"WeasyPrint ne peut pas démarrer : {error}. Installez Pango"
                " (Debian : libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0)."
            ) from error


def find_font_faces(html: str) -> frozenset[str]:
    """List the `@font-face` rules written in a document."""
    return frozenset(" ".join(rule.split()) for rule in _FONT_FACE.findall(html))


def name_families(faces: frozenset[str]) -> set[str]:
    """List the font families that these rules declare."""
    found = (_FAMILY.search(face) for face in faces)
    return {match[1].strip() for match in found if match}


def share_fonts(faces: frozenset[str]) -> Any:
    """Give the WeasyPrint font configuration kept for these `@font-face` rules.

    Shared, it saves thirty milliseconds a document. Only documents with the very
    same rules share one: otherwise a document that forgets a rule would come out
    right or wrong according to what was printed before it. A forked process makes
    its own, because a configuration deletes its files when it goes.
    """
    from weasyprint.text.fonts import FontConfiguration

    key = (os.getpid(), faces)
    if key not in _fonts:
        if not any(process == os.getpid() for process, _ in _fonts):
            _forget_fonts_at_exit()
        _fonts[key] = FontConfiguration()
    return _fonts[key]


def _forget_fonts_at_exit() -> None:
    """Delete the copies of the fonts that WeasyPrint keeps in a temporary folder.

    Workers leave through os._exit, where only multiprocessing's own finalizers
    run; and a configuration held by a cycle would outlive the modules it needs.
    """
    from multiprocessing.util import Finalize

    def forget() -> None:
        for key in [key for key in _fonts if key[0] == os.getpid()]:
            del _fonts[key]
        gc.collect()

    Finalize(None, forget, exitpriority=10)
