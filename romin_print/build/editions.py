"""Find a former edition of a binder: a manifest that was kept, or one made again.

An edition leaves a manifest beside its PDF; a kit carries it. Where there is neither,
a git revision of the content is laid out again, with the layouts of today: what is
new in the layouts alone is not seen.
"""

from __future__ import annotations

import errno
import io
import lzma
import os
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from romin_print.errors import ContentError, GateError, SelectionError

if TYPE_CHECKING:
    from romin_print.model.manifeste import Manifeste

FOLDER = PurePath("classeurs")
MANIFESTE = ".manifeste.json"
MAX_BYTES = 20 * 2**20
GIT_SECONDS = 60

# What a member of an archive raises that is cut, altered, or packed in a way not ours.
TORN = (
    zipfile.BadZipFile,
    EOFError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    zlib.error,
)
ENCRYPTED = 0x1

T = TypeVar("T")


def find_edition(
    racine: Path, slug: str, source: str, remake: Callable[[Path], T]
) -> Manifeste | T:
    """Find the manifest of a former edition of a binder.

    `source` is a manifest, the PDF that it goes with, their folder, a kit (zip), or
    else a git revision, whose content/ is given to `remake`. Raise `SelectionError`
    if it is none of these, or has faults.
    """
    from romin_print.model.manifeste import read_manifeste

    path = Path(source)
    if path.exists():
        return read_manifeste(read_kept(path, slug), source)
    with open_revision(racine, source) as content:
        if not (content / "classeurs" / f"{slug}.yaml").is_file():
            raise SelectionError(f"« {source} » n’a pas encore de classeur « {slug} ».")
        with tell_revision(source, content):
            return remake(content)


def check_edition(racine: Path, slug: str, source: str) -> None:
    """Raise `SelectionError` if no edition is found there; lay out nothing to know."""
    from romin_print.load.fonds import load_fonds

    find_edition(racine, slug, source, load_fonds)


def read_kept(path: Path, slug: str) -> bytes:
    """Read the manifest that a path leads to, whichever file of the edition it names."""
    name = f"{slug}{MANIFESTE}"
    if path.suffix.lower() == ".zip" and path.is_file():
        return read_kit(path, name)
    if path.is_dir():
        places = (path / name, path / FOLDER / name, path / "output" / FOLDER / name)
        found = next((place for place in places if place.is_file()), None)
    else:
        named = path.with_suffix(MANIFESTE) if path.suffix != ".json" else path
        found = named if named.is_file() else None
    if found is None:
        raise SelectionError(
            f"pas de manifeste {name} dans {path}. "
            "Il est écrit à côté du PDF de chaque édition."
        )
    return check_size(found.stat().st_size, found) or found.read_bytes()


def read_kit(path: Path, name: str) -> bytes:
    """Read the manifest in a kit."""
    try:
        with zipfile.ZipFile(path) as kit:
            members = [m for m in kit.infolist() if Path(m.filename).name == name]
            if not members:
                raise SelectionError(f"pas de manifeste {name} dans {path}.")
            if members[0].flag_bits & ENCRYPTED:
                raise SelectionError(
                    f"{path} demande un mot de passe. "
                    f"L’ouvrir, et désigner le fichier {name} qui s’y trouve."
                )
            check_size(members[0].file_size, path)
            return kit.read(members[0])
    except TORN as error:
        raise explain_torn(path) from error
    except OSError as error:
        # Bzip2 that cannot be read, a place before the file begins: no refusal of a disk.
        if error.errno not in (None, errno.EINVAL):
            raise
        raise explain_torn(path) from error


def explain_torn(path: Path) -> SelectionError:
    """Explain that an archive cannot be read."""
    return SelectionError(
        f"{path} n’est pas une archive lisible. "
        "La copier de nouveau, ou désigner le manifeste lui-même."
    )


def check_size(size: int, path: Path) -> bytes:
    """Refuse a manifest that no binder could need."""
    if size > MAX_BYTES:
        raise SelectionError(f"{path} est trop gros pour un manifeste.")
    return b""


@contextmanager
def open_revision(racine: Path, revision: str) -> Iterator[Path]:
    """Give the content/ folder as it was at a git revision."""
    if revision.startswith("-"):
        raise SelectionError(f"« {revision} » n’est ni un fichier ni une révision git.")
    archive = run_git(racine, revision, "archive", "--format=tar", revision, "content")
    with TemporaryDirectory("", "romin-print-", ignore_cleanup_errors=True) as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            raise SelectionError(
                f"à la révision {revision} : content/ a un lien qui en sort. "
                "Désigner plutôt le manifeste de cette édition."
            ) from error
        yield Path(folder) / "content"


@contextmanager
def tell_revision(revision: str, content: Path) -> Iterator[None]:
    """Say of faults that they are those of a revision: today's files have none of them."""
    try:
        yield
    except (ContentError, GateError, SelectionError) as error:
        shown = f"à la révision {revision} : "
        told = error.message.replace(f"{content.parent}{os.sep}", shown)
        raise SelectionError(
            f"l’édition de la révision « {revision} » ne peut pas être refaite :\n"
            f"{told}\n"
            "Désigner plutôt le manifeste qui a été écrit à côté de son PDF."
        ) from error


def run_git(racine: Path, revision: str, *arguments: str) -> bytes:
    """Run git in the project; say in French what it refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(racine), *arguments],
            capture_output=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SelectionError(
            f"« {revision} » n’est pas un fichier, et git ne répond pas."
        ) from error
    if done.returncode:
        raise SelectionError(
            f"« {revision} » n’est ni un fichier ni une révision git de ce projet."
        )
    return done.stdout
