"""The measures and colours of reference.yaml, read into those of Word."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from romin_print.errors import LayoutError
from romin_print.write.word.accent import ACCENT, tint_colour
from romin_print.write.word.ooxml import TWIPS_PER_MM, TWIPS_PER_POINT

Spec = Mapping[str, Any]
NAMED = {"blanc": "FFFFFF", "noir": "000000"}


class Palette(NamedTuple):
    """The accent that stands in the reference until a page brings its own."""

    accent: str

    def read_colour(self, text: str) -> dict[str, str]:
        """Read `accent`, `accent 12 %`, `blanc` or six digits; return digits and theme."""
        tinted = re.fullmatch(r"accent(?:\s(\d+)\s%)?", str(text))
        if tinted:
            share = int(tinted[1] or 100) / 100
            tint = f"{round(share * 255):02X}"
            digits = tint_colour(self.accent, int(tint, 16) / 255)
            return {"digits": digits, "theme": ACCENT, "tint": tint}
        digits = NAMED.get(text, str(text))
        if not re.fullmatch(r"[0-9A-F]{6}", digits):
            raise LayoutError(f"« {text} » n’est pas une couleur de reference.yaml")
        return {"digits": digits}

    def describe(self, text: str, digits: str, prefix: str = "theme") -> dict[str, str]:
        """Return a colour as attributes; digits go by another name on each element."""
        colour = self.read_colour(text)
        attributes = {digits: colour["digits"]}
        if "theme" in colour:
            name = f"{prefix}Color" if prefix == "theme" else prefix
            attributes[name] = colour["theme"]
            if colour["tint"] != "FF":
                attributes[f"{prefix}Tint"] = colour["tint"]
        return attributes


def to_twips_from_mm(value: float) -> int:
    """Return millimetres in twips."""
    return round(value * TWIPS_PER_MM)


def to_twips(points: float) -> int:
    """Return points in twips."""
    return round(points * TWIPS_PER_POINT)


def refuse_unknown_keys(spec: Spec, known: frozenset[str], place: str) -> None:
    """Refuse a key that would change nothing: it is a misspelling."""
    for key in spec:
        if key not in known:
            message = f"{place} : « {key} » est inconnu dans reference.yaml"
            raise LayoutError(message, f"Clés admises : {', '.join(sorted(known))}")
