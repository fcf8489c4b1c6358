"""The archive of a kit: a bag for anyone's BagIt, and the same bytes every time."""

import hashlib
import os
import random
import subprocess
import sys
import time
import tracemalloc
import zipfile

import bagit
import pytest

from romin_print.errors import RominError
from romin_print.write import archive as module
from romin_print.write.archive import open_archive, prepare_file
from romin_print.write.atomic import PREFIX

# The library calls `re.sub` and `codecs.open` as later versions of Python advise not to.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit")

NOM = "formation-initiale-2026.1"
INFO = {
    "Bagging-Date": "2026-03-02",
    "External-Description": "Formation initiale : « le RPO1 »",
}
FILES = {
    "data/Fiches/PDF/A-01.pdf": b"%PDF-" + bytes(range(256)) * 20,
    "data/Séances/Premier entretien.html": "<p>Été</p>".encode() * 300,
    "index.html": b"<html>" * 200,
    "LISEZ-MOI.html": b"<html>lire</html>",
    "assets/catalogue.js": b"void 0;",
}
WRITER = """
import sys, time
from pathlib import Path
from romin_print.write.archive import open_archive
with open_archive(Path(sys.argv[1]), "k", {"Bagging-Date": "2026-03-02"}) as archive:
    for name in ("index.html", "LISEZ-MOI.html"):
        archive.add(name, b"nouveau")
    for number in range(20):
        archive.add(f"data/{number}.pdf", bytes(100_000))
        print(number, flush=True)
        time.sleep(float(sys.argv[2]))
"""


def write_kit(path, files=FILES, name=NOM, info=INFO):
    with open_archive(path, name, info) as archive:
        for file, data in files.items():
            archive.add(file, data)
    return archive


def write_one(path, name, **options):
    return write_kit(path, {**FILES, name: b"x"}, **options)


@pytest.fixture
def bag(tmp_path):
    """A kit, unzipped as anyone would."""
    write_kit(tmp_path / "kit.zip")
    with zipfile.ZipFile(tmp_path / "kit.zip") as opened:
        opened.extractall(tmp_path / "ouvert")
    return tmp_path / "ouvert" / NOM


def test_anyone_s_bagit_finds_the_kit_valid(bag):
    read = bagit.Bag(str(bag))

    assert read.validate()
    assert read.version_info == (1, 0)
    assert list(read.algorithms) == ["sha256"]
    assert set(read.entries) == {
        *FILES,
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
    }


