"""Laying out on other machines, by a cluster of two of them on this one."""

import os

import pytest

from romin_print.build.fabrique import lay_out
from romin_print.build.grappe import connect_cluster
from romin_print.errors import RominError, SelectionError

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.lent

PAGE = """<!doctype html><html lang="fr"><head><title>Essai {}</title><style>
@font-face {{ font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
html {{ font-family: A }}</style></head><body><main>
<p id="ici">Page {}</p></main></body></html>"""


def open_cluster(workers):
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=":0"
    )


def name(cluster):
    return cluster.scheduler_address.replace("tcp", "dask")


@pytest.fixture(scope="module")
def cluster():
    with open_cluster(2) as opened:
        yield opened


def test_a_cluster_makes_the_very_parts_that_this_machine_makes(cluster):
    pages = [PAGE.format(n, n) for n in range(4)]
    with connect_cluster(name(cluster)) as executor:
        jobs = [executor.submit(lay_out, page, "essai", False) for page in pages]
        made = [job.result() for job in jobs]
    assert made == [lay_out(page, "essai", False) for page in pages]


def test_a_fault_of_a_layout_comes_back_in_french(cluster):
    page = PAGE.format(1, 1).replace("Regular.ttf", "Absente.ttf")
    with (
        pytest.raises(RominError, match="n’existe pas"),
        connect_cluster(name(cluster)) as executor,
    ):
        executor.submit(lay_out, page, "essai", False).result()


@pytest.mark.parametrize(
    "address", ["http://x", "dask://", "dask://a b:1", "localhost"]
)
def test_an_address_of_another_kind_is_refused(address):
    with (
        pytest.raises(SelectionError, match="dask://machine:port"),
        connect_cluster(address),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_told():
    with (
        pytest.raises(RominError, match="aucun planificateur"),
        connect_cluster("dask://127.0.0.1:9", timeout=1),
    ):
        pass


def test_a_cluster_without_machines_is_told():
    with (
        open_cluster(0) as empty,
        pytest.raises(RominError, match="aucune machine"),
        connect_cluster(name(empty), timeout=1),
    ):
        pass


def test_machines_with_another_program_are_refused(cluster, monkeypatch):
    monkeypatch.setattr(
        distributed.Client, "run", lambda *_, **__: {"tcp://a:1": "autre"}
    )
    with (
        pytest.raises(RominError, match="même romin-print"),
        connect_cluster(name(cluster)),
    ):
        pass


def test_machines_that_die_are_told(cluster):
    with (
        pytest.raises(RominError, match="arrêtée"),
        connect_cluster(name(cluster)) as executor,
    ):
        executor.submit(os._exit, 1).result()
