"""Tell what printing a binder takes: paper, colour, tabs to buy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from romin_print.build.classeurs import (
    DemandeClasseur,
    Reunion,
    choose_classeurs,
    digest_inputs,
    load_content,
    make_reunion,
    use_fabrique,
)
from romin_print.build.projet import Projet

if TYPE_CHECKING:
    from romin_print.plan.devis import Devis

LABEL, COLUMN = 34, 18
# What is counted, in the order of who orders it, and its name in a `Compte`.
LINES = {
    "Feuilles A4": "feuilles",
    "  dont avec de la couleur": "feuilles_couleur",
    "Faces imprimées": "faces",
    "  en couleur": "faces_couleur",
    "  en noir": "faces_noires",
    "Versos blancs": "faces_blanches",
    "Onglets à acheter": "intercalaires",
}


def make_devis_lines(
    projet: Projet, demande: DemandeClasseur, exemplaires: int
) -> Iterator[str]:
    """Tell the quote of each chosen binder, a line for each thing to count.

    The pages are laid out, and nothing is written.
    """
    with use_fabrique(projet, demande, None) as fabrique:
        inputs = digest_inputs(projet, demande)
        fonds = load_content(fabrique, demande, inputs)
        for slug in choose_classeurs(fonds, demande.noms):
            reunion = make_reunion(fabrique, fonds, slug)
            yield from tell_devis(reunion, count_devis(reunion, exemplaires))


def count_devis(reunion: Reunion, exemplaires: int) -> Devis:
    """Count what a binder takes, out of the pages of its pieces."""
    from romin_print.plan.devis import Tirage, make_devis

    return make_devis(
        (
            Tirage(p.piece.genre, p.part.pages, frozenset(p.part.colours))
            for p in reunion.parties
        ),
        recto_verso=reunion.classeur.recto_verso,
        exemplaires=exemplaires,
    )


def tell_devis(reunion: Reunion, devis: Devis) -> Iterator[str]:
    """Tell a quote as a table: one copy, then all of them."""
    classeur = reunion.classeur
    sides = "recto verso" if classeur.recto_verso else "recto seul"
    yield f"{classeur.titre}, édition {classeur.edition} ({reunion.slug}), {sides}"
    columns = [("1 exemplaire", devis.un)]
    if devis.exemplaires > 1:
        columns.append((f"{show(devis.exemplaires)} exemplaires", devis.tous))
    yield f"{'':{LABEL}}" + "".join(f"{title:>{COLUMN}}" for title, _ in columns)
    for label, name in LINES.items():
        told = (show(getattr(compte, name)) for _, compte in columns)
        yield f"{label:{LABEL}}" + "".join(f"{count:>{COLUMN}}" for count in told)
    yield (
        f"Épaisseur du papier : environ {devis.epaisseur} mm par exemplaire. "
        "Onglets : si les intercalaires sont achetés, non imprimés."
    )


def show(count: int) -> str:
    """Write a number with its thousands apart."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