@pytest.mark.parametrize("name", [*FILES, "bag-info.txt"])
def test_anyone_s_bagit_refuses_a_file_that_changed(bag, name):
    (bag / name).write_bytes(b"!" + (bag / name).read_bytes()[1:])

    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_the_information_is_what_was_given_and_a_count_and_no_more(bag):
    told = (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    size = sum(len(data) for name, data in FILES.items() if name.startswith("data/"))

    assert told == [*(f"{k}: {v}" for k, v in INFO.items()), f"Payload-Oxum: {size}.2"]


def test_a_manifest_lists_files_by_name_in_whatever_order_they_came(bag, tmp_path):
    write_kit(tmp_path / "kit.zip", dict(reversed(FILES.items())))
    with zipfile.ZipFile(tmp_path / "kit.zip") as opened:
        for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            assert opened.read(f"{NOM}/{name}") == (bag / name).read_bytes()


def test_files_come_back_as_they_were(bag):
    for name, data in FILES.items():
        assert (bag / name).read_bytes() == data


def test_whoever_opens_the_zip_sees_the_welcome_first_and_the_manifests_last(tmp_path):
    write_kit(tmp_path / "kit.zip")
    with zipfile.ZipFile(tmp_path / "kit.zip") as opened:
        names = opened.namelist()
        members = {info.filename: info for info in opened.infolist()}

    assert names[:2] == [f"{NOM}/index.html", f"{NOM}/LISEZ-MOI.html"]
    assert names[-1] == f"{NOM}/tagmanifest-sha256.txt"
    assert {info.date_time for info in members.values()} == {(1980, 1, 1, 0, 0, 0)}
    for name, info in members.items():
        assert (info.compress_type == zipfile.ZIP_STORED) == name.endswith(".pdf")


def test_two_runs_give_the_same_bytes_whatever_the_hour(tmp_path, monkeypatch):
    write_kit(tmp_path / "a.zip")
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    write_kit(tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_digest_of_the_whole_is_known_once_written(tmp_path):
    archive = write_kit(tmp_path / "kit.zip")
    data = (tmp_path / "kit.zip").read_bytes()

    assert archive.sha256 == hashlib.sha256(data).hexdigest()
    assert archive.size == len(data)


def test_the_comment_of_the_zip_seals_all_that_comes_before(tmp_path):
    write_kit(tmp_path / "kit.zip")
    data = (tmp_path / "kit.zip").read_bytes()
    before, seal = data[: -module.SEAL_LENGTH], data[-module.SEAL_LENGTH :]

    assert seal.decode().split()[-1] == hashlib.sha256(before).hexdigest()
    assert zipfile.ZipFile(tmp_path / "kit.zip").comment == seal


def test_a_file_prepared_once_is_the_same_in_every_kit(tmp_path):
    prepared = {name: prepare_file(name, data) for name, data in FILES.items()}
    write_kit(tmp_path / "a.zip")
    with open_archive(tmp_path / "b.zip", NOM, INFO) as archive:
        for name, ready in prepared.items():
            archive.add_prepared(name, ready)

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_packs_too_well_to_be_believed_is_not_packed():
    assert prepare_file("a.svg", bytes(10**6)).packed.method == module.STORED
    assert prepare_file("a.svg", b"abc" * 20).packed.method == module.DEFLATED


@pytest.mark.parametrize(
    "name",
    [
        "/data/a", "data/../a", "../a", "data\\a", "data/a\n", "data/\u202efdp.exe",
        "data/a.", "data/a ", "data/ a", "data/CON", "data/nul.pdf", "data/Aux .txt",
        "data//a", "data/", "", "~/a", "C:/a", "data/a?.pdf", "data/50 %.pdf",
        "data/e\u0301te\u0301.pdf", "data/" + "a" * 200, "data/" + "é" * 130,
        "DATA/Fiches/pdf/a-01.PDF", "Data/autre.pdf", "data/Fiches",
        "data/Fiches/PDF/A-01.pdf/a", "INDEX.html",
    ],
)  # fmt: skip
def test_a_name_that_some_system_would_lose_is_refused(tmp_path, name):
    with pytest.raises(RominError, match="ne peut pas nommer un fichier de kit"):
        write_one(tmp_path / "kit.zip", name)
    assert list(tmp_path.iterdir()) == []


def test_a_path_is_short_enough_for_windows_with_the_folder_of_the_kit(tmp_path):
    longest = "data/" + "a" * (150 - len(f"{NOM}/data/"))
    write_one(tmp_path / "kit.zip", longest)
    with zipfile.ZipFile(tmp_path / "kit.zip") as opened:
        assert max(map(len, opened.namelist())) == 150
    with pytest.raises(RominError, match="il dépasse 150 caractères"):
        write_one(tmp_path / "autre.zip", f"{longest}a")


def write_twice(path, name):
    with open_archive(path, NOM, INFO) as archive:
        archive.add(name, b"1")
        archive.add(name, b"2")


def test_a_name_is_taken_once(tmp_path):
    with pytest.raises(RominError, match="déjà pris"):
        write_twice(tmp_path / "kit.zip", "data/a.pdf")


def test_a_refused_name_is_shown_without_what_it_hides(tmp_path):
    with pytest.raises(RominError) as caught:
        write_one(tmp_path / "kit.zip", "data/\u202efdp.exe")

    assert "« data/U+202Efdp.exe »" in caught.value.message


@pytest.mark.parametrize(
    "name", ["bagit.txt", "Manifest-MD5.txt", "tagmanifest-sha256.txt", "fetch.txt"]
)
def test_the_files_of_the_bag_itself_cannot_be_given(tmp_path, name):
    with pytest.raises(RominError, match="s’écrit tout seul"):
        write_one(tmp_path / "kit.zip", name)


@pytest.mark.parametrize(
    "info",
    [
        {},
        {"Bagging-Date": "hier"},
        {**INFO, "Payload-Oxum": "1.1"},
        {**INFO, "Contact": "une\nligne"},
        {**INFO, "Contact : ": "x"},
        {**INFO, "Contact": " "},
    ],
)
def test_information_that_is_not_a_line_or_has_no_date_is_refused(tmp_path, info):
    with pytest.raises(RominError, match=r"bag-info\.txt"):
        write_kit(tmp_path / "kit.zip", info=info)


@pytest.mark.parametrize("name", ["index.html", "LISEZ-MOI.html"])
def test_a_kit_has_its_two_pages(tmp_path, name):
    files = {key: data for key, data in FILES.items() if key != name}
    with pytest.raises(RominError, match=name):
        write_kit(tmp_path / "kit.zip", files)


def test_a_kit_has_something_in_it(tmp_path):
    files = {key: data for key, data in FILES.items() if not key.startswith("data/")}
    with pytest.raises(RominError, match="au moins un fichier"):
        write_kit(tmp_path / "kit.zip", files)


@pytest.mark.parametrize("name", ["a/b", "..", "", "CON"])
def test_the_folder_of_the_kit_is_one_and_has_a_fair_name(tmp_path, name):
    with pytest.raises(RominError):
        write_kit(tmp_path / "kit.zip", name=name)


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILES", 6), ("MAX_BYTES", 9000)])
def test_a_kit_that_the_checker_would_refuse_is_not_written(
    tmp_path, monkeypatch, limit, value
):
    monkeypatch.setattr(module, limit, value)
    with pytest.raises(RominError, match="En faire plusieurs kits"):
        write_kit(tmp_path / "kit.zip")


def test_a_failed_run_leaves_the_former_kit_and_nothing_else(tmp_path):
    path = tmp_path / "kit.zip"
    write_kit(path)
    former = path.read_bytes()
    with pytest.raises(RominError):
        write_one(path, "data/../a.pdf")

    assert path.read_bytes() == former
    assert list(tmp_path.iterdir()) == [path]


def start_writer(path, pause):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, path, str(pause)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def stop(process):
    process.kill()
    process.communicate()


def test_a_killed_run_leaves_the_former_kit_and_the_next_one_tidies(tmp_path):
    path = tmp_path / "kit.zip"
    write_kit(path)
    former = path.read_bytes()
    process = start_writer(path, 60)
    process.stdout.readline()
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    stop(process)

    assert path.read_bytes() == former
    write_kit(path, {**FILES, "data/b.pdf": b"x"})
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() != former


@pytest.mark.lent
def test_killed_at_any_moment_it_leaves_a_whole_kit(tmp_path):
    path = tmp_path / "kit.zip"
    process = start_writer(path, 0)
    process.communicate(timeout=20)
    later = path.read_bytes()
    stopped = 0
    for number in range(20):
        write_kit(path)
        former = path.read_bytes()
        # Every other run is slow enough to be surely stopped before its end.
        process = start_writer(path, 0.02 * (number % 2))
        for _ in range(random.Random(number).randint(1, 20 - 15 * (number % 2))):
            process.stdout.readline()
        time.sleep(random.Random(number).uniform(0, 0.02))
        stop(process)
        assert path.read_bytes() in (former, later)
        stopped += path.read_bytes() == former

    assert stopped


def test_memory_does_not_grow_with_the_kit(tmp_path):
    piece = os.urandom(2**20)
    tracemalloc.start()
    with open_archive(tmp_path / "kit.zip", NOM, INFO) as archive:
        for page in ("index.html", "LISEZ-MOI.html"):
            archive.add(page, b"x")
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        for number in range(80):
            archive.add(f"data/{number}.pdf", piece)
        peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()

    assert (tmp_path / "kit.zip").stat().st_size > 80 * len(piece)
    assert peak < 2 * 2**20
