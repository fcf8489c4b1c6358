"""Words of a drawing never collide, never cross a line and are never cut."""

import io
import math
from functools import cache
from itertools import combinations, pairwise

import pytest
from fontTools.ttLib import TTFont

from romin_print.model.support import Graduation
from romin_print.model.texte import find_foreign_character
from romin_print.render.dessins import draw_cible, draw_roue, draw_thermometre
from romin_print.render.mesures import (
    Point,
    measure_letter,
    measure_text,
    place_polar,
    wrap_text,
)
from romin_print.write.fonts import read_font

DOMAINES = (
    "Logement", "Travail, formation", "Argent", "Santé", "Famille et couple",
    "Amis", "Loisirs", "Consommations", "Papiers et droits", "Temps pour moi",
)  # fmt: skip


@cache
def load_widths():
    font = TTFont(io.BytesIO(read_font("AtkinsonHyperlegible-Regular.ttf")))
    unit, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): metrics[name][0] / unit for code, name in font.getBestCmap().items()
    }


def frame(mot, corps):
    """Frame a line of words with the true widths of the font; bottom is its foot."""
    width = corps * sum(load_widths().get(letter, 0.5) for letter in mot.texte)
    left = mot.x - width * {"start": 0, "middle": 0.5, "end": 1}[mot.ancre]
    return left, mot.y - 0.75 * corps, left + width, mot.y + 0.25 * corps


def overlap(one, other):
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def find_gap(box, point):
    dx = max(box[0] - point.x, 0, point.x - box[2])
    dy = max(box[1] - point.y, 0, point.y - box[3])
    return math.hypot(dx, dy)


def find_reach(box, point):
    return max(
        math.hypot(x - point.x, y - point.y)
        for x in (box[0], box[2])
        for y in (box[1], box[3])
    )


def read_view(drawing):
    left, top, width, height = map(float, drawing.vue.split(" "))
    return left, top, left + width, top + height


def test_no_letter_of_french_is_wider_than_its_measure():
    latin = [c for c in load_widths() if c.isprintable() and c < "\u0180"]
    printed = [c for c in latin if not find_foreign_character(c)]
    french = [
        c
        for c in printed
        if c.isascii() or c in "àâçéèêëîïôùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜŒÆ’«»–…°"
    ]
    wider = {c for c in french if load_widths()[c] > measure_letter(c)}
    assert wider == set()
    assert len(french) > 120


def test_the_measure_stays_within_a_fifth_of_what_is_printed():
    text = "Ce que je fais quand la colère monte, et qui peut m’aider"
    printed = sum(load_widths()[letter] for letter in text)
    assert printed <= measure_text(text, 1) < 1.2 * printed


@pytest.mark.parametrize(
    ("degrees", "expected"), [(0, (5, 1)), (90, (9, 5)), (180, (5, 9)), (270, (1, 5))]
)
def test_degrees_start_at_the_top_and_go_clockwise(degrees, expected):
    assert place_polar(Point(5, 5), 4, degrees) == expected


def test_lines_are_cut_at_spaces_and_never_before_a_question_mark():
    assert wrap_text("Est-ce que ça va ?", 20, 4) == ("Est-ce", "que ça", "va\u202f?")
    assert wrap_text("Anticonstitutionnellement", 5, 4) == (
        "Anticonstitutionnellement",
    )


@pytest.mark.parametrize("suffixe", ["", " et ce qui va avec"])
@pytest.mark.parametrize("corps", [4.1, 4.95])
@pytest.mark.parametrize("count", range(3, 11))
def test_the_words_around_a_wheel_keep_off_it_and_off_one_another(
    count, corps, suffixe
):
    domaines = [domaine + suffixe for domaine in DOMAINES[:count]]
    roue = draw_roue(domaines, 105, corps)
    frames = [frame(mot, corps) for mot in roue.mots]
    left, top, right, bottom = read_view(roue)

    assert " ".join(mot.texte for mot in roue.mots).split() == (
        [str(n) for n in range(1, count + 1)]
        if roue.numerote
        else " ".join(domaines).split()
    )
    for box in frames:
        assert left <= box[0]
        assert box[2] <= right
        assert top <= box[1]
        assert box[3] <= bottom
        assert find_gap(box, roue.centre) > roue.anneaux[-1]
    assert not any(overlap(one, other) for one, other in combinations(frames, 2))


