"""What deserves a second look in content that is otherwise right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from romin_print.errors import Place, Problem
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil


def check_fonds(
    fonds: Fonds, content: Path, today: date | None = None
) -> Iterator[Problem]:
    """Yield the warnings of all tools; `today` is for tests."""
    day = today or date.today()
    for slug, outil in fonds.outils.items():
        place = Place(content / "outils" / f"{slug}.yaml")
        yield from check_echeance(outil, place, day)
        yield from check_lettre(fonds, outil, place)
        yield from check_retrait(fonds, outil, place)


def check_echeance(outil: Outil, place: Place, today: date) -> Iterator[Problem]:
    """Warn of a verification that is out of date."""
    echeance = outil.verification.echeance
    if echeance and echeance < today:
        cause = f"la vérification est à refaire depuis le {echeance:%d/%m/%Y}"
        yield Problem(
            place, cause, "Relire l’outil, puis mettre à jour « verification »."
        )


def check_lettre(fonds: Fonds, outil: Outil, place: Place) -> Iterator[Problem]:
    """Warn of a code whose letter is not that of the main stage."""
    etape = next(e for e in fonds.referentiel.etapes if e.slug == outil.etapes[0])
    if not outil.code.startswith(etape.lettre):
        cause = (
            f"le code {outil.code} ne porte pas la lettre de l’étape ({etape.lettre})"
        )
        remede = "Si l’outil est déjà diffusé, garder le code ; sinon, le changer."
        yield Problem(place, cause, remede)


def check_retrait(fonds: Fonds, outil: Outil, place: Place) -> Iterator[Problem]:
    """Warn of a follow-up that leads to a tool that is withdrawn."""
    for suite in outil.suites:
        successeur = fonds.outils[suite.outil].verification.successeur
        if successeur:
            cause = f"la suite « {suite.outil} » est un outil retiré"
            yield Problem(place, cause, f"La remplacer par « {successeur} ».")
