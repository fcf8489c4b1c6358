"""Checks what leads through a PDF: destinations, links, outline, labels, fields.

Nothing of this is asked by PDF/UA: a file whose links lead nowhere is well formed.
"""

from collections.abc import Iterator
from typing import Any

from romin_print.check.pdf_tags import Id
from romin_print.check.pdf_trees import read_names, read_numbers

_DESTINATIONS = "la table des destinations (Dests)"
_LABELS = "la table des numéros affichés (PageLabels)"
_STYLES = (None, "/D", "/R", "/r", "/A", "/a")

Targets = dict[bytes, Any]


def read_targets(pdf: Any) -> Targets:
    """Read the named destinations: where each leads (ISO 32000-1, 12.3.2.3)."""
    table = read_names(pdf.Root.get("/Names", {}).get("/Dests"), _DESTINATIONS)
    return {name: value for name, value in table.values.items() if type(name) is bytes}


def find_page(target: Any, targets: Targets) -> Id | None:
    """Find the page that a destination leads to, named or not; None if to no page."""
    import pikepdf

    if isinstance(target, pikepdf.String):
        target = targets.get(bytes(target))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not len(target):
        return None
    page = target[0]
    return page.objgen if isinstance(page, pikepdf.Dictionary) else None


def get_target(holder: Any) -> Any:
    """Give where a link or an entry of the outline leads in the file, or None."""
    action = holder.get("/A", {})
    return action.get("/D") if action.get("/S") == "/GoTo" else holder.get("/Dest")


def find_lost_ways(pdf: Any) -> Iterator[str]:
    """Find what leads nowhere, or tells a wrong way."""
    pages = {page.objgen for page in pdf.pages}
    targets = read_targets(pdf)
    yield from _check_destinations(pdf, targets, pages)
    yield from _check_links(pdf, targets, pages)
    yield from _check_outline(pdf, targets, pages)
    yield from _check_labels(pdf, len(pages))
    yield from _check_fields(pdf)


def _check_destinations(pdf: Any, targets: Targets, pages: set[Id]) -> Iterator[str]:
    root = pdf.Root.get("/Names", {}).get("/Dests")
    yield from read_names(root, _DESTINATIONS).causes
    for name, target in targets.items():
        if find_page(target, {}) not in pages:
            yield f"la destination « {name.decode('latin-1')} » n’a pas de page"


def _check_links(pdf: Any, targets: Targets, pages: set[Id]) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        for link in page.get("/Annots", []):
            if link.get("/Subtype") != "/Link" or "/URI" in link.get("/A", {}):
                continue
            if find_page(get_target(link), targets) not in pages:
                told = _tell_target(get_target(link))
                yield f"page {number} : un lien ne mène nulle part{told}"


def _tell_target(target: Any) -> str:
    import pikepdf

    return f", à « {target} »" if isinstance(target, pikepdf.String) else ""


# The outline (12.3.3)


def _check_outline(pdf: Any, targets: Targets, pages: set[Id]) -> Iterator[str]:
    root = pdf.Root.get("/Outlines")
    if root is None or "/First" not in root:
        return
    causes: list[str] = []
    shown = _walk_outline(root, causes, set())
    if int(root.get("/Count", 0)) != shown:
        causes.append("le plan ne compte pas ses entrées")
    yield from causes
    for entry in _list_entries(root):
        if find_page(get_target(entry), targets) not in pages:
            yield f"le plan ne mène nulle part à « {entry.get('/Title', '')} »"


def _walk_outline(parent: Any, causes: list[str], seen: set[Id]) -> int:
    """Check the entries below one; count those that are shown once it is open."""
    shown = 0
    previous = None
    entry = parent.get("/First")
    while entry is not None and entry.objgen not in seen:
        seen.add(entry.objgen)
        title = entry.get("/Title", "")
        if _get_id(entry, "/Parent") != parent.objgen:
            causes.append(f"le plan se trompe de parent à « {title} »")
        if _get_id(entry, "/Prev") != (previous.objgen if previous else None):
            causes.append(f"le plan se trompe de précédent à « {title} »")
        below = _walk_outline(entry, causes, seen)
        told = int(entry.get("/Count", 0))
        if abs(told) != below:
            causes.append(f"le plan ne compte pas ce qui est sous « {title} »")
        shown += 1 + max(0, told)
        previous, entry = entry, entry.get("/Next")
    if entry is not None:
        causes.append("le plan tourne en rond")
    if _get_id(parent, "/Last") != (previous.objgen if previous else None):
        causes.append(
            f"le plan se trompe de dernier sous « {parent.get('/Title', '')} »"
        )
    return shown


def _get_id(holder: Any, key: str) -> Id | None:
    return holder[key].objgen if key in holder else None


def _list_entries(root: Any) -> Iterator[Any]:
    seen: set[Id] = set()
    waiting = [root.First]
    while waiting:
        entry = waiting.pop()
        if entry.objgen not in seen:
            seen.add(entry.objgen)
            yield entry
            waiting += [entry[key] for key in ("/Next", "/First") if key in entry]


# Labels (12.4.2) and fields (12.7)


def _check_labels(pdf: Any, count: int) -> Iterator[str]:
    if "/PageLabels" not in pdf.Root:
        return
    table = read_numbers(pdf.Root.PageLabels, _LABELS)
    yield from table.causes
    if 0 not in table.values:
        yield f"{_LABELS} ne commence pas à la première page"
    for rank, label in table.entries:
        if not isinstance(rank, int) or not 0 <= rank < count:
            yield f"{_LABELS} parle d’une page qui n’existe pas"
        elif label.get("/S") not in _STYLES or int(label.get("/St", 1)) < 1:
            yield f"{_LABELS} donne un mauvais numéro à la page {rank + 1}"


def _check_fields(pdf: Any) -> Iterator[str]:
    """Check that the form and the pages have the same fields."""
    listed = set(_list_widgets(pdf.Root.get("/AcroForm", {}).get("/Fields", [])))
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == "/Widget":
                if annotation.objgen not in listed:
                    name = annotation.get("/T", "")
                    yield f"page {number} : le formulaire oublie le champ « {name} »"
                listed.discard(annotation.objgen)
    if listed:
        yield "le formulaire a un champ qui n’est sur aucune page"


def _list_widgets(fields: Any) -> Iterator[Id]:
    for each in fields:
        if "/Kids" in each:
            yield from _list_widgets(each.Kids)
        else:
            yield each.objgen
