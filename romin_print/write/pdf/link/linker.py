"""Links parts by copying them: the fast assembler.

Nothing is laid out, read again nor compressed again: a part is copied as it is kept,
and what the whole file has one of is written around. Each table is in the module that
names its clause of ISO 32000-1.
"""

from romin_print.write.pdf.link.checks import check_parts
from romin_print.write.pdf.link.destinations import write_destinations
from romin_print.write.pdf.link.draft import open_draft
from romin_print.write.pdf.link.file import write_file
from romin_print.write.pdf.link.forms import write_form
from romin_print.write.pdf.link.metadata import write_metadata
from romin_print.write.pdf.link.numbers import write_numbers
from romin_print.write.pdf.link.outline import write_outline
from romin_print.write.pdf.link.pages import write_labels, write_pages
from romin_print.write.pdf.link.sharing import write_shared
from romin_print.write.pdf.link.structure import write_tags
from romin_print.write.pdf.parts.part import Book, Placed


def link_parts(placed: tuple[Placed, ...], book: Book) -> bytes:
    """Link parts into one tagged PDF, the same bytes each time.

    Raise `LayoutError` if something leads nowhere, or could not be told apart.
    """
    check_parts(placed, book)
    draft = open_draft(placed, book)
    for write in (
        write_pages,
        write_labels,
        write_outline,
        write_destinations,
        write_tags,
        write_form,
        write_numbers,
        write_shared,
    ):
        write(draft)
    return write_file(draft, write_metadata(draft))
