"""Where each anchor is (ISO 32000-1, 12.3.2.3): a tree of names (7.9.6).

Links say the name of the anchor that they lead to, in their part or in another one.
"""

from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import sort_key, write_number, write_text


def write_destinations(draft: Draft) -> None:
    """Write the place of each anchor, on its page."""
    places = {
        name: (member.number_page(anchor.page), anchor.x, anchor.y)
        for member in draft.members
        for name, anchor in member.part.anchors.items()
    }
    if not places:
        return
    told = [
        b"%b[%d 0 R/XYZ %b %b 0]"
        % (write_text(name), page, write_number(x), write_number(y))
        for name, (page, x, y) in sorted(places.items(), key=lambda p: sort_key(p[0]))
    ]
    leaf = draft.add(b"<</Names[%b]>>" % b" ".join(told))
    draft.catalog["Names"] = b"<</Dests %d 0 R>>" % leaf
