"""Make the files of documents: PDF in worker processes, the rest meanwhile.

Laying out pages is by far the slowest step and starting the engine costs as much
as one fiche, so the workers start it while the content is still being read.
"""

import gc
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Event, Lock
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from romin_print.build.projet import Projet
from romin_print.build.signaux import delay_stops, leave_stops_to_parent
from romin_print.errors import Problem, RominError
from romin_print.write.atomic import write_whole
from romin_print.write.pdf.measure import Overflow

GARBAGE_OBJECTS = 50_000
# Elsewhere the system's own libraries do not bear being forked.
METHOD = "fork" if sys.platform == "linux" else "spawn"
WORKER_DIED = (
    "la mise en page s’est arrêtée d’un coup, sans doute faute de mémoire. "
    "Relancer avec --jobs 1, ou fermer d’autres programmes."
)


@dataclass(frozen=True)
class Tirage:
    """One document, rendered: its HTML, the name of its output, and what it becomes.

    `fillable` gives its PDF form fields; its name then says so. `livret` folds its
    PDF; `pile` is a stack of sheets for several persons, whose leaves are looked at.
    """

    html: str
    output: Path
    formats: tuple[str, ...]
    fillable: bool = False
    livret: bool = False
    pile: bool = False


@dataclass(frozen=True)
class Feuillet:
    """What laying out a document as PDF has told.

    `couleurs` are the pages in colour, told of a stack and of a booklet, whose pages
    are its sides; `fautes` is what is wrong with the leaves of a stack.
    """

    pages: int = 0
    overflows: tuple[Overflow, ...] = ()
    couleurs: tuple[int, ...] = ()
    fautes: tuple[Problem, ...] = ()


@contextmanager
def open_workers(
    jobs: int, formats: tuple[str, ...], plenty: Event | None = None
) -> Iterator[Executor | None]:
    """Start the processes that lay out PDF pages, if any are asked for.

    With `plenty`, only the first gets ready before that event says that there is work
    for all: starting several engines at once would delay a single page.

    They are ended on the spot, for they have nothing to put away: what the engine
    leaves on the disk is in the folder `scratch`, which goes with them.
    """
    if "pdf" not in formats:
        yield None
        return
    context = multiprocessing.get_context(METHOD)
    others = set(multiprocessing.active_children())
    with (
        TemporaryDirectory("", "romin-print-", ignore_cleanup_errors=True) as scratch,
        ProcessPoolExecutor(
            jobs, context, start_worker, (scratch, context.Lock(), plenty)
        ) as executor,
    ):
        try:
            with delay_stops():
                executor.submit(os.getpid)  # starts the processes, without waiting
            yield executor
        finally:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()


def start_worker(
    scratch: str, first: Lock | None = None, plenty: Event | None = None
) -> None:
    """Start the engine, and end with the parent even when it is killed.

    The worker that takes `first` does so at once; the others wait for `plenty`.
    """
    leave_stops_to_parent()
    tempfile.tempdir = scratch
    parent = multiprocessing.parent_process()
    if parent:

        def follow_parent() -> None:
            parent.join()
            shutil.rmtree(scratch, ignore_errors=True)
            os._exit(1)

        Thread(target=follow_parent, daemon=True).start()
    late = bool(first and plenty and not first.acquire(block=False))
    if plenty and late:
        plenty.wait()

    from romin_print.write.pdf import warm_up
    from romin_print.write.pdf.faces import prepare_faces

    gc.disable()  # A tenth of the time to start goes in looking for garbage.
    # The first document will meet the same fault, and can tell the parent.
    with suppress(Exception):
        warm_up()
        if plenty:
            prepare_faces(backwards=late)
    spare_garbage()
    gc.enable()


def spare_garbage() -> None:
    """Look for garbage less often.

    A page makes half a million objects that all live until it is printed: looking for
    garbage every seven hundred of them, as Python does, takes a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(GARBAGE_OBJECTS, 20, 50)


def forget_last_page() -> None:
    """Free what the page before this one took: its objects hold one another."""
    gc.collect()


def print_pdf(tirage: Tirage, path: Path) -> Feuillet:
    """Write one PDF, in a worker."""
    from romin_print.write.pdf import render_pdf

    forget_last_page()
    printed = render_pdf(tirage.html, fillable=tirage.fillable)
    told = Feuillet(printed.pages, printed.overflows)
    if tirage.livret and printed.data:
        return print_booklet(printed.data, path)
    write_whole(printed.data, path)
    if not (tirage.pile and printed.data):
        return told
    return look_at_leaves(told, printed.data, path)


def print_booklet(data: bytes, path: Path) -> Feuillet:
    """Fold a PDF into a booklet, and count its sides."""
    from romin_print.write.pdf.booklet import count_sides, make_booklet
    from romin_print.write.pdf.colours import find_colour_pages

    booklet = make_booklet(data)
    write_whole(booklet, path)
    return Feuillet(count_sides(booklet), couleurs=find_colour_pages(booklet))


def look_at_leaves(told: Feuillet, data: bytes, path: Path) -> Feuillet:
    """Add what only the finished pages of a stack tell: colours, leaves that are shared."""
    from romin_print.check.feuillets import check_leaves
    from romin_print.write.pdf.colours import find_colour_pages

    return replace(
        told, couleurs=find_colour_pages(data), fautes=tuple(check_leaves(path))
    )


def render_light(html: str, extension: str, layouts: tuple[Path, ...]) -> bytes:
    """Render a document to a format that needs no engine: Word or web page."""
    if extension == "html":
        from romin_print.write.web import render_web

        return render_web(html)
    from romin_print.write.word.writer import render_docx

    return render_docx(html, layouts)


def print_tirages(
    tirages: list[Tirage], projet: Projet, staging: Path, workers: Executor | None
) -> Iterator[Feuillet]:
    """Write every file of every document; yield what each one's PDF has told."""
    feuillets: list[Future[Feuillet] | None] = []
    try:
        for tirage in tirages:
            path = name_file(staging, tirage, "pdf")
            asked = workers if "pdf" in tirage.formats else None
            feuillets.append(asked.submit(print_pdf, tirage, path) if asked else None)
        for tirage in tirages:
            for extension in tirage.formats:
                if extension != "pdf":
                    data = render_light(tirage.html, extension, projet.layouts)
                    write_whole(data, name_file(staging, tirage, extension))
        for feuillet in feuillets:
            yield feuillet.result() if feuillet else Feuillet()
    except BrokenExecutor as error:
        raise RominError(WORKER_DIED) from error


def name_file(folder: Path, tirage: Tirage, extension: str) -> Path:
    """Name the file of a document in one format: codes hold no dot, so append."""
    suffix = "-a-remplir" if tirage.fillable and extension == "pdf" else ""
    suffix = "-pour-papier" if tirage.livret else suffix
    return folder / f"{tirage.output}{suffix}.{extension}"
