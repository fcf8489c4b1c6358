"""`romin-print couverture` and `lisibilite`: what the content holds, and how it reads."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from romin_print.cli.consultation import show_json, show_rows
from romin_print.cli.impression import ListeFormats, count, tell_impression
from romin_print.cli.options import add_json, add_layouts, add_racine, add_sortie

if TYPE_CHECKING:
    from romin_print.build.couverture import Bilan, Mesure


@click.command(
    epilog="""\b
Exemples :
  romin-print couverture
  romin-print couverture --strict           refuser s’il manque quelque chose
  romin-print couverture --format pdf,docx  imprimer la carte du RPO1
  romin-print couverture --json
"""
)
@click.option(
    "-f",
    "--format",
    "formats",
    type=ListeFormats(),
    metavar="LISTE",
    help="Écrire aussi la carte du RPO1, dans ces formats (pdf, docx, html).",
)
@add_sortie
@add_json
@click.option(
    "--strict",
    is_flag=True,
    help="Refuser si un minimum n’est pas tenu (code de sortie 4).",
)
@add_racine
@add_layouts
@click.pass_context
def couverture(ctx: click.Context, /, **options: Any) -> None:
    """Compter les outils par étape et par besoin, dire ce qui manque.

    Un nombre compte les outils dont c’est l’étape principale ; après le « + », ceux
    qui y servent aussi. Les minimums sont dans content/referentiel.yaml, à « seuils ».
    """
    from romin_print.build.couverture import build_carte, read_bilan
    from romin_print.build.impression import Demande
    from romin_print.build.projet import find_projet

    start = time.monotonic()
    projet = find_projet(options["racine"], options["sortie"], options["layouts"])
    bilan = read_bilan(projet)
    if options["as_json"]:
        show_json(bilan.donnees)
    else:
        show_bilan(bilan)
    if formats := options["formats"]:
        printed = build_carte(projet, Demande(formats=formats))
        folder = projet.output / "couverture"
        tell_impression(
            printed, "carte", start, folder, simuler=False, aside=options["as_json"]
        )
    if options["strict"] and bilan.manques:
        ctx.exit(4)


def show_bilan(bilan: "Bilan") -> None:
    """Show the matrices, then the holes and what there is too little of."""
    for heads, rows in bilan.tableaux:
        show_rows(heads, rows, titled=True)
    click.echo(f"{count(bilan.outils, 'outil')} en service.")
    for lettre, besoins in bilan.trous:
        click.echo(f"trou : étape {lettre}, sans outil pour {', '.join(besoins)}")
    if not bilan.trous:
        click.echo("Chaque étape a un outil au moins pour chaque besoin central.")
    for manque in bilan.manques:
        click.echo(f"manque : {manque}")
    if bilan.tenus and not bilan.manques:
        click.echo(f"Tous les minimums demandés sont tenus : {len(bilan.tenus)}.")


@click.command(
    epilog="""\b
Exemples :
  romin-print lisibilite
  romin-print lisibilite --json
"""
)
@add_json
@add_racine
def lisibilite(as_json: bool, racine: Path) -> None:
    """Mesurer la lisibilité des feuilles, de la plus difficile à la plus facile.

    C’est la mesure de Kandel et Moles : longueur des phrases et des mots. Au-dessus
    de 80, un texte est facile ; au-dessous de 50, il est difficile.
    """
    from romin_print.build.couverture import read_mesures
    from romin_print.build.projet import find_projet

    mesures = read_mesures(find_projet(racine))
    if as_json:
        show_json([to_row(mesure) for mesure in mesures])
        return
    ranked = sorted(mesures, key=lambda mesure: mesure.lisibilite)
    rows = [(m.code, m.titre, tell(m.lisibilite), tell(m.mots_simples)) for m in ranked]
    show_rows(("Code", "Feuille", "Lisibilité", "En mots simples"), rows)
    if ranked:
        tell_mediane([mesure.lisibilite for mesure in ranked])


def tell(aisance: float | None) -> str:
    """Tell an ease without its decimals; nothing when there is none."""
    return "" if aisance is None else f"{aisance:.0f}"


def tell_mediane(aisances: list[float]) -> None:
    """Tell, aside, how many sheets there are, the median and both ends."""
    from statistics import median

    least, middle, most = min(aisances), median(aisances), max(aisances)
    click.echo(
        f"{count(len(aisances), 'feuille')} · médiane {middle:.0f}"
        f" · de {least:.0f} à {most:.0f}",
        err=True,
    )


def to_row(mesure: "Mesure") -> dict[str, object]:
    """Turn a measure into plain data, with one decimal."""
    figures = {k: v for k, v in asdict(mesure).items() if isinstance(v, float)}
    return {**asdict(mesure), **{k: round(v, 1) for k, v in figures.items()}}
