"""What the page needs to compose the run sheet of a selection by itself.

The words and their layout are those of `romin-print seance --outils`: a run sheet
full of tokens (`make_gabarit`), and what each tool brings to it (`make_apport`). The
page replaces the first by the second; it writes no sentence of its own.
"""

from romin_print.model.catalogue import Apport
from romin_print.model.document import Deroule, Passage
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Effectif
from romin_print.plan.canevas import compose_canevas
from romin_print.plan.deroule import make_deroule

# Numbers that no tool has, since a layout writes them its own way.
JETONS = {"duree": 7001, "total": 7002, "exemplaires": 7003, "bas": 49, "haut": 50}


def make_gabarit() -> Deroule:
    """Make the run sheet whose words are tokens, found by the page."""
    return Deroule(
        titre="Jetontitre",
        version="",
        statut=None,
        public=("Jetonpublic",),
        cadre=("Jetoncadre",),
        modalite="",
        effectif=Effectif(minimum=JETONS["bas"], maximum=JETONS["haut"]),
        duree=JETONS["total"],
        fin="Jetonfin",
        objectifs=("Jetonobjectif",),
        rappel="",
        passages=(
            Passage(
                titre="Jetonoutil",
                duree=JETONS["duree"],
                heure="Jetonheure",
                texte="",
                code="Jetoncode",
                feuilles=("Jetonfeuille",),
            ),
        ),
        materiel=("Jetonmateriel",),
        exemplaires=JETONS["exemplaires"],
        trace=("Jetontrace",),
        empreinte="Jetonempreinte",
    )


def make_apport(fonds: Fonds, slug: str) -> Apport:
    """Make what one tool brings: its moment, and the lists it has a part in."""
    deroule = make_deroule(fonds, compose_canevas(fonds, (slug,), "Seul"), None, 1)
    return Apport(
        passage=deroule.passages[0],
        objectifs=deroule.objectifs,
        materiel=deroule.materiel,
        trace=deroule.trace,
    )


def list_objectifs(fonds: Fonds, slug: str) -> tuple[str, ...]:
    """List the aims of a tool, each once: all count, even those that are not told."""
    return tuple(dict.fromkeys(fonds.outils[slug].objectifs))
