"""What is refused of a séance or of a sheet, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet
from romin_print.build.projet import Projet
from romin_print.errors import ContentError, GateError, Place, Problem
from romin_print.write.pdf.measure import Overflow

if TYPE_CHECKING:
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.model.seance import MomentLibre, MomentOutil

RIEN = "Rien n’a été écrit."
MISE_EN_PAGE = "support/corps.html"
RACCOURCIR = "Raccourcir ce bloc, en retirer un autre, ou augmenter « pages_max »."
RACCOURCIR_TETE = "Raccourcir le titre, la consigne ou la question."
# What a déroulé prints of a tool, besides its sheets.
IMPRIMES = ("deroule", "vigilance", "materiel", "trace_ecrite")


def list_secrets(fonds: Fonds, nom: str, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """List what the counsellor alone reads, of a séance and of its tools."""
    from romin_print.check import fuite

    seance = fonds.seances.get(nom)
    outils = [fonds.outils[slug] for slug in slugs]
    return (
        *(fuite.list_seance_secrets(seance) if seance else ()),
        *(secret for outil in outils for secret in fuite.list_secrets(outil)),
    )


class FuiteError(GateError):
    """A page for the person repeats what the counsellor alone reads."""

    def __init__(self, document: str, secret: str, place: Place | None) -> None:
        cause = f"{document} montre à la personne un texte du CPIP : « {secret} »"
        remede = "Le retirer du support." if place else "Corriger la mise en page."
        told = f"{place} : {cause}" if place else cause
        super().__init__(f"{told}. {remede} {RIEN}")
        self.problem = Problem(place or Place(Path(MISE_EN_PAGE)), cause, remede)


def refuse_leaks(
    projet: Projet,
    fonds: Fonds,
    document: Document,
    html: str,
    secrets: tuple[str, ...],
) -> None:
    """Refuse sheets that repeat what the counsellor alone reads."""
    from romin_print.check.fuite import find_repeats
    from romin_print.check.mots import parse_page, read_words

    page = parse_page(html)
    packs = page.iterfind(".//div[@class='exemplaire']")
    for part in (page,) if document.feuilles else packs:
        if leak := next(find_repeats(read_words(part), secrets), None):
            place = find_leak(projet, fonds, document, leak)
            raise FuiteError(document.output.name, leak, place)


def find_leak(
    projet: Projet, fonds: Fonds, document: Document, secret: str
) -> Place | None:
    """Find where a tool itself writes, for the person, what it tells the counsellor."""
    from romin_print.check.fuite import find_repeats
    from romin_print.check.mots import list_champs
    from romin_print.load.champs import find_champ

    for slug in dict.fromkeys(find_owners(fonds, document)):
        sheets = fonds.outils[slug].model_dump()["supports"]
        for champ, text in list_champs(sheets, "supports"):
            if any(find_repeats(text, (secret,))):
                return find_champ(projet.content / "outils" / f"{slug}.yaml", champ)[0]
    return None


def find_owners(fonds: Fonds, document: Document) -> Iterator[str]:
    """Find the tool of each sheet: « C-01-2 » is a sheet of « C-01 »."""
    slugs = {outil.code: slug for slug, outil in fonds.outils.items()}
    for feuilles in (document.feuilles, *document.exemplaires):
        yield from (slugs["-".join(f.code.split("-")[:2])] for f in feuilles)


def refuse_titre(titre: str) -> None:
    """Refuse an address in the title that was typed."""
    from romin_print.check.adresses import find_address

    if found := find_address(titre):
        raise GateError(
            f"--cadre ferme refuse l’adresse « {found} » du titre. "
            f"Donner un titre sans adresse. {RIEN}"
        )


def refuse_printed_addresses(nom: str, html: str) -> None:
    """Refuse a page that says an address, wherever its words come from."""
    from romin_print.check.adresses import find_address
    from romin_print.check.mots import parse_page, read_words

    if found := find_address(read_words(parse_page(html))):
        raise GateError(
            f"--cadre ferme refuse les adresses, que personne ne pourrait suivre : "
            f"« {found} » dans {nom}. La retirer, ou choisir un autre outil. {RIEN}"
        )


def refuse_addresses(
    projet: Projet,
    fonds: Fonds,
    nom: str,
    moments: tuple[MomentOutil | MomentLibre, ...],
) -> None:
    """Refuse the addresses that nobody could follow in a closed setting."""
    from romin_print.load.champs import find_champ

    found = [
        (find_champ(path, champ)[0], find_champ(path, cut_to_block(champ))[1])
        for name, champ in dict.fromkeys(list_addresses(fonds, nom, moments))
        for path in [projet.content / name]
    ]
    if found:
        told = "\n".join(
            f"  {place} : adresse{f' dans un bloc « {kind} »' if kind else ''}"
            for place, kind in sorted(found)
        )
        raise GateError(
            "--cadre ferme refuse les adresses, que personne ne pourrait suivre :\n"
            f"{told}\nLes retirer, ou choisir un autre outil. {RIEN}"
        )


def cut_to_block(champ: str) -> str:
    """Cut `supports.0.blocs.2.texte` down to the block that it is in."""
    parts = champ.split(".")
    return ".".join(parts[: parts.index("blocs") + 2] if "blocs" in parts else parts)


def list_addresses(
    fonds: Fonds, nom: str, moments: tuple[MomentOutil | MomentLibre, ...]
) -> Iterator[tuple[str, str]]:
    """List the addresses that would be printed: the file of each, and its field."""
    from romin_print.check.adresses import find_addresses
    from romin_print.model.seance import MomentOutil

    if nom in fonds.seances:
        for champ in find_addresses(fonds.seances[nom].model_dump(), ""):
            yield f"seances/{nom}.yaml", champ
    for moment in moments:
        if isinstance(moment, MomentOutil):
            outil = fonds.outils[moment.outil].model_dump()
            ranks = range(len(outil["supports"]))
            given = (
                ranks if moment.supports is None else [n - 1 for n in moment.supports]
            )
            names = IMPRIMES if nom in fonds.seances else (*IMPRIMES, "objectifs")
            printed = {name: outil[name] for name in names}
            sheets = {f"supports.{rank}": outil["supports"][rank] for rank in given}
            for champ in find_addresses(printed | sheets, ""):
                yield f"outils/{moment.outil}.yaml", champ


def check_overflows(
    projet: Projet, owners: list[list[str]], feuillets: Iterable[Feuillet]
) -> None:
    """Tell every block that does not fit its sheet, at its line in its tool."""
    problems: list[Problem] = [
        explain_overflow(projet, slugs[overflow.rang], overflow)
        for slugs, feuillet in zip(owners, feuillets, strict=True)
        for overflow in feuillet.overflows
    ]
    if problems:
        raise ContentError(problems)


def explain_overflow(projet: Projet, slug: str, overflow: Overflow) -> Problem:
    """Say at which line of the tool its sheet overflows, and by how much."""
    from romin_print.load.champs import find_champ

    path = projet.content / "outils" / f"{slug}.yaml"
    place, kind = find_champ(path, overflow.champ)
    what = f"bloc « {kind} » ({overflow.champ})" if kind else overflow.champ
    cause = f"{what} : la feuille déborde de {overflow.millimetres} mm"
    return Problem(place, cause, RACCOURCIR if kind else RACCOURCIR_TETE)


def check_leaves(feuillets: Iterable[Feuillet], *, en_noir: bool) -> None:
    """Refuse a stack whose leaves have two owners, or colour where there is none."""
    for feuillet in feuillets:
        causes = [fault.cause for fault in feuillet.fautes]
        if en_noir and feuillet.couleurs:
            pages = ", ".join(map(str, feuillet.couleurs))
            causes.append(f"--cadre ferme : il reste de la couleur, page {pages}")
        if causes:
            raise GateError(f"{' ; '.join(causes)}. Corriger la mise en page. {RIEN}")
