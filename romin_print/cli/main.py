"""The group of commands, its exit codes, and its French."""

import traceback
from typing import Any

import click

from romin_print.cli.auteur import nouveau, schema
from romin_print.cli.consultation import chercher, lister, verifier
from romin_print.cli.fiche import fiche
from romin_print.cli.francais import speak_french
from romin_print.cli.poste import completion, diagnostic

speak_french()

BUG = """Erreur : romin-print s’est arrêté sur un défaut du programme ({kind} : {error}).
Les fichiers de output/ n’ont pas été touchés. Pour nous le signaler, relancer avec
--verbeux et joindre ce qui s’affiche ; n’y joignez aucun document de suivi."""


class Commandes(click.Group):
    """A group whose bugs end in a French sentence, and Ctrl-C as shells expect."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a bug is told in one sentence, with --verbeux in full."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.secho("Interrompu ; rien n’a été écrit.", err=True, fg="red")
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbeux"):
                traceback.print_exc()
            message = BUG.format(kind=type(error).__name__, error=error)
            click.secho(message, err=True, fg="red")
            ctx.exit(3)


def show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """Print the versions, and end."""
    if value and not ctx.resilient_parsing:
        from romin_print.build.diagnostic import read_versions

        click.echo(read_versions())
        ctx.exit()


@click.group(
    cls=Commandes,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Commencer par : romin-print lister, puis romin-print fiche C-01.",
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
    """Imprimer les outils du RPO1 : fiches en PDF, en Word et en page web.

    \b
    Codes de sortie : 0 écrit · 1 contenu fautif · 2 commande mal écrite ou sélection vide
    3 défaut du programme ou d’une mise en page · 4 refusé par --strict · 130 interrompu
    """


for command in (
    fiche,
    lister,
    chercher,
    verifier,
    schema,
    nouveau,
    diagnostic,
    completion,
):
    main.add_command(command)
