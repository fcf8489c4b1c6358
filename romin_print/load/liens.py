"""Check that every reference of the content leads somewhere.

The checks read the plain data and not the models, so that a file with a
misspelt field still has its dead links told in the same run.
"""

from collections.abc import Collection
from datetime import date
from types import EllipsisType

from romin_print.load.source import Loc, Lus, Source, find_values, shorten
from romin_print.load.validation import suggest
from romin_print.model.outil import Verification
from romin_print.model.reference import Bibliographie
from romin_print.model.referentiel import (
    SOURCE_DU_PROJET,
    VOCABULAIRES,
    Referentiel,
    Statut,
)

Keys = tuple[str, ...]
Pattern = tuple[str | EllipsisType, ...]


def check_bibliographie(bibliographie: Bibliographie | None, source: Source) -> Keys:
    """Note the keys given twice, and return each of them once."""
    pattern = ("references", ..., "id")
    check_once(source, pattern, "clé répétée")
    keys = dict.fromkeys(key for _, key in source.find_texts(*pattern))
    return tuple(keys) if bibliographie else ()


def check_once(source: Source, pattern: Pattern, cause: str) -> None:
    """Note the words, at the end of a path, that came before."""
    seen: set[str] = set()
    for loc, word in source.find_texts(*pattern):
        if word in seen:
            place = source.find_place(loc)
            source.note(
                place, f"{cause} : « {shorten(word)} »", "Garder un seul des deux."
            )
        seen.add(word)


def check_referentiel(
    referentiel: Referentiel | None, source: Source, keys: Keys
) -> None:
    """Note the words given twice, and the words whose source is no reference."""
    check_once(source, ("etapes", ..., "lettre"), "lettre déjà prise")
    fields = tuple(Verification.model_fields)
    check_words(source, ("statuts", ..., "exige", ...), fields, "champ inconnu")
    for name in VOCABULAIRES:
        check_entrees(source, name, keys if referentiel else ())
    for name in ("modalites", "cadres"):
        pattern = ("seuils", name, ..., "mot")
        check_once(source, pattern, "mot répété")
        if referentiel:
            known = referentiel.list_slugs(name)
            check_words(source, pattern, known, f"« {name} » ne connaît pas ce mot")


def check_entrees(source: Source, name: str, keys: Keys) -> None:
    """Note the words of a list given twice, and those whose source is no reference."""
    check_once(source, (name, ..., "slug"), f"mot répété dans « {name} »")
    if keys:
        known = (*keys, SOURCE_DU_PROJET)
        check_words(source, (name, ..., "source"), known, "source inconnue")


def check_guide(source: Source, keys: Keys) -> None:
    """Note the chapters of the same name, and what they cite that is no reference."""
    check_once(source, ("chapitres", ..., "slug"), "chapitre répété")
    if keys:
        pattern = ("chapitres", ..., "sources", ..., "reference")
        check_words(source, pattern, keys, "référence inconnue")


def check_outils(lus: Lus, referentiel: Referentiel | None, keys: Keys) -> None:
    """Note every dead link and every incoherence of every tool."""
    words = list_known_words(referentiel) if referentiel else {}
    for slug, source in lus.items():
        if not source.known:
            check_alone(source)
        if referentiel:
            check_vocabulaires(source, words)
            check_statut(source, referentiel)
        if keys:
            check_words(
                source, ("sources", ..., "reference"), keys, "référence inconnue"
            )
        check_suites(slug, source, lus)
    check_codes(lus)
    check_successeurs(lus, "outil inconnu", "Nommer un outil en service.")


def check_words(
    source: Source,
    pattern: Pattern,
    known: Collection[str],
    cause: str,
) -> None:
    """Note the words, at the end of a path, that are none of the known ones."""
    for loc, word in source.find_texts(*pattern):
        if word not in known:
            remede = (
                suggest(word, tuple(dict.fromkeys(known)))
                or "Choisir parmi ceux qui existent."
            )
            told = f"{cause} : « {shorten(word)} »"
            source.note_better(source.find_place(loc), told, remede)


def check_alone(source: Source) -> None:
    """Note what is wrong in a tool whatever the other files say."""
    for name in VOCABULAIRES:
        check_once(source, (name, ...), f"mot répété dans « {name} »")
    check_duree(source, "deroule", "les pas du déroulé", "des pas")
    check_dates(source)


