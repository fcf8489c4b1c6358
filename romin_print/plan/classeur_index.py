"""What a binder says in words: its guide, glossary, bibliography, indexes."""

from dataclasses import replace
from itertools import groupby

from romin_print.model.reference import Nom, Reference
from romin_print.model.referentiel import Entree
from romin_print.model.reliure import Glossaire, GuideRelie, Index, Repere, Sources
from romin_print.plan.classeur_choix import (
    Choix,
    list_feuilles,
    make_repere,
    make_reperes,
)
from romin_print.plan.fiches import find_sources
from romin_print.plan.recherche import fold

METIER = "Mots du métier"
# The vocabularies that the glossary explains, under the names that fiches give them.
GROUPES = {
    "besoins": "Besoins",
    "principes": "Principes",
    "stades": "Stades du changement",
    "receptivites": "Réceptivité",
    "modalites": "Modalités",
    "cadres": "Cadres",
    "publics": "Publics",
    "types": "Types d’outils",
    "niveaux_preuve": "Niveaux de preuve",
}
CHIFFRES = "0–9"

Cle = tuple[str, str]


def make_glossaire(choix: Choix) -> Glossaire:
    """Make the glossary: the words of the trade, and those that the tools have chosen."""
    metier = sorted(choix.fonds.glossaire, key=lambda e: collate(e.titre))
    groupes = [(METIER, tuple(metier))]
    groupes += [(titre, list_used(choix, nom)) for nom, titre in GROUPES.items()]
    return Glossaire(tuple(groupe for groupe in groupes if groupe[1]))


def list_used(choix: Choix, vocabulaire: str) -> tuple[Entree, ...]:
    """List the words of a vocabulary that some tool has chosen, in its order."""
    name = "niveau_preuve" if vocabulaire == "niveaux_preuve" else vocabulaire
    used: set[str] = set()
    for outil in choix.outils:
        chosen = getattr(outil, name)
        used.update((chosen,) if isinstance(chosen, str) else chosen)
    entrees: tuple[Entree, ...] = getattr(choix.fonds.referentiel, vocabulaire)
    return tuple(entree for entree in entrees if entree.slug in used)


def make_guide(choix: Choix) -> GuideRelie:
    """Make the guide, what its chapters cite resolved into references."""
    return GuideRelie(
        tuple(
            (chapitre, find_sources(choix.fonds, chapitre.sources))
            for chapitre in choix.fonds.guide
        )
    )


def make_sources(choix: Choix) -> Sources:
    """Make the bibliography: the references that the binder cites, and where."""
    citing: dict[str, list[Repere]] = {}
    if "guide" in choix.contenu:
        cited_by_guide = (s for c in choix.fonds.guide for s in c.sources)
        for key in dict.fromkeys(source.reference for source in cited_by_guide):
            citing[key] = [Repere("Guide", "guide", "le guide")]
    for slug, outil in zip(choix.slugs, choix.outils, strict=True):
        for key in dict.fromkeys(source.reference for source in outil.sources):
            citing.setdefault(key, []).append(make_repere(choix, slug))
    references = choix.fonds.bibliographie.references
    cited = sorted((r for r in references if r.id in citing), key=rank_reference)
    found = tuple((r, tuple(citing[r.id])) for r in cited)
    return Sources(found, fiches="fiches" in choix.contenu)


def rank_reference(reference: Reference) -> tuple[tuple[Cle, ...], int, Cle]:
    """Rank a reference by its authors, or editors, then by its year and title."""
    title = collate(reference.title)
    people = reference.author or reference.editor
    names = tuple(rank_person(person) for person in people)
    return names or (title,), reference.issued.date_parts[0][0], title


def rank_person(person: Nom) -> Cle:
    """Rank a person by family, letter by letter: « D’Zurilla » comes after « Dowden »."""
    family = fold(person.literal or person.family or "")
    return family.replace(" ", ""), fold(person.given or "")


def make_index_mots(choix: Choix, vocabulaire: str) -> Index:
    """Make an index by the words of a vocabulary, in its order."""
    return Index(
        tuple(
            (entree.titre, make_reperes(choix, find_users(choix, vocabulaire, entree)))
            for entree in list_used(choix, vocabulaire)
        )
    )


def find_users(choix: Choix, vocabulaire: str, entree: Entree) -> tuple[str, ...]:
    """Find the tools that have chosen a word."""
    outils = choix.fonds.outils
    return tuple(
        s for s in choix.slugs if entree.slug in getattr(outils[s], vocabulaire)
    )


def make_index_alphabetique(choix: Choix) -> Index:
    """Make the index of titles: those of tools, and those of their sheets."""
    places = [make_repere(choix, slug) for slug in choix.slugs]
    for slug in choix.slugs:
        feuilles = list_feuilles(choix, slug)
        places += [replace(feuille, texte="feuille") for feuille in feuilles]
    ranked = [(collate(repere.titre), repere) for repere in places]
    ranked.sort(key=lambda pair: (pair[0], pair[1].code))
    grouped = groupby(ranked, key=lambda pair: find_initiale(pair[0]))
    return Index(
        tuple(
            (initiale, tuple(repere for _, repere in found))
            for initiale, found in grouped
        )
    )


def find_initiale(cle: Cle) -> str:
    """Find the heading of a title: its first letter, without accent."""
    first = cle[0][:1].upper()
    return first if first.isalpha() else CHIFFRES


def collate(text: str) -> Cle:
    """Rank a text as a French dictionary does: accents and capitals only break ties."""
    return fold(text), text.casefold()
