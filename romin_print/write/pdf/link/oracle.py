"""Links parts the slow and safe way: qpdf reads each whole file, and writes one.

It says what the fast linker must say, and shares nothing with it but what is refused:
the tests compare their files. It also serves where the fast one is doubted.
"""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from warnings import catch_warnings, simplefilter

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, OutlineItem, String

from romin_print.errors import LayoutError
from romin_print.write.pdf.link.checks import check_parts
from romin_print.write.pdf.link.oracle_numbers import write_numbers
from romin_print.write.pdf.link.oracle_sharing import Shared
from romin_print.write.pdf.parts.part import (
    Book,
    Part,
    Placed,
    find_first_pages,
    number_pages,
)

_PROGRAM = "romin-print"


@dataclass
class _Binder:
    """The file that is being made, and what its parts have given so far."""

    pdf: Any
    root: Any
    document: Any
    names: dict[str, Any] = field(default_factory=dict)
    parents: dict[int, Any] = field(default_factory=dict)
    fields: list[Any] = field(default_factory=list)
    shared: Shared = field(default_factory=Shared)


def assemble(placed: tuple[Placed, ...], book: Book) -> bytes:
    """Link parts, made with a `standalone` file each, into one tagged PDF.

    Raise `LayoutError` for what the fast linker refuses, or if such a file is missing.
    """
    check_parts(placed, book)
    with ExitStack() as opened:
        binder = _begin(opened.enter_context(pikepdf.new()), book)
        numbers = number_pages(placed)
        starts = find_first_pages(placed)
        for each, start in zip(placed, starts, strict=True):
            # qpdf reads the streams of a part when the whole is written.
            source = opened.enter_context(_open(each.part))
            _add_part(binder, source, each.part, start)
            write_numbers(binder.pdf, each.part.slots, start, numbers)
        _write_tables(binder)
        _write_destinations(binder, placed, starts)
        _write_outline(binder.pdf, placed, starts)
        _write_labels(binder.pdf, placed, starts)
        return _save(binder.pdf, book)


def _begin(pdf: Any, book: Book) -> _Binder:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
    )
    root.K = Array([document])
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String(book.language)
    return _Binder(pdf, root, document)


def _open(part: Part) -> Any:
    if not part.standalone:
        raise LayoutError(f"la partie « {part.name} » n’a pas de fichier à elle")
    return pikepdf.open(io.BytesIO(part.standalone))


def _add_part(binder: _Binder, source: Any, part: Part, start: int) -> None:
    pdf = binder.pdf
    size = source.pages[0].MediaBox
    while len(pdf.pages) < start:
        pdf.add_blank_page(page_size=(size[2], size[3]))
    with catch_warnings():
        # What it says is left behind (fields, destinations) is added below.
        simplefilter("ignore")
        pdf.pages.extend(source.pages)
    # What these tags say of pages and links is that of the copies just made.
    tree = pdf.copy_foreign(source.Root.StructTreeRoot)
    pages = [pdf.pages[start + rank] for rank in range(part.pages)]
    _add_tags(binder, tree)
    _add_parents(binder, tree, pages)
    _add_fields(binder, source)
    for page in pages:
        binder.shared.share_resources(page.obj)


def _add_tags(binder: _Binder, tree: Any) -> None:
    """Put the tags of a part after those before it (ISO 32000-1, 14.7.2).

    Their names already begin with that of the part.
    """
    for tag in tree.K[0].K:
        tag.P = binder.document
        binder.document.K.append(tag)
        for each in _walk(tag):
            if "/ID" in each:
                binder.names[str(each.ID)] = each


def _walk(tag: Any) -> Iterator[Any]:
    yield tag
    for kid in tag.get("/K", []):
        if not isinstance(kid, int) and "/S" in kid:
            yield from _walk(kid)


def _add_parents(binder: _Binder, tree: Any, pages: list[Any]) -> None:
    """Give the pages and the links of a part keys of their own (14.7.4.4)."""
    first = len(binder.parents)
    renewed = {
        key: first + rank
        for rank, key in enumerate(sorted(NumberTree(tree.ParentTree)))
    }
    for key, value in NumberTree(tree.ParentTree).items():
        binder.parents[renewed[key]] = value
    for page in pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents = renewed[int(page.obj.StructParents)]
        for annotation in page.obj.get("/Annots", []):
            annotation.StructParent = renewed[int(annotation.StructParent)]


