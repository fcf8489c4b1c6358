"""Places that can be led to inside the document, and the pages where they are."""

import hashlib
import re
from collections.abc import Sequence

from romin_print.write.word.draft import Draft
from romin_print.write.word.ooxml import Element, expand_name, find_value, make
from romin_print.write.word.vocabulary import HEADINGS

# Elements whose id becomes a place: those of fields belong to their labels.
PLACES = HEADINGS | {"article", "section"}
LONGEST = 40
PLAIN = re.compile(rf"[a-z][a-z0-9-]{{0,{LONGEST - 1}}}")


def name_place(id_: str) -> str:
    """Name the bookmark of an id, always the same, never the same for two ids.

    Word takes letters, digits and underscores, forty at most, whatever their case.
    """
    if PLAIN.fullmatch(id_):
        return id_.replace("-", "_")
    return f"L_{hashlib.sha256(id_.encode()).hexdigest()[: LONGEST - 2]}"


def mark_place(blocks: Sequence[Element], id_: str, draft: Draft) -> None:
    """Make blocks a place: whoever goes there arrives on their first heading."""
    paragraphs = [
        paragraph for block in blocks for paragraph in block.iter(expand_name("w:p"))
    ]
    headings = (p for p in paragraphs if is_heading(p, draft))
    target = next(headings, paragraphs[0] if paragraphs else None)
    if target is None:
        return
    number = draft.add_place(id_)
    start = make("w:bookmarkStart", id=number, name=name_place(id_))
    target.insert(int(target.find(expand_name("w:pPr")) is not None), start)
    target.append(make("w:bookmarkEnd", id=number))


def is_heading(paragraph: Element, draft: Draft) -> bool:
    """Tell whether the style of a paragraph makes it a heading."""
    return find_value(paragraph, "w:pPr/w:pStyle") in draft.styles.headings


def lead_to(id_: str, draft: Draft) -> str:
    """Name a place for a link or a page number, and have it looked for."""
    draft.add_anchor(id_)
    return name_place(id_)
