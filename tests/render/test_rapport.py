"""The pages of proof of a kit: they say what is proved, to everyone, and not more."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import tinyhtml5

from romin_print.build.pages import LIENS_PREUVE
from romin_print.check.rapport_axe import judge_pages
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
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.vocabulary import check_page
from romin_print.write.web import render_web

JOUR = date(2026, 11, 23)
NOMS = {
    "verapdf": "veraPDF",
    "romin-print": "romin-print",
    "openxml-audit": "openxml-audit",
    "axe": "axe-core",
    "playwright": "playwright",
    "chromium": "Chromium",
}
INSTRUMENTS = {slug: Instrument(nom, "1.2.3") for slug, nom in NOMS.items()}
CRITERES = make_criteres(INSTRUMENTS)
SUFFIXES = {Genre.PDF: "pdf", Genre.WORD: "docx", Genre.WEB: "html"}
SHA = "0123456789abcdef" * 4


@pytest.fixture
def environment(layouts):
    return make_environment((layouts,))


@pytest.fixture
def show(environment):
    """Render the page of some files."""

    def render(*fichiers, criteres=CRITERES, **options):
        rapport = Rapport(fichiers, criteres, HUMAINS)
        page = plan_accessibilite_page(rapport, "L'essai", "2026.1", JOUR, **options)
        return render_html(page, environment)

    return render


@pytest.fixture
def show_outils(environment, root):
    """Render the list of the tools of the small project."""
    fonds = load_fonds(root / "content")

    def render(**options):
        slugs = tuple(fonds.outils)
        page = plan_outils_page(fonds, slugs, "L'essai", "2026.1", JOUR, **options)
        return render_html(page, environment)

    return render


def make_fichier(rank, genre=Genre.PDF, verdict=Verdict.PASSE, constat=None):
    constats = (constat,) if constat else ()
    return FichierControle(
        nom=f"Dossier/A-{rank:03}--outil de l'essai.{SUFFIXES[genre]}",
        genre=genre,
        pages=2 if genre is Genre.PDF else None,
        sha256=SHA,
        resultats=tuple(
            Resultat(c.slug, verdict, constats) for c in CRITERES if genre in c.genres
        ),
    )


def make_many(count):
    return [make_fichier(n, list(SUFFIXES)[n % 3]) for n in range(count)]


def make_mixed():
    absent = Constat("Chromium n’est pas installé")
    return [
        make_fichier(1),
        make_fichier(2, Genre.WORD, Verdict.ECHOUE, Constat("règle 7.1", "No alt")),
        make_fichier(3, Genre.WEB, Verdict.NON_CONTROLE, absent),
        make_fichier(4, Genre.PDF, Verdict.SANS_OBJET, Constat("rien")),
        FichierControle("Papier/a.pdf", Genre.PAPIER, 4, SHA, (), "Dossier/a.pdf"),
        FichierControle("Papier/b.pdf", Genre.PAPIER, 4, SHA),
        FichierControle("kit.json", Genre.AUTRE, None, SHA),
    ]


def parse(html):
    return tinyhtml5.parse(html, namespace_html_elements=False)


def read(element):
    return " ".join("".join(element.itertext()).split())


def read_page(html):
    return read(parse(html).find("body"))


def read_brief(html):
    """Read the sentences at the top."""
    (brief,) = (e for e in parse(html).iter("section") if e.get("class") == "en-bref")
    return [read(p) for p in brief.iter("p")]


def read_rows(html):
    return [[read(cell) for cell in row] for row in parse(html).iter("tr")]


def find_claims(html):
    """Find the words that claim conformity, but « non conforme »."""
    text = read_page(html).lower()
    return re.findall(r"(?<!non )\bconformes?\b|\bcertifi\w+|\bgaranti\w+", text)


@pytest.mark.parametrize("tamponne", [False, True])
def test_no_page_ever_claims_more_than_non_conforme(show, show_outils, tamponne):
    pages = [
        show(*make_many(9), tamponne=tamponne),
        show(*make_mixed(), tamponne=tamponne),
        show(),
        show_outils(),
    ]
    assert [find_claims(html) for html in pages] == [[], [], [], []]
    for html in pages[:3]:
        assert "est non conforme avec le référentiel général" in read_page(html)
        assert "aucun résultat d’audit en cours de validité" in read_page(html)
        assert not re.search(r"\d %", read_page(html).replace("200 %", ""))


def test_three_sentences_say_what_was_checked_what_failed_and_what_was_not(show):
    checked, failed, left = read_brief(show(*make_many(9)))
    assert checked == (
        "Des programmes ont contrôlé 9 fichiers sur 9 critères"
        " (3 PDF, 3 documents Word, 3 pages web)."
    )
    assert failed == "Aucun des contrôles faits n’a échoué."
    assert left == "Ce qui n’a pas été contrôlé : tout ce qui demande une personne."

    checked, failed, left = read_brief(show(*make_mixed(), tamponne=True))
    assert checked.startswith("Des programmes ont contrôlé 2 fichiers sur 7 critères")
    assert checked.endswith("avant l’ajout du nom et du logo du service.")
    assert failed == "3 contrôles ont échoué, sur 1 fichier : ce qui a échoué."
    assert left == (
        "Ce qui n’a pas été contrôlé : tout ce qui demande une personne,"
        " 2 fichiers pour l’imprimante, 1 autre fichier,"
        " l’ajout du nom et du logo du service, et, sur tout ou partie des fichiers,"
        " « Règles d’axe », « 320 pixels », « Mêmes mots »."
    )


def test_where_nothing_was_checked_nothing_is_said_to_have_passed(show):
    absent = Constat("x")
    html = show(make_fichier(1, Genre.WEB, Verdict.NON_CONTROLE, absent))
    checked, failed, _ = read_brief(html)
    assert checked == "Aucun fichier n’a été contrôlé."
    assert failed == "On ne sait donc pas ce qui échouerait."
    assert "oui" not in [cell for row in read_rows(html) for cell in row]


def test_each_verdict_has_its_own_word(show):
    cells = {row[0]: set(row[1:]) for row in read_rows(show(*make_mixed()))}
    ending = {name.partition("--")[0][-3:]: found for name, found in cells.items()}
    assert ending["001"] == {"2", "oui"}
    assert ending["002"] == {"non"}
    assert ending["003"] == {"– non contrôlé"}
    assert ending["004"] == {"2", "s. o."}


def test_a_result_that_is_not_there_is_not_taken_for_a_yes(show):
    bare = replace(make_fichier(1), resultats=())
    (row,) = (row for row in read_rows(show(bare)) if row[0].startswith("Dossier"))
    assert set(row[2:]) == {"– non contrôlé"}


def test_a_failure_is_told_with_its_reason_and_leads_to_its_row(show):
    page = parse(show(*make_mixed()))
    link = next(a for a in page.iter("a") if a.text and "A-002" in a.text)
    (row,) = (e for e in page.iter("tr") if f"#{e.get('id')}" == link.get("href"))
    assert read(row).startswith(link.text)
    assert "règle 7.1 : « No alt »" in read(page)
    assert {e.text for e in page.iter("span") if e.get("lang") == "en"} == {"No alt"}


def test_what_is_missing_is_said_for_each_check(show):
    text = read_page(show(*make_mixed()))
    assert "non contrôlé ici, Chromium n’est pas installé." in text
    assert "Papier/a.pdf : à l’écran, lire Dossier/a.pdf" in text
    assert "Papier/b.pdf : aucune version à lire à l’écran n’est indiquée" in text


def test_each_criterion_has_its_reference_its_program_and_its_version(show):
    gone = INSTRUMENTS | {"axe": Instrument("axe-core", absence="rien d’installé")}
    criteres = make_criteres(gone)
    text = read_page(show(*make_many(9), criteres=criteres))
    for critere in criteres:
        assert critere.court in text
        assert critere.reference in text
    assert "Programme : veraPDF 1.2.3." in text
    assert "Programme : axe-core (absent : rien d’installé), Chromium 1.2.3." in text


def test_what_only_a_person_can_say_is_listed_and_claimed_by_nobody(show):
    doubt = Constat("règle color-contrast d’axe")
    html = show(make_fichier(1, Genre.WEB, Verdict.PASSE, doubt))
    text = read_page(html)
    assert "Aucun de ces points n’est acquis." in text
    assert all(humain.titre in text for humain in HUMAINS)
    assert "règle color-contrast d’axe : à regarder sur 1 fichier." in text


def test_the_declaration_has_the_headings_of_the_law_in_their_order(show):
    page = parse(show(*make_many(3)))
    titles = [e.text for e in page.iter() if e.tag in ("h3", "h4")]
    wanted = [
        "Déclaration d’accessibilité",
        "État de conformité",
        "Résultat des tests",
        "Contenus non accessibles",
        "Non-conformité",
        "Dérogations pour charge disproportionnée",
        "Contenus non soumis à l’obligation d’accessibilité",
        "Établissement de cette déclaration d’accessibilité",
        "Technologies utilisées",
        "Environnement de test",
        "Outils utilisés lors de l’évaluation",
        "Pages ayant fait l’objet de la vérification",
        "Retour d’information et contact",
        "Voies de recours",
    ]
    start = titles.index(wanted[0])
    assert titles[start : start + len(wanted)] == wanted
    assert "article 47 de la loi n° 2005-102 du 11 février 2005" in read(page)
    assert "[nom de l’entité qui diffuse] s’engage" in read(page)
    assert "Défenseur des droits" in read(page)


def test_a_stamped_kit_says_that_its_master_was_checked(show):
    plain, stamped = (show(*make_many(3), tamponne=t) for t in (False, True))
    words = "avant l’ajout du nom et du logo du service"
    assert words not in read_page(plain)
    assert "Ce n’est pas celle du fichier de ce kit" in read_page(stamped)
    assert read_page(stamped).count(words) == 3
    assert SHA in read_page(stamped)


def test_names_of_files_are_told_to_the_letter(show):
    html = show(make_fichier(1), hors_liste=("manifest--x.txt",))
    text = read_page(html)
    assert text.count("Dossier/A-001--outil de l'essai.pdf") == 2
    assert "manifest--x.txt" in text


def test_markup_in_a_name_stays_words(show):
    hostile = replace(make_fichier(1), nom="<script>alert(1)</script>.pdf")
    html = show(hostile)
    check_page(html, LIENS_PREUVE)
    assert "<script>alert(1)</script>.pdf" in read_page(html)


def test_headings_go_down_one_level_at_a_time_and_every_link_leads_somewhere(
    show, show_outils
):
    for html in (show(*make_mixed(), tamponne=True), show(), show_outils()):
        page = parse(html)
        levels = [
            int(e.tag[1]) for e in page.iter() if re.fullmatch(r"h\d", str(e.tag))
        ]
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise([0, *levels]))
        ids = [e.get("id") for e in page.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        links = [a.get("href") for a in page.iter("a")]
        assert {h[1:] for h in links if h.startswith("#")} <= set(ids)


def test_three_hundred_files_have_a_row_each_in_three_tables(show):
    html = show(*make_many(300))
    check_page(html, LIENS_PREUVE)
    page = parse(html)
    bodies = [len(body) for body in page.iter("tbody")]
    assert bodies == [100, 100, 100]
    assert len(html) < 200_000
    assert html == show(*make_many(300))


def test_both_pages_are_in_the_closed_vocabulary(show, show_outils):
    for html in (show(*make_mixed(), tamponne=True), show(), show_outils()):
        check_page(html, LIENS_PREUVE)


def list_files(html):
    """List the files that a page leads to."""
    links = (a.get("href") for a in parse(html).iter("a"))
    return [href for href in links if not href.startswith(("#", "https://"))]


def test_each_page_leads_back_to_the_catalogue_and_to_the_other(show, show_outils):
    back = ["../../index.html", "../../LISEZ-MOI.html"]
    assert list_files(show(*make_mixed())) == [*back, "outils.html"]
    assert list_files(show_outils()) == [*back, "accessibilite.html"]


def test_a_date_is_said_to_be_that_of_the_content_and_dates_no_declaration(
    show, show_outils
):
    for html in (show(), show_outils()):
        text = read_page(html).replace("\u00a0", " ")
        assert "édition 2026.1, contenu arrêté au 23 novembre 2026" in text
    text = read_page(show()).replace("\u00a0", " ")
    assert "Cette déclaration a été établie le [date]." in text
    assert text.count("23 novembre 2026") == 1


def test_the_day_on_which_terms_were_judged_is_told_only_where_one_is_past(show_outils):
    past = read_brief(show_outils(au=date(2099, 3, 17)))[-1].replace("\u00a0", " ")
    assert re.fullmatch(r"Échéance dépassée au 17 mars 2099 : \d outils?\.", past)

    early = show_outils(au=date(2000, 1, 1))
    assert early == show_outils(au=date(2000, 1, 2))
    assert read_brief(early)[-1] == (
        "Quand ce kit a été fait, aucune échéance n’était dépassée."
    )


def test_the_tools_are_told_with_who_when_and_until_when(show_outils):
    rows = read_rows(show_outils(au=date(2099, 1, 1)))
    assert rows[0] == [
        "Outil", "Version", "Empreinte", "Statut", "Par", "Date", "À revoir avant le",
    ]  # fmt: skip
    assert all(len(row) == 7 and all(row) for row in rows)
    assert any("(dépassée)" in row[-1] for row in rows)
    assert "(dépassée)" not in read_page(show_outils(au=date(2000, 1, 1)))


def test_a_first_an_unknown_and_a_former_edition_are_told_apart(show_outils):
    before = OutilImprime(code="Z-09", titre="Ancien", version="1.0", empreinte="0" * 6)
    texts = [
        read_page(show_outils(precedente=precedente))
        for precedente in (PREMIERE, None, EditionPrecedente("2025.2", (before,)))
    ]
    told = [
        "Première édition : rien à comparer.",
        "Édition précédente non indiquée : rien n’a été comparé.",
        "Comparé à l’édition 2025.2.",
    ]
    assert [[t in text for t in told] for text in texts] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert "Retirés : 1" in texts[2]
    assert "Z-09 Ancien, version 1.0" in texts[2]


@pytest.mark.lent
def test_both_pages_pass_axe_wide_and_narrow(show, show_outils, tmp_path):
    before = OutilImprime(code="Z-09", titre="Ancien", version="1.0", empreinte="0" * 6)
    pages = {
        "passe": show(*make_many(30)),
        "mixte": show(*make_mixed(), tamponne=True),
        "outils": show_outils(precedente=EditionPrecedente("2025.2", (before,))),
    }
    paths = [tmp_path / f"{nom}.html" for nom in pages]
    for path, html in zip(paths, pages.values(), strict=True):
        path.write_bytes(render_web(html))
        dark = html.replace("(prefers-color-scheme: dark)", "screen")
        path.with_stem(f"{path.stem}-sombre").write_bytes(render_web(dark))
    paths += [path.with_stem(f"{path.stem}-sombre") for path in paths]

    found = {
        p.name: judged for p, judged in zip(paths, judge_pages(paths), strict=True)
    }
    faults = {n: r for n, r in found.items() if any(x.verdict != "passe" for x in r)}
    assert faults == {}
    assert all("#161616" in p.read_text(encoding="utf-8") for p in paths)
