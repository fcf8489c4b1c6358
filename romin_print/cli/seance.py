"""`romin-print seance`: print all that one interview or group session needs."""

import datetime
import re
import time
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from romin_print.cli.impression import add_impression, show_progress, tell_impression
from romin_print.cli.options import (
    add_layouts,
    add_racine,
    add_variante,
    complete_files,
    complete_outils,
)

MONTRE = re.compile(r"(\d{1,2})\s*[h:]\s*(\d{2})?", re.IGNORECASE)


class HeureDeDebut(click.ParamType[datetime.time, str]):
    """A time on the clock: `14:00`, `14h30` or `9h`."""

    name = "heure"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.time:
        """Read a time, or say how to write it."""
        found = MONTRE.fullmatch(str(value).strip())
        try:
            if found:
                return datetime.time(int(found[1]), int(found[2] or 0))
        except ValueError:
            pass
        return self.fail(
            f"heure illisible : « {value} ». Écrire par exemple 14:00.", param, ctx
        )


class ListeOutils(click.ParamType[tuple[str, ...], str]):
    """A list of tools with commas: `A-01,plan-en-petits-pas`."""

    name = "outils"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Split the list, and refuse an empty one."""
        named = tuple(part.strip() for part in value.split(",") if part.strip())
        if not named:
            self.fail("aucun outil n’est nommé.", param, ctx)
        return named

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last tool of the list."""
        before, comma, start = incomplete.rpartition(",")
        found = complete_outils(ctx, param, start)
        return [CompletionItem(f"{before}{comma}{name}") for name in found]


@click.command(
    epilog="""\b
Exemples :
  romin-print seance premier-entretien                 une séance du projet
  romin-print seance premier-entretien --debut 14:00   avec les heures
  romin-print seance groupe-dire-non --exemplaires 8   pour huit personnes
  romin-print seance --outils A-01,C-02 --titre "Mardi" sans fichier
  romin-print seance avant-la-sortie --cadre ferme     pour la détention
"""
)
@click.argument(
    "nom", required=False, shell_complete=complete_files("seances"), metavar="[SEANCE]"
)
@click.option(
    "--outils",
    type=ListeOutils(),
    metavar="LISTE",
    help="Composer la séance de ces outils, séparés par des virgules.",
)
@click.option("--titre", metavar="TEXTE", help="Le titre de la séance composée.")
@click.option(
    "--debut",
    type=HeureDeDebut(),
    metavar="HEURE",
    help="L’heure du début : le déroulé donne alors celle de chaque moment.",
)
@click.option(
    "--exemplaires",
    type=click.IntRange(1, 60),
    default=1,
    show_default=True,
    metavar="N",
    help="Pour combien de personnes imprimer les feuilles.",
)
@add_variante
@click.option(
    "--cadre",
    type=click.Choice(("ouvert", "ferme")),
    default="ouvert",
    show_default=True,
    help="En détention (ferme), tout en noir et sans aucune adresse.",
)
@click.option(
    "--livret", is_flag=True, help="Aussi un livret A5, à imprimer en A4 et à plier."
)
@click.option(
    "--a-remplir",
    is_flag=True,
    help="Les feuilles en PDF à remplir à l’écran ; la pile à imprimer reste en lignes.",
)
@add_impression
@add_racine
@add_layouts
def seance(
    nom: str | None,
    racine: Path,
    sortie: Path | None,
    layouts: Path | None,
    **options: Any,
) -> None:
    """Imprimer une séance : le déroulé et les feuilles.

    SEANCE est le nom d’un fichier de content/seances/ (premier-entretien).
    Tout va dans output/seances : NOM-deroule pour le CPIP, NOM-documents pour la
    personne, et NOM-a-imprimer.pdf, le déroulé puis un jeu de feuilles par personne.
    Imprimer recto verso : aucune feuille ne mêle le déroulé et celles d’une personne.
    """
    from romin_print.build.projet import find_projet
    from romin_print.build.seances import DemandeSeance, build_seance

    check_options(nom, options)
    start = time.monotonic()
    demande = DemandeSeance(
        noms=options["outils"] or (),
        seance=nom or "",
        titre=options["titre"] or "",
        formats=options["formats"],
        jobs=options["jobs"],
        simuler=options["simuler"],
        debut=options["debut"],
        exemplaires=options["exemplaires"],
        variante=options["variante"],
        ferme=options["cadre"] == "ferme",
        livret=options["livret"],
        a_remplir=options["a_remplir"],
    )
    projet = find_projet(racine, sortie, layouts)
    with show_progress(start) as progress:
        printed = build_seance(projet, demande, progress)
    folder = projet.output / "seances"
    tell_impression(printed, "séance", start, folder, simuler=demande.simuler)


def check_options(nom: str | None, options: dict[str, Any]) -> None:
    """Refuse options that contradict one another."""
    if nom and options["outils"]:
        raise click.UsageError("Choisir : le nom d’une séance, ou --outils.")
    if options["titre"] and not options["outils"]:
        raise click.UsageError("--titre nomme une séance composée avec --outils.")
    if options["livret"] and "pdf" not in options["formats"]:
        raise click.UsageError("--livret est un PDF : ajouter pdf à --format.")
    if options["livret"] and options["variante"] == "gros-caracteres":
        raise click.UsageError(
            "--livret réduit les lettres de 18 à 12,7 points : "
            "sans --variante gros-caracteres."
        )
