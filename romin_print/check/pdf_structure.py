"""Reads the tag tree of a finished PDF, as a screen reader does.

veraPDF says that a file is well formed; it does not say that a list cut by a page
break is still one list, nor that all the words are there. These functions read
the file with another library than the one that wrote it, so that a mistake in the
writer cannot hide itself here.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from romin_print.errors import Place, Problem

# Tags inside a sentence; between any others, words do not touch.
_INLINE = frozenset({"Span", "Link"})

# What is printed for the eye: a list's bullets and numbers; a drawing, whose words
# are said by its description and by the table beside it.
_UNREAD = frozenset({"Lbl", "Figure"})

_MAPPING = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")

# An object of the file, by number and generation.
_Id = tuple[int, int]


def count_tags(path: Path) -> Counter[str]:
    """Count the tags of each kind (P, L, LI, Table, TR, H1…)."""
    with _open(path) as pdf:
        return Counter(_name(element) for element, _ in _walk(pdf))


def read_tagged_text(path: Path) -> str:
    """Give the words of the tag tree in reading order, one block to a line.

    Artefacts, list labels and drawings are left out. No-break spaces may come out as
    spaces: the fonts draw them with the same glyph.
    """
    with _open(path) as pdf:
        texts = {
            (page.objgen, mark): text
            for page in pdf.pages
            for mark, text in _read_page(page).items()
        }
        pieces: list[str] = []
        for top in _list_kids(pdf.Root.StructTreeRoot):
            _read_element(top, texts, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def check_structure(path: Path) -> list[Problem]:
    """Check that tags, pages, links and fields agree with one another."""
    with _open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            causes = ["ce PDF n’est pas balisé"]
        else:
            tree = _read_tree(pdf)
            causes = [
                *tree.causes,
                *_check_pages(pdf, tree),
                *_check_annotations(pdf, tree),
                *_check_names(pdf, tree),
            ]
    remede = "C’est une faute du programme : signalez-la avec ce fichier."
    return [Problem(Place(path), cause, remede) for cause in dict.fromkeys(causes)]


def _open(path: Path) -> Any:
    import pikepdf  # a tenth of a second that most commands must not pay

    return pikepdf.open(path)


def _name(element: Any) -> str:
    return str(element.S).removeprefix("/")


def _list_kids(element: Any) -> list[Any]:
    """List what a tag holds: tags, marks (numbers) and references."""
    import pikepdf

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, list | pikepdf.Array) else [kids]


def _is_tag(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def _walk(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """Go through the tags in reading order, each with its parent."""
    seen: set[_Id] = set()
    root = pdf.Root.StructTreeRoot
    waiting = [(kid, root) for kid in reversed(_list_kids(root))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        if element.objgen not in seen:
            seen.add(element.objgen)
            kids = [kid for kid in _list_kids(element) if _is_tag(kid)]
            waiting += [(kid, element) for kid in reversed(kids)]


# Words


def _read_element(element: Any, texts: dict[Any, str], pieces: list[str]) -> None:
    if _name(element) in _UNREAD:
        return
    around = "" if _name(element) in _INLINE else "\n"
    pieces.append(around)
    for kid in _list_kids(element):
        if _is_tag(kid):
            _read_element(kid, texts, pieces)
        elif mark := _find_mark(kid, element):
            pieces.append(texts.get(mark, ""))
    pieces.append(around)


def _find_mark(kid: Any, element: Any) -> tuple[_Id, int] | None:
    """Give the page and the number of a marked content; None for a link or a field."""
    if isinstance(kid, int):
        return element.Pg.objgen, kid
    if "/MCID" in kid:
        page = kid.Pg if "/Pg" in kid else element.Pg
        return page.objgen, int(kid.MCID)
    return None


def _read_page(page: Any) -> dict[int, str]:
    """Give the text of each marked content of a page."""
    import pikepdf

    texts: dict[int, str] = {}
    marks: list[int | None] = []
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC" | "BMC":
                marks.append(_get_mark(operands))
            case "EMC":
                marks.pop()
            case "Tf":
                letters = read_letters(page.Resources.Font[str(operands[0])])
            case "Tj" | "TJ":
                mark = next((m for m in reversed(marks) if m is not None), None)
                if mark is not None:
                    shown = read_shown(operands[0], letters)
                    texts[mark] = texts.get(mark, "") + shown
    return texts


def _get_mark(operands: Any) -> int | None:
    properties = operands[1] if len(operands) == 2 else {}
    return int(properties["/MCID"]) if "/MCID" in properties else None


def read_letters(font: Any) -> dict[int, str]:
    """Read a font's table of glyphs → characters."""
    table = font.ToUnicode.read_bytes()
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for glyph, text in _MAPPING.findall(block)
    }


