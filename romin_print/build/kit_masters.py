"""The masters of a kit: each of its files, laid out once, on which no service is named.

A PDF is kept as parts, which are linked again with another stamp; a Word file as it is,
of which only the feet of pages are written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from romin_print.build.classeurs import Reunion, make_reunion
from romin_print.build.editions import MANIFESTE
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.impression import Progress
from romin_print.build.kit_word import make_classeur_word, make_word
from romin_print.build.programme import digest_program
from romin_print.build.refus_kit import check_articles
from romin_print.build.relieur import (
    join_corps,
    make_book,
    place_parties,
    render_whole,
)

if TYPE_CHECKING:
    from romin_print.model.classeur import Classeur
    from romin_print.model.fonds import Fonds
    from romin_print.plan.kits import PlanKit
    from romin_print.plan.kits_articles import Article
    from romin_print.write.pdf.parts.part import Book, Placed

# How far the stamp stands from the edge, in points: as high as what is above lets it,
# for printers leave 4 mm blank; a binder has less room there.
BAS, BAS_CLASSEUR = 4.2, 2.8
CLASSEURS = "data/Classeurs"


@dataclass(frozen=True)
class Master:
    """What all the files of a kit have: their place, the page that they are made of.

    `pile` says that its leaves go to several persons.
    """

    chemin: str
    html: str
    brouillon: bool = False
    pile: bool = False


@dataclass(frozen=True)
class MasterPdf(Master):
    """A PDF; the first part of a binder, its cover, is made again for each service."""

    placed: tuple[Placed, ...] = ()
    book: Book | None = None
    classeur: Classeur | None = None


@dataclass(frozen=True)
class MasterWord(Master):
    """A Word file, finished; the cover of a binder is another one for a service."""

    data: bytes = b""
    reunion: Reunion | None = None


@dataclass(frozen=True)
class MasterBrut(Master):
    """A file that is the same for all: the manifest of a binder."""

    data: bytes = b""


def make_masters(
    fabrique: Fabrique,
    fonds: Fonds,
    plan: PlanKit,
    progress: Progress | None,
) -> tuple[Master, ...]:
    """Make every file of a kit but its own pages; raise `RominError` for a faulty one."""
    articles = plan.articles
    parties = fabrique.make([article.document for article in articles], progress)
    check_articles(fabrique, fonds, articles, parties)
    program = digest_program(fabrique.projet.layouts)
    masters: list[Master] = []
    for article, partie in zip(articles, parties, strict=True):
        masters += make_article_masters(fabrique, program, article, partie)
    cut = fonds.model_copy(update={"classeurs": dict(plan.classeurs)})
    for slug in plan.classeurs:
        reunion = make_reunion(fabrique, cut, slug, progress=progress)
        masters += make_classeur_masters(fabrique, cut, plan, reunion)
    return tuple(masters)


def make_article_masters(
    fabrique: Fabrique, program: str, article: Article, partie: Partie
) -> Iterator[Master]:
    """Make the files of one document."""
    from romin_print.write.pdf.parts.part import Placed

    html, brouillon = partie.html, article.brouillon
    if chemin := article.fichiers.get("pdf"):
        yield MasterPdf(
            chemin,
            html,
            brouillon,
            pile=bool(article.document.exemplaires),
            placed=(Placed(partie.part, recto=False, stamp=BAS),),
            book=make_book(article.document),
        )
    if chemin := article.fichiers.get("docx"):
        data = make_word(fabrique, program, html)
        yield MasterWord(chemin, html, brouillon, data=data)


def make_classeur_masters(
    fabrique: Fabrique, fonds: Fonds, plan: PlanKit, reunion: Reunion
) -> Iterator[Master]:
    """Make the files of a binder."""
    from romin_print.plan.classeur import plan_whole
    from romin_print.plan.kits_articles import has_brouillons
    from romin_print.write.pdf.parts.part import number_pages

    placed = fabrique.bind(
        reunion.parties, stamp_placed(place_parties(reunion.classeur, reunion.parties))
    )
    corps = join_corps(reunion.parties)
    whole = plan_whole(fonds, reunion.classeur, reunion.slug, corps)
    html = render_whole(fabrique, whole, number_pages(placed))
    brouillon = has_brouillons(fonds, reunion.classeur)
    base = f"{CLASSEURS}/{reunion.slug}"
    if "pdf" in plan.kit.formats:
        book, classeur = make_book(whole), reunion.classeur
        yield MasterPdf(
            f"{base}.pdf", html, brouillon, placed=placed, book=book, classeur=classeur
        )
    if "word" in plan.kit.formats:
        data = make_classeur_word(fabrique, fonds, reunion)
        yield MasterWord(f"{base}.docx", html, brouillon, data=data, reunion=reunion)
    yield MasterBrut(f"{base}{MANIFESTE}", "", data=reunion.manifeste.to_json())


def stamp_placed(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Say that pages are stamped, but not the cover, which names the service itself."""
    cover, *others = placed
    return cover, *(replace(each, stamp=BAS_CLASSEUR) for each in others)
