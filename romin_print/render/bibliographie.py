"""A reference → the words of its citation, through CSL.

citeproc is the engine of the bibliography world; our own small style file keeps
what a fiche needs of ISO 690.
"""

import json
import re
import warnings
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from romin_print.errors import LayoutError
from romin_print.model.reference import Reference
from romin_print.render.typographie import set_typography

# Private-use characters that stand, while CSL works, around a foreign title and
# for the signs of HTML: CSL escapes nothing, and its own tags must stay tags.
OPEN, CLOSE = "\ue000", "\ue001"
HIDE = str.maketrans("&<>", "\ue002\ue003\ue004")
SHOW = str.maketrans({"\ue002": "&amp;", "\ue003": "&lt;", "\ue004": "&gt;"})


def render_reference(reference: Reference, style: Path) -> Markup:
    """Format one reference as inline HTML; a foreign title carries its language."""
    item = reference.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    language = str(item.get("language", "fr"))[:2]
    if language != "fr":
        for name in {"title", "container-title"} & item.keys():
            item[name] = f"{OPEN}{item[name]}{CLOSE}"
    hidden = json.dumps(item, ensure_ascii=False).translate(HIDE)
    told = format_item(hidden, style)
    # A split with a group keeps what it splits on: every other piece is foreign.
    pieces = re.split(f"{OPEN}(.*?){CLOSE}", told)
    pieces[::2] = map(set_typography, pieces[::2])
    pieces[1::2] = (f'<span lang="{escape(language)}">{p}</span>' for p in pieces[1::2])
    return Markup("".join(pieces).translate(SHOW))


@lru_cache(maxsize=1024)
def format_item(item: str, style: Path) -> str:
    """Format one item given as CSL-JSON; cached, since fiches share references."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    loaded = json.loads(item)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields that our style leaves out
        source = CiteProcJSON([loaded])
        bibliography = CitationStylesBibliography(
            load_style(style), source, formatter.html
        )
        bibliography.register(Citation([CitationItem(loaded["id"])]))
        told = str(bibliography.bibliography()[0])
    # A non-breaking hyphen in « p. 12-15 » would bring in a second font for itself.
    told = told.replace("\N{NON-BREAKING HYPHEN}", "-")
    return re.sub(r"<(/?)i>", r"<\1em>", told)


@lru_cache(maxsize=4)
def load_style(path: Path) -> object:
    """Load a CSL style, once for all references."""
    from citeproc import CitationStylesStyle

    if not path.is_file():
        raise LayoutError(
            f"style bibliographique introuvable : {path}",
            "Remettre bibliographie.csl dans layouts/.",
        )
    return CitationStylesStyle(str(path), locale="fr-FR", validate=False)
