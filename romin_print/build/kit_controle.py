"""Check the files of a kit as they are before a service is named on them.

What fails is not sent: a kit goes to a hundred services, where nobody will mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from romin_print.build.fabrique import Fabrique
from romin_print.build.kit_masters import Master
from romin_print.build.kit_pages import Page, make_licences
from romin_print.build.kit_tirage import Tireur
from romin_print.errors import GateError

if TYPE_CHECKING:
    from romin_print.check.rapport import FileToCheck
    from romin_print.model.rapport import Rapport

MONTRES = 20


def check_kit_files(
    fabrique: Fabrique, tireur: Tireur, pages: Mapping[str, Page]
) -> Rapport:
    """Check every file of a kit; raise `GateError` if a check fails."""
    from romin_print.check.rapport import check_files

    with TemporaryDirectory("", "romin-print-", ignore_cleanup_errors=True) as folder:
        licences = make_licences(fabrique.projet.content)
        files = list(write_files(tireur, pages, licences, Path(folder)))
        check_piles(tireur, Path(folder))
        rapport = check_files(files, fabrique.cache)
    refuse_failures(rapport)
    return rapport


def write_files(
    tireur: Tireur,
    pages: Mapping[str, Page],
    licences: Mapping[str, bytes],
    folder: Path,
) -> Iterator[FileToCheck]:
    """Write the files to check, and say of which page each was made."""
    from romin_print.check.rapport import FileToCheck

    for master in tireur.masters:
        path = write_file(folder, master.chemin, tireur.print_file(master, None))
        yield FileToCheck(master.chemin, path, master.html)
    for chemin, page in pages.items():
        yield FileToCheck(chemin, write_file(folder, chemin, page.data), page.html)
    for chemin, data in licences.items():
        yield FileToCheck(chemin, write_file(folder, chemin, data))


def write_file(folder: Path, chemin: str, data: bytes) -> Path:
    """Write a file for the time of its checks."""
    path = folder / chemin
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def check_piles(tireur: Tireur, folder: Path) -> None:
    """Refuse a stack of which a leaf would go to two persons."""
    from romin_print.check.feuillets import check_leaves

    for master in tireur.masters:
        if master.pile:
            refuse(list(check_leaves(folder / master.chemin)), master)


def refuse(problems: list[object], master: Master) -> None:
    """Refuse a file that has problems."""
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems)
        raise GateError(f"{master.chemin} est refusé :\n{told}\nRien n’a été écrit.")


def refuse_failures(rapport: Rapport) -> None:
    """Refuse a kit of which a file fails a check."""
    from romin_print.model.rapport import Verdict

    told = [
        f"  {fichier.nom} : {resultat.critere} : {constat.texte} {constat.citation}"
        for fichier in rapport.fichiers
        for resultat in fichier.resultats
        if resultat.verdict is Verdict.ECHOUE
        for constat in resultat.constats[:3]
    ]
    if told:
        shown = "\n".join(line.rstrip() for line in told[:MONTRES])
        more = f"\n  … et {len(told) - MONTRES} autres" if told[MONTRES:] else ""
        raise GateError(
            f"des fichiers du kit ne passent pas les contrôles d’accessibilité :\n"
            f"{shown}{more}\nRien n’a été écrit."
        )
