"""The pages of a kit itself: the catalogue, the page to read first, the proof, licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.fabrique import Fabrique
from romin_print.build.kit_editions import MANIFESTE, PREUVE
from romin_print.build.pages import LIENS_LISEZ_MOI, LIENS_PREUVE, render_page
from romin_print.build.refus_kit import refuse_catalogue

if TYPE_CHECKING:
    from romin_print.model.document import Document
    from romin_print.model.fonds import Fonds
    from romin_print.model.kit import ManifesteKit
    from romin_print.model.rapport import Rapport
    from romin_print.model.service import Destinataire
    from romin_print.plan.kits import PlanKit

CATALOGUE, LISEZ_MOI = "index.html", "LISEZ-MOI.html"
LICENCES = "data/Licences"
MANIFESTE_CHEMIN = f"{PREUVE}/{MANIFESTE}"
LATE = ("accessibilite.html", "outils.html", MANIFESTE)
# What a service takes the place of, in the pages that name it.
MARKER = b"<!--service-->"


@dataclass(frozen=True)
class Page:
    """A page of the kit itself: what it was rendered to, and the file.

    Where `MARKER` stands in the file, a service is named.
    """

    html: str
    data: bytes


def make_accueil(
    fabrique: Fabrique, fonds: Fonds, plan: PlanKit, chemins: Iterable[str]
) -> dict[str, Page]:
    """Make the two pages that a kit opens on."""
    from romin_print.plan.kits_pages import plan_lisez_moi
    from romin_print.write.web import render_web

    late = (*list_late(), *make_licences(fabrique.projet.content))
    lisez_moi = plan_lisez_moi(plan, count_dossiers((*chemins, *late)))
    html = render_page(lisez_moi, fabrique.environment, LIENS_LISEZ_MOI)
    marked = html.replace("<main>", f"<main>{MARKER.decode()}", 1)
    return {
        CATALOGUE: make_catalogue(fabrique, fonds, plan),
        LISEZ_MOI: Page(html, render_web(marked)),
    }


def make_catalogue(fabrique: Fabrique, fonds: Fonds, plan: PlanKit) -> Page:
    """Make the offline catalogue."""
    from romin_print.plan.kits_pages import plan_catalogue_du_kit
    from romin_print.render.html import render_html
    from romin_print.write.catalogue import render_catalogue

    document = plan_catalogue_du_kit(fonds, plan)
    html = render_html(document, fabrique.environment)
    refuse_catalogue(fonds, html)
    return Page(html, render_catalogue(html, document.donnees))


def count_dossiers(chemins: Iterable[str]) -> Mapping[str, int]:
    """Count the files of each folder of a kit that a person opens."""
    return Counter(
        "/".join(chemin.split("/")[:2])
        for chemin in chemins
        if not chemin.endswith(".json")
    )


def name_service(page: bytes, fragment: bytes) -> bytes:
    """Name a service in a page."""
    return page.replace(MARKER, fragment, 1)


def render_service(fabrique: Fabrique, service: Destinataire) -> bytes:
    """Render the few words that name a service on a page, and check them."""
    from romin_print.render.html import render_macro
    from romin_print.write.catalogue_fragment import check_fragment

    html = render_macro(fabrique.environment, "kit/service.html", "service", service)
    check_fragment(html)
    return html.encode()


def make_preuve(
    fabrique: Fabrique,
    fonds: Fonds,
    plan: PlanKit,
    rapport: Rapport,
    precedente: ManifesteKit | None,
    *,
    tamponne: bool,
) -> dict[str, bytes]:
    """Make the pages of proof: what was checked of the files, what of the tools."""
    from romin_print.model.rapport import EditionPrecedente
    from romin_print.plan.rapport import plan_accessibilite_page, plan_outils_page

    told = (
        EditionPrecedente(precedente.edition, precedente.outils) if precedente else None
    )
    slugs = [outil.slug for outil in plan.manifeste.outils]
    identite = (plan.kit.titre, plan.kit.edition, plan.arrete)
    documents: dict[str, Document] = {
        "accessibilite": plan_accessibilite_page(
            rapport,
            *identite,
            tamponne=tamponne,
            hors_liste=tuple(list_late()),
        ),
        "outils": plan_outils_page(
            fonds, slugs, *identite, precedente=told, au=plan.jour
        ),
    }
    return {
        f"{PREUVE}/{nom}.html": render_alone(fabrique, document)
        for nom, document in documents.items()
    }


def render_alone(fabrique: Fabrique, document: Document) -> bytes:
    """Render a document as a web page."""
    from romin_print.write.web import render_web

    return render_web(render_page(document, fabrique.environment, LIENS_PREUVE))


def list_late() -> Iterator[str]:
    """List what the report cannot hold: itself, and what is written after it."""
    yield from (f"{PREUVE}/{name}" for name in LATE)
    yield from ("bagit.txt", "bag-info.txt")
    yield from ("manifest-sha256.txt", "tagmanifest-sha256.txt")


def make_licences(content: Path) -> dict[str, bytes]:
    """Gather the licences: of the content, of the fonts that files carry."""
    from romin_print.write.fonts import read_licences

    found = {f"police-{nom}": texte for nom, texte in read_licences().items()}
    own = content / "LICENCE"
    if own.is_file():
        found["contenu"] = own.read_bytes()
    return {f"{LICENCES}/{nom}.txt": texte for nom, texte in sorted(found.items())}


def write_manifeste(manifeste: ManifesteKit, service: Destinataire | None) -> bytes:
    """Write what a kit says of itself, for another edition or for the receiver."""
    named = manifeste.model_copy(update={"service": service.nom if service else None})
    return named.to_json()