def test_a_wheel_of_everyday_words_shows_them_and_is_large_enough_to_shade():
    roue = draw_roue(DOMAINES[:8], 105, 4.1)
    assert not roue.numerote
    assert roue.anneaux[-1] >= 30
    assert all(b - a >= 3 for a, b in pairwise(roue.anneaux))


def test_a_wheel_gets_smaller_for_long_words_then_takes_numbers():
    short = draw_roue(["Un", "Deux", "Trois", "Quatre"], 105, 4.1)
    long = draw_roue(["Hébergement", "Deux", "Alimentation", "Quatre"], 105, 4.1)
    endless = draw_roue(["Anticonstitutionnellement" * 2, "Deux", "Trois"], 105, 4.1)

    assert long.anneaux[-1] < short.anneaux[-1]
    assert (short.numerote, long.numerote, endless.numerote) == (False, False, True)
    assert [mot.texte for mot in endless.mots] == ["1", "2", "3"]


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("numerote", [False, True])
def test_the_words_of_circles_stay_in_their_own_ring(count, numerote):
    noms = ["Ma famille", "Mes amis", "Des collègues", "Les autres gens"][:count]
    noms[-1] += " dont je me méfie beaucoup" * 5 * numerote
    corps = 3.9
    cible = draw_cible("Moi", noms, 98, corps)
    milieu, *mots = cible.mots

    assert cible.numerote == numerote
    assert milieu.texte == "Moi"
    assert find_reach(frame(milieu, corps), cible.centre) < cible.rayons[0]
    rings = list(pairwise(cible.rayons))
    texts = [str(n) for n in range(1, count + 1)] if numerote else noms
    for nom, (inner, outer) in zip(texts, rings, strict=True):
        lines = []
        while " ".join(mot.texte for mot in lines) != nom:
            lines.append(mots.pop(0))
        for box in (frame(mot, corps) for mot in lines):
            assert find_gap(box, cible.centre) > inner
            assert find_reach(box, cible.centre) < outer
    assert mots == []
    assert cible.rayons[-1] <= 49


def test_words_too_long_for_the_centre_are_left_to_the_table():
    assert [
        m.texte for m in draw_cible("Une personne " * 5, ["a", "b"], 98, 4).mots
    ] == [
        "a",
        "b",
    ]


ZONES = (
    Graduation(titre="Calme", de=0, a=3),
    Graduation(titre="Tendu", de=3, a=7),
    Graduation(titre="Hors de moi", de=7, a=10),
)


def test_a_thermometer_has_eleven_even_degrees_from_the_bottom():
    degres = draw_thermometre(ZONES, 2, 10, 4.94).degres
    steps = [below.y - above.y for below, above in pairwise(degres)]

    assert [degre.nombre for degre in degres] == list(range(11))
    assert max(steps) - min(steps) < 0.05
    assert min(steps) > 3


def test_each_zone_leads_to_its_row_the_highest_first():
    dessin = draw_thermometre(ZONES, 3, 10, 4.94)
    heights = {degre.nombre: degre.y for degre in dessin.degres}
    rows = [row for row, _ in dessin.raccords]

    assert dessin.zones == (
        (heights[10], heights[7]),
        (heights[7], heights[3]),
        (heights[3], heights[0]),
    )
    assert [y for _, y in dessin.raccords] == [heights[n] for n in (10, 7, 3, 0)]
    assert rows[0] == 0
    assert all(b - a >= 30 for a, b in pairwise(rows))


def test_a_thermometer_of_few_short_rows_makes_them_tall_enough_to_be_read():
    assert draw_thermometre(ZONES[1:], 1, 10, 4.94).lignes == 4
    assert draw_thermometre(ZONES, 5, 12, 6.35).lignes == 5
