"""Check that every kit stands: its tools, séances and binders, and its words."""

from collections.abc import Mapping

from romin_print.load.classeurs import find_successeur
from romin_print.load.liens import check_once, check_words
from romin_print.load.source import Lus, Source, shorten
from romin_print.model.referentiel import Referentiel

CONTENU = ("fiches", "supports", "seances", "classeurs")
FILTRES = {
    "fiches": ("etapes", "besoins", "modalites", "cadres", "publics"),
    "supports": ("etapes", "besoins", "modalites", "cadres", "publics"),
    "seances": ("cadres", "publics"),
}
RESERVES = ("verifier",)


def check_kits(
    lus: Lus,
    outils: Lus,
    nommables: Mapping[str, Lus],
    referentiel: Referentiel | None,
) -> None:
    """Note every dead link and every incoherence of every kit.

    `nommables` are the séances and the binders that a kit may name.
    """
    for slug, source in lus.items():
        check_alone(slug, source)
        if referentiel:
            check_vocabulaires(source, referentiel)
        if outils:
            for genre in ("fiches", "supports"):
                check_noms(source, genre, "outils", outils, "outil inconnu")
        check_noms(source, "seances", "noms", nommables["seances"], "séance inconnue")
        known = nommables["classeurs"]
        check_noms(source, "classeurs", "noms", known, "classeur inconnu")


def check_alone(slug: str, source: Source) -> None:
    """Note what is wrong in a kit whatever the other files say."""
    if slug in RESERVES:
        cause = f"aucun kit ne peut s’appeler « {slug} », qui est une commande"
        source.note(source.find_place(()), cause, "Renommer le fichier.")
    data = source.data
    if isinstance(data, dict) and not any(name in data for name in CONTENU):
        remede = f"Ajouter au moins un de ces champs : {', '.join(CONTENU)}."
        source.note(source.find_place(()), "ce kit ne contient rien", remede)
    check_once(source, ("formats", ...), "format répété")


def check_vocabulaires(source: Source, referentiel: Referentiel) -> None:
    """Note the words that the vocabularies do not have, or that come twice."""
    for genre, names in FILTRES.items():
        for name in names:
            known = referentiel.list_slugs(name)
            pattern = (genre, name, ...)
            check_words(source, pattern, known, f"« {name} » ne connaît pas ce mot")
            check_once(source, pattern, f"mot répété dans « {name} »")


def check_noms(source: Source, genre: str, champ: str, lus: Lus, cause: str) -> None:
    """Note the names that lead nowhere, that come twice, or lead to what is withdrawn."""
    named = {slug for _, slug in source.find_texts(genre, champ, ...)}
    for pattern in ((genre, champ, ...), (genre, "sauf", ...)):
        check_words(source, pattern, lus, cause)
        check_once(source, pattern, "nom donné deux fois")
    for loc, slug in source.find_texts(genre, "sauf", ...):
        if slug in named:
            told = f"« {shorten(slug)} » est nommé et dans « sauf »"
            source.note(source.find_place(loc), told, "Le garder ou l’écarter.")
    for loc, slug in source.find_texts(genre, champ, ...):
        if successeur := find_successeur(slug, lus):
            told = f"« {shorten(slug)} » est retiré"
            remede = f"Le remplacer par « {shorten(successeur)} »."
            source.note(source.find_place(loc), told, remede)
