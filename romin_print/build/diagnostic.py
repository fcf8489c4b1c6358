"""Say what this machine lacks, and how to install it."""

import importlib.metadata
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from romin_print import __version__
from romin_print.errors import RominError

PANGO = {
    "Linux": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0",
    "Darwin": "brew install pango",
    "Windows": (
        "installer MSYS2 (msys2.org), puis dans sa fenêtre : "
        "pacman -S mingw-w64-ucrt-x86_64-pango ; ajouter C:\\msys64\\ucrt64\\bin "
        "à la variable WEASYPRINT_DLL_DIRECTORIES"
    ),
}
SUBSET = {
    "Linux": "sudo apt install libharfbuzz-subset0",
    "Darwin": "brew install harfbuzz",
    "Windows": "pacman -S mingw-w64-ucrt-x86_64-harfbuzz",
}
# Only the project's own checks use these; they are meant for Linux.
FACULTATIFS = {
    "pdftoppm": ("images des pages", "poppler-utils", "poppler"),
    "soffice": ("images des fichiers Word", "libreoffice-writer-nogui", "libreoffice"),
    "javac": ("contrôle PDF/UA par veraPDF", "default-jdk-headless", "openjdk"),
    "chromium": ("contrôle des pages web", "chromium", "chromium"),
}


@dataclass(frozen=True)
class Constat:
    """One thing that was looked for; `remede` says how to get it when it lacks."""

    quoi: str
    present: bool
    detail: str = ""
    remede: str = ""
    obligatoire: bool = True


def read_versions() -> str:
    """Give the version of the program and of the engines that make its files."""
    parts = [f"romin-print {__version__}"]
    for name in ("weasyprint", "python-docx"):
        parts.append(f"{name} {importlib.metadata.version(name)}")
    parts += [
        f"pango {find_pango() or 'introuvable'}",
        f"python {platform.python_version()}",
    ]
    return " · ".join(parts)


def find_pango() -> str | None:
    """Find the version of Pango that WeasyPrint uses, if it can be loaded."""
    try:
        from romin_print.write.pdf.engine import load_engine

        load_engine()
    except RominError:
        return None
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def has_subsetter() -> bool:
    """Say whether HarfBuzz can cut fonts down; without it PDF files take longer."""
    if find_pango() is None:
        return False
    from weasyprint.text.ffi import harfbuzz_subset

    return bool(harfbuzz_subset)


def examine(racine: Path) -> tuple[Constat, ...]:
    """Look at the interpreter, the engine, the fonts, the project and the rest."""
    system = platform.system()
    pango = find_pango()
    return (
        Constat(
            "Python 3.11 ou plus",
            sys.version_info >= (3, 11),
            platform.python_version(),
        ),
        Constat(
            "Pango", pango is not None, pango or "", PANGO.get(system, PANGO["Linux"])
        ),
        Constat(
            "HarfBuzz-subset",
            has_subsetter(),
            "les PDF se font plus vite avec",
            SUBSET.get(system, SUBSET["Linux"]),
            obligatoire=False,
        ),
        examine_fonts(),
        Constat(
            "Contenu",
            (racine / "content" / "referentiel.yaml").is_file(),
            str(racine / "content"),
            "se placer dans le dossier du projet, ou ajouter --racine DOSSIER",
        ),
        *(examine_command(name, system) for name in FACULTATIFS),
    )


def examine_command(name: str, system: str) -> Constat:
    """Look for a command that only the project's own checks use."""
    quoi, debian, brew = FACULTATIFS[name]
    remede = (
        f"brew install {brew}" if system == "Darwin" else f"sudo apt install {debian}"
    )
    if system == "Windows":
        remede = "seulement pour développer romin-print, sous Linux"
    return Constat(
        quoi, shutil.which(name) is not None, name, remede, obligatoire=False
    )


def examine_fonts() -> Constat:
    """Look for the fonts of the house."""
    from romin_print.write.fonts import FONT_NAMES, read_font

    try:
        size = sum(len(read_font(name)) for name in FONT_NAMES)
    except (ModuleNotFoundError, FileNotFoundError):
        return Constat("Polices", False, "", "réinstaller romin-print avec pip")
    return Constat("Polices", True, f"{len(FONT_NAMES)} fichiers, {size // 1024} Ko")
