"""Walks the leaves of a finished PDF, as they come out of a duplex printer.

What is printed at once for a séance goes to several hands: the counsellor's déroulé,
then a pack for each person. A leaf that would carry the words of one on the back of
the sheet of another would be given away with it, so each page must say whose it is,
in its footer, and no leaf may have two owners.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from romin_print.check.pdf_structure import read_letters, read_shown
from romin_print.errors import Place, Problem

CONSEILLER = "le CPIP"
BLANCHE = ""
INCONNU = "personne"
EXEMPLAIRE = re.compile(r"Exemplaire\s+(\d+)")
DEROULE = re.compile(r"Déroulé\s+pour\s+le\s+CPIP")
REMEDE = "Rendre à la mise en page ses pages blanches et ses pieds de page."


def check_leaves(path: Path) -> list[Problem]:
    """Check that each leaf has one owner, and that each owner starts on a recto."""
    owners = read_owners(path)
    causes = (*find_shared_leaves(owners), *find_late_starts(owners))
    return [Problem(Place(path), cause, REMEDE) for cause in causes]


def read_owners(path: Path) -> list[str]:
    """Read whose each page is: the counsellor's, « l’exemplaire 3 », or nobody's."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return [find_owner(page) for page in pdf.pages]


def find_owner(page: Any) -> str:
    """Find whose a page is."""
    body, footer = read_page(page)
    if DEROULE.match(footer):  # first: its title could speak of an « exemplaire 2 »
        return CONSEILLER
    if found := EXEMPLAIRE.search(footer):
        return f"l’exemplaire {found[1]}"
    return INCONNU if body or footer else BLANCHE


def find_shared_leaves(owners: list[str]) -> Iterator[str]:
    """Find the leaves that two owners share, and those of nobody's."""
    for number, sides in enumerate(zip_longest(owners[::2], owners[1::2]), 1):
        shared = [side for side in dict.fromkeys(sides) if side]
        if INCONNU in shared:
            yield f"une page de la feuille {number} ne dit pas à qui elle est"
        elif len(shared) > 1:
            yield f"la feuille {number} est partagée entre {' et '.join(shared)}"


def find_late_starts(owners: list[str]) -> Iterator[str]:
    """Find the owners who start on the back of a leaf."""
    for rank, owner in enumerate(owners):
        if owner not in (BLANCHE, INCONNU, *owners[:rank]) and rank % 2:
            yield f"la page {rank + 1}, première pour {owner}, est un verso"


def read_page(page: Any) -> tuple[str, str]:
    """Read the words of a page: those of its body, and those of its margins.

    Margins come last. What is no part of the text and comes before some of it is the
    head of a table, repeated on the page where the table goes on.
    """
    import pikepdf

    body, margins = "", ""
    marks: list[bool] = []
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC" | "BMC":
                marks.append(str(step.operands[0]) == "/Artifact")
            case "EMC":
                marks.pop()
            case "Tf":
                letters = read_letters(page.Resources.Font[str(step.operands[0])])
            case "Tj" | "TJ":
                shown = read_shown(step.operands[0], letters)
                if any(marks):
                    margins += shown
                else:
                    body, margins = body + shown, ""
    return body, margins
