"""`romin-print classeur`: print binders, their updates, their quotes."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from romin_print.cli.impression import add_impression, show_progress, tell_impression
from romin_print.cli.options import add_layouts, add_racine, complete_files

if TYPE_CHECKING:
    from romin_print.build.classeurs import DemandeClasseur
    from romin_print.build.projet import Projet

# What says which binder is worked on asks for one name.
UN_SEUL = {"depuis": "--depuis", "mise_a_jour_depuis": "--mise-a-jour-depuis"}
# Given empty, as by a variable that is not set, these would not do what was meant.
REMPLIES = {**UN_SEUL, "executeur": "--executeur"}


@click.command(
    epilog="""\b
Exemples :
  romin-print classeur                           tous ceux du projet
  romin-print classeur classeur-complet --format pdf
  romin-print classeur classeur-complet --devis --exemplaires 100
  romin-print classeur classeur-complet --mise-a-jour-depuis v1.0
"""
)
@click.argument(
    "noms",
    nargs=-1,
    shell_complete=complete_files("classeurs"),
    metavar="[CLASSEUR]...",
)
@click.option(
    "--depuis",
    metavar="EDITION",
    help="Marquer ce qui a changé depuis une édition, et le dire sur une page.",
)
@click.option(
    "--mise-a-jour-depuis",
    metavar="EDITION",
    help="N’imprimer que les feuillets changés, et la consigne pour les remplacer.",
)
@click.option(
    "--devis",
    is_flag=True,
    help="Compter les feuilles, les faces, la couleur et les onglets à acheter.",
)
@click.option(
    "--exemplaires",
    type=click.IntRange(1, 10_000),
    default=1,
    show_default=True,
    metavar="N",
    help="Pour combien d’exemplaires compter le devis.",
)
@click.option(
    "--executeur",
    metavar="ADRESSE",
    help="Mettre en page sur d’autres machines : dask://machine:port.",
)
@click.option(
    "--assembleur",
    type=click.Choice(("rapide", "sur")),
    default="rapide",
    show_default=True,
    help="Comment réunir les pages en un PDF : « sur » est plus lent.",
)
@add_impression
@add_racine
@add_layouts
def classeur(
    noms: tuple[str, ...],
    racine: Path,
    sortie: Path | None,
    layouts: Path | None,
    **options: Any,
) -> None:
    """Imprimer un classeur : les outils, étape par étape.

    CLASSEUR est le nom d’un fichier de content/classeurs/ ; sans nom, tous le sont.
    EDITION est le dossier ou le PDF d’une ancienne édition, un kit, ou une révision
    git. Garder le manifeste écrit à côté de chaque PDF : il suffit à comparer.
    """
    from romin_print.build.classeurs import DemandeClasseur, build_classeurs
    from romin_print.build.projet import find_projet

    check_options(noms, options)
    start = time.monotonic()
    demande = DemandeClasseur(
        noms=noms,
        formats=options["formats"],
        jobs=options["jobs"],
        simuler=options["simuler"],
        depuis=options["depuis"] or "",
        executeur=options["executeur"] or "",
        assembleur=options["assembleur"],
    )
    projet = find_projet(racine, sortie, layouts)
    if options["devis"]:
        tell_devis(projet, demande, options["exemplaires"])
        return
    with show_progress(start) as progress:
        if depuis := options["mise_a_jour_depuis"]:
            from romin_print.build.mises_a_jour import build_mise_a_jour

            printed = build_mise_a_jour(projet, demande, depuis, progress)
        else:
            printed = build_classeurs(projet, demande, progress)
    folder = projet.output / "classeurs"
    tell_impression(printed, "classeur", start, folder, simuler=demande.simuler)


def check_options(noms: tuple[str, ...], options: dict[str, Any]) -> None:
    """Refuse options that contradict one another, or that say nothing."""
    for name, shown in REMPLIES.items():
        if options[name] is not None and not options[name].strip():
            raise click.UsageError(f"{shown} est vide : écrire sa valeur.")
    check_editions(noms, options)
    if options["exemplaires"] > 1 and not options["devis"]:
        raise click.UsageError("--exemplaires va avec --devis.")


def check_editions(noms: tuple[str, ...], options: dict[str, Any]) -> None:
    """Refuse what does not go with a former edition."""
    for name, shown in UN_SEUL.items():
        if options[name] and len(noms) != 1:
            raise click.UsageError(f"{shown} compare un seul classeur : le nommer.")
    if options["mise_a_jour_depuis"] and options["depuis"]:
        raise click.UsageError("Choisir : --depuis, ou --mise-a-jour-depuis.")
    if options["mise_a_jour_depuis"] and has_other_formats(options["formats"]):
        raise click.UsageError(
            "Une mise à jour n’est qu’un PDF : sans --format, ou --format pdf."
        )
    if options["devis"] and (options["depuis"] or options["mise_a_jour_depuis"]):
        raise click.UsageError("--devis compte le classeur entier : sans --depuis.")


def has_other_formats(formats: tuple[str, ...]) -> bool:
    """Say whether formats besides PDF were asked for in so many words."""
    source = click.get_current_context().get_parameter_source("formats")
    return source is not click.core.ParameterSource.DEFAULT and formats != ("pdf",)


def tell_devis(projet: "Projet", demande: "DemandeClasseur", exemplaires: int) -> None:
    """Print the quote of each binder."""
    from romin_print.build.devis import make_devis_lines

    for line in make_devis_lines(projet, demande, exemplaires):
        click.echo(line)
