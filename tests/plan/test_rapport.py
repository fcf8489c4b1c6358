"""The pages of proof of a kit: what is told of the checks, and of the tools."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from romin_print.check.rapport_criteres import HUMAINS, make_criteres
from romin_print.load.fonds import load_fonds
from romin_print.model.manifeste import OutilImprime
from romin_print.model.rapport import (
    PREMIERE,
    Constat,
    EditionPrecedente,
    FichierControle,
    Genre,
    Instrument,
    Rapport,
    Resultat,
    Verdict,
)
from romin_print.plan.rapport import plan_accessibilite_page, plan_outils_page

JOUR = date(2026, 11, 23)
NOMS = ("verapdf", "romin-print", "openxml-audit", "axe", "playwright", "chromium")
CRITERES = make_criteres({nom: Instrument(nom, "1.0") for nom in NOMS})


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


def make_fichier(nom, genre, verdict=Verdict.PASSE, told="", **changes):
    constats = (Constat(told),) if told else ()
    resultats = tuple(
        Resultat(c.slug, verdict, constats) for c in CRITERES if genre in c.genres
    )
    return FichierControle(nom, genre, None, "ab" * 32, resultats, **changes)


def plan(*fichiers, **options):
    rapport = Rapport(fichiers, CRITERES, HUMAINS)
    return plan_accessibilite_page(rapport, "Essai", "2026.1", JOUR, **options)


def test_files_are_in_one_table_for_each_kind_and_what_is_not_checked_is_apart():
    page = plan(
        make_fichier("a.html", Genre.WEB),
        make_fichier("b.pdf", Genre.PDF),
        make_fichier("c.html", Genre.WEB),
        make_fichier("d.pdf", Genre.PAPIER),
    )
    told = [
        (t.nombre, [ligne.fichier.nom for ligne in t.lignes]) for t in page.tableaux
    ]
    assert told == [
        ("1\u00a0PDF", ["b.pdf"]),
        ("2\u00a0pages web", ["a.html", "c.html"]),
    ]
    assert [t.nombre for t in page.a_part] == ["1\u00a0fichier pour l’imprimante"]
    ancres = [ligne.ancre for t in (*page.tableaux, *page.a_part) for ligne in t.lignes]
    assert len(set(ancres)) == 4


def test_only_what_was_judged_is_counted():
    page = plan(
        make_fichier("a.pdf", Genre.PDF),
        make_fichier("b.docx", Genre.WORD, Verdict.NON_CONTROLE, "x"),
        make_fichier("c.html", Genre.WEB, Verdict.SANS_OBJET, "x"),
    )
    assert (page.controles, page.juges) == (1, ("1\u00a0PDF",))
    assert page.utiles == len([c for c in CRITERES if Genre.PDF in c.genres])
    assert {i.nom for i in page.instruments} == {"verapdf", "romin-print"}


def test_each_failure_is_listed_with_its_reason():
    page = plan(
        make_fichier("a.html", Genre.WEB),
        make_fichier("b.html", Genre.WEB, Verdict.ECHOUE, "règle 1"),
    )
    assert {e.ligne.fichier.nom for e in page.echecs} == {"b.html"}
    assert [e.critere.slug for e in page.echecs] == ["web-axe", "web-320", "mots"]
    assert {c.texte for e in page.echecs for c in e.constats} == {"règle 1"}


def test_what_was_not_checked_is_grouped_by_check_and_reason():
    page = plan(
        make_fichier("a.docx", Genre.WORD, Verdict.NON_CONTROLE, "absent"),
        make_fichier("b.docx", Genre.WORD, Verdict.NON_CONTROLE, "absent"),
        make_fichier("c.docx", Genre.WORD, Verdict.NON_CONTROLE, "arrêté"),
    )
    told = [(g.critere.slug, g.raison, len(g.lignes)) for g in page.lacunes]
    assert told[:2] == [("word-schema", "absent", 2), ("word-acces", "absent", 2)]
    assert ("mots", "arrêté", 1) in told
    assert len(told) == 6


def test_what_a_program_leaves_to_a_person_is_counted_in_files():
    page = plan(
        make_fichier("a.html", Genre.WEB),
        *(
            FichierControle(
                nom,
                Genre.WEB,
                None,
                "",
                (Resultat("web-axe", Verdict.PASSE, (Constat("règle x"),)),),
            )
            for nom in ("b.html", "c.html")
        ),
    )
    assert [(q.texte, q.fichiers) for q in page.questions] == [("règle x", 2)]


def test_what_the_kit_is_made_with_is_known_from_its_files():
    assert plan(make_fichier("a.pdf", Genre.PDF)).technologies == ("PDF",)
    made = plan(
        make_fichier("a.html", Genre.WEB, scripts=True), make_fichier("b", Genre.AUTRE)
    )
    assert made.technologies == ("HTML", "CSS", "JavaScript")


def list_outils(fonds, **options):
    return plan_outils_page(fonds, tuple(fonds.outils), "Essai", "2026.1", **options)


def edit(fonds, slug, **changes):
    outil = fonds.outils[slug]
    told = outil.verification.model_copy(update=changes)
    edited = outil.model_copy(update={"verification": told})
    return fonds.model_copy(update={"outils": fonds.outils | {slug: edited}})


def test_a_term_is_past_only_on_the_day_after(fonds):
    slug = next(iter(fonds.outils))
    for late, expected in ((0, False), (1, True)):
        dated = edit(fonds, slug, echeance=JOUR - timedelta(days=late))
        page = list_outils(dated, jour=JOUR)
        assert page.lignes[0].depassee is expected
    endless = edit(fonds, slug, echeance=None)
    assert not list_outils(endless, jour=JOUR).lignes[0].depassee


def test_terms_may_be_looked_at_later_than_the_date_of_the_kit(fonds):
    dated = edit(fonds, next(iter(fonds.outils)), echeance=JOUR)
    later = JOUR + timedelta(days=1)
    page = list_outils(dated, jour=JOUR, au=later)
    assert (page.date, page.lignes[0].depassee) == (JOUR, True)
    assert (page.au, page.depassees) == (later, 1)
    early = list_outils(dated, jour=JOUR)
    assert (early.au, early.lignes[0].depassee) == (JOUR, False)


def test_each_tool_has_its_line_and_statuses_are_counted(fonds):
    page = list_outils(fonds, jour=JOUR)
    assert [ligne.code for ligne in page.lignes] == [
        outil.code for outil in fonds.outils.values()
    ]
    assert sum(count for _, count in page.statuts) == len(page.lignes)
    assert all(len(ligne.empreinte) == 6 for ligne in page.lignes)


def print_outils(fonds):
    page = list_outils(fonds, jour=JOUR)
    return tuple(
        OutilImprime(
            code=ligne.code,
            titre=ligne.titre,
            version=ligne.version,
            empreinte=ligne.empreinte,
        )
        for ligne in page.lignes
    )


def compare(fonds, *outils):
    precedente = EditionPrecedente("2025.2", outils)
    return list_outils(fonds, jour=JOUR, precedente=precedente).comparaison


def test_what_changed_since_the_edition_before_is_told_by_code(fonds):
    kept, changed, *others = print_outils(fonds)
    gone = kept.model_copy(update={"code": "Z-09", "titre": "Ancien"})
    renewed = changed.model_copy(update={"version": "0.1"})
    change = compare(fonds, kept, renewed, gone)
    assert change.depuis == "2025.2"
    assert [c.code for c in change.nouveaux] == [o.code for o in others]
    told = f"version 0.1, devenue {changed.version}"
    assert [(c.code, c.texte) for c in change.modifies] == [(changed.code, told)]
    assert [(c.code, c.titre) for c in change.retires] == [("Z-09", "Ancien")]


def test_content_that_changed_under_the_same_version_is_told(fonds):
    first, *others = print_outils(fonds)
    change = compare(fonds, first.model_copy(update={"empreinte": "000000"}), *others)
    (told,) = change.modifies
    assert told.texte == f"version {first.version}, dont le contenu a changé"


def test_the_same_tools_have_not_changed_whatever_the_case_of_prints(fonds):
    same = [replace_print(o, o.empreinte.lower()) for o in print_outils(fonds)]
    change = compare(fonds, *same)
    assert (change.nouveaux, change.modifies, change.retires) == ((), (), ())


def replace_print(outil, empreinte):
    return outil.model_copy(update={"empreinte": empreinte})


def test_a_first_edition_is_not_one_whose_past_is_unknown(fonds):
    first = list_outils(fonds, jour=JOUR, precedente=PREMIERE)
    unknown = list_outils(fonds, jour=JOUR)
    assert (first.premiere, first.comparaison) == (True, None)
    assert (unknown.premiere, unknown.comparaison) == (False, None)
    assert replace(first, premiere=False) == unknown
