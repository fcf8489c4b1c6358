"""The Word file of a small tool, compared with the one accepted last."""

import io

import docx

from romin_print.load.fonds import load_fonds
from romin_print.plan.fiches import plan_fiches
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.word.writer import render_docx


def list_lines(word):
    """List the paragraphs and cells as « Style: text », in the order of the body."""
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield f"{block.style.name}: {' | '.join(cell.text for cell in row.cells)}"
        else:
            yield f"{block.style.name}: {block.text}".rstrip()


def test_golden_word_outline(root, layouts, check_golden):
    (document,) = plan_fiches(load_fonds(root / "content"), ("carte-des-appuis",))
    html = render_html(document, make_environment((layouts,)))

    word = docx.Document(io.BytesIO(render_docx(html, (layouts,))))

    check_golden("carte-des-appuis.docx.txt", "\n".join(list_lines(word)) + "\n")
