"""Print kits: load, choose, make the masters, check them, then one archive per service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import spare_garbage
from romin_print.build.fabrique import Fabrique, open_fabrique
from romin_print.build.impression import Demande, Impression, Progress
from romin_print.build.kit_controle import check_kit_files
from romin_print.build.kit_editions import find_precedente
from romin_print.build.kit_envoi import Envoi, send_kit
from romin_print.build.kit_masters import make_masters
from romin_print.build.kit_pages import make_accueil, make_preuve
from romin_print.build.kit_tirage import open_tireur
from romin_print.build.projet import Projet
from romin_print.errors import SelectionError

if TYPE_CHECKING:
    from romin_print.model.fonds import Fonds
    from romin_print.model.kit import ManifesteKit
    from romin_print.model.service import Destinataire
    from romin_print.plan.kits import PlanKit

FOLDER = "kits"


@dataclass(frozen=True)
class DemandeKit(Demande):
    """What was asked for: kits by their names, for which services, with which tools.

    `jour` is the day on which a verification still holds or not; `depuis` the edition
    before.
    """

    jour: date = date(2000, 1, 1)
    service: str = ""
    tous_services: bool = False
    seulement_valides: bool = False
    depuis: str = ""


def build_kits(
    projet: Projet, demande: DemandeKit, progress: Progress | None = None
) -> Impression:
    """Make the archives of the chosen kits; raise `RominError` otherwise.

    Each archive is whole or is not there, and the one that was there before stays.
    """
    from romin_print.build.contenu import read_contenu

    spare_garbage()
    fonds = read_contenu(projet)
    services = choose_services(projet, demande)
    plans = [plan_one(fonds, nom, demande) for nom in choose_noms(fonds, demande)]
    precedentes = [find_former(projet, plan, demande) for plan in plans]
    paths = [name_archive(projet, plan, s) for plan in plans for s in services]
    remarques = [remarque for plan in plans for remarque in plan.contenu.remarques]
    pages = 0
    if not demande.simuler:
        with open_fabrique(projet, demande.jobs) as fabrique:
            for plan, precedente in zip(plans, precedentes, strict=True):
                made = build_one(fabrique, fonds, plan, services, precedente, progress)
                pages += made.pages
                remarques += made.remarques
    return Impression(len(paths), pages, tuple(paths), tuple(remarques))


def choose_noms(fonds: Fonds, demande: DemandeKit) -> tuple[str, ...]:
    """Choose kits by their names, or all."""
    from romin_print.plan.kits_choix import find_kit

    if not fonds.kits:
        find_kit(fonds, "")
    for nom in demande.noms:
        find_kit(fonds, nom)
    return tuple(dict.fromkeys(demande.noms)) or tuple(fonds.kits)


def choose_services(
    projet: Projet, demande: DemandeKit
) -> tuple[Destinataire | None, ...]:
    """Choose the services that kits are for: one, all, or nobody in particular."""
    from romin_print.build.cache import open_cache
    from romin_print.load.services import load_services
    from romin_print.plan.services import find_destinataire

    if not (demande.service or demande.tous_services):
        return (None,)
    services = load_services(projet.content, open_cache())
    if demande.service:
        return (find_destinataire(services, demande.service),)
    if not services:
        raise SelectionError(
            "--tous-services : aucun service n’est connu. Les écrire dans "
            "content/services.yaml ou content/services.csv : voir docs/services.md."
        )
    return services


def plan_one(fonds: Fonds, nom: str, demande: DemandeKit) -> PlanKit:
    """Plan a kit."""
    from romin_print.plan.kits import plan_kit
    from romin_print.plan.kits_choix import choose_contenu, find_kit

    valides_au = demande.jour if demande.seulement_valides else None
    contenu = choose_contenu(fonds, find_kit(fonds, nom), valides_au)
    return plan_kit(
        fonds, nom, contenu, demande.jour, seulement_valides=demande.seulement_valides
    )


def find_former(
    projet: Projet, plan: PlanKit, demande: DemandeKit
) -> ManifesteKit | None:
    """Find the edition that a kit is compared with, if one is named."""
    if not demande.depuis:
        return None
    racine, edition = projet.content.parent, plan.kit.edition
    return find_precedente(racine, plan.slug, edition, demande.depuis)


def name_archive(projet: Projet, plan: PlanKit, service: Destinataire | None) -> Path:
    """Name the archive of a kit: « formation-initiale-2026.1-spip-exemple-1.zip »."""
    parts = [name_kit(plan), *([service.slug] if service else [])]
    return projet.output / FOLDER / f"{'-'.join(parts)}.zip"


def name_kit(plan: PlanKit) -> str:
    """Name the folder that the archive of a kit holds.

    It does not name the service: on Windows, a path has 260 signs at the most.
    """
    parts = [plan.slug, plan.kit.edition]
    return "-".join(parts + ["valides"] * plan.manifeste.seulement_valides)


def build_one(
    fabrique: Fabrique,
    fonds: Fonds,
    plan: PlanKit,
    services: Sequence[Destinataire | None],
    precedente: ManifesteKit | None,
    progress: Progress | None,
) -> Impression:
    """Make one kit, for each service; tell what its receivers can compare it with."""
    named = any(services)
    masters = make_masters(fabrique, fonds, plan, progress)
    tireur = open_tireur(fabrique, fonds, plan, masters, list_tirages(services))
    pages = make_accueil(fabrique, fonds, plan, [m.chemin for m in masters])
    rapport = check_kit_files(fabrique, tireur, pages)
    preuve = make_preuve(fabrique, fonds, plan, rapport, precedente, tamponne=named)
    envoi = Envoi(fabrique, tireur, pages, preuve)
    remarques = []
    for service in services:
        path = name_archive(fabrique.projet, plan, service)
        sha256 = send_kit(envoi, service, path, name_kit(plan))
        remarques.append(f"{path.name}, SHA-256 : {sha256}")
    return Impression(len(services), tireur.count_pages(), (), tuple(remarques))


def list_tirages(
    services: Sequence[Destinataire | None],
) -> tuple[Destinataire | None, ...]:
    """List what is printed: what nobody is named on comes first, to be checked."""
    return (None, *(service for service in services if service))
