"""`romin-print nouveau` and `schema`: what an author needs."""

from pathlib import Path

import click

from romin_print.cli.groupe import Groupe
from romin_print.cli.options import add_layouts, add_racine

GENRES = ("outil", "seance", "classeur", "kit", "services")


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
    create("outil", slug, racine, layouts)


@nouveau.command(epilog="Exemple : romin-print nouveau seance groupe-du-mardi")
@click.argument("slug", metavar="NOM")
@add_racine
@add_layouts
def seance(slug: str, racine: Path, layouts: Path | None) -> None:
    """Écrire content/seances/NOM.yaml, à remplir.

    NOM est le nom de la séance, en minuscules sans accents, avec des tirets.
    """
    create("seance", slug, racine, layouts)


@nouveau.command(epilog="Exemple : romin-print nouveau classeur formation-de-mai")
@click.argument("slug", metavar="NOM")
@add_racine
@add_layouts
def classeur(slug: str, racine: Path, layouts: Path | None) -> None:
    """Écrire content/classeurs/NOM.yaml, à remplir.

    NOM est le nom du classeur, en minuscules sans accents, avec des tirets.
    """
    create("classeur", slug, racine, layouts)


@nouveau.command(epilog="Exemple : romin-print nouveau kit service")
@click.argument("slug", metavar="NOM")
@add_racine
@add_layouts
def kit(slug: str, racine: Path, layouts: Path | None) -> None:
    """Écrire content/kits/NOM.yaml, à remplir.

    NOM est le nom du kit, en minuscules sans accents, avec des tirets.
    """
    create("kit", slug, racine, layouts)


@nouveau.command(epilog="Exemple : romin-print nouveau services")
@add_racine
@add_layouts
def services(racine: Path, layouts: Path | None) -> None:
    """Écrire content/services.yaml, la liste des services, à remplir."""
    create("services", "services", racine, layouts)


def create(genre: str, slug: str, racine: Path, layouts: Path | None) -> None:
    """Write a blank file, and say what to do with it."""
    from romin_print.build.modele import create_blank
    from romin_print.build.projet import find_projet

    click.echo(create_blank(find_projet(racine, layouts=layouts), genre, slug))
    click.echo("Remplir les champs vides, puis : romin-print verifier", err=True)


@click.command(
    epilog="""\b
Exemples :
  romin-print schema > content/schema/outil.schema.json
  romin-print schema seance > content/schema/seance.schema.json
"""
)
@click.argument(
    "genre",
    type=click.Choice(GENRES),
    default="outil",
    metavar="[GENRE]",
)
@add_racine
def schema(genre: str, racine: Path) -> None:
    """Écrire le schéma JSON d’un outil, d’une séance, d’un classeur ou d’un kit.

    GENRE est outil (par défaut), seance, classeur, kit ou services. Votre éditeur y
    lit les champs et les mots permis, et les propose à la saisie.
    """
    from romin_print.build.modele import make_schema
    from romin_print.build.projet import find_projet

    click.echo(make_schema(find_projet(racine), genre), nl=False)
