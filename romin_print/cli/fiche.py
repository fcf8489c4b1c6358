"""`romin-print fiche`: print fiches."""

import time
from pathlib import Path
from typing import Any

import click

from romin_print.cli.impression import add_impression, show_progress, tell_impression
from romin_print.cli.options import (
    add_filtres,
    add_layouts,
    add_racine,
    complete_outils,
    keep_filtres,
)


@click.command(
    epilog="""\b
Exemples :
  romin-print fiche                         toutes, dans les trois formats
  romin-print fiche balance-decisionnelle   une seule, par son nom
  romin-print fiche C-01 D-02 --format pdf  deux, par leur code, en PDF
  romin-print fiche --etape accueil --nb    une étape, en noir et blanc
"""
)
@click.argument(
    "outils", nargs=-1, shell_complete=complete_outils, metavar="[OUTIL]..."
)
@add_filtres
@add_impression
@click.option("--nb", is_flag=True, help="En noir et blanc.")
@add_racine
@add_layouts
def fiche(
    outils: tuple[str, ...],
    racine: Path,
    sortie: Path | None,
    layouts: Path | None,
    **options: Any,
) -> None:
    """Imprimer des fiches : celles que l’on nomme, ou toutes.

    OUTIL est le nom d’un outil (balance-decisionnelle) ou son code (C-01).
    Chaque fiche s’appelle output/fiches/CODE-NOM.pdf, .docx et .html.
    """
    from romin_print.build.fiches import build_fiches
    from romin_print.build.impression import Demande
    from romin_print.build.projet import find_projet

    start = time.monotonic()
    demande = Demande(
        noms=outils,
        filtres=keep_filtres(options),
        formats=options["formats"],
        jobs=options["jobs"],
        noir_et_blanc=options["nb"],
        simuler=options["simuler"],
    )
    projet = find_projet(racine, sortie, layouts)
    with show_progress(start) as progress:
        printed = build_fiches(projet, demande, progress)
    folder = projet.output / "fiches"
    tell_impression(printed, "fiche", start, folder, simuler=demande.simuler)
