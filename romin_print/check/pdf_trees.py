"""Reads the sorted tables of a PDF: name trees and number trees.

ISO 32000-1, 7.9.6 and 7.9.7. A reader finds a key by the limits that each branch
tells: a key that stands out of them is in the file, and is never found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Key = int | bytes

_DEEPEST = 20


@dataclass
class Table:
    """The entries of a table in the order of the file, and what is wrong with it."""

    title: str
    entries: list[tuple[Key, Any]] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[Key, Any]:
        """What each key leads to."""
        return dict(self.entries)


def read_numbers(root: Any, title: str) -> Table:
    """Read a number tree; `title` names it in what is told."""
    return _read_table(root, "/Nums", title)


def read_names(root: Any, title: str) -> Table:
    """Read a name tree; names are the bytes of the file."""
    return _read_table(root, "/Names", title)


def _read_table(root: Any, leaf: str, title: str) -> Table:
    table = Table(title)
    if root is None:
        return table
    if "/Limits" in root:
        table.causes.append(f"la racine de {title} a des limites")
    _read_node(root, leaf, table, 0)
    keys = [key for key, _ in table.entries]
    if len(set(keys)) < len(keys):
        table.causes.append(f"{title} donne deux fois la même clé")
    if keys != sorted(keys):
        table.causes.append(f"{title} n’est pas triée")
    return table


def _read_node(node: Any, leaf: str, table: Table, depth: int) -> None:
    first = len(table.entries)
    if (leaf in node) == ("/Kids" in node):
        table.causes.append(f"une branche de {table.title} n’a ni clés ni branches")
    table.entries += _read_leaf(node.get(leaf, []), leaf)
    for kid in node.get("/Kids", []):
        if kid is None or depth == _DEEPEST:
            table.causes.append(f"une branche de {table.title} ne mène nulle part")
        else:
            _read_node(kid, leaf, table, depth + 1)
    keys = [key for key, _ in table.entries[first:]]
    if depth and _read_limits(node, leaf) != (keys[:1], keys[-1:]):
        table.causes.append(f"{table.title} a des limites fausses")


def _read_leaf(pairs: Any, leaf: str) -> Iterator[tuple[Key, Any]]:
    for rank in range(0, len(pairs) - 1, 2):
        yield _read_key(pairs[rank], leaf), pairs[rank + 1]


def _read_key(key: Any, leaf: str) -> Key:
    return int(key) if leaf == "/Nums" else bytes(key)


def _read_limits(node: Any, leaf: str) -> tuple[list[Key], list[Key]]:
    limits = node.get("/Limits", [])
    if len(limits) != 2:
        return [], []
    return [_read_key(limits[0], leaf)], [_read_key(limits[1], leaf)]
