"""HTML → a part, through the engine; nothing here imports it before it is needed."""

import re

from romin_print.errors import LayoutError
from romin_print.write.pdf.engine import load_engine
from romin_print.write.pdf.parts.part import Part

# It goes into the names of tags, whose order must be that of the names of parts.
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def make_part(
    html: str, name: str, *, fillable: bool = False, standalone: bool = False
) -> Part:
    """Lay out a complete HTML document as the part `name` of a linked file.

    The rules are those of `render_pdf`. `fillable` gives it form fields; `standalone`
    makes a whole PDF of it too. Raise `LayoutError`, with every fault that was found,
    rather than make a part that would lack something.
    """
    if not _NAME.fullmatch(name):
        raise LayoutError(
            f"une partie ne peut pas s’appeler « {name} »",
            "Son nom est fait de lettres sans accent, de chiffres et de tirets.",
        )
    load_engine()
    from romin_print.write.pdf.parts.composer import compose_part

    return compose_part(html, name, fillable=fillable, standalone=standalone)
