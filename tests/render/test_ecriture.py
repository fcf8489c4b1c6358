import pytest

from romin_print.render.ecriture import count_signs


@pytest.mark.parametrize("cellule", [False, True])
def test_a_field_of_one_line_takes_what_a_line_of_type_holds(cellule):
    assert 60 < count_signs(1, 172, cellule=False) < 72
    assert count_signs(1, 26, cellule=True) >= 20
    assert count_signs(4, 100, cellule=cellule) > 3 * count_signs(1, 100)


def test_large_print_takes_fewer_letters_in_the_same_field():
    assert 0.6 < count_signs(6, 172, gros=True) / count_signs(6, 172) < 0.85
