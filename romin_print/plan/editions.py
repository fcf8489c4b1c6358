"""Compare two editions of a binder: its tools, and its pile of leaves.

The pile is brought up to date by hand, so what is done to it is told as few gestures
as can be, from the front of the binder to its back.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby

from romin_print.errors import SelectionError
from romin_print.model.manifeste import Feuillet, Manifeste
from romin_print.model.reliure import (
    Changements,
    Etiquette,
    Geste,
    Intercalaire,
    Piece,
    Repere,
)
from romin_print.plan.manifestes import list_imprimes

NOUVEAU = "nouveau"
MODIFIE = "modifié"


def compare_outils(ancien: Manifeste, pieces: Iterable[Piece]) -> Changements:
    """Say which tools are new, changed or gone, in the order of the binder."""
    pieces = tuple(pieces)
    before = {outil.code: outil for outil in ancien.outils}
    now = {outil.code: outil for outil in list_imprimes(pieces)}
    places = find_places(pieces)
    return Changements(
        depuis=ancien.edition,
        nouveaux=tuple(places[code] for code in now if code not in before),
        modifies=tuple(
            places[code]
            for code, outil in now.items()
            if code in before and outil.empreinte != before[code].empreinte
        ),
        retires=tuple(
            Repere(outil.titre, ancre="", code=code)
            for code, outil in before.items()
            if code not in now
        ),
    )


def find_places(pieces: Iterable[Piece]) -> dict[str, Repere]:
    """Find the place of each tool, by its code, as the divider of its stage tells it."""
    found: dict[str, Repere] = {}
    for piece in pieces:
        if isinstance(piece.donnees, Intercalaire):
            for repere in piece.donnees.reperes:
                found[repere.code] = Repere(repere.titre, repere.ancre, repere.code)
    return found


def list_marques(changements: Changements) -> dict[str, str]:
    """List the marks that the contents put beside tools, by code."""
    return {repere.code: NOUVEAU for repere in changements.nouveaux} | {
        repere.code: MODIFIE for repere in changements.modifies
    }


def check_comparables(ancien: Manifeste, nouveau: Manifeste) -> None:
    """Refuse two piles that no gesture could bring together; raise `SelectionError`."""
    if ancien.classeur != nouveau.classeur:
        raise SelectionError(
            f"ce manifeste est celui du classeur « {ancien.classeur} »,"
            f" et non de « {nouveau.classeur} »."
        )
    for manifeste in (ancien, nouveau):
        if manifeste.pagination != "feuillets":
            raise SelectionError(
                f"les pages de l’édition « {manifeste.edition} » se suivent : une de"
                " plus les renumérote toutes. L’imprimer en entier, avec"
                " « pagination: feuillets » pour que les suivantes se remplacent."
            )


@dataclass
class Intervalle:
    """What lies after a leaf that stays, up to the next one: what goes, what comes."""

    apres: Feuillet | None
    retirer: list[Feuillet] = field(default_factory=list)
    inserer: list[Feuillet] = field(default_factory=list)


def compare_piles(ancien: Manifeste, nouveau: Manifeste) -> tuple[Geste, ...]:
    """Say how to turn an old pile into a new one, handling as few leaves as can be.

    Gestures are done one after the other, from front to back. A leaf that is as it
    was, folio and all, is never printed again; it is moved only if the order of the
    others requires it. Before all, what would be met too late is taken out: the
    leaves whose folio comes back nearer the front.
    """
    before, after = ancien.feuillets, nouveau.feuillets
    moved = find_moved(before, after)
    gaps = find_intervalles(before, after, moved)
    early = find_early(gaps)
    gestes = list(take_early(before, early, moved))
    for gap in gaps:
        left = [feuillet for feuillet in gap.retirer if feuillet not in early]
        if left or gap.inserer:
            gestes.append(make_geste(gap.apres, left, gap.inserer, moved))
    return tuple(gestes)


def find_moved(
    before: Sequence[Feuillet], after: Sequence[Feuillet]
) -> frozenset[Feuillet]:
    """Find the leaves that are in both piles but must change places: the fewest."""
    ranks = {feuillet: rank for rank, feuillet in enumerate(after)}
    common = [feuillet for feuillet in before if feuillet in ranks]
    staying = find_longest_rise([ranks[feuillet] for feuillet in common])
    return frozenset(f for f in common if ranks[f] not in staying)


def find_longest_rise(ranks: Sequence[int]) -> frozenset[int]:
    """Find the longest sequence of ranks that rise, among different ones.

    `ends[n]` is the lowest rank that ends a rise of n + 1 ranks (patience sorting).
    """
    ends: list[int] = []
    previous: dict[int, int] = {}
    for rank in ranks:
        length = bisect_left(ends, rank)
        if length:
            previous[rank] = ends[length - 1]
        ends[length : length + 1] = [rank]
    rise = ends[-1:]
    while rise and rise[-1] in previous:
        rise.append(previous[rise[-1]])
    return frozenset(rise)


def find_intervalles(
    before: Sequence[Feuillet], after: Sequence[Feuillet], moved: Set[Feuillet]
) -> tuple[Intervalle, ...]:
    """Find what goes and what comes after each leaf that stays, and before the first."""
    staying = set(before) & set(after) - moved
    kept = (feuillet for feuillet in before if feuillet in staying)
    gaps = {feuillet: Intervalle(feuillet) for feuillet in (None, *kept)}
    for gap, feuillet in locate(before, staying):
        gaps[gap].retirer.append(feuillet)
    for gap, feuillet in locate(after, staying):
        gaps[gap].inserer.append(feuillet)
    return tuple(gaps.values())


def locate(
    pile: Iterable[Feuillet], staying: Set[Feuillet]
) -> Iterator[tuple[Feuillet | None, Feuillet]]:
    """Locate each leaf that does not stay: after which one that does."""
    last = None
    for feuillet in pile:
        if feuillet in staying:
            last = feuillet
        else:
            yield last, feuillet


def find_early(gaps: Iterable[Intervalle]) -> frozenset[Feuillet]:
    """Find the leaves to take out first: two of one folio never lie in the binder."""
    inserted: set[str] = set()
    early: set[Feuillet] = set()
    for gap in gaps:
        early |= {feuillet for feuillet in gap.retirer if feuillet.folio in inserted}
        inserted |= {feuillet.folio for feuillet in gap.inserer}
    return frozenset(early)


def take_early(
    before: Sequence[Feuillet], early: Set[Feuillet], moved: Set[Feuillet]
) -> Iterator[Geste]:
    """Take leaves out ahead of the rest, those that touch in one gesture."""
    last = None
    for is_early, run in groupby(before, key=lambda feuillet: feuillet in early):
        feuillets = list(run)
        if is_early:
            yield make_geste(last, feuillets, [], moved)
        else:
            last = feuillets[-1]


def make_geste(
    apres: Feuillet | None,
    retirer: Iterable[Feuillet],
    inserer: Iterable[Feuillet],
    moved: Set[Feuillet],
) -> Geste:
    """Tell a gesture in the words of the feet of leaves."""

    def label(feuillet: Feuillet) -> Etiquette:
        return Etiquette(feuillet.folio, feuillet.titre, deplacee=feuillet in moved)

    return Geste(
        retirer=tuple(map(label, retirer)),
        inserer=tuple(map(label, inserer)),
        apres=label(apres) if apres else None,
    )


def apply_gestes(
    pile: Iterable[Feuillet], gestes: Iterable[Geste], imprimes: Iterable[Feuillet]
) -> tuple[Feuillet, ...]:
    """Do as the sheet says, to the letter: what it means, for who would doubt.

    After the leaf that is named (or at the very beginning), take out the leaves told,
    which follow one another; keep aside those that change places; put in, there,
    those told: from what was kept aside, or else the next of `imprimes`. Raises
    `ValueError` if the binder or the printed pile is not as the sheet says, or if two
    leaves of one folio would lie in the binder at once.
    """
    done, printed = list(pile), deque(imprimes)
    aside: dict[str, Feuillet] = {}
    for geste in gestes:
        folios = [feuillet.folio for feuillet in done]
        if geste.apres and geste.apres.folio not in folios:
            raise ValueError(f"{geste.apres.folio} is not in the binder")
        start = folios.index(geste.apres.folio) + 1 if geste.apres else 0
        end = start + len(geste.retirer)
        if folios[start:end] != [etiquette.folio for etiquette in geste.retirer]:
            raise ValueError(f"{folios[start:end]} is not what is to be taken out")
        aside |= {
            feuillet.folio: feuillet
            for feuillet, etiquette in zip(done[start:end], geste.retirer, strict=True)
            if etiquette.deplacee
        }
        done[start:end] = [find_leaf(e, aside, printed) for e in geste.inserer]
        if len({feuillet.folio for feuillet in done}) != len(done):
            raise ValueError("two leaves have one folio")
    if aside or printed:
        raise ValueError("leaves are left over")
    return tuple(done)


def find_leaf(
    etiquette: Etiquette, aside: dict[str, Feuillet], printed: deque[Feuillet]
) -> Feuillet:
    """Take the leaf to put in from those kept aside, or off the printed pile."""
    if etiquette.deplacee and etiquette.folio in aside:
        return aside.pop(etiquette.folio)
    if not etiquette.deplacee and printed and printed[0].folio == etiquette.folio:
        return printed.popleft()
    raise ValueError(f"{etiquette.folio} is not at hand")


def list_feuillets_a_imprimer(
    nouveau: Manifeste, gestes: Iterable[Geste]
) -> dict[str, tuple[int, ...]]:
    """List the leaves to print: for each piece, their ranks in it, from 0.

    In that order they make the pile which the gestures put in, from top to bottom.
    """
    wanted = {e.folio for geste in gestes for e in geste.inserer if not e.deplacee}
    ranks: Counter[str] = Counter()
    chosen: dict[str, list[int]] = {}
    for feuillet in nouveau.feuillets:
        if feuillet.folio in wanted:
            chosen.setdefault(feuillet.ancre, []).append(ranks[feuillet.ancre])
        ranks[feuillet.ancre] += 1
    return {ancre: tuple(found) for ancre, found in chosen.items()}
