import io
import random
import time
import zipfile

import pytest

from romin_print.write import stable_zip
from romin_print.write.stable_zip import (
    deflate,
    pack_stable_zip,
    replace_members,
    unpack_zip,
)


def test_the_bytes_depend_neither_on_the_order_nor_on_the_hour(monkeypatch):
    first = pack_stable_zip({"b.txt": b"2", "a.txt": b"1"})
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    assert pack_stable_zip({"a.txt": b"1", "b.txt": b"2"}) == first


def test_members_come_back_as_they_were():
    members = {"word/document.xml": "é".encode() * 1000, "[Content_Types].xml": b"x"}

    assert unpack_zip(pack_stable_zip(members)) == members


def test_members_are_compressed_dated_alike_and_readable_by_all():
    archive = zipfile.ZipFile(io.BytesIO(pack_stable_zip({"a": b"x" * 1000})))
    member = archive.infolist()[0]

    assert member.compress_size < 100
    assert member.date_time == (1980, 1, 1, 0, 0, 0)
    assert member.external_attr >> 16 == 0o100644


def test_the_types_of_a_word_file_come_first_as_word_expects():
    packed = pack_stable_zip(
        {"word/a": b"", "docProps/b": b"", "[Content_Types].xml": b""}
    )

    assert next(iter(unpack_zip(packed))) == "[Content_Types].xml"


def make_word(weight):
    return {
        "[Content_Types].xml": b"<Types/>",
        "docProps/core.xml": b"<core/>",
        "word/document.xml": random.Random(1).randbytes(weight).hex().encode(),
        "word/été.xml": "déjà vu ".encode() * 500,
        "word/media/image1.png": b"",
    }


@pytest.mark.parametrize("changed", [{}, {"docProps/core.xml": "<b>é</b>".encode()}])
def test_replaced_members_make_what_packing_them_all_would(changed):
    members = make_word(20_000)
    replaced = replace_members(pack_stable_zip(members), changed)

    assert replaced == pack_stable_zip({**members, **changed})


def test_every_member_can_be_replaced_at_once():
    members = make_word(2_000)
    changed = {name: data + b"!" for name, data in members.items()}

    assert replace_members(pack_stable_zip(members), changed) == pack_stable_zip(
        changed
    )


def test_a_zip_of_another_program_keeps_its_contents_and_order():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b.txt", b"2" * 100)
        dated = zipfile.ZipInfo("a.txt", (2020, 2, 2, 2, 2, 2))
        dated.extra = b"UT\5\0\1abcd"
        archive.writestr(dated, b"1")
    replaced = replace_members(buffer.getvalue(), {"b.txt": b"3"})

    assert list(unpack_zip(replaced).items()) == [("b.txt", b"3"), ("a.txt", b"1")]


def test_a_member_that_is_not_there_cannot_be_replaced():
    with pytest.raises(KeyError, match=r"footer9\.xml"):
        replace_members(pack_stable_zip({"a": b""}), {"footer9.xml": b""})


def test_replacing_costs_what_has_changed_and_not_the_rest(monkeypatch):
    members = make_word(100_000)
    archive = pack_stable_zip(members)
    packed = []
    monkeypatch.setattr(
        stable_zip, "deflate", lambda data: packed.append(data) or deflate(data)
    )
    replace_members(archive, {"docProps/core.xml": b"<core>x</core>"})

    assert packed == [b"<core>x</core>"]
