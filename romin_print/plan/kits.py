"""Plan a kit: what it holds, as documents and as words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from romin_print.errors import SelectionError
from romin_print.model.classeur import Classeur
from romin_print.model.fonds import Fonds
from romin_print.model.kit import Kit, ManifesteKit, OutilDuKit
from romin_print.plan.fiches import digest_outil
from romin_print.plan.kits_articles import Article, plan_articles
from romin_print.plan.kits_choix import ContenuKit
from romin_print.plan.kits_statuts import is_valide


@dataclass(frozen=True)
class PlanKit:
    """A kit, planned: what it holds, as documents and as words.

    `arrete` is the day when its content was settled, `jour` that on which approvals are
    looked at.
    """

    slug: str
    kit: Kit
    contenu: ContenuKit
    articles: tuple[Article, ...]
    manifeste: ManifesteKit
    arrete: date
    jour: date

    @property
    def classeurs(self) -> Mapping[str, Classeur]:
        """Its binders, by name."""
        return self.contenu.classeurs


def plan_kit(
    fonds: Fonds, slug: str, contenu: ContenuKit, jour: date, *, seulement_valides: bool
) -> PlanKit:
    """Plan all the documents of a kit but its binders, which are made of pieces.

    Raise `SelectionError` if its formats make no file of what it holds.
    """
    kit = fonds.kits[slug]
    articles = tuple(plan_articles(fonds, kit, contenu, jour))
    bound = contenu.classeurs and {"pdf", "papier", "word"} & set(kit.formats)
    if not articles and not bound:
        raise SelectionError(
            f"le kit «\u00a0{kit.titre}\u00a0» n’aurait aucun fichier\u00a0: ses «\u00a0formats\u00a0» ne "
            "sont pas ceux de ce qu’il contient. En ajouter."
        )
    manifeste = make_manifeste(fonds, slug, contenu, jour)
    return PlanKit(
        slug=slug,
        kit=kit,
        contenu=contenu,
        articles=articles,
        manifeste=manifeste.model_copy(update={"seulement_valides": seulement_valides}),
        arrete=max(outil.date for outil in manifeste.outils),
        jour=jour,
    )


def make_manifeste(
    fonds: Fonds, slug: str, contenu: ContenuKit, jour: date
) -> ManifesteKit:
    """Make the manifest of a kit: what it holds, and how far it was verified."""
    kit = fonds.kits[slug]
    slugs = contenu.list_outils(fonds)
    outils = tuple(describe_outil(fonds, s, jour) for s in slugs)
    return ManifesteKit(
        kit=slug,
        titre=kit.titre,
        edition=kit.edition,
        brouillons=sum(not outil.valide for outil in outils),
        outils=outils,
        seances=contenu.seances,
        classeurs=tuple(contenu.classeurs),
    )


def describe_outil(fonds: Fonds, slug: str, jour: date) -> OutilDuKit:
    """Describe a tool as the manifest does: approved on that day, or not."""
    outil = fonds.outils[slug]
    verification = outil.verification
    return OutilDuKit(
        slug=slug,
        code=outil.code,
        titre=outil.titre,
        version=outil.version,
        empreinte=digest_outil(fonds, slug),
        statut=fonds.referentiel.find_entree("statuts", verification.statut).titre,
        valide=is_valide(fonds, verification, jour),
        par=verification.par,
        date=verification.date,
        echeance=verification.echeance,
    )
