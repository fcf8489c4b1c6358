"""The accessible name of each field, the same in PDF, Word and web.

A person who does not see the sheet hears a name and nothing of what stands around
it: each format must announce the same one, so it is found here, once. What would
leave a field without a name of its own is refused before anything is written.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import FIELDS

# Told with a group: alone, an option such as « Souvent » answers no question.
GROUPED = frozenset({"checkbox", "radio"})
ANSWERED = frozenset({"text", "date"})

CORRECT = "Corriger la mise en page : content/ n’est pas en cause."
REWORD = "Donner d’autres mots à l’un des deux, ou corriger la mise en page."

# What PDF readers and Word take as a name; a dot would cut it in two in a PDF.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_SIGNS = "lettres sans accent, chiffres et tirets"
_ENDING = ("?", "!", "…", ".")
# HTML's white space: not the no-break spaces of French typography.
_SPACES = re.compile(r"[ \t\n\r\f]+")


class Name(NamedTuple):
    """How a field is announced: by its own words, and those of its group if any."""

    label: str
    group: str = ""

    @property
    def full(self) -> str:
        """The whole name, for the formats that know no groups."""
        if not self.group:
            return self.label
        group = self.group.rstrip(": \N{NO-BREAK SPACE}")
        link = " " if group.endswith(_ENDING) else " : "
        return f"{group}{link}{self.label}"


@dataclass(frozen=True, eq=False)
class _Field:
    """A field, the fieldset that it stands in, and the sheet that it is on."""

    element: Element
    fieldset: Element | None
    sheet: Element | None

    @property
    def kind(self) -> str:
        return find_kind(self.element)

    @property
    def told(self) -> str:
        """How to point at this field in a message."""
        known = self.element.get("id") or self.element.get("name")
        return f"« {known} »" if known else f"<{self.element.tag}> sans id ni name"


@dataclass
class _Page:
    """What the names depend on."""

    fields: list[_Field] = field(default_factory=list)
    labels: list[Element] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)

    def list_labels(self, element: Element) -> list[Element]:
        """List the labels that lead to a field."""
        id_ = element.get("id")
        return [label for label in self.labels if id_ and label.get("for") == id_]


def name_fields(body: Element) -> dict[Element, Name]:
    """Give the name of each field of a page, in reading order.

    Raise `LayoutError`, with every fault, if one of them cannot be told from the
    others, or not at all.
    """
    page = _Page()
    _read(body, None, None, page)
    faults = list(dict.fromkeys(_find_faults(page)))
    twins = list(_find_twins(page))
    if faults or twins:
        remede = CORRECT if faults else REWORD
        faults += twins
        raise LayoutError("\N{NARROW NO-BREAK SPACE}; ".join(faults), remede)
    return {each.element: _name_field(each, page) for each in page.fields}


def find_kind(element: Element) -> str:
    """Say what a field is: text, date, checkbox, radio, textarea or select."""
    return element.get("type", "text") if element.tag == "input" else str(element.tag)


def read_text(element: Element | None) -> str:
    """Read the words of an element, on one line."""
    text = "" if element is None else "".join(element.itertext())
    return _SPACES.sub(" ", text).strip(" ")


def _read(
    element: Element, fieldset: Element | None, sheet: Element | None, page: _Page
) -> None:
    tag: object = element.tag
    if not isinstance(tag, str):
        return  # a comment: its text is not the document's
    if id_ := element.get("id"):
        page.ids[id_] += 1
    if element.tag in FIELDS:
        page.fields.append(_Field(element, fieldset, sheet))
    elif element.tag == "label":
        page.labels.append(element)
    elif element.tag == "fieldset":
        fieldset = element
    elif element.tag == "article":
        sheet = element
    for child in element:
        _read(child, fieldset, sheet, page)


def _name_field(each: _Field, page: _Page) -> Name:
    if alone := each.element.get("aria-label", "").strip():
        return Name(alone)
    labels = page.list_labels(each.element)
    return Name(read_text(labels[0] if labels else None), _read_legend(each.fieldset))


def _read_legend(fieldset: Element | None) -> str:
    return "" if fieldset is None else read_text(fieldset.find("legend"))


def _find_faults(page: _Page) -> Iterator[str]:
    for label in page.labels:
        if label.get("for") not in {each.element.get("id") for each in page.fields}:
            yield f"l’étiquette « {read_text(label)} » ne mène à aucun champ"
    for each in page.fields:
        for fault in (
            *_find_name_faults(each, page),
            *_find_group_faults(each),
            *_find_key_faults(each, page),
            *_find_answers(each),
        ):
            yield f"champ {each.told} : {fault}"
    yield from _find_repeated_names(page)


def _find_name_faults(each: _Field, page: _Page) -> Iterator[str]:
    """Find a field that is announced by nothing, or in two ways."""
    labels = page.list_labels(each.element)
    if not _name_field(each, page).label:
        yield "il n’a pas de nom (ni <label for>, ni aria-label)"
    elif len(labels) + ("aria-label" in each.element.attrib) > 1:
        yield "il a deux noms"


def _find_group_faults(each: _Field) -> Iterator[str]:
    """Find an option that does not say which question it answers."""
    if each.kind == "radio" and each.fieldset is None:
        yield "un bouton radio se place dans un <fieldset>"
    elif each.fieldset is not None and not _read_legend(each.fieldset):
        yield "son <fieldset> n’a pas de <legend>"


def _find_key_faults(each: _Field, page: _Page) -> Iterator[str]:
    """Find a name, an id or a value by which a program could not find the answer."""
    for key in _list_keys(each):
        if not _PLAIN.fullmatch(each.element.get(key, "")):
            yield f"son attribut {key} manque, ou a d’autres signes que {_SIGNS}"
    if page.ids[each.element.get("id", "")] > 1:
        yield "son id est aussi celui d’un autre élément"


def _list_keys(each: _Field) -> Iterator[str]:
    yield "name"
    if "id" in each.element.attrib:
        yield "id"
    if each.kind == "radio":
        yield "value"


def _find_answers(each: _Field) -> Iterator[str]:
    """Find a field that is filled in already: the answer is the person's."""
    if (each.element.text or "").strip() or (
        each.kind in ANSWERED and "value" in each.element.attrib
    ):
        yield "il est déjà rempli"


def _find_twins(page: _Page) -> Iterator[str]:
    """Find fields of one sheet that are announced alike; copies of a sheet may be."""
    told = Counter((each.sheet, _name_field(each, page).full) for each in page.fields)
    for (_, name), count in told.items():
        if name and count > 1:
            yield f"{count} champs d’une feuille se disent « {name} »"


def _find_repeated_names(page: _Page) -> Iterator[str]:
    """Find fields that would be filled in together; only one group's radios may be."""
    owners: dict[str, list[_Field]] = {}
    for each in page.fields:
        owners.setdefault(each.element.get("name", ""), []).append(each)
    for name, group in owners.items():
        if name and len(group) > 1:
            yield from _find_mixed_group(name, group)


def _find_mixed_group(name: str, group: list[_Field]) -> Iterator[str]:
    kinds = {each.kind for each in group}
    places = {id(each.fieldset) for each in group}
    if kinds != {"radio"} or len(places) > 1:
        yield f"plusieurs champs s’appellent « {name} »"
    elif len({each.element.get("value") for each in group}) < len(group):
        yield f"deux réponses de « {name} » ont la même value"
