"""Walks the tag tree of a finished PDF (ISO 32000-1, 14.7).

What is read here with another library than the one that wrote it cannot repeat the
writer's mistakes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

# An object of the file, by number and generation.
Id = tuple[int, int]


def open_pdf(path: Path) -> Any:
    """Open a PDF to read it."""
    import pikepdf  # a tenth of a second that most commands must not pay

    return pikepdf.open(path)


def name_tag(element: Any) -> str:
    """Give the kind of a tag, such as « P »."""
    return str(element.S).removeprefix("/")


def list_kids(element: Any) -> list[Any]:
    """List what a tag holds: tags, marks (numbers) and references."""
    import pikepdf

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, list | pikepdf.Array) else [kids]


def is_tag(kid: Any) -> bool:
    """Say whether what a tag holds is a tag."""
    return kid is not None and not isinstance(kid, int) and "/S" in kid


def walk_tags(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """Go through the tags in reading order, each with its parent."""
    seen: set[Id] = set()
    root = pdf.Root.StructTreeRoot
    waiting = [(kid, root) for kid in reversed(list_kids(root))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        if element.objgen not in seen:
            seen.add(element.objgen)
            kids = [kid for kid in list_kids(element) if is_tag(kid)]
            waiting += [(kid, element) for kid in reversed(kids)]


def find_mark(kid: Any, element: Any) -> tuple[Id, int] | None:
    """Give the page and the number of a marked content; None for a link or a field."""
    if isinstance(kid, int):
        return element.Pg.objgen, kid
    if "/MCID" in kid:
        page = kid.Pg if "/Pg" in kid else element.Pg
        return page.objgen, int(kid.MCID)
    return None


def get_mark(operands: Any) -> int | None:
    """Give the number that a marked content is opened with; None for an artefact."""
    properties = operands[1] if len(operands) == 2 else {}
    return int(properties["/MCID"]) if "/MCID" in properties else None


def list_marks(page: Any) -> list[int]:
    """List the numbers of the marked contents of a page."""
    import pikepdf

    steps = pikepdf.parse_content_stream(page, "BDC")
    found = (get_mark(step.operands) for step in steps)
    return [mark for mark in found if mark is not None]
