"""Reads the style declarations of layouts, with their places.

Layouts are Jinja files: its marks are covered by spaces, and so is all that is not
style, so that lines and columns stay those of the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from romin_print.errors import Place

_COMMENT = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(?P<css>.*?)</style", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\sstyle=(?P<quote>[\"'])(?P<css>.*?)(?P=quote)", re.DOTALL)
_NOT_PRINTED = re.compile(r"^\s*(?:only\s+)?screen\b", re.IGNORECASE)


@dataclass(frozen=True)
class Declaration:
    """A declaration of a style: its selector, empty in an attribute, and its tokens."""

    place: Place
    selector: str
    name: str
    value: str
    tokens: tuple[Any, ...]
    important: bool = False


def list_declarations(folders: Iterable[Path]) -> Iterator[Declaration]:
    """List the declarations of all layouts; a file hides its like in later folders."""
    seen: set[Path] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.suffix in (".css", ".html") and name not in seen:
                seen.add(name)
                text = path.read_text(encoding="utf-8")
                yield from read_declarations(text, path)


def read_declarations(text: str, path: Path) -> Iterator[Declaration]:
    """Read what a style sheet, or the styles of a page, declare for paper."""
    text = _VALUE.sub(_cover_value, _COMMENT.sub(_cover_found, text))
    if path.suffix == ".css":
        yield from _read_sheet(text, path)
        return
    yield from _read_sheet(keep_sheets(text), path)
    for found in _ATTRIBUTE.finditer(text):
        start, end = found.span("css")
        alone = _cover(text[:start]) + text[start:end]
        yield from _read_block(tinycss2.parse_blocks_contents(alone), "", path)


def keep_sheets(text: str) -> str:
    """Keep only the style sheets (<style>) of a page, where they are."""
    kept, last = "", 0
    for found in _STYLE.finditer(text):
        start, end = found.span("css")
        kept += _cover(text[last:start]) + text[start:end]
        last = end
    return kept


def _cover(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _cover_found(found: re.Match[str]) -> str:
    return _cover(found[0])


def _cover_value(found: re.Match[str]) -> str:
    # A word in its place: `width: {{ largeur }}mm` stays a declaration.
    return "x" + _cover(found[0])[1:]


def _read_sheet(text: str, path: Path) -> Iterator[Declaration]:
    yield from _read_rules(tinycss2.parse_stylesheet(text), path)


def _read_rules(rules: Iterable[Any], path: Path) -> Iterator[Declaration]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            block = tinycss2.parse_blocks_contents(rule.content)
            yield from _read_block(block, selector, path)
        elif rule.type == "at-rule" and rule.content and _is_printed(rule):
            yield from _read_at_rule(rule, path)


def _is_printed(rule: Any) -> bool:
    prelude = tinycss2.serialize(rule.prelude)
    return rule.lower_at_keyword != "media" or not _NOT_PRINTED.match(prelude)


def _read_at_rule(rule: Any, path: Path) -> Iterator[Declaration]:
    if rule.lower_at_keyword in ("media", "supports", "layer"):
        yield from _read_rules(tinycss2.parse_rule_list(rule.content), path)
    else:
        name = f"@{rule.lower_at_keyword}"
        yield from _read_block(tinycss2.parse_blocks_contents(rule.content), name, path)


def _read_block(
    items: Iterable[Any], selector: str, path: Path
) -> Iterator[Declaration]:
    for item in items:
        if item.type == "declaration":
            place = Place(path, item.source_line, item.source_column)
            value = " ".join(tinycss2.serialize(item.value).lower().split())
            tokens = tuple(item.value)
            yield Declaration(
                place, selector, item.lower_name, value, tokens, item.important
            )
        elif item.type in ("at-rule", "qualified-rule"):
            yield from _read_rules([item], path)
