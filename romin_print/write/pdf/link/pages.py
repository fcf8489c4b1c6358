"""The page tree (ISO 32000-1, 7.7.3) and what pages are called (12.4.2).

Each part brings the node of its own pages. A blank page stands before a part that
begins on a right-hand page, where one is needed.
"""

from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import (
    write_number,
    write_references,
    write_text,
)
from romin_print.write.pdf.parts.bundle import PAGES


def write_pages(draft: Draft) -> None:
    """Write the page tree, blank pages in it."""
    kids: list[int] = []
    count = 0
    for member in draft.members:
        while count < member.start:
            blank = add_blank(draft, member.layout.sizes[0])
            kids.append(blank)
            count += 1
        kids.append(member.bundle.base)
        count += member.layout.pages
    node = b"<</Type/Pages/Count %d/Kids%b>>" % (count, write_references(kids))
    draft.objects[PAGES] = node
    draft.catalog["Pages"] = b"%d 0 R" % PAGES


def add_blank(draft: Draft, size: tuple[float, float]) -> int:
    """Add a page without content; its own number is its key among the tags."""
    number = draft.take_number()
    width, height = map(write_number, size)
    draft.objects[number] = (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Resources<<>>/Tabs/S"
        b"/StructParents %d>>" % (PAGES, width, height, number)
    )
    draft.blanks.append(number)
    return number


def write_labels(draft: Draft) -> None:
    """Call each page by its number: in its part if this has a label, or in the book.

    A blank page goes on from the part before it.
    """
    ranges = []
    for member in draft.members:
        label = b"/St %d" % (member.start + 1)
        if member.label:
            label = b"/P%b/St 1" % write_text(member.label)
        ranges.append(b"%d<</S/D%b>>" % (member.start, label))
    draft.catalog["PageLabels"] = b"<</Nums[%b]>>" % b" ".join(ranges)
