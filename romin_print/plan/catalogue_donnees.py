"""The data of a catalogue's own program, as compact JSON: numbers, and few words.

Titles and sentences are in the page already, with their typography; the program
reads them there.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from romin_print.model.catalogue import EnteteCatalogue
from romin_print.model.fonds import Fonds
from romin_print.plan.canevas import OBJECTIFS
from romin_print.plan.catalogue_deroule import (
    JETONS,
    list_objectifs,
    make_apport,
)
from romin_print.plan.catalogue_facettes import list_choices, list_noms, list_titles
from romin_print.plan.catalogue_index import make_index


class Numeros:
    """Number equal texts alike, in the order in which they come."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def number(self, texts: Iterable[str]) -> list[int]:
        """Give the numbers of some texts."""
        return [self.seen.setdefault(text, len(self.seen)) for text in texts]


def make_donnees(
    fonds: Fonds,
    entete: EnteteCatalogue,
    slugs: tuple[str, ...],
    fiches: Collection[str],
    supports: Collection[str],
) -> bytes:
    """Make the data of the page; `<` is escaped, so that nothing can end its element."""
    mots, liens = make_index(fonds, slugs, fiches, supports)
    told = {
        "kit": {"titre": entete.titre, "edition": entete.edition},
        "outils": make_outils(fonds, slugs),
        "facettes": {nom: list(mots) for nom, mots in list_titles(fonds).items()},
        "cadres": list_entrees(fonds, "cadres"),
        "publics": list_entrees(fonds, "publics"),
        "objectifs": OBJECTIFS,
        "jetons": JETONS,
        "mots": " ".join(mots),
        "liens": liens,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").encode()


def make_outils(fonds: Fonds, slugs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Make the data of each tool, in the order of codes."""
    choices = {nom: list_choices(fonds, slugs, nom) for nom in list_noms()}
    titles = list_titles(fonds)
    valides = {statut.slug for statut in fonds.referentiel.statuts if statut.valide}
    objectifs, trace, materiel = Numeros(), Numeros(), Numeros()
    outils = []
    for rank, slug in enumerate(slugs):
        outil, apport = fonds.outils[slug], make_apport(fonds, slug)
        outils.append(
            {
                "code": outil.code,
                "duree": outil.duree,
                "valide": outil.verification.statut in valides,
                "effectif": [outil.effectif.minimum, outil.effectif.maximum],
                "facettes": {
                    nom: number_words(choices[nom][rank], titles[nom]) for nom in titles
                },
                "publics": number_words(outil.publics, list_ranks(fonds, "publics")),
                "objectifs": objectifs.number(list_objectifs(fonds, slug)),
                "trace": trace.number(apport.trace),
                "materiel": materiel.number(t.casefold() for t in apport.materiel),
                "feuilles": find_feuilles(fonds, slugs, apport.materiel),
            }
        )
    return outils


def number_words(chosen: Iterable[str], words: Iterable[str]) -> list[int]:
    """Give the ranks of the chosen words in their vocabulary, in its order."""
    kept = set(chosen)
    return [rank for rank, word in enumerate(words) if word in kept]


def list_ranks(fonds: Fonds, vocabulaire: str) -> tuple[str, ...]:
    """List the slugs of a vocabulary."""
    return fonds.referentiel.list_slugs(vocabulaire)


def list_entrees(fonds: Fonds, vocabulaire: str) -> list[str]:
    """List the titles of a vocabulary."""
    return [str(entree.titre) for entree in getattr(fonds.referentiel, vocabulaire)]


def find_feuilles(
    fonds: Fonds, slugs: tuple[str, ...], materiel: tuple[str, ...]
) -> list[list[int]]:
    """Find, for each thing to bring, the tools one of whose sheets it names.

    A thing that is a sheet is counted as such, and so not told a second time.
    """
    return [
        [
            rank
            for rank, slug in enumerate(slugs)
            if any(s.titre in thing for s in fonds.outils[slug].supports)
        ]
        for thing in materiel
    ]
