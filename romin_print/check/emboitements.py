"""Finds boxes laid out by flex inside one another, in pages as they are rendered.

A style sheet does not say which elements stand in which: the page does.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import cssselect2
import tinycss2
import tinyhtml5

from romin_print.check.declarations import (
    Declaration,
    keep_sheets,
    read_declarations,
)

# At three levels, a few lines cost as much as a page.
DEEPEST = 2

_FLEX = ("flex", "inline-flex")

# A style attribute is stronger than any selector.
_OWN = (1000, 0, 0)


def find_nested_flex(html: str) -> set[tuple[str, str]]:
    """Find the rules that make flex boxes inside two others: selectors and values.

    The selector is empty for a style attribute.
    """
    if "flex" not in html:
        return set()
    page = tinyhtml5.parse(html, namespace_html_elements=False)
    root = cssselect2.ElementWrapper.from_html_root(page)
    return set(_walk(root, _make_matcher(keep_sheets(html).strip()), 0))


@lru_cache(maxsize=32)
def _make_matcher(css: str) -> Any:
    """Make what tells the rules of an element; many pages have the same styles."""
    matcher = cssselect2.Matcher()
    for declaration in read_declarations(css, Path("page.css")):
        if declaration.name == "display":
            _add_rule(matcher, declaration)
    return matcher


def _add_rule(matcher: Any, declaration: Declaration) -> None:
    try:
        selectors = cssselect2.compile_selector_list(declaration.selector)
    except cssselect2.SelectorError:  # the engine ignores such a rule too
        return
    for selector in selectors:
        matcher.add_selector(selector, declaration)


def _walk(element: Any, matcher: Any, depth: int) -> Iterator[tuple[str, str]]:
    selector, value = _find_display(element, matcher)
    if value in _FLEX:
        depth += 1
        if depth > DEEPEST:
            yield selector, value
    for child in element.iter_children():
        yield from _walk(child, matcher, depth)


def _find_display(element: Any, matcher: Any) -> tuple[str, str]:
    """Find how an element is displayed, and the selector that says so."""
    rules = [
        ((rule.important, specificity, order), rule.selector, rule.value)
        for specificity, order, pseudo, rule in matcher.match(element)
        if pseudo is None
    ]
    style = element.etree_element.get("style", "")
    for own in tinycss2.parse_blocks_contents(style):
        if own.type == "declaration" and own.lower_name == "display":
            value = tinycss2.serialize(own.value).strip().lower()
            rules.append(((own.important, _OWN, len(rules)), "", value))
    return max(rules)[1:] if rules else ("", "")
