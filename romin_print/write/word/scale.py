"""Larger text: every size of the styles, multiplied by what the page asks for."""

from romin_print.write.word.ooxml import Element, expand_name

SIZES = ("w:sz", "w:szCs")


def enlarge(styles: Element, scale: float) -> None:
    """Multiply the sizes of the text of all styles, which Word counts in half points."""
    value = expand_name("w:val")
    for size in styles.iter(*map(expand_name, SIZES)):
        size.set(value, str(round(int(size.get(value) or 0) * scale)))
