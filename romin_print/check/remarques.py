"""What a check says of a piece of content, before anyone knows at which line it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remarque:
    """Something that deserves a second look.

    `fichier` is relative to content/ (`outils/blason.yaml`); `champ` is the field, as
    `supports.0.blocs.2.texte`, or empty for the file as a whole.
    """

    fichier: str
    champ: str
    cause: str
    remede: str = ""
