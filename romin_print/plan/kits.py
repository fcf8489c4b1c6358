"""Plan a kit: what it holds, as documents and as words."""

from dataclasses import dataclass
from datetime import date

from romin_print.model.classeur import Classeur
from romin_print.model.fonds import Fonds
from romin_print.model.kit import Kit, ManifesteKit, OutilDuKit
from romin_print.plan.fiches import digest_outil
from romin_print.plan.kits_articles import Article, is_brouillon, plan_articles
from romin_print.plan.kits_choix import ContenuKit


@dataclass(frozen=True)
class PlanKit:
    """A kit, planned: what it holds, as documents and as words."""

    slug: str
    kit: Kit
    contenu: ContenuKit
    articles: tuple[Article, ...]
    manifeste: ManifesteKit
    jour: date

    @property
    def classeurs(self) -> dict[str, Classeur]:
        """Its binders, by name."""
        return self.contenu.classeurs


def plan_kit(
    fonds: Fonds, slug: str, contenu: ContenuKit, *, seulement_valides: bool
) -> PlanKit:
    """Plan all the documents of a kit but its binders, which are made of pieces."""
    kit = fonds.kits[slug]
    slugs = contenu.list_outils(fonds)
    return PlanKit(
        slug=slug,
        kit=kit,
        contenu=contenu,
        articles=tuple(plan_articles(fonds, kit, contenu)),
        manifeste=make_manifeste(fonds, slug, contenu, slugs, seulement_valides),
        jour=max(fonds.outils[s].verification.date for s in slugs),
    )


def make_manifeste(
    fonds: Fonds,
    slug: str,
    contenu: ContenuKit,
    slugs: tuple[str, ...],
    seulement_valides: bool,
) -> ManifesteKit:
    """Make the manifest of a kit: what it holds, and how far it was verified."""
    kit = fonds.kits[slug]
    outils = tuple(describe_outil(fonds, s) for s in slugs)
    return ManifesteKit(
        kit=slug,
        titre=kit.titre,
        edition=kit.edition,
        seulement_valides=seulement_valides,
        brouillons=sum(not outil.valide for outil in outils),
        outils=outils,
        seances=contenu.seances,
        classeurs=tuple(contenu.classeurs),
    )


def describe_outil(fonds: Fonds, slug: str) -> OutilDuKit:
    """Describe a tool as the manifest does."""
    outil = fonds.outils[slug]
    verification = outil.verification
    return OutilDuKit(
        slug=slug,
        code=outil.code,
        titre=outil.titre,
        version=outil.version,
        empreinte=digest_outil(fonds, slug),
        statut=fonds.referentiel.find_entree("statuts", verification.statut).titre,
        valide=not is_brouillon(fonds, outil),
        par=verification.par,
        date=verification.date,
        echeance=verification.echeance,
    )
