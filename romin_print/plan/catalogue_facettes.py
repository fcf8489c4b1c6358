"""The facets of a catalogue: by what one narrows its tools down."""

from romin_print.model.catalogue import Facette, Option
from romin_print.model.fonds import Fonds

VOCABULAIRES = {
    "etapes": "Étape",
    "besoins": "Besoin",
    "modalites": "Modalité",
    "cadres": "Cadre",
}
DUREES = (
    ("courte", "20 min et moins", 20),
    ("moyenne", "De 21 à 45 min", 45),
    ("longue", "Plus de 45 min", 480),
)


def make_facettes(fonds: Fonds, slugs: tuple[str, ...]) -> tuple[Facette, ...]:
    """Make the facets, with the words that some tool of the kit has chosen."""
    choices = {nom: list_choices(fonds, slugs, nom) for nom in list_noms()}
    titles = list_titles(fonds)
    return tuple(
        Facette(
            nom,
            titre,
            tuple(
                Option(slug, title, count)
                for slug, title in titles[nom].items()
                if (count := sum(slug in chosen for chosen in choices[nom]))
            ),
        )
        for nom, titre in list_noms().items()
    )


def list_noms() -> dict[str, str]:
    """List the facets and their titles, in the order of the page."""
    return {**VOCABULAIRES, "durees": "Durée", "statuts": "Statut"}


def list_titles(fonds: Fonds) -> dict[str, dict[str, str]]:
    """List the words of each facet, with their titles."""
    referentiel = fonds.referentiel
    told = {
        nom: {entree.slug: str(entree.titre) for entree in getattr(referentiel, nom)}
        for nom in (*VOCABULAIRES, "statuts")
    }
    return {**told, "durees": {slug: titre for slug, titre, _ in DUREES}}


def list_choices(
    fonds: Fonds, slugs: tuple[str, ...], nom: str
) -> list[tuple[str, ...]]:
    """List what each tool has chosen in one facet."""
    outils = [fonds.outils[slug] for slug in slugs]
    if nom == "durees":
        return [(find_duree(outil.duree),) for outil in outils]
    if nom == "statuts":
        return [(outil.verification.statut,) for outil in outils]
    return [getattr(outil, nom) for outil in outils]


def find_duree(minutes: int) -> str:
    """Find the class of a duration."""
    return next(slug for slug, _, most in DUREES if minutes <= most)
