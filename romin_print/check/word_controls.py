"""The form controls of a Word document: their list, and what is wrong with them.

Word mends or refuses in silence what a schema does not see: a name too long, two
choices alike, a property out of its place.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from romin_print.check.word_file import (
    Element,
    WordFile,
    is_blank,
    is_box,
    name,
    open_word,
    read_shown,
    read_value,
)

LONGEST = 64
BOXES = frozenset("☐☒")
# The order of the schema; one of the kinds comes last.
ORDER = (
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr",
    "dataBinding", "label", "tabIndex",
)  # fmt: skip
KINDS = ("text", "date", "dropDownList", "comboBox", "checkbox", "picture", "richText")


class Control(NamedTuple):
    """A control: its spoken name, the name programs find it by, and what it takes."""

    alias: str
    tag: str
    kind: str


def list_controls(path: Path) -> list[Control]:
    """List the form controls of a Word document, in the order of reading."""
    return [
        Control(
            alias=read_value(properties, "w:alias"),
            tag=read_value(properties, "w:tag"),
            kind=read_kind(properties),
        )
        for properties in find_controls(open_word(path))
    ]


def find_controls(word: WordFile) -> Iterator[Element]:
    """Find the properties of controls; a table of contents is none of them."""
    for properties in word.find_all("w:sdtPr"):
        if properties.find("w:docPartObj", word.names) is None:
            yield properties


def read_kind(properties: Element) -> str:
    """Say what a control takes; one that does not say takes any text."""
    kinds = [kind for kind in map(read_local, properties) if kind in KINDS]
    return kinds[0] if kinds else "richText"


def read_local(element: Element) -> str:
    """Return the name of an element without its namespace; a comment has none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_mute_controls(word: WordFile) -> Iterator[str]:
    """Find controls that have no name to be announced by."""
    for properties in find_controls(word):
        if not read_value(properties, "w:alias").strip():
            yield "un champ de formulaire n’a pas de nom"


def find_tagless_controls(word: WordFile) -> Iterator[str]:
    """Find controls whose answer no program could find."""
    for properties in find_controls(word):
        if not read_value(properties, "w:tag").strip():
            alias = read_value(properties, "w:alias")
            yield f"le champ « {alias} » n’a pas d’étiquette (tag)"


def find_long_names(word: WordFile) -> Iterator[str]:
    """Find names that Word would cut."""
    for properties in find_controls(word):
        for path in ("w:alias", "w:tag"):
            if len(read_value(properties, path)) > LONGEST:
                told = read_value(properties, path)[:40]
                yield f"le nom d’un champ a plus de {LONGEST} signes : « {told}… »"


def find_disorder(word: WordFile) -> Iterator[str]:
    """Find controls whose properties are not in the order of the schema."""
    for properties in find_controls(word):
        found = [read_local(child) for child in properties]
        ranks = [ORDER.index(n) if n in ORDER else len(ORDER) for n in found if n]
        if ranks != sorted(ranks):
            alias = read_value(properties, "w:alias")
            yield f"les propriétés du champ « {alias} » sont en désordre"


def find_lost_choices(word: WordFile) -> Iterator[str]:
    """Find lists without a choice, with a blank one, or with the same one twice."""
    for properties in find_controls(word):
        for choices in properties.iterfind("w:dropDownList", word.names):
            items = list(choices)
            shown = [item.get(name("w:displayText")) or "" for item in items]
            values = [item.get(name("w:value")) or "" for item in items]
            repeated = max(Counter(shown).values(), default=0) > 1
            if not items or not all(shown) or repeated or len(set(values)) < len(items):
                alias = read_value(properties, "w:alias")
                yield f"la liste « {alias} » est vide, ou un choix manque ou revient"


def find_hidden_words(word: WordFile) -> Iterator[str]:
    """Find words where blanks and boxes should be: nothing else compares them."""
    for control in word.find_all("w:sdt"):
        shown = read_shown(control).strip()
        if is_blank(control) and shown:
            yield f"un champ vide montre des mots : « {shown[:40]} »"
        if is_box(control) and shown not in BOXES:
            yield f"une case à cocher montre autre chose : « {shown[:40]} »"
