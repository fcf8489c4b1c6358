"""`romin-print fiche`: print fiches."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from romin_print.cli.options import (
    add_filtres,
    add_layouts,
    add_racine,
    complete_outils,
    count_cores,
    keep_filtres,
)

FORMATS = ("pdf", "docx", "html")
PATIENCE_SECONDS = 2


class ListeFormats(click.ParamType):
    """A list of formats with commas: `pdf,docx`."""

    name = "formats"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Split the list, and refuse a format that we do not write."""
        if isinstance(value, tuple):
            return value
        asked = tuple(
            dict.fromkeys(
                part.strip().lower() for part in value.split(",") if part.strip()
            )
        )
        unknown = [part for part in asked if part not in FORMATS]
        if unknown or not asked:
            shown = ", ".join(unknown) or value
            self.fail(
                f"format inconnu : « {shown} ». Choisir parmi : {', '.join(FORMATS)}.",
                param,
                ctx,
            )
        return asked

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Complete the last format of the list."""
        from click.shell_completion import CompletionItem

        before, comma, start = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{f}")
            for f in FORMATS
            if f.startswith(start)
        ]


@click.command(
    epilog="""\b
Exemples :
  romin-print fiche                          toutes les fiches, dans les trois formats
  romin-print fiche balance-decisionnelle    une fiche, par son nom
  romin-print fiche C-01 D-02 --format pdf   deux fiches, par leur code, en PDF
  romin-print fiche --etape accueil --nb     celles d’une étape, en noir et blanc
"""
)
@click.argument(
    "outils", nargs=-1, shell_complete=complete_outils, metavar="[OUTIL]..."
)
@add_filtres
@click.option(
    "-f",
    "--format",
    "formats",
    type=ListeFormats(),
    default=",".join(FORMATS),
    show_default=True,
    metavar="LISTE",
    help="Les formats voulus, séparés par des virgules.",
)
@click.option(
    "-o",
    "--sortie",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Le dossier où écrire (par défaut : output/ dans le projet).",
)
@click.option(
    "-n", "--simuler", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=count_cores,
    metavar="N",
    help="Le nombre de fiches mises en page à la fois (par défaut : le nombre de cœurs).",
)
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
    """Imprimer des fiches : celles que l’on nomme, ou toutes.

    OUTIL est le nom d’un outil (balance-decisionnelle) ou son code (C-01).
    Chaque fiche s’appelle output/fiches/CODE-NOM.pdf, .docx et .html.
    """
    from romin_print.build.fiches import Demande, build_fiches
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
    for path in printed.files:
        click.echo(path)
    seconds = time.monotonic() - start
    click.echo(
        conclude(
            printed.documents, printed.pages, seconds, projet.output, demande.simuler
        ),
        err=True,
    )


def conclude(
    documents: int, pages: int, seconds: float, output: Path, simuler: bool
) -> str:
    """Write the closing line: « 12 fiches · 26 pages · 3,1 s → output/fiches »."""
    parts = [f"{documents} fiche{'s' if documents > 1 else ''}"]
    if pages:
        parts.append(f"{pages} page{'s' if pages > 1 else ''}")
    if simuler:
        return " · ".join([*parts, "simulation, rien n’a été écrit"])
    parts.append(f"{seconds:.1f} s".replace(".", ","))
    return f"{' · '.join(parts)} → {output / 'fiches'}"


@contextmanager
def show_progress(start: float) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on a terminal, once the work has lasted two seconds."""
    stream = click.get_text_stream("stderr")
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Mise en page", visible=False)

        def progress(done: int, total: int) -> None:
            late = time.monotonic() - start > PATIENCE_SECONDS
            bar.update(task, completed=done, total=total, visible=late)

        yield progress
