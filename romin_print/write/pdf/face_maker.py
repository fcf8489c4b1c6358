"""Makes a static face out of a font file: cut, without variations nor ligatures.

Only the kerning, the accents and the digits of equal widths (those of numbered lists)
of the main font are kept: what else a font replaces glyphs by, such as ligatures, would
be letters that no table of characters gives back. The font that lends it rare signs
keeps nothing but them.
"""

import io
import zlib
from hashlib import sha256
from typing import Any
from unicodedata import category

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from romin_print.write.fonts import read_font
from romin_print.write.pdf.faces import MAIN_FILE, SOURCES, Face
from romin_print.write.pdf.form_font import FAMILY, list_widths

_FEATURES = ["kern", "mark", "mkmk", "tnum"]
_BLANKS = ("Zs", "Zl", "Zp", "Cc", "Cf")
_TYPESETTING = ["GSUB", "GPOS", "GDEF", "BASE"]
_SYMBOLIC, _NOT_SYMBOLIC, _ITALIC = 4, 32, 64
# Nobody draws thicker stems with it: the engine writes the same for all fonts.
_STEM = 80
_BATCH = 100


def make_face(stem: str) -> Face:
    """Make the face that `SOURCES` describes; its key is a digest of what it draws."""
    font = cut_font(stem)
    buffer = io.BytesIO()
    font.save(buffer)
    file = buffer.getvalue()
    bodies = write_bodies(TTFont(io.BytesIO(file)), file, stem, "Italic" in stem)
    glyphs = font.getBestCmap()
    digits = {
        digit: (
            font.getGlyphID(glyph),
            font["hmtx"][glyph][0] / font["head"].unitsPerEm,
        )
        for digit in "0123456789"
        if (glyph := glyphs.get(ord(digit)))
    }
    key = f"{stem}-{sha256(file).hexdigest()[:8]}"
    holes = ((1, 4), (2,), (3,), (), (), (6,), (3,))
    return Face(key, bodies, holes, digits, file)


def cut_font(stem: str) -> Any:
    """Keep the characters of a font; of the second one, those that the main lacks."""
    name, weight = SOURCES[stem]
    font = TTFont(io.BytesIO(read_font(name)), recalcTimestamp=False)
    kept = set(font.getBestCmap())
    options = Options(layout_features=_FEATURES, hinting=False, notdef_outline=True)
    if weight:
        lent = kept - set(TTFont(io.BytesIO(read_font(MAIN_FILE))).getBestCmap())
        # A space is drawn in the font of the sign before it, which must have one.
        kept = lent | {code for code in kept if category(chr(code)) in _BLANKS}
        options.drop_tables += _TYPESETTING
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    if weight:
        font = instantiateVariableFont(font, {"wght": weight})
    return font


def write_bodies(font: Any, file: bytes, stem: str, italic: bool) -> tuple[bytes, ...]:
    """Write the objects of a font, with « %d » for the numbers of those they name."""
    # Six letters and a plus say that the font is cut (ISO 32000-1, 9.6.4).
    letters = sha256(file).digest()[:6]
    tag = "".join(chr(65 + letter % 26) for letter in letters)
    name = f"/{tag}+{stem}"
    flags = _SYMBOLIC + (_ITALIC if italic else 0)
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
        "/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        f"/W[0[{write_widths(font)}]]/FontDescriptor %d 0 R>>".encode(),
        write_descriptor(font, name, flags),
        write_stream(file, f"/Length1 {len(file)}"),
        write_stream(write_characters(font).encode()),
        f"<</Type/Font/Subtype/TrueType/BaseFont/{stem}/FirstChar 32/LastChar 255"
        f"/Widths[{' '.join(map(str, list_widths(font)))}]/Encoding/WinAnsiEncoding"
        "/FontDescriptor %d 0 R>>".encode(),
        write_descriptor(font, f"/{stem}", _NOT_SYMBOLIC, FAMILY),
    )


def write_stream(data: bytes, entries: str = "") -> bytes:
    """Write a compressed stream; its « % » are doubled, as in all bodies."""
    packed = zlib.compress(data, 9)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode() + packed.replace(b"%", b"%%") + b"\nendstream"


def write_widths(font: Any) -> str:
    """Write how wide each glyph is, in thousandths of the size (9.7.4.3)."""
    scale = 1000 / font["head"].unitsPerEm
    widths = (font["hmtx"][glyph][0] * scale for glyph in font.getGlyphOrder())
    return " ".join(f"{width:g}" for width in widths)


def write_descriptor(font: Any, name: str, flags: int, family: str = "") -> bytes:
    """Write what a font looks like, for who would replace it (9.8)."""
    head, line = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    frame = " ".join(f"{round(side * scale)}" for side in box)
    said = f"/FontFamily({family})" if family else ""
    return (
        f"<</Type/FontDescriptor/FontName{name}{said}/Flags {flags}"
        f"/FontBBox[{frame}]/ItalicAngle {font['post'].italicAngle:g}"
        f"/Ascent {round(line.ascent * scale)}/Descent {round(line.descent * scale)}"
        f"/CapHeight {round(font['OS/2'].sCapHeight * scale)}/StemV {_STEM}"
        "/FontFile2 %d 0 R>>".encode()
    )


def write_characters(font: Any) -> str:
    """Write which character each glyph stands for (9.10.3)."""
    lines = [
        f"<{glyph:04x}> <{chr(code).encode('utf-16-be').hex()}>"
        for glyph, code in sorted(list_characters(font).items())
    ]
    batches = (lines[i : i + _BATCH] for i in range(0, len(lines), _BATCH))
    blocks = (
        "\n".join([f"{len(batch)} beginbfchar", *batch, "endbfchar"])
        for batch in batches
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def list_characters(font: Any) -> dict[int, int]:
    """List the character of each glyph: the first one, when it has several.

    The first is the plain one: a space before a no-break space, a hyphen before a
    soft one.
    """
    found: dict[int, int] = {}
    glyphs = font.getBestCmap()
    for code, glyph in sorted(glyphs.items()):
        found.setdefault(font.getGlyphID(glyph), code)
    replaced = list_replacements(font)
    for code, glyph in sorted(glyphs.items()):
        if glyph in replaced:
            found.setdefault(font.getGlyphID(replaced[glyph]), code)
    return found


def list_replacements(font: Any) -> dict[str, str]:
    """List the glyphs that the font replaces, one by one, when it is asked to."""
    if "GSUB" not in font:
        return {}
    return {
        glyph: other
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for glyph, other in getattr(table, "mapping", {}).items()
    }
