"""HTML → PDF/UA, through WeasyPrint.

The engine takes a third of a second to import, so nothing here imports it until
a PDF is wanted: `romin-print --help` must not pay for it.
"""

from romin_print.write.pdf.engine import load_engine

_SMALL_PAGE = """<html lang="fr"><title>Essai</title><style>
@font-face { font-family: Essai; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: Essai }
</style><p>Essai</p></html>"""


def render_pdf(html: str) -> tuple[bytes, int]:
    """Turn a complete HTML document into the bytes of a PDF and its page count."""
    load_engine()
    from romin_print.write.pdf.writer import render_pdf as render

    return render(html)


def warm_up(html: str = _SMALL_PAGE) -> None:
    """Make a worker process ready, so that its first document costs no more.

    Give it any document of the house: its fonts then stay loaded for the others.
    """
    render_pdf(html)
