"""Print binders: load, plan, make the pieces, put them together, write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from romin_print.build.atelier import spare_garbage
from romin_print.build.cache import digest
from romin_print.build.editions import (
    FOLDER,
    MANIFESTE,
    check_edition,
    find_edition,
)
from romin_print.build.fabrique import Fabrique, Partie, open_fabrique
from romin_print.build.impression import Demande, Impression, Progress
from romin_print.build.programme import digest_program, list_files
from romin_print.build.projet import Projet
from romin_print.build.redites import make_key, note_printed, recall_printed
from romin_print.build.refus_classeur import check_parties
from romin_print.build.relieur import (
    RAPIDE,
    SUR,
    join_corps,
    link_pdf,
    make_book,
    place_parties,
    publish_files,
    write_web,
    write_word,
)
from romin_print.errors import SelectionError

if TYPE_CHECKING:
    from romin_print.model.classeur import Classeur
    from romin_print.model.fonds import Fonds
    from romin_print.model.manifeste import Manifeste
    from romin_print.model.reliure import Changements

DEJA_VU = b"vu"


@dataclass(frozen=True)
class DemandeClasseur(Demande):
    """What was asked for: binders by their names, and how they are made.

    `depuis` is a former edition to tell the changes from; `executeur` the address of
    a cluster; `assembleur` is « rapide » or « sur ».
    """

    depuis: str = ""
    executeur: str = ""
    assembleur: str = RAPIDE


@dataclass(frozen=True)
class Reunion:
    """A binder whose pieces are made, in order, and its manifest."""

    slug: str
    classeur: Classeur
    parties: list[Partie]
    manifeste: Manifeste


@dataclass(frozen=True)
class Nouveautes:
    """What has changed since a former edition: marks for lists, and a page."""

    marques: dict[str, str] = field(default_factory=dict)
    changements: Changements | None = None


def build_classeurs(
    projet: Projet,
    demande: DemandeClasseur,
    progress: Progress | None = None,
    fabrique: Fabrique | None = None,
) -> Impression:
    """Print the chosen binders, all of them or none; raise `RominError` otherwise.

    A process that stays alive gives the `fabrique` that it keeps.
    """
    spare_garbage()
    with use_fabrique(projet, demande, fabrique) as used:
        inputs = digest_inputs(projet, demande)
        redite = make_key(inputs, projet.output)
        if not (demande.simuler or demande.depuis) and (
            again := recall_printed(used.cache, redite, projet.output)
        ):
            return again
        fonds = load_content(used, demande, inputs)
        slugs = choose_classeurs(fonds, demande.noms)
        if demande.simuler:
            return tell_files(projet, slugs, demande)
        printed, files = print_classeurs(used, fonds, slugs, demande, progress)
        publish_files(projet.output, files)
        note_printed(used.cache, redite, printed, files)
    return printed


def print_classeurs(
    fabrique: Fabrique,
    fonds: Fonds,
    slugs: tuple[str, ...],
    demande: DemandeClasseur,
    progress: Progress | None,
) -> tuple[Impression, dict[PurePath, bytes]]:
    """Make the files of each binder, by their names."""
    files: dict[PurePath, bytes] = {}
    remarques: list[str] = []
    pages = 0
    for slug in slugs:
        nouveautes = find_nouveautes(fabrique, fonds, slug, demande.depuis)
        reunion = make_reunion(fabrique, fonds, slug, nouveautes, progress)
        made, count = write_classeur(fabrique, fonds, reunion, demande)
        files |= made
        pages += count
        remarques += tell_same_edition(fabrique.projet, reunion)
    paths = tuple(fabrique.projet.output / name for name in files)
    return Impression(len(slugs), pages, paths, tuple(remarques)), files


def tell_same_edition(projet: Projet, reunion: Reunion) -> Iterator[str]:
    """Tell of leaves that have changed while their edition still has the same name.

    A paper binder of that name may be on a shelf already.
    """
    from romin_print.model.manifeste import read_manifeste

    manifeste = reunion.manifeste
    path = projet.output / FOLDER / f"{reunion.slug}{MANIFESTE}"
    with suppress(OSError, SelectionError):
        ancien = read_manifeste(path.read_bytes(), str(path))
        named = (ancien.edition, ancien.pagination)
        if named == (manifeste.edition, "feuillets") and ancien != manifeste:
            yield (
                f"{reunion.slug} : des feuillets ont changé, et l’édition s’appelle "
                f"encore {manifeste.edition}. Avant de diffuser, changer « edition »."
            )


@contextmanager
def use_fabrique(
    projet: Projet, demande: DemandeClasseur, fabrique: Fabrique | None
) -> Iterator[Fabrique]:
    """Use the fabrique that is kept, or open one for the time of a run."""
    if fabrique is not None:
        yield fabrique
        return
    standalone = demande.assembleur == SUR
    with open_fabrique(
        projet, demande.jobs, demande.executeur, standalone=standalone
    ) as opened:
        yield opened


def load_content(fabrique: Fabrique, demande: DemandeClasseur, inputs: str) -> Fonds:
    """Read the content, while the team starts if something of it is new."""
    if not demande.simuler and fabrique.cache.get(inputs) is None:
        fabrique.equipe.start()
    from romin_print.load.fonds import load_fonds

    fonds = load_fonds(fabrique.projet.content, fabrique.cache)
    fabrique.cache.put(inputs, DEJA_VU)
    return fonds


def digest_inputs(projet: Projet, demande: DemandeClasseur) -> str:
    """Digest all that binders are made of, but for a former edition."""
    paths = list_files(projet.content)
    told = [f"{path.relative_to(projet.content)}" for path in paths]
    read = [path.read_bytes() for path in paths]
    asked = " ".join((demande.assembleur, *demande.formats, ":", *demande.noms))
    return digest("inputs", asked, digest_program(projet.layouts), *told, *read)


def choose_classeurs(fonds: Fonds, noms: tuple[str, ...]) -> tuple[str, ...]:
    """Choose binders by their names, or all; raise `SelectionError` for a wrong one."""
    from romin_print.plan.selection import suggest

    if not fonds.classeurs:
        raise SelectionError(
            "aucun classeur dans content/classeurs. "
            "En commencer un : romin-print nouveau classeur NOM"
        )
    known = tuple(fonds.classeurs)
    for nom in noms:
        if nom not in fonds.classeurs:
            raise SelectionError(
                f"aucun classeur ne s’appelle « {nom} ».{suggest(nom, known)} "
                f"Il y a : {', '.join(known)}."
            )
    return tuple(dict.fromkeys(noms)) or known


def make_reunion(
    fabrique: Fabrique,
    fonds: Fonds,
    slug: str,
    nouveautes: Nouveautes = Nouveautes(),
    progress: Progress | None = None,
) -> Reunion:
    """Plan a binder and make its pieces, or refuse what is wrong with them."""
    from romin_print.plan.classeur import make_document, plan_classeur
    from romin_print.plan.manifestes import make_manifeste

    classeur = fonds.classeurs[slug]
    pieces = plan_classeur(
        fonds,
        classeur,
        marques=nouveautes.marques,
        changements=nouveautes.changements,
    )
    documents = [make_document(classeur, piece) for piece in pieces]
    parties = fabrique.make(documents, progress)
    check_parties(fabrique, fonds, documents, parties)
    prints = [partie.part.prints for partie in parties]
    manifeste = make_manifeste(classeur, slug, pieces, prints)
    return Reunion(slug, classeur, parties, manifeste)


def find_former(fabrique: Fabrique, slug: str, source: str) -> Manifeste:
    """Find the manifest of a former edition; make it again out of a git revision."""
    from romin_print.load.fonds import load_fonds

    def remake(content: Path) -> Manifeste:
        former = replace(fabrique, projet=replace(fabrique.projet, content=content))
        return make_reunion(former, load_fonds(content), slug).manifeste

    return find_edition(fabrique.projet.content.parent, slug, source, remake)


def find_nouveautes(
    fabrique: Fabrique, fonds: Fonds, slug: str, source: str
) -> Nouveautes:
    """Find what has changed since a former edition, if one is named."""
    from romin_print.plan.classeur import plan_classeur
    from romin_print.plan.editions import compare_outils, list_marques

    if not source:
        return Nouveautes()
    ancien = find_former(fabrique, slug, source)
    pieces = plan_classeur(fonds, fonds.classeurs[slug])
    changements = compare_outils(ancien, pieces)
    return Nouveautes(list_marques(changements), changements)


def write_classeur(
    fabrique: Fabrique, fonds: Fonds, reunion: Reunion, demande: DemandeClasseur
) -> tuple[dict[PurePath, bytes], int]:
    """Make the files of a binder, by their names; count the pages of the PDF."""
    from romin_print.plan.classeur import plan_whole
    from romin_print.write.pdf.parts.part import count_pages, number_pages

    placed = place_parties(reunion.classeur, reunion.parties)
    numbers = number_pages(placed)
    corps = join_corps(reunion.parties) if "html" in demande.formats else ""
    whole = plan_whole(fonds, reunion.classeur, reunion.slug, corps)
    name = f"{FOLDER / reunion.slug}"
    files: dict[PurePath, bytes] = {}
    for extension in demande.formats:
        match extension:
            case "pdf":
                book = make_book(whole)
                asked = demande.assembleur
                data = link_pdf(fabrique, reunion.parties, placed, book, asked)
            case "docx":
                data = write_word(fabrique, reunion.parties, whole, numbers)
            case _:
                data = write_web(fabrique, whole, numbers)
        files[PurePath(f"{name}.{extension}")] = data
    files[PurePath(name + MANIFESTE)] = reunion.manifeste.to_json()
    return files, count_pages(placed)


def tell_files(
    projet: Projet, slugs: tuple[str, ...], demande: DemandeClasseur
) -> Impression:
    """Tell which files would be written; a wrong former edition is told too."""
    for slug in slugs if demande.depuis else ():
        check_edition(projet.content.parent, slug, demande.depuis)
    endings = (*(f".{extension}" for extension in demande.formats), MANIFESTE)
    folder = projet.output / FOLDER
    paths = (folder / f"{slug}{ending}" for slug in slugs for ending in endings)
    return Impression(len(slugs), 0, tuple(paths))
