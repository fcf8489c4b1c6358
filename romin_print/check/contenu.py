"""What deserves a second look in content that is otherwise right."""

from collections.abc import Iterator
from datetime import date

from romin_print.check.lisibilite import check_lisibilite
from romin_print.check.orphelins import check_orphelins
from romin_print.check.redaction import check_redaction
from romin_print.check.remarques import Remarque
from romin_print.check.ressemblances import check_ressemblances
from romin_print.check.seuils import check_seuils
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Effectif, Outil, Verification
from romin_print.model.seance import MomentOutil, Seance


def check_fonds(fonds: Fonds, today: date | None = None) -> Iterator[Remarque]:
    """Yield all that deserves a second look; `today` is for tests."""
    day = today or date.today()
    for slug, outil in fonds.outils.items():
        fichier = f"outils/{slug}.yaml"
        yield from check_echeance(outil.verification, fichier, day)
        yield from check_lettre(fonds, outil, fichier)
        yield from check_retrait(fonds, outil, fichier)
    for slug, seance in fonds.seances.items():
        fichier = f"seances/{slug}.yaml"
        yield from check_echeance(seance.verification, fichier, day)
        yield from check_emplois(fonds, seance, fichier)
    yield from check_orphelins(fonds)
    yield from check_redaction(fonds)
    yield from check_ressemblances(fonds)
    yield from check_lisibilite(fonds)
    yield from check_seuils(fonds)


def check_echeance(
    verification: Verification, fichier: str, today: date
) -> Iterator[Remarque]:
    """Warn of a verification that is out of date."""
    echeance = verification.echeance
    if echeance and echeance < today:
        cause = f"la vérification est à refaire depuis le {echeance:%d/%m/%Y}"
        remede = "Relire, puis mettre à jour « verification »."
        yield Remarque(fichier, "verification.echeance", cause, remede)


def check_lettre(fonds: Fonds, outil: Outil, fichier: str) -> Iterator[Remarque]:
    """Warn of a code whose letter is not that of the main stage."""
    etape = next(e for e in fonds.referentiel.etapes if e.slug == outil.etapes[0])
    if not outil.code.startswith(etape.lettre):
        cause = (
            f"le code {outil.code} ne porte pas la lettre de l’étape ({etape.lettre})"
        )
        remede = "Si l’outil est déjà diffusé, garder le code ; sinon, le changer."
        yield Remarque(fichier, "code", cause, remede)


def check_retrait(fonds: Fonds, outil: Outil, fichier: str) -> Iterator[Remarque]:
    """Warn of a follow-up that leads to a tool that is withdrawn."""
    for rank, suite in enumerate(outil.suites):
        successeur = fonds.outils[suite.outil].verification.successeur
        if successeur:
            cause = f"la suite « {suite.outil} » est un outil retiré"
            remede = f"La remplacer par « {successeur} »."
            yield Remarque(fichier, f"suites.{rank}.outil", cause, remede)


def check_emplois(fonds: Fonds, seance: Seance, fichier: str) -> Iterator[Remarque]:
    """Warn of each tool of a séance that is not made for it, once."""
    told: set[str] = set()
    for rank, moment in enumerate(seance.moments):
        if isinstance(moment, MomentOutil) and moment.outil not in told:
            told.add(moment.outil)
            outil, champ = fonds.outils[moment.outil], f"moments.{rank}.outil"
            for cause, remede in check_emploi(seance, moment.outil, outil):
                yield Remarque(fichier, champ, cause, remede)


def check_emploi(seance: Seance, slug: str, outil: Outil) -> Iterator[tuple[str, str]]:
    """Warn of a tool that is not made for this séance, or is withdrawn."""
    own, wanted = outil.effectif, seance.effectif
    if wanted.minimum < own.minimum or wanted.maximum > own.maximum:
        cause = (
            f"la séance est pour {tell_effectif(wanted)},"
            f" « {slug} » pour {tell_effectif(own)}"
        )
        yield cause, "Dire dans « note » comment faire, ou choisir un autre outil."
    if outil.verification.successeur:
        remede = f"Le remplacer par « {outil.verification.successeur} »."
        yield f"« {slug} » est un outil retiré", remede
    if missing := [word for word in seance.cadre if word not in outil.cadres]:
        cause = f"« {slug} » n’est pas prévu pour : {', '.join(missing)}"
        yield cause, "Choisir un autre outil, ou compléter ses « cadres »."


def tell_effectif(effectif: Effectif) -> str:
    """Tell how many persons: « 4 à 8 », « 1 »."""
    low, high = effectif.minimum, effectif.maximum
    return str(low) if low == high else f"{low} à {high}"
