"""Read a whole content/ folder, and tell all its problems in one go."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from romin_print.errors import ContentError
from romin_print.load.images import open_named, read_images
from romin_print.load.lecture import Reading, note
from romin_print.load.memoire import Memory
from romin_print.load.source import SLUG_REMEDE, Lus, Source, shorten
from romin_print.model.base import MAX_SLUG, SLUG
from romin_print.model.classeur import Classeur
from romin_print.model.fonds import Fichier, Fonds
from romin_print.model.guide import Glossaire, Guide
from romin_print.model.kit import Kit
from romin_print.model.outil import Outil
from romin_print.model.reference import Bibliographie
from romin_print.model.referentiel import Referentiel
from romin_print.model.seance import Seance

MAX_FILES = 2000

M = TypeVar("M", bound=BaseModel)


@dataclass
class Lecture:
    """All the files: their models, as far as they could be made, and their sources."""

    referentiel: tuple[Referentiel | None, Source]
    bibliographie: tuple[Bibliographie | None, Source]
    outils: tuple[dict[str, Outil], Lus]
    seances: tuple[dict[str, Seance], Lus]
    classeurs: tuple[dict[str, Classeur], Lus]
    kits: tuple[dict[str, Kit], Lus]
    glossaire: tuple[Glossaire | None, Source]
    guide: tuple[Guide | None, Source]


def load_fonds(content: Path, memory: Memory | None = None) -> Fonds:
    """Read all the content, or raise `ContentError` with all its problems.

    With a `memory`, files that have not changed are not read as YAML again; what is
    returned or raised is the same.
    """
    reading = Reading(content, memory)
    lecture = Lecture(
        referentiel=reading.read("referentiel.yaml", Referentiel),
        bibliographie=reading.read("bibliographie.yaml", Bibliographie),
        outils=read_outils(reading),
        seances=read_folder(reading, "seances", Seance, "une séance"),
        classeurs=read_folder(reading, "classeurs", Classeur, "un classeur"),
        kits=read_folder(reading, "kits", Kit, "un kit"),
        glossaire=read_optional(reading, "glossaire.yaml", Glossaire),
        guide=read_optional(reading, "guide.yaml", Guide),
    )
    images = find_images(reading, lecture) if reading.was_sound() else None
    if images is None:
        images = check_lecture(reading, lecture)
    return make_fonds(reading, lecture, images)


def make_fonds(reading: Reading, lecture: Lecture, images: dict[str, Fichier]) -> Fonds:
    """Put the models together, or raise `ContentError` with all that was noted."""
    referentiel, bibliographie = lecture.referentiel[0], lecture.bibliographie[0]
    problems = reading.find_faults()
    if problems or referentiel is None or bibliographie is None:
        raise ContentError(problems)
    by_code = sorted(lecture.outils[0].items(), key=lambda item: item[1].code)
    return Fonds(
        referentiel=referentiel,
        bibliographie=bibliographie,
        outils=dict(by_code),
        images=images,
        seances=lecture.seances[0],
        classeurs=lecture.classeurs[0],
        kits=lecture.kits[0],
        glossaire=lecture.glossaire[0].glossaire if lecture.glossaire[0] else (),
        guide=lecture.guide[0].chapitres if lecture.guide[0] else (),
    )


def check_lecture(reading: Reading, lecture: Lecture) -> dict[str, Fichier]:
    """Note all that is wrong from file to file; return the pictures that are right."""
    from romin_print.load.classeurs import check_classeurs
    from romin_print.load.kits import check_kits
    from romin_print.load.liens import (
        check_bibliographie,
        check_entrees,
        check_guide,
        check_outils,
        check_referentiel,
    )
    from romin_print.load.seances import check_seances

    reading.unpack()
    referentiel, outils = lecture.referentiel[0], lecture.outils[1]
    images = read_images(reading.content, outils, reading.memory)
    keys = check_bibliographie(*lecture.bibliographie)
    check_referentiel(*lecture.referentiel, keys)
    check_entrees(lecture.glossaire[1], "glossaire", keys)
    check_guide(lecture.guide[1], keys)
    check_outils(outils, referentiel, keys)
    check_seances(lecture.seances[1], outils, referentiel)
    check_classeurs(lecture.classeurs[1], outils, referentiel)
    nommables = {"seances": lecture.seances[1], "classeurs": lecture.classeurs[1]}
    check_kits(lecture.kits[1], outils, nommables, referentiel)
    reading.retain()
    return images


def find_images(reading: Reading, lecture: Lecture) -> dict[str, Fichier] | None:
    """Read the pictures of tools that are without fault; None if one of them is not."""
    names = (
        pas.image.fichier
        for outil in lecture.outils[0].values()
        for pas in outil.deroule
        if pas.image
    )
    return open_named(reading.content, names, reading.memory)


def read_referentiel(content: Path) -> Referentiel:
    """Read the vocabularies alone, or raise `ContentError`."""
    return read_alone(content / "referentiel.yaml", Referentiel)


def read_bibliographie(content: Path) -> Bibliographie:
    """Read the bibliography alone, or raise `ContentError`."""
    return read_alone(content / "bibliographie.yaml", Bibliographie)


def read_alone(path: Path, model: type[M]) -> M:
    """Read one file alone, or raise `ContentError`."""
    from romin_print.load.node import read_source
    from romin_print.load.validation import require

    return require(read_source(path, path), model)


def read_codes(content: Path) -> dict[str, str]:
    """Read the code of every tool that has one, even of an unfinished tool."""
    from romin_print.load.node import read_source

    return {
        path.stem: code
        for path in list_yaml(content / "outils")
        for _, code in read_source(path, path).find_texts("code")
    }


def read_outils(reading: Reading) -> tuple[dict[str, Outil], Lus]:
    """Read every tool; a project has one at least."""
    folder = reading.content / "outils"
    if not any(folder.glob("*.yaml")):
        note(
            reading, folder, "aucun outil", "Ajouter un fichier .yaml dans ce dossier."
        )
    return read_folder(reading, "outils", Outil, "un outil")


def read_optional(
    reading: Reading, name: str, model: type[M]
) -> tuple[M | None, Source]:
    """Read a file that a project need not have."""
    path = reading.content / name
    if path.exists() or path.is_symlink():
        return reading.read(name, model)
    return None, Source(path)


def read_folder(
    reading: Reading, name: str, model: type[M], what: str
) -> tuple[dict[str, M], Lus]:
    """Read every file of a folder: the models without fault, and all the sources."""
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
    return read, lus


def check_name(path: Path, reading: Reading) -> None:
    """Note a file whose name is no slug."""
    if len(path.stem) > MAX_SLUG or not re.fullmatch(SLUG, path.stem):
        cause = f"nom de fichier refusé : « {shorten(path.name)} »"
        note(reading, path, cause, SLUG_REMEDE)


def check_extensions(folder: Path, reading: Reading) -> None:
    """Note the files that would be left out because of their extension."""
    for path in folder.glob("*"):
        if path.suffix != ".yaml" and path.suffix.lower() in {".yaml", ".yml"}:
            cause = f"extension que le programme ne lit pas : « {path.suffix} »"
            note(reading, path, cause, "Renommer le fichier en « .yaml ».")


def list_yaml(folder: Path) -> list[Path]:
    """List the YAML files of a folder, in the order of their names."""
    return sorted(folder.glob("*.yaml"), key=lambda path: path.name)
