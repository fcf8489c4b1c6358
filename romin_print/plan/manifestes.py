"""Make the manifest of an edition: its leaves, in the order of the pile."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from romin_print.model.classeur import Classeur
from romin_print.model.document import Feuille, Fiche
from romin_print.model.manifeste import Feuillet, Manifeste, OutilImprime
from romin_print.model.reliure import Intercalaire, Piece

CHIFFRES = 24


def make_manifeste(
    classeur: Classeur,
    slug: str,
    pieces: Iterable[Piece],
    prints: Iterable[Sequence[str]],
) -> Manifeste:
    """Make a manifest; `prints` holds, for each piece, a digest of each of its pages."""
    pieces = tuple(pieces)
    return Manifeste(
        classeur=slug,
        titre=classeur.titre,
        edition=classeur.edition,
        pagination=classeur.pagination,
        recto_verso=classeur.recto_verso,
        feuillets=tuple(
            feuillet
            for piece, digests in zip(pieces, prints, strict=True)
            for feuillet in cut_feuillets(piece, digests, classeur.recto_verso)
        ),
        outils=tuple(list_imprimes(pieces)),
    )


def cut_feuillets(
    piece: Piece, digests: Sequence[str], recto_verso: bool
) -> Iterator[Feuillet]:
    """Cut a piece into leaves: a recto and its verso, or one page each."""
    sides = 2 if recto_verso else 1
    for start in range(0, len(digests), sides):
        pages = range(start, min(start + sides, len(digests)))
        yield Feuillet(
            ancre=piece.ancre,
            titre=piece.titre,
            folio=name_folio(piece.folio, pages, len(digests)),
            empreinte=digest_words(*(digests[page] for page in pages)),
            pages=len(pages),
        )


def name_folio(folio: str, pages: range, total: int) -> str:
    """Name a leaf as its foot does: « A-03 · 1/3 et 2/3 ».

    The foot counts the pages of the piece: one more, and all its leaves are others.
    """
    return f"{folio} · " + " et ".join(f"{page + 1}/{total}" for page in pages)


def list_imprimes(pieces: Iterable[Piece]) -> Iterator[OutilImprime]:
    """List the tools of a binder; one with nothing of its own in it is left out."""
    titles: dict[str, str] = {}
    printed: dict[str, list[Fiche | Feuille]] = {}
    for donnees in (piece.donnees for piece in pieces):
        if isinstance(donnees, Intercalaire):
            titles |= {repere.code: repere.titre for repere in donnees.reperes}
        elif isinstance(donnees, Fiche | Feuille):
            printed.setdefault(find_code(donnees), []).append(donnees)
    for code, found in printed.items():
        yield OutilImprime(
            code=code,
            titre=titles[code],
            version=find_version(found[0]),
            empreinte=find_empreinte(found),
        )


def find_code(donnees: Fiche | Feuille) -> str:
    """Find the code of the tool that a fiche or a sheet belongs to."""
    if isinstance(donnees, Fiche):
        return donnees.outil.code
    return "-".join(donnees.code.split("-")[:2])


def find_version(donnees: Fiche | Feuille) -> str:
    """Find the version of a tool."""
    return donnees.outil.version if isinstance(donnees, Fiche) else donnees.version


def find_empreinte(printed: list[Fiche | Feuille]) -> str:
    """Find the fingerprint of a tool: its fiche has it, or else its sheets make one."""
    first = printed[0]
    if isinstance(first, Fiche):
        return first.empreinte
    return digest_words(*map(repr, printed))


def digest_words(*words: str) -> str:
    """Digest words so that they cannot run into one another."""
    digest = hashlib.sha256("\0".join(words).encode())
    return digest.hexdigest()[:CHIFFRES]
