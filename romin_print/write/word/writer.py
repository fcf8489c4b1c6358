"""Write the single HTML page as a Word document: the document of one part."""

from collections.abc import Sequence
from pathlib import Path

from romin_print.write.word.page import read_page


def render_docx(html: str, layouts: Sequence[Path]) -> bytes:
    """Return a page as a Word document, in the styles of the first layouts that have some."""
    page = read_page(html)
    # lxml and python-docx are slow to import: paid here, by those who ask for Word.
    from romin_print.write.word.drafting import draft_part
    from romin_print.write.word.joining import join_parts

    part = draft_part(page.body, layouts, page.text_scale)
    return join_parts([part], page, None, layouts)
