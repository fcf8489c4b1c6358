"""Some pages of a tagged PDF → a tagged PDF of these pages alone.

An update of a paper binder prints the leaves that have changed, and no others. The
libraries that take pages out leave the tag tree as it was, with tags of pages that
are gone: here the tree is pruned first (ISO 32000-1, 14.7).
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Id = tuple[int, int]
HEADING = re.compile("/H([1-6])")


def keep_pages(data: bytes, kept: Sequence[int], labels: Sequence[str]) -> bytes:
    """Keep the pages of these ranks, from 0; each label names one of them.

    The labels become the numbers that readers show, and the outline.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        ids = {pdf.pages[rank].obj.objgen for rank in kept}
        drop_destinations(pdf, ids)
        drop_dead_links(pdf)
        tree = pdf.Root.StructTreeRoot
        prune(tree, ids)
        raise_headings(tree)
        drop_pages(pdf, set(kept))
        write_parent_tree(pdf, tree)
        write_id_tree(pdf, tree)
        write_labels(pdf, labels)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def drop_destinations(pdf: Any, pages: set[Id]) -> None:
    """Drop the named destinations of other pages."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return
    kept = {
        name: place
        for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()
        if place[0].objgen in pages
    }
    del pdf.Root.Names["/Dests"]
    if kept:
        names = pikepdf.NameTree.new(pdf)
        for name, place in kept.items():
            names[name] = place
        pdf.Root.Names.Dests = names.obj


def drop_dead_links(pdf: Any) -> None:
    """Make plain words of the links whose destination is gone."""
    names = pdf.Root.get("/Names", Dictionary())
    known = set(pikepdf.NameTree(names.Dests)) if "/Dests" in names else set()
    for page in pdf.pages:
        annotations = page.obj.get("/Annots", [])
        dead = [a for a in annotations if "/Dest" in a and str(a.Dest) not in known]
        gone = {annotation.objgen for annotation in dead}
        if gone:
            page.obj.Annots = Array(a for a in annotations if a.objgen not in gone)
            for annotation in dead:
                annotation.RominGone = True


def prune(element: Any, pages: set[Id]) -> bool | None:
    """Keep of a tag what stands on these pages; say if anything does.

    None is for what stands nowhere, such as an empty cell: it goes with its row.
    """
    found = [(kid, judge(kid, element, pages)) for kid in list_kids(element)]
    if not found:
        return None
    kept = [kid for kid, stands in found if stands is not False]
    element.K = Array(kept)
    if element.get("/S") == Name.Link and not any(is_reference(kid) for kid in kept):
        element.S = Name.Span
    own = next((p for kid in kept if (p := find_page(kid, element)) is not None), None)
    if "/Pg" in element and element.Pg.objgen not in pages:
        del element["/Pg"]
        if own is not None:
            element.Pg = own
    return any(stands for _, stands in found)


def judge(kid: Any, element: Any, pages: set[Id]) -> bool | None:
    """Say whether a child of a tag is kept; prune it if it is a tag."""
    if not isinstance(kid, int):
        if "/S" in kid:
            return prune(kid, pages)
        if is_reference(kid) and "/RominGone" in kid.Obj:
            return False
    page = find_page(kid, element)
    return page is not None and page.objgen in pages


def find_page(kid: Any, element: Any) -> Any:
    """Find the page of a mark or of a reference; None for a tag."""
    if isinstance(kid, int):
        return element.get("/Pg")
    return None if "/S" in kid else kid.get("/Pg", element.get("/Pg"))


def is_reference(kid: Any) -> bool:
    """Say whether a child is a link or a field, rather than words."""
    return not isinstance(kid, int) and kid.get("/Type") == Name.OBJR


def list_kids(element: Any) -> list[Any]:
    """List what a tag holds; a single child may stand alone."""
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, list | Array) else [kids]


def walk(element: Any) -> Iterator[Any]:
    """Go through the tags below one."""
    for kid in list_kids(element):
        if not isinstance(kid, int) and "/S" in kid:
            yield kid
            yield from walk(kid)


def raise_headings(tree: Any) -> None:
    """Leave no gap between headings, when the one above is on a page that is gone.

    ISO 14289-1, 7.4.2.
    """
    level = 0
    for tag in walk(tree):
        if found := HEADING.fullmatch(str(tag.S)):
            level = min(int(found[1]), level + 1)
            tag.S = Name(f"/H{level}")


def drop_pages(pdf: Any, kept: Iterable[int]) -> None:
    """Take the other pages out, the last first."""
    for rank in reversed(range(len(pdf.pages))):
        if rank not in kept:
            del pdf.pages[rank]


def write_parent_tree(pdf: Any, tree: Any) -> None:
    """Write again the table that leads from a mark back to its tag (14.7.4.4)."""
    former = pikepdf.NumberTree(tree.ParentTree)
    kept = pikepdf.NumberTree.new(pdf)
    for page in pdf.pages:
        keys = [page.obj.get("/StructParents")]
        keys += [a.get("/StructParent") for a in page.obj.get("/Annots", [])]
        for key in sorted(key for key in keys if key is not None):
            kept[int(key)] = former[int(key)]
    tree.ParentTree = kept.obj


def write_id_tree(pdf: Any, tree: Any) -> None:
    """Write again the table of named tags, and forget the headers that are gone."""
    named = {bytes(tag.ID): tag for tag in walk(tree) if "/ID" in tag}
    for tag in walk(tree):
        attributes = tag.get("/A")
        if attributes is not None and "/Headers" in attributes:
            known = [h for h in attributes.Headers if bytes(h) in named]
            attributes.Headers = Array(known)
    if "/IDTree" in tree:
        del tree["/IDTree"]
    if named:
        leaf = [
            x for name in sorted(named) for x in (pikepdf.String(name), named[name])
        ]
        limits = Array([leaf[0], leaf[-2]])
        kid = pdf.make_indirect(Dictionary(Limits=limits, Names=Array(leaf)))
        tree.IDTree = pdf.make_indirect(Dictionary(Kids=Array([kid])))


def write_labels(pdf: Any, labels: Sequence[str]) -> None:
    """Call each page by its label (12.4.2), in the outline too."""
    numbers = [
        x for rank, label in enumerate(labels) for x in (rank, Dictionary(P=label))
    ]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    with pdf.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(label, rank)
            for rank, label in enumerate(labels)
            if label
        )
