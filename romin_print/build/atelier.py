"""Make the files of documents: PDF in worker processes, the rest meanwhile.

Laying out pages is by far the slowest step and starting the engine costs as much
as one fiche, so the workers start it while the content is still being read.
"""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from romin_print.build.projet import Projet
from romin_print.write.atomic import write_whole

FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True)
class Tirage:
    """One document, rendered: its HTML and the name of its output."""

    html: str
    output: Path


@contextmanager
def open_workers(jobs: int, formats: tuple[str, ...]) -> Iterator[Executor | None]:
    """Start the processes that lay out PDF pages, if any are asked for."""
    if "pdf" not in formats:
        yield None
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    with ProcessPoolExecutor(jobs, context, initializer=start_worker) as executor:
        executor.submit(os.getpid)  # starts the processes now, without waiting
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def start_worker() -> None:
    """Start the engine, and end with the parent even when it is killed."""
    from romin_print.write.pdf import warm_up

    parent = multiprocessing.parent_process()
    if parent:

        def follow_parent() -> None:
            parent.join()
            os._exit(1)

        Thread(target=follow_parent, daemon=True).start()
    warm_up()


def print_pdf(html: str, path: Path) -> int:
    """Write one PDF, in a worker; return its number of pages."""
    from romin_print.write.pdf import render_pdf

    data, pages = render_pdf(html)
    write_whole(data, path)
    return pages


def render_light(html: str, extension: str, layouts: tuple[Path, ...]) -> bytes:
    """Render a document to a format that needs no engine: Word or web page."""
    if extension == "html":
        from romin_print.write.web import render_web

        return render_web(html)
    from romin_print.write.word.writer import render_docx

    return render_docx(html, layouts)


def print_tirages(
    tirages: list[Tirage],
    projet: Projet,
    formats: tuple[str, ...],
    staging: Path,
    workers: Executor | None,
) -> Iterator[int]:
    """Write every file of every document; yield the pages of each document's PDF."""
    pages: list[Future[int]] = []
    if workers:
        for tirage in tirages:
            path = name_file(staging, tirage, "pdf")
            pages.append(workers.submit(print_pdf, tirage.html, path))
    for tirage in tirages:
        for extension in formats:
            if extension != "pdf":
                data = render_light(tirage.html, extension, projet.layouts)
                write_whole(data, name_file(staging, tirage, extension))
    for index in range(len(tirages)):
        yield pages[index].result() if pages else 0


def name_file(folder: Path, tirage: Tirage, extension: str) -> Path:
    """Name the file of a document in one format: codes hold no dot, so append."""
    return folder / f"{tirage.output}.{extension}"
