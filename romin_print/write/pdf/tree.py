"""The tag tree of a PDF, as plain objects that rules can reshape.

In the file each link is written twice (a tag lists its children and a child names
its parent; a tag lists its marks on the page and a table gives the tag of each
mark). Rules that had to keep both sides true would be unreadable, so the tree is
read once, reshaped as nodes that only know their children, and written once: all
the ways back are then computed anew (ISO 32000-1, 14.7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

from romin_print.write.pdf.origins import Origin


@dataclass(frozen=True)
class Content:
    """A piece of text or an image marked on a page, known there by a number."""

    page: bytes
    mark: int


@dataclass(frozen=True, eq=False)
class Annotation:
    """What can be clicked on a page: a link, or a field to fill in."""

    page: bytes
    entries: Any


@dataclass(eq=False)
class Node:
    """One tag, with its children in reading order."""

    tag: str
    page: bytes
    entries: Any = field(default_factory=pydyf.Dictionary)
    kids: "list[Node | Content | Annotation]" = field(default_factory=list)
    origin: Origin | None = None

    @property
    def nodes(self) -> "list[Node]":
        """The children that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def annotations(self) -> list[Annotation]:
        """The children that can be clicked."""
        return [kid for kid in self.kids if isinstance(kid, Annotation)]

    def walk(self) -> "Iterator[Node]":
        """Go through this tag and all those below it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()


def read_tree(pdf: Any, origins: Mapping[bytes, Origin]) -> Node:
    """Read the tree that WeasyPrint has just made."""
    objects = {item.reference: item for item in pdf.objects}

    def read(entries: Any) -> Node:
        page = entries.get("Pg", b"")
        node = Node(entries["S"].removeprefix("/"), page, entries)
        node.origin = origins.get(entries.reference)
        for kid in entries["K"]:
            if isinstance(kid, int):
                node.kids.append(Content(page, kid))
            elif objects[kid]["Type"] == "/OBJR":
                node.kids.append(Annotation(page, objects[objects[kid]["Obj"]]))
            else:
                node.kids.append(read(objects[kid]))
        return node

    root = objects[pdf.catalog["StructTreeRoot"]]
    return read(objects[root["K"][0]])


def write_tree(pdf: Any, document: Node) -> set[Content]:
    """Write the tree back; return what is tagged on the pages."""
    root = next(o for o in pdf.objects if o.reference == pdf.catalog["StructTreeRoot"])
    nodes = list(document.walk())
    _forget_dropped_tags(pdf, nodes)
    for node in nodes:
        if node.entries.number is None:
            pdf.add_object(node.entries)
    document.entries["P"] = root.reference
    for node in nodes:
        _write_node(node)
    _write_parent_tree(pdf, root, nodes)
    _write_id_tree(pdf, root, nodes)
    return {kid for node in nodes for kid in node.kids if isinstance(kid, Content)}


def _forget_dropped_tags(pdf: Any, nodes: list[Node]) -> None:
    """Empty the tags that are no longer in the tree.

    They cannot be taken out of the file, where objects are known by their rank.
    """
    kept = {id(node.entries) for node in nodes}
    tags = (item for item in pdf.objects if isinstance(item, pydyf.Dictionary))
    for item in tags:
        if item.get("Type") in ("/StructElem", "/OBJR") and id(item) not in kept:
            item.clear()


def _write_node(node: Node) -> None:
    entries = node.entries
    # What a tag holds on its own page is written short: the page is said once.
    pages = [kid.page for kid in node.kids if not isinstance(kid, Node)]
    page = pages[0] if pages else node.page
    entries |= {"Type": "/StructElem", "S": f"/{node.tag}"}
    if page:
        entries["Pg"] = page
    entries["K"] = pydyf.Array(_write_kid(kid, page) for kid in node.kids)
    for kid in node.nodes:
        kid.entries["P"] = entries.reference


def _write_kid(kid: Node | Content | Annotation, page: bytes) -> Any:
    if isinstance(kid, Node):
        return kid.entries.reference
    if isinstance(kid, Annotation):
        target = kid.entries.reference
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": target, "Pg": kid.page})
    if kid.page == page:
        return kid.mark
    return pydyf.Dictionary({"Type": "/MCR", "Pg": kid.page, "MCID": kid.mark})


def _write_parent_tree(pdf: Any, root: Any, nodes: list[Node]) -> None:
    """Write the table that leads from a mark back to its tag (14.7.4.4)."""
    owners: dict[tuple[bytes, int], bytes] = {}
    annotations: dict[int, bytes] = {}
    for node in nodes:
        for kid in node.kids:
            if isinstance(kid, Content):
                owners[kid.page, kid.mark] = node.entries.reference
            elif isinstance(kid, Annotation):
                annotations[kid.entries["StructParent"]] = node.entries.reference
    table = next(o for o in pdf.objects if o.reference == root["ParentTree"])
    numbers = pydyf.Array()
    for rank, page in enumerate(pdf.page_references):
        marks = range(len(table["Nums"][2 * rank + 1]))
        row = pydyf.Array(owners.get((page, mark), b"null") for mark in marks)
        numbers += [rank, row]
    for key, reference in sorted(annotations.items()):
        numbers += [key, reference]
    table["Nums"] = numbers


def _write_id_tree(pdf: Any, root: Any, nodes: list[Node]) -> None:
    """Write the table of named tags, which table headers need (Table 322)."""
    named = {n.entries["ID"].string: n.entries for n in nodes if "ID" in n.entries}
    if named:
        names = pydyf.Array()
        for name, entries in sorted(named.items()):
            names += [pydyf.String(name), entries.reference]
        limits = pydyf.Array([names[0], names[-2]])
        leaf = pydyf.Dictionary({"Limits": limits, "Names": names})
        pdf.add_object(leaf)
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
