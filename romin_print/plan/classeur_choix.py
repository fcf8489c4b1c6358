"""Choose the tools of a binder, stage by stage, and name their places in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from romin_print.errors import SelectionError
from romin_print.model.classeur import Classeur, EtapeChoisie, Filtres, Selection
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil
from romin_print.model.referentiel import Etape, Referentiel
from romin_print.model.reliure import Onglet, Repere
from romin_print.plan.fiches import name_ancre, name_feuille

FILTRES = ("besoins", "modalites", "cadres", "publics")


@dataclass(frozen=True)
class Groupe:
    """A stage of a binder, and its tools in their order."""

    etape: Etape
    onglet: Onglet
    mot: str
    slugs: tuple[str, ...]

    @property
    def ancre(self) -> str:
        """The place of its divider."""
        return f"etape-{self.etape.slug}"


@dataclass(frozen=True)
class Choix:
    """What a binder holds; `ancres` leads to each of its tools, by slug."""

    fonds: Fonds
    contenu: frozenset[str]
    groupes: tuple[Groupe, ...]
    ancres: dict[str, str] = field(default_factory=dict)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The tools, in the order of the binder."""
        return tuple(slug for groupe in self.groupes for slug in groupe.slugs)

    @property
    def outils(self) -> tuple[Outil, ...]:
        """The tools themselves, in the order of the binder."""
        return tuple(self.fonds.outils[slug] for slug in self.slugs)


def make_choix(fonds: Fonds, classeur: Classeur) -> Choix:
    """Choose what a binder holds; raise `SelectionError` if that is no tool."""
    contenu = frozenset(classeur.contenu)
    groupes = choose_groupes(fonds, classeur.selection)
    ancres = {
        slug: place_outil(fonds.outils[slug], groupe, contenu)
        for groupe in groupes
        for slug in groupe.slugs
    }
    return Choix(fonds, contenu, groupes, ancres)


def choose_groupes(fonds: Fonds, selection: Selection) -> tuple[Groupe, ...]:
    """Choose the tools of each stage; a stage without any is left out."""
    etapes = selection.etapes or tuple(
        EtapeChoisie(etape=etape.slug) for etape in fonds.referentiel.etapes
    )
    refuse_twice("l’étape", (choisie.etape for choisie in etapes))
    placed = [slug for choisie in etapes for slug in choisie.outils or ()]
    refuse_twice("l’outil", placed)
    left = [slug for slug in select_slugs(fonds, selection) if slug not in placed]
    groupes = (make_groupe(fonds, choisie, left) for choisie in etapes)
    if not (filled := tuple(groupe for groupe in groupes if groupe.slugs)):
        raise SelectionError(
            "ce classeur ne contient aucun outil. Élargir sa « selection »."
        )
    return filled


def refuse_twice(genre: str, slugs: Iterable[str]) -> None:
    """Refuse a stage or a tool that has two places."""
    for slug, times in Counter(slugs).items():
        if times > 1:
            raise SelectionError(
                f"{genre} « {slug} » a deux places dans ce classeur."
                " N’en garder qu’une, dans « selection »."
            )


def make_groupe(fonds: Fonds, choisie: EtapeChoisie, left: list[str]) -> Groupe:
    """Make a stage: the tools that it names, or those of which it is the main stage."""
    main = tuple(s for s in left if fonds.outils[s].etapes[0] == choisie.etape)
    slugs = main if choisie.outils is None else choisie.outils
    onglets = make_onglets(fonds.referentiel)
    etape, onglet = next(o for o in onglets if o[0].slug == choisie.etape)
    return Groupe(etape, onglet, choisie.mot or "", slugs)


def make_onglets(referentiel: Referentiel) -> tuple[tuple[Etape, Onglet], ...]:
    """Give each stage its tab: the same in all binders, whatever they hold.

    A stage that a binder gains then leaves the tabs of all the others in place.
    """
    etapes = referentiel.etapes
    return tuple(
        (etape, Onglet(etape.lettre, etape.titre, etape.couleur, rang, len(etapes)))
        for rang, etape in enumerate(etapes, 1)
    )


def select_slugs(fonds: Fonds, selection: Filtres) -> Iterator[str]:
    """Select tools by name and filter, in the order of codes.

    A withdrawn tool is there only if it is named: it is not to be used any more.
    """
    named = set(selection.outils or ()) or {
        s for s, outil in fonds.outils.items() if not outil.verification.successeur
    }
    for slug, outil in fonds.outils.items():
        if slug in named and slug not in selection.sauf and fits(outil, selection):
            yield slug


def fits(outil: Outil, selection: Filtres) -> bool:
    """Say whether a tool answers to every filter: by one of its words at least."""
    return all(
        set(getattr(selection, nom)) & set(getattr(outil, nom))
        for nom in FILTRES
        if getattr(selection, nom) is not None
    )


def place_outil(outil: Outil, groupe: Groupe, contenu: frozenset[str]) -> str:
    """Name the place of a tool: its fiche, or else its first sheet, or its divider."""
    if "fiches" in contenu:
        return name_ancre("fiche", outil.code)
    if "supports" in contenu and outil.supports:
        return name_ancre("feuille", name_feuille(outil, 0))
    return groupe.ancre


def make_repere(choix: Choix, slug: str, marque: str = "") -> Repere:
    """Name a tool of the binder as lists do."""
    outil = choix.fonds.outils[slug]
    return Repere(outil.titre, choix.ancres[slug], outil.code, marque=marque)


def make_reperes(choix: Choix, slugs: Iterable[str]) -> tuple[Repere, ...]:
    """Name tools of the binder; one that is not in it is left out."""
    return tuple(make_repere(choix, slug) for slug in slugs if slug in choix.ancres)


def list_feuilles(choix: Choix, slug: str) -> tuple[Repere, ...]:
    """List the sheets of a tool that are in the binder."""
    outil = choix.fonds.outils[slug]
    if "supports" not in choix.contenu:
        return ()
    codes = (name_feuille(outil, rang) for rang in range(len(outil.supports)))
    return tuple(
        Repere(support.titre, name_ancre("feuille", code), code)
        for code, support in zip(codes, outil.supports, strict=True)
    )
