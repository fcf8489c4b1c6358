"""The search index of a catalogue: the ranking of `recherche`, worked out beforehand.

A tool scores, for each word that is looked for, the weights of its words that begin
so, twice that of a word that is the same. Those weights do not depend on what is
looked for, so the page only has to find a range of words and add up.
"""

import re
from collections import Counter

from romin_print.model.fonds import Fonds
from romin_print.plan.recherche import POIDS, fold, list_texts

WORD = re.compile(r"[^\W_]+")
Postings = list[int]


def make_index(
    fonds: Fonds, slugs: tuple[str, ...]
) -> tuple[list[str], list[Postings]]:
    """Make the words as they are written, sorted once folded, and who has them.

    The postings of a word are flat: rank of a tool, weight, rank of a tool, weight…
    """
    spellings: dict[str, Counter[str]] = {}
    found: dict[str, Postings] = {}
    for rank, slug in enumerate(slugs):
        texts = list_texts(fonds, slug)
        for word, weight in weigh_words(texts).items():
            found.setdefault(word, []).extend((rank, weight))
        for text in texts.values():
            count_spellings(text, spellings)
    # The page compares UTF-16 units, as its language does.
    words = sorted(found, key=lambda word: word.encode("utf-16-be"))
    return [choose_spelling(word, spellings) for word in words], [
        found[word] for word in words
    ]


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
