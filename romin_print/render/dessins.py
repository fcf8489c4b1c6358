"""The geometry of drawings: where their lines and their words go, in millimetres.

Layouts only write the SVG down. The words of a drawing are an author's: a wheel
gets smaller until they fit around it, and where words never do, numbers stand for
them, in the drawing and in the table beside it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, combinations, pairwise, product
from typing import NamedTuple

from markupsafe import Markup

from romin_print.model.support import Graduation
from romin_print.render.mesures import (
    BASELINE,
    LEADING,
    Cadre,
    Mot,
    Point,
    frame_view,
    measure_text,
    place_polar,
    stack_lines,
    wrap_text,
)

# Between words and lines, and the least that must stay between any two things.
GAP, APART = 2.2, 0.6
SMALLEST_WHEEL = 30
WRAPS = (22, 27, 33, 40)
RING_WRAPS = (80, 45, 36, 30, 25, 20)
# The tube of a thermometer: what is above and below it, and its drawing's width.
TUBE_ENDS, SHORTEST_TUBE, LARGEUR_TUBE = (6, 15), 66, 44
LARGEUR_TITRE, BORDER = 42, 0.9


@dataclass(frozen=True)
class Roue:
    """A wheel of ten rings; its spokes go from the centre to `bouts`."""

    vue: Markup
    centre: Point
    anneaux: tuple[float, ...]
    bouts: tuple[Point, ...]
    mots: tuple[Mot, ...]
    numerote: bool


@dataclass(frozen=True)
class Cible:
    """Circles around a centre, the nearest first."""

    vue: Markup
    centre: Point
    rayons: tuple[float, ...]
    mots: tuple[Mot, ...]
    numerote: bool


class Degre(NamedTuple):
    """A degree of the thermometer, and its height."""

    nombre: int
    y: float


@dataclass(frozen=True)
class Thermometre:
    """A tube, and the lines that lead from each zone to its row of the table.

    `lignes` is what each row needs for the tube to be tall enough; `zones` go from
    the top of each to its bottom.
    """

    vue: Markup
    lignes: int
    degres: tuple[Degre, ...]
    zones: tuple[tuple[float, float], ...]
    raccords: tuple[tuple[float, float], ...]
    bulbe: float


def draw_roue(secteurs: Sequence[str], largeur: float, corps: float) -> Roue:
    """Draw the largest wheel that has room for its words, or one with numbers."""
    centre = Point(largeur / 2, 0)
    for size, wrap in product(range(int(largeur), 2 * SMALLEST_WHEEL, -1), WRAPS):
        mots = [wrap_text(secteur, wrap, corps) for secteur in secteurs]
        cadres = list(frame_words(mots, centre, size / 2, corps))
        if fit_around(cadres, centre, size / 2):
            return make_roue(mots, cadres, centre, size / 2, corps)
    numeros = [(str(rank),) for rank in range(1, len(secteurs) + 1)]
    rayon = largeur / 2 - 2 * corps - GAP
    cadres = list(frame_words(numeros, centre, rayon, corps))
    return make_roue(numeros, cadres, centre, rayon, corps, numerote=True)


def frame_words(
    mots: Sequence[tuple[str, ...]], centre: Point, rayon: float, corps: float
) -> Iterator[Cadre]:
    """Put the words of each sector against the circle, at the middle of its arc."""
    for rank, lines in enumerate(mots):
        angle = (rank + 0.5) * 360 / len(mots)
        x, y = place_polar(centre, rayon + GAP, angle)
        width = max(measure_text(line, corps) for line in lines)
        height = len(lines) * corps * LEADING
        left = x - width * (1 - find_side(angle)) / 2
        top = y - height * (1 + math.cos(math.radians(angle))) / 2
        yield Cadre(left, top, left + width, top + height)


def find_side(angle: float) -> int:
    """Say on which side of the wheel words stand: left -1, middle 0, right 1."""
    sine = math.sin(math.radians(angle))
    return 0 if abs(sine) < 0.25 else round(math.copysign(1, sine))


def fit_around(cadres: Sequence[Cadre], centre: Point, rayon: float) -> bool:
    """Say whether words stay in the drawing, off the wheel and off one another."""
    return (
        all(c.left >= APART and c.right <= 2 * centre.x - APART for c in cadres)
        and all(measure_gap(cadre, centre) >= rayon + APART for cadre in cadres)
        and not any(collide(one, other) for one, other in combinations(cadres, 2))
    )


def measure_gap(cadre: Cadre, point: Point) -> float:
    """Measure how far from a point a frame begins."""
    dx = max(cadre.left - point.x, 0, point.x - cadre.right)
    dy = max(cadre.top - point.y, 0, point.y - cadre.bottom)
    return math.hypot(dx, dy)


def collide(one: Cadre, other: Cadre) -> bool:
    """Say whether two frames overlap, or nearly."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down) < APART


