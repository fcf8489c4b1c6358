"""The processes that lay out pages: here, or on other machines; started when needed."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager

from romin_print.build.atelier import METHOD, open_workers
from romin_print.build.grappe import check_address


class Equipe:
    """An executor that is started only if there is something to lay out.

    Starting is worth it before anyone knows that for sure: the engine takes as long
    to import as the content to read.
    """

    def __init__(self, stack: ExitStack, jobs: int, address: str = "") -> None:
        self.stack = stack
        self.jobs = jobs
        self.address = address
        self.executor: Executor | None = None
        self.plenty = multiprocessing.get_context(METHOD).Event()

    def start(self) -> Executor:
        """Give the executor; start it at the first call."""
        if self.executor is None:
            self.executor = self.stack.enter_context(self.open())
        return self.executor

    def call_all(self) -> None:
        """Say that there is work for every process, not only for the first."""
        self.plenty.set()

    @contextmanager
    def open(self) -> Iterator[Executor]:
        """Open the processes of this machine, or those of a cluster."""
        if self.address:
            from romin_print.build.grappe import connect_cluster

            with connect_cluster(self.address) as executor:
                yield executor
            return
        with open_workers(self.jobs, ("pdf",), self.plenty) as workers:
            assert workers is not None
            yield workers


@contextmanager
def open_equipe(jobs: int, address: str = "") -> Iterator[Equipe]:
    """Give a team that has not started yet; it ends with the block.

    Raise `SelectionError` for an address that none could be reached at, needed or not.
    """
    if address:
        check_address(address)
    with ExitStack() as stack:
        yield Equipe(stack, jobs, address)
