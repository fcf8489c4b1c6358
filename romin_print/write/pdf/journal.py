"""What WeasyPrint complains of, turned into faults told in French.

The engine never fails: it drops what it does not understand, writes a line in a
log that nobody reads, and goes on. In a house where the PDF must say the same as
the page, a dropped thing is an error, so every warning becomes a fault.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from romin_print.errors import LayoutError

_LOGGER = logging.getLogger("weasyprint")

_DECLARATION = (
    "la déclaration CSS « {0}: {1} » (ligne {2}, colonne {3}) est ignorée : {4}"
)
_FOR_SCREENS = "Corrigez-la, ou réservez-la à l’écran avec @media screen."
_IN_THE_PAGE = "Mettez l’image dans la page (data:) et nommez les polices font:NOM.ttf."

# The beginning of the engine's message → what we say, and how to mend it.
_TRANSLATIONS = {
    "Image ": (
        "l’image « {0} » n’a pas d’équivalent écrit",
        'Décrivez-la dans alt, ou écrivez alt="" si elle est décorative.',
    ),
    "Missing required": (
        "le document ne dit pas sa langue",
        'Écrivez <html lang="fr">.',
    ),
    "No anchor": (
        "un lien mène à « #{0} », qui n’existe pas",
        "Corrigez le lien, ou donnez cet id à un élément.",
    ),
    "Relative URI": (
        "une adresse relative ne mène nulle part : {0}",
        _IN_THE_PAGE,
    ),
    "Failed to load image": (
        "l’image « {0} » est illisible",
        "Fournissez un PNG, un JPEG ou un SVG valide.",
    ),
    "Failed to render SVG": (
        "un dessin ne peut pas être tracé",
        "Ne gardez dans le SVG que des formes simples et du texte.",
    ),
    "Ignored ": (_DECLARATION, _FOR_SCREENS),
    "Invalid or unsupported selector": (
        "le sélecteur CSS {0} n’est pas compris",
        "Corrigez-le, ou réservez sa règle à l’écran avec @media screen.",
    ),
    "Invalid media type": (
        "la règle @media {0} n’a pas de sens pour l’impression",
        "Écrivez @media screen and (…) si elle est faite pour l’écran.",
    ),
    "Font-face": (
        "la police « {0} » n’a pas pu être chargée",
        "Nommez son fichier dans src, sous la forme font:NOM.ttf.",
    ),
    ".notdef glyph": (
        "aucune police n’a le caractère « {0} » (U+{1:04X})",
        "Remplacez-le, ou dessinez-le en SVG.",
    ),
}

_REASONS = {
    "unknown property": "propriété inconnue",
    "invalid value": "valeur invalide",
    "Relative URI reference without a base URI: None": "adresse relative",
}

# Messages about the machine; rules that are not for paper; and the consequences of
# a refusal, which the fetcher has told better.
_HARMLESS = re.compile(
    r"Using fontTools instead"
    r"|Please install HarfBuzz"
    r"|Expected a media type"  # always followed by "Invalid media type"
    r"|Invalid media type ['\"]\s*screen\b"
    r"|Failed to load .*LayoutError",
    re.DOTALL,
)


@dataclass(frozen=True)
class Fault:
    """One thing that cannot be printed as it is, and how to mend it."""

    cause: str
    remede: str = ""

    def __str__(self) -> str:
        return f"{self.cause}. {self.remede}" if self.remede else self.cause


class _Notebook(logging.Handler):
    """Writes the engine's warnings down as faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(logging.WARNING)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        """Write one down, unless it does not matter."""
        if not _HARMLESS.match(record.getMessage()):
            self._faults.append(translate(record))


@contextmanager
def collect_faults() -> Iterator[list[Fault]]:
    """Give a list that fills with faults; put the engine's logger back afterwards.

    Two threads must not be in such a block together: the writer holds a lock.
    """
    faults: list[Fault] = []
    notebook = _Notebook(faults)
    level, propagate = _LOGGER.level, _LOGGER.propagate
    _LOGGER.addHandler(notebook)
    _LOGGER.setLevel(logging.WARNING)
    _LOGGER.propagate = False
    try:
        yield faults
    finally:
        _LOGGER.removeHandler(notebook)
        _LOGGER.setLevel(level)
        _LOGGER.propagate = propagate


def translate(record: logging.LogRecord) -> Fault:
    """Say in French what the engine complains of."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    shown = [
        _REASONS.get(a, shorten(a.strip())) if isinstance(a, str) else a
        for a in arguments
    ]
    for beginning, (cause, remede) in _TRANSLATIONS.items():
        if str(record.msg).startswith(beginning):
            return Fault(cause.format(*shown), remede)
    return Fault(
        f"WeasyPrint signale : « {shorten(record.getMessage())} »",
        "Corrigez le gabarit ou la feuille de style.",
    )


def raise_faults(faults: Iterable[Fault]) -> None:
    """Tell all the faults at once, each of them once; do nothing without any."""
    told = [str(fault) for fault in dict.fromkeys(faults)]
    if told:
        raise LayoutError(
            "Le PDF ne peut pas être écrit :\n" + "\n".join(f"  {t}" for t in told)
        )


def shorten(text: str, length: int = 90) -> str:
    """Cut a long text: an image inside its address would fill the screen."""
    return text if len(text) <= length else f"{text[:length]}…"
