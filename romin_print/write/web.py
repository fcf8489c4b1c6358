"""HTML → one web page that needs nothing else: the fonts are put inside.

It is the same page as the PDF's and Word's; only `font:` addresses change, since
a browser cannot read them, and fields take all that is typed in them.
"""

import base64
import hashlib
import io
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from romin_print.write.atomic import write_whole
from romin_print.write.fonts import read_font

# What French, and the signs of the fiches, need; the rest of a font is dead weight.
# A second wall, after the closed vocabulary: the browser itself runs and fetches nothing.
WALL = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'\">"
)
# What fits a ruled line says nothing of a field that scrolls: it would stop mid-word.
LIMIT = re.compile(r' maxlength="[0-9]+"')
MAIN_FAMILY = "AtkinsonHyperlegible"
FEATURES = ["kern", "mark", "ccmp"]
UNICODES = [
    *range(0x20, 0x180),
    *range(0x2000, 0x2070),
    0x20AC,
    *range(0x2190, 0x219A),
    0x2212,
]


def render_web(html: str) -> bytes:
    """Make the page self-contained, and return it in UTF-8."""
    walled = html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{WALL}', 1)
    scrolling = LIMIT.sub("", walled)
    return re.sub(r'url\("font:([^"]+)"\)', embed_font, scrolling).encode()


def embed_font(match: re.Match[str]) -> str:
    """Write the address of a house font as a data: URI.

    The second family only lends rare signs: a browser has its own for those, and
    it would double the weight of each page.
    """
    if not match[1].startswith(MAIN_FAMILY):
        return 'local("Source Sans 3")'
    return f'url("data:font/woff2;base64,{compress_font(match[1])}")'


@cache
def compress_font(name: str) -> str:
    """Cut a font down to what French needs, as WOFF2 in base64.

    The work takes longer than all the rest of a page, and never changes: it is kept
    in the user's cache, under a name that says what went into it.
    """
    from fontTools import version

    source = read_font(name)
    made_of = source + f"{UNICODES} {FEATURES} {version}".encode()
    kept = find_cache() / f"{hashlib.sha256(made_of).hexdigest()}.woff2"
    with suppress(OSError):
        return base64.b64encode(kept.read_bytes()).decode()
    font = subset_font(source)
    with suppress(OSError):
        write_atomically(font, kept)
    return base64.b64encode(font).decode()


def subset_font(source: bytes) -> bytes:
    """Cut one font down, and compress it."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=FEATURES))
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def find_cache() -> Path:
    """Find the user's cache folder."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named or "~/.cache").expanduser() / "romin-print"


def write_atomically(data: bytes, path: Path) -> None:
    """Write a file beside its place, then move it there."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    write_whole(data, beside)
    beside.replace(path)
