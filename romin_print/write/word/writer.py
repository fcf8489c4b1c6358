"""Write the single HTML page as a Word document.

The four steps below are the whole of it; each has its module.
"""

from collections.abc import Sequence
from pathlib import Path

from romin_print.errors import LayoutError
from romin_print.write.fields import name_fields
from romin_print.write.word.page import Page, read_page

# A line to write on by hand, in millimetres: of ordinary text, and of larger text.
LINE = 10
TALL_LINE = 12


def render_docx(html: str, layouts: Sequence[Path]) -> bytes:
    """Return a page as a Word document, in the styles of the first layouts that have some."""
    page = read_page(html)
    reference = find_layout("word/reference.docx", layouts)
    styles = find_layout("word/styles.yaml", layouts)
    return write_page(page, reference, styles)


def find_layout(name: str, layouts: Sequence[Path]) -> Path:
    """Return the first file of a name in a search path of layouts."""
    for folder in layouts:
        if (folder / name).is_file():
            return folder / name
    looked = ", ".join(str(folder) for folder in layouts)
    raise LayoutError(f"« {name} » est introuvable dans {looked}")


def write_page(page: Page, reference: Path, styles: Path) -> bytes:
    """Write a page over a reference document."""
    # python-docx is slow to import: paid here, by those who ask for Word.
    from romin_print.write.word import package
    from romin_print.write.word.blocks import build_flow
    from romin_print.write.word.draft import Draft
    from romin_print.write.word.grid import part_tables
    from romin_print.write.word.numbering import Numbering
    from romin_print.write.word.ooxml import TWIPS_PER_MM
    from romin_print.write.word.scale import enlarge
    from romin_print.write.word.sections import lift_last_section, read_section
    from romin_print.write.word.styles import load_style_sheet
    from romin_print.write.word.vocabulary import read_node

    document = package.open_reference(reference)
    known, numbers = document.styles.element, document.part.numbering_part.element
    section = read_section(package.empty_body(document))
    enlarge(known, page.text_scale)
    draft = Draft(
        document.part,
        load_style_sheet(styles, known),
        Numbering(numbers, known),
        section,
        names=name_fields(page.body),
        ids=frozenset(
            each.attrib["id"] for each in page.body.iter() if "id" in each.attrib
        ),
        line=round(TWIPS_PER_MM * (LINE if page.text_scale == 1 else TALL_LINE)),
    )
    trail = (read_node(page.body),)
    blocks = part_tables(build_flow(page.body, trail, draft), trail, draft)
    last = lift_last_section(blocks)
    document.element.body.extend(
        [*blocks, section.properties if last is None else last]
    )
    package.write_properties(document, page)
    return package.save_document(document, page.accent)
