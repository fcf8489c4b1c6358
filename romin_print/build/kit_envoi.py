"""Send a kit: gather its files, printed for one service, in one archive.

What is the same for all services is packed once. What is kept in memory does not grow
with their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.fabrique import Fabrique
from romin_print.build.kit_masters import MasterBrut
from romin_print.build.kit_pages import (
    MANIFESTE_CHEMIN,
    Page,
    make_licences,
    name_service,
    render_service,
    write_manifeste,
)
from romin_print.build.kit_tirage import Tireur

if TYPE_CHECKING:
    from romin_print.model.service import Destinataire
    from romin_print.plan.kits import PlanKit
    from romin_print.write.archive import Prepared

SENT_BY = "romin-print"


class Envoi:
    """A kit ready to be sent: its files, to print for each service, and its pages.

    `pages` name the service; `preuve` does not.
    """

    def __init__(
        self,
        fabrique: Fabrique,
        tireur: Tireur,
        pages: Mapping[str, Page],
        preuve: Mapping[str, bytes],
    ) -> None:
        self.fabrique = fabrique
        self.tireur = tireur
        self.pages = pages
        self.preuve = preuve

    @cached_property
    def shared(self) -> dict[str, Prepared]:
        """The files that are the same for all services, packed."""
        from romin_print.write.archive import prepare_file

        bruts = (m for m in self.tireur.masters if isinstance(m, MasterBrut))
        files = {
            **{master.chemin: master.data for master in bruts},
            **self.preuve,
            **make_licences(self.fabrique.projet.content),
        }
        return {name: prepare_file(name, data) for name, data in files.items()}

    def list_own(self, service: Destinataire | None) -> Iterator[tuple[str, bytes]]:
        """List the files that name a service: the pages first, then what is printed."""
        fragment = render_service(self.fabrique, service) if service else b""
        for name, page in self.pages.items():
            yield name, name_service(page.data, fragment)
        for master in self.tireur.masters:
            if not isinstance(master, MasterBrut):
                yield master.chemin, self.tireur.print_file(master, service)
        manifeste = write_manifeste(self.tireur.plan.manifeste, service)
        yield MANIFESTE_CHEMIN, manifeste


def send_kit(envoi: Envoi, service: Destinataire | None, path: Path, name: str) -> str:
    """Write the archive of a kit; give its SHA-256, which its receiver can compare."""
    from romin_print.write.archive import open_archive

    with open_archive(path, name, describe(envoi, service, name)) as archive:
        for chemin, data in envoi.list_own(service):
            archive.add(chemin, data)
        for chemin, prepared in envoi.shared.items():
            archive.add_prepared(chemin, prepared)
    return archive.sha256


def describe(envoi: Envoi, service: Destinataire | None, name: str) -> dict[str, str]:
    """Describe a kit as bag-info.txt does (RFC 8493, 2.2.2)."""
    plan = envoi.tireur.plan
    told = {
        "Bag-Software-Agent": SENT_BY,
        "Bagging-Date": plan.arrete.isoformat(),
        "External-Identifier": name,
        "External-Description": describe_contents(plan),
    }
    return told | ({"Contact-Name": service.nom} if service else {})


def describe_contents(plan: PlanKit) -> str:
    """Say on one line what a kit is, and how much of it no committee has approved."""
    told = f"{plan.kit.titre}, édition {plan.kit.edition}"
    count = plan.manifeste.brouillons
    if not count:
        return told
    return f"{told} ({count} outil{'s' if count > 1 else ''} sans validation)"
