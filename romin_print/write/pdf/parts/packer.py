"""Makes the bundle of a part: its objects, in the order and the shape of the linker."""

from collections.abc import Mapping
from typing import Any

import pydyf

from romin_print.errors import LayoutError
from romin_print.write.pdf.parts.bundle import (
    DOCUMENT,
    PAGES,
    STAMP,
    Bundle,
    Hole,
    Layout,
    Template,
    pack_templates,
)
from romin_print.write.pdf.parts.objects import (
    Gatherer,
    Literal,
    OwnNumber,
    Room,
    is_reference,
    pack_stream,
    write_template,
)
from romin_print.write.pdf.parts.part import Slot

# Boxes that say again what the MediaBox says.
_BOXES = ("TrimBox", "BleedBox")


def pack_part(pdf: Any, fonts: Mapping[bytes, str], slots: tuple[Slot, ...]) -> Bundle:
    """Pack a finished PDF of pydyf, whose digits of slots are taken out already.

    `fonts` are the keys of its fonts, by their references.
    """
    return _Packer(pdf, fonts).pack({slot.page for slot in slots})


class _Packer:
    def __init__(self, pdf: Any, fonts: Mapping[bytes, str]) -> None:
        self._pdf = pdf
        self._gatherer = Gatherer(pdf, fonts)
        self._objects = self._gatherer.objects
        self._pages: tuple[bytes, ...] = pdf.page_references
        self._tree = self._objects[pdf.catalog["StructTreeRoot"]]
        self._tops: list[bytes] = list(self._objects[self._tree["K"][0]]["K"])
        self._form = pdf.catalog.get("AcroForm", {})
        self._known: Mapping[bytes, Hole] = {}
        self._stamp = self._gatherer.reserve(STAMP)

    def pack(self, with_slots: set[int]) -> Bundle:
        rooms = [self._gatherer.add(Room()) for _ in self._pages]
        self._enclose(set(range(len(self._pages))) - with_slots)
        self._shape_resources()
        self._shape_pages(rooms)
        self._shape_page_tree()
        self._shape_tops()
        rows = self._shape_parents()
        names = self._gather(with_names="IDTree" in self._tree)
        return self._write(rooms, rows, names)

    def _enclose(self, pages: set[int]) -> None:
        """Let what comes after these pages be drawn in the page's own frame."""
        for rank in pages:
            content = self._objects[self._objects[self._pages[rank]]["Contents"]]
            content.stream[:] = [b"q", *content.stream, b"Q"]

    def _shape_resources(self) -> None:
        """Let pages call the stamp, which is only known at link time."""
        for reference in {self._objects[page]["Resources"] for page in self._pages}:
            resources = self._objects[reference]
            called = pydyf.Dictionary({**resources["XObject"], STAMP: self._stamp})
            self._gatherer.replace(resources, resources | {"XObject": called})

    def _shape_pages(self, rooms: list[bytes]) -> None:
        """Open the room of what is drawn at link time, and key the tags of a page."""
        for rank, reference in enumerate(self._pages):
            page = self._objects[reference]
            again = [box for box in _BOXES if page.get(box) == page["MediaBox"]]
            entries = {key: value for key, value in page.items() if key not in again}
            entries["StructParents"] = OwnNumber(page)
            entries["Contents"] = pydyf.Array([page["Contents"], rooms[rank]])
            self._gatherer.replace(page, entries)

    def _shape_page_tree(self) -> None:
        """Make one node of the pages of the part (ISO 32000-1, 7.7.3.2)."""
        node = {
            "Type": "/Pages",
            "Parent": Literal(b"%d 0 R" % PAGES),
            "Count": len(self._pages),
            "Kids": pydyf.Array(self._pages),
        }
        self._gatherer.replace(self._pdf.pages, node)

    def _shape_tops(self) -> None:
        """Hang the outermost tags on the tag of the whole document."""
        for reference in self._tops:
            tag = self._objects[reference]
            self._gatherer.replace(tag, tag | {"P": Literal(b"%d 0 R" % DOCUMENT)})

    def _shape_parents(self) -> list[tuple[bytes, Any]]:
        """Key each link and each field by its number; list the rows of their table.

        A row is an object of the part, and the tags of its marks, or its own tag.
        """
        numbers = self._objects[self._tree["ParentTree"]]["Nums"]
        table = dict(zip(numbers[::2], numbers[1::2], strict=True))
        rows = [(page, table[rank]) for rank, page in enumerate(self._pages)]
        for page in self._pages:
            for reference in self._objects[page].get("Annots", ()):
                annotation = self._objects[reference]
                if "StructParent" in annotation:
                    rows.append((reference, find_tag(table, annotation)))
                    key = {"StructParent": OwnNumber(annotation)}
                    self._gatherer.replace(annotation, annotation | key)
        return rows

    def _gather(self, with_names: bool) -> bytes:
        """Gather all that the part needs; give the leaf of the names of its tags."""
        roots = [self._pdf.pages.reference, *self._tops]
        roots += self._form.get("Fields", [])
        roots += [value for value in self._form.values() if is_reference(value)]
        leaf = bytes(self._tree["IDTree"]["Kids"][0]) if with_names else b""
        for reference in [*roots, leaf] if leaf else roots:
            self._gatherer.gather(reference)
        return leaf

    def _write(
        self, rooms: list[bytes], rows: list[tuple[bytes, Any]], names: bytes
    ) -> Bundle:
        closed, streams, _, opens = self._gatherer.split()
        first = [self._pdf.pages.reference, *self._pages]
        parents = self._gatherer.add(pydyf.Dictionary())
        order = [*dict.fromkeys([*first, *closed]), parents]
        packed = len(order)
        # The object stream takes a number too, after what it holds.
        order += [b"", *streams, *rooms, *opens]
        known = self._known = self._gatherer.know(order)
        keys = self._fill_parents(parents, rows)
        drawn = [pack_stream(self._objects[reference]) for reference in streams]
        layout = Layout(
            pages=len(self._pages),
            sizes=tuple(map(self._measure, self._pages)),
            tops=tuple(self._number(top) for top in self._tops),
            parents=self._number(parents),
            last_key=keys,
            names=self._number(names) if names else 0,
            fields=tuple(map(self._name_field, self._form.get("Fields", ()))),
            form=self._write_form(),
            rooms=tuple(map(self._number, rooms)),
            packed=packed,
            heads=tuple(write_template(head, known) for head, _ in drawn),
            lengths=tuple(len(data) for _, data in drawn),
            opens=tuple((self._number(o), self._template(o)) for o in opens),
            shared=self._gatherer.shared,
        )
        templates = [self._template(reference) for reference in order[:packed]]
        blob = b"".join(data for _, data in drawn)
        return Bundle(layout, pack_templates(templates), blob)

    def _fill_parents(self, leaf: bytes, rows: list[tuple[bytes, Any]]) -> int:
        """Write the table from marks to tags (14.7.4.4); give its last key."""
        rows = sorted(rows, key=lambda row: self._number(row[0]))
        named = [OwnNumber(self._objects[reference]) for reference, _ in rows]
        pairs = zip(named, (row for _, row in rows), strict=True)
        self._objects[leaf] |= {
            "Limits": pydyf.Array([named[0], named[-1]]),
            "Nums": pydyf.Array(item for pair in pairs for item in pair),
        }
        return self._number(rows[-1][0])

    def _number(self, reference: bytes) -> int:
        number = self._known[reference]
        assert isinstance(number, int)
        return number

    def _template(self, reference: bytes) -> Template:
        return write_template(self._objects[reference], self._known)

    def _measure(self, page: bytes) -> tuple[float, float]:
        left, bottom, right, top = self._objects[page]["MediaBox"]
        return round(right - left, 3), round(top - bottom, 3)

    def _name_field(self, reference: bytes) -> tuple[int, str]:
        return self._number(reference), str(self._objects[reference]["T"].string)

    def _write_form(self) -> Template | None:
        """Write what all fields share, without their list (12.7.2)."""
        shared = {k: v for k, v in self._form.items() if k != "Fields"}
        if not shared:
            return None
        template = write_template(shared, self._known)
        body = template.body.removeprefix(b"<<").removesuffix(b">>")
        return Template(body, template.holes)


def find_tag(table: Mapping[int, Any], annotation: Mapping[str, Any]) -> Any:
    """Find the tag of a link or of a field; in a margin, it has none."""
    key = annotation["StructParent"]
    if key not in table:
        raise LayoutError(
            "un lien est dans une marge, où personne ne l’entendrait",
            "Le mettre dans le texte de la page, ou le retirer.",
        )
    return table[key]
