"""What a catalogue shows: its tools, by stage, with what they lead to."""

import json
from pathlib import Path

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.model.catalogue import EnteteCatalogue, Lien
from romin_print.model.referentiel import compute_contrast
from romin_print.plan.catalogue import plan_catalogue
from romin_print.plan.catalogue_index import make_index
from romin_print.plan.catalogue_teintes import CONTRASTE, FOND_SOMBRE, compare, lighten
from romin_print.plan.catalogue_voisins import find_voisins
from romin_print.plan.kits_choix import ContenuKit
from romin_print.plan.recherche import fold, search_outils

ENTETE = EnteteCatalogue("Kit", "2026.1", "Tous", ("Mot.",), "Licence.")


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.fixture
def contenu():
    """The real content: the tools of the tests are too few for a kit of a part of them."""
    return load_fonds(Path(__file__).parents[2] / "content")


def plan_kit(fonds, *held, **rest):
    return plan_catalogue(fonds, ENTETE, ContenuKit(*held, **rest), {})


@pytest.fixture
def plan(fonds):
    def make(fiches=None, supports=None, fichiers=None, **rest):
        every = tuple(fonds.outils)
        held = ContenuKit(
            every if fiches is None else fiches,
            every if supports is None else supports,
            **rest,
        )
        return plan_catalogue(fonds, ENTETE, held, fichiers or {})

    return make


def find_outil(document, code):
    return next(o for o in document.catalogue.outils if o.code == code)


def test_every_stage_is_on_the_map_even_without_a_tool(plan, fonds):
    etapes = plan(("pas-a-pas",), ()).catalogue.etapes
    assert [e.etape.slug for e in etapes] == [e.slug for e in fonds.referentiel.etapes]
    assert sum(len(e.outils) for e in etapes) == 1


def test_a_tool_is_filed_once_and_named_where_it_serves_too(plan, fonds):
    catalogue = plan().catalogue
    for etape in catalogue.etapes:
        for outil in etape.outils:
            assert outil.fiche.outil.etapes[0] == etape.etape.slug
        named = {renvoi.code for renvoi in etape.aussi}
        assert named.isdisjoint(outil.code for outil in etape.outils)
    assert catalogue.nombre == len(fonds.outils)


def test_a_kit_may_hold_the_fiche_of_a_tool_its_sheets_or_both(plan, fonds):
    slug = next(s for s, o in fonds.outils.items() if o.supports)
    code = fonds.outils[slug].code
    fiche = find_outil(plan((slug,), ()), code)
    sheets = find_outil(plan((), (slug,)), code)
    both = find_outil(plan((slug,), (slug,)), code)

    assert (fiche.lieu, fiche.feuilles) == (f"fiche-{code.lower()}", ())
    assert (sheets.fiche, sheets.apport) == (None, None)
    assert sheets.lieu.startswith("feuille-")
    assert both.fiche
    assert both.feuilles


def test_links_lead_only_to_what_the_kit_holds(plan, fonds):
    slug = next(s for s, o in fonds.outils.items() if o.suites)
    alone = find_outil(plan((slug,), ()), fonds.outils[slug].code)
    whole = find_outil(plan(), fonds.outils[slug].code)

    assert {suite.ancre for suite in alone.fiche.suites} == {""}
    assert all(suite.ancre for suite in whole.fiche.suites)
    assert {feuille.ancre for feuille in alone.fiche.feuilles} <= {""}


def test_neighbours_are_few_and_never_told_twice(fonds):
    for slug, outil in fonds.outils.items():
        near = find_voisins(fonds, slug, tuple(fonds.outils))
        assert slug not in near
        assert len(near) <= 4
        assert {suite.outil for suite in outil.suites}.isdisjoint(near)


def test_drafts_are_counted(plan, fonds):
    catalogue = plan().catalogue
    valides = {s.slug for s in fonds.referentiel.statuts if s.valide}
    drafts = [o for o in fonds.outils.values() if o.verification.statut not in valides]
    assert catalogue.brouillons == len(drafts)
    assert sum(count for _, count in catalogue.statuts) == catalogue.nombre


def test_the_count_of_each_box_is_that_of_the_tools(plan, fonds):
    for facette in plan().catalogue.facettes:
        assert all(1 <= o.nombre <= len(fonds.outils) for o in facette.options)
    durees = next(f for f in plan().catalogue.facettes if f.nom == "durees")
    assert sum(option.nombre for option in durees.options) == len(fonds.outils)


def test_a_file_is_led_to_by_an_address_that_a_browser_reads(plan, fonds):
    slug = next(iter(fonds.outils))
    lien = Lien("Fiche", "data/Fiches/A-01 – été #1?.pdf")
    outil = plan(fichiers={slug: (lien,)}).catalogue.outils[0]
    assert outil.fichiers == (lien,)
    assert lien.href == "data/Fiches/A-01%20%E2%80%93%20%C3%A9t%C3%A9%20%231%3F.pdf"


def test_the_index_ranks_as_the_search_does(fonds):
    slugs = tuple(fonds.outils)
    words, postings = make_index(fonds, slugs, slugs, slugs)
    for word, posting in zip(words, postings, strict=True):
        found = search_outils(fonds, (word,))
        own = {slugs[posting[i]] for i in range(0, len(posting), 2)}
        assert own <= set(found), word


