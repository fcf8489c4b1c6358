"""Page numbers that the layout leaves blank, filled in where they are words.

The PDF has its own way (`write/pdf/link`); Word and the web read the HTML.
"""

import re
from collections.abc import Mapping

SLOT = re.compile(r'(<span class="page" data-page="([^"]+)">)[^<]*(</span>)')


def fill_slots(html: str, numbers: Mapping[str, int]) -> str:
    """Write in each `<span data-page="X">` the number of the page of X.

    Raise `KeyError` for a place that is not in the binder.
    """
    return SLOT.sub(lambda m: f"{m[1]}{numbers[m[2]]}{m[3]}", html)
