"""The command line: arguments in, paths and messages out, no logic."""

from romin_print.cli.francais import speak_french

speak_french()  # Before the commands are made: some words are translated then.

from romin_print.cli.main import main  # noqa: E402

__all__ = ["main"]
