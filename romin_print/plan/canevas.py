"""What a séance is made of, whether a file tells it or the tools are named at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from romin_print.errors import SelectionError
from romin_print.model.base import MAX_SLUG, check_characters, check_plain
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Effectif, Outil
from romin_print.model.referentiel import Entree
from romin_print.model.seance import MomentLibre, MomentOutil
from romin_print.plan.recherche import fold
from romin_print.plan.selection import find_slug, suggest

# More aims than this, and a page of them says nothing.
OBJECTIFS = 6


@dataclass(frozen=True)
class Canevas:
    """A séance before it is laid out; `statut` is None for one without a file.

    `modalite` is a word of the vocabulary, or empty.
    """

    nom: str
    titre: str
    version: str
    statut: Entree | None
    date: date
    public: tuple[str, ...]
    cadre: tuple[str, ...]
    modalite: str
    effectif: Effectif | None
    duree: int
    objectifs: tuple[str, ...]
    rappel: str
    moments: tuple[MomentOutil | MomentLibre, ...]
    trace: tuple[str, ...]


def find_canevas(fonds: Fonds, nom: str) -> Canevas:
    """Find a séance by its name, or say which ones there are."""
    if nom not in fonds.seances:
        known = tuple(fonds.seances)
        listed = ", ".join(known) or "aucune"
        if not nom:
            raise SelectionError(
                f"nommer une séance, ou des outils avec --outils. Séances : {listed}."
            )
        raise SelectionError(
            f"aucune séance ne s’appelle « {nom} ».{suggest(nom.lower(), known)}"
            f" Séances : {listed}."
        )
    seance, referentiel = fonds.seances[nom], fonds.referentiel

    def name_words(vocabulaire: str, slugs: Iterable[str]) -> tuple[str, ...]:
        return tuple(referentiel.find_entree(vocabulaire, s).titre for s in slugs)

    return Canevas(
        nom=nom,
        titre=seance.titre,
        version=seance.version,
        statut=referentiel.find_entree("statuts", seance.verification.statut),
        date=seance.verification.date,
        public=name_words("publics", seance.public),
        cadre=name_words("cadres", seance.cadre),
        modalite=seance.modalite or "",
        effectif=seance.effectif,
        duree=seance.duree,
        objectifs=seance.objectifs,
        rappel=seance.rappel or "",
        moments=seance.moments,
        trace=seance.trace,
    )


def compose_canevas(fonds: Fonds, noms: tuple[str, ...], titre: str = "") -> Canevas:
    """Compose a séance out of tools alone: they give it its durations and its words.

    Without a title, the codes make one, so that two séances are two names of files.
    """
    slugs = tuple(find_slug(fonds, nom) for nom in noms)
    outils = tuple(fonds.outils[slug] for slug in slugs)
    titre = titre or f"Séance {', '.join(outil.code for outil in outils)}"
    nom = name_titre(fonds, titre)
    return Canevas(
        nom=nom,
        titre=titre,
        version="",
        statut=None,
        date=max(outil.verification.date for outil in outils),
        public=share_words(fonds, outils, "publics"),
        cadre=share_words(fonds, outils, "cadres"),
        modalite="",
        effectif=share_effectif(outils),
        duree=sum(outil.duree for outil in outils),
        objectifs=gather_objectifs(outils),
        rappel="",
        moments=tuple(
            MomentOutil(type="outil", outil=slug, duree=outil.duree)
            for slug, outil in zip(slugs, outils, strict=True)
        ),
        trace=tuple(dict.fromkeys(t for outil in outils for t in outil.trace_ecrite)),
    )


def gather_objectifs(outils: tuple[Outil, ...]) -> tuple[str, ...]:
    """Gather the aims of the tools, each once: the first two of each if they are many."""
    found = dict.fromkeys(o for outil in outils for o in outil.objectifs)
    if len(found) > OBJECTIFS:
        found = dict.fromkeys(o for outil in outils for o in outil.objectifs[:2])
    return tuple(found)


def name_titre(fonds: Fonds, titre: str) -> str:
    """Make the name of the files out of a title, or say what is wrong with it."""
    try:
        check_plain(check_characters(titre))
    except ValueError as error:
        raise SelectionError(f"titre refusé : {error}.") from error
    nom = "-".join(fold(titre).encode("ascii", "ignore").decode().split())
    nom = nom[:MAX_SLUG].strip("-")
    if not nom:
        raise SelectionError(f"titre sans aucune lettre : « {titre} ».")
    if nom in fonds.seances:
        raise SelectionError(
            f"une séance s’appelle déjà « {nom} » : choisir un autre titre,"
            f" ou romin-print seance {nom}."
        )
    return nom


def share_words(
    fonds: Fonds, outils: tuple[Outil, ...], vocabulaire: str
) -> tuple[str, ...]:
    """Name the words of a vocabulary that all the tools have chosen."""
    return tuple(
        fonds.referentiel.find_entree(vocabulaire, slug).titre
        for slug in fonds.referentiel.list_slugs(vocabulaire)
        if all(slug in getattr(outil, vocabulaire) for outil in outils)
    )


def share_effectif(outils: tuple[Outil, ...]) -> Effectif | None:
    """Find how many persons suit all the tools, if any number does."""
    low = max(outil.effectif.minimum for outil in outils)
    high = min(outil.effectif.maximum for outil in outils)
    return Effectif(minimum=low, maximum=high) if low <= high else None
