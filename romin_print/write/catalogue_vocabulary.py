"""The closed vocabulary of a catalogue: that of all pages, and what one operates.

Layouts may come from strangers, and this page runs a program: nothing in it may be
one, or imitate the marks of the program. A link leads into the page, to a file of the
kit, or, since content may name a site anywhere, to the open web by http or mail. Fiches
and sheets, which are `article`s, keep the vocabulary that they have everywhere else.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import (
    ELEMENTS,
    HOLDERS,
    LINKS,
    find_attribute_faults,
    find_head_faults,
    find_loose_text,
    shorten,
)

SHELL = frozenset({"button", "details", "summary", "footer", "output"})
ATTRIBUTES = frozenset(
    {"role", "hidden", "tabindex", "aria-label", "aria-labelledby", "aria-describedby",
     "aria-hidden", "aria-current", "data-outil", "data-choix", "data-etape", "data-facette",
     "data-action", "data-dire", "data-si", "data-modele", "data-apport"}
)  # fmt: skip
OWN_ATTRIBUTES = {
    "button": frozenset({"type", "value"}),
    "details": frozenset({"open"}),
    "input": frozenset(
        {"min", "max", "step", "autocomplete", "spellcheck", "readonly", "maxlength"}
    ),
}
# Attributes of which only some values are ours.
VALUES = {
    "input type": {"search", "number", "time", "text", "checkbox"},
    "button type": {"button"},
    "role": {"search", "status"},
    "tabindex": {"-1"},
}
# A file of the kit: no scheme, no way up, no sign that a browser would decode into one.
FILE = re.compile(
    r"(?!.*%(?:2e|2f|5c|00))(?!.*(?:^|/)\.{1,2}(?:/|$))"
    r"(?:data/[A-Za-z0-9._~%()'!,-]+(?:/[A-Za-z0-9._~%()'!,-]+)*"
    r"|[A-Za-z0-9_-][A-Za-z0-9._-]*)",
    re.IGNORECASE,
)
PARTS = (
    "catalogue", "recherche", "etat", "rien", "trouves", "rayons", "selection", "apercu",
    "papier", "gabarit", "rappel-validation", "annonce", "dit-lien",
)  # fmt: skip
MARKER = "<!--service-->"


def check_shell(html: str, avec_outils: bool = False) -> None:
    """Raise `LayoutError` for whatever a catalogue may not hold, or must and does not.

    `avec_outils` says that its program has tools to search.
    """
    page = tinyhtml5.parse(html, namespace_html_elements=False)
    found = (
        *find_marker_faults(html),
        *find_head_faults(page),
        *find_page_faults(page),
        *find_repeated_ids(page),
        *(find_missing_parts(page) if avec_outils else ()),
    )
    if faults := dict.fromkeys(found):
        remede = "Corriger la mise en page : content/ n’est pas en cause."
        raise LayoutError(" ; ".join(faults), remede)


def find_page_faults(page: Element) -> Iterator[str]:
    """Find what is unknown in a page; what has no body is not read as we read it."""
    body = page.find("body")
    if body is None:
        yield "page sans <body>"
    else:
        yield from find_shell_faults(body, False)


def find_marker_faults(html: str) -> Iterator[str]:
    """Find a marker that is not there once: each service takes its place."""
    count = html.count(MARKER)
    if count != 1:
        yield f"il faut une fois {MARKER} dans le catalogue, et il y est {count} fois"
    elif not html.partition("<body>")[2].partition("</header>")[0].count(MARKER):
        yield f"{MARKER} n’est pas dans l’en-tête du catalogue"


def find_shell_faults(element: Element, inside: bool) -> Iterator[str]:
    """Find what is unknown in an element and what it holds."""
    for child in element:
        tag: object = child.tag
        if not isinstance(tag, str):
            continue  # a comment
        strict = inside or tag == "article"
        if tag not in (ELEMENTS if strict else ELEMENTS | SHELL):
            yield f"élément inconnu : <{tag}>"
            continue
        for name, value in child.attrib.items():
            find = find_attribute_faults if strict else find_own_faults
            yield from find(tag, name, value)
        if tag in HOLDERS or tag in {"footer", "details"}:
            yield from find_loose_text(child)
        yield from find_shell_faults(child, strict)


def find_own_faults(tag: str, name: str, value: str) -> Iterator[str]:
    """Find what is wrong with one attribute, outside fiches and sheets."""
    if name == "href":
        if not (value.startswith(LINKS) or FILE.fullmatch(value)):
            yield f"lien refusé : « {shorten(value)} »"
    elif allowed := VALUES.get(f"{tag} {name}") or VALUES.get(name):
        if value not in allowed:
            yield f"valeur refusée sur <{tag}> : {name}=« {shorten(value)} »"
    elif name not in ATTRIBUTES | OWN_ATTRIBUTES.get(tag, frozenset()):
        yield from find_attribute_faults(tag, name, value)


def find_missing_parts(page: Element) -> Iterator[str]:
    """Find what the program would look for in vain."""
    ids = {element.get("id") for element in page.iter()}
    for name in PARTS:
        if name not in ids:
            yield f"il manque l’élément id=« {name} » : le programme s’en sert"


def find_repeated_ids(page: Element) -> Iterator[str]:
    """Find a name that two elements have: a link would lead to the wrong one."""
    ids = Counter(element.get("id") for element in page.iter())
    for name, count in ids.items():
        if name and count > 1:
            yield f"{count} éléments ont le même id : « {shorten(name)} »"
