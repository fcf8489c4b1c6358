"""What the content covers: which tools for which need, at which stage, and what lacks."""

from dataclasses import dataclass

from romin_print.model.referentiel import Entree, Etape


@dataclass(frozen=True)
class Case:
    """The tools where a stage and a word meet.

    `principale` counts those whose main stage it is, `aussi` those that serve there too.
    """

    principale: int = 0
    aussi: int = 0

    @property
    def vide(self) -> bool:
        """Say whether no tool serves there."""
        return not (self.principale or self.aussi)


@dataclass(frozen=True)
class Matrice:
    """The stages crossed with the words of a vocabulary; `lignes` follow the stages."""

    vocabulaire: str
    colonnes: tuple[Entree, ...]
    lignes: tuple[tuple[Etape, tuple[Case, ...]], ...]
    totaux: tuple[int, ...]


@dataclass(frozen=True)
class Compte:
    """What is asked of the content, and what it has."""

    quoi: str
    attendu: int
    lu: int

    @property
    def atteint(self) -> bool:
        """Say whether the content has as much as is asked."""
        return self.lu >= self.attendu


@dataclass(frozen=True)
class Couverture:
    """The whole: how many tools each stage has, both matrices, the holes.

    A hole is a stage where no tool works on a central need.
    """

    outils: int
    etapes: tuple[tuple[Etape, int], ...]
    matrices: tuple[Matrice, ...]
    trous: tuple[tuple[Etape, Entree], ...]
