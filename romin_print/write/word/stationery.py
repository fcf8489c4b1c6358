"""What every part is written on: the styles, lists and pages of the reference."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from romin_print.errors import LayoutError
from romin_print.write.word.numbering import Numbering
from romin_print.write.word.package import empty_body, open_reference
from romin_print.write.word.scale import enlarge
from romin_print.write.word.sections import Section, read_section
from romin_print.write.word.styles import StyleSheet, read_style_sheet

REFERENCE, STYLES = "word/reference.docx", "word/styles.yaml"


class Stationery(NamedTuple):
    """The styles, lists and pages of a reference document."""

    styles: StyleSheet
    numbering: Numbering
    section: Section


def load_stationery(layouts: Sequence[Path], scale: float) -> Stationery:
    """Load the first reference and table of styles of a search path of layouts.

    `scale` is by how much the text is larger than the styles say.
    """
    reference, table = find_layout(REFERENCE, layouts), find_layout(STYLES, layouts)
    text = table.read_text(encoding="utf-8")
    return read_stationery(reference.read_bytes(), reference, text, table, scale)


def find_layout(name: str, layouts: Sequence[Path]) -> Path:
    """Return the first file of a name in a search path of layouts."""
    for folder in layouts:
        if (folder / name).is_file():
            return folder / name
    looked = ", ".join(str(folder) for folder in layouts)
    raise LayoutError(f"« {name} » est introuvable dans {looked}")


@lru_cache(maxsize=4)
def read_stationery(
    data: bytes, reference: Path, text: str, table: Path, scale: float
) -> Stationery:
    """Read a reference and its table of styles; a binder reads the same many times."""
    document = open_reference(data, str(reference))
    styles = document.styles.element
    section = read_section(empty_body(document))
    enlarge(styles, scale)
    return Stationery(
        read_style_sheet(text, table, styles),
        Numbering(document.part.numbering_part.element, styles),
        section,
    )
