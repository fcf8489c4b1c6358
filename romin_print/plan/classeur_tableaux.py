"""The views of a whole binder: the map of the RPO1 and its two charts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from romin_print.model.referentiel import Etape
from romin_print.model.reliure import (
    Carte,
    Enchainement,
    EtapeDeCarte,
    Liens,
    LigneEnchainement,
    LigneLiens,
)
from romin_print.plan.classeur_choix import (
    Choix,
    make_onglets,
    make_repere,
    make_reperes,
)
from romin_print.plan.fiches import find_etape

PRINCIPALE = "principale"
AUSSI = "aussi"


def make_carte(choix: Choix) -> Carte:
    """Make the map: all the stages of the RPO1, even those without a tool here."""
    placed = {groupe.etape.slug: groupe.slugs for groupe in choix.groupes}
    return Carte(
        tuple(
            EtapeDeCarte(etape, onglet, make_reperes(choix, placed.get(etape.slug, ())))
            for etape, onglet in make_onglets(choix.fonds.referentiel)
        )
    )


def make_enchainement(choix: Choix) -> Enchainement:
    """Make the sequencing chart."""
    etapes = choix.fonds.referentiel.etapes
    return Enchainement(
        etapes,
        tuple(
            (etape, tuple(make_ligne_enchainement(choix, s) for s in slugs))
            for etape, slugs in group_slugs(choix)
        ),
    )


def group_slugs(choix: Choix) -> Iterator[tuple[Etape, list[str]]]:
    """Group tools by their own main stage, wherever the binder files them.

    Their codes begin with its letter, so lines bear its colour.
    """
    referentiel = choix.fonds.referentiel
    filed = {groupe.etape.slug: groupe.etape for groupe in choix.groupes}
    others = {etape.slug: etape for etape in referentiel.etapes}
    for etape in (filed | others).values():
        slugs = [s for s in choix.slugs if find_main(choix, s) == etape]
        if slugs:
            yield etape, slugs


def find_main(choix: Choix, slug: str) -> Etape:
    """Find the main stage of a tool."""
    return find_etape(choix.fonds.outils[slug], choix.fonds.referentiel)


def make_ligne_enchainement(choix: Choix, slug: str) -> LigneEnchainement:
    """Say at which stages a tool serves, and what may come next."""
    outil = choix.fonds.outils[slug]
    return LigneEnchainement(
        replace(make_repere(choix, slug), duree=outil.duree),
        mark_etapes(choix.fonds.referentiel.etapes, outil.etapes),
        make_reperes(choix, (suite.outil for suite in outil.suites)),
    )


def mark_etapes(etapes: Iterable[Etape], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Mark the stages of a tool, the first of which is the main one."""
    marks = dict.fromkeys(chosen, AUSSI) | {chosen[0]: PRINCIPALE}
    return tuple(marks.get(etape.slug, "") for etape in etapes)


def make_liens(choix: Choix) -> Liens:
    """Make the linking chart; a need that no tool meets shows as an empty column."""
    return Liens(
        choix.fonds.referentiel.besoins,
        tuple(
            (etape, tuple(make_ligne_liens(choix, s) for s in slugs))
            for etape, slugs in group_slugs(choix)
        ),
    )


def make_ligne_liens(choix: Choix, slug: str) -> LigneLiens:
    """Say which needs a tool meets, how it is used, and what it makes room for."""
    outil, referentiel = choix.fonds.outils[slug], choix.fonds.referentiel
    titles = {
        nom: tuple(referentiel.find_entree(nom, s).titre for s in getattr(outil, nom))
        for nom in ("modalites", "receptivites")
    }
    return LigneLiens(
        make_repere(choix, slug),
        tuple(besoin in outil.besoins for besoin in referentiel.list_slugs("besoins")),
        **titles,
    )
