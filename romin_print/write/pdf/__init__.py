"""HTML → PDF/UA, through WeasyPrint.

The engine takes a third of a second to import, so nothing here imports it until
a PDF is wanted: `romin-print --help` must not pay for it.
"""

from romin_print.write.pdf.engine import load_engine
from romin_print.write.pdf.measure import Printed

_SMALL_PAGE = """<html lang="fr"><title>Essai</title><style>
@font-face { font-family: Essai; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: Essai }
</style><p>Essai</p></html>"""


def render_pdf(html: str, *, fillable: bool = False) -> Printed:
    """Turn a complete HTML document into a PDF; `fillable` gives it form fields."""
    load_engine()
    from romin_print.write.pdf.writer import render_pdf as render

    return render(html, fillable=fillable)


def warm_up(html: str = _SMALL_PAGE) -> None:
    """Make a worker process ready, so that its first document costs no more.

    Give it any document of the house: its fonts then stay loaded for the others.
    """
    render_pdf(html)
