"""Check that every binder stands: its tools, its stages, its words, what is left in it.

A tool comes into a binder in one of two ways: a stage names it, or it is of the
selection and its main stage, which names no tool, takes it.
"""

from collections.abc import Iterator

from romin_print.load.liens import Pattern, check_once, check_words
from romin_print.load.source import Loc, Lus, Source, find_values, shorten
from romin_print.model.referentiel import Referentiel

FILTRES = ("besoins", "modalites", "cadres", "publics")
OUTILS: tuple[Pattern, ...] = (
    ("selection", "outils", ...),
    ("selection", "sauf", ...),
    ("selection", "etapes", ..., "outils", ...),
)
ETAPES: Pattern = ("selection", "etapes", ..., "etape")
IMPRIMES = frozenset({"fiches", "supports"})


def check_classeurs(lus: Lus, outils: Lus, referentiel: Referentiel | None) -> None:
    """Note every dead link and every incoherence of every binder."""
    for source in lus.values():
        check_contenu(source)
        if referentiel:
            check_vocabulaires(source, referentiel)
        if outils:
            check_outils(source, outils)
        if referentiel and outils and not source.problems:
            check_selection(source, outils, referentiel)
    check_editions(lus)


def check_contenu(source: Source) -> None:
    """Note what a binder holds twice, and a binder without anything to print."""
    check_once(source, ("contenu", ...), "mot répété dans « contenu »")
    contenu = {word for _, word in source.find_texts("contenu", ...)}
    if contenu and not contenu & IMPRIMES:
        place = source.find_place(("contenu",))
        cause = "un classeur sans fiches ni supports n’a rien à ranger"
        source.note(place, cause, "Ajouter « fiches » ou « supports ».")


def check_vocabulaires(source: Source, referentiel: Referentiel) -> None:
    """Note the words that the vocabularies do not have, or that come twice."""
    for name in FILTRES:
        pattern, known = ("selection", name, ...), referentiel.list_slugs(name)
        check_words(source, pattern, known, f"« {name} » ne connaît pas ce mot")
        check_once(source, pattern, f"mot répété dans « {name} »")
    known = referentiel.list_slugs("etapes")
    check_words(source, ETAPES, known, "« etapes » ne connaît pas ce mot")
    check_once(source, ETAPES, "étape donnée deux fois")


def check_outils(source: Source, outils: Lus) -> None:
    """Note the tools that do not exist, that come twice, or that are withdrawn."""
    for pattern in OUTILS:
        check_words(source, pattern, outils, "outil inconnu")
        check_once(source, pattern, "outil nommé deux fois")
    for pattern in (OUTILS[0], OUTILS[2]):
        for loc, slug in source.find_texts(*pattern):
            if successeur := find_successeur(slug, outils):
                cause = f"« {shorten(slug)} » est un outil retiré"
                remede = f"Le remplacer par « {shorten(successeur)} »."
                source.note(source.find_place(loc), cause, remede)
    check_places(source, outils)


def check_places(source: Source, outils: Lus) -> None:
    """Note a tool that a stage names and that is not made for it, or not wanted."""
    unwanted = {slug for _, slug in source.find_texts(*OUTILS[1])}
    named = [(loc, s) for n in (0, 2) for loc, s in source.find_texts(*OUTILS[n])]
    for loc, slug in named:
        if slug in unwanted:
            cause = f"« {shorten(slug)} » est nommé ici et dans « sauf »"
            source.note(source.find_place(loc), cause, "Le garder ou l’écarter.")
    for etape, loc, slug in list_places(source):
        made_for = list_words(slug, "etapes", outils)
        if made_for and etape not in made_for:
            cause = f"« {shorten(slug)} » n’est pas un outil de l’étape « {shorten(etape)} »"
            remede = f"Le mettre sous : {', '.join(map(shorten, made_for))}."
            source.note(source.find_place(loc), cause, remede)


