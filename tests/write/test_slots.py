"""Page numbers in the words of Word and of the web."""

import pytest

from romin_print.write.slots import fill_slots

PAGE = '<li><a href="#a">A</a> p. <span class="page" data-page="a">000</span></li>'


def test_a_slot_takes_the_number_of_its_page():
    assert 'data-page="a">37</span>' in fill_slots(PAGE, {"a": 37})


def test_every_slot_takes_its_own_number():
    other = PAGE.replace('"a"', '"b"')
    filled = fill_slots(PAGE + other, {"a": 3, "b": 1204})
    assert [part.split("<")[0] for part in filled.split('">')[2::2]] == ["3", "1204"]


def test_a_place_that_is_not_in_the_binder_is_an_error():
    with pytest.raises(KeyError):
        fill_slots(PAGE, {"b": 1})
