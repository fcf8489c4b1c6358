"""What leads nowhere, or serves nothing: follow-ups, references, words."""

from collections.abc import Iterable, Iterator

from romin_print.check.remarques import Remarque
from romin_print.model.fonds import Fonds
from romin_print.model.outil import Outil
from romin_print.model.referentiel import VOCABULAIRES

# Scales are kept whole: that no tool is withdrawn is no fault of the scale.
ECHELLES = ("niveaux_preuve", "statuts")


def check_orphelins(fonds: Fonds) -> Iterator[Remarque]:
    """Warn of tools without follow-up, and of references and words that serve nothing."""
    for slug, outil in fonds.outils.items():
        if not outil.suites and not outil.verification.successeur:
            remede = "Dire quel outil peut venir ensuite, et quand."
            yield Remarque(
                f"outils/{slug}.yaml", "", "l’outil n’a pas de suite", remede
            )
    yield from check_references(fonds)
    yield from check_vocabulaires(fonds)


def check_references(fonds: Fonds) -> Iterator[Remarque]:
    """Warn of the references that nothing cites: neither tool, nor guide, nor word."""
    cited = set(list_cited(fonds))
    unused = [r.id for r in fonds.bibliographie.references if r.id not in cited]
    if unused:
        cause = f"références que rien ne cite : {', '.join(unused)}"
        remede = "Les citer là où elles servent, ou les retirer."
        yield Remarque("bibliographie.yaml", "", cause, remede)


def list_cited(fonds: Fonds) -> Iterator[str]:
    """List the keys of all the references that something cites."""
    told = [outil.sources for outil in fonds.outils.values()]
    told += [chapitre.sources for chapitre in fonds.guide]
    yield from (source.reference for sources in told for source in sources)
    yield from (entree.source for entree in fonds.glossaire)


def check_vocabulaires(fonds: Fonds) -> Iterator[Remarque]:
    """Warn of the words that no tool has chosen, vocabulary by vocabulary."""
    for name in VOCABULAIRES:
        if name in ECHELLES:
            continue
        used = set(list_used(fonds.outils.values(), name))
        unused = [s for s in fonds.referentiel.list_slugs(name) if s not in used]
        if unused:
            cause = f"mots que rien n’emploie dans « {name} » : {', '.join(unused)}"
            remede = "Les employer, ou les retirer."
            yield Remarque("referentiel.yaml", name, cause, remede)


def list_used(outils: Iterable[Outil], name: str) -> Iterator[str]:
    """List the words that tools have chosen in a vocabulary."""
    return (slug for outil in outils for slug in getattr(outil, name))
