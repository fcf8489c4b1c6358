"""Which tools a person who reads one of them may want to see too."""

from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil

# « Transversal » is shared by tools that have nothing else in common.
PARTOUT = "transversal"
VOISINS = 4


def find_voisins(fonds: Fonds, slug: str, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Find the few tools of a kit that are nearest, best first, less its `suites`."""
    outil = fonds.outils[slug]
    told = {slug, *(suite.outil for suite in outil.suites)}
    scores = {s: score_pair(outil, fonds.outils[s]) for s in slugs if s not in told}
    near = [s for s, score in scores.items() if score]
    return tuple(sorted(near, key=lambda s: (-scores[s], fonds.outils[s].code)))[
        :VOISINS
    ]


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
