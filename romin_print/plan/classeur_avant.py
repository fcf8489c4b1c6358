"""The front of a binder: cover, user's guide, contents; and what pieces are called."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from romin_print.model.classeur import Classeur
from romin_print.model.fonds import Fonds
from romin_print.model.reliure import (
    Chapitre,
    Couverture,
    ModeEmploi,
    Piece,
    Repere,
    Sommaire,
)
from romin_print.plan.classeur_choix import (
    Choix,
    Groupe,
    list_feuilles,
    make_repere,
)

# The genre of each piece that is not of a stage, by its place; its title; what it
# gives to who opens the binder.
PIECES = {
    "couverture": ("couverture", "Couverture", ""),
    "mode-emploi": ("mode-emploi", "Mode d’emploi", ""),
    "changements": ("changements", "Ce qui a changé", ""),
    "sommaire": ("sommaire", "Sommaire", ""),
    "guide": (
        "guide",
        "Guide",
        "Choisir un outil, la posture, l’éthique, lire une fiche.",
    ),
    "carte": (
        "carte",
        "Carte du RPO1",
        "Les étapes du suivi, dans l’ordre, et les outils de chacune.",
    ),
    "enchainement": (
        "enchainement",
        "Tableau des enchaînements",
        "À quelle étape sert chaque outil, et lequel peut suivre.",
    ),
    "liens": (
        "liens",
        "Tableau des liens",
        "Pour chaque outil, les besoins, la modalité et la réceptivité.",
    ),
    "glossaire": ("glossaire", "Glossaire", "Les mots que les outils emploient."),
    "bibliographie": (
        "bibliographie",
        "Bibliographie",
        "Les références citées, et les outils qui les citent.",
    ),
    "index-besoins": ("index", "Index des besoins", "Les outils de chaque besoin."),
    "index-modalites": (
        "index",
        "Index des modalités",
        "Les outils pour l’entretien, pour le groupe et pour les autres modalités.",
    ),
    "index-alphabetique": (
        "index",
        "Index alphabétique",
        "Les titres, dans l’ordre des lettres.",
    ),
}


# What tells the sheet of a tool from the tool itself, in a list that has both.
FEUILLE = "feuille"


def make_couverture(choix: Choix, classeur: Classeur) -> Couverture:
    """Make the cover: with the contents, the only piece that names the edition."""
    used = {outil.verification.statut for outil in choix.outils}
    feuilles = [f for slug in choix.slugs for f in list_feuilles(choix, slug)]
    return Couverture(
        titre=classeur.titre,
        sous_titre=classeur.sous_titre or "",
        edition=classeur.edition,
        public=classeur.public,
        etapes=tuple(groupe.onglet for groupe in choix.groupes),
        outils=len(choix.slugs),
        feuilles=len(feuilles),
        statuts=tuple(s for s in choix.fonds.referentiel.statuts if s.slug in used),
    )


def make_mode_emploi(
    fonds: Fonds, classeur: Classeur, body: tuple[Piece, ...]
) -> ModeEmploi:
    """Make the user's guide; all statuses are told, so that one more changes nothing."""
    return ModeEmploi(
        introduction=classeur.introduction,
        public=classeur.public,
        parties=tuple(list_parties(classeur, body)),
        statuts=fonds.referentiel.statuts,
        niveaux_preuve=fonds.referentiel.niveaux_preuve,
        fiches=any(piece.genre == "fiche" for piece in body),
        supports=any(piece.genre == "support" for piece in body),
    )


def list_parties(classeur: Classeur, body: tuple[Piece, ...]) -> Iterator[Repere]:
    """List what is in a binder; its stages are one part, which begins at the first."""
    stages = [piece for piece in body if piece.genre == "intercalaire"]
    for piece in body:
        if piece.ancre in PIECES:
            yield Repere(piece.titre, piece.ancre, texte=PIECES[piece.ancre][2])
        elif piece is stages[0]:
            yield Repere("Les étapes", piece.ancre, texte=describe_etapes(classeur))


def describe_etapes(classeur: Classeur) -> str:
    """Describe what stands after each divider."""
    fiches, supports = (nom in classeur.contenu for nom in ("fiches", "supports"))
    if fiches and supports:
        return "Une fiche par outil, pour le professionnel, puis les feuilles à remplir par la personne."
    if fiches:
        return "Une fiche par outil, pour le professionnel."
    if supports:
        return "Les feuilles à remplir par la personne."
    return "Les outils de chaque étape, et ce à quoi ils servent."


def make_sommaire(
    choix: Choix, pieces: list[Piece], marques: Mapping[str, str]
) -> Sommaire:
    """Make the contents: all pieces but itself and the cover, tools under their stage."""
    groupes = {groupe.ancre: groupe for groupe in choix.groupes}
    return Sommaire(
        tuple(
            Chapitre(
                Repere(piece.titre, piece.ancre, piece.onglet.lettre),
                piece.onglet,
                tuple(list_outils(choix, groupes[piece.ancre], marques)),
            )
            if piece.onglet
            else Chapitre(Repere(piece.titre, piece.ancre), None, ())
            for piece in pieces
            if piece.genre not in ("fiche", "support")
        )
    )


def list_outils(
    choix: Choix, groupe: Groupe, marques: Mapping[str, str]
) -> Iterator[Repere]:
    """List the tools of a stage as the contents do, each followed by its sheets."""
    for slug in groupe.slugs:
        code = choix.fonds.outils[slug].code
        yield make_repere(choix, slug, marques.get(code, ""))
        for feuille in list_feuilles(choix, slug):
            yield replace(feuille, texte=FEUILLE)
