"""The person's sheet never carries what is written for the counsellor."""

import re
from collections.abc import Iterable, Iterator

from romin_print.model.outil import Outil
from romin_print.model.seance import MomentOutil, Seance
from romin_print.model.texte import parse_inline

# Shorter runs of words are everyday French, which a sheet may share by chance.
RUN = 8
SHORTEST = 4


def find_leaks(text: str, outil: Outil) -> Iterator[str]:
    """Find the counsellor's texts of a tool that a text repeats, whole or in part."""
    return find_repeats(text, list_secrets(outil))


def find_repeats(text: str, secrets: Iterable[str]) -> Iterator[str]:
    """Find the secrets that a text repeats, whole or in part."""
    told = f" {' '.join(split_words(text))} "
    for secret in secrets:
        words = split_words("".join(t.content for t in parse_inline(secret)))
        size = min(RUN, len(words))
        runs = (words[i : i + size] for i in range(len(words) - size + 1))
        if size >= SHORTEST and any(f" {' '.join(run)} " in told for run in runs):
            yield secret


def list_secrets(outil: Outil) -> Iterator[str]:
    """List what the counsellor alone reads: aims, posture, vigilance, method, sources.

    What is said or asked to the person is no secret: a sheet may well repeat it.
    """
    for texts in (
        outil.objectifs,
        outil.posture,
        outil.vigilance,
        outil.quand_utiliser,
        outil.quand_eviter,
        outil.preparation,
        outil.trace_ecrite,
    ):
        yield from texts
    yield from (pas.texte for pas in outil.deroule)
    yield from (variante.texte for variante in outil.variantes)
    yield from (suite.pourquoi for suite in outil.suites)
    yield from (source.apport for source in outil.sources)


def list_seance_secrets(seance: Seance) -> Iterator[str]:
    """List what the counsellor alone reads of a séance: aims, notes, method, trace."""
    yield from (seance.rappel or "", *seance.objectifs, *seance.trace)
    for moment in seance.moments:
        told = moment.note if isinstance(moment, MomentOutil) else moment.texte
        yield told or ""


def split_words(text: str) -> list[str]:
    """Split a text into words, without the signs that typography or markup change."""
    return re.findall(r"\w+", text.lower())