def list_words(document):
    return set(json.loads(document.donnees)["mots"].split(" "))


def test_only_the_words_that_the_page_shows_are_found(contenu):
    slug = "refuser-sans-se-facher"
    outil = contenu.outils[slug]
    fiche, sheets, both = (
        {fold(word) for word in list_words(document)}
        for document in (
            plan_kit(contenu, (slug,), ()),
            plan_kit(contenu, (), (slug,)),
            plan_kit(contenu, (slug,), (slug,)),
        )
    )
    vigilance = set(fold(" ".join(outil.vigilance)).split())
    consigne = set(fold(" ".join(s.consigne for s in outil.supports)).split())

    assert vigilance <= fiche
    assert not vigilance <= sheets
    assert consigne <= sheets
    assert not consigne <= fiche
    assert both >= fiche | sheets
    for words in (fiche, sheets):
        assert set(fold(f"{outil.titre} {outil.code} {outil.resume}").split()) <= words
        assert set(fold(" ".join(s.titre for s in outil.supports)).split()) <= words


def test_tools_that_are_only_in_a_seance_are_counted_and_named(contenu):
    document = plan_kit(contenu, ("contrat-de-depart",), seances=("groupe-dire-non",))
    catalogue = document.catalogue
    named = [renvoi for etape in catalogue.etapes for renvoi in etape.titres]

    assert catalogue.nombre == sum(count for _, count in catalogue.statuts) == 2
    assert catalogue.brouillons == 2
    assert [o.code for o in catalogue.outils] == ["A-01"]
    assert [(r.code, r.ancre) for r in named] == [("A-01", "fiche-a-01"), ("D-03", "")]
    assert [o["code"] for o in json.loads(document.donnees)["outils"]] == ["A-01"]


def test_the_date_is_that_of_the_tools_of_the_kit(contenu):
    seances = ("groupe-dire-non",)
    slugs = ContenuKit(seances=seances).list_outils(contenu)
    for slug in slugs:
        outil = contenu.outils[slug]
        old = outil.verification.date.replace(year=2001)
        verification = outil.verification.model_copy(update={"date": old})
        contenu.outils[slug] = outil.model_copy(update={"verification": verification})
    assert plan_kit(contenu, slugs[:1]).date == old
    assert plan_kit(contenu, seances=seances).date == old
    every = tuple(contenu.outils)
    assert plan_kit(contenu, every, every).date > old


def test_every_tool_leads_to_others_when_the_kit_has_some(contenu):
    every = tuple(contenu.outils)
    assert all(
        outil.voisins for outil in plan_kit(contenu, every, every).catalogue.outils
    )
    assert not plan_kit(contenu, ("ligne-de-vie",), ()).catalogue.outils[0].voisins


def test_without_its_fiche_a_tool_may_lead_to_what_it_leads_to_next(contenu):
    slug = next(s for s, o in contenu.outils.items() if o.suites)
    suite = contenu.outils[slug].suites[0].outil
    assert find_voisins(contenu, slug, (slug, suite), False) == (suite,)
    assert find_voisins(contenu, slug, (slug, suite), True) == ()


def test_the_page_knows_which_tools_are_validated(plan, fonds):
    valides = {s.slug for s in fonds.referentiel.statuts if s.valide}
    told = {o["code"]: o["valide"] for o in json.loads(plan().donnees)["outils"]}
    assert told == {
        o.code: o.verification.statut in valides for o in fonds.outils.values()
    }


def test_the_data_of_the_page_is_plain_json_without_any_mark(plan):
    donnees = plan().donnees
    assert b"<" not in donnees
    told = json.loads(donnees)
    assert len(told["mots"].split(" ")) == len(told["liens"])
    assert [o["code"] for o in told["outils"]] == sorted(
        o["code"] for o in told["outils"]
    )


def test_the_same_content_gives_the_same_data(plan):
    assert plan().donnees == plan().donnees


def test_every_colour_has_a_twin_that_reads_on_the_dark_page(plan):
    for teinte in plan().catalogue.teintes:
        assert compare(teinte.sombre, FOND_SOMBRE) >= CONTRASTE
    assert lighten("#FFFFFF") == "#FFFFFF"
    assert compute_contrast(lighten("#1F5A93")) < compute_contrast("#1F5A93")


def test_a_seance_leads_to_its_tools_and_to_its_files(plan, fonds):
    nom = next(iter(fonds.seances))
    lien = Lien("Déroulé", "data/x.pdf")
    document = plan(seances=(nom,), fichiers={f"seance:{nom}": (lien,)})
    (seance,) = document.catalogue.seances
    assert seance.fichiers == (lien,)
    assert all(m.ancre for m in seance.moments if m.code)
    assert seance.selection.startswith("selection&outils=")


def test_a_binder_has_its_files(plan, fonds):
    slug, classeur = next(iter(fonds.classeurs.items()))
    document = plan(
        classeurs={slug: classeur},
        fichiers={f"classeur:{slug}": (Lien("PDF", "data/c.pdf"),)},
    )
    assert document.catalogue.classeurs[0].fichiers[0].chemin == "data/c.pdf"
