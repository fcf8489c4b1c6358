"""The twins of our colours for a dark page.

Stage colours are chosen to be read on white, and under white letters. On a dark
ground the same hue has to be lighter: white is mixed in until it reads well.
"""

from collections.abc import Iterable

from romin_print.model.catalogue import Teinte
from romin_print.model.referentiel import compute_contrast

# The lightest ground that coloured words stand on in the dark page (catalogue/sombre.css).
FOND_SOMBRE = "#262C34"
CONTRASTE = 6.5


def make_teintes(couleurs: Iterable[str]) -> tuple[Teinte, ...]:
    """Make the twin of each colour, once."""
    return tuple(Teinte(c, lighten(c)) for c in dict.fromkeys(couleurs))


def lighten(couleur: str) -> str:
    """Mix white into a colour until it reads well on the dark ground."""
    return next(
        mixed
        for part in range(101)
        if compare((mixed := mix_white(couleur, part / 100)), FOND_SOMBRE) >= CONTRASTE
    )


def mix_white(couleur: str, part: float) -> str:
    """Mix a part of white, from 0 to 1, into `#rrggbb`."""
    channels = (int(couleur[i : i + 2], 16) for i in (1, 3, 5))
    mixed = (round(c + (255 - c) * part) for c in channels)
    return "#" + "".join(f"{c:02X}" for c in mixed)


def compare(one: str, other: str) -> float:
    """Compute the contrast of two colours, out of that of each on white."""
    low, high = sorted((compute_contrast(one), compute_contrast(other)))
    return high / low
