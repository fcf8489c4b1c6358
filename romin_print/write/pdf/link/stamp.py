"""The stamps of a book: pages laid out apart, drawn on others as forms.

A form is written once, however many pages call it (ISO 32000-1, 8.10): another stamp
is another book, of which nothing else is laid out or written again.
"""

import re
from collections.abc import Mapping

from romin_print.errors import LayoutError
from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import write_number
from romin_print.write.pdf.parts.bundle import (
    STAMP,
    Bundle,
    Template,
    unpack_templates,
)

# The page node is the first object of a part, its first page the second.
_FIRST_PAGE = 1
_HOLE = re.compile(rb"%d")


def add_form(draft: Draft, bundle: Bundle, shared: Mapping[str, int]) -> int:
    """Add the page of a part as a form that other pages call; give its number.

    It has no tags, for the pages say what it is. Raise `LayoutError` if there is more
    in the part than a page to draw: links lead from a page, and a form is none.
    """
    if bundle.layout.pages != 1 or bundle.layout.fields or has_links(bundle):
        raise LayoutError(
            "le tampon d’une page tient en une bande, sans lien ni champ",
            "Corriger kit/tampon.html.",
        )
    templates = dict(enumerate(unpack_templates(bundle.packed)))
    templates |= dict(bundle.layout.opens)
    page = templates[_FIRST_PAGE]
    resources = _Copy(draft, templates, shared).add(find_hole(page, b"/Resources "))
    content = find_hole(page, b"/Contents[")
    rank = content - bundle.layout.packed - 1
    width, height = map(write_number, bundle.layout.sizes[0])
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 %b %b]/Resources %d 0 R%b" % (
        width,
        height,
        resources,
        bundle.layout.heads[rank].fill(0).removeprefix(b"<<"),
    )
    return draft.add_stream(head, bundle.list_data()[rank])


def has_links(bundle: Bundle) -> bool:
    """Say whether a part has links, which its page names."""
    page = list(unpack_templates(bundle.packed))[_FIRST_PAGE]
    return b"/Annots" in page.body


def add_blank(draft: Draft) -> int:
    """Add a form that draws nothing: what pages call where there is no stamp."""
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 0 0]/Length 0>>"
    return draft.add_stream(head, b"")


def find_hole(template: Template, before: bytes) -> int:
    """Find what stands in the first hole of an object after some bytes."""
    place = template.body.index(before) + len(before)
    hole = template.holes[len(_HOLE.findall(template.body[:place]))]
    assert isinstance(hole, int)
    return hole


class _Copy:
    """Copies objects of a part into a file, with those that they name."""

    def __init__(
        self, draft: Draft, templates: dict[int, Template], shared: Mapping[str, int]
    ) -> None:
        self._draft = draft
        self._templates = templates
        # A stamp is not stamped.
        self._shared = {**shared, STAMP: add_blank(draft)}
        self._numbers: dict[int, int] = {}

    def add(self, own: int) -> int:
        """Add an object of the part; give its number in the file."""
        if own not in self._numbers:
            template = self._templates[own]
            numbers = tuple(
                self.add(hole) if isinstance(hole, int) else self._shared[hole]
                for hole in template.holes
            )
            self._numbers[own] = self._draft.add(template.body % numbers)
        return self._numbers[own]
