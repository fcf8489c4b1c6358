"""What the commands that print have in common: their options, and what they say."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from romin_print.cli.options import add_sortie, count_cores

if TYPE_CHECKING:  # rich costs what --help must not pay
    from rich.progress import Progress

    from romin_print.build.impression import Charge, Impression

FORMATS = ("pdf", "docx", "html")
PATIENCE_SECONDS = 2

F = TypeVar("F", bound=Callable[..., Any])


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


def add_impression(command: F) -> F:
    """Add the options of printing: formats, folder, simulation, processes."""
    for option in reversed(
        (
            click.option(
                "-f",
                "--format",
                "formats",
                type=ListeFormats(),
                default=",".join(FORMATS),
                show_default=True,
                metavar="LISTE",
                help="Les formats voulus, séparés par des virgules.",
            ),
            add_sortie,
            click.option(
                "-n",
                "--simuler",
                is_flag=True,
                help="Dire ce qui serait écrit, sans rien écrire.",
            ),
            add_jobs,
        )
    ):
        command = option(command)
    return command


def add_jobs(command: F) -> F:
    """Add --jobs: how many processes lay out pages."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, 64),
        default=count_cores,
        metavar="N",
        help="Le nombre de documents mis en page à la fois"
        " (par défaut : le nombre de cœurs).",
    )(command)


def tell_impression(
    printed: "Impression",
    mot: str,
    start: float,
    folder: Path,
    *,
    simuler: bool,
    aside: bool = False,
) -> None:
    """Print the path of each file; aside, what to load, the remarks, the closing line.

    With `aside` the paths go there too: standard output is for something else.
    """
    tell_charge("À charger", printed.pile, "bord long")
    tell_charge("Pour le livret", printed.livret, "bord court")
    for path in printed.files:
        click.echo(path, err=aside)
    for remarque in printed.remarques:
        click.echo(remarque, err=True)
    seconds = time.monotonic() - start
    parts = [count(printed.documents, mot)]
    if printed.pages:
        parts.append(count(printed.pages, "page"))
    if simuler:
        parts.append("simulation, rien n’a été écrit")
        click.echo(" · ".join(parts), err=True)
        return
    parts.append(f"{seconds:.1f} s".replace(".", ","))
    click.echo(f"{' · '.join(parts)} → {folder}", err=True)


def tell_charge(what: str, charge: "Charge", bord: str) -> None:
    """Tell what to load in the printer, and the edge that its leaves turn on."""
    if charge.feuilles:
        sheets = count(charge.feuilles, "feuille")
        click.echo(
            f"{what} : {sheets} A4, {tell_colour(charge)} (recto verso, {bord})",
            err=True,
        )


def tell_colour(charge: "Charge") -> str:
    """Tell how many of the leaves are in colour."""
    every = "toutes " if charge.feuilles > 1 else ""
    if charge.en_couleur == charge.feuilles:
        return f"{every}en couleur"
    return (
        f"dont {charge.en_couleur} en couleur"
        if charge.en_couleur
        else f"{every}en noir"
    )


def count(number: int, mot: str) -> str:
    """Count things: « 1 fiche », « 12 fiches »."""
    return f"{number} {mot}{'s' if number > 1 else ''}"


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
