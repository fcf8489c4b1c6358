"""`romin-print lister`, `chercher` and `verifier`: look without printing."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from romin_print.cli.options import (
    add_filtres,
    add_json,
    add_layouts,
    add_racine,
    count_cores,
    keep_filtres,
)

if TYPE_CHECKING:
    from romin_print.build.consultation import Apercu
    from romin_print.build.verification import Verdict
    from romin_print.errors import Problem


@click.command(
    epilog="""\b
Exemples :
  romin-print lister
  romin-print lister --etape C --modalite groupe
  romin-print lister --besoin substances --json
"""
)
@add_filtres
@add_json
@add_racine
def lister(as_json: bool, racine: Path, **options: Any) -> None:
    """Lister les outils : code, nom, durée, étape, statut."""
    from romin_print.build.consultation import list_outils
    from romin_print.build.projet import find_projet

    show_apercus(list_outils(find_projet(racine), (), keep_filtres(options)), as_json)


@click.command(
    epilog="""\b
Exemples :
  romin-print chercher colere
  romin-print chercher passage acte
"""
)
@click.argument("mots", nargs=-1, required=True)
@add_json
@add_racine
def chercher(mots: tuple[str, ...], as_json: bool, racine: Path) -> None:
    """Chercher des mots dans les outils, avec ou sans accents.

    Les outils qui répondent le mieux viennent d’abord. Tous les mots doivent y être.
    """
    from romin_print.build.consultation import search_apercus
    from romin_print.build.projet import find_projet
    from romin_print.errors import SelectionError

    found = search_apercus(find_projet(racine), mots)
    if not found and not as_json:
        raise SelectionError(
            f"aucun outil ne contient « {' '.join(mots)} ». Essayer un seul mot, ou son début."
        )
    show_apercus(found, as_json)


def show_apercus(apercus: "Sequence[Apercu]", as_json: bool) -> None:
    """Show tools as a table on a terminal, as tabulated lines elsewhere, or as JSON."""
    if as_json:
        show_json([asdict(apercu) for apercu in apercus])
        return
    rows_shown = [
        (a.code, a.slug, a.titre, f"{a.duree} min", a.etape, a.statut) for a in apercus
    ]
    show_rows(("Code", "Nom", "Titre", "Durée", "Étape", "Statut"), rows_shown)


def show_rows(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, titled: bool = False
) -> None:
    """Show a table on a terminal; elsewhere tabulated lines, the heads first if `titled`."""
    if sys.stdout.isatty():
        show_table(heads, rows)
        return
    for row in [heads, *rows] if titled else rows:
        click.echo("\t".join(row))


def show_json(rows: object) -> None:
    """Write JSON, with accents as they are when the output can take them."""
    accents = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(rows, ensure_ascii=not accents, indent=2))


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table on the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    # Codes and names are typed again: whole, whatever the width of the terminal.
    table = Table(box=SIMPLE_HEAD)
    for head in heads:
        table.add_column(head, no_wrap=head in {"Code", "Nom"})
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


@click.command(
    epilog="""\b
Exemples :
  romin-print verifier
  romin-print verifier --strict      les alertes comptent comme des fautes
  romin-print verifier --json
"""
)
@add_json
@click.option(
    "--strict", is_flag=True, help="Refuser aussi pour une alerte (code de sortie 4)."
)
@add_racine
@add_layouts
@click.pass_context
def verifier(
    ctx: click.Context, as_json: bool, strict: bool, racine: Path, layouts: Path | None
) -> None:
    """Dire tout ce qui ne va pas dans content/, sans rien imprimer."""
    from romin_print.build.projet import find_projet
    from romin_print.build.verification import check_projet

    verdict = check_projet(find_projet(racine, layouts=layouts), count_cores())
    found = [("faute", p) for p in verdict.fautes] + [
        ("alerte", p) for p in verdict.alertes
    ]
    if as_json:
        show_json([to_row(gravite, problem) for gravite, problem in found])
    else:
        for gravite, problem in found:
            click.echo(problem if gravite == "faute" else f"alerte : {problem}")
    click.echo(conclude(verdict), err=True)
    if verdict.fautes:
        ctx.exit(1)
    if verdict.alertes and strict:
        ctx.exit(4)


def to_row(gravite: str, problem: "Problem") -> dict[str, object]:
    """Turn a problem into plain data."""
    place = problem.place
    return {
        "gravite": gravite,
        "fichier": str(place.path),
        "ligne": place.line,
        "colonne": place.column,
        "cause": problem.cause,
        "remede": problem.remede,
    }


def conclude(verdict: "Verdict") -> str:
    """Write the closing line of a check."""
    fautes, alertes = len(verdict.fautes), len(verdict.alertes)
    if not fautes and not alertes:
        read = (
            (verdict.outils, "outil"),
            (verdict.supports, "support"),
            (verdict.seances, "séance"),
            (verdict.classeurs, "classeur"),
            (verdict.kits, "kit"),
            (verdict.services, "service"),
        )
        return f"{', '.join(count(n, word) for n, word in read if n)} sans faute."
    told = ((fautes, "faute"), (alertes, "alerte"))
    return " · ".join(count(number, word) for number, word in told if number)


def count(number: int, word: str) -> str:
    """Write a number of things: « 1 faute », « 2 fautes »."""
    return f"{number} {word}{'s' if number > 1 else ''}"
