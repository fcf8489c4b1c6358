"""Check a kit that was received, and say it to whoever received it.

It is agreement with the manifest that is checked: nothing was lost, changed or added
since the manifest was made. Who made it, or made it again, no file can prove by itself; the SHA-256 of the zip is shown so that it can be
compared with the one that the sender tells by another way than the kit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.errors import GateError, SelectionError

if TYPE_CHECKING:
    from romin_print.check.archive import Constat

CONFORME = (
    "kit conforme à son manifeste :"
    " aucun fichier n’y manque, n’y a changé ni n’y a été ajouté."
)
# Beyond, nobody reads: the kit is to be sent again in any case.
MAX_TOLD = 200
REMEDE = "Ne pas s’en servir. Demander de nouveau le kit à qui l’a envoyé."


def verify_kit(path: Path) -> Constat:
    """Check a kit, zip or folder; raise `GateError` with all that refuses it.

    Raise `SelectionError` if there is nothing at that path.
    """
    from romin_print.check.archive import check_archive

    if not path.exists():
        raise SelectionError(
            f"{path} n’existe pas. Désigner le zip d’un kit, ou son dossier."
        )
    constat = check_archive(path)
    if constat.problemes:
        raise GateError("\n".join(explain(path, constat)))
    return constat


def explain(path: Path, constat: Constat) -> Iterator[str]:
    """Explain why a kit is refused, and what to do."""
    count = len(constat.problemes)
    yield f"{path} est refusé : {count} problème{'s' if count > 1 else ''}"
    yield from (f"  {problem}" for problem in constat.problemes[:MAX_TOLD])
    if count > MAX_TOLD:
        yield f"  … et {count - MAX_TOLD} autres"
    yield REMEDE


def describe_kit(path: Path, constat: Constat) -> Iterator[str]:
    """Describe a kit that was accepted, line by line."""
    yield f"{path} : {CONFORME}"
    named = [
        constat.titre,
        constat.edition and f"édition {constat.edition}",
        tell_arrete(constat.date),
    ]
    if told := ", ".join(filter(None, named)):
        yield f"  Ce qu’il dit de lui : {told}"
    yield f"  {constat.fichiers} fichiers, {write_size(constat.octets)}"
    if constat.sha256:
        yield f"  SHA-256 du zip : {constat.sha256}"
    yield from (f"  Remarque : {remarque}" for remarque in constat.remarques)
    yield "Cela ne dit pas qui l’a fait."
    if constat.sha256:
        yield (
            "Pour le savoir, comparer le SHA-256 avec celui que l’expéditeur annonce"
            " ailleurs que dans le kit."
        )
    else:
        yield "Pour le savoir, vérifier le zip qu’il a envoyé."


def tell_arrete(told: str) -> str:
    """Tell at which day the content was settled; nothing if the kit says no day.

    It is not the day on which the kit was made, which no kit says: its bytes would
    not be the same twice.
    """
    from romin_print.render.environment import format_jour

    try:
        return f"contenu arrêté au {format_jour(date.fromisoformat(told))}"
    except ValueError:
        return ""


def write_size(octets: int) -> str:
    """Write a number of bytes as people say it, in decimal megabytes."""
    return f"{max(octets / 1e6, 0.1):.1f} Mo".replace(".", ",")
