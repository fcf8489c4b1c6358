"""Plan the supports: from a tool to the sheets that a person fills in.

A sheet is made of what its support says and of the tool's code, nothing else: the
counsellor's part of the tool never gets as far as its layout.
"""

from collections.abc import Iterable
from pathlib import PurePath

from romin_print.model.document import Document, Feuille, Pose
from romin_print.model.fonds import Fonds
from romin_print.model.support import Bloc, Support
from romin_print.plan.fiches import NOIR, find_etape, name_feuille

VARIANTES = ("standard", "gros-caracteres", "facile", "nb")
# At 18 points the same words take two thirds more paper.
PAGES_EN_GROS = 2


def plan_supports(
    fonds: Fonds,
    choix: Iterable[tuple[str, int]],
    *,
    variante: str = "standard",
    a_remplir: bool = False,
    exemplaires: int = 1,
) -> tuple[Document, ...]:
    """Plan one document per chosen sheet, in the order given."""
    return tuple(
        plan_support(fonds, slug, rang, variante, a_remplir, exemplaires)
        for slug, rang in choix
    )


def plan_support(
    fonds: Fonds,
    slug: str,
    rang: int,
    variante: str,
    a_remplir: bool,
    exemplaires: int,
) -> Document:
    """Plan one sheet of a tool, as many times as there are copies of it."""
    outil = fonds.outils[slug]
    support = outil.supports[rang]
    numeros = range(1, exemplaires + 1) if exemplaires > 1 else [None]
    copies = tuple(
        make_feuilles(
            fonds, slug, variante=variante, exemplaire=n, prefixe=f"e{n}-" if n else ""
        )[rang]
        for n in numeros
    )
    code = copies[0].code
    return Document(
        layout="support",
        titre=f"{code} – {support.titre}",
        description=copies[0].consigne,
        mots_cles=(),
        date=outil.verification.date,
        couleur=NOIR
        if variante == "nb"
        else find_etape(outil, fonds.referentiel).couleur,
        noir_et_blanc=variante == "nb",
        output=name_output(code, slug, variante, exemplaires),
        feuilles=copies,
        variante=variante,
        a_remplir=a_remplir,
        papier_seul=exemplaires > 1 or has_cartes(support),
    )


def name_output(code: str, slug: str, variante: str, exemplaires: int) -> PurePath:
    """Name the file of a sheet: « C-01-balance-decisionnelle-gros-caracteres »."""
    parts = [code, slug]
    parts += [variante] if variante != "standard" else []
    parts += [f"{exemplaires}-exemplaires"] if exemplaires > 1 else []
    return PurePath("supports", "-".join(parts))


def make_feuilles(
    fonds: Fonds,
    slug: str,
    *,
    variante: str,
    exemplaire: int | None = None,
    prefixe: str = "",
) -> tuple[Feuille, ...]:
    """Make all the sheets of a tool; `prefixe` keeps their fields apart in a pack."""
    outil = fonds.outils[slug]
    statut = fonds.referentiel.find_entree("statuts", outil.verification.statut)
    return tuple(
        Feuille(
            code=name_feuille(outil, rang),
            titre=support.titre,
            consigne=choose_texte(support.consigne, support.facile, variante),
            garde=support.garde,
            version=outil.version,
            statut=statut.titre,
            pages_max=count_pages(support, variante),
            champ=f"supports.{rang}",
            poses=make_poses(support, rang, variante, f"{prefixe}{outil.code.lower()}"),
            exemplaire=exemplaire,
        )
        for rang, support in enumerate(outil.supports)
    )


def make_poses(
    support: Support, rang: int, variante: str, prefixe: str
) -> tuple[Pose, ...]:
    """Place the blocks of a sheet, with the texts of its variant."""
    return tuple(
        Pose(
            cle=f"{prefixe}-{rang + 1}-b{number}",
            champ=f"supports.{rang}.blocs.{number}",
            bloc=choose_bloc(bloc, variante),
        )
        for number, bloc in enumerate(support.blocs)
    )


def choose_bloc(bloc: Bloc, variante: str) -> Bloc:
    """Put the simple words in the place of the main text, where there are some."""
    if variante != "facile" or not bloc.facile:
        return bloc
    return bloc.model_copy(update={bloc.principal: bloc.facile})


def choose_texte(texte: str, facile: str | None, variante: str) -> str:
    """Choose between a text and its simple version."""
    return facile if facile and variante == "facile" else texte


def count_pages(support: Support, variante: str) -> int:
    """Count the pages that a sheet may take: cards take what they need."""
    if has_cartes(support):
        return 12
    return support.pages_max * (PAGES_EN_GROS if variante == "gros-caracteres" else 1)


def has_cartes(support: Support) -> bool:
    """Say whether a support is a pack of cards to cut out, which only paper shows."""
    return any(bloc.type == "cartes" for bloc in support.blocs)
