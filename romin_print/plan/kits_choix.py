"""Choose what goes in a kit: fiches, sheets, séances and binders.

A séance that leans on a tool that may not be in is left out whole; a binder goes on
without it, as long as something is left in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from romin_print.errors import SelectionError
from romin_print.model.classeur import Classeur, Selection
from romin_print.model.fonds import Fonds
from romin_print.model.kit import Choix, ChoixOutils, ChoixSeances, Kit
from romin_print.model.seance import MomentOutil, Seance
from romin_print.plan.classeur_choix import make_choix, select_slugs
from romin_print.plan.kits_statuts import is_valide
from romin_print.plan.selection import suggest


@dataclass(frozen=True)
class ContenuKit:
    """What a kit holds, all of it chosen.

    `fiches` and `supports` are slugs of tools; `seances` names; `classeurs` the binders
    themselves, by name, cut down to what may be in. `remarques` tell what is left out.
    """

    fiches: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    seances: tuple[str, ...] = ()
    classeurs: Mapping[str, Classeur] = field(default_factory=dict)
    remarques: tuple[str, ...] = ()

    def list_outils(self, fonds: Fonds) -> tuple[str, ...]:
        """List the tools of the kit, wherever they are in it, in the order of codes."""
        held = {*self.fiches, *self.supports}
        held |= {
            slug for nom in self.seances for slug in list_slugs(fonds.seances[nom])
        }
        for classeur in self.classeurs.values():
            held |= {*make_choix(fonds, classeur).slugs}
        return tuple(slug for slug in fonds.outils if slug in held)


def find_kit(fonds: Fonds, nom: str) -> Kit:
    """Find a kit by its name; raise `SelectionError` for a wrong one."""
    if nom in fonds.kits:
        return fonds.kits[nom]
    known = tuple(fonds.kits)
    if not known:
        raise SelectionError(
            "aucun kit dans content/kits. En commencer un : romin-print nouveau kit NOM"
        )
    raise SelectionError(
        f"aucun kit ne s’appelle « {nom} ».{suggest(nom.lower(), known)} "
        f"Il y a : {', '.join(known)}."
    )


def choose_contenu(
    fonds: Fonds, kit: Kit, valides_au: date | None = None
) -> ContenuKit:
    """Choose what a kit holds; with a day, only what is approved and holds on that day.

    Raise `SelectionError` if nothing is left.
    """
    kept = frozenset(
        slug
        for slug, outil in fonds.outils.items()
        if valides_au is None or is_valide(fonds, outil.verification, valides_au)
    )
    seances = tuple(choose_seances(fonds, kit.seances, kept, valides_au))
    classeurs = dict(choose_classeurs(fonds, kit.classeurs, kept))
    contenu = ContenuKit(
        fiches=tuple(choose_outils(fonds, kit.fiches, kept)),
        supports=tuple(
            slug
            for slug in choose_outils(fonds, kit.supports, kept)
            if fonds.outils[slug].supports
        ),
        seances=seances,
        classeurs=classeurs,
    )
    if not any((contenu.fiches, contenu.supports, seances, classeurs)):
        raise SelectionError(explain_empty(fonds, kit, valides_au))
    remarques = tuple(tell_left_out(fonds, kit, contenu)) if valides_au else ()
    return replace(contenu, remarques=remarques)


def explain_empty(fonds: Fonds, kit: Kit, valides_au: date | None) -> str:
    """Say why a kit is empty, and what to do: its choices, or the lack of approvals."""
    everything = frozenset(fonds.outils)
    wide = (
        *choose_outils(fonds, kit.fiches, everything),
        *choose_outils(fonds, kit.supports, everything),
        *choose_seances(fonds, kit.seances, everything, None),
        *dict(choose_classeurs(fonds, kit.classeurs, everything)),
    )
    if not wide or valides_au is None:
        return f"le kit «\u00a0{kit.titre}\u00a0» ne contient rien. Élargir ses choix."
    return (
        f"le kit «\u00a0{kit.titre}\u00a0» serait vide\u00a0: rien de ce qu’il choisit n’est "
        f"validé à la date du {valides_au:%d/%m/%Y}. Sans --seulement-valides, il contient "
        "aussi les propositions, et le dit sur chaque page."
    )


def choose_outils(
    fonds: Fonds, choix: ChoixOutils | None, kept: frozenset[str]
) -> Iterator[str]:
    """Choose tools, in the order of codes."""
    for slug in select_slugs(fonds, choix) if choix else ():
        wanted = choix.etapes if choix else None
        if slug in kept and (not wanted or fonds.outils[slug].etapes[0] in wanted):
            yield slug


def choose_seances(
    fonds: Fonds,
    choix: ChoixSeances | None,
    kept: frozenset[str],
    valides_au: date | None,
) -> Iterator[str]:
    """Choose séances, in the order of names."""
    for nom in list_noms(choix, fonds.seances):
        seance = fonds.seances[nom]
        sound = valides_au is None or is_valide(fonds, seance.verification, valides_au)
        if sound and set(list_slugs(seance)) <= kept and choix and fits(seance, choix):
            yield nom


def fits(seance: Seance, choix: ChoixSeances) -> bool:
    """Say whether a séance answers to every filter, and is still in use."""
    asked = ((choix.cadres, seance.cadre), (choix.publics, seance.public))
    named = choix.noms is not None
    return (named or not seance.verification.successeur) and all(
        not wanted or set(wanted) & set(words) for wanted, words in asked
    )


def choose_classeurs(
    fonds: Fonds, choix: Choix | None, kept: frozenset[str]
) -> Iterator[tuple[str, Classeur]]:
    """Choose binders, less the tools that may not be in; one left empty is left out."""
    for nom in list_noms(choix, fonds.classeurs):
        cut = cut_classeur(fonds.classeurs[nom], kept, frozenset(fonds.outils) - kept)
        try:
            make_choix(fonds, cut)
        except SelectionError:
            continue
        yield nom, cut


def cut_classeur(
    classeur: Classeur, kept: frozenset[str], unwanted: frozenset[str]
) -> Classeur:
    """Take tools out of a binder."""
    if not unwanted:
        return classeur
    selection = classeur.selection
    etapes = selection.etapes and tuple(
        etape.model_copy(update={"outils": tuple(s for s in etape.outils if s in kept)})
        if etape.outils is not None
        else etape
        for etape in selection.etapes
    )
    sauf = tuple(sorted({*selection.sauf, *unwanted}))
    changed: dict[str, object] = {"sauf": sauf, "etapes": etapes}
    cut: Selection = selection.model_copy(update=changed)
    return classeur.model_copy(update={"selection": cut})


def list_noms(choix: Choix | None, known: Iterable[str]) -> Iterator[str]:
    """List what is named, or all, less what is not wanted."""
    if choix:
        named = known if choix.noms is None else choix.noms
        yield from (nom for nom in named if nom not in choix.sauf)


def list_slugs(seance: Seance) -> tuple[str, ...]:
    """List the tools of a séance."""
    return tuple(m.outil for m in seance.moments if isinstance(m, MomentOutil))


def tell_left_out(fonds: Fonds, kit: Kit, contenu: ContenuKit) -> Iterator[str]:
    """Tell what was chosen and is left out because a committee has not approved it."""
    wide = choose_contenu(fonds, kit)
    for chosen, held, what in (
        (
            [*dict.fromkeys((*wide.fiches, *wide.supports))],
            {*contenu.fiches, *contenu.supports},
            "Outils écartés",
        ),
        (wide.seances, set(contenu.seances), "Séances écartées"),
        (wide.classeurs, set(contenu.classeurs), "Classeurs écartés"),
    ):
        if lost := [nom for nom in chosen if nom not in held]:
            yield f"{what}, faute de validation en cours\u00a0: {', '.join(lost)}."
