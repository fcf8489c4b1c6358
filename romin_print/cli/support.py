"""`romin-print support`: print the sheets that persons fill in."""

import time
from pathlib import Path
from typing import Any

import click

from romin_print.cli.impression import add_impression, show_progress, tell_impression
from romin_print.cli.options import (
    add_filtres,
    add_layouts,
    add_racine,
    add_variante,
    complete_outils,
    keep_filtres,
)


@click.command(
    epilog="""\b
Exemples :
  romin-print support C-01                             la feuille d’un outil
  romin-print support C-01 --variante gros-caracteres  écrite en plus gros
  romin-print support C-01 --a-remplir --format pdf    un PDF à champs
  romin-print support D-03 --exemplaires 8             huit copies
  romin-print support --tous                           toutes les feuilles
"""
)
@click.argument(
    "outils", nargs=-1, shell_complete=complete_outils, metavar="[OUTIL]..."
)
@click.option("--tous", is_flag=True, help="Tous les outils (comme sans OUTIL).")
@add_filtres
@add_variante
@click.option(
    "--a-remplir",
    is_flag=True,
    help="Un PDF à remplir à l’écran, plutôt que des lignes à l’encre.",
)
@click.option(
    "--exemplaires",
    type=click.IntRange(1, 60),
    default=1,
    metavar="N",
    help="Le nombre de copies, numérotées, dans un seul PDF.",
)
@add_impression
@add_racine
@add_layouts
def support(
    outils: tuple[str, ...],
    racine: Path,
    sortie: Path | None,
    layouts: Path | None,
    **options: Any,
) -> None:
    """Imprimer les supports : les feuilles que la personne remplit.

    OUTIL est le nom d’un outil (balance-decisionnelle), son code (C-01) ou celui
    d’une de ses feuilles (D-03-2).
    Chaque feuille s’appelle output/supports/CODE-NOM.pdf, .docx et .html ; le PDF
    à remplir se termine par -a-remplir. Word et la page web se remplissent toujours.
    """
    from romin_print.build.projet import find_projet
    from romin_print.build.supports import DemandeSupports, build_supports

    if options["tous"] and outils:
        raise click.UsageError("Choisir : des outils, ou --tous.")
    if options["a_remplir"] and options["exemplaires"] > 1:
        raise click.UsageError(
            "--exemplaires tire des copies papier : sans --a-remplir."
        )
    start = time.monotonic()
    demande = DemandeSupports(
        noms=outils,
        filtres=keep_filtres(options),
        formats=options["formats"],
        jobs=options["jobs"],
        simuler=options["simuler"],
        variante=options["variante"],
        a_remplir=options["a_remplir"],
        exemplaires=options["exemplaires"],
    )
    projet = find_projet(racine, sortie, layouts)
    with show_progress(start) as progress:
        printed = build_supports(projet, demande, progress)
    folder = projet.output / "supports"
    tell_impression(printed, "support", start, folder, simuler=demande.simuler)
