"""Sentences that two tools share, or nearly: what was copied and not thought again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from romin_print.check.mots import list_champs
from romin_print.check.redaction import shorten, split_phrases
from romin_print.check.remarques import Remarque
from romin_print.model.fonds import Fonds

# Shorter sentences are everyday French, which two tools may share by chance.
MOTS_MINIMUM = 9
SUITE = 3
RESSEMBLANCE = 0.4
MOT = re.compile(r"[\w’'-]+")  # « qu’est-ce » is one word: it is no sign of a copy
# Where a sheet is kept is said in the same words on purpose.
LAISSES = {"garde"}

Phrase = tuple[str, str, str, frozenset[tuple[str, ...]]]


def check_ressemblances(fonds: Fonds) -> Iterator[Remarque]:
    """Warn, in both of them, of each sentence that two tools nearly share."""
    phrases = list(list_phrases(fonds))
    for pair in find_pairs(phrases):
        for here, there in (pair, pair[::-1]):
            slug, champ, phrase, _ = phrases[here]
            other = phrases[there][0]
            cause = f"phrase presque identique dans « {other} » : « {shorten(phrase)} »"
            remede = "Garder la plus juste des deux, et récrire l’autre."
            yield Remarque(f"outils/{slug}.yaml", champ, cause, remede)


def list_phrases(fonds: Fonds) -> Iterator[Phrase]:
    """List the sentences of all tools, each with its runs of three words."""
    for slug, outil in fonds.outils.items():
        for champ, text in list_champs(outil.model_dump(exclude_unset=True), ""):
            if champ.rsplit(".", 1)[-1] in LAISSES:
                continue
            for phrase in split_phrases(text):
                words = MOT.findall(phrase.casefold())
                if len(words) >= MOTS_MINIMUM:
                    runs = zip(*(words[i:] for i in range(SUITE)), strict=False)
                    yield slug, champ, phrase, frozenset(runs)


def find_pairs(phrases: list[Phrase]) -> Iterator[tuple[int, int]]:
    """Find the pairs of like sentences: many of all their runs are in both.

    Only sentences that share a run are compared, for there are millions of pairs.
    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for rank, (*_, runs) in enumerate(phrases):
        for run in runs:
            holders[run].append(rank)
    shared = Counter(
        pair for ranks in holders.values() for pair in combinations(ranks, 2)
    )
    for (first, second), count in sorted(shared.items()):
        both = len(phrases[first][3]) + len(phrases[second][3]) - count
        if phrases[first][0] != phrases[second][0] and count / both >= RESSEMBLANCE:
            yield first, second
