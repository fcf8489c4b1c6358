"""The options that several commands share, and their completion."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

FILTRES = {
    "etape": ("E", "etapes", "étape du RPO1 (mot ou lettre)"),
    "besoin": ("B", "besoins", "besoin"),
    "modalite": ("M", "modalites", "modalité"),
    "cadre": ("C", "cadres", "cadre"),
}
VARIANTES = ("standard", "gros-caracteres", "facile", "nb")


def complete_files(kind: str) -> Callable[..., list[str]]:
    """Make the completion of names: those of the files of one folder of content/."""

    def complete(ctx: click.Context, _: click.Parameter, start: str) -> list[str]:
        folder = get_racine(ctx) / "content" / kind
        names = (path.stem for path in sorted(folder.glob("*.yaml")))
        return [name for name in names if name.startswith(start)]

    return complete


complete_outils = complete_files("outils")


def complete_mots(vocabulaire: str) -> Callable[..., list[CompletionItem]]:
    """Make the completion of one vocabulary."""

    def complete(
        ctx: click.Context, _: click.Parameter, start: str
    ) -> list[CompletionItem]:
        from romin_print.build.consultation import list_mots
        from romin_print.errors import RominError

        try:
            mots = list_mots(get_racine(ctx) / "content", vocabulaire)
        except (RominError, OSError):
            return []
        return [
            CompletionItem(slug, help=titre)
            for slug, titre in mots
            if slug.startswith(start)
        ]

    return complete


def get_racine(ctx: click.Context) -> Path:
    """Get the folder of the project, as far as the line is typed."""
    return Path(ctx.params.get("racine") or ".")


def add_racine(command: F) -> F:
    """Add --racine: where content/ is."""
    return click.option(
        "--racine",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        envvar="ROMIN_PRINT_RACINE",
        metavar="DOSSIER",
        help="Le dossier qui contient content/ (par défaut : le dossier courant).",
    )(command)


def add_sortie(command: F) -> F:
    """Add --sortie: where to write."""
    return click.option(
        "-o",
        "--sortie",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DOSSIER",
        help="Le dossier où écrire (par défaut : output/ dans le projet).",
    )(command)


def add_json(command: F) -> F:
    """Add --json: plain data on the standard output."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Écrire du JSON, pour un autre programme.",
    )(command)


def add_layouts(command: F) -> F:
    """Add --layouts: a service's own layouts, which hide ours."""
    return click.option(
        "--layouts",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DOSSIER",
        help="Vos mises en page ; un fichier de même nom y remplace le nôtre.",
    )(command)


def add_filtres(command: F) -> F:
    """Add the options that choose tools by their words."""
    for nom, (metavar, vocabulaire, quoi) in reversed(FILTRES.items()):
        command = click.option(
            f"--{nom}",
            metavar=metavar,
            shell_complete=complete_mots(vocabulaire),
            help=f"Ne garder que cette {quoi}."
            if nom in {"etape", "modalite"}
            else f"Ne garder que ce {quoi}.",
        )(command)
    return command


def add_variante(command: F) -> F:
    """Add --variante: how the sheets of the person are written."""
    return click.option(
        "--variante",
        type=click.Choice(VARIANTES),
        default=VARIANTES[0],
        show_default=True,
        help="Comment les feuilles sont écrites.",
    )(command)


def keep_filtres(options: dict[str, Any]) -> dict[str, str]:
    """Keep the filters that were given among a command's options."""
    return {nom: options[nom] for nom in FILTRES if options.get(nom)}


def count_cores() -> int:
    """Count the processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
