"""What is kept to serve again: never wrong, never in the way, never too big."""

import os
import shutil
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romin_print.build.cache import Cache, digest

KEY = digest("une clé")


@pytest.fixture
def cache(tmp_path) -> Cache:
    return Cache(tmp_path / "cache", limit=10_000)


def test_what_is_put_is_given_back(cache):
    cache.put(KEY, b"une page")
    assert cache.get(KEY) == b"une page"
    assert cache.get(digest("une autre")) is None


@given(st.integers(0, 100), st.integers(1, 255))
def test_an_entry_with_one_wrong_byte_is_no_entry(tmp_path_factory, rank, change):
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put(KEY, b"x" * 69)
    path = cache.find(KEY)
    data = bytearray(path.read_bytes())
    data[rank] ^= change
    path.write_bytes(data)
    assert cache.get(KEY) is None


def test_a_torn_entry_is_no_entry(cache):
    cache.put(KEY, b"une page")
    os.truncate(cache.find(KEY), 35)
    assert cache.get(KEY) is None


def test_the_folder_may_go_at_any_time(cache):
    cache.put(KEY, b"une page")
    shutil.rmtree(cache.folder)
    assert cache.get(KEY) is None
    cache.trim()
    cache.put(KEY, b"une page")
    assert cache.get(KEY) == b"une page"


def test_a_place_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "fichier").write_text("")
    cache = Cache(tmp_path / "fichier" / "cache")
    cache.put(KEY, b"une page")
    assert cache.get(KEY) is None
    cache.trim()


def test_what_has_not_served_for_longest_goes_first(cache):
    keys = [digest(str(number)) for number in range(5)]
    for age, key in enumerate(reversed(keys)):
        cache.put(key, b"x" * 3000)
        os.utime(cache.find(key), (1000 + age, 1000 + age))
    cache.trim()
    assert [cache.get(key) is not None for key in keys] == [True] * 3 + [False] * 2


def test_an_entry_that_serves_again_is_young_again(cache):
    for number in range(4):
        cache.put(digest(str(number)), b"x" * 3000)
        os.utime(cache.find(digest(str(number))), (1000 + number,) * 2)
    assert cache.get(digest("0"))
    cache.trim()
    assert cache.get(digest("0"))
    assert cache.get(digest("1")) is None


def test_nothing_is_left_beside_the_entries(cache):
    for number in range(20):
        cache.put(digest(str(number)), b"x")
    names = [path.name for path in cache.folder.rglob("*") if path.is_file()]
    assert len(names) == 20
    assert not any(name.startswith(".") for name in names)


def test_two_runs_may_write_the_same_entry_while_a_third_reads(cache):
    wrong = []

    def write():
        for _ in range(200):
            cache.put(KEY, b"une page" * 500)

    def read():
        for _ in range(400):
            if cache.get(KEY) not in {None, b"une page" * 500}:
                wrong.append(1)

    threads = [threading.Thread(target=job) for job in (write, write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert cache.get(KEY) == b"une page" * 500


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_lists_of_texts_have_one_digest_only_if_they_are_the_same(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)
