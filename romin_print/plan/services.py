"""Find the service that a kit is for, as a person names it."""

from difflib import get_close_matches

from romin_print.errors import SelectionError
from romin_print.model.noms import make_slug
from romin_print.model.service import Destinataire

# More names than this, and the terminal shows only the last ones.
MONTRES = 12
PROCHES = 3


def find_destinataire(services: tuple[Destinataire, ...], nom: str) -> Destinataire:
    """Find a service by its name or its slug, whatever the accents and the case.

    Raise `SelectionError`, with the nearest names, if there is none.
    """
    wanted = make_slug(nom)
    for service in services:
        if service.slug == wanted:
            return service
    if not services:
        raise SelectionError(
            "aucun service n’est connu. Les écrire dans content/services.yaml"
            " ou content/services.csv : voir docs/services.md."
        )
    raise SelectionError(
        f"aucun service ne s’appelle « {nom} ».{suggest_services(services, wanted)}"
        f" {list_known(services)}"
    )


def suggest_services(services: tuple[Destinataire, ...], wanted: str) -> str:
    """Suggest the services that hold the words, or else the one that is nearest."""
    words = {*wanted.split("-")}
    near = [s.nom for s in services if wanted and words <= {*s.slug.split("-")}]
    if not near:
        noms = {service.slug: service.nom for service in services}
        near = [noms[slug] for slug in get_close_matches(wanted, noms, n=1)]
    told = " ou ".join(f"« {nom} »" for nom in near[:PROCHES])
    return f" Vouliez-vous dire {told} ?" if told else ""


def list_known(services: tuple[Destinataire, ...]) -> str:
    """List the services, the first of them if they are many."""
    shown = ", ".join(service.nom for service in services[:MONTRES])
    more = len(services) - MONTRES
    return f"Services : {shown}{f'… et {more} de plus' if more > 0 else ''}."
