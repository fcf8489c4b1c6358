"""The command line: arguments in, paths and messages out, no logic."""

from romin_print.cli.main import main

__all__ = ["main"]
