"""Puts back together the elements that page breaks and line ends have cut.

WeasyPrint writes one tag for each piece (issues #2902 and #2903): a list cut by a
page break is read as two lists, a table is announced twice, and its headers,
repeated on each page for the eye, are read again in the middle of it.
"""

from romin_print.write.pdf.tree import Node

# Printed again on each page: the first is the real one.
_REPEATED = ("THead", "TFoot")

_Key = tuple[int, str, str]


def merge_fragments(node: Node) -> None:
    """Make one tag of all the pieces of one element, at every depth."""
    pieces: dict[_Key, list[Node]] = {}
    previous = None
    for kid in node.nodes:
        seen = pieces.setdefault(_identify(kid), [])
        if seen and (previous is seen[-1] or _goes_on(seen[-1], kid, node)):
            node.kids.remove(kid)
            if kid.tag not in _REPEATED:
                seen[0].kids += kid.kids
        else:
            seen.clear()
        seen.append(kid)
        previous = kid
    for kid in node.nodes:
        merge_fragments(kid)


def _goes_on(last: Node, kid: Node, parent: Node) -> bool:
    """Say whether `kid`, which does not touch `last`, still continues it.

    It does on another page, unless both are only lines of their parent's own text:
    what an item says before its nested list, and after it, are not one piece.
    """
    anonymous = (
        kid.origin is not None
        and parent.origin is not None
        and kid.origin.element is parent.origin.element
    )
    return kid.page != last.page and not anonymous


def _identify(node: Node) -> _Key:
    """Name what the pieces of an element have in common."""
    if node.origin is None:
        return id(node), "", node.tag
    return id(node.origin.element), node.origin.name, node.tag
