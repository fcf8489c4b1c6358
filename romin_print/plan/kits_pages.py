"""Plan what a kit adds to its documents: stamps, the page to read first, the catalogue."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from romin_print.model.catalogue import DocumentCatalogue, EnteteCatalogue, Lien
from romin_print.model.envoi import DocumentKit, DocumentTampon, Dossier
from romin_print.model.fonds import Fonds
from romin_print.model.service import Destinataire
from romin_print.plan.catalogue import plan_catalogue
from romin_print.plan.fiches import NOIR
from romin_print.plan.kits import PlanKit
from romin_print.plan.kits_articles import DONNEES, group_fichiers

# The files of a binder, by format.
CLASSEUR = (
    ({"pdf", "papier"}, "pdf", "Classeur, PDF"),
    ({"word"}, "docx", "Classeur, Word"),
)
LIENS = (
    Lien("Lisez-moi", "LISEZ-MOI.html"),
    Lien("Accessibilité de chaque fichier", "data/Preuve/accessibilite.html"),
    Lien("État de chaque outil", "data/Preuve/outils.html"),
)
# What each folder is for, in the order in which one reads them.
DOSSIERS = {
    "data/Fiches": "Les fiches, pour le professionnel.",
    "data/Feuilles": "Les feuilles que la personne remplit : en PDF, en PDF à remplir à l’écran, en noir et blanc pour la photocopie, en Word.",
    "data/Seances": "Les séances prêtes à mener : le déroulé pour le professionnel, les feuilles, et une pile prête à imprimer.",
    "data/Classeurs": "Les classeurs, à imprimer en entier et à ranger par étape.",
    "data/Preuve": "Ce qui a été contrôlé : l’accessibilité de chaque fichier, l’état de chaque outil.",
    "data/Licences": "Ce que l’on a le droit de faire du contenu et des polices.",
}


def plan_tampon(
    plan: PlanKit, service: Destinataire | None, mention: str, *, noir_et_blanc: bool
) -> DocumentTampon:
    """Plan the stamp of pages; the logo of a service is for those in colour."""
    shown = service
    if service and noir_et_blanc:
        shown = service.model_copy(update={"logo": None})
    return DocumentTampon(
        **describe_page(plan, "tampon", "Tampon"),
        service=shown,
        mention=tell_mention(plan, mention),
    )


def tell_mention(plan: PlanKit, mention: str) -> str:
    """Tell from which edition a page is, and what in it no committee has approved."""
    return " · ".join(filter(None, (f"Kit {plan.kit.edition}", mention)))


def describe_page(plan: PlanKit, nom: str, titre: str) -> dict[str, Any]:
    """Describe a page of the kit itself, as every document is."""
    return {
        "layout": f"kit/{nom}",
        "titre": titre,
        "description": plan.kit.public,
        "mots_cles": (),
        "date": plan.arrete,
        "couleur": NOIR,
        "noir_et_blanc": False,
        "output": PurePath("kits", plan.slug, nom),
    }


def plan_lisez_moi(plan: PlanKit, nombres: Mapping[str, int]) -> DocumentKit:
    """Plan the page to read first; `nombres` counts the files of each folder."""
    return DocumentKit(
        **describe_page(
            plan, "lisez-moi", f"{plan.kit.titre}, édition {plan.kit.edition}"
        ),
        kit=plan.kit,
        manifeste=plan.manifeste,
        dossiers=tuple(
            Dossier(chemin, texte, nombres[chemin])
            for chemin, texte in DOSSIERS.items()
            if nombres.get(chemin)
        ),
    )


def plan_catalogue_du_kit(fonds: Fonds, plan: PlanKit) -> DocumentCatalogue:
    """Plan the catalogue of what a kit holds, with the files of each thing."""
    kit, contenu = plan.kit, plan.contenu
    entete = EnteteCatalogue(
        kit.titre, kit.edition, kit.public, kit.introduction, kit.licence, LIENS
    )
    fichiers = {
        cle: tuple(Lien(titre, chemin) for titre, chemin in listed)
        for cle, listed in group_fichiers(plan.articles).items()
    }
    for slug in plan.classeurs:
        fichiers[f"classeur:{slug}"] = tuple(
            Lien(titre, f"{DONNEES}/Classeurs/{slug}.{extension}")
            for formats, extension, titre in CLASSEUR
            if formats & set(kit.formats)
        )
    return plan_catalogue(fonds, entete, contenu, fichiers)
