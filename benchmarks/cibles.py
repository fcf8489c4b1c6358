"""What was measured of the binder, and what we aim at, as tables in Markdown."""

import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DE_RIEN = "de rien (cache vide)"
MODIFIE = "un outil modifié"
ALLONGE = "un outil plus long d’une page"
RIEN = "rien de changé"
EFFACE = "PDF effacé : tout du cache"
CHAUD = "un outil modifié, processus gardé"
WORD = "classeur Word, pièces gardées"
FICHE = "une fiche"
OURS = (DE_RIEN, MODIFIE, ALLONGE, RIEN, EFFACE, CHAUD, WORD, FICHE)
PEERS = ("weasyprint", "typst", "chromium")


@dataclass
class Bilan:
    """What was measured of one job."""

    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0
    pages: int = 0
    bytes: int = 0
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the times."""
        return statistics.median(self.seconds)


Bilans = dict[str, Bilan]


def print_table(size: int, bilans: Bilans) -> None:
    """Print what was measured on one size."""
    print(f"\n### {size} outils\n")
    print("| Travail | s (médiane) | s (extrêmes) | Mo | pages | fichier (Mo) | |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for name, bilan in bilans.items():
        low, high = min(bilan.seconds), max(bilan.seconds)
        weight = tell(bilan.bytes / 1e6) if bilan.bytes else ""
        print(
            f"| {name} | {tell(bilan.median)} | {tell(low)}–{tell(high)} "
            f"| {bilan.megabytes:.0f} | {bilan.pages or ''} | {weight} | {bilan.note} |"
        )
    sys.stdout.flush()


def print_targets(found: dict[int, Bilans]) -> None:
    """Print what we aim at, what was found, and whether it is reached."""
    print("\n### Ce qui est visé\n")
    print("| | " + " | ".join(f"{size} outils" for size in found) + " |")
    print("|---|" + "--:|" * len(found))
    for name, (compute, limits) in TARGETS.items():
        cells = [tell_target(compute, limits, s, bilans) for s, bilans in found.items()]
        print(f"| {name} | {' | '.join(cells)} |")


def tell_target(
    compute: Callable[[Bilans], float],
    limits: Mapping[int, float],
    size: int,
    bilans: Bilans,
) -> str:
    """Tell one target: the value found, the limit, and whether it is kept."""
    try:
        value = compute(bilans)
    except KeyError as missing:
        return f"sans {missing.args[0]}"
    if size not in limits:
        return tell(value)
    verdict = "tenu" if value <= limits[size] else "**manqué**"
    return f"{tell(value)} (≤ {tell(limits[size])}) {verdict}"


def tell(value: float) -> str:
    """Tell a number, in French."""
    digits = 0 if value >= 20 else 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}".replace(".", ",")


def divide(first: str, second: str) -> Callable[[Bilans], float]:
    """Compare the times of two jobs."""
    return lambda bilans: bilans[first].median / bilans[second].median


def take(name: str) -> Callable[[Bilans], float]:
    """Take the time of one job."""
    return lambda bilans: bilans[name].median


def limit(*values: float) -> dict[int, float]:
    """Give the limits of the three sizes."""
    return dict(zip((60, 240, 500), values, strict=True))


TARGETS: dict[str, tuple[Callable[[Bilans], float], Mapping[int, float]]] = {
    "un outil modifié, à froid / Typst": (
        divide(MODIFIE, "typst"),
        limit(1.1, 0.6, 0.35),
    ),
    "rien de changé, à froid (s)": (take(RIEN), limit(0.35, 0.6, 1.0)),
    "processus gardé, un outil modifié (s)": (take(CHAUD), limit(0.30, 0.35, 0.55)),
    "de rien / WeasyPrint seul": (
        divide(DE_RIEN, "weasyprint"),
        limit(0.36, 0.28, 0.22),
    ),
    "mémoire du plus gros processus (Mo)": (
        lambda bilans: max(bilans[name].megabytes for name in OURS),
        limit(110, 150, 200),
    ),
    "taille / rendu en une fois": (
        lambda bilans: bilans[DE_RIEN].bytes / bilans["weasyprint"].bytes,
        limit(1.2, 1.15, 1.15),
    ),
    "classeur Word (s)": (take(WORD), limit(0.7, 1.3, 2.5)),
    "une fiche (s)": (take(FICHE), limit(0.85, 0.85, 0.85)),
    "de rien / Typst": (divide(DE_RIEN, "typst"), {}),
    "de rien / Chromium": (divide(DE_RIEN, "chromium"), {}),
}
