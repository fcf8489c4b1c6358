"""A PDF of A4 pages → the same as an A5 booklet, to print on A4 and fold.

Two pages stand side by side on each side of a sheet, in the order that folding puts
right. Turning the pages round loses the tags, so a booklet is for paper: its title
says so, and it is never a PDF/UA.
"""

import io
from collections.abc import Iterator

import pikepdf

A4_LANDSCAPE = (841.89, 595.28)
SCALE = 0.7071  # A4 → A5: one over the square root of two

Side = tuple[int | None, int | None]


def list_sides(count: int) -> Iterator[Side]:
    """List the sides to print, each with the ranks of its left and right pages.

    Sides come recto, verso, recto… for a printer that turns on the short edge; None
    is a blank, put at the end to make a multiple of four.
    """
    padded = -(-count // 4) * 4
    ranks = [rank if rank < count else None for rank in range(padded)]
    for sheet in range(padded // 4):
        first, last = 2 * sheet, padded - 1 - 2 * sheet
        yield ranks[last], ranks[first]
        yield ranks[first + 1], ranks[last - 1]


def make_booklet(data: bytes) -> bytes:
    """Make the booklet of a PDF, the same bytes each time."""
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as booklet:
        for side in list_sides(len(source.pages)):
            booklet.add_blank_page(page_size=A4_LANDSCAPE)
            page = pikepdf.Page(booklet.pages[-1])
            for half, rank in enumerate(side):
                if rank is not None:
                    place_page(booklet, page, source.pages[rank], half)
        copy_metadata(source, booklet)
        buffer = io.BytesIO()
        booklet.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def count_sides(data: bytes) -> int:
    """Count the sides to print of a booklet: two to each leaf."""
    with pikepdf.open(io.BytesIO(data)) as booklet:
        return len(booklet.pages)


def place_page(
    booklet: pikepdf.Pdf, page: pikepdf.Page, placed: pikepdf.Page, half: int
) -> None:
    """Place a page, made smaller, on the left (0) or right (1) half of another."""
    form = booklet.copy_foreign(placed.as_form_xobject())
    own = pikepdf.Name(f"/Page{half}")  # the library's own names are drawn by lot
    name = page.add_resource(form, pikepdf.Name.XObject, own)
    left = half * A4_LANDSCAPE[0] / 2
    drawn = f"q {SCALE} 0 0 {SCALE} {left:.3f} 0 cm {name} Do Q\n"
    page.contents_add(drawn.encode(), prepend=False)


def copy_metadata(source: pikepdf.Pdf, booklet: pikepdf.Pdf) -> None:
    """Keep the title and the language; the rest speaks of tags that are gone."""
    booklet.docinfo["/Title"] = str(source.docinfo.get("/Title", ""))
    booklet.Root.Lang = source.Root.get("/Lang", "fr")
