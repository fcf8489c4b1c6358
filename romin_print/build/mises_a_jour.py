"""Print an update of a paper binder: what to do, then the leaves that have changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from romin_print.build.classeurs import (
    DemandeClasseur,
    Reunion,
    choose_classeurs,
    digest_inputs,
    find_former,
    load_content,
    make_reunion,
    use_fabrique,
)
from romin_print.build.editions import FOLDER, MANIFESTE
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.impression import Impression, Progress
from romin_print.build.projet import Projet
from romin_print.build.relieur import link_pdf, make_book, place_parties, publish_files
from romin_print.errors import SelectionError

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds
    from romin_print.model.manifeste import Manifeste
    from romin_print.model.reliure import Geste

SUFFIX = "-mise-a-jour"


def build_mise_a_jour(
    projet: Projet,
    demande: DemandeClasseur,
    depuis: str,
    progress: Progress | None = None,
) -> Impression:
    """Print what brings a paper binder up to date; raise `RominError` otherwise."""
    with use_fabrique(projet, demande, None) as fabrique:
        inputs = digest_inputs(projet, demande)
        fonds = load_content(fabrique, demande, inputs)
        (slug,) = choose_classeurs(fonds, demande.noms)
        refuse_continue(fonds, slug)
        # First of all: a slip of the keyboard must not cost a whole layout.
        ancien = find_former(fabrique, slug, depuis)
        refuse_other(fonds, slug, ancien)
        reunion = make_reunion(fabrique, fonds, slug, progress=progress)
        return write_mise_a_jour(fabrique, fonds, reunion, ancien, demande)


def refuse_continue(fonds: Fonds, slug: str) -> None:
    """Refuse a binder whose pages are numbered from one end to the other."""
    if fonds.classeurs[slug].pagination != "feuillets":
        raise SelectionError(
            f"les pages de « {slug} » se suivent : une seule de plus les renumérote "
            "toutes. Écrire « pagination: feuillets » dans ce classeur pour en "
            "remplacer les feuillets, ou l’imprimer en entier."
        )


def refuse_other(fonds: Fonds, slug: str, ancien: Manifeste) -> None:
    """Refuse an edition whose pile no gesture could bring to this one."""
    from romin_print.plan.editions import check_comparables
    from romin_print.plan.manifestes import make_manifeste

    check_comparables(ancien, make_manifeste(fonds.classeurs[slug], slug, (), ()))


def write_mise_a_jour(
    fabrique: Fabrique,
    fonds: Fonds,
    reunion: Reunion,
    ancien: Manifeste,
    demande: DemandeClasseur,
) -> Impression:
    """Write the leaves to put in, after the sheet that says where they go."""
    from romin_print.plan.editions import compare_piles, list_feuillets_a_imprimer

    gestes = compare_piles(ancien, reunion.manifeste)
    if not gestes:
        told = f"Rien à remplacer depuis l’édition {ancien.edition}."
        return Impression(1, 0, (), (told,))
    consignes = make_consignes(fabrique, reunion, ancien, gestes)
    feuillets = list_feuillets_a_imprimer(reunion.manifeste, gestes)
    pile = [consignes, *(p for p in reunion.parties if p.piece.ancre in feuillets)]
    pages = choose_pages(reunion, pile, feuillets)
    name = f"{FOLDER / reunion.slug}{SUFFIX}"
    files = {
        PurePath(f"{name}.pdf"): print_pages(
            fabrique, fonds, reunion, pile, pages, demande
        ),
        PurePath(name + MANIFESTE): reunion.manifeste.to_json(),
    }
    output = fabrique.projet.output
    if not demande.simuler:
        publish_files(output, files)
    paths = tuple(output / file for file in files)
    return Impression(1, len(pages), paths, tuple(tell_same_edition(reunion, ancien)))


def tell_same_edition(reunion: Reunion, ancien: Manifeste) -> Iterator[str]:
    """Tell that two editions have one name: nobody could say which a binder is."""
    edition = reunion.manifeste.edition
    if edition == ancien.edition:
        yield (
            f"L’édition s’appelle encore {edition} : changer « edition » dans "
            f"content/classeurs/{reunion.slug}.yaml avant de diffuser."
        )


def make_consignes(
    fabrique: Fabrique,
    reunion: Reunion,
    ancien: Manifeste,
    gestes: tuple[Geste, ...],
) -> Partie:
    """Make the sheet that says what to take out and what to put in."""
    from romin_print.plan import consignes
    from romin_print.plan.classeur import make_document

    piece = consignes.make_consignes(ancien, reunion.manifeste, gestes)
    (partie,) = fabrique.make([make_document(reunion.classeur, piece)])
    return partie


def choose_pages(
    reunion: Reunion, pile: list[Partie], feuillets: dict[str, tuple[int, ...]]
) -> list[tuple[int, str]]:
    """Choose the pages to print out of those of a pile; each with what names it.

    A page is counted from 0 in the pile once linked, blank versos among them. The
    last leaf has no blank verso in the file: nothing comes after it.
    """
    from romin_print.write.pdf.parts.part import count_pages

    total = count_pages(place_parties(reunion.classeur, pile))
    return [page for page in list_sides(reunion, pile, feuillets) if page[0] < total]


def list_sides(
    reunion: Reunion, pile: list[Partie], feuillets: dict[str, tuple[int, ...]]
) -> Iterator[tuple[int, str]]:
    """List both sides of the leaves to print, the rank of each and what names it."""
    sides = 2 if reunion.classeur.recto_verso else 1
    start = 0
    for partie in pile:
        total = partie.part.pages
        leaves = -(-total // sides)
        kept = feuillets.get(partie.piece.ancre, range(leaves))
        for page in range(leaves * sides):
            if page // sides in kept:
                folio = f"{partie.piece.folio} · {page + 1}/{total}"
                yield start + page, folio if page < total else ""
        start += leaves * sides


def print_pages(
    fabrique: Fabrique,
    fonds: Fonds,
    reunion: Reunion,
    pile: list[Partie],
    pages: list[tuple[int, str]],
    demande: DemandeClasseur,
) -> bytes:
    """Link the pile, then keep of it the pages of the leaves to print."""
    from romin_print.plan.classeur import plan_whole
    from romin_print.write.pdf.extract import keep_pages

    book = make_book(plan_whole(fonds, reunion.classeur, reunion.slug, ""))
    book = replace(book, title=f"{book.title} – mise à jour", partial=True)
    placed = place_parties(reunion.classeur, pile)
    data = link_pdf(fabrique, pile, placed, book, demande.assembleur)
    return keep_pages(data, [rank for rank, _ in pages], [name for _, name in pages])
