"""`romin-print kit`: make the archives that are sent to services, and check one received."""

import datetime
import os
import time
from pathlib import Path
from typing import Any

import click

from romin_print.cli.groupe import Groupe
from romin_print.cli.impression import add_jobs, show_progress, tell_impression
from romin_print.cli.options import (
    add_layouts,
    add_racine,
    add_sortie,
    complete_files,
)

FAIRE = "faire"


class GroupeKit(Groupe):
    """A group whose first word may be a kit: « kit service » makes it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Make kits unless another command is named."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return super().resolve_command(ctx, [FAIRE, *args])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave to the command that makes kits what is not of this group."""
        helps = ctx.help_option_names
        if not args or (args[0].startswith("-") and args[0] not in helps):
            args = [FAIRE, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=GroupeKit,
    subcommand_metavar="[KIT]... [OPTIONS] | verifier FICHIER",
    epilog="""\b
Exemples :
  romin-print kit                                tous ceux du projet
  romin-print kit service --service "SPIP Exemple 1"
  romin-print kit formation-initiale --depuis ancien.zip
  romin-print kit service --tous-services --seulement-valides
  romin-print kit verifier output/kits/service-2026.1.zip

\b
Les options de fabrication : romin-print kit faire --help
""",
)
def kit() -> None:
    """Faire un kit à diffuser, ou vérifier un kit reçu."""


@kit.command(
    FAIRE,
    epilog="""\b
Exemples :
  romin-print kit faire service --tous-services
  romin-print kit service --tous-services            la même chose
""",
)
@click.argument(
    "noms", nargs=-1, shell_complete=complete_files("kits"), metavar="[KIT]..."
)
@click.option(
    "--service", metavar="SERVICE", help="Au nom d’un service de content/services."
)
@click.option(
    "--tous-services", is_flag=True, help="Un kit au nom de chacun des services."
)
@click.option(
    "--seulement-valides",
    is_flag=True,
    help="Ne prendre que les outils validés, et dont l’échéance n’est pas passée.",
)
@click.option(
    "--depuis",
    metavar="EDITION",
    help="Dire ce qui a changé depuis une édition : un kit, son kit.json, une révision git.",
)
@add_sortie
@click.option(
    "-n", "--simuler", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire."
)
@add_jobs
@add_racine
@add_layouts
def faire(
    noms: tuple[str, ...],
    racine: Path,
    sortie: Path | None,
    layouts: Path | None,
    **options: Any,
) -> None:
    """Faire l’archive d’un kit, à envoyer aux services.

    KIT est le nom d’un fichier de content/kits/ ; sans nom, tous le sont. L’archive
    va dans output/kits : un catalogue à ouvrir sans réseau, les fichiers, la preuve.
    """
    from romin_print.build.kits import FOLDER, DemandeKit, build_kits
    from romin_print.build.projet import find_projet

    check_options(noms, options)
    start = time.monotonic()
    demande = DemandeKit(
        noms=noms,
        jobs=options["jobs"],
        simuler=options["simuler"],
        jour=find_today(),
        service=options["service"] or "",
        tous_services=options["tous_services"],
        seulement_valides=options["seulement_valides"],
        depuis=options["depuis"] or "",
    )
    projet = find_projet(racine, sortie, layouts)
    with show_progress(start) as progress:
        printed = build_kits(projet, demande, progress)
    folder = projet.output / FOLDER
    tell_impression(printed, "kit", start, folder, simuler=demande.simuler)


def check_options(noms: tuple[str, ...], options: dict[str, Any]) -> None:
    """Refuse options that contradict one another, or that say nothing."""
    for name in ("service", "depuis"):
        if options[name] is not None and not options[name].strip():
            raise click.UsageError(f"--{name} est vide : écrire sa valeur.")
    if options["service"] and options["tous_services"]:
        raise click.UsageError("Choisir : --service, ou --tous-services.")
    if options["depuis"] and len(noms) != 1:
        raise click.UsageError("--depuis compare un seul kit : le nommer.")


def find_today() -> datetime.date:
    """Find the day on which verifications hold: today, or the one that was set.

    SOURCE_DATE_EPOCH is what reproducible builds set, in seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()


@kit.command(
    epilog="""\b
Exemples :
  romin-print kit verifier service-2026.1.zip
  romin-print kit verifier D:\\service-2026.1        un kit déjà ouvert
"""
)
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER")
def verifier(fichier: Path) -> None:
    """Vérifier un kit reçu : rien n’y manque, rien n’y a changé.

    FICHIER est un zip, ou le dossier d’un kit déjà ouvert. Un kit abîmé est refusé
    (code de sortie 4), avec le nom de chaque fichier en cause.
    """
    from romin_print.build.kit_recu import describe_kit, verify_kit

    for line in describe_kit(fichier, verify_kit(fichier)):
        click.echo(line)