def _add_fields(binder: _Binder, source: Any) -> None:
    """Add the fields of a part to the form of the whole (12.7.2)."""
    if "/AcroForm" not in source.Root or not len(source.Root.AcroForm.Fields):
        return
    form = binder.pdf.copy_foreign(source.make_indirect(source.Root.AcroForm))
    binder.fields += list(form.Fields)
    names = Counter(str(each.T) for each in binder.fields)
    if twins := [name for name, count in names.items() if count > 1]:
        told = ", ".join(f"« {name} »" for name in twins)
        raise LayoutError(f"plusieurs champs s’appellent {told}")
    binder.shared.share_fonts(form.DR)
    form.Fields = Array(binder.fields)
    binder.pdf.Root.AcroForm = form


def _write_tables(binder: _Binder) -> None:
    """Write the tables that lead to the tags, and the form."""
    parents = NumberTree.new(binder.pdf)
    for key, value in binder.parents.items():
        parents[key] = value
    binder.root.ParentTree = parents.obj
    binder.root.ParentTreeNextKey = len(binder.parents)
    if binder.names:
        binder.root.IDTree = _make_names(binder.pdf, binder.names)


def _make_names(pdf: Any, entries: dict[str, Any]) -> Any:
    names = NameTree.new(pdf)
    for name, value in entries.items():
        names[name] = value
    return names.obj


def _write_destinations(
    binder: _Binder, placed: tuple[Placed, ...], starts: tuple[int, ...]
) -> None:
    """Write where each anchor is (12.3.2.3)."""
    pages = binder.pdf.pages
    places = {
        name: Array([pages[start + a.page].obj, Name.XYZ, a.x, a.y, 0])
        for each, start in zip(placed, starts, strict=True)
        for name, a in each.part.anchors.items()
    }
    if places:
        binder.pdf.Root.Names = Dictionary(Dests=_make_names(binder.pdf, places))


def _write_outline(
    pdf: Any, placed: tuple[Placed, ...], starts: tuple[int, ...]
) -> None:
    """Write the outline: an entry stands under the last one of a lower level."""
    with pdf.open_outline() as outline:
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for each, start in zip(placed, starts, strict=True):
            for mark in each.part.bookmarks:
                while above[-1][0] >= mark.level:
                    above.pop()
                target = pdf.pages[start + mark.page].obj
                place = Array([target, Name.XYZ, mark.x, mark.y, 0])
                item = OutlineItem(mark.title, place)
                item.is_closed = True
                above[-1][1].append(item)
                above.append((mark.level, item.children))
    pdf.Root.PageMode = Name.UseOutlines


def _write_labels(
    pdf: Any, placed: tuple[Placed, ...], starts: tuple[int, ...]
) -> None:
    """Call each page by its number, in its part or in the whole (12.4.2)."""
    labels = NumberTree.new(pdf)
    for each, start in zip(placed, starts, strict=True):
        label = Dictionary(S=Name.D, St=1 if each.label else start + 1)
        if each.label:
            label.P = String(each.label)
        labels[start] = label
    pdf.Root.PageLabels = labels.obj


def _save(pdf: Any, book: Book) -> bytes:
    _write_metadata(pdf, book)
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return buffer.getvalue()


def _write_metadata(pdf: Any, book: Book) -> None:
    """Say what the file is, and which standard it keeps to (14.3; ISO 14289-1, 5)."""
    keywords = ", ".join(book.keywords)
    with pdf.open_metadata(
        set_pikepdf_as_editor=False, update_docinfo=False
    ) as metadata:
        metadata["dc:title"] = book.title
        metadata["dc:description"] = book.description
        metadata["dc:language"] = [book.language]
        metadata["pdf:Keywords"] = keywords
        metadata["pdf:Producer"] = metadata["xmp:CreatorTool"] = _PROGRAM
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = book.day.isoformat()
        metadata["pdfuaid:part"] = "1"
    day = f"D:{book.day:%Y%m%d}"
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(book.title),
            Subject=String(book.description),
            Keywords=String(keywords),
            Creator=String(_PROGRAM),
            Producer=String(_PROGRAM),
            CreationDate=String(day),
            ModDate=String(day),
        )
    )
