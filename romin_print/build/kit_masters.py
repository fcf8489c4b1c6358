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

# How far the stamp stands from the edge, in points: its words are 3.5 mm higher, for
# printers leave some 4 mm blank. A binder has less room there.
BAS, BAS_CLASSEUR = 6.5, 4.8
CLASSEURS = "data/Classeurs"


@dataclass(frozen=True)
class Master:
    """What all the files of a kit have: their place, the page that they are made of.

    `mention` says what in it no committee has approved; `pile` that its leaves go to
    several persons.
    """

    chemin: str
    html: str
    mention: str = ""
    pile: bool = False


@dataclass(frozen=True)
class MasterPdf(Master):
    """A PDF: its parts, and the mention of the stamp of each; None, it has no stamp.

    The first part of a `classeur`, its cover, is made again for each service.
    """

    placed: tuple[Placed, ...] = ()
    mentions: tuple[str | None, ...] = ()
    book: Book | None = None
    classeur: Classeur | None = None
    noir_et_blanc: bool = False


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
    bound = {"pdf", "papier", "word"} & set(plan.kit.formats)
    for slug in plan.classeurs if bound else ():
        reunion = make_reunion(fabrique, cut, slug, progress=progress)
        masters += make_classeur_masters(fabrique, cut, plan, reunion)
    return tuple(masters)


def make_article_masters(
    fabrique: Fabrique, program: str, article: Article, partie: Partie
) -> Iterator[Master]:
    """Make the files of one document."""
    from romin_print.write.pdf.parts.part import Placed

    html, mention, document = partie.html, article.mention, article.document
    if chemin := article.fichiers.get("pdf"):
        yield MasterPdf(
            chemin,
            html,
            mention,
            pile=bool(document.exemplaires),
            placed=(Placed(partie.part, recto=False, height=BAS),),
            mentions=(mention,),
            book=make_book(document),
            noir_et_blanc=document.noir_et_blanc,
        )
    if chemin := article.fichiers.get("docx"):
        data = make_word(fabrique, program, html)
        yield MasterWord(chemin, html, mention, data=data)


def make_classeur_masters(
    fabrique: Fabrique, fonds: Fonds, plan: PlanKit, reunion: Reunion
) -> Iterator[Master]:
    """Make the files of a binder."""
    from romin_print.plan.classeur import plan_whole
    from romin_print.plan.kits_statuts import tell_classeur, tell_piece
    from romin_print.write.pdf.parts.part import number_pages

    classeur, parties = reunion.classeur, reunion.parties
    placed = fabrique.bind(parties, raise_stamps(place_parties(classeur, parties)))
    whole = plan_whole(fonds, classeur, reunion.slug, join_corps(parties))
    html = render_whole(fabrique, whole, number_pages(placed))
    mention = tell_classeur(fonds, classeur, plan.jour)
    base = f"{CLASSEURS}/{reunion.slug}"
    if {"pdf", "papier"} & set(plan.kit.formats):
        told = (tell_piece(fonds, p.piece, mention, plan.jour) for p in parties[1:])
        yield MasterPdf(
            f"{base}.pdf",
            html,
            mention,
            placed=placed,
            mentions=(None, *told),
            book=make_book(whole),
            classeur=classeur,
        )
    if "word" in plan.kit.formats:
        data = make_classeur_word(fabrique, fonds, reunion)
        yield MasterWord(f"{base}.docx", html, mention, data=data, reunion=reunion)
    yield MasterBrut(f"{base}{MANIFESTE}", "", data=reunion.manifeste.to_json())


def raise_stamps(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Say how high stamps stand in a binder."""
    return tuple(replace(each, height=BAS_CLASSEUR) for each in placed)
