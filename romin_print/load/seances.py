"""Check that every séance stands: its tools, its sheets, its words, its minutes."""

from collections.abc import Iterable

from romin_print.load.liens import (
    check_dates,
    check_duree,
    check_once,
    check_statut,
    check_successeurs,
    check_words,
)
from romin_print.load.source import Loc, Lus, Source, find_values
from romin_print.model.referentiel import Referentiel

VOCABULAIRES = {"public": "publics", "cadre": "cadres"}


def check_seances(lues: Lus, outils: Lus, referentiel: Referentiel | None) -> None:
    """Note every dead link and every incoherence of every séance."""
    for source in lues.values():
        if referentiel:
            check_vocabulaires(source, referentiel)
            check_statut(source, referentiel)
        if outils:
            check_words(source, ("moments", ..., "outil"), outils, "outil inconnu")
            check_emplois(source, outils)
        if not source.known:
            check_duree(source, "moments", "les moments", "des moments")
            check_dates(source)
    check_successeurs(lues, "séance inconnue", "Nommer une séance en service.")


def check_vocabulaires(source: Source, referentiel: Referentiel) -> None:
    """Note the words that the vocabularies do not have, or that come twice."""
    for name, vocabulaire in VOCABULAIRES.items():
        known = referentiel.list_slugs(vocabulaire)
        check_words(source, (name, ...), known, f"« {name} » ne connaît pas ce mot")
        check_once(source, (name, ...), f"mot répété dans « {name} »")
    known = referentiel.list_slugs("modalites")
    check_words(source, ("modalite",), known, "modalité inconnue")
    known = referentiel.list_slugs("statuts")
    check_words(source, ("verification", "statut"), known, "statut inconnu")


def check_emplois(source: Source, outils: Lus) -> None:
    """Note what a séance asks of a tool that it cannot give: sheets, or haste."""
    for loc, moment in find_values(source.data, (), ("moments", ...)):
        if not isinstance(moment, dict):
            continue
        slug = moment.get("outil")
        if isinstance(slug, str) and slug in outils:
            numbers = find_values(moment, loc, ("supports", ...))
            check_numbers(source, numbers, slug, count_parts(outils[slug], "supports"))
            pas = count_parts(outils[slug], "deroule")
            check_minutes(source, loc, moment.get("duree"), slug, pas)


def check_numbers(
    source: Source, numbers: Iterable[tuple[Loc, object]], slug: str, count: int
) -> None:
    """Note the numbers that are too high, or that come twice."""
    seen: set[int] = set()
    for loc, number in numbers:
        if not isinstance(number, int):
            continue
        if number > count:
            cause = f"« {slug} » n’a pas de feuille {number}"
            source.note(source.find_place(loc), cause, tell_supports(count))
        elif number in seen:
            cause = f"feuille donnée deux fois : {number}"
            source.note(source.find_place(loc), cause, "Garder un seul des deux.")
        seen.add(number)


def check_minutes(source: Source, loc: Loc, duree: object, slug: str, pas: int) -> None:
    """Note a tool that has less than a minute for each of its steps."""
    if type(duree) is int and 0 < duree < pas:
        cause = f"{duree} min pour les {pas} pas de « {slug} »"
        remede = f"Donner au moins {pas} min, ou décrire ce moment sans l’outil."
        source.note(source.find_place((*loc, "duree")), cause, remede)


def count_parts(source: Source, name: str) -> int:
    """Count the sheets or the steps of a tool, whatever their faults."""
    return sum(1 for _ in find_values(source.data, (), (name, ...)))


def tell_supports(count: int) -> str:
    """Say which numbers are right."""
    if not count:
        return "Cet outil n’a aucune feuille : retirer « supports »."
    return f"Choisir de 1 à {count}." if count > 1 else "Il n’en a qu’une, la 1."
