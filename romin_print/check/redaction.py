"""How the texts are written: long sentences, words to avoid, quotes, missing spaces."""

import re
from collections.abc import Iterable, Iterator

from romin_print.check.mots import list_champs
from romin_print.check.remarques import Remarque
from romin_print.model.base import Modele
from romin_print.model.exigences import MotProscrit
from romin_print.model.fonds import Fonds
from romin_print.model.referentiel import VOCABULAIRES

MOTS_MAXIMUM = 35
FIN_DE_PHRASE = re.compile(r"(?<=[.!?…])\s+")
GUILLEMETS = re.compile("[“”„‟‘‹›]")
# A sign that French sets apart, stuck to the word before it or to the one after; not in
# an address, nor in an hour, nor in a number.
COLLES = re.compile(
    r"(?<=[\w)»])[?!;](?=[\s»)*…?!.,]|$)|(?<=[^\W\d]):(?=\s|$)|«(?=\w)|(?<=[\w.…])»"
    r"|\d[€%]|(?<=\s)[?!;](?=[^\W\d])|,(?=[^\W\d])|(?<=[a-zà-ÿ]{2})\.(?=[A-ZÀ-Ý])"
)
EXPLICATIONS = ("glossaire.yaml", "referentiel.yaml")
ESPACES = "Mettre une espace ordinaire ; le programme la rend insécable."

Textes = Iterable[tuple[str, str, str]]  # the file, the field, the text


def list_textes(fonds: Fonds) -> Iterator[tuple[str, str, str]]:
    """List the texts of all the content but its bibliography."""
    for genre in ("outils", "seances", "classeurs", "kits"):
        for slug, made in getattr(fonds, genre).items():
            yield from list_model(f"{genre}/{slug}.yaml", made)
    for name in VOCABULAIRES:
        words = getattr(fonds.referentiel, name)
        yield from list_many("referentiel.yaml", name, words)
    yield from list_many("guide.yaml", "chapitres", fonds.guide)
    yield from list_many("glossaire.yaml", "glossaire", fonds.glossaire)


def list_model(fichier: str, made: Modele) -> Iterator[tuple[str, str, str]]:
    """List the texts of one file that was read into one model."""
    for champ, text in list_champs(made.model_dump(exclude_unset=True), ""):
        yield fichier, champ, text


def list_many(
    fichier: str, champ: str, made: Iterable[Modele]
) -> Iterator[tuple[str, str, str]]:
    """List the texts of a file that holds a list of models."""
    dumped = [each.model_dump(exclude_unset=True) for each in made]
    for inner, text in list_champs(dumped, champ):
        yield fichier, inner, text


def check_redaction(fonds: Fonds) -> Iterator[Remarque]:
    """Look at every text; words to avoid may well be explained where words are."""
    textes = list(list_textes(fonds))
    yield from check_phrases(textes)
    yield from check_signes(textes)
    told = [texte for texte in textes if texte[0] not in EXPLICATIONS]
    yield from check_mots(told, fonds.referentiel.mots_proscrits)


def split_phrases(text: str) -> list[str]:
    """Split a text into its sentences."""
    return FIN_DE_PHRASE.split(text)


def check_phrases(textes: Textes) -> Iterator[Remarque]:
    """Warn of sentences that nobody reads in one breath."""
    for fichier, champ, text in textes:
        for phrase in split_phrases(text):
            count = sum(1 for word in phrase.split() if re.search(r"\w", word))
            if count > MOTS_MAXIMUM:
                cause = f"phrase de {count} mots : « {shorten(phrase)} »"
                remede = f"La couper en deux ; {MOTS_MAXIMUM} mots au plus."
                yield Remarque(fichier, champ, cause, remede)


def check_signes(textes: Textes) -> Iterator[Remarque]:
    """Warn of quotes that are not French, and of signs stuck to a word."""
    for fichier, champ, text in textes:
        for found in GUILLEMETS.findall(text):
            cause = f"guillemet anglais : {found}"
            yield Remarque(
                fichier, champ, cause, "Écrire « entre guillemets français »."
            )
        for stuck in COLLES.finditer(text):
            around = text[max(0, stuck.start() - 12) : stuck.end() + 1].strip()
            yield Remarque(fichier, champ, f"espace absente : « {around} »", ESPACES)


def check_mots(textes: Textes, proscrits: Iterable[MotProscrit]) -> Iterator[Remarque]:
    """Warn of the words that this content does not use."""
    known = {normalize(f): p for p in proscrits for f in (p.mot, *p.formes)}
    if not known:
        return
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    for fichier, champ, text in textes:
        for found in pattern.findall(normalize(text)):
            entry = known[found]
            remede = f"Écrire plutôt : {entry.plutot.rstrip('.')}."
            cause = f"mot à éviter : « {found} »"
            if entry.raison:
                remede = f"{remede} {entry.raison}"
            yield Remarque(fichier, champ, cause, remede)


def normalize(text: str) -> str:
    """Fold what does not tell two words apart: capitals, apostrophes, white space."""
    return " ".join(text.replace("'", "’").casefold().split())


def shorten(text: str, length: int = 60) -> str:
    """Shorten a text so that a message stays on one line."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
