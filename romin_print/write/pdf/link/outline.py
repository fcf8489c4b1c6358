"""The outline that readers show beside the pages (ISO 32000-1, 12.3.3)."""

from dataclasses import dataclass, field

from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import write_number, write_text


@dataclass
class Entry:
    """An entry, its place on a page, and those under it; the root has no title."""

    number: int
    level: int
    title: bytes = b""
    place: bytes = b""
    kids: "list[Entry]" = field(default_factory=list)


def write_outline(draft: Draft) -> None:
    """Write the outline, folded: what is under an entry shows when it is opened."""
    root = grow_outline(draft)
    if root.kids:
        draft.objects[root.number] = b"<</Type/Outlines%b/Count %d>>" % (
            _tell_ends(root),
            len(root.kids),
        )
        draft.catalog["Outlines"] = b"%d 0 R" % root.number
        draft.catalog["PageMode"] = b"/UseOutlines"
        write_entries(draft, root)


def grow_outline(draft: Draft) -> Entry:
    """Hang each entry under the last one of a lower level, whatever its part."""
    root = Entry(draft.take_number(), 0)
    above = [root]
    for member in draft.members:
        for mark in member.part.bookmarks:
            while above[-1].level >= mark.level:
                above.pop()
            place = b"[%d 0 R/XYZ %b %b 0]" % (
                member.number_page(mark.page),
                write_number(mark.x),
                write_number(mark.y),
            )
            number, title = draft.take_number(), write_text(mark.title)
            entry = Entry(number, mark.level, title, place)
            above[-1].kids.append(entry)
            above.append(entry)
    return root


def write_entries(draft: Draft, parent: Entry) -> None:
    """Write the entries under one, each with its neighbours (Table 153)."""
    kids = parent.kids
    for rank, entry in enumerate(kids):
        body = b"<</Title%b/Parent %d 0 R/Dest%b" % (
            entry.title,
            parent.number,
            entry.place,
        )
        if rank:
            body += b"/Prev %d 0 R" % kids[rank - 1].number
        if rank + 1 < len(kids):
            body += b"/Next %d 0 R" % kids[rank + 1].number
        if entry.kids:
            # Less than nothing: the entry is folded.
            body += b"%b/Count -%d" % (_tell_ends(entry), len(entry.kids))
        draft.objects[entry.number] = body + b">>"
        write_entries(draft, entry)


def _tell_ends(entry: Entry) -> bytes:
    return b"/First %d 0 R/Last %d 0 R" % (entry.kids[0].number, entry.kids[-1].number)
