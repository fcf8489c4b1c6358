"""The tag tree of the whole (ISO 32000-1, 14.7.2), and the ways back to it.

Each part brings its tags, its leaf of the table from marks to tags (14.7.4.4) and its
leaf of the names of tags (Table 322): these leaves are hung here, in their order.
"""

from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import write_references
from romin_print.write.pdf.parts.bundle import DOCUMENT


def write_tags(draft: Draft) -> None:
    """Write the root of the tags, and the tag of the whole document."""
    root = draft.take_number()
    tops = [m.number(top) for m in draft.members for top in m.layout.tops]
    draft.objects[DOCUMENT] = b"<</Type/StructElem/S/Document/P %d 0 R/K%b>>" % (
        root,
        write_references(tops),
    )
    parents, next_key = write_parents(draft)
    body = b"/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d" % (
        DOCUMENT,
        parents,
        next_key,
    )
    if names := write_names(draft):
        body += b"/IDTree %d 0 R" % names
    draft.objects[root] = b"<</Type/StructTreeRoot%b>>" % body
    draft.catalog["StructTreeRoot"] = b"%d 0 R" % root
    draft.catalog["MarkInfo"] = b"<</Marked true>>"


def write_parents(draft: Draft) -> tuple[int, int]:
    """Write the table from marks to tags; give its number, and its next free key.

    Keys are the numbers of pages and links, so they go up from part to part.
    """
    leaves = [member.number(member.layout.parents) for member in draft.members]
    last = draft.members[-1]
    next_key = last.number(last.layout.last_key) + 1
    if blanks := draft.blanks:
        rows = b" ".join(b"%d[]" % number for number in blanks)
        limits = b"%d %d" % (blanks[0], blanks[-1])
        leaves.append(draft.add(b"<</Limits[%b]/Nums[%b]>>" % (limits, rows)))
        next_key = blanks[-1] + 1
    return draft.add(b"<</Kids%b>>" % write_references(leaves)), next_key


def write_names(draft: Draft) -> int:
    """Write the tree of the names of tags, if there is one; give its number, or 0.

    Names begin with that of their part, and a slash: leaves are sorted as parts are.
    """
    leaves = {
        f"{member.part.name}/": member.number(member.layout.names)
        for member in draft.members
        if member.layout.names
    }
    if not leaves:
        return 0
    numbers = [leaves[name] for name in sorted(leaves)]
    return draft.add(b"<</Kids%b>>" % write_references(numbers))
