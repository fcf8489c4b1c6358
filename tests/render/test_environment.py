from datetime import date

import pytest

from romin_print.model.outil import Effectif
from romin_print.render.environment import (
    format_effectif,
    format_enumeration,
    format_jour,
    format_minutes,
)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (5, "5 min"),
        (59, "59 min"),
        (60, "1 h"),
        (65, "1 h 05"),
        (90, "1 h 30"),
        (120, "2 h"),
    ],
)
def test_durations_read_as_hours_and_minutes(count, expected):
    assert format_minutes(count).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 3, 1), "1er mars 2026"), (date(2026, 12, 25), "25 décembre 2026")],
)
def test_dates_are_written_in_full(day, expected):
    assert format_jour(day).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(1, 1, "1 personne"), (4, 4, "4 personnes"), (2, 8, "2 à 8 personnes")],
)
def test_the_number_of_persons_agrees(low, high, expected):
    told = format_effectif(Effectif(minimum=low, maximum=high))
    assert told.replace("\u00a0", " ") == expected


def test_a_list_keeps_the_capitals_of_acronyms():
    words = ["Entretien individuel", "Groupe", "DDSE"]
    assert format_enumeration(words) == "Entretien individuel, groupe, DDSE"
