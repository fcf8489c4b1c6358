"""The Jinja environment: sandboxed, escaped, strict, and shut in layouts/.

Every value that a layout prints goes through `finalize`, so that no text can
miss its French typography.
"""

import base64
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from romin_print.model.fonds import Fichier
from romin_print.model.outil import Effectif
from romin_print.render.balisage import render_texte
from romin_print.render.bibliographie import render_reference
from romin_print.render.dessins import draw_cible, draw_roue, draw_thermometre
from romin_print.render.ecriture import count_signs
from romin_print.render.typographie import NBSP, set_typography

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def make_environment(layouts: tuple[Path, ...]) -> jinja2.Environment:
    """Build the environment; a file of the first folder hides that of the next."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(layouts),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = next(
        (p for f in layouts if (p := f / "bibliographie.csl").is_file()), layouts[-1]
    )
    environment.filters |= {
        "texte": render_texte,
        "minutes": format_minutes,
        "jour": format_jour,
        "effectif": format_effectif,
        "enumere": format_enumeration,
        "reference": partial(render_reference, style=style),
        "data_uri": format_data_uri,
        "signes": count_signs,
        "roue": draw_roue,
        "cible": draw_cible,
        "thermometre": draw_thermometre,
    }
    return environment


def finalize(value: object) -> object:
    """Set the typography of a plain text; HTML made by a filter already has it."""
    return set_typography(value) if type(value) is str else value


def format_minutes(count: int) -> str:
    """Write a duration: « 45 min », « 1 h », « 1 h 30 »."""
    hours, minutes = divmod(count, 60)
    if not hours:
        return f"{minutes}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{minutes:02}" if minutes else f"{hours}{NBSP}h"


def format_jour(day: date) -> str:
    """Write a date in full: « 1er mars 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MOIS[day.month - 1]} {day.year}"


def format_enumeration(words: Iterable[str], separator: str = ", ") -> str:
    """List words after commas: « Entretien individuel, groupe »."""
    first, *others = words
    return separator.join([first, *map(lower_first, others)])


def lower_first(word: str) -> str:
    """Lower the first letter, unless the word is an acronym."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def format_effectif(effectif: Effectif) -> str:
    """Write how many persons take part."""
    low, high = effectif.minimum, effectif.maximum
    if high == 1:
        return f"1{NBSP}personne"
    return f"{low}{NBSP}personnes" if low == high else f"{low} à {high}{NBSP}personnes"


def format_data_uri(fichier: Fichier) -> Markup:
    """Write a picture as a data: URI, so that the page needs no other file."""
    return Markup(
        f"data:{fichier.media};base64,{base64.b64encode(fichier.contenu).decode()}"
    )
