"""Other machines that lay out pages: a Dask cluster, behind `concurrent.futures`.

The jobs are those of our own processes: HTML in, bytes out. Each machine must have
this very program and the same engines, or its pages would be kept under a false name.
"""

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import Any

from romin_print.build.programme import digest_code
from romin_print.errors import RominError, SelectionError

ADDRESS = re.compile(r"dask://([^\s/:]+|\[[0-9a-fA-F:]+\]):(\d{1,5})")
MAX_PORT = 65535
SECONDS_TO_ANSWER = 10


@contextmanager
def connect_cluster(
    address: str, timeout: float = SECONDS_TO_ANSWER
) -> Iterator[Executor]:
    """Connect to the scheduler at `dask://host:port`; raise `RominError` otherwise.

    `timeout` is in seconds: for the scheduler to answer, then for a first machine.
    """
    host, port = check_address(address)
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise RominError(
            "pour un exécuteur dask://, installer aussi distributed : "
            "pip install 'romin-print[dask]'."
        ) from error
    try:
        client = Client(f"tcp://{host}:{port}", timeout=timeout, set_as_default=False)
    except OSError as error:
        raise RominError(
            f"aucun planificateur Dask ne répond à {address} (attente : {timeout:g} s). "
            "Vérifier l’adresse, ou imprimer sans --executeur."
        ) from error
    with client:
        check_workers(client, address, timeout)
        try:
            yield client.get_executor(pure=False)
        except (KilledWorker, CancelledError) as error:
            raise RominError(
                f"la grappe {address} s’est arrêtée pendant la mise en page. "
                "Recommencer, ou imprimer sans --executeur."
            ) from error


def check_address(address: str) -> tuple[str, int]:
    """Split an address into a host and a port; raise `SelectionError` if it is none."""
    found = ADDRESS.fullmatch(address)
    if not found or not 0 < int(found[2]) <= MAX_PORT:
        raise SelectionError(
            f"adresse d’exécuteur refusée : « {address} ». "
            "Écrire dask://machine:port, par exemple dask://localhost:8786."
        )
    return found[1], int(found[2])


def check_workers(client: Any, address: str, timeout: float) -> None:
    """Refuse a cluster without machines, or whose program is not this one."""
    try:
        client.wait_for_workers(1, timeout=timeout)
    except TimeoutError as error:
        raise RominError(
            f"le planificateur {address} n’a aucune machine pour travailler. "
            f"En lancer une : dask worker {address.removeprefix('dask://')}"
        ) from error
    told = client.run(digest_code, on_error="return")
    others = sorted(name for name, code in told.items() if code != digest_code())
    if others:
        raise RominError(
            f"ces machines n’ont pas le même romin-print : {', '.join(others)}. "
            "Y installer la même version, avec les mêmes moteurs."
        )
