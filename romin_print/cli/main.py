"""The program: its commands, its exit codes, its version."""

import click

from romin_print.cli.auteur import nouveau, schema
from romin_print.cli.classeur import classeur
from romin_print.cli.consultation import chercher, lister, verifier
from romin_print.cli.couverture import couverture, lisibilite
from romin_print.cli.fiche import fiche
from romin_print.cli.groupe import Commandes
from romin_print.cli.kit import kit
from romin_print.cli.poste import completion, diagnostic
from romin_print.cli.seance import seance
from romin_print.cli.support import support


def show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """Print the versions, and end."""
    if value and not ctx.resilient_parsing:
        from romin_print.build.diagnostic import read_versions

        click.echo(read_versions())
        ctx.exit()


@click.group(
    cls=Commandes,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
    epilog="""\b
Codes de sortie :
    0  fait
    1  faute dans le contenu
    2  commande mal écrite, ou sélection vide
    3  panne, ou défaut du programme ou d’une mise en page
    4  refusé par un contrôle : --strict, fiche trop longue, texte du
       CPIP sur une feuille de la personne
  130  interrompu

\b
Exemples :
  romin-print lister
  romin-print fiche C-01
  romin-print support C-01
  romin-print seance premier-entretien
  romin-print classeur
  romin-print kit
  romin-print fiche --help
""",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Afficher les versions du programme et de ses moteurs.",
)
@click.option("--verbeux", is_flag=True, help="Tout dire d’un défaut du programme.")
def main(verbeux: bool) -> None:
    """Imprimer les outils du RPO1 : fiches en PDF, en Word et en page web."""


for command in (
    fiche,
    support,
    seance,
    classeur,
    kit,
    lister,
    chercher,
    verifier,
    couverture,
    lisibilite,
    schema,
    nouveau,
    diagnostic,
    completion,
):
    main.add_command(command)
