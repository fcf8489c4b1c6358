"""What can go wrong, said in French to the person at the keyboard.

Every error that the user can cause is a `RominError`: it is shown without a
traceback and carries its exit code. Anything else that escapes is a bug.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file, counted from 1 as editors do; 0 means the whole file."""

    path: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is wrong, and how to mend it."""

    place: Place
    cause: str
    remede: str = ""

    def __str__(self) -> str:
        told = f"{self.place} : {self.cause}"
        return f"{told}. {self.remede}" if self.remede else told


class RominError(click.ClickException):
    """The base of every error shown to the user (exit code 3)."""

    exit_code = 3

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message without Click's English prefix."""
        told = f"Erreur : {self.message}"
        click.secho(told, file=file, err=True, fg="red", color=self.show_color)


class ContentError(RominError):
    """The content has faults; all of them are told at once (exit code 1)."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        plural = "s" if count > 1 else ""
        told = (f"  {problem}" for problem in self.problems)
        super().__init__(
            "\n".join([f"{count} problème{plural} dans le contenu", *told])
        )


class LayoutError(RominError):
    """A layout asks for what the content or a writer does not have (exit code 3)."""

    exit_code = 3

    def __init__(self, message: str, remede: str = "") -> None:
        super().__init__(f"{message}. {remede}" if remede else message)


class GateError(RominError):
    """The work is done but a quality gate refuses it (exit code 4)."""

    exit_code = 4


class SelectionError(RominError):
    """What was asked for does not exist, or leaves nothing to print (exit code 2)."""

    exit_code = 2
