"""`romin-print diagnostic` and `completion`: the machine and its shell."""

from pathlib import Path

import click

from romin_print.cli.options import add_racine

SHELLS = {
    "bash": "romin-print completion bash >> ~/.bashrc",
    "zsh": "romin-print completion zsh >> ~/.zshrc",
    "fish": "romin-print completion fish >> ~/.config/fish/config.fish",
}


@click.command(epilog="Exemple : romin-print diagnostic")
@add_racine
@click.pass_context
def diagnostic(ctx: click.Context, racine: Path) -> None:
    """Dire ce qui manque sur ce poste, et comment l’installer."""
    from romin_print.build.diagnostic import examine

    constats = examine(racine)
    for constat in constats:
        mark = (
            "présent"
            if constat.present
            else "ABSENT"
            if constat.obligatoire
            else "absent"
        )
        line = f"{mark:8} {constat.quoi}"
        click.echo(f"{line} ({constat.detail})" if constat.detail else line)
        if not constat.present:
            click.echo(f"         → {constat.remede}")
    missing = [c for c in constats if c.obligatoire and not c.present]
    told = "Il manque de quoi imprimer." if missing else "Ce poste peut imprimer."
    click.echo(told, err=True)
    ctx.exit(3 if missing else 0)


@click.command(
    epilog="\b\nExemples, à faire une fois :\n"
    + "\n".join(f"  {how}" for how in SHELLS.values())
)
@click.argument("shell", type=click.Choice(list(SHELLS)), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Écrire de quoi compléter les commandes dans un shell.

    SHELL est bash, zsh ou fish.
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"shell inconnu : {shell}")
    root = ctx.find_root()
    script = completer(root.command, {}, "romin-print", "_ROMIN_PRINT_COMPLETE")
    click.echo(script.source())
