"""Plan the déroulé of a séance: its moments in time, and what each one needs."""

import hashlib
from collections.abc import Iterator
from datetime import time
from itertools import accumulate, pairwise

from romin_print.model.document import Deroule, Feuille, Passage
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Pas
from romin_print.model.seance import MomentLibre, MomentOutil
from romin_print.plan.canevas import Canevas
from romin_print.plan.supports import make_feuilles

JOUR = 24 * 60
# Things to bring that begin so are for one way of meeting, and for no other.
MODALITES = {"en groupe": "groupe", "en individuel": "individuel"}


def make_deroule(
    fonds: Fonds, canevas: Canevas, debut: time | None, exemplaires: int
) -> Deroule:
    """Make the print of a séance for the counsellor."""
    starts = accumulate((m.duree for m in canevas.moments), initial=0)
    return Deroule(
        titre=canevas.titre,
        version=canevas.version,
        statut=canevas.statut,
        public=canevas.public,
        cadre=canevas.cadre,
        modalite=name_modalite(fonds, canevas),
        effectif=canevas.effectif,
        duree=canevas.duree,
        fin=format_heure(debut, canevas.duree),
        objectifs=canevas.objectifs,
        rappel=canevas.rappel,
        passages=tuple(
            make_passage(fonds, moment, format_heure(debut, start))
            for moment, start in zip(canevas.moments, starts, strict=False)
        ),
        materiel=list_materiel(fonds, canevas),
        exemplaires=exemplaires,
        trace=canevas.trace,
        empreinte=make_empreinte(fonds, canevas),
    )


def make_passage(
    fonds: Fonds, moment: MomentOutil | MomentLibre, heure: str
) -> Passage:
    """Make one moment; a tool brings its steps and its points of vigilance."""
    if isinstance(moment, MomentLibre):
        return Passage(
            titre=moment.intitule,
            duree=moment.duree,
            heure=heure,
            texte=moment.texte or "",
            a_dire=moment.a_dire,
        )
    outil = fonds.outils[moment.outil]
    feuilles = choose_feuilles(fonds, moment)
    return Passage(
        titre=outil.titre,
        duree=moment.duree,
        heure=heure,
        texte=moment.note or "",
        code=outil.code,
        duree_outil=outil.duree if outil.duree != moment.duree else 0,
        pas=share_minutes(outil.deroule, moment.duree),
        vigilance=outil.vigilance,
        feuilles=tuple(f"{f.code} {f.titre}" for f in feuilles),
    )


def choose_feuilles(
    fonds: Fonds,
    moment: MomentOutil,
    *,
    variante: str = "standard",
    exemplaire: int | None = None,
    prefixe: str = "",
) -> tuple[Feuille, ...]:
    """Choose the sheets that a moment hands out: all those of its tool by default."""
    feuilles = make_feuilles(
        fonds,
        moment.outil,
        variante=variante,
        exemplaire=exemplaire,
        prefixe=prefixe,
    )
    if moment.supports is None:
        return feuilles
    return tuple(feuilles[number - 1] for number in moment.supports)


def share_minutes(pas: tuple[Pas, ...], total: int) -> tuple[Pas, ...]:
    """Give each step its share of another total, of a minute at least.

    The content has no total that is shorter than a minute for each step.
    """
    own = sum(p.duree for p in pas)
    ends = [0]
    for rank, end in enumerate(accumulate(p.duree for p in pas), 1):
        latest = total - (len(pas) - rank)
        ends.append(min(latest, max(ends[-1] + 1, round(end * total / own))))
    return tuple(
        p.model_copy(update={"duree": end - start})
        for p, (start, end) in zip(pas, pairwise(ends), strict=True)
    )


def name_modalite(fonds: Fonds, canevas: Canevas) -> str:
    """Name the way of meeting, if the séance says it."""
    if not canevas.modalite:
        return ""
    return fonds.referentiel.find_entree("modalites", canevas.modalite).titre


def list_materiel(fonds: Fonds, canevas: Canevas) -> tuple[str, ...]:
    """List what the tools need, each thing once, less the sheets: they are counted."""
    outils = [fonds.outils[slug] for slug in list_outils(canevas)]
    feuilles = [support.titre for outil in outils for support in outil.supports]
    things: dict[str, str] = {}
    for thing in (thing for outil in outils for thing in outil.materiel):
        listed = any(titre in thing for titre in feuilles)
        if not listed and suits_modalite(thing, canevas.modalite):
            things.setdefault(thing.casefold(), thing)
    return tuple(things.values())


def suits_modalite(thing: str, modalite: str) -> bool:
    """Say whether a thing is of use: « En groupe, un tableau » is not to one person."""
    told = thing.casefold()
    wanted = [word for start, word in MODALITES.items() if told.startswith(start)]
    return not modalite or not wanted or modalite in wanted


def list_outils(canevas: Canevas) -> Iterator[str]:
    """List the tools of a séance, in its order."""
    yield from (m.outil for m in canevas.moments if isinstance(m, MomentOutil))


def format_heure(debut: time | None, minutes: int) -> str:
    """Write the time on the clock, some minutes after the start: « 14 h 05 »."""
    if debut is None:
        return ""
    hours, left = divmod((debut.hour * 60 + debut.minute + minutes) % JOUR, 60)
    return f"{hours}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{left:02}"


def make_empreinte(fonds: Fonds, canevas: Canevas) -> str:
    """Digest a séance and its tools into six hexadecimal digits."""
    digest = hashlib.sha256(repr(canevas).encode())
    for slug in list_outils(canevas):
        digest.update(fonds.outils[slug].model_dump_json().encode())
    return digest.hexdigest()[:6].upper()
