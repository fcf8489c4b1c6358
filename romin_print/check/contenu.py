"""What deserves a second look in content that is otherwise right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from romin_print.errors import Place, Problem
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Effectif, Outil, Verification
from romin_print.model.seance import MomentOutil, Seance


def check_fonds(
    fonds: Fonds, content: Path, today: date | None = None
) -> Iterator[Problem]:
    """Yield the warnings of all tools and séances; `today` is for tests."""
    day = today or date.today()
    for slug, outil in fonds.outils.items():
        place = Place(content / "outils" / f"{slug}.yaml")
        yield from check_echeance(outil.verification, place, day)
        yield from check_lettre(fonds, outil, place)
        yield from check_retrait(fonds, outil, place)
    for slug, seance in fonds.seances.items():
        place = Place(content / "seances" / f"{slug}.yaml")
        yield from check_echeance(seance.verification, place, day)
        for name in dict.fromkeys(list_outils(seance)):
            yield from check_emploi(seance, name, fonds.outils[name], place)


def check_echeance(
    verification: Verification, place: Place, today: date
) -> Iterator[Problem]:
    """Warn of a verification that is out of date."""
    echeance = verification.echeance
    if echeance and echeance < today:
        cause = f"la vérification est à refaire depuis le {echeance:%d/%m/%Y}"
        yield Problem(place, cause, "Relire, puis mettre à jour « verification ».")


def check_lettre(fonds: Fonds, outil: Outil, place: Place) -> Iterator[Problem]:
    """Warn of a code whose letter is not that of the main stage."""
    etape = next(e for e in fonds.referentiel.etapes if e.slug == outil.etapes[0])
    if not outil.code.startswith(etape.lettre):
        cause = (
            f"le code {outil.code} ne porte pas la lettre de l’étape ({etape.lettre})"
        )
        remede = "Si l’outil est déjà diffusé, garder le code ; sinon, le changer."
        yield Problem(place, cause, remede)


def check_retrait(fonds: Fonds, outil: Outil, place: Place) -> Iterator[Problem]:
    """Warn of a follow-up that leads to a tool that is withdrawn."""
    for suite in outil.suites:
        successeur = fonds.outils[suite.outil].verification.successeur
        if successeur:
            cause = f"la suite « {suite.outil} » est un outil retiré"
            yield Problem(place, cause, f"La remplacer par « {successeur} ».")


def list_outils(seance: Seance) -> Iterator[str]:
    """List the tools of a séance, in its order."""
    yield from (m.outil for m in seance.moments if isinstance(m, MomentOutil))


def check_emploi(
    seance: Seance, slug: str, outil: Outil, place: Place
) -> Iterator[Problem]:
    """Warn of a tool that is not made for this séance, or is withdrawn."""
    own, wanted = outil.effectif, seance.effectif
    if wanted.minimum < own.minimum or wanted.maximum > own.maximum:
        cause = (
            f"la séance est pour {tell_effectif(wanted)},"
            f" « {slug} » pour {tell_effectif(own)}"
        )
        remede = "Dire dans « note » comment faire, ou choisir un autre outil."
        yield Problem(place, cause, remede)
    if outil.verification.successeur:
        cause = f"« {slug} » est un outil retiré"
        yield Problem(
            place, cause, f"Le remplacer par « {outil.verification.successeur} »."
        )
    if missing := [word for word in seance.cadre if word not in outil.cadres]:
        cause = f"« {slug} » n’est pas prévu pour : {', '.join(missing)}"
        remede = "Choisir un autre outil, ou compléter ses « cadres »."
        yield Problem(place, cause, remede)


def tell_effectif(effectif: Effectif) -> str:
    """Tell how many persons: « 4 à 8 », « 1 »."""
    low, high = effectif.minimum, effectif.maximum
    return str(low) if low == high else f"{low} à {high}"
