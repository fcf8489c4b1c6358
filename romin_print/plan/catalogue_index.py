"""The search index of a catalogue: the ranking of `recherche`, worked out beforehand.

A tool scores, for each word that is looked for, the weights of its words that begin
so, twice that of a word that is the same. Those weights do not depend on what is
looked for, so the page only has to find a range of words and add up.
"""

import re
from collections import Counter
from collections.abc import Collection

from romin_print.model.fonds import Fonds
from romin_print.plan.recherche import POIDS, fold, list_texts

# What is shown of a tool whose fiche is not in the page.
SANS_FICHE = frozenset({"titre", "code", "resume", "mots", "supports"})
WORD = re.compile(r"[^\W_]+")
Postings = list[int]


def make_index(
    fonds: Fonds,
    slugs: tuple[str, ...],
    fiches: Collection[str],
    supports: Collection[str],
) -> tuple[list[str], list[Postings]]:
    """Make the words as they are written, sorted once folded, and who has them.

    Only words that the page shows are there: a hit on others would not be understood.
    The postings of a word are flat: rank of a tool, weight, rank of a tool, weight…
    """
    spellings: dict[str, Counter[str]] = {}
    found: dict[str, Postings] = {}
    for rank, slug in enumerate(slugs):
        texts = list_shown(fonds, slug, slug in fiches, slug in supports)
        for word, weight in weigh_words(texts).items():
            found.setdefault(word, []).extend((rank, weight))
        for text in texts.values():
            count_spellings(text, spellings)
    # The page compares UTF-16 units, as its language does.
    words = sorted(found, key=lambda word: word.encode("utf-16-be"))
    return [choose_spelling(word, spellings) for word in words], [
        found[word] for word in words
    ]


def list_shown(
    fonds: Fonds, slug: str, avec_fiche: bool, avec_feuilles: bool
) -> dict[str, str]:
    """List the texts of a tool that the page shows: those of its fiche, of its sheets."""
    texts = list_texts(fonds, slug)
    if not avec_fiche:
        texts = {name: text for name, text in texts.items() if name in SANS_FICHE}
    if not avec_feuilles:
        titres = (support.titre for support in fonds.outils[slug].supports)
        texts = {**texts, "supports": " ".join(titres)}
    return texts


def weigh_words(texts: dict[str, str]) -> dict[str, int]:
    """Weigh each word of a tool: the sum of the weights of the fields that hold it."""
    weights: dict[str, int] = {}
    for name, text in texts.items():
        for word in set(fold(text).split()):
            weights[word] = weights.get(word, 0) + POIDS.get(name, 1)
    return weights


def count_spellings(text: str, spellings: dict[str, Counter[str]]) -> None:
    """Count how words are written, so that the page can suggest them with accents."""
    for word, count in Counter(WORD.findall(text.lower())).items():
        spellings.setdefault(fold(word), Counter())[word] += count


def choose_spelling(word: str, spellings: dict[str, Counter[str]]) -> str:
    """Choose the usual spelling of a folded word; between equals, that with accents."""
    written = spellings.get(word, {word: 1})
    return max(written, key=lambda one: (written[one], one != word, one))
