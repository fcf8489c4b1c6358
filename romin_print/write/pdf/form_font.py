"""The font that answers are written in, such that every program can write it.

WeasyPrint gives fields a font coded glyph by glyph, which a program can only use if
it reads the font file itself: pdftk and others write empty squares. The same file
is given here the one-byte code of Western Europe (WinAnsi), which all of them know.
"""

import io
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

# The family of fields in the style sheets: a font of its own, because all its
# glyphs go in the file, where the text's only has those that it uses.
FAMILY = "Champ"

_FIRST, _LAST = 32, 255
_NOT_SYMBOLIC = 32


def write_field_font(pdf: Any) -> Any | None:
    """Add the font of fields to the file; None if no field is set in it."""
    objects = {item.reference: item for item in pdf.objects}
    for item in objects.values():
        if isinstance(item, pydyf.Dictionary) and is_field_font(item):
            file = TTFont(io.BytesIO(objects[item["FontFile2"]].stream[0]))
            return _make_font(pdf, item, file)
    return None


def is_field_font(item: Any) -> bool:
    """Say whether an object describes the font of fields."""
    described = item.get("Type") == "/FontDescriptor"
    return described and bool(item["FontFamily"].string == FAMILY)


def list_widths(file: Any) -> list[int]:
    """List how wide each character of the code is, in thousandths of the size."""
    glyphs, metrics = file.getBestCmap(), file["hmtx"]
    scale = 1000 / file["head"].unitsPerEm
    widths = []
    for code in range(_FIRST, _LAST + 1):
        glyph = glyphs.get(ord(_decode(code)))
        widths.append(round(metrics[glyph][0] * scale) if glyph else 0)
    return widths


def _decode(code: int) -> str:
    # Codes that mean nothing are drawn as bullets.
    return bytes([code]).decode("cp1252", errors="ignore") or "\N{BULLET}"


def _make_font(pdf: Any, described: Any, file: Any) -> Any:
    # Without the tag « ABCDEF+ », which would tell that glyphs are missing.
    name = f"/{file['name'].getDebugName(6)}"
    descriptor = pydyf.Dictionary(described)
    descriptor |= {"FontName": name, "Flags": _NOT_SYMBOLIC}
    pdf.add_object(descriptor)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(list_widths(file)),
            "Encoding": "/WinAnsiEncoding",
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(font)
    return font
