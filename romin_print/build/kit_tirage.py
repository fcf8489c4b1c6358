"""Print a kit for one service: its name and logo on the masters, nothing laid out again.

All that carries the service, covers and stamps, is laid out first, for all services at
once; what is left to do for each is to copy bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from romin_print.build.fabrique import Fabrique
from romin_print.build.kit_masters import Master, MasterBrut, MasterPdf, MasterWord
from romin_print.build.kit_word import (
    list_replaced,
    make_classeur_word,
    tell_place,
)
from romin_print.build.refus_kit import refuse_stamp

if TYPE_CHECKING:
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.model.service import Destinataire
    from romin_print.plan.kits import PlanKit
    from romin_print.write.pdf.parts.part import Part

Cle = tuple[str, str]


@dataclass(frozen=True)
class Tireur:
    """What printing a kit needs: its masters, and what was laid out for each service.

    `parts` holds stamps and covers, by slug of service (none for the kit of nobody) and
    by what they are: the name of a stamp, the place of a binder. `words` are the Word
    files of binders, by their place and by what a service says of itself.
    """

    plan: PlanKit
    masters: tuple[Master, ...]
    parts: dict[Cle, Part]
    words: dict[Cle, bytes]

    def count_pages(self) -> int:
        """Count the pages of the PDFs."""
        from romin_print.write.pdf.parts.part import count_pages

        pdfs = (master for master in self.masters if isinstance(master, MasterPdf))
        return sum(count_pages(master.placed) for master in pdfs)

    def print_file(self, master: Master, service: Destinataire | None) -> bytes:
        """Print one file of the kit."""
        match master:
            case MasterPdf():
                return self.link(master, service)
            case MasterWord():
                return self.stamp(master, service)
            case MasterBrut():
                return master.data
        raise TypeError(master)

    def link(self, master: MasterPdf, service: Destinataire | None) -> bytes:
        """Link a PDF under the stamp of a service, and its cover if it has one."""
        from romin_print.write.pdf.link.linker import link_parts

        assert master.book is not None
        slug = name(service)
        placed = [
            each
            if mention is None
            else replace(each, stamp=self.parts[slug, name_stamp(master, mention)])
            for each, mention in zip(master.placed, master.mentions, strict=True)
        ]
        if service and master.classeur:
            placed[0] = replace(placed[0], part=self.parts[slug, master.chemin])
        return link_parts(tuple(placed), master.book)

    def stamp(self, master: MasterWord, service: Destinataire | None) -> bytes:
        """Write at the foot of the pages of a Word file whose it is."""
        from romin_print.plan.kits_pages import tell_mention
        from romin_print.write.word.stamp import stamp_word

        mention = tell_mention(self.plan, master.mention)
        if service is None:
            return stamp_word(master.data, mention)
        foot = f"{service.nom} · {mention}"
        if not master.reunion:
            return stamp_word(master.data, foot)
        data = self.words[name_word(master, service)]
        logo = service.logo.contenu if service.logo else b""
        return stamp_word(data, foot, list_replaced(service), logo)


def open_tireur(
    fabrique: Fabrique,
    fonds: Fonds,
    plan: PlanKit,
    masters: tuple[Master, ...],
    services: Sequence[Destinataire | None],
) -> Tireur:
    """Lay out all that carries a service."""
    wanted: dict[Cle, Document] = {}
    for service in services:
        for cle, document in list_documents(fonds, plan, masters, service):
            wanted[name(service), cle] = document
    parties = fabrique.make(list(wanted.values()))
    for partie in parties:
        if mention := getattr(partie.document, "mention", ""):
            refuse_stamp(partie.html, partie.part, mention)
    parts = {c: p.part for c, p in zip(wanted, parties, strict=True)}
    words = make_words(fabrique, fonds, masters, services)
    return Tireur(plan, masters, parts, words)


def list_documents(
    fonds: Fonds,
    plan: PlanKit,
    masters: tuple[Master, ...],
    service: Destinataire | None,
) -> Iterator[tuple[str, Document]]:
    """List what is to lay out for a service: stamps, then the covers of binders."""
    from romin_print.plan.classeur import make_document, plan_couverture
    from romin_print.plan.classeur_choix import make_choix
    from romin_print.plan.kits_pages import plan_tampon

    pdfs = [master for master in masters if isinstance(master, MasterPdf)]
    for master in pdfs:
        for mention in set(master.mentions) - {None}:
            told = mention or ""
            nb = master.noir_et_blanc
            document = plan_tampon(plan, service, told, noir_et_blanc=nb)
            yield name_stamp(master, told), document
    for master in pdfs if service else ():
        if classeur := master.classeur:
            choix = make_choix(fonds, classeur)
            piece = plan_couverture(choix, classeur, service)
            yield master.chemin, make_document(classeur, piece)


def name(service: Destinataire | None) -> str:
    """Name a service, or nobody."""
    return service.slug if service else ""


def name_stamp(master: MasterPdf, mention: str) -> str:
    """Name a stamp by what it says, and whether it may be in colour."""
    return f"{'noir' if master.noir_et_blanc else 'couleur'} {mention}"


def name_word(master: MasterWord, service: Destinataire) -> Cle:
    """Name the Word file of a binder by what the service says of itself."""
    return master.chemin, f"{bool(service.logo)} {bool(tell_place(service))}"


def make_words(
    fabrique: Fabrique,
    fonds: Fonds,
    masters: tuple[Master, ...],
    services: Sequence[Destinataire | None],
) -> dict[Cle, bytes]:
    """Make the Word files of binders for every way that services have to be named."""
    words: dict[Cle, bytes] = {}
    for master in masters:
        for service in services:
            if not (service and isinstance(master, MasterWord) and master.reunion):
                continue
            cle = name_word(master, service)
            if cle not in words:
                made = make_classeur_word(fabrique, fonds, master.reunion, service)
                words[cle] = made
    return words
