"""The small mark-up that a text field takes: **fort**, *italique*, [lien](https://…).

It is CommonMark cut down to its inline rules: a text field is one paragraph, so
headings, lists, images and raw HTML have no meaning there.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

# What the two families of the house have; a test looks every range up in the fonts.
FOREIGN = re.compile(
    "[^\\t\\n\\u0020-\\u007e\\u00a0-\\u017e\\u2010-\\u2026\\u202f\\u2030\\u2039\\u203a\\u20ac\\u2190-\\u2193\\u2212]"
)
INLINE_RULES = ("emphasis", "link", "escape")
LINK_SCHEMES = ("https", "http", "mailto")


@cache
def make_parser() -> MarkdownIt:
    """Make the parser; links to a scheme outside LINK_SCHEMES stay plain text."""
    parser = MarkdownIt("zero").enable(list(INLINE_RULES))
    parser.validateLink = lambda url: urlsplit(url).scheme in LINK_SCHEMES  # type: ignore[method-assign]
    return parser


def parse_inline(text: str) -> list[Token]:
    """Parse one text field into its inline tokens."""
    return make_parser().parseInline(text)[0].children or []


def find_foreign_character(text: str) -> str | None:
    """Say in French which character of a text the fonts do not have, if any."""
    if foreign := FOREIGN.search(text):
        char = foreign[0]
        shown = char if char.isprintable() else f"U+{ord(char):04X}"
        return f"caractère que nos polices n’ont pas : « {shown} » ; le remplacer par un mot"
    return None


def find_markup_fault(text: str) -> str | None:
    """Say in French what is wrong in the mark-up of a text, if anything is."""
    shown = "".join(t.content for t in parse_inline(text) if t.type == "text")
    if "](" in shown:
        return (
            "un lien est mal écrit ou son adresse est refusée ; "
            "écrire [le site justice.fr](https://www.justice.fr)"
        )
    if "**" in shown:
        return "un « ** » n’est pas refermé ; écrire **mot important**"
    return None