def list_places(source: Source) -> Iterator[tuple[str, Loc, str]]:
    """List the tools that stages name: the stage, the place, the tool."""
    for start, chosen in find_values(source.data, (), ETAPES[:-1]):
        etape = chosen.get("etape") if isinstance(chosen, dict) else None
        for loc, slug in find_values(chosen, start, ("outils", ...)):
            if isinstance(etape, str) and isinstance(slug, str):
                yield etape, loc, slug


def check_selection(source: Source, outils: Lus, referentiel: Referentiel) -> None:
    """Note what is named in vain, and a binder that is left without any tool."""
    placed = {slug for _, _, slug in list_places(source)}
    named = {slug: loc for loc, slug in source.find_texts(*OUTILS[0])}
    fitting = {slug for slug in outils if fits(source, slug, outils)}
    for slug in named.keys() - fitting - placed:
        cause = f"« {slug} » ne répond pas aux filtres de la sélection"
        remede = "Retirer l’outil, ou le filtre qui l’écarte."
        source.note(source.find_place(named[slug]), cause, remede)
    chosen = (fitting & named.keys() if named else fitting) | placed
    unwanted = {slug: loc for loc, slug in source.find_texts(*OUTILS[1])}
    for slug in unwanted.keys() - chosen:
        cause = f"« sauf » écarte « {slug} », qui n’est pas choisi"
        source.note(source.find_place(unwanted[slug]), cause, "Retirer cet outil.")
    left = {s for s in chosen - unwanted.keys() if not find_successeur(s, outils)}
    open_stages = list_open_stages(source, referentiel)
    taken = {s for s in left if find_main_stage(s, outils) in open_stages} | placed
    for slug in (named.keys() & left) - taken:
        cause = f"aucune étape du classeur ne prend « {slug} »"
        remede = f"Le nommer sous une étape, ou ajouter l’étape « {find_main_stage(slug, outils)} »."
        source.note(source.find_place(named[slug]), cause, remede)
    if not taken and not source.problems:
        place = source.find_place(("selection",))
        source.note(place, "cette sélection ne laisse aucun outil", "L’élargir.")


def fits(source: Source, slug: str, outils: Lus) -> bool:
    """Say whether a tool has one word at least of each filter."""
    for name in FILTRES:
        wanted = {word for _, word in source.find_texts("selection", name, ...)}
        if wanted and not wanted & {*list_words(slug, name, outils)}:
            return False
    return True


def list_open_stages(source: Source, referentiel: Referentiel) -> set[str]:
    """List the stages that take the tools of the selection, for they name none."""
    chosen = {word for _, word in source.find_texts(*ETAPES)}
    naming = {etape for etape, _, _ in list_places(source)}
    return (chosen or {*referentiel.list_slugs("etapes")}) - naming


def list_words(slug: str, name: str, outils: Lus) -> tuple[str, ...]:
    """List the words that a tool has chosen; none if the tool is unknown."""
    found = outils[slug].find_texts(name, ...) if slug in outils else ()
    return tuple(word for _, word in found)


def find_main_stage(slug: str, outils: Lus) -> str:
    """Find the main stage of a tool, or nothing in a tool that has none."""
    return next(iter(list_words(slug, "etapes", outils)), "")


def find_successeur(slug: str, outils: Lus) -> str:
    """Find what replaces a tool that is withdrawn; nothing if it is in use."""
    if slug not in outils:
        return ""
    found = outils[slug].find_texts("verification", "successeur")
    return next((word for _, word in found), "")


def check_editions(lus: Lus) -> None:
    """Note the binders that nobody could tell apart: same title, same edition."""
    owners: dict[tuple[str, ...], list[Source]] = {}
    for source in lus.values():
        names = [source.find_texts(name) for name in ("titre", "edition")]
        told = tuple(text for found in names for _, text in found)
        if len(told) == len(names):
            owners.setdefault(told, []).append(source)
    for (titre, edition), shared in owners.items():
        for source in shared if len(shared) > 1 else ():
            others = ", ".join(s.path.name for s in shared if s is not source)
            source.note(
                source.find_place(("edition",)),
                f"« {shorten(titre)} » a déjà une édition « {shorten(edition)} » (voir {others})",
                "Changer le titre ou l’édition de l’un des deux.",
            )
