"""Plan the sheet that goes with an update: what to take out, what to put in."""

from romin_print.model.manifeste import Manifeste
from romin_print.model.reliure import Consignes, Geste, Piece
from romin_print.plan.fiches import NOIR

TITRE = "Mise à jour"


def make_consignes(
    ancien: Manifeste, nouveau: Manifeste, gestes: tuple[Geste, ...]
) -> Piece:
    """Make the piece that leads a person through an update."""
    donnees = Consignes(nouveau.titre, ancien.edition, nouveau.edition, gestes)
    return Piece("consignes", "consignes", TITRE, TITRE, TITRE, NOIR, None, donnees)
