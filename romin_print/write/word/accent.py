"""The accent: one colour of the reference, replaced by that of the page.

Styles name it as a colour of the theme, which Word and its designer follow, and
write it in digits too, which is all that LibreOffice reads: both are changed.
"""

import colorsys

from romin_print.write.word.ooxml import NAMESPACES, Element, expand_name

ACCENT = "accent1"
# Where the digits of a colour are, the name of the theme colour, and how much of it.
TEXT = ("w:val", "w:themeColor", "w:themeTint")
LINE = ("w:color", "w:themeColor", "w:themeTint")
FILL = ("w:fill", "w:themeFill", "w:themeFillTint")
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV", "bdr")
COLOURED = {"w:color": TEXT, "w:shd": FILL} | {f"w:{side}": LINE for side in SIDES}


def recolour(part: Element, accent: str) -> None:
    """Write the accent wherever a part says that a colour is the accent."""
    for name, place in COLOURED.items():
        digits, theme, tint = map(expand_name, place)
        for element in part.iter(expand_name(name)):
            if element.get(theme) == ACCENT:
                share = int(element.get(tint) or "FF", 16) / 255
                element.set(digits, tint_colour(accent, share))


def recolour_theme(theme: Element, accent: str) -> None:
    """Write the accent in the theme."""
    for colour in theme.iterfind(f".//a:{ACCENT}/a:srgbClr", NAMESPACES):
        colour.set("val", accent)


def tint_colour(colour: str, share: float) -> str:
    """Mix a colour with white as Word does: on its lightness, 1 leaves it as it is."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    mixed = colorsys.hls_to_rgb(hue, light * share + 1 - share, saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in mixed)
