"""French typography, done once for every value that a layout prints.

polytypo sets quotes, apostrophes and the spaces of « : ; ! ? » ; what follows it
here are the numbers, which it leaves alone.
"""

import re
from functools import lru_cache

NBSP = "\N{NO-BREAK SPACE}"
NNBSP = "\N{NARROW NO-BREAK SPACE}"
UNITS = "ans?|mois|semaines?|jours?|heures?|minutes?|min|h|mm|cm|m|km|kg|personnes?|pages?|€|%"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
RULES = (
    (re.compile(r"(?<=»)(?=[?!;])"), NNBSP),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)"), NNBSP),
    (re.compile(rf"(?<=\d) (?=(?:{UNITS}|{MONTHS})(?:\b|(?<=[€%])))"), NBSP),
    (re.compile(r"(?<=\bh) (?=\d)"), NBSP),
    (re.compile(r"(?i)(?<=\bp\.) (?=\d)|(?<=\bart\.) (?=\d)|(?<=\bchap\.) (?=\d)"), NBSP),
    (re.compile(r"(?i)(?<=\b1er) (?=\w)"), NBSP),
    (re.compile(r"(?<=\d) à (?=\d)"), f"{NBSP}à{NBSP}"),
    (re.compile(" — "), f"{NBSP}– "),
)  # fmt: skip


@lru_cache(maxsize=4096)
def set_typography(text: str) -> str:
    """Set the spaces, quotes and apostrophes of a French text; white space is folded."""
    from polytypo.text import transform

    folded = re.sub(r"[ \t\n]+", " ", text)
    told: str = transform(folded, locale="fr")
    for pattern, replacement in RULES:
        told = pattern.sub(replacement, told)
    return told
