"""Search tools by words, whatever the accents and the case."""

import re

from romin_print.model.fonds import Fonds
from romin_print.model.noms import fold as fold  # plan has always had it from here
from romin_print.model.outil import Outil
from romin_print.model.referentiel import VOCABULAIRES

POIDS = {
    "titre": 10,
    "code": 10,
    "resume": 4,
    "mots": 4,
    "objectifs": 3,
    "quand_utiliser": 2,
}
# « l’alcool » is looked for as « alcool », and « a01 » as « A-01 ».
ELISION = re.compile(r"(^|[\W_])(?:[ldjmnstc]|qu)['’ʼ](?=[^\W_])", re.IGNORECASE)
CODE = re.compile(r"(?<!\S)([a-z])(0|\d\d)(?!\S)")


def split_words(text: str) -> list[str]:
    """Split what is looked for into folded words; the page does the same."""
    return CODE.sub(r"\1 \2", fold(ELISION.sub(r"\1", text))).split()


def search_outils(fonds: Fonds, mots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slugs that hold every word (or its beginning), the best first."""
    wanted = split_words(" ".join(mots))
    scores = {slug: score_outil(fonds, slug, wanted) for slug in fonds.outils}
    found = [slug for slug, score in scores.items() if score]
    return tuple(
        sorted(found, key=lambda slug: (-scores[slug], fonds.outils[slug].code))
    )


def score_outil(fonds: Fonds, slug: str, wanted: list[str]) -> int:
    """Score a tool: 0 when a word is missing, more when it stands in a title."""
    words = {name: fold(text).split() for name, text in list_texts(fonds, slug).items()}
    scores = [
        sum(
            POIDS.get(name, 1) * (2 if word == mot else 1)
            for name, found in words.items()
            for word in set(found)
            if word.startswith(mot)
        )
        for mot in wanted
    ]
    return sum(scores) if all(scores) else 0


def list_texts(fonds: Fonds, slug: str) -> dict[str, str]:
    """List the texts of a tool by field, and the titles of the words it has chosen."""
    outil, referentiel = fonds.outils[slug], fonds.referentiel
    texts = {
        name: " ".join(collect_texts(value)) for name, value in dump(outil).items()
    }
    chosen = [
        referentiel.find_entree(name, mot).titre
        for name in VOCABULAIRES
        for mot in getattr(outil, name, ())
    ]
    return {**texts, "mots": " ".join(chosen)}


def dump(outil: Outil) -> dict[str, object]:
    """Dump a tool, less what nobody searches for."""
    return outil.model_dump(exclude={"verification", "sources", "suites", "version"})


def collect_texts(value: object) -> list[str]:
    """Collect the texts of nested values."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in collect_texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in collect_texts(item)]
    return [value] if isinstance(value, str) else []
