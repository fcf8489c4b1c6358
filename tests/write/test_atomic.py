"""Files appear whole or not at all."""

import os
import subprocess
import sys
import threading

import pytest

from romin_print.errors import RominError
from romin_print.write.atomic import PREFIX, open_staging, publish, write_whole
from romin_print.write.lock import take_lock

HOLDER = """
import sys, time
from pathlib import Path
from romin_print.write.atomic import open_staging
with open_staging(Path(sys.argv[1])) as staging:
    (staging / "en-cours.txt").write_text("x")
    print(staging, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def hold(tmp_path):
    """Another process with a staging folder; kill it as kill -9 does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True
    )
    process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def list_staging(folder):
    return list(folder.glob(f"{PREFIX}*"))


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_staging_folder_goes_away_whatever_happens(tmp_path, error):
    def fail():
        with open_staging(tmp_path) as staging:
            write_whole(b"x", staging / "a.txt")
            raise error

    with pytest.raises(error):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_the_staging_of_a_run_that_goes_on_is_left_alone(tmp_path, hold):
    (staging,) = list_staging(tmp_path)
    with open_staging(tmp_path):
        assert len(list_staging(tmp_path)) == 2
    assert list_staging(tmp_path) == [staging]


def test_the_staging_of_a_killed_run_is_removed_at_once_by_the_next(tmp_path, hold):
    hold.kill()
    hold.wait()
    assert len(list_staging(tmp_path)) == 1
    with open_staging(tmp_path):
        assert len(list_staging(tmp_path)) == 1
    assert list_staging(tmp_path) == []


def test_many_runs_at_once_do_not_remove_each_other(tmp_path):
    failures = []

    def run():
        try:
            for _ in range(20):
                with open_staging(tmp_path) as staging:
                    write_whole(b"x", staging / "a.txt")
                    assert (staging / "a.txt").read_bytes() == b"x"
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(tmp_path.iterdir()) == []


def test_a_lock_has_one_owner(tmp_path):
    first = take_lock(tmp_path / "verrou")
    assert take_lock(tmp_path / "verrou") is None
    os.close(first)
    second = take_lock(tmp_path / "verrou")
    assert second is not None
    os.close(second)


def test_published_files_keep_their_folders_and_replace_the_former(tmp_path):
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches" / "a.txt").write_bytes(b"ancien")
    with open_staging(tmp_path) as staging:
        write_whole(b"nouveau", staging / "fiches" / "a.txt")
        write_whole(b"autre", staging / "images" / "b.txt")
        publish(staging, tmp_path)
    assert (tmp_path / "fiches" / "a.txt").read_bytes() == b"nouveau"
    assert (tmp_path / "images" / "b.txt").read_bytes() == b"autre"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fiches", "images"]


def test_unchanged_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"pareil")
    os.utime(path, (1, 1))
    with open_staging(tmp_path) as staging:
        write_whole(b"pareil", staging / "a.txt")
        publish(staging, tmp_path)
    assert path.stat().st_mtime == 1


def test_bytes_of_the_same_length_and_date_are_still_compared(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"avant")
    os.utime(path, (1, 1))
    with open_staging(tmp_path) as staging:
        write_whole(b"apres", staging / "a.txt")
        os.utime(staging / "a.txt", (1, 1))
        publish(staging, tmp_path)
    assert path.read_bytes() == b"apres"


def test_a_file_held_by_another_program_is_named(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with open_staging(tmp_path) as staging:
        write_whole(b"x", staging / "a.docx")
        with pytest.raises(RominError, match=r"Fermer a\.docx") as caught:
            publish(staging, tmp_path)
    assert caught.value.exit_code == 3


def test_published_files_have_the_usual_rights(tmp_path):
    (tmp_path / "temoin").write_bytes(b"")
    with open_staging(tmp_path) as staging:
        write_whole(b"x", staging / "a.txt")
        publish(staging, tmp_path)
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "temoin").stat().st_mode
