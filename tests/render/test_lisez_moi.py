"""The page that one reads first in a kit: it leads to the others, and says what is so."""

from datetime import date
from pathlib import PurePath

import pytest
import tinyhtml5

from romin_print.build.pages import LIENS_LISEZ_MOI, render_page
from romin_print.check.rapport_axe import judge_pages
from romin_print.model.envoi import DocumentKit, Dossier
from romin_print.model.kit import (
    Choix,
    ChoixOutils,
    ChoixSeances,
    Kit,
    ManifesteKit,
    OutilDuKit,
)
from romin_print.render.environment import make_environment
from romin_print.write.web import render_web

JOUR = date(2026, 11, 23)
PARTS = {
    "fiches": ChoixOutils(),
    "supports": ChoixOutils(),
    "seances": ChoixSeances(),
    "classeurs": Choix(),
}
DOSSIERS = (
    Dossier("data/Fiches", "Les fiches, pour le professionnel.", 24),
    Dossier("data/Feuilles", "Les feuilles que la personne remplit.", 1234),
    Dossier("data/Preuve", "Ce qui a été contrôlé.", 1),
)


def make_outil(number):
    return OutilDuKit(
        code=f"A-{number:02}", titre="Outil", version="1.0", empreinte="0" * 6,
        slug=f"outil-{number}", statut="Proposition", valide=False, date=JOUR,
    )  # fmt: skip


def make_document(parts, brouillons, tous, **manifeste):
    """Make the page of a kit that holds some parts, and so many tools."""
    kit = Kit(
        titre="Petit kit",
        edition="2026.1",
        public="Les CPIP qui essaient.",
        introduction=("Ce kit sert à essayer.",),
        licence="Rien n’est à diffuser.",
        **{part: PARTS[part] for part in parts},
    )
    told = ManifesteKit(
        kit="petit-kit",
        titre=kit.titre,
        edition=kit.edition,
        brouillons=brouillons,
        outils=tuple(map(make_outil, range(tous))),
        **manifeste,
    )
    return DocumentKit(
        layout="kit/lisez-moi",
        titre=kit.titre,
        description=kit.public,
        mots_cles=(),
        date=JOUR,
        couleur="#1C1C1C",
        noir_et_blanc=False,
        output=PurePath("lisez-moi"),
        kit=kit,
        manifeste=told,
        dossiers=DOSSIERS,
    )


@pytest.fixture
def show(layouts):
    environment = make_environment((layouts,))

    def render(*parts, brouillons=2, tous=3, **manifeste):
        document = make_document(parts or tuple(PARTS), brouillons, tous, **manifeste)
        return render_page(document, environment, LIENS_LISEZ_MOI)

    return render


def parse(html):
    return tinyhtml5.parse(html, namespace_html_elements=False)


def read(html):
    return " ".join("".join(parse(html).find("body").itertext()).split())


def test_it_leads_to_the_catalogue_and_to_both_pages_of_proof(show):
    links = {a.get("href") for a in parse(show()).iter("a")}
    assert links == set(LIENS_LISEZ_MOI)


@pytest.mark.parametrize(
    ("brouillons", "tous", "told"),
    [
        (1, 1, "Le seul outil de ce kit n’a pas de validation en cours : c’est une proposition, ou un outil relu, à revoir ou retiré. Ses pages le disent."),
        (1, 3, "1 outil sur 3 n’a pas de validation en cours : c’est une proposition, ou un outil relu, à revoir ou retiré. Ses pages le disent."),
        (2, 3, "2 outils sur 3 n’ont pas de validation en cours : ce sont des propositions, ou des outils relus, à revoir ou retirés. Leurs pages le disent."),
        (3, 3, "Aucun des 3 outils n’a de validation en cours : ce sont des propositions, ou des outils relus, à revoir ou retirés. Leurs pages le disent."),
    ],
)  # fmt: skip
def test_tools_without_a_validation_in_force_are_counted_in_good_french(
    show, brouillons, tous, told
):
    assert told in read(show(brouillons=brouillons, tous=tous))


def test_a_kit_whose_tools_are_all_validated_says_nothing_of_those_that_are_not(show):
    text = read(show(brouillons=0, seulement_valides=True))
    assert "validation en cours" not in text
    assert "Tous les outils de ce kit sont validés." in text


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("fiches",), ["lisez une fiche", "cochez des outils"]),
        (("supports",), ["ouvrez une feuille", "cochez des outils", "dans une feuille"]),
        (("seances",), ["Les séances"]),
        (("classeurs",), ["Les classeurs"]),
        (("seances", "classeurs"), ["Les séances", "Les classeurs"]),
    ],
)  # fmt: skip
def test_what_to_do_is_told_only_of_what_the_kit_holds(show, parts, told):
    every = (
        "lisez une fiche", "ouvrez une feuille", "cochez des outils",
        "dans une feuille", "Les séances", "Les classeurs",
    )  # fmt: skip
    text = read(show(*parts))
    assert [words for words in every if words in text] == told


def test_a_number_of_files_is_never_cut_from_its_noun(show):
    html = show()
    assert "<td>24&nbsp;fichiers</td>" in html
    assert "<td>1&nbsp;fichier</td>" in html


@pytest.mark.lent
def test_it_passes_axe_wide_and_narrow_light_and_dark(show, tmp_path):
    html = show()
    pages = {
        "clair": html,
        "sombre": html.replace("(prefers-color-scheme: dark)", "screen"),
        "seances": show("seances", "classeurs"),
    }
    paths = [tmp_path / f"{nom}.html" for nom in pages]
    for path, page in zip(paths, pages.values(), strict=True):
        path.write_bytes(render_web(page))

    judged = zip(paths, judge_pages(paths), strict=True)
    assert {p.name: r for p, r in judged if any(x.verdict != "passe" for x in r)} == {}
    assert all("#161616" in path.read_text(encoding="utf-8") for path in paths)
