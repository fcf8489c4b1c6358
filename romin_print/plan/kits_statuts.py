"""What the pages of a kit say of how far their tools are verified, on a given day."""

from collections.abc import Iterable
from datetime import date

from romin_print.model.classeur import Classeur
from romin_print.model.document import Feuille, Fiche
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Verification
from romin_print.model.reliure import Piece
from romin_print.plan.classeur_choix import make_choix

# True of a proposal, of what was only read over, of what is to be looked at again.
SANS_VALIDATION = "sans validation en cours"
ENSEMBLE = f"contient des outils {SANS_VALIDATION}"


def is_valide(fonds: Fonds, verification: Verification, jour: date) -> bool:
    """Say whether a committee has approved something, and whether that still holds."""
    statut = next(s for s in fonds.referentiel.statuts if s.slug == verification.statut)
    late = verification.echeance is not None and verification.echeance < jour
    return statut.valide and not late and not verification.successeur


def tell_verification(fonds: Fonds, verification: Verification, jour: date) -> str:
    """Tell what lacks the approval of a committee; nothing of what has it."""
    if is_valide(fonds, verification, jour):
        return ""
    statut = fonds.referentiel.find_entree("statuts", verification.statut)
    return f"{statut.titre}, {SANS_VALIDATION}"


def tell_outil(fonds: Fonds, slug: str, jour: date) -> str:
    """Tell whether a tool lacks the approval of a committee."""
    return tell_verification(fonds, fonds.outils[slug].verification, jour)


def tell_ensemble(fonds: Fonds, slugs: Iterable[str], jour: date) -> str:
    """Tell whether some tools of many lack the approval of a committee."""
    return ENSEMBLE if any(tell_outil(fonds, slug, jour) for slug in slugs) else ""


def tell_seance(fonds: Fonds, nom: str, slugs: Iterable[str], jour: date) -> str:
    """Tell whether a séance, or one of its tools, lacks the approval of a committee."""
    own = tell_verification(fonds, fonds.seances[nom].verification, jour)
    return own or tell_ensemble(fonds, slugs, jour)


def tell_classeur(fonds: Fonds, classeur: Classeur, jour: date) -> str:
    """Tell whether some tools of a binder lack the approval of a committee."""
    return tell_ensemble(fonds, make_choix(fonds, classeur).slugs, jour)


def tell_piece(fonds: Fonds, piece: Piece, ensemble: str, jour: date) -> str:
    """Tell it of a piece of a binder: of its tool, or of the `ensemble` otherwise."""
    slugs = {outil.code: slug for slug, outil in fonds.outils.items()}
    match piece.donnees:
        case Fiche() as fiche:
            return tell_outil(fonds, fiche.slug, jour)
        case Feuille() as feuille:
            code = "-".join(feuille.code.split("-")[:2])
            return tell_outil(fonds, slugs[code], jour)
    return ensemble
