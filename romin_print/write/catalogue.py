"""HTML → the catalogue of a kit: one file with its program, its data and its fonts.

The program is ours and stays here, out of layouts that a service may replace. A strict
policy lets no other run: it names the program by its digest, so nothing that is put in
the page afterwards, such as the service's own name, can add to it.
"""

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from romin_print.errors import LayoutError
from romin_print.write.catalogue_vocabulary import check_shell
from romin_print.write.web import LIMIT, embed_font

SCRIPTS = (
    "donnees", "recherche", "catalogue", "adresse", "selection", "deroule",
    "mesure", "apercu", "vues",
)  # fmt: skip
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
    "font-src data:; img-src data:; form-action 'none'; base-uri 'none'"
)
# HTML wants a word in each choice; Word and PDF want none in this one.
EMPTY = '<option value=""></option>'
FILLED = '<option value="">&nbsp;</option>'
SHEET = re.compile(r"<article\b[^>]*>.*?</article>", re.DOTALL)


def render_catalogue(html: str, donnees: bytes) -> bytes:
    """Check a rendered catalogue, and make it whole; `donnees` is its JSON.

    The bytes hold `<!--service-->` once, in the place of which a service is named
    afterwards: a hundred kits share all the rest.
    """
    check_shell(html, bool(json.loads(donnees).get("outils")))
    head, program = read_script("tete"), read_program()
    policy = POLICY.format(scripts=" ".join(map(digest_script, (head, program))))
    walled = replace_once(
        html,
        CHARSET,
        f'{CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<script>{head}</script>",
    )
    fonts = re.sub(r'url\("font:([^"]+)"\)', embed_font, SHEET.sub(ease_sheet, walled))
    data = donnees.decode().replace("<", "\\u003c")
    page = replace_once(
        fonts,
        "</body>",
        f'<script type="application/json" id="donnees">{data}</script>\n'
        f"<script>{program}</script>\n</body>",
    )
    return page.encode()


def ease_sheet(sheet: re.Match[str]) -> str:
    """Let the fields of a sheet take all that is typed; no choice is quite empty."""
    return LIMIT.sub("", sheet[0]).replace(EMPTY, FILLED)


def replace_once(text: str, old: str, new: str) -> str:
    """Replace what must be there once, or refuse the page."""
    if text.count(old) != 1:
        raise LayoutError(
            f"il faut une fois « {old} » dans le catalogue",
            "Corriger layouts/kit/catalogue.html.",
        )
    return text.replace(old, new)


@cache
def read_program() -> str:
    """Read the program of the page: its parts in order, in a scope of their own."""
    parts = "\n".join(map(read_script, SCRIPTS))
    return f"(() => {{\n'use strict';\n{parts}}})();\n"


def read_script(name: str) -> str:
    """Read one part of the program."""
    path = files("romin_print.write").joinpath("scripts", f"{name}.js")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def digest_script(script: str) -> str:
    """Name a script by its digest, as a content security policy does."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
