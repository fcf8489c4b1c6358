"""Plan the documents of a kit, and the place of each file in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from romin_print.model.document import Document
from romin_print.model.fonds import Fonds
from romin_print.model.kit import Kit
from romin_print.plan.canevas import find_canevas
from romin_print.plan.fiches import plan_fiches
from romin_print.plan.kits_choix import ContenuKit, list_slugs
from romin_print.plan.kits_statuts import tell_outil, tell_seance
from romin_print.plan.seances import Reglages, plan_seance
from romin_print.plan.supports import plan_supports

DONNEES = "data"
# The PDF of a sheet, by format: its folder, what it is called, its variant.
VARIANTES = (
    ("pdf", "PDF", "PDF", "standard"),
    ("a-remplir", "PDF-a-remplir", "PDF à remplir", "standard"),
    ("papier", "Noir-et-blanc", "PDF en noir et blanc", "nb"),
)


@dataclass(frozen=True)
class Article:
    """One document of a kit, and its files.

    `cle` says what it belongs to: the slug of a tool, `seance:NOM` or `classeur:NOM`.
    `fichiers` gives the place of each file in the kit, by extension; `titres` what the
    catalogue calls it. `mention` says what in it no committee has approved, if
    anything.
    """

    cle: str
    document: Document
    fichiers: dict[str, str]
    titres: dict[str, str]
    mention: str = ""


def plan_articles(
    fonds: Fonds, kit: Kit, contenu: ContenuKit, jour: date
) -> Iterator[Article]:
    """Plan the documents of a kit, in its order: fiches, sheets, séances.

    `jour` is the day on which an approval still holds or not.
    """
    for article in (
        *plan_fiches_du_kit(fonds, kit, contenu),
        *plan_feuilles_du_kit(fonds, kit, contenu),
    ):
        yield replace(article, mention=tell_outil(fonds, article.cle, jour))
    for nom in contenu.seances:
        slugs = list_slugs(fonds.seances[nom])
        mention = tell_seance(fonds, nom, slugs, jour)
        for article in plan_seance_du_kit(fonds, kit, nom):
            yield replace(article, mention=mention)


def plan_fiches_du_kit(
    fonds: Fonds, kit: Kit, contenu: ContenuKit
) -> Iterator[Article]:
    """Plan the fiches."""
    documents = plan_fiches(fonds, contenu.fiches)
    for slug, document in zip(contenu.fiches, documents, strict=True):
        fichiers = {}
        if "pdf" in kit.formats:
            fichiers["pdf"] = place("Fiches", "PDF", document, "pdf")
        if "word" in kit.formats:
            fichiers["docx"] = place("Fiches", "Word", document, "docx")
        titres = {"pdf": "Fiche, PDF", "docx": "Fiche, Word"}
        if fichiers:
            yield Article(slug, document, fichiers, titres)


def plan_feuilles_du_kit(
    fonds: Fonds, kit: Kit, contenu: ContenuKit
) -> Iterator[Article]:
    """Plan the sheets: to print, to fill in on a screen, in black for photocopies."""
    choix = [
        (slug, rang)
        for slug in contenu.supports
        for rang in range(len(fonds.outils[slug].supports))
    ]
    for format_, dossier, mot, variante in VARIANTES:
        if format_ not in kit.formats and (
            format_ != "pdf" or "word" not in kit.formats
        ):
            continue
        a_remplir = format_ == "a-remplir"
        documents = plan_supports(fonds, choix, variante=variante, a_remplir=a_remplir)
        for (slug, _), document in zip(choix, documents, strict=True):
            if document.a_remplir and document.papier_seul:
                continue
            code = document.feuilles[0].code
            fichiers = {}
            if format_ in kit.formats:
                fichiers["pdf"] = place("Feuilles", dossier, document, "pdf")
            if format_ == "pdf" and "word" in kit.formats and not document.papier_seul:
                fichiers["docx"] = place("Feuilles", "Word", document, "docx")
            nom = f"{document.feuilles[0].titre} ({code})"
            titres = {"pdf": f"{nom}, {mot}", "docx": f"{nom}, Word"}
            if fichiers:
                yield Article(slug, document, fichiers, titres)


def plan_seance_du_kit(fonds: Fonds, kit: Kit, nom: str) -> Iterator[Article]:
    """Plan the documents of a séance: déroulé, sheets, and the pile to print."""
    dossier = plan_seance(fonds, find_canevas(fonds, nom), Reglages())
    choix = (
        (dossier.deroule, "Déroulé", {"pdf", "word"}),
        (dossier.papier, "Feuilles", {"pdf"}),
        (dossier.ecran, "Feuilles", {"word"}),
        (dossier.a_imprimer, "Tout, prêt à imprimer", {"papier"}),
    )
    for document, mot, wanted in choix:
        if not document:
            continue
        fichiers = {}
        if wanted & {"pdf", "papier"} & set(kit.formats):
            fichiers["pdf"] = place("Seances", nom, document, "pdf")
        if "word" in wanted & set(kit.formats):
            fichiers["docx"] = place("Seances", nom, document, "docx")
        titres = {"pdf": f"{mot}, PDF", "docx": f"{mot}, Word"}
        if fichiers:
            yield Article(f"seance:{nom}", document, fichiers, titres)


def place(genre: str, dossier: str, document: Document, extension: str) -> str:
    """Name the place of a file in the kit: folders that one reads, and no accents."""
    suffix = "-a-remplir" if document.a_remplir and extension == "pdf" else ""
    name = f"{document.output.name}{suffix}.{extension}"
    return "/".join((DONNEES, genre, dossier, name))


def group_fichiers(
    articles: tuple[Article, ...],
) -> Mapping[str, list[tuple[str, str]]]:
    """Gather the files of each tool, séance or binder: what they are called, where."""
    found: dict[str, list[tuple[str, str]]] = {}
    for article in articles:
        for extension, chemin in article.fichiers.items():
            found.setdefault(article.cle, []).append(
                (article.titres[extension], chemin)
            )
    return found
