"""The accessibility report of a kit: every check that exists, on every file.

What a check has said of some bytes is kept under their digest, with the versions of
all that judged them: a second build asks nothing again. What was not checked is never
kept, since the missing tool may come.
"""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from romin_print.check.rapport_controles import (
    CONTROLES,
    Controle,
    FileToCheck,
    Resultats,
    leave,
)
from romin_print.check.rapport_criteres import HUMAINS, make_criteres
from romin_print.check.rapport_instruments import tell_versions
from romin_print.check.rapport_mots import tell_stop
from romin_print.model.rapport import (
    Constat,
    Critere,
    FichierControle,
    Genre,
    Rapport,
    Resultat,
    Verdict,
)

__all__ = ["FileToCheck", "Memory", "check_files", "tell_versions"]

GENRES = {".pdf": Genre.PDF, ".docx": Genre.WORD, ".html": Genre.WEB}
_LIBRARIES = ("pikepdf", "lxml", "tinyhtml5", "playwright", "axe-playwright-python")


class Memory(Protocol):
    """A store of bytes that may forget anything at any time, but alters nothing."""

    def get(self, key: str) -> bytes | None:
        """Give what is kept under a key."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


@dataclass(frozen=True)
class Examen:
    """A file, and what was read of it before any check; its bytes are not held."""

    file: FileToCheck
    genre: Genre
    sha256: str
    scripts: bool

    @property
    def origine(self) -> str:
        """A digest of the page that the file was made of."""
        html = self.file.html
        return "" if html is None else hashlib.sha256(html.encode()).hexdigest()


def check_files(files: Sequence[FileToCheck], memory: Memory | None = None) -> Rapport:
    """Check all the files of a kit; the report is in the order of their names."""
    criteres = {critere.slug: critere for critere in make_criteres(tell_versions())}
    examens = [open_file(f) for f in sorted(files, key=lambda file: file.name)]
    found: list[dict[str, Resultat]] = [{} for _ in examens]
    for controle in CONTROLES:
        asked = [criteres[slug] for slug in controle.criteres]
        ranks = [n for n, e in enumerate(examens) if e.genre in asked[0].genres]
        concerned = [examens[rank] for rank in ranks]
        judged = run_controle(controle, asked, concerned, memory)
        for rank, resultats in zip(ranks, judged, strict=True):
            found[rank] |= {resultat.critere: resultat for resultat in resultats}
    return Rapport(
        fichiers=tuple(
            tell_file(examen, [own[slug] for slug in criteres if slug in own])
            for examen, own in zip(examens, found, strict=True)
        ),
        criteres=tuple(criteres.values()),
        humains=HUMAINS,
    )


def open_file(file: FileToCheck) -> Examen:
    """Read a file, and say of which genre it is."""
    raw = file.path.read_bytes()
    genre = GENRES.get(file.path.suffix.lower(), Genre.AUTRE)
    if file.papier_seul:
        genre = Genre.PAPIER
    scripts = genre is Genre.WEB and b"<script" in raw.lower()
    return Examen(file, genre, hashlib.sha256(raw).hexdigest(), scripts)


def tell_file(examen: Examen, resultats: list[Resultat]) -> FichierControle:
    """Tell what was found of a file."""
    paged = examen.file.path.suffix.lower() == ".pdf"
    return FichierControle(
        nom=examen.file.name,
        genre=examen.genre,
        pages=count_pages(examen.file.path) if paged else None,
        sha256=examen.sha256,
        resultats=tuple(resultats),
        equivalent=examen.file.equivalent,
        scripts=examen.scripts,
    )


def count_pages(path: Path) -> int | None:
    """Count the pages of a PDF, None if it does not open."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        return None


def run_controle(
    controle: Controle,
    criteres: list[Critere],
    examens: list[Examen],
    memory: Memory | None,
) -> list[Resultats]:
    """Judge files, but those whose judgement is kept; nothing is asked of what is missing."""
    missing = [i.absence for c in criteres for i in c.instruments if i.absence]
    if missing:
        told = " ; ".join(dict.fromkeys(missing))
        return [tuple(leave(c.slug, told) for c in criteres) for _ in examens]
    keys = [make_key(criteres, examen) for examen in examens]
    known = {key: recall(memory, key, controle.criteres) for key in keys}
    asked = {k: e for k, e in zip(keys, examens, strict=True) if known[k] is None}
    judged = ask(controle, [examen.file for examen in asked.values()])
    for key, resultats in zip(asked, judged, strict=True):
        known[key] = resultats
        retain(memory, key, resultats)
    return [known[key] or () for key in keys]


def ask(controle: Controle, files: list[FileToCheck]) -> Sequence[Resultats]:
    """Have files judged; a tool that dies has said nothing of any of them."""
    if not files:
        return []
    try:
        return controle.judge(files)
    except Exception as error:  # a tool of others may die in any way
        told = tell_stop(error)
        return [tuple(leave(slug, told) for slug in controle.criteres) for _ in files]


def make_key(criteres: list[Critere], examen: Examen) -> str:
    """Make the key of a judgement: who judged, by which versions, of which bytes."""
    instruments = [[i.nom, i.version] for c in criteres for i in c.instruments]
    parts = [
        [critere.slug for critere in criteres],
        instruments,
        digest_code(),
        examen.sha256,
        examen.origine,
    ]
    return hashlib.sha256(f"rapport {json.dumps(parts)}".encode()).hexdigest()


@cache
def digest_code() -> str:
    """Digest all of ours that judges a file, and the libraries that it reads with."""
    hashed = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        hashed.update(f"{name} {find_version(name)}\n".encode())
    room = Path(__file__).parent
    for path in sorted(p for p in room.iterdir() if p.suffix in (".py", ".java")):
        hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def find_version(name: str) -> str:
    """Find the version of a library; a missing one has none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def recall(memory: Memory | None, key: str, slugs: tuple[str, ...]) -> Resultats | None:
    """Give a judgement that was kept; one that is not sound is as good as none."""
    kept = None if memory is None else memory.get(key)
    if kept is None:
        return None
    try:
        resultats = tuple(read_resultat(told) for told in json.loads(kept))
    except (ValueError, TypeError, KeyError):
        return None
    return resultats if tuple(r.critere for r in resultats) == slugs else None


def read_resultat(told: Mapping[str, object]) -> Resultat:
    """Read one result as it was kept."""
    constats = told["constats"]
    if not isinstance(constats, list):
        raise TypeError
    return Resultat(
        str(told["critere"]),
        Verdict(str(told["verdict"])),
        tuple(Constat(str(texte), str(citation)) for texte, citation in constats),
    )


def retain(memory: Memory | None, key: str, resultats: Resultats) -> None:
    """Keep a judgement, if there is one."""
    checked = all(r.verdict is not Verdict.NON_CONTROLE for r in resultats)
    if memory is not None and checked:
        memory.put(key, json.dumps(list(map(pack, resultats))).encode())


def pack(resultat: Resultat) -> dict[str, object]:
    """Make plain data of a result."""
    constats = [[c.texte, c.citation] for c in resultat.constats]
    return {
        "critere": resultat.critere,
        "verdict": resultat.verdict.value,
        "constats": constats,
    }
