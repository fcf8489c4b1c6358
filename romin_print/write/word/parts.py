"""The parts of a long document: what is costly is done once, and kept as bytes.

A part is one line of JSON, the XML of its blocks, then its pictures.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import accumulate, pairwise
from pathlib import Path

from romin_print.write.word.needs import Needs, WordPart
from romin_print.write.word.page import read_body, read_page


def make_word_part(
    fragment_html: str, layouts: Sequence[Path], text_scale: float = 1
) -> bytes:
    """Make the part of a fragment: what a <main> holds, in <article> or <section>.

    `text_scale` is by how much its text is larger than the styles say. Raise
    `LayoutError` if Word cannot show all of it.
    """
    # lxml and python-docx are slow to import: paid here, by those who ask for Word.
    from romin_print.write.word.drafting import draft_part

    body = read_body(f"<!doctype html><body><main>{fragment_html}</main>")
    return pack_part(draft_part(body, layouts, text_scale))


def join_word(
    parts: Iterable[bytes],
    shell_html: str,
    numbers: Mapping[str, int],
    layouts: Sequence[Path],
) -> bytes:
    """Join parts into one Word document, under the head of a page; its body is not read.

    `numbers` gives the page of each id that the parts tell the page of. Raise
    `LayoutError` if they do not make a document: a title, links that lead somewhere.
    """
    from romin_print.write.word.joining import join_parts

    return join_parts(map(unpack_part, parts), read_page(shell_html), numbers, layouts)


def pack_part(part: WordPart) -> bytes:
    """Return a part as bytes."""
    lengths = [len(part.xml), *map(len, part.pictures)]
    head = json.dumps({"lengths": lengths, "needs": asdict(part.needs)})
    return b"".join((head.encode(), b"\n", part.xml, *part.pictures))


def unpack_part(data: bytes) -> WordPart:
    """Read a part again; raise `ValueError` if these bytes are none."""
    line, _, rest = data.partition(b"\n")
    try:
        head = json.loads(line)
        ends = list(accumulate(head["lengths"], initial=0))
        needs = Needs(**head["needs"])
    except (KeyError, TypeError):
        raise ValueError("these bytes are not a part") from None
    if ends[-1] != len(rest):
        raise ValueError("this part is not whole")
    xml, *pictures = (rest[start:end] for start, end in pairwise(ends))
    return WordPart(needs, xml, pictures)
