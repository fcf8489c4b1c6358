"""The small mark-up of text fields → HTML."""

from markupsafe import Markup

from romin_print.model.texte import parse_inline
from romin_print.render.typographie import set_typography

TAGS = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "link_close": "</a>",
}


def render_texte(text: str) -> Markup:
    """Turn one text field into inline HTML, with its typography set."""
    html = Markup()
    for token in parse_inline(set_typography(text)):
        if token.type == "link_open":
            html += Markup('<a href="{}">').format(token.attrs["href"])
        elif token.type == "text":
            html += token.content
        else:
            html += Markup(TAGS[token.type])
    return html
