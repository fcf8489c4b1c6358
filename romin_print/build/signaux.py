"""Being stopped: by Ctrl-C, by another program, by a terminal that closes.

Every way to stop a run becomes one exception, so that `with` and `finally` put
everything away; by default only Ctrl-C does, and the others end the process on
the spot, with its working files left behind.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType
from typing import Any

STOPS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
)
RETRY_SECONDS = 0.01

Handler = Callable[[int, FrameType | None], Any] | signal.Handlers


class Interruption(KeyboardInterrupt):
    """The run was asked to stop; `exit_code` is what shells expect of that signal."""

    def __init__(self, signum: int) -> None:
        super().__init__()
        self.exit_code = 128 + signum


@contextmanager
def heed_stops() -> Iterator[list[int]]:
    """Raise `Interruption` when asked to stop; give the exit codes of the stops so far."""
    codes: list[int] = []

    def stop(signum: int, _: FrameType | None) -> None:
        error = Interruption(signum)
        codes.append(error.exit_code)
        raise error

    with _handle_stops(stop), _raise_again_where_ignored():
        yield codes


@contextmanager
def _raise_again_where_ignored() -> Iterator[None]:
    """Ask to stop again when the first asking fell where Python ignores exceptions.

    A stop may come while a weak reference is cleaned, in the middle of an import: Python
    then prints a traceback, and goes on as if nobody had asked.
    """
    former = sys.unraisablehook

    def hook(unraisable: Any) -> None:
        error = unraisable.exc_value
        if isinstance(error, Interruption):
            Timer(RETRY_SECONDS, _ask_again, (error.exit_code - 128,)).start()
        else:
            former(unraisable)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = former


def _ask_again(signum: int) -> None:
    """Send a stop to the main thread, which may be waiting for something."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signum)
    else:
        signal.raise_signal(signum)


@contextmanager
def ignore_stops() -> Iterator[None]:
    """Finish what must not be left half done; it must take no time worth noticing."""
    with _handle_stops(signal.SIG_IGN):
        yield


@contextmanager
def delay_stops() -> Iterator[None]:
    """Let stops wait, where the system can: processes born meanwhile inherit that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def leave_stops_to_parent() -> None:
    """Make a worker deaf to Ctrl-C, which its parent hears too, and easy to end."""
    for stop in STOPS:
        ends = stop == signal.SIGTERM
        signal.signal(stop, signal.SIG_DFL if ends else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


@contextmanager
def _handle_stops(handler: Handler) -> Iterator[None]:
    """Handle every stop that is not ignored already, as nohup and `&` have it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Only the main thread may say how signals are handled.
        return
    former = {stop: signal.getsignal(stop) for stop in STOPS}
    kept = {s: h for s, h in former.items() if h not in {signal.SIG_IGN, None}}
    for stop in kept:
        signal.signal(stop, handler)
    try:
        yield
    finally:
        for stop, before in kept.items():
            signal.signal(stop, before)
