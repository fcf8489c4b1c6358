"""Say what the content covers, how easy its sheets are, and print the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.build.atelier import Feuillet, Tirage
from romin_print.build.impression import Demande, Impression, print_all
from romin_print.build.projet import Projet
from romin_print.errors import GateError

if TYPE_CHECKING:  # the model costs a tenth of a second, which --help must not pay
    from romin_print.model.couverture import Case, Compte, Couverture, Matrice

TITRES = {"besoins": "Besoins", "modalites": "Modalités"}


@dataclass(frozen=True)
class Bilan:
    """What the content covers, ready to be shown.

    A table is its heads and its rows; a hole is the letter of a stage and the needs
    that no tool meets there; `donnees` is all of it as plain data.
    """

    outils: int
    tableaux: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    trous: tuple[tuple[str, tuple[str, ...]], ...]
    tenus: tuple[str, ...]
    manques: tuple[str, ...]
    donnees: dict[str, object]


@dataclass(frozen=True)
class Mesure:
    """The ease of reading of one sheet, as it stands and in easy words if it has some."""

    code: str
    outil: str
    titre: str
    lisibilite: float
    mots_simples: float | None


def read_bilan(projet: Projet) -> Bilan:
    """Read what the content covers, then what is asked of it and what it has."""
    from romin_print.build.contenu import read_contenu
    from romin_print.check.seuils import list_comptes
    from romin_print.plan.couverture import make_couverture

    fonds = read_contenu(projet)
    found, comptes = make_couverture(fonds), list_comptes(fonds)
    return Bilan(
        outils=found.outils,
        tableaux=tuple(make_tableau(found, matrice) for matrice in found.matrices),
        trous=tuple(list_trous(found)),
        tenus=tuple(compte.quoi for compte in comptes if compte.atteint),
        manques=tuple(map(tell_manque, (c for c in comptes if not c.atteint))),
        donnees=make_donnees(found, comptes),
    )


def make_tableau(
    found: Couverture, matrice: Matrice
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Make a table with a row for each word, and a column for each stage."""
    letters = (etape.lettre for etape, _ in found.etapes)
    cases = zip(*(cases for _, cases in matrice.lignes), strict=True)
    rows = [
        (mot.titre, *map(tell_case, ligne), str(total))
        for mot, ligne, total in zip(
            matrice.colonnes, cases, matrice.totaux, strict=True
        )
    ]
    main = (str(number) for _, number in found.etapes)
    rows.append(("Étape principale", *main, str(found.outils)))
    return (TITRES[matrice.vocabulaire], *letters, "Total"), tuple(rows)


def tell_case(case: Case) -> str:
    """Tell where a stage and a word meet: « 3 », « 3 +2 », « 0 +2 », « - »."""
    if case.vide:
        return "-"
    return f"{case.principale} +{case.aussi}" if case.aussi else str(case.principale)


def list_trous(found: Couverture) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the stages that have holes, and the needs that no tool meets there."""
    for etape, _ in found.etapes:
        besoins = tuple(besoin.titre for where, besoin in found.trous if where == etape)
        if besoins:
            yield etape.lettre, besoins


def tell_manque(compte: Compte) -> str:
    """Tell what there is too little of."""
    return f"{compte.quoi} : {compte.lu}, il en faut {compte.attendu}"


def make_donnees(found: Couverture, comptes: tuple[Compte, ...]) -> dict[str, object]:
    """Make plain data out of all that is covered."""
    return {
        "outils": found.outils,
        "etapes": {etape.slug: number for etape, number in found.etapes},
        **{matrice.vocabulaire: list_cases(matrice) for matrice in found.matrices},
        "trous": [{"etape": e.slug, "besoin": b.slug} for e, b in found.trous],
        "minimums": [
            {"quoi": c.quoi, "attendu": c.attendu, "lu": c.lu, "tenu": c.atteint}
            for c in comptes
        ],
    }


def list_cases(matrice: Matrice) -> list[dict[str, object]]:
    """List the cells of a matrix, stage by stage."""
    return [
        {"etape": etape.slug, "mot": mot.slug, **asdict(case)}
        for etape, cases in matrice.lignes
        for mot, case in zip(matrice.colonnes, cases, strict=True)
    ]


def read_mesures(projet: Projet) -> tuple[Mesure, ...]:
    """Measure how easy to read each sheet is, in the order of codes."""
    from romin_print.build.contenu import read_contenu
    from romin_print.check.lisibilite import measure_feuilles

    return tuple(
        Mesure(f.code, f.outil, f.titre, f.aisance, f.facile)
        for f in measure_feuilles(read_contenu(projet))
    )


def build_carte(projet: Projet, demande: Demande) -> Impression:
    """Print the map of the RPO1: one page; raise `RominError` otherwise."""
    return print_all(projet, demande, lambda: render_carte(projet, demande), check_page)


def render_carte(projet: Projet, demande: Demande) -> list[Tirage]:
    """Render the map to HTML."""
    from romin_print.build.contenu import read_contenu
    from romin_print.build.pages import render_page
    from romin_print.plan.couverture import plan_carte
    from romin_print.render.environment import make_environment

    document = plan_carte(read_contenu(projet))
    html = render_page(document, make_environment(projet.layouts))
    return [Tirage(html, Path(document.output), demande.formats)]


def check_page(tirages: list[Tirage], feuillets: list[Feuillet]) -> None:
    """Refuse a map that does not hold on its page: nobody pins up two."""
    for tirage, feuillet in zip(tirages, feuillets, strict=True):
        if feuillet.pages > 1:
            raise GateError(
                f"{tirage.output.name} ferait {feuillet.pages} pages au lieu d’une. "
                "Raccourcir les titres des besoins ou des étapes ; rien n’a été écrit."
            )
