"""Which Word style dresses which element.

The table lives in layouts/word/styles.yaml, beside the CSS: a new component is
a rule in the CSS and a line there, never a change in Python. Its selectors are
those of CSS reduced to `tag`, `tag.class` and « inside ».
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import BLOCKS, CHARACTERS, FIELDS, INLINE, PARTS
from romin_print.write.word.ooxml import NAMESPACES, Element, expand_name, find_value
from romin_print.write.word.vocabulary import Node, Trail

# No elements of the HTML, but styled as such: the foot of the page, and the line
# that keeps two tables apart.
TAGS = BLOCKS | INLINE | PARTS | {"footer", "hr"}
# What Word writes in where no style says it, in points.
PLAIN_SIZE = 10.0
KINDS = {"paragraph": "de paragraphe", "character": "de caractère", "table": "de table"}

# The safe loader, in C where PyYAML was built with it: ten times faster.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Selector(NamedTuple):
    """A parsed selector: the nodes that must be met, from the outermost in."""

    nodes: Trail

    def matches(self, trail: Trail) -> bool:
        """Tell whether a trail ends on the last node, inside all the others."""
        if not meets(self.nodes[-1], trail[-1]):
            return False
        around = iter(trail[:-1])
        return all(any(meets(wanted, n) for n in around) for wanted in self.nodes[:-1])

    @property
    def weight(self) -> tuple[int, int]:
        """How specific it is: classes first, then elements, as in CSS."""
        return sum(len(node.classes) for node in self.nodes), len(self.nodes)


class Style(NamedTuple):
    """A style of the reference document."""

    id: str
    kind: str


class StyleSheet:
    """The table of styles, checked against the reference document."""

    def __init__(
        self,
        rules: Mapping[Selector, str],
        tabbed: frozenset[Selector],
        sizes: Mapping[str, float],
        headings: frozenset[str],
    ) -> None:
        # The last that matches wins: the most specific, then the last written.
        self.rules = sorted(rules.items(), key=lambda rule: rule[0].weight)
        self.tabbed = tabbed
        self.sizes = sizes
        self.headings = headings
        self.found: dict[Trail, str | None] = {}

    def find(self, trail: Trail) -> str | None:
        """Return the id of the style that dresses the element at the end of a trail."""
        if trail not in self.found:
            found = [style for rule, style in self.rules if rule.matches(trail)]
            self.found[trail] = found[-1] if found else None
        return self.found[trail]

    def find_size(self, trail: Trail) -> float:
        """Return the size of the text of an element, in points."""
        return self.sizes.get(self.find(trail) or "", PLAIN_SIZE)

    def is_tabbed(self, trail: Trail) -> bool:
        """Tell whether an element follows what precedes it after a tab."""
        return any(selector.matches(trail) for selector in self.tabbed)


def meets(wanted: Node, node: Node) -> bool:
    """Tell whether a node is what a selector asks for."""
    return wanted.tag == node.tag and wanted.classes <= node.classes


def read_style_sheet(text: str, path: Path, styles: Element) -> StyleSheet:
    """Read styles.yaml, and check each line against the styles of the reference."""
    table = read_table(text, path)
    known = read_styles(styles)
    rules = {}
    for rule, name in table["styles"].items():
        selector = read_selector(rule, path)
        rules[selector] = require_style(name, known, selector, f"{path} : {rule}")
    tabbed = frozenset(read_selector(rule, path) for rule in table["tabulation"])
    return StyleSheet(rules, tabbed, read_sizes(styles), read_headings(styles))


def read_table(text: str, path: Path) -> dict[str, Any]:
    """Read the two keys of styles.yaml."""
    table = {"tabulation": [], **read_yaml(text, path)}
    shapes = {key: type(value) for key, value in table.items()}
    if shapes != {"styles": dict, "tabulation": list}:
        message = f"{path} : clés attendues « styles » (une table)"
        raise LayoutError(f"{message} et « tabulation » (une liste)")
    return table


def read_yaml(text: str, path: Path) -> dict[str, Any]:
    """Read what a file of the layouts says."""
    try:
        table = yaml.load(text, Loader)
    except yaml.YAMLError as error:
        raise LayoutError(f"{path} n’est pas du YAML lisible : {error}") from None
    return table if isinstance(table, dict) else {}


def read_styles(styles: Element) -> dict[str, Style]:
    """Return the styles of a `w:styles` element by name."""
    found = {}
    for style in styles.iterfind("w:style", NAMESPACES):
        name = find_value(style, "w:name") or ""
        id_ = style.get(expand_name("w:styleId")) or ""
        found[name] = Style(id_, style.get(expand_name("w:type")) or "")
    return found


def read_sizes(styles: Element) -> dict[str, float]:
    """Return the size of the text of each style; one inherits that of its base."""
    own, bases = {}, {}
    for style in styles.iterfind("w:style", NAMESPACES):
        id_ = style.get(expand_name("w:styleId")) or ""
        own[id_] = find_value(style, "w:rPr/w:sz")
        bases[id_] = find_value(style, "w:basedOn") or ""
    return {id_: find_size(id_, own, bases) for id_ in own}


def read_headings(styles: Element) -> frozenset[str]:
    """Return the styles that make a heading of a paragraph; the base of one may do."""
    own, bases = {}, {}
    for style in styles.iterfind("w:style", NAMESPACES):
        id_ = style.get(expand_name("w:styleId")) or ""
        own[id_] = find_value(style, "w:pPr/w:outlineLvl")
        bases[id_] = find_value(style, "w:basedOn") or ""
    return frozenset(id_ for id_ in own if int(follow(id_, own, bases) or 9) < 9)


def find_size(
    id_: str, own: Mapping[str, str | None], bases: Mapping[str, str]
) -> float:
    """Return the size of the text of a style, in points."""
    size = follow(id_, own, bases)
    return int(size) / 2 if size else PLAIN_SIZE


def follow(
    id_: str, own: Mapping[str, str | None], bases: Mapping[str, str]
) -> str | None:
    """Follow a style to the first of its bases that says something of its own."""
    for _ in own:
        if value := own.get(id_):
            return value
        id_ = bases.get(id_, "")
    return None


def read_selector(text: str, path: Path) -> Selector:
    """Read a selector such as `section.vigilance ul li`."""
    nodes = []
    for part in str(text).split() or [""]:
        tag, *classes = part.split(".")
        if tag not in TAGS or not all(re.fullmatch(r"[\w-]+", c) for c in classes):
            raise LayoutError(f"{path} : « {part} » n’est pas un sélecteur admis")
        nodes.append(Node(tag, frozenset(classes)))
    return Selector(tuple(nodes))


def require_style(
    name: str, known: Mapping[str, Style], selector: Selector, place: str
) -> str:
    """Return the id of a style; refuse one that is unknown, or of the wrong kind."""
    if name not in known:
        message = f"{place} : style Word « {name} » absent de reference.docx"
        raise LayoutError(message)
    expected = expect_kind(selector.nodes[-1].tag)
    if known[name].kind != expected:
        message = f"{place} : « {name} » n’est pas un style {KINDS[expected]}"
        raise LayoutError(message)
    return known[name].id


def expect_kind(tag: str) -> str:
    """Return the kind of style that an element takes."""
    if tag in CHARACTERS | FIELDS:
        return "character"
    return "table" if tag == "table" else "paragraph"
