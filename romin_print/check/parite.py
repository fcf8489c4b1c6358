"""The PDF, the Word file and the web page say the same words, in the same order.

Words are compared, not characters: each format sets its own spaces and line
ends. A block that one format hides, doubles or moves is found.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

from romin_print.check.pdf_structure import count_tags, read_tagged_text
from romin_print.check.word_accessibility import read_words
from romin_print.errors import Place, Problem

SVG = "{http://www.w3.org/2000/svg}svg"
TAGS = {"P": "p label legend", "L": "ul ol", "LI": "li", "Table": "table", "TR": "tr",
        "H1": "h1", "H2": "h2", "H3": "h3", "Figure": f"img {SVG}"}  # fmt: skip
# Not words of the page: what can be chosen, what is written in, drawn, or a program.
UNREAD = frozenset({"option", "textarea", "script", SVG})


def check_parity(html: str, path: Path) -> list[Problem]:
    """Compare the words of a finished PDF, Word or web file with those of its HTML."""
    readers = {
        ".pdf": read_tagged_text,
        ".docx": read_word_text,
        ".html": read_web_text,
    }
    found = split_words(readers[path.suffix](path))
    return [
        Problem(Place(path), cause, "Rétablir ce passage dans la mise en page.")
        for cause in compare_words(read_body_words(html), found)
    ]


def check_continuity(html: str, path: Path) -> list[Problem]:
    """Compare the number of tags of a PDF with that of its HTML: none cut, none lost."""
    body, tags = read_body(html), count_tags(path)
    problems = []
    for tag, names in TAGS.items():
        expected = sum(element.tag in names.split() for element in body.iter())
        if tags[tag] != expected:
            cause = f"{tags[tag]} balises {tag} pour {expected} éléments <{names}>"
            problems.append(
                Problem(Place(path), cause, "Ne pas couper ni cacher ce bloc.")
            )
    return problems


def compare_words(expected: list[str], found: list[str]) -> Iterator[str]:
    """Say where two lists of words differ."""
    if expected == found:  # in a long page, looking for what is the same takes minutes
        return
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        lost, added = expected[start:end], found[other_start:other_end]
        if kind != "equal" and lost:
            yield f"mots absents : « {' '.join(lost[:12])} »"
        if kind != "equal" and added:
            yield f"mots en trop : « {' '.join(added[:12])} »"


def read_body(html: str) -> Element:
    """Parse a page, and return its body."""
    page: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    body = page.find("body")
    assert body is not None  # the parser always makes one
    return body


def read_body_words(html: str) -> list[str]:
    """Read the words of the body of a page, in order."""
    return split_words(read_body_text(html))


def read_body_text(html: str) -> str:
    """Read the text of the body of a page."""
    return " ".join(list_texts(read_body(html)))


def list_texts(element: Element) -> Iterator[str]:
    """List the pieces of text of an element, in order."""
    tag: object = element.tag
    if isinstance(tag, str) and tag not in UNREAD:  # a comment's tag is no text
        yield element.text or ""
        for child in element:
            yield from list_texts(child)
            yield child.tail or ""


def read_web_text(path: Path) -> str:
    """Read the text of a finished web page."""
    return read_body_text(path.read_text(encoding="utf-8"))


def read_word_text(path: Path) -> str:
    """Read the text of the body of a Word file."""
    return " ".join(read_words(path))


def split_words(text: str) -> list[str]:
    """Split a text into words and signs, whatever the spaces between them.

    The non-breaking hyphen comes out of a PDF as a plain one.
    """
    return re.findall(r"\w+|[^\w\s]", text.replace("\N{NON-BREAKING HYPHEN}", "-"))
