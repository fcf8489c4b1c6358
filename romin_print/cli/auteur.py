"""`romin-print nouveau` and `schema`: what an author needs."""

from pathlib import Path

import click

from romin_print.cli.groupe import Groupe
from romin_print.cli.options import add_layouts, add_racine


@click.group(
    cls=Groupe,
    subcommand_metavar="QUOI [ARGUMENTS]...",
    epilog="Exemple : romin-print nouveau outil carte-des-roles",
)
def nouveau() -> None:
    """Commencer un contenu à partir d’un modèle commenté."""


@nouveau.command(epilog="Exemple : romin-print nouveau outil carte-des-roles")
@click.argument("slug", metavar="NOM")
@add_racine
@add_layouts
def outil(slug: str, racine: Path, layouts: Path | None) -> None:
    """Écrire content/outils/NOM.yaml, à remplir.

    NOM est le nom de l’outil, en minuscules sans accents, avec des tirets.
    """
    from romin_print.build.modele import create_outil
    from romin_print.build.projet import find_projet

    path = create_outil(find_projet(racine, layouts=layouts), slug)
    click.echo(path)
    click.echo("Remplir les champs vides, puis : romin-print verifier", err=True)


@click.command(epilog="Exemple : romin-print schema > content/schema/outil.schema.json")
@add_racine
def schema(racine: Path) -> None:
    """Écrire le schéma JSON d’un outil, pour votre éditeur.

    Il y lit les champs d’un outil et les mots permis, et les propose à la saisie.
    """
    from romin_print.build.modele import make_schema
    from romin_print.build.projet import find_projet

    click.echo(make_schema(find_projet(racine)), nl=False)
