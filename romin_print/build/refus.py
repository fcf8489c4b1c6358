"""What is refused of a séance before anything is written where people look for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet
from romin_print.build.projet import Projet
from romin_print.build.supports import explain_overflow
from romin_print.errors import ContentError, GateError, Problem

if TYPE_CHECKING:
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.model.seance import MomentLibre, MomentOutil

RIEN = "Rien n’a été écrit."
# What a déroulé prints of a tool, besides its sheets.
IMPRIMES = ("deroule", "vigilance", "materiel", "trace_ecrite")


def list_secrets(fonds: Fonds, nom: str, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """List what the counsellor alone reads, of a séance and of its tools."""
    from romin_print.check import fuite

    seance = fonds.seances.get(nom)
    outils = [fonds.outils[slug] for slug in slugs]
    return (
        *(fuite.list_seance_secrets(seance) if seance else ()),
        *(secret for outil in outils for secret in fuite.list_secrets(outil)),
    )


def refuse_leaks(html: str, document: Document, secrets: tuple[str, ...]) -> None:
    """Refuse sheets that repeat what the counsellor alone reads."""
    from romin_print.check.fuite import find_repeats
    from romin_print.check.parite import read_body

    body = read_body(html)
    packs = body.iterfind(".//div[@class='exemplaire']")
    for part in (body,) if document.feuilles else packs:
        if leak := next(find_repeats(" ".join(part.itertext()), secrets), None):
            raise GateError(
                f"{document.output.name} montre à la personne un texte du CPIP : "
                f"« {leak} ». Le retirer du support, ou de la mise en page. {RIEN}"
            )


def refuse_addresses(
    projet: Projet,
    fonds: Fonds,
    nom: str,
    moments: tuple[MomentOutil | MomentLibre, ...],
) -> None:
    """Refuse the addresses that nobody could follow in a closed setting."""
    from romin_print.load.champs import find_champ

    found = [
        (find_champ(path, champ)[0], find_champ(path, cut_to_block(champ))[1])
        for name, champ in dict.fromkeys(list_addresses(fonds, nom, moments))
        for path in [projet.content / name]
    ]
    if found:
        told = "\n".join(
            f"  {place} : adresse{f' dans un bloc « {kind} »' if kind else ''}"
            for place, kind in sorted(found)
        )
        raise GateError(
            "--cadre ferme refuse les adresses, que personne ne pourrait suivre :\n"
            f"{told}\nLes retirer, ou choisir un autre outil. {RIEN}"
        )


def cut_to_block(champ: str) -> str:
    """Cut `supports.0.blocs.2.texte` down to the block that it is in."""
    parts = champ.split(".")
    return ".".join(parts[: parts.index("blocs") + 2] if "blocs" in parts else parts)


def list_addresses(
    fonds: Fonds, nom: str, moments: tuple[MomentOutil | MomentLibre, ...]
) -> Iterator[tuple[str, str]]:
    """List the addresses that would be printed: the file of each, and its field."""
    from romin_print.check.adresses import find_addresses
    from romin_print.model.seance import MomentOutil

    if nom in fonds.seances:
        for champ in find_addresses(fonds.seances[nom].model_dump(), ""):
            yield f"seances/{nom}.yaml", champ
    for moment in moments:
        if isinstance(moment, MomentOutil):
            outil = fonds.outils[moment.outil].model_dump()
            ranks = range(len(outil["supports"]))
            given = (
                ranks if moment.supports is None else [n - 1 for n in moment.supports]
            )
            printed = {name: outil[name] for name in IMPRIMES}
            sheets = {f"supports.{rank}": outil["supports"][rank] for rank in given}
            for champ in find_addresses(printed | sheets, ""):
                yield f"outils/{moment.outil}.yaml", champ


def check_overflows(
    projet: Projet, owners: list[list[str]], feuillets: Iterable[Feuillet]
) -> None:
    """Tell every block that does not fit its sheet, at its line in its tool."""
    problems: list[Problem] = [
        explain_overflow(projet, slugs[overflow.rang], overflow)
        for slugs, feuillet in zip(owners, feuillets, strict=True)
        for overflow in feuillet.overflows
    ]
    if problems:
        raise ContentError(problems)


def check_leaves(feuillets: Iterable[Feuillet], *, en_noir: bool) -> None:
    """Refuse a stack whose leaves have two owners, or colour where there is none."""
    for feuillet in feuillets:
        causes = [fault.cause for fault in feuillet.fautes]
        if en_noir and feuillet.couleurs:
            pages = ", ".join(map(str, feuillet.couleurs))
            causes.append(f"--cadre ferme : il reste de la couleur, page {pages}")
        if causes:
            raise GateError(f"{' ; '.join(causes)}. Corriger la mise en page. {RIEN}")
