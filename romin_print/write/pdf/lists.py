"""Gives lists the shape that readers expect: L > LI > Lbl + LBody.

Inside an item, PDF knows a label and a body, nothing else (ISO 14289-1, 7.2-20);
HTML allows about anything, and WeasyPrint follows HTML.
"""

import pydyf

from romin_print.write.pdf.tree import Node

# CSS list-style-type → ISO 32000-1, Table 347.
_NUMBERINGS = {
    "none": "/None",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
}


def nest_lists(document: Node) -> None:
    """Put a nested list inside its item, where the HTML has it.

    WeasyPrint makes it the item's sibling: what the item says after its nested
    list would be read before it.
    """
    for outer in [node for node in document.walk() if node.tag == "L"]:
        item = None
        for kid in outer.nodes:
            if kid.tag == "L" and item is not None:
                outer.kids.remove(kid)
                _insert_in_order(item, kid)
            else:
                item = kid


def _insert_in_order(item: Node, nested: Node) -> None:
    order = nested.origin.order if nested.origin else 0
    after = (
        rank
        for rank, kid in enumerate(item.kids)
        if isinstance(kid, Node) and kid.origin and kid.origin.order > order
    )
    item.kids.insert(next(after, len(item.kids)), nested)


def shape_items(document: Node) -> None:
    """Give each item one body, and only a label beside it (7.2-20)."""
    for item in [node for node in document.walk() if node.tag == "LI"]:
        labels = [kid for kid in item.nodes if kid.tag == "Lbl"]
        body = Node("LBody", item.page, origin=item.origin)
        for kid in item.kids:
            if isinstance(kid, Node) and kid.tag == "LBody":
                body.kids += kid.kids
            elif not (isinstance(kid, Node) and kid.tag == "Lbl"):
                body.kids.append(kid)
        labels = labels or _take_generated_label(body)
        item.kids = [*labels, body]


def _take_generated_label(body: Node) -> list[Node]:
    """Find the label that a style sheet draws with li::before."""
    first = body.nodes[0] if body.nodes else None
    if first and first.origin and first.origin.name == "li::before":
        body.kids.remove(first)
        first.tag = "Lbl"
        return [first]
    return []


def say_numbering(document: Node) -> None:
    """Say how the items are numbered (ISO 32000-1, 14.8.5.5)."""
    for node in document.walk():
        if node.tag == "L" and node.origin:
            numbering = _NUMBERINGS.get(node.origin.marker, "/None")
            node.entries["A"] = pydyf.Dictionary(
                {"O": "/List", "ListNumbering": numbering}
            )
