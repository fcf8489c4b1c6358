"""Put the pieces of a binder together: one PDF, one Word file, one web page; write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from romin_print.build.cache import digest
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.programme import digest_program
from romin_print.build.signaux import ignore_stops
from romin_print.errors import LayoutError

if TYPE_CHECKING:
    from romin_print.model.classeur import Classeur
    from romin_print.model.document import Document
    from romin_print.model.reliure import DocumentRelie
    from romin_print.write.pdf.parts.part import Book, Placed

RAPIDE, SUR = "rapide", "sur"


def place_parties(classeur: Classeur, parties: Iterable[Partie]) -> tuple[Placed, ...]:
    """Place each part: on a leaf of its own, under its own numbers if leaves are loose."""
    from romin_print.write.pdf.parts.part import Placed

    loose = classeur.pagination == "feuillets"
    return tuple(
        Placed(p.part, classeur.recto_verso, f"{p.piece.folio} · " if loose else "")
        for p in parties
    )


def make_book(document: Document) -> Book:
    """Make what the PDF says of itself."""
    from romin_print.write.pdf.parts.part import Book

    return Book(document.titre, document.description, document.mots_cles, document.date)


def link_pdf(
    fabrique: Fabrique,
    parties: Sequence[Partie],
    placed: tuple[Placed, ...],
    book: Book,
    assembleur: str,
) -> bytes:
    """Link the parts, the fast way or the slow one, which reads and writes with qpdf."""
    if assembleur == SUR:
        from romin_print.write.pdf.link.oracle import assemble

        return assemble(placed, book)
    from romin_print.write.pdf.link.linker import link_parts

    return link_parts(fabrique.bind(parties, placed), book)


def join_corps(parties: Iterable[Partie]) -> str:
    """Join the HTML of all the pieces, in the order of the binder."""
    return "".join(partie.html for partie in parties)


def render_whole(
    fabrique: Fabrique, whole: DocumentRelie, numbers: Mapping[str, int]
) -> str:
    """Render the binder as one page, with the numbers of the pages of the PDF.

    Raise `LayoutError` for the number of a page that is not in the binder.
    """
    from romin_print.render.html import render_html
    from romin_print.write.slots import fill_slots

    html = render_html(whole, fabrique.environment)
    try:
        return fill_slots(html, numbers)
    except KeyError as error:
        raise LayoutError(
            f"le numéro de page de « #{error.args[0]} » est demandé"
            " (data-page), et cet endroit n’existe pas",
            "Corriger la mise en page.",
        ) from error


def write_web(
    fabrique: Fabrique, whole: DocumentRelie, numbers: Mapping[str, int]
) -> bytes:
    """Write the binder as one web page."""
    from romin_print.write.web import render_web

    return render_web(render_whole(fabrique, whole, numbers))


def write_word(
    fabrique: Fabrique,
    parties: Iterable[Partie],
    whole: DocumentRelie,
    numbers: Mapping[str, int],
) -> bytes:
    """Write the binder as one Word file; the costly half of each piece is kept."""
    from romin_print.render.html import render_html
    from romin_print.write.word.parts import join_word

    layouts = fabrique.projet.layouts
    shell = render_html(replace(whole, corps=""), fabrique.environment)
    return join_word(list(make_word_parts(fabrique, parties)), shell, numbers, layouts)


def make_word_parts(fabrique: Fabrique, parties: Iterable[Partie]) -> Iterator[bytes]:
    """Make the Word half of each piece, or take it from the cache."""
    program = digest_program(fabrique.projet.layouts)
    for partie in parties:
        key = digest("word", program, partie.html)
        kept = fabrique.cache.get(key)
        if kept is None:
            from romin_print.write.word.parts import make_word_part

            kept = make_word_part(partie.html, fabrique.projet.layouts)
            fabrique.cache.put(key, kept)
        yield kept


def publish_files(output: Path, files: dict[PurePath, bytes]) -> None:
    """Write all the files of a run, or none of them."""
    from romin_print.write.atomic import open_staging, publish, write_whole

    with open_staging(output) as staging:
        for name, data in files.items():
            write_whole(data, staging / name)
        with ignore_stops():
            publish(staging, output)