def make_roue(
    mots: Sequence[tuple[str, ...]],
    cadres: Sequence[Cadre],
    centre: Point,
    rayon: float,
    corps: float,
    *,
    numerote: bool = False,
) -> Roue:
    """Make a wheel whose words have their place."""
    top = min(-rayon, *(cadre.top for cadre in cadres)) - APART
    bottom = max(rayon, *(cadre.bottom for cadre in cadres)) + APART
    angles = [rank * 360 / len(mots) for rank in range(len(mots))]
    sides = [find_side(angle + 180 / len(mots)) for angle in angles]
    return Roue(
        vue=frame_view(0, top, 2 * centre.x, bottom),
        centre=centre,
        anneaux=tuple(round(rayon * ring / 10, 2) for ring in range(1, 11)),
        bouts=tuple(place_polar(centre, rayon, angle) for angle in angles),
        mots=tuple(
            mot
            for lines, cadre, side in zip(mots, cadres, sides, strict=True)
            for mot in set_lines(lines, cadre, side, corps)
        ),
        numerote=numerote,
    )


def set_lines(
    lines: Sequence[str], cadre: Cadre, side: int, corps: float
) -> Iterator[Mot]:
    """Set lines in their frame: those of the left end against the wheel."""
    x, ancre = {
        -1: (cadre.right, "end"),
        0: ((cadre.left + cadre.right) / 2, "middle"),
        1: (cadre.left, "start"),
    }[side]
    for rank, line in enumerate(lines):
        y = cadre.top + corps * (LEADING * rank + BASELINE)
        yield Mot(round(x, 2), round(y, 2), ancre, line)


def draw_cible(centre: str, cercles: Sequence[str], cote: float, corps: float) -> Cible:
    """Draw circles with their names inside, at the top of each, or with numbers."""
    milieu = Point(cote / 2, cote / 2)
    premier, au_centre = fit_in_centre(centre, milieu, corps, cote)
    pas = (cote / 2 - APART - premier) / len(cercles)
    rayons = tuple(premier + pas * rank for rank in range(len(cercles) + 1))
    noms = [
        fit_in_ring(n, milieu, r, pas, corps)
        for n, r in zip(cercles, rayons, strict=False)
    ]
    numerote = not all(noms)
    if numerote:
        noms = [
            fit_in_ring(str(rank), milieu, rayon, pas, corps)
            for rank, rayon in enumerate(rayons[:-1], start=1)
        ]
    mots = (*au_centre, *chain.from_iterable(noms))
    return Cible(frame_view(0, 0, cote, cote), milieu, rayons, mots, numerote)


def fit_in_centre(
    text: str, milieu: Point, corps: float, cote: float
) -> tuple[float, tuple[Mot, ...]]:
    """Find the radius that the words of the centre need; too many are left out."""
    lines = wrap_text(text, cote / 6, corps)
    width = max(measure_text(line, corps) for line in lines)
    height = len(lines) * corps * LEADING
    rayon = max(math.hypot(width, height) / 2 + APART, cote / 13)
    if rayon > cote / 7:
        return cote / 13, ()
    top = milieu.y - height / 2
    return rayon, stack_lines(lines, milieu.x, top, corps)


def fit_in_ring(
    text: str, milieu: Point, inner: float, pas: float, corps: float
) -> tuple[Mot, ...]:
    """Set words in a ring, above the smaller circle; nothing where they do not fit."""
    for width in RING_WRAPS:
        lines = wrap_text(text, width, corps)
        tops = [
            inner + 2 * APART + corps * LEADING * rank
            for rank in range(len(lines), 0, -1)
        ]
        chords = [
            2 * (math.sqrt(max((inner + pas) ** 2 - y * y, 0)) - APART) for y in tops
        ]
        if all(
            measure_text(line, corps) <= c
            for line, c in zip(lines, chords, strict=True)
        ):
            return stack_lines(lines, milieu.x, milieu.y - tops[0], corps)
    return ()


def draw_thermometre(
    zones: Sequence[Graduation], lignes: int, pas: float, corps: float
) -> Thermometre:
    """Draw a thermometer as tall as the table whose rows, highest first, are its zones."""
    lignes = max(lignes, math.ceil(SHORTEST_TUBE / (len(zones) * pas)))
    hauts = [measure_row(zone, lignes * pas, corps) for zone in reversed(zones)]
    rangs = [0.0, *accumulate(hauts)]
    haut, bas = TUBE_ENDS[0], rangs[-1] - TUBE_ENDS[1]
    degres = tuple(
        Degre(nombre, round(bas - (bas - haut) * nombre / 10, 2))
        for nombre in range(11)
    )
    limites = [degres[10].y, *(degres[zone.de].y for zone in reversed(zones))]
    return Thermometre(
        vue=frame_view(0, -APART, LARGEUR_TUBE, rangs[-1] + APART),
        lignes=lignes,
        degres=degres,
        zones=tuple(pairwise(limites)),
        raccords=tuple(
            (round(rang, 2), limite)
            for rang, limite in zip(rangs, limites, strict=True)
        ),
        bulbe=round(bas + 6, 2),
    )


def measure_row(zone: Graduation, least: float, corps: float) -> float:
    """Measure the height of a row of the table, which its title may make taller."""
    titre = wrap_text(zone.titre, LARGEUR_TITRE, corps)
    return max(least, (len(titre) + 1) * corps * LEADING + 2.4) + BORDER
