"""What is refused of a binder, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from romin_print.build.cache import digest
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.fiches import PAGES_MAXIMUM
from romin_print.build.refus import (
    explain_overflow,
    find_owners,
    list_secrets,
    refuse_leaks,
)
from romin_print.errors import ContentError, GateError

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds
    from romin_print.model.reliure import DocumentRelie

SANS_FUITE = b"sans fuite"


def check_parties(
    fabrique: Fabrique,
    fonds: Fonds,
    documents: Iterable[DocumentRelie],
    parties: Iterable[Partie],
) -> None:
    """Refuse sheets that overflow or say too much, and fiches that nobody would read."""
    made = list(zip(documents, parties, strict=True))
    slugs = {outil.code: slug for slug, outil in fonds.outils.items()}
    outils = fabrique.projet.content / "outils"
    problems = [
        explain_overflow(fabrique.projet, slug, overflow)
        for document, partie in made
        for overflow in partie.part.overflows
        for slug in find_owners(fonds, document)
    ]
    if problems:
        raise ContentError(problems)
    for document, partie in made:
        if partie.piece.genre == "fiche" and partie.part.pages > PAGES_MAXIMUM:
            raise GateError(
                f"{outils / slugs[partie.piece.folio]}.yaml : la fiche "
                f"{partie.piece.folio} ferait {partie.part.pages} pages,"
                f" {PAGES_MAXIMUM} au plus. "
                "Raccourcir ses textes ; rien n’a été écrit."
            )
        if document.feuilles:
            code = "-".join(document.feuilles[0].code.split("-")[:2])
            refuse_fuite(fabrique, fonds, document, partie, slugs[code])


def refuse_fuite(
    fabrique: Fabrique,
    fonds: Fonds,
    document: DocumentRelie,
    partie: Partie,
    slug: str,
) -> None:
    """Refuse a sheet that repeats the counsellor's words; look once at each pair."""
    secrets = list_secrets(fonds, "", (slug,))
    if fabrique.checked.get(partie.key) == secrets:
        return
    key = digest("fuite", partie.key, *secrets)
    if fabrique.cache.get(key) is None:
        html = f"<html><body>{partie.html}</body></html>"
        refuse_leaks(fabrique.projet, fonds, document, html, secrets)
        fabrique.cache.put(key, SANS_FUITE)
    fabrique.checked[partie.key] = secrets
