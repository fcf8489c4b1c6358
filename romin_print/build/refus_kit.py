"""What is refused of the documents of a kit, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from romin_print.build.cache import digest
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.fiches import refuse_length
from romin_print.build.refus import (
    FuiteError,
    explain_overflow,
    find_owners,
    list_secrets,
    refuse_leaks,
)
from romin_print.build.refus_classeur import SANS_FUITE
from romin_print.errors import ContentError, LayoutError, Problem

FEUILLE = "feuille-"
# Of a stamp, in points: it stands in the margin.
TALLEST = 28.4

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds
    from romin_print.plan.kits_articles import Article
    from romin_print.write.pdf.parts.part import Part


def check_articles(
    fabrique: Fabrique,
    fonds: Fonds,
    articles: Sequence[Article],
    parties: Sequence[Partie],
) -> None:
    """Refuse sheets that overflow or say too much, and fiches that nobody would read."""
    made = list(zip(articles, parties, strict=True))
    if problems := [p for pair in made for p in find_overflows(fabrique, fonds, *pair)]:
        raise ContentError(problems)
    for article, partie in made:
        if article.document.fiches:
            refuse_length(article.document.output.name, partie.part.pages)
        if article.document.feuilles or article.document.exemplaires:
            refuse_fuite(fabrique, fonds, article, partie)


def find_overflows(
    fabrique: Fabrique, fonds: Fonds, article: Article, partie: Partie
) -> Iterator[Problem]:
    """Find what does not fit its sheet, at its line in its tool."""
    owners = list(find_owners(fonds, article.document))
    for overflow in partie.part.overflows:
        yield explain_overflow(fabrique.projet, owners[overflow.rang], overflow)


def refuse_fuite(
    fabrique: Fabrique, fonds: Fonds, article: Article, partie: Partie
) -> None:
    """Refuse sheets that repeat the counsellor's words; look once at each page."""
    genre, _, nom = article.cle.partition(":")
    slugs = tuple(dict.fromkeys(find_owners(fonds, article.document)))
    secrets = list_secrets(fonds, nom if genre == "seance" else "", slugs)
    key = digest("fuite", partie.key, *secrets)
    if fabrique.cache.get(key) is None:
        refuse_leaks(fabrique.projet, fonds, article.document, partie.html, secrets)
        fabrique.cache.put(key, SANS_FUITE)


def refuse_catalogue(fonds: Fonds, html: str) -> None:
    """Refuse a catalogue whose sheets repeat the counsellor's words: it prints them."""
    from romin_print.check.fuite import find_repeats
    from romin_print.check.mots import parse_page, read_words

    codes = {outil.code.lower(): slug for slug, outil in fonds.outils.items()}
    for sheet in parse_page(html).iterfind(".//article[@id]"):
        ancre = sheet.get("id", "")
        if not ancre.startswith(FEUILLE):
            continue
        code = "-".join(ancre.removeprefix(FEUILLE).split("-")[:2])
        secrets = list_secrets(fonds, "", (codes[code],))
        if leak := next(find_repeats(read_words(sheet), secrets), None):
            raise FuiteError(f"catalogue, {code.upper()}", leak, None)


def refuse_stamp(html: str, part: Part, mention: str) -> None:
    """Refuse a stamp that hides what it must say, or that would cover a page."""
    from romin_print.check.mots import parse_page, read_words
    from romin_print.write.pdf.parts.bundle import read_bundle

    told = " ".join(read_words(parse_page(html)).split())
    height = read_bundle(part.objects).layout.sizes[0][1]
    remede = "Corriger kit/tampon.html."
    if mention not in told:
        raise LayoutError(f"le tampon ne dit pas «\u00a0{mention}\u00a0»", remede)
    if height > TALLEST:
        raise LayoutError("le tampon a plus d’un centimètre de haut", remede)
