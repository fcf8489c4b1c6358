"""The small mark-up that a text field takes: **fort**, *italique*, [lien](https://…).

It is CommonMark cut down to its inline rules: a text field is one paragraph, so
headings, lists, images and raw HTML have no meaning there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # most texts have no mark-up, and are read without its parser
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Fault = tuple[str, str]  # what is wrong, and how to mend it

# What the two families of the house have, less the soft hyphen, which nobody sees
# and no search finds; a test looks every character up in the fonts. What may be
# mark-up is apart: a text without it is well written, and no parser need tell.
PLAIN = (
    "\\t\\n\\u0020-\\u0025\\u0027-\\u0029\\u002b-\\u003b\\u003d-\\u005a\\u005e-\\u005f\\u0061-\\u007d"
    "\\u00a0-\\u00ac\\u00ae-\\u017e\\u2010-\\u201e\\u2020-\\u2023\\u2026\\u202f\\u2030\\u2039\\u203a"
    "\\u20ac\\u2190-\\u2193\\u2212"
)
SIGNS = "\\u0026\\u002a\\u003c\\u005b-\\u005d\\u0060\\u007e"  # & * < [ \ ] ` ~
FOREIGN = re.compile(f"[^{PLAIN}{SIGNS}]")
ALL_PLAIN = re.compile(f"[{PLAIN}]*")
# Nor of **words** and *words* that begin and end with a letter or a digit.
WORDS = rf"(?=[^\W_])[{PLAIN}]++(?<=[^\W_])"
SURE = re.compile(rf"(?:[{PLAIN}]++|\*\*{WORDS}\*\*(?!\*)|\*{WORDS}\*(?!\*))*+")
RAW = re.compile(r"!\[|<https?:|&\w+;|~~|`")
INLINE_RULES = ("emphasis", "link", "escape")
LINK_SCHEMES = ("https", "http", "mailto")


@cache
def make_parser() -> MarkdownIt:
    """Make the parser; links to a scheme outside LINK_SCHEMES stay plain text."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(list(INLINE_RULES))
    parser.validateLink = accepts_link  # type: ignore[method-assign]
    return parser


def accepts_link(url: str) -> bool:
    """Say whether an address is whole and of a kind that a reader can follow."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    whole = parts.netloc or parts.scheme == "mailto"
    return parts.scheme in LINK_SCHEMES and bool(whole)


def parse_inline(text: str) -> list[Token]:
    """Parse one text field into its inline tokens."""
    return make_parser().parseInline(text)[0].children or []


def is_plain(text: str) -> bool:
    """Say whether a text is of known characters, none of which may be mark-up."""
    return ALL_PLAIN.fullmatch(text) is not None


def is_sure(text: str) -> bool:
    """Say whether a text is right at first sight; of others, the parser tells."""
    return SURE.fullmatch(text) is not None


def find_foreign_character(text: str) -> Fault | None:
    """Find the character of a text that the fonts do not have, if any."""
    if foreign := FOREIGN.search(text):
        char = foreign[0]
        seen = char.isprintable() and not unicodedata.combining(char)
        shown = char if seen else f"U+{ord(char):04X}"
        cause = f"caractère que les fiches n’impriment pas : « {shown} »"
        return cause, "Le remplacer par un mot ou par un signe courant."
    return None


def find_markup_fault(text: str) -> Fault | None:
    """Find what is wrong in the mark-up of a text, if anything is."""
    tokens = parse_inline(text)
    shown = "".join(t.content for t in tokens if t.type == "text")
    links = [str(t.attrs["href"]) for t in tokens if t.type == "link_open"]
    if "](" in shown or not all(map(accepts_link, links)):
        cause = "un lien est mal écrit, ou son adresse est refusée"
        return cause, "Écrire [le site justice.fr](https://www.justice.fr)."
    if "**" in shown:
        return "un « ** » n’est pas refermé", "Écrire **mot important**."
    if found := RAW.search(text):
        cause = f"« {found[0]} » serait imprimé tel quel, ou perdu"
        return cause, "Ne garder que **fort**, *italique* et [lien](https://…)."
    return None


def find_plain_fault(text: str) -> Fault | None:
    """Find a mark-up in a text that does not take any."""
    if "**" in text or "](" in text:
        return "ce champ ne prend ni mot fort ni lien", "Écrire le texte seul."
    return None
