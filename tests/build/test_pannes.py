"""What the system refuses is told in French."""

import errno

import pytest

from romin_print.build.pannes import REMEDES, explain_os_error


@pytest.mark.parametrize("number", REMEDES)
def test_a_known_refusal_names_its_place_and_ends_with_3(number):
    told = explain_os_error(OSError(number, "english", "/dossier/fiche.pdf"))
    assert told is not None
    assert told.exit_code == 3
    assert told.message.startswith("/dossier/fiche.pdf\u00a0: ")
    assert told.message.endswith(".")
    assert "english" not in told.message


def test_the_place_of_a_move_is_where_it_goes():
    error = OSError(errno.EISDIR, "english", "/d/source", None, "/d/cible")
    assert explain_os_error(error).message.startswith("/d/cible\u00a0: ")


def test_a_refusal_without_a_place_is_told_all_the_same():
    told = explain_os_error(OSError(errno.ENOSPC, "english"))
    assert told.message.startswith("le disque est plein. ")


def test_what_has_no_words_stays_a_bug():
    assert explain_os_error(OSError(errno.EBADF, "english")) is None
    assert explain_os_error(OSError("english")) is None
