"""The workers: how many, what they leave, and what happens when one fails."""

import multiprocessing
import os
import tempfile
import time

import pytest

from romin_print.build.atelier import Tirage, open_workers, print_tirages
from romin_print.build.fiches import build_fiches
from romin_print.build.impression import Demande, count_jobs
from romin_print.build.projet import find_projet
from romin_print.errors import LayoutError, RominError
from romin_print.write import pdf


@pytest.fixture
def projet(root):
    return find_projet(root)


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """See what is left among the temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def cold(monkeypatch):
    """Workers that do not start the engine: these tests are not about it."""
    monkeypatch.setattr(pdf, "warm_up", lambda: None)


def fail_in_worker(html, **_):
    raise LayoutError("essai")


def die_in_worker(html, **_):
    os._exit(9)


def test_no_worker_starts_when_no_pdf_is_wanted():
    before = multiprocessing.active_children()
    with open_workers(2, ("docx", "html")) as workers:
        assert workers is None
        assert multiprocessing.active_children() == before


def test_workers_are_gone_and_leave_nothing_behind(cold, scratch):
    with open_workers(2, ("pdf",)) as workers:
        assert len(multiprocessing.active_children()) == 2
        folder = workers.submit(tempfile.mkdtemp).result()
        assert folder.startswith(str(scratch))
    assert multiprocessing.active_children() == []
    assert list(scratch.iterdir()) == []


def test_an_error_does_not_wait_for_the_work_in_hand(cold):
    start = time.monotonic()

    def fail_early():
        with open_workers(1, ("pdf",)) as workers:
            workers.submit(time.sleep, 30)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_early()
    assert time.monotonic() - start < 5
    assert multiprocessing.active_children() == []


def test_an_error_of_a_worker_comes_back_as_it_is(cold, monkeypatch, projet):
    monkeypatch.setattr(pdf, "render_pdf", fail_in_worker)
    with pytest.raises(LayoutError, match=r"^essai$"):
        build_fiches(projet, Demande(noms=("C-01",), formats=("pdf",)))
    assert list(projet.output.iterdir()) == []


def test_a_worker_that_dies_is_told_in_french(cold, monkeypatch, projet):
    monkeypatch.setattr(pdf, "render_pdf", die_in_worker)
    with pytest.raises(RominError, match="Relancer avec --jobs 1") as caught:
        build_fiches(projet, Demande(noms=("C-01",), formats=("pdf",)))
    assert caught.value.exit_code == 3
    assert list(projet.output.iterdir()) == []


def test_many_large_documents_do_not_hang_when_a_worker_dies(
    cold, monkeypatch, projet, tmp_path
):
    monkeypatch.setattr(pdf, "render_pdf", die_in_worker)
    tirages = [Tirage("x" * 1_000_000, tmp_path / str(n), ("pdf",)) for n in range(20)]
    with open_workers(2, ("pdf",)) as workers, pytest.raises(RominError):
        list(print_tirages(tirages, projet, tmp_path, workers))


def test_many_large_documents_do_not_hang_when_one_of_them_is_wrong(
    cold, monkeypatch, projet, tmp_path
):
    monkeypatch.setattr(pdf, "render_pdf", fail_in_worker)
    tirages = [Tirage("x" * 1_000_000, tmp_path / str(n), ("pdf",)) for n in range(20)]
    with pytest.raises(LayoutError), open_workers(2, ("pdf",)) as workers:
        list(print_tirages(tirages, projet, tmp_path, workers))


def test_an_engine_that_cannot_start_is_told_once_and_without_traceback(
    monkeypatch, projet, capfd
):
    def fail(*_, **__):
        raise RominError("Pango manque")

    monkeypatch.setattr(pdf, "warm_up", fail)
    monkeypatch.setattr(pdf, "render_pdf", fail)
    with pytest.raises(RominError, match=r"^Pango manque$"):
        build_fiches(projet, Demande(noms=("C-01",), formats=("pdf",)))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("noms", "jobs", "expected"),
    [((), 64, 3), ((), 2, 2), (("C-01",), 8, 1), (("C-01", "C-01"), 8, 1)],
)
def test_no_more_workers_start_than_there_are_fiches(projet, noms, jobs, expected):
    assert count_jobs(projet, Demande(noms=noms, jobs=jobs)) == expected


def test_an_empty_project_still_asks_for_one_worker(projet):
    for path in (projet.content / "outils").iterdir():
        path.unlink()
    assert count_jobs(projet, Demande(jobs=4)) == 1
