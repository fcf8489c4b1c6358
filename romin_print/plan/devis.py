"""Count what a binder takes to print: paper, sides, colour, tabs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass

# A leaf of ordinary paper (80 g/m²) is about a tenth of a millimetre thick.
MICRONS = 100


@dataclass(frozen=True)
class Tirage:
    """A piece to print: its pages, and those in colour, counted from 0.

    `feuillets` are the ranks of the leaves to print, from 0; None is all of them.
    """

    genre: str
    pages: int
    couleurs: Collection[int] = ()
    feuillets: Collection[int] | None = None


@dataclass(frozen=True)
class Compte:
    """What is to be counted for some copies of a binder.

    `feuilles` are leaves of paper, and `feuilles_couleur` those with a side in colour
    at least; `faces` are the sides with something on them, `faces_couleur` those in
    colour, `faces_blanches` the versos that stay empty. `intercalaires` are the tabs
    to buy if dividers are not to be printed on paper: their leaves are counted too.
    """

    feuilles: int
    feuilles_couleur: int
    faces: int
    faces_couleur: int
    faces_blanches: int
    intercalaires: int

    @property
    def faces_noires(self) -> int:
        """The sides in black only."""
        return self.faces - self.faces_couleur


@dataclass(frozen=True)
class Devis:
    """The quote of a binder, for one copy and for all.

    `epaisseur` is that of the paper of one copy, in millimetres: a rough figure, for
    ordinary paper (80 g/m²), without tabs or covers.
    """

    exemplaires: int
    un: Compte
    tous: Compte
    epaisseur: int


def make_devis(
    tirages: Iterable[Tirage], *, recto_verso: bool, exemplaires: int = 1
) -> Devis:
    """Make a quote; every piece begins on a leaf of its own."""
    tirages = tuple(tirages)
    leaves = [leaf for tirage in tirages for leaf in cut_leaves(tirage, recto_verso)]
    faces = [coloured for leaf in leaves for coloured in leaf]
    sides = 2 if recto_verso else 1
    un = Compte(
        feuilles=len(leaves),
        feuilles_couleur=sum(any(leaf) for leaf in leaves),
        faces=len(faces),
        faces_couleur=sum(faces),
        faces_blanches=len(leaves) * sides - len(faces),
        intercalaires=sum(
            tirage.genre == "intercalaire" and bool(cut_leaves(tirage, recto_verso))
            for tirage in tirages
        ),
    )
    # Rounded up: a binder that is too thin does not close.
    epaisseur = -(-un.feuilles * MICRONS // 1000)
    return Devis(exemplaires, un, multiply(un, exemplaires), epaisseur)


def cut_leaves(tirage: Tirage, recto_verso: bool) -> list[Sequence[bool]]:
    """Cut a piece into its leaves to print: for each side, whether it is in colour."""
    faces = [page in tirage.couleurs for page in range(tirage.pages)]
    sides = 2 if recto_verso else 1
    leaves = [faces[i : i + sides] for i in range(0, len(faces), sides)]
    return [
        leaf
        for rank, leaf in enumerate(leaves)
        if tirage.feuillets is None or rank in tirage.feuillets
    ]


def multiply(compte: Compte, exemplaires: int) -> Compte:
    """Count for several copies."""
    return Compte(*(count * exemplaires for count in astuple(compte)))
