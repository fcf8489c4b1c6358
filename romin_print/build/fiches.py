"""Print fiches: load, plan, render, write."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from romin_print.build.atelier import Feuillet, Tirage
from romin_print.build.impression import Demande, Impression, Progress, print_all
from romin_print.build.projet import Projet
from romin_print.errors import GateError

PAGES_VISEES = 2
PAGES_MAXIMUM = 3


def build_fiches(
    projet: Projet, demande: Demande, progress: Progress | None = None
) -> Impression:
    """Print the chosen fiches, all of them or none; raise `RominError` otherwise."""
    long: list[str] = []

    def check(tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
        check_pages(tirages, feuillets)
        long.extend(list_long(tirages, feuillets))

    printed = print_all(
        projet, demande, lambda: render_fiches(projet, demande), check, progress
    )
    return replace(printed, remarques=tuple(long))


def list_long(tirages: list[Tirage], feuillets: list[Feuillet]) -> Iterator[str]:
    """Tell the fiches that are longer than the two sides of a leaf."""
    for tirage, feuillet in zip(tirages, feuillets, strict=True):
        if feuillet.pages > PAGES_VISEES:
            yield (
                f"Attention : {tirage.output.name} fait {feuillet.pages} pages"
                f" au lieu de {PAGES_VISEES}. Raccourcir ses textes."
            )


def check_pages(tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
    """Refuse a fiche that nobody would read during an interview."""
    for tirage, feuillet in zip(tirages, feuillets, strict=True):
        refuse_length(tirage.output.name, feuillet.pages)


def refuse_length(nom: str, pages: int) -> None:
    """Refuse a fiche of too many pages."""
    if pages > PAGES_MAXIMUM:
        raise GateError(
            f"{nom} ferait {pages} pages, {PAGES_MAXIMUM} au plus. "
            "Raccourcir ses textes ; rien n’a été écrit."
        )


def render_fiches(projet: Projet, demande: Demande) -> list[Tirage]:
    """Render the chosen fiches to HTML."""
    from romin_print.build.contenu import read_contenu
    from romin_print.build.pages import render_page
    from romin_print.plan.fiches import plan_fiches
    from romin_print.plan.selection import select_outils
    from romin_print.render.environment import make_environment

    fonds = read_contenu(projet)
    slugs = select_outils(fonds, demande.noms, demande.filtres)
    environment = make_environment(projet.layouts)
    documents = plan_fiches(fonds, slugs, noir_et_blanc=demande.noir_et_blanc)
    return [
        Tirage(
            render_page(document, environment), Path(document.output), demande.formats
        )
        for document in documents
    ]
