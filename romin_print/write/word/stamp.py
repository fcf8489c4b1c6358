"""Words added at the foot of the pages of a finished Word file; the rest is copied.

Nothing is laid out nor compressed again but the feet of pages, which are small, and
the words that stand in place of others.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from romin_print.write.stable_zip import replace_members

DOCUMENT = "word/document.xml"
_FOOT = re.compile(r"word/footer\d*\.xml")
_END = b"</w:ftr>"
_STYLE = re.compile(rb"<w:p>(<w:pPr>.*?</w:pPr>)", re.DOTALL)


def stamp_word(data: bytes, foot: str, replaced: Mapping[str, str] = {}) -> bytes:
    """Add a line to every foot of page, and put words in place of others in the text.

    What is replaced is plain text, in one run. The same input gives the same bytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        changed = {
            name: add_line(archive.read(name), foot)
            for name in archive.namelist()
            if _FOOT.fullmatch(name)
        }
        if replaced:
            changed[DOCUMENT] = put_words(archive.read(DOCUMENT), replaced)
    return replace_members(data, changed)


def add_line(footer: bytes, words: str) -> bytes:
    """Add a paragraph at the end of a foot of page, in the style of the first."""
    style = _STYLE.search(footer)
    line = b'<w:p>%b<w:r><w:t xml:space="preserve">%b</w:t></w:r></w:p>' % (
        style[1] if style else b"",
        escape(words).encode(),
    )
    before, end, after = footer.rpartition(_END)
    return before + line + end + after


def put_words(document: bytes, replaced: Mapping[str, str]) -> bytes:
    """Put words in place of others in the body of a document."""
    for old, new in replaced.items():
        document = document.replace(escape(old).encode(), escape(new).encode())
    return document
