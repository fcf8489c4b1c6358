"""Choose tools by name and by filter; an empty choice is an error that helps."""

from difflib import get_close_matches

from romin_print.errors import SelectionError
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil
from romin_print.model.referentiel import Etape
from romin_print.plan.fiches import name_feuille

FILTRES = {
    "etape": "etapes",
    "besoin": "besoins",
    "modalite": "modalites",
    "cadre": "cadres",
}


def select_outils(
    fonds: Fonds, noms: tuple[str, ...], filtres: dict[str, str]
) -> tuple[str, ...]:
    """Choose slugs, in the order of codes; no name and no filter means all.

    `noms` are slugs or codes, even those of sheets; `filtres` maps names of FILTRES to one word each.
    Raises `SelectionError` for a name or word that does not exist, and for a
    choice that leaves nothing.
    """
    words = {nom: find_mot(fonds, nom, mot) for nom, mot in filtres.items()}
    named = {find_slug(fonds, nom) for nom in noms} or set(fonds.outils)
    chosen = tuple(
        slug
        for slug, outil in fonds.outils.items()
        if slug in named and fits(outil, words)
    )
    if not chosen:
        raise SelectionError(explain_empty(fonds, named, words))
    return chosen


def fits(outil: Outil, filtres: dict[str, str]) -> bool:
    """Say whether a tool answers to every filter."""
    return all(mot in getattr(outil, FILTRES[nom]) for nom, mot in filtres.items())


def select_feuilles(
    fonds: Fonds, noms: tuple[str, ...], filtres: dict[str, str]
) -> tuple[tuple[str, int], ...]:
    """Choose sheets, as slugs and ranks: a tool gives all its sheets, `d-03-2` one.

    Raises `SelectionError` as `select_outils` does, and when no tool has any sheet.
    """
    slugs = select_outils(fonds, noms, filtres)
    codes = {nom.lower() for nom in noms}
    whole = {find_slug(fonds, nom) for nom in codes if nom not in list_feuilles(fonds)}
    chosen = tuple(
        (slug, rang)
        for slug in slugs
        for rang in range(len(fonds.outils[slug].supports))
        if not noms
        or slug in whole
        or name_feuille(fonds.outils[slug], rang).lower() in codes
    )
    if not chosen:
        known = ", ".join(o.code for o in fonds.outils.values() if o.supports)
        raise SelectionError(
            f"aucun des outils choisis n’a de support. Ceux qui en ont : {known}."
        )
    return chosen


def list_feuilles(fonds: Fonds) -> dict[str, str]:
    """List the codes of numbered sheets, `d-03-2`, with the tool of each."""
    return {
        name_feuille(outil, rang).lower(): slug
        for slug, outil in fonds.outils.items()
        if len(outil.supports) > 1
        for rang in range(len(outil.supports))
    }


def find_slug(fonds: Fonds, nom: str) -> str:
    """Find a tool by its slug, its code or that of its sheet, whatever the case."""
    wanted = nom.lower()
    by_code = {outil.code.lower(): slug for slug, outil in fonds.outils.items()}
    by_code |= list_feuilles(fonds)
    if wanted in fonds.outils:
        return wanted
    if wanted in by_code:
        return by_code[wanted]
    near = suggest(wanted, (*fonds.outils, *by_code))
    raise SelectionError(
        f"aucun outil ne s’appelle « {nom} ».{near} Voir : romin-print lister"
    )


def find_mot(fonds: Fonds, filtre: str, mot: str) -> str:
    """Find a word of a vocabulary; a stage also answers to its letter."""
    entrees = getattr(fonds.referentiel, FILTRES[filtre])
    for entree in entrees:
        if mot.lower() == entree.slug or (
            isinstance(entree, Etape) and mot.upper() == entree.lettre
        ):
            return str(entree.slug)
    known = tuple(entree.slug for entree in entrees)
    near = suggest(mot.lower(), known)
    raise SelectionError(
        f"--{filtre} ne connaît pas « {mot} ».{near} Valeurs possibles : {', '.join(known)}."
    )


def explain_empty(fonds: Fonds, named: set[str], filtres: dict[str, str]) -> str:
    """Say which filters left nothing, and which values would have left something."""
    told = " ".join(f"--{nom} {mot}" for nom, mot in filtres.items())
    lines = [f"aucun outil ne répond à {told}."]
    for nom in filtres:
        others = {n: m for n, m in filtres.items() if n != nom}
        left = [o for s, o in fonds.outils.items() if s in named and fits(o, others)]
        words = sorted({mot for outil in left for mot in getattr(outil, FILTRES[nom])})
        if words:
            lines.append(f"  --{nom} donnerait quelque chose avec : {', '.join(words)}")
    return "\n".join(lines)


def suggest(word: str, known: tuple[str, ...]) -> str:
    """Suggest the nearest known word."""
    near = get_close_matches(word, known, n=1)
    return f" Vouliez-vous dire « {near[0]} » ?" if near else ""
