"""Checks that tags, pages, links and fields agree with one another.

Each tie of a tagged PDF is written twice, from the tag to its content and back
(ISO 32000-1, 14.7.4): readers follow one or the other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from romin_print.check.pdf_tags import (
    Id,
    find_mark,
    is_tag,
    list_kids,
    list_marks,
    name_tag,
    walk_tags,
)
from romin_print.check.pdf_trees import Key, Table, read_names, read_numbers

_PARENTS = "la table des balises (ParentTree)"
_NAMES = "la table des noms (IDTree)"


@dataclass
class _Tree:
    """What the tags say of pages, links, fields and names."""

    owners: dict[tuple[Id, int], Id] = field(default_factory=dict)
    annotations: dict[Id, Id] = field(default_factory=dict)
    names: dict[bytes, Id] = field(default_factory=dict)
    headers: set[bytes] = field(default_factory=set)
    causes: list[str] = field(default_factory=list)


def find_untied(pdf: Any) -> Iterator[str]:
    """Find what the tags of a PDF and its pages do not say alike."""
    pages = {page.objgen for page in pdf.pages}
    tree = _read_tree(pdf, pages)
    root = pdf.Root.StructTreeRoot
    parents = read_numbers(root.get("/ParentTree"), _PARENTS)
    yield from tree.causes
    yield from parents.causes
    yield from _check_keys(pdf, parents)
    yield from _check_pages(pdf, tree, parents.values)
    yield from _check_annotations(pdf, tree, parents.values)
    yield from _check_names(tree, read_names(root.get("/IDTree"), _NAMES))


def _read_tree(pdf: Any, pages: set[Id]) -> _Tree:
    tree = _Tree()
    seen: set[Id] = set()
    for element, parent in walk_tags(pdf):
        if element.objgen in seen:
            tree.causes.append(f"une balise {name_tag(element)} a deux parents")
            continue
        seen.add(element.objgen)
        if "/P" not in element or element.P.objgen != parent.objgen:
            tree.causes.append(f"une balise {name_tag(element)} se trompe de parent")
        if "/Pg" in element and element.Pg.objgen not in pages:
            tree.causes.append(f"une balise {name_tag(element)} se trompe de page")
        _note_names(element, tree)
        for kid in list_kids(element):
            _note_content(kid, element, tree)
    return tree


def _note_names(element: Any, tree: _Tree) -> None:
    if "/ID" in element:
        name = bytes(element.ID)
        if name in tree.names:
            tree.causes.append(f"deux balises s’appellent « {_show(name)} »")
        tree.names[name] = element.objgen
    tree.headers |= set(map(bytes, element.get("/A", {}).get("/Headers", [])))


def _show(name: bytes) -> str:
    return name.decode("latin-1")


def _note_content(kid: Any, element: Any, tree: _Tree) -> None:
    if kid is None:
        tree.causes.append(f"une balise {name_tag(element)} a perdu une balise")
    elif is_tag(kid):
        return
    elif mark := find_mark(kid, element):
        if mark in tree.owners:
            tree.causes.append(f"un contenu est lu deux fois ({name_tag(element)})")
        tree.owners[mark] = element.objgen
    else:
        tree.annotations[kid.Obj.objgen] = element.objgen
        kind, tag = _tell_annotation(kid.Obj)
        if name_tag(element) != tag:
            tree.causes.append(f"{kind} est dans une balise {name_tag(element)}")


def _check_keys(pdf: Any, parents: Table) -> Iterator[str]:
    """Check that each key serves one page, one link or one field (14.7.4.4)."""
    keys = Counter(_list_keys(pdf))
    if any(count > 1 for count in keys.values()):
        yield f"deux pages ou deux liens ont la même clé dans {_PARENTS}"
    if parents.values.keys() - keys.keys():
        yield f"{_PARENTS} a une clé qui ne sert à rien"
    following = pdf.Root.StructTreeRoot.get("/ParentTreeNextKey")
    if following is not None and any(int(following) <= key for key in keys):
        yield f"la prochaine clé de {_PARENTS} est déjà prise"


def _list_keys(pdf: Any) -> Iterator[int]:
    for page in pdf.pages:
        if "/StructParents" in page:
            yield int(page.StructParents)
        for annotation in page.get("/Annots", []):
            if "/StructParent" in annotation:
                yield int(annotation.StructParent)


def _check_pages(pdf: Any, tree: _Tree, parents: dict[Key, Any]) -> Iterator[str]:
    """Check that each marked content has its tag, and that both know it."""
    marked: set[tuple[Id, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        row = _get_row(page, parents)
        for mark in list_marks(page):
            if (page.objgen, mark) in marked:
                yield f"page {number} : deux contenus ont le même numéro"
            marked.add((page.objgen, mark))
            owner = tree.owners.get((page.objgen, mark))
            if owner is None:
                yield f"page {number} : un contenu n’est ni balisé ni artefact"
            elif mark >= len(row) or row[mark] is None or row[mark].objgen != owner:
                yield f"page {number} : un contenu se trompe de balise"
    if tree.owners.keys() - marked:
        yield "une balise renvoie à un contenu qui n’est pas sur la page"


def _get_row(page: Any, parents: dict[Key, Any]) -> Any:
    """Give the tags of the marks of a page; a blank page needs none."""
    import pikepdf

    row = parents.get(int(page.get("/StructParents", -1)))
    return row if isinstance(row, pikepdf.Array) else []


def _tell_annotation(annotation: Any) -> tuple[str, str]:
    """Say what can be clicked, and which tag it must have."""
    field = annotation.get("/Subtype") == "/Widget"
    return ("un champ", "Form") if field else ("un lien", "Link")


def _check_annotations(pdf: Any, tree: _Tree, parents: dict[Key, Any]) -> Iterator[str]:
    """Check that each link or field of a page has its tag, and that both know it."""
    found: set[Id] = set()
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            found.add(annotation.objgen)
            owner = tree.annotations.get(annotation.objgen)
            parent = parents.get(int(annotation.get("/StructParent", -1)))
            if owner is None or parent is None or parent.objgen != owner:
                kind, _ = _tell_annotation(annotation)
                yield f"page {number} : {kind} n’a pas sa balise"
    if tree.annotations.keys() - found:
        yield "une balise renvoie à un lien ou à un champ qui n’est sur aucune page"


def _check_names(tree: _Tree, table: Table) -> Iterator[str]:
    """Check the names of tags, by which cells call their headers (Table 322)."""
    yield from table.causes
    for name in sorted(tree.headers - tree.names.keys()):
        yield f"une cellule nomme un en-tête inconnu, « {_show(name)} »"
    listed = table.values
    if listed.keys() != tree.names.keys():
        yield f"{_NAMES} ne dit pas tous les noms"
    elif any(listed[name].objgen != element for name, element in tree.names.items()):
        yield f"{_NAMES} se trompe de balise"
