"""Reads the form of a finished PDF, and finds what would keep it from being filled in.

veraPDF asks that fields be tagged and named; it does not ask that they can be found,
aimed at, seen once ticked, or filled in by another program than a browser.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from romin_print.errors import Place, Problem

# Smaller, a field can neither be aimed at nor be written in by hand.
SMALLEST = 5 * 72 / 25.4
_ROUNDING = 0.05

_RADIO, _MULTILINE = 1 << 15, 1 << 12
_REQUIRED = 1 << 1
_KINDS = {"/Tx": "texte", "/Ch": "liste", "/Btn": "case"}
_REMEDE = "C’est une faute du programme ou de la mise en page : signalez-la."

Rect = tuple[float, float, float, float]


class Field(NamedTuple):
    """A field, as a program that fills forms in sees it.

    `told` is what a screen reader announces; `spots` are the page and the rectangle
    where it stands: a group of radio buttons is one field with several.
    """

    name: str
    kind: str
    told: str
    spots: tuple[tuple[int, Rect], ...]
    maxlen: int | None
    options: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class _Form:
    """The form of an open file."""

    pdf: Any
    roots: tuple[Any, ...]

    @property
    def widgets(self) -> Iterator[tuple[int, Any, Any]]:
        """Each field that can be seen, with its page and the number of the page."""
        for number, page in enumerate(self.pdf.pages, start=1):
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") == "/Widget":
                    yield number, page, annotation


def list_fields(path: Path) -> list[Field]:
    """List the fields of a PDF, in the order of its form."""
    with _open(path) as pdf:
        form = _read_form(pdf)
        pages = {widget.objgen: number for number, _, widget in form.widgets}
        return [_read_field(root, pages) for root in form.roots]


def check_forms(path: Path) -> list[Problem]:
    """Check that the fields of a PDF can be found, named, filled in and seen."""
    with _open(path) as pdf:
        form = _read_form(pdf)
        causes = [cause for rule in RULES for cause in rule(form)]
    return [Problem(Place(path), cause, _REMEDE) for cause in dict.fromkeys(causes)]


def _open(path: Path) -> Any:
    import pikepdf  # a development dependency: only checks need it

    return pikepdf.open(path)


def _read_form(pdf: Any) -> _Form:
    form = pdf.Root.get("/AcroForm", {})
    return _Form(pdf, tuple(form.get("/Fields", ())))


def _read_field(root: Any, pages: dict[tuple[int, int], int]) -> Field:
    widgets = list(root.get("/Kids", [root]))
    return Field(
        name=_name(root),
        kind=_find_kind(root),
        told=str(root.get("/TU", "")),
        spots=tuple((pages[widget.objgen], _read_rect(widget)) for widget in widgets),
        maxlen=int(root.MaxLen) if "/MaxLen" in root else None,
        options=tuple(_list_options(root, widgets)),
        required=bool(int(root.get("/Ff", 0)) & _REQUIRED),
    )


def _name(field: Any) -> str:
    """Give the name of a field; a radio button has that of its group."""
    return str(field.get("/T", "") or field.get("/Parent", {}).get("/T", ""))


def _find_kind(root: Any) -> str:
    flags = int(root.get("/Ff", 0))
    if root.FT == "/Btn" and flags & _RADIO:
        return "choix"
    if root.FT == "/Tx" and flags & _MULTILINE:
        return "lignes"
    return _KINDS[str(root.FT)]


def _list_options(root: Any, widgets: list[Any]) -> Iterator[str]:
    """List what a field may be set to; a text, to anything."""
    yield from map(str, root.get("/Opt", ()))
    if root.FT == "/Btn":
        for widget in widgets:
            states = widget.AP.N.keys() if "/AP" in widget else ()
            yield from (s.removeprefix("/") for s in states if s != "/Off")


def _read_rect(widget: Any) -> Rect:
    left, bottom, right, top = map(float, widget.Rect)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


# Each rule yields what it finds


def find_mute_fields(form: _Form) -> Iterator[str]:
    """Find fields that a screen reader would announce by nothing."""
    groups = [(0, None, root) for root in form.roots if "/Kids" in root]
    for _, _, field in (*groups, *form.widgets):
        if not str(field.get("/TU", "")).strip():
            yield f"le champ « {_name(field)} » n’a pas de nom lu à voix haute (TU)"


def find_unseen_answers(form: _Form) -> Iterator[str]:
    """Find fields whose answer some programs would not show."""
    if bool(form.pdf.Root.get("/AcroForm", {}).get("/NeedAppearances", False)):
        yield "les réponses dépendent de l’aspect que leur donne chaque lecteur"
    for _, _, widget in form.widgets:
        drawn = widget.get("/AP", {}).get("/N")
        if drawn is None:
            yield f"le champ « {_name(widget)} » n’a pas d’aspect (AP)"
        elif _find_type(widget) == "/Btn" and "/Off" not in drawn:
            yield f"la case « {_name(widget)} » n’a pas d’aspect vide (Off)"


def _find_type(widget: Any) -> str:
    return str(widget.get("/FT") or widget.get("/Parent", {}).get("/FT", ""))


def find_small_fields(form: _Form) -> Iterator[str]:
    """Find fields that cannot be aimed at, and those that leave the page."""
    for number, page, widget in form.widgets:
        left, bottom, right, top = _read_rect(widget)
        edge_left, edge_bottom, edge_right, edge_top = map(float, page.MediaBox)
        if (
            left < edge_left
            or right > edge_right
            or bottom < edge_bottom
            or top > edge_top
        ):
            yield f"page {number} : le champ « {_name(widget)} » sort de la page"
        side = min(right - left, top - bottom)
        if side < SMALLEST - _ROUNDING:
            told = f"{side / 72 * 25.4:.1f}".replace(".", ",")
            yield (
                f"page {number} : le champ « {_name(widget)} » ne fait que {told} mm"
                " (5 mm au moins)"
            )


def find_bad_names(form: _Form) -> Iterator[str]:
    """Find fields that a program could not tell from others, or not write."""
    for name, count in Counter(map(_name, form.roots)).items():
        if count > 1:
            yield f"{count} champs s’appellent « {name} »"
        if not name or not name.isascii() or "." in name:
            yield f"« {name} » n’est pas un nom de champ"


def find_wrong_places(form: _Form) -> Iterator[str]:
    """Find fields that the form lists twice or forgets, and groups that are not ones."""
    for root in form.roots:
        if "/Parent" in root:
            yield f"le groupe « {_name(root)} » est aussi donné case par case"
        for kid in root.get("/Kids", ()):
            if "/T" in kid:
                yield f"une case du groupe « {_name(root)} » a son propre nom"
    known = {kid.objgen for root in form.roots for kid in root.get("/Kids", [root])}
    for number, _, widget in form.widgets:
        if widget.objgen not in known:
            yield f"page {number} : le formulaire oublie le champ « {_name(widget)} »"


def find_untagged_fields(form: _Form) -> Iterator[str]:
    """Find fields out of the reading order, and pages where the Tab key strays."""
    parents = _read_parents(form.pdf)
    for number, page, widget in form.widgets:
        tag = parents.get(int(widget.get("/StructParent", -1)))
        if tag is None or tag.get("/S") != "/Form":
            yield f"page {number} : le champ « {_name(widget)} » n’est pas balisé"
        if page.get("/Tabs") != "/S":
            yield f"page {number} : la touche Tab ne suit pas l’ordre de lecture"


def _read_parents(pdf: Any) -> dict[int, Any]:
    import pikepdf

    if "/StructTreeRoot" not in pdf.Root:
        return {}
    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())


RULES: tuple[Callable[[_Form], Iterator[str]], ...] = (
    find_mute_fields,
    find_unseen_answers,
    find_small_fields,
    find_bad_names,
    find_wrong_places,
    find_untagged_fields,
)
