import io
import time
import zipfile

from romin_print.write.stable_zip import pack_stable_zip, unpack_zip


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
