"""The Word files of a kit: made once, where words and a picture wait for a service.

Putting a binder together for Word takes a second, too long for each of a hundred
services; writing its name in a finished file takes a hundredth of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from romin_print.build.cache import digest
from romin_print.build.classeurs import Reunion
from romin_print.build.fabrique import Fabrique, Partie
from romin_print.build.programme import digest_program
from romin_print.build.relieur import (
    join_corps,
    place_parties,
    render_whole,
    write_word,
)

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds
    from romin_print.model.service import Destinataire

# Words that no content has, where the cover of a binder names its service.
JETON_NOM, JETON_LIEU = "Nom-du-service-7F3A", "Lieu-du-service-7F3A"


def make_word(fabrique: Fabrique, program: str, html: str) -> bytes:
    """Make the Word file of a document, or take it from what is kept.

    `program` is the digest of the program and the layouts, which takes long to make.
    """
    layouts = fabrique.projet.layouts
    key = digest("docx", program, html)
    kept = fabrique.cache.get(key)
    if kept is None:
        from romin_print.write.word.writer import render_docx

        kept = render_docx(html, layouts)
        fabrique.cache.put(key, kept)
    return kept


def make_classeur_word(
    fabrique: Fabrique,
    fonds: Fonds,
    reunion: Reunion,
    service: Destinataire | None = None,
) -> bytes:
    """Make the Word file of a binder, or take it from what is kept.

    For a `service`, its cover holds the words and the picture to replace.
    """
    from romin_print.plan.classeur import plan_whole
    from romin_print.write.pdf.parts.part import number_pages

    parties = reunion.parties
    if service:
        parties = [make_named_cover(fabrique, fonds, reunion, service), *parties[1:]]
    numbers = number_pages(place_parties(reunion.classeur, parties))
    whole = plan_whole(fonds, reunion.classeur, reunion.slug, join_corps(parties))
    html = render_whole(fabrique, whole, numbers)
    key = digest("classeur docx", digest_program(fabrique.projet.layouts), html)
    kept = fabrique.cache.get(key)
    if kept is None:
        kept = write_word(fabrique, parties, whole, numbers)
        fabrique.cache.put(key, kept)
    return kept


def make_named_cover(
    fabrique: Fabrique, fonds: Fonds, reunion: Reunion, service: Destinataire
) -> Partie:
    """Make the cover of a binder on which something stands for any such service."""
    from romin_print.plan.classeur import make_document, plan_couverture
    from romin_print.plan.classeur_choix import make_choix

    choix = make_choix(fonds, reunion.classeur)
    piece = plan_couverture(choix, reunion.classeur, hide_service(service))
    return fabrique.make([make_document(reunion.classeur, piece)])[0]


def hide_service(service: Destinataire) -> Destinataire:
    """Give what stands for all the services that say as much of themselves."""
    from romin_print.model.fonds import Fichier
    from romin_print.model.service import Destinataire
    from romin_print.write.word.stamp import make_blank_logo

    logo = Fichier(contenu=make_blank_logo(), media="image/png")
    return Destinataire(
        slug="service",
        nom=JETON_NOM,
        adresse=JETON_LIEU if tell_place(service) else None,
        logo=logo if service.logo else None,
    )


def list_replaced(service: Destinataire) -> dict[str, str]:
    """List the words that a service takes the place of."""
    return {JETON_NOM: service.nom, JETON_LIEU: tell_place(service)}


def tell_place(service: Destinataire) -> str:
    """Tell where a service is, and how to call it."""
    return ", ".join(filter(None, (service.adresse, service.telephone)))
