"""How a report words what the tools say: short, in French, and without any place.

The report goes to services: nothing in it may tell of the machine that made it.
"""

import re
from collections.abc import Sequence

from romin_print.errors import Problem
from romin_print.model.rapport import Constat

LONGEST, MOST = 240, 10
# Where files are on this machine, and the colours that some tools write with.
_PATH = re.compile(r"(?:file:)?(?:(?<![\w/<])/|\b[A-Za-z]:\\)[^\s«»\"',;)]+")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# « cause : « words of the tool » », as veraPDF's are told.
_QUOTED = re.compile(r"(?s)(?P<texte>.*?) : « (?P<citation>.*) »")


def tell_problems(
    problems: Sequence[Problem], *, quoted: bool = False
) -> list[Constat]:
    """Tell problems without their place; `quoted` if they end by words in English."""
    return limit([tell_cause(problem.cause, quoted) for problem in problems])


def tell_cause(cause: str, quoted: bool) -> Constat:
    """Tell one cause."""
    found = _QUOTED.fullmatch(cause) if quoted else None
    if found:
        return Constat(shorten(found["texte"]), shorten(found["citation"]))
    return Constat(shorten(cause))


def limit(constats: list[Constat]) -> list[Constat]:
    """Keep the first of many, and say how many more there are."""
    more = len(constats) - MOST
    if more <= 0:
        return constats
    plural = "s" if more > 1 else ""
    return [*constats[:MOST], Constat(f"et {more} autre{plural} constat{plural}")]


def tell_times(times: int) -> str:
    """Say how many times, unless it is once."""
    return f" ({times} fois)" if times > 1 else ""


def tell_stop(error: BaseException) -> str:
    """Say that a check broke off, and why."""
    lines = str(error).strip().splitlines()
    told = shorten(lines[0]) if lines else ""
    why = f"{type(error).__name__} : {told}" if told else type(error).__name__
    return f"le contrôle s’est arrêté ({why})"


def shorten(text: str) -> str:
    """Keep the beginning of a text, on one line, without paths nor colours."""
    line = " ".join(_PATH.sub("…", _COLOUR.sub("", text)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
