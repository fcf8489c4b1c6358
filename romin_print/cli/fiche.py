"""`romin-print fiche`: print fiches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from romin_print.cli.options import (
    add_filtres,
    add_layouts,
    add_racine,
    complete_outils,
    count_cores,
    keep_filtres,
)

if TYPE_CHECKING:  # rich costs what --help must not pay
    from rich.progress import Progress

FORMATS = ("pdf", "docx", "html")
PATIENCE_SECONDS = 2


class ListeFormats(click.ParamType[tuple[str, ...], str]):
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
                f"format inconnu : « {shown} ». Choisir parmi : {', '.join(FORMATS)}.",
                param,
                ctx,
            )
        return asked

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last format of the list."""
        before, comma, start = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{f}")
            for f in FORMATS
            if f.startswith(start)
        ]


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
    metavar="DOSSIER",
    help="Le dossier où écrire (par défaut : output/ dans le projet).",
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
    help="Le nombre de fiches mises en page à la fois (par défaut : le nombre de cœurs).",
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
    """Imprimer des fiches : celles que l’on nomme, ou toutes.

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
    """Show a bar on a terminal, once the work has lasted two seconds.

    Not before, and not only for the eye: the bar has a thread of its own, and the
    workers must be forked while there is a single one.
    """
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bar: Progress | None = None

        def progress(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and time.monotonic() - start > PATIENCE_SECONDS:
                bar = stack.enter_context(open_bar(total))
            if bar:
                bar.update(bar.task_ids[0], completed=done)

        yield progress


def open_bar(total: int) -> "Progress":
    """Make a bar that goes away at the end."""
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("Mise en page", total=total)
    return bar
