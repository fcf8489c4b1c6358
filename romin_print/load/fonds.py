"""Read a whole content/ folder, and tell all its problems in one go."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from romin_print.errors import ContentError, Place, Problem
from romin_print.load.images import is_inside, read_images
from romin_print.load.liens import (
    Lus,
    check_bibliographie,
    check_outils,
    check_referentiel,
)
from romin_print.load.node import Source, read_source, shorten
from romin_print.load.seances import check_seances
from romin_print.load.validation import SLUG_REMEDE, require, validate
from romin_print.model.base import MAX_SLUG, SLUG
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil
from romin_print.model.reference import Bibliographie
from romin_print.model.referentiel import Referentiel
from romin_print.model.seance import Seance

MAX_FILES = 2000

M = TypeVar("M", bound=BaseModel)


@dataclass
class Reading:
    """What has been read so far: one model and its source for each file."""

    content: Path
    problems: list[Problem] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def read(self, name: str, model: type[M]) -> tuple[M | None, Source]:
        """Read one file of content/ into a model."""
        path = self.content / name
        source = Source(path) if self.leads_out(path) else read_source(path, path)
        self.sources.append(source)
        return validate(source, model), source

    def leads_out(self, path: Path) -> bool:
        """Note a file that is a link out of content/, and say whether it is one."""
        inside = is_inside(path, self.content)
        if not inside:
            note(self, path, "ce lien sort de content/", "Copier le fichier ici.")
        return not inside


def load_fonds(content: Path) -> Fonds:
    """Read all the content, or raise `ContentError` with all its problems."""
    reading = Reading(content)
    referentiel, referentiel_source = reading.read("referentiel.yaml", Referentiel)
    bibliographie, biblio_source = reading.read("bibliographie.yaml", Bibliographie)
    lus, outils = read_outils(reading)
    seances_lues, seances = read_folder(reading, "seances", Seance, "une séance")
    images = read_images(content, lus)
    keys = check_bibliographie(bibliographie, biblio_source)
    check_referentiel(referentiel, referentiel_source, keys)
    check_outils(lus, referentiel, keys)
    check_seances(seances_lues, lus, referentiel)
    problems = [*reading.problems, *(p for s in reading.sources for p in s.problems)]
    if problems or referentiel is None or bibliographie is None:
        raise ContentError(problems)
    by_code = sorted(outils.items(), key=lambda item: item[1].code)
    return Fonds(
        referentiel=referentiel,
        bibliographie=bibliographie,
        outils=dict(by_code),
        images=images,
        seances=seances,
    )


def read_referentiel(content: Path) -> Referentiel:
    """Read the vocabularies alone, or raise `ContentError`."""
    path = content / "referentiel.yaml"
    return require(read_source(path, path), Referentiel)


def read_bibliographie(content: Path) -> Bibliographie:
    """Read the bibliography alone, or raise `ContentError`."""
    path = content / "bibliographie.yaml"
    return require(read_source(path, path), Bibliographie)


def read_codes(content: Path) -> dict[str, str]:
    """Read the code of every tool that has one, even of an unfinished tool."""
    return {
        path.stem: code
        for path in list_yaml(content / "outils")
        for _, code in read_source(path, path).find_texts("code")
    }


def read_outils(reading: Reading) -> tuple[Lus, dict[str, Outil]]:
    """Read every tool; a project has one at least."""
    folder = reading.content / "outils"
    if not list_yaml(folder):
        note(
            reading, folder, "aucun outil", "Ajouter un fichier .yaml dans ce dossier."
        )
    return read_folder(reading, "outils", Outil, "un outil")


def read_folder(
    reading: Reading, name: str, model: type[M], what: str
) -> tuple[Lus, dict[str, M]]:
    """Read every file of a folder: all their sources, and the models without fault."""
    folder = reading.content / name
    paths = list_yaml(folder)
    check_extensions(folder, reading)
    if len(paths) > MAX_FILES:
        remede = f"Retirer ce qui n’est pas {what}."
        note(reading, folder, f"plus de {MAX_FILES} fichiers", remede)
        paths = paths[:MAX_FILES]
    lus: Lus = {}
    read: dict[str, M] = {}
    for path in paths:
        check_name(path, reading)
        made, lus[path.stem] = reading.read(f"{name}/{path.name}", model)
        if made:
            read[path.stem] = made
    return lus, read


def check_name(path: Path, reading: Reading) -> None:
    """Note a file whose name is no slug."""
    if len(path.stem) > MAX_SLUG or not re.fullmatch(SLUG, path.stem):
        cause = f"nom de fichier refusé : « {shorten(path.name)} »"
        note(reading, path, cause, SLUG_REMEDE)


def check_extensions(folder: Path, reading: Reading) -> None:
    """Note the files that would be left out because of their extension."""
    for path in sorted(folder.glob("*")):
        if path.suffix != ".yaml" and path.suffix.lower() in {".yaml", ".yml"}:
            cause = f"extension que le programme ne lit pas : « {path.suffix} »"
            note(reading, path, cause, "Renommer le fichier en « .yaml ».")


def list_yaml(folder: Path) -> list[Path]:
    """List the YAML files of a folder, in the order of their names."""
    return sorted(folder.glob("*.yaml"))


def note(reading: Reading, path: Path, cause: str, remede: str) -> None:
    """Note a problem of a file as a whole."""
    reading.problems.append(Problem(Place(path, 1, 1), cause, remede))