def read_shown(shown: Any, letters: dict[int, str]) -> str:
    """Read the characters that an operator shows."""
    import pikepdf

    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    glyphs = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
    # Two bytes a glyph: the fonts are all written so (Identity-H).
    pairs = (glyphs[i : i + 2] for i in range(0, len(glyphs), 2))
    return "".join(
        letters.get(int.from_bytes(p), "\N{REPLACEMENT CHARACTER}") for p in pairs
    )


# Ways back and forth


@dataclass
class _Tree:
    """What the tags say of pages, links, fields and names."""

    owners: dict[tuple[_Id, int], _Id] = field(default_factory=dict)
    annotations: dict[_Id, _Id] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    headers: set[str] = field(default_factory=set)
    causes: list[str] = field(default_factory=list)


def _read_tree(pdf: Any) -> _Tree:
    tree = _Tree()
    seen: set[_Id] = set()
    for element, parent in _walk(pdf):
        if element.objgen in seen:
            tree.causes.append(f"une balise {_name(element)} a deux parents")
        seen.add(element.objgen)
        if element.P.objgen != parent.objgen:
            tree.causes.append(f"une balise {_name(element)} se trompe de parent")
        if "/ID" in element:
            tree.names[str(element.ID)] += 1
        tree.headers |= set(map(str, element.get("/A", {}).get("/Headers", [])))
        for kid in _list_kids(element):
            _note_content(kid, element, tree)
    return tree


def _note_content(kid: Any, element: Any, tree: _Tree) -> None:
    if _is_tag(kid):
        return
    if mark := _find_mark(kid, element):
        if mark in tree.owners:
            tree.causes.append(f"un contenu est lu deux fois ({_name(element)})")
        tree.owners[mark] = element.objgen
    else:
        tree.annotations[kid.Obj.objgen] = element.objgen
        kind, tag = _tell_annotation(kid.Obj)
        if _name(element) != tag:
            tree.causes.append(f"{kind} est dans une balise {_name(element)}")


def _read_parent_tree(pdf: Any) -> dict[int, Any]:
    import pikepdf

    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())


def _check_pages(pdf: Any, tree: _Tree) -> Iterator[str]:
    """Check that each marked content has its tag, and that both know it."""
    parents = _read_parent_tree(pdf)
    marked: set[tuple[_Id, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        row = parents[int(page.StructParents)]
        for mark in _list_marks(page):
            marked.add((page.objgen, mark))
            owner = tree.owners.get((page.objgen, mark))
            if owner is None:
                yield f"page {number} : un contenu n’est ni balisé ni artefact"
            elif mark >= len(row) or row[mark] is None or row[mark].objgen != owner:
                yield f"page {number} : un contenu se trompe de balise"
    if tree.owners.keys() - marked:
        yield "une balise renvoie à un contenu qui n’est pas sur la page"


def _list_marks(page: Any) -> list[int]:
    import pikepdf

    steps = pikepdf.parse_content_stream(page, "BDC")
    found = (_get_mark(step.operands) for step in steps)
    return [mark for mark in found if mark is not None]


def _tell_annotation(annotation: Any) -> tuple[str, str]:
    """Say what can be clicked, and which tag it must have."""
    field = annotation.get("/Subtype") == "/Widget"
    return ("un champ", "Form") if field else ("un lien", "Link")


def _check_annotations(pdf: Any, tree: _Tree) -> Iterator[str]:
    """Check that each link or field of a page has its tag, and that both know it."""
    parents = _read_parent_tree(pdf)
    found: set[_Id] = set()
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


def _check_names(pdf: Any, tree: _Tree) -> Iterator[str]:
    """Check the names of tags, by which cells call their headers."""
    import pikepdf

    for name, count in tree.names.items():
        if count > 1:
            yield f"deux balises s’appellent « {name} »"
    for name in sorted(tree.headers - tree.names.keys()):
        yield f"une cellule nomme un en-tête inconnu, « {name} »"
    root = pdf.Root.StructTreeRoot
    listed = list(pikepdf.NameTree(root.IDTree)) if "/IDTree" in root else []
    if set(listed) != tree.names.keys():
        yield "la table des noms (IDTree) ne dit pas tous les noms"
    if listed != sorted(listed):
        yield "la table des noms (IDTree) n’est pas triée"
