"""Which tools a person who reads one of them may want to see too."""

from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil

# « Transversal » is shared by tools that have nothing else in common.
PARTOUT = "transversal"
VOISINS = 4


def find_voisins(
    fonds: Fonds, slug: str, slugs: tuple[str, ...], avec_fiche: bool = True
) -> tuple[str, ...]:
    """Find the few tools of a kit that are nearest, best first.

    Its fiche, if it is there, has told its `suites` already.
    """
    outil = fonds.outils[slug]
    told = {slug, *(suite.outil for suite in outil.suites if avec_fiche)}
    others = [s for s in slugs if s not in told]
    scores = {s: score_pair(outil, fonds.outils[s]) for s in others}
    near = [s for s, score in scores.items() if score] or find_proches(
        fonds, outil, others
    )
    return tuple(sorted(near, key=lambda s: (-scores[s], fonds.outils[s].code)))[
        :VOISINS
    ]


def find_proches(fonds: Fonds, outil: Outil, slugs: list[str]) -> list[str]:
    """Find the tools of the nearest stage that has some: the same, the next, or before."""
    order = [etape.slug for etape in fonds.referentiel.etapes]
    here = order.index(outil.etapes[0])

    def measure(slug: str) -> int:
        step = order.index(fonds.outils[slug].etapes[0]) - here
        return step if step >= 0 else len(order) - step

    least = min(map(measure, slugs), default=0)
    return [slug for slug in slugs if measure(slug) == least]


def score_pair(one: Outil, other: Outil) -> int:
    """Score what two tools share: needs above all, then stages and ways of meeting."""
    besoins = len({*one.besoins} & {*other.besoins} - {PARTOUT})
    etapes = len({*one.etapes} & {*other.etapes})
    if not besoins and one.etapes[0] != other.etapes[0]:
        return 0
    same = one.etapes[0] == other.etapes[0]
    return 6 * besoins + 3 * same + 2 * etapes + share_one(one, other)


def share_one(one: Outil, other: Outil) -> int:
    """Say whether two tools can be used in the same way."""
    return int(bool({*one.modalites} & {*other.modalites}))
