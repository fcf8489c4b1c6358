"""The group of commands: whatever happens, it ends in a French sentence.

Click knows usage errors; here are the rest: a run that is stopped, a system that
refuses, a bug, a terminal that cannot show an accent.
"""

import os
import sys
import traceback
from typing import Any

import click

from romin_print.build.signaux import Interruption, heed_stops

STOPPED = "Interrompu : aucun fichier n’est resté à moitié écrit."
BUG = """Erreur : romin-print s’est arrêté sur un défaut du programme ({kind} : {error}).
Aucun fichier n’est resté à moitié écrit. Pour nous le signaler, relancer avec
« romin-print --verbeux … » et joindre ce qui s’affiche, mais aucun document de suivi."""


class Groupe(click.Group):
    """A group that lists its commands by the first line of their help."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; Click would cut that line, and break its no-break spaces."""
        cmd.short_help = (cmd.help or "").partition("\n")[0]
        super().add_command(cmd, name)


class Commandes(Groupe):
    """A group whose bugs end in a French sentence, and Ctrl-C as shells expect."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program, on any terminal, until its end or until it is stopped."""
        accept_any_character()
        extra.setdefault("color", wants_color())
        with heed_stops() as stops:
            try:
                return super().main(*args, **extra)
            except SystemExit:
                # Click gives 1 to a stop that comes before or after `invoke`.
                if stops:
                    raise SystemExit(stops[-1]) from None
                raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a bug is told in one sentence, with --verbeux in full."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort) as error:
            say(STOPPED)
            ctx.exit(error.exit_code if isinstance(error, Interruption) else 130)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbeux"):
                traceback.print_exc()
            ctx.exit(explain(error))


def explain(error: Exception) -> int:
    """Tell an error that nobody expected; return the exit code."""
    from romin_print.build.pannes import explain_os_error

    told = explain_os_error(error) if isinstance(error, OSError) else None
    if told:
        told.show()
        return told.exit_code
    say(BUG.format(kind=type(error).__name__, error=error))
    return 3


def say(message: str) -> None:
    """Say something wrong to the person at the keyboard."""
    click.secho(message, err=True, fg="red")


def wants_color() -> bool | None:
    """Say what the environment asks for; None leaves it to the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def accept_any_character() -> None:
    """Escape the characters that the output cannot take, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if getattr(stream, "errors", None) == "strict":
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
