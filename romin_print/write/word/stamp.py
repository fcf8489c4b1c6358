"""Words added at the foot of the pages of a finished Word file; the rest is copied.

Nothing is laid out nor compressed again but the feet of pages, which are small, and
what takes the place of something else: words, and a logo where a blank one stands.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from romin_print.write.stable_zip import replace_members

if TYPE_CHECKING:
    from PIL import Image

DOCUMENT = "word/document.xml"
_FOOT = re.compile(r"word/footer\d*\.xml")
_PICTURE = re.compile(r"word/media/[^/]+\.png")
_END = b"</w:ftr>"
# The room of a logo in a document, in pixels of a screen; it is drawn much finer.
_ROOM = (240, 90)
_FINE = 3
_GREY = (254, 254, 254)
_STYLE = re.compile(rb"<w:p>(<w:pPr>.*?</w:pPr>)", re.DOTALL)


def stamp_word(
    data: bytes, foot: str, replaced: Mapping[str, str] = {}, logo: bytes = b""
) -> bytes:
    """Add a line to every foot of page, and put words in place of others in the text.

    What is replaced is plain text, in one run; `logo` takes the place of the blank
    one. The same input gives the same bytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        changed = {
            name: add_line(archive.read(name), foot)
            for name in names
            if _FOOT.fullmatch(name)
        }
        if replaced:
            changed[DOCUMENT] = put_words(archive.read(DOCUMENT), replaced)
        for name in filter(_PICTURE.fullmatch, names) if logo else ():
            if archive.read(name) == make_blank_logo():
                changed[name] = frame_logo(logo)
    return replace_members(data, changed)


@cache
def make_blank_logo() -> bytes:
    """Make the picture that keeps the room of a logo: a PNG like no other."""
    from PIL import Image

    return save(Image.new("RGB", _ROOM, _GREY))


@lru_cache(maxsize=2)
def frame_logo(logo: bytes) -> bytes:
    """Draw a logo, PNG or JPEG, in the room that was kept for it: on white, at the left."""
    from PIL import Image

    width, height = (_FINE * side for side in _ROOM)
    frame = Image.new("RGB", (width, height), "white")
    with Image.open(io.BytesIO(logo), formats=("PNG", "JPEG")) as picture:
        drawn = picture.convert("RGB")
    scale = min(width / drawn.width, height / drawn.height)
    size = (round(drawn.width * scale), round(drawn.height * scale))
    frame.paste(drawn.resize(size, Image.Resampling.LANCZOS), (0, height - size[1]))
    return save(frame)


def save(picture: Image.Image) -> bytes:
    """Save a picture as PNG."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


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
