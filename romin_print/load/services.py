"""Read the services that kits are made for, from a YAML file or from a spreadsheet.

They are not of `Fonds`: a project without services prints everything else, and a
logo that changes must not make a single page to be laid out again.
"""

from pathlib import Path

from romin_print.errors import ContentError, Place
from romin_print.load.images import Refused
from romin_print.load.lecture import Reading, note
from romin_print.load.logos import read_logo
from romin_print.load.memoire import Memory
from romin_print.load.source import Source, read_bytes, shorten
from romin_print.load.tableur import Forme, parse_sheet
from romin_print.load.validation import validate
from romin_print.model.fonds import Fichier
from romin_print.model.noms import make_slug
from romin_print.model.service import MAX_SERVICES, Destinataire, Service, Services

YAML, TABLEUR = "services.yaml", "services.csv"
FORME = Forme("services", tuple(Service.model_fields), MAX_SERVICES)
# Close to the right name, and never meant for anything else.
MISNAMED = frozenset({".yaml", ".yml", ".csv", ".tsv"})
CLASSEURS = frozenset({".xlsx", ".xls", ".xlsm", ".ods", ".numbers"})


def load_services(
    content: Path, memory: Memory | None = None
) -> tuple[Destinataire, ...]:
    """Read the services, in the order of their file; none without a file.

    Raise `ContentError` with all that is wrong. With a `memory`, a logo is made ready
    once; what is returned or raised is the same.
    """
    reading = Reading(content)
    name = find_file(reading)
    if not name and not reading.problems:
        return ()
    services, source = read_services(reading, name) if name else (None, None)
    logos = check_services(content, source, memory) if source else {}
    if services is None or reading.find_faults():
        raise ContentError(reading.find_faults())
    return tuple(make_destinataire(service, logos) for service in services.services)


def find_file(reading: Reading) -> str:
    """Find the file of the services; note the one that would be passed over."""
    names = sorted(path.name for path in reading.content.glob("*"))
    found = [name for name in names if name in {YAML, TABLEUR}]
    for path in (reading.content / name for name in names if name not in found):
        if path.stem.casefold() != "services":
            continue
        if path.suffix.lower() in MISNAMED:
            cause = f"nom de fichier que le programme ne lit pas : « {path.name} »"
            note(reading, path, cause, f"Le renommer « {YAML} » ou « {TABLEUR} ».")
        elif path.suffix.lower() in CLASSEURS and not found:
            cause = "le programme ne lit pas les fichiers de tableur"
            note(reading, path, cause, f"L’enregistrer aussi comme « {TABLEUR} ».")
    if len(found) > 1:
        cause = f"« {YAML} » et « {TABLEUR} » sont là tous les deux"
        note(reading, reading.content / TABLEUR, cause, "Garder un seul des deux.")
    return found[0] if len(found) == 1 else ""


def read_services(reading: Reading, name: str) -> tuple[Services | None, Source]:
    """Read the file of the services into a model, or note what prevents it."""
    if name == YAML:
        return reading.read(name, Services)
    path = reading.content / name
    source = Source(path)
    reading.sources.append(source)
    raw = None if reading.leads_out(path) else read_bytes(path, source)
    if raw is not None:
        parse_sheet(raw, source, FORME)
    return validate(source, Services), source


def check_services(
    content: Path, source: Source, memory: Memory | None
) -> dict[str, Fichier]:
    """Note what no service alone can tell, even in a file with other faults."""
    check_noms(source)
    return read_logos(content, source, memory)


def check_noms(source: Source) -> None:
    """Note two services that nobody could tell apart, or whose files would be the same."""
    seen: dict[str, tuple[str, Place]] = {}
    for loc, text in source.find_texts("services", ..., "nom"):
        nom, place = " ".join(text.split()), source.find_place(loc)
        slug = make_slug(nom)
        other, first = seen.setdefault(slug, (nom, place))
        if not slug or first == place:
            continue
        cause = f"« {shorten(nom)} » est déjà à la ligne {first.line}"
        if nom != other:
            cause = (
                f"« {shorten(nom)} » et « {shorten(other)} » (ligne {first.line})"
                f" donneraient les mêmes fichiers, « {slug} »"
            )
        source.note(place, cause, "Changer l’un des deux noms, ou retirer une ligne.")


def read_logos(
    content: Path, source: Source, memory: Memory | None
) -> dict[str, Fichier]:
    """Read the logos, each once, keyed by their paths; note those that are refused."""
    told = {problem.place for problem in source.problems}
    read: dict[str, Fichier | Refused] = {}
    for loc, text in source.find_texts("services", ..., "logo"):
        name, place = text.strip(), source.find_place(loc)
        if not name or place in told:
            continue
        if name not in read:
            read[name] = try_logo(content, name, memory)
        refused = read[name]
        if isinstance(refused, Refused):
            source.note(place, *refused.args)
    return {name: made for name, made in read.items() if isinstance(made, Fichier)}


def try_logo(content: Path, name: str, memory: Memory | None) -> Fichier | Refused:
    """Read a logo, or return why it is refused."""
    try:
        return read_logo(content, name, memory)
    except Refused as error:
        return error


def make_destinataire(service: Service, logos: dict[str, Fichier]) -> Destinataire:
    """Make a service ready to be printed."""
    return Destinataire(
        slug=make_slug(service.nom),
        nom=service.nom,
        adresse=service.adresse,
        telephone=service.telephone,
        logo=logos[service.logo] if service.logo else None,
    )
