"""What an output depends on besides the content: the program, layouts and engine.

Anything that changes here makes all that was kept useless, and it is better so: a
page is made again rather than trusted for one reason too many.
"""

import ctypes
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

from romin_print.build.cache import digest
from romin_print.errors import LayoutError

MAX_FILES = 5000
ENGINES = (
    "weasyprint",
    "pydyf",
    "pyphen",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "jinja2",
    "markdown-it-py",
    "citeproc-py",
    "polytypo",
    "fonttools",
    "pikepdf",
    "pillow",
    "python-docx",
    "lxml",
    "pydantic",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-source-sans-3",
)
# The functions of the system's libraries that tell their version.
LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libfontconfig.so.1", "FcGetVersion"),
)


def digest_program(layouts: tuple[Path, ...]) -> str:
    """Digest the program, its engines and the layouts, in the order of their folders."""
    told = [digest_code()]
    for folder in layouts:
        for path in list_files(folder):
            told += [str(path.relative_to(folder)), digest(path.read_bytes())]
    return digest(*told)


def list_files(folder: Path) -> list[Path]:
    """List the files of a folder, those of folders that it links to included.

    Whoever reads a layout or a picture follows links too. Raise `LayoutError` for a
    folder that holds far more than a project does, such as that of all a person has.
    """
    found: list[Path] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:  # a link that leads back to where it comes from
            folders.clear()
            continue
        seen.add(real)
        found += (path for name in names if (path := Path(place, name)).is_file())
        if len(found) > MAX_FILES:
            raise LayoutError(
                f"plus de {MAX_FILES} fichiers dans {folder}",
                "Désigner le dossier de vos seules mises en page.",
            )
    return sorted(found)


@cache
def digest_code() -> str:
    """Digest our own code and the versions of what it calls."""
    package = Path(__file__).parents[1]
    sources = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    return digest(*sources, *tell_versions())


def tell_versions() -> Iterator[str]:
    """Tell the version of everything that can change a page."""
    yield f"{sys.version} {sys.platform} {zlib.ZLIB_RUNTIME_VERSION}"
    for name in ENGINES:
        with suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"
    for library, function in LIBRARIES:
        # Where it is called otherwise, a new library is only seen with a new engine.
        with suppress(OSError, AttributeError):
            tell = getattr(ctypes.CDLL(library), function)
            number = function == "FcGetVersion"
            tell.restype = ctypes.c_int if number else ctypes.c_char_p
            yield f"{library} {tell()!r}"