def list_known_words(referentiel: Referentiel) -> dict[str, Collection[str]]:
    """List the words of every vocabulary, in their order."""
    return {name: dict.fromkeys(referentiel.list_slugs(name)) for name in VOCABULAIRES}


def check_vocabulaires(source: Source, words: dict[str, Collection[str]]) -> None:
    """Note the words that the vocabularies do not have."""
    for name, known in words.items():
        cause = f"« {name} » ne connaît pas ce mot"
        check_words(source, (name, ...), known, cause)
    known = words["niveaux_preuve"]
    check_words(source, ("niveau_preuve",), known, "niveau de preuve inconnu")
    known = words["statuts"]
    check_words(source, ("verification", "statut"), known, "statut inconnu")


def check_statut(source: Source, referentiel: Referentiel) -> None:
    """Note what the verification status requires and the tool does not state."""
    known = referentiel.list_slugs("statuts")
    for _, verification in find_values(source.data, (), ("verification",)):
        if (
            not isinstance(verification, dict)
            or verification.get("statut") not in known
        ):
            continue
        statut = referentiel.find_entree("statuts", verification["statut"])
        for name in statut.exige if isinstance(statut, Statut) else ():
            if verification.get(name) is None:
                source.note(
                    source.find_place(("verification",)),
                    f"le statut « {statut.slug} » demande le champ « {name} »",
                    "L’ajouter, ou revenir au statut « proposition ».",
                )


def check_suites(slug: str, source: Source, lus: Lus) -> None:
    """Note the follow-ups that do not exist, or that lead back to the tool itself."""
    check_words(source, ("suites", ..., "outil"), lus, "outil inconnu")
    for loc, suite in source.find_texts("suites", ..., "outil"):
        if suite == slug:
            cause = "l’outil se donne lui-même pour suite"
            source.note(source.find_place(loc), cause, "Choisir un autre outil.")


def check_duree(source: Source, name: str, parts: str, of_parts: str) -> None:
    """Note parts, such as steps, that do not add up to the announced duration."""
    found = [value for _, value in find_values(source.data, (), (name, ..., "duree"))]
    annoncees = [value for _, value in find_values(source.data, (), ("duree",))]
    if not found or not all(type(value) is int for value in (*found, *annoncees)):
        return
    total = sum(value for value in found if isinstance(value, int))
    for duree in annoncees:
        if duree != total:
            cause = f"la durée annoncée est de {duree} min, {parts} font {total} min"
            remede = f"Corriger « duree » ou la durée {of_parts}."
            source.note(source.find_place(("duree",)), cause, remede)


def check_dates(source: Source) -> None:
    """Note a term that comes before the verification itself."""
    for _, verification in find_values(source.data, (), ("verification",)):
        if isinstance(verification, dict):
            fait, echeance = verification.get("date"), verification.get("echeance")
            if type(fait) is type(echeance) is date and echeance < fait:
                place = source.find_place(("verification", "echeance"))
                cause = "l’échéance précède la date de vérification"
                source.note(place, cause, "Corriger l’une des deux.")


def check_codes(lus: Lus) -> None:
    """Note the codes that several tools share."""
    owners: dict[str, list[tuple[Source, Loc]]] = {}
    for source in lus.values():
        for loc, code in source.find_texts("code"):
            owners.setdefault(code, []).append((source, loc))
    for code, shared in owners.items():
        for source, loc in shared if len(shared) > 1 else ():
            others = ", ".join(s.path.name for s, _ in shared if s is not source)
            source.note(
                source.find_place(loc),
                f"code déjà pris : « {shorten(code)} » (voir {others})",
                "Donner un code libre au plus récent des deux outils.",
            )


def check_successeurs(lus: Lus, unknown: str, remede: str) -> None:
    """Note successors that do not exist, or that run in a circle."""
    pattern = ("verification", "successeur")
    nexts = {
        slug: next((word for _, word in source.find_texts(*pattern)), None)
        for slug, source in lus.items()
    }
    for slug, source in lus.items():
        check_words(source, pattern, lus, unknown)
        if runs_in_circle(slug, nexts):
            cause = "les successeurs tournent en rond"
            source.note(source.find_place(pattern), cause, remede)


def runs_in_circle(slug: str, nexts: dict[str, str | None]) -> bool:
    """Say whether the successors of a tool come back to it."""
    seen: set[str] = set()
    current = nexts.get(slug)
    while current and current not in seen:
        seen.add(current)
        current = nexts.get(current)
    return slug in seen
