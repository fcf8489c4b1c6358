"""Names as they are searched for, and as files take them."""

import unicodedata

from romin_print.model.base import MAX_SLUG


def fold(text: str) -> str:
    """Fold accents, ligatures, case and punctuation: « Cœur-Étape » is « coeur etape »."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFD", plain)
    kept = (
        char if char.isalnum() else " "
        for char in plain
        if not unicodedata.combining(char)
    )
    return " ".join("".join(kept).split())


def make_slug(text: str) -> str:
    """Make a name of files: « SPIP de l’Été » is « spip-de-l-ete »; it may be empty."""
    plain = fold(text).encode("ascii", "ignore").decode()
    return "-".join(plain.split())[:MAX_SLUG].strip("-")
