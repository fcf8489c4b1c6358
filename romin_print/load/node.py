"""YAML as plain data that remembers where each value stood.

`yaml.safe_load` forgets lines, lets a key appear twice and expands aliases
without bound. Walking the node graph instead keeps a place for every value, and
stops before a hostile file costs anything.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from romin_print.errors import Place
from romin_print.load.source import Loc, Source, read_bytes, shorten
from romin_print.load.yaml_messages import QUOTES, explain_yaml_error

MAX_DEPTH = 16
MAX_NODES = 20_000
# What to begin an empty file with, by its folder; the others are one of a kind.
MODELES = {
    "outils": "Copier un outil existant.",
    "seances": "Copier une séance existante.",
    "classeurs": "Copier un classeur existant.",
}
MODELE = "Reprendre celui d’un autre projet."

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG = "tag:yaml.org,2002:"
TAGS = {TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp")} | {
    TAG + name for name in ("map", "seq", "merge", "value")
}
CONTROL = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


class TooLarge(Exception):  # noqa: N818 – a signal inside this module, not an error of the user's
    """A file asks for more than the bounds allow."""


def read_source(path: Path, shown: Path) -> Source:
    """Read one YAML file; `shown` is the path that messages give."""
    source = Source(shown)
    raw = read_bytes(path, source)
    if raw is not None:
        parse(raw, source)
    return source


def parse(raw: bytes, source: Source) -> None:
    """Fill a source with the data of a file and their places; note what prevents it."""
    text = decode(raw, source)
    if text is None:
        return
    shown, source.lines = source.path, text.split("\n")
    note_tabs(text, source)
    if note_controls(text, source):
        return
    try:
        check_depth(text)
        root = yaml.compose(text, Loader)
    except TooLarge as error:
        source.note(Place(shown, 1, 1), str(error), "Simplifier le fichier.")
    except yaml.YAMLError as error:
        problem = explain_yaml_error(error, shown)
        if problem.place.line not in {p.place.line for p in source.problems}:
            source.problems.append(problem)
    else:
        fill_data(root, source)


def decode(raw: bytes, source: Source) -> str | None:
    """Decode a file written in UTF-8; note what is not."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        source.note(
            Place(source.path, before.count(b"\n") + 1, column),
            "caractère qui n’est pas de l’UTF-8",
            "Enregistrer le fichier avec l’encodage UTF-8.",
        )
        return None


def note_tabs(text: str, source: Source) -> None:
    """Note each line indented with a tab, which YAML forbids or misreads."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r" *\t", line):
            source.note(
                Place(source.path, number, found.end()),
                "tabulation en début de ligne",
                "La remplacer par deux espaces.",
            )


def note_controls(text: str, source: Source) -> bool:
    """Note the characters that YAML refuses without saying where; say if any is."""
    lines = [CONTROL.search(line) for line in text.splitlines()]
    for number, found in enumerate(lines, 1):
        if found:
            source.note(
                Place(source.path, number, found.end()),
                f"caractère de contrôle invisible : U+{ord(found[0]):04X}",
                "Effacer ce qui se trouve à cet endroit, et le récrire.",
            )
    return any(lines)


def check_depth(text: str) -> None:
    """Refuse deep nesting before the parser recurses into it."""
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise TooLarge(f"plus de {MAX_DEPTH} niveaux imbriqués")


def fill_data(root: yaml.Node | None, source: Source) -> None:
    """Turn the nodes into plain data, in the source."""
    start = Place(source.path, 1, 1)
    try:
        source.data = to_data(root, (), source) if root else None
    except TooLarge as error:
        source.data = None
        source.note(start, str(error), "Retirer les alias (« * »).")
    if source.data is None and not source.problems:
        remede = MODELES.get(source.path.parent.name, MODELE)
        source.note(start, "le fichier est vide", remede)


def to_data(node: yaml.Node, loc: Loc, source: Source) -> object:
    """Turn one node into a dict, a tuple or a scalar, and note its place."""
    source.nodes += 1
    if source.nodes > MAX_NODES or len(loc) > MAX_DEPTH:
        raise TooLarge("contenu démesuré une fois les alias développés")
    source.places[loc] = make_place(node, source)
    if node.tag not in TAGS:
        note_tag(node, source)
        return None
    if isinstance(node, yaml.MappingNode):
        return {
            key: to_data(value, (*loc, key), source)
            for key, value in list_fields(node, loc, source)
        }
    if isinstance(node, yaml.SequenceNode):
        return tuple(
            to_data(item, (*loc, index), source)
            for index, item in enumerate(node.value)
        )
    if not isinstance(node, yaml.ScalarNode):
        return None
    note_cut_sentence(node, source)
    return to_scalar(node, source)


def note_cut_sentence(node: yaml.ScalarNode, source: Source) -> None:
    """Note a sentence that a « # » cuts: YAML takes the rest for a comment."""
    line, column = node.end_mark.line, node.end_mark.column
    rest = source.lines[line][column:] if line < len(source.lines) else ""
    if not node.style and " " in node.value and re.match(r"\s*#", rest):
        source.note(
            Place(source.path, line + 1, column + rest.index("#") + 1),
            "la suite de la phrase, après « # », ne serait pas imprimée",
            "Entourer toute la phrase de guillemets doubles.",
        )


def list_fields(
    node: yaml.MappingNode, loc: Loc, source: Source
) -> Iterator[tuple[str, yaml.Node]]:
    """List the fields of a mapping; note those that are repeated or not words."""
    seen: set[str] = set()
    for key, value in node.value:
        place = make_place(key, source)
        if not isinstance(key, yaml.ScalarNode):
            source.note(
                place, "un nom de champ était attendu ici", "Écrire « champ: valeur »."
            )
        elif key.value in seen:
            source.note(
                place,
                f"champ répété : « {shorten(key.value)} »",
                "Garder un seul des deux.",
            )
        else:
            seen.add(key.value)
            source.keys[*loc, key.value] = place
            yield key.value, value


def to_scalar(node: yaml.ScalarNode, source: Source) -> object:
    """Turn a scalar node into a text, number, boolean, date or nothing."""
    if node.tag == TAG + "str":
        return unicodedata.normalize("NFC", node.value)
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, yaml.YAMLError):
        source.note(
            make_place(node, source),
            f"valeur illisible : « {shorten(node.value)} »",
            "Corriger la valeur, ou la mettre entre guillemets si c’est un texte.",
        )
        return None


def note_tag(node: yaml.Node, source: Source) -> None:
    """Note a word that starts with « ! », which YAML takes for the name of a type."""
    told = str(node.tag).replace(TAG, "!!")
    source.note(
        make_place(node, source),
        f"mot précédé de « ! » pris pour une étiquette : « {shorten(told)} »",
        QUOTES,
    )


def make_place(node: yaml.Node, source: Source) -> Place:
    """Make the place of a node, counted from 1."""
    return Place(source.path, node.start_mark.line + 1, node.start_mark.column + 1)
