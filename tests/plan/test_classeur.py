from dataclasses import asdict
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePath

import pytest

from romin_print.errors import SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.model.classeur import TOUT, Classeur, EtapeChoisie, Selection
from romin_print.model.document import Feuille, Fiche
from romin_print.model.referentiel import Entree
from romin_print.model.reliure import Changements, Reliure, Repere
from romin_print.plan.classeur import make_document, plan_classeur, plan_whole

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def reel():
    return load_fonds(CONTENT)


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


def make_classeur(**fields):
    base = {
        "titre": "Le classeur",
        "edition": "2026-1",
        "public": "Les CPIP.",
        "introduction": ("Un mot.",),
    }
    return Classeur(**base | fields)


def select(**fields):
    return make_classeur(selection=Selection(**fields))


def index_pieces(fonds, classeur, **options):
    return {p.ancre: p for p in plan_classeur(fonds, classeur, **options)}


def find_donnees(fonds, ancre, classeur=None, **options):
    return index_pieces(fonds, classeur or make_classeur(), **options)[ancre].donnees


def list_codes(fonds, classeur):
    pieces = plan_classeur(fonds, classeur)
    return [p.folio for p in pieces if p.genre in ("intercalaire", "fiche")]


def collect_reperes(value):
    """List every place that some data names."""
    if isinstance(value, Repere):
        return [value]
    if isinstance(value, tuple | list):
        return [r for item in value for r in collect_reperes(item)]
    if hasattr(value, "__dataclass_fields__"):
        fields = (getattr(value, name) for name in value.__dataclass_fields__)
        return [r for field in fields for r in collect_reperes(field)]
    return []


def test_the_pieces_come_in_the_order_of_the_binder(fonds):
    pieces = plan_classeur(fonds, make_classeur())
    assert [(p.genre, p.ancre) for p in pieces] == [
        ("couverture", "couverture"),
        ("mode-emploi", "mode-emploi"),
        ("sommaire", "sommaire"),
        ("guide", "guide"),
        ("carte", "carte"),
        ("enchainement", "enchainement"),
        ("liens", "liens"),
        ("intercalaire", "etape-accueil"),
        ("fiche", "fiche-a-01"),
        ("support", "feuille-a-01"),
        ("intercalaire", "etape-planification"),
        ("fiche", "fiche-c-01"),
        ("support", "feuille-c-01-1"),
        ("support", "feuille-c-01-2"),
        ("glossaire", "glossaire"),
        ("bibliographie", "bibliographie"),
        ("index", "index-besoins"),
        ("index", "index-modalites"),
        ("index", "index-alphabetique"),
    ]


@pytest.mark.parametrize(
    ("contenu", "absent"),
    [
        ("supports", ["feuille-a-01", "feuille-c-01-1", "feuille-c-01-2"]),
        ("fiches", ["fiche-a-01", "fiche-c-01"]),
        ("guide", ["guide"]),
        ("carte", ["carte"]),
        ("tableaux", ["enchainement", "liens"]),
        ("glossaire", ["glossaire"]),
        ("bibliographie", ["bibliographie"]),
        ("index", ["index-besoins", "index-modalites", "index-alphabetique"]),
    ],
)
def test_what_is_not_wanted_is_left_out_and_nothing_else(fonds, contenu, absent):
    whole = make_classeur()
    less = make_classeur(contenu=tuple(c for c in whole.contenu if c != contenu))
    pieces = index_pieces(fonds, whole)

    assert absent == [a for a in pieces if a not in index_pieces(fonds, less)]
    assert len(pieces) - len(absent) == len(index_pieces(fonds, less))


@pytest.mark.parametrize("contenu", [("fiches",), ("supports",), ("supports", "index")])
def test_every_list_leads_somewhere_whatever_is_left_out(fonds, contenu):
    contenu += ("tableaux", "carte")
    pieces = index_pieces(fonds, make_classeur(contenu=contenu))
    reperes = [r for p in pieces.values() for r in collect_reperes(p.donnees)]

    assert {repere.ancre for repere in reperes} <= set(pieces)
    assert {"A-01", "C-01"} <= {repere.code for repere in reperes}


@pytest.mark.parametrize(
    ("contenu", "ancres"),
    [
        (("fiches", "supports"), ["fiche-a-01", "fiche-a-02"]),
        (("supports",), ["feuille-a-01", "etape-accueil"]),
        (("index",), ["etape-accueil", "etape-accueil"]),
    ],
    ids=["its fiche", "its first sheet, or the divider", "the divider"],
)
def test_a_tool_stands_at_the_first_thing_that_the_binder_has_of_it(
    fonds, contenu, ancres
):
    selection = Selection(outils=("carte-des-appuis", "ancienne-carte"))
    classeur = make_classeur(selection=selection, contenu=contenu)
    donnees = find_donnees(fonds, "etape-accueil", classeur)
    assert [repere.ancre for repere in donnees.reperes] == ancres


def test_places_folios_and_fields_are_unique_in_a_whole_binder(reel):
    pieces = plan_classeur(reel, make_classeur())
    feuilles = [p.donnees for p in pieces if isinstance(p.donnees, Feuille)]
    cles = [pose.cle for feuille in feuilles for pose in feuille.poses]

    for names in ([p.ancre for p in pieces], [p.folio for p in pieces], cles):
        assert len(names) == len(set(names))
    assert len([p for p in pieces if p.genre == "fiche"]) == len(reel.outils)
    assert len(feuilles) == sum(len(o.supports) for o in reel.outils.values())


def test_every_place_that_the_real_binders_name_is_in_them(reel):
    for classeur in (make_classeur(), *reel.classeurs.values()):
        pieces = index_pieces(reel, classeur)
        for piece in pieces.values():
            reperes = collect_reperes(piece.donnees)
            if isinstance(piece.donnees, Fiche):
                reperes += [*piece.donnees.suites, *piece.donnees.feuilles]
            assert {r.ancre for r in reperes if r.ancre} <= set(pieces), piece.ancre


def test_stages_without_a_tool_have_no_divider_but_stay_on_the_map(fonds):
    classeur = select(outils=("pas-a-pas",))
    pieces = index_pieces(fonds, classeur)

    assert "etape-accueil" not in pieces
    assert [
        (e.onglet.lettre, [r.code for r in e.reperes])
        for e in pieces["carte"].donnees.etapes
    ] == [("A", []), ("C", ["C-01"])]
    assert [o.lettre for o in pieces["couverture"].donnees.etapes] == ["C"]


def test_a_stage_has_the_same_tab_in_all_binders(fonds):
    whole = index_pieces(fonds, make_classeur())
    short = index_pieces(fonds, select(outils=("pas-a-pas",)))

    for ancre in ("etape-planification", "fiche-c-01", "feuille-c-01-1"):
        assert short[ancre].onglet == whole[ancre].onglet
    assert (whole["fiche-c-01"].onglet.rang, whole["fiche-c-01"].onglet.nombre) == (
        2,
        2,
    )


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, ["A", "A-01", "C", "C-01"]),
        ({"outils": ("pas-a-pas",)}, ["C", "C-01"]),
        ({"outils": ("ancienne-carte",)}, ["A", "A-02"]),
        ({"sauf": ("pas-a-pas",)}, ["A", "A-01"]),
        ({"besoins": ("gestion-de-soi",)}, ["A", "A-01"]),
        ({"besoins": ("gestion-de-soi", "transversal")}, ["A", "A-01", "C", "C-01"]),
        ({"modalites": ("groupe",), "besoins": ("transversal",)}, ["A", "A-01"]),
        ({"cadres": ("placement-ddse",)}, ["A", "A-01"]),
        ({"publics": ("adultes",)}, ["A", "A-01", "C", "C-01"]),
        (
            {"etapes": (EtapeChoisie(etape="planification"),)},
            ["C", "C-01"],
        ),
        (
            {
                "etapes": (
                    EtapeChoisie(etape="planification"),
                    EtapeChoisie(etape="accueil"),
                )
            },
            ["C", "C-01", "A", "A-01"],
        ),
        (
            {
                "etapes": (
                    EtapeChoisie(
                        etape="planification", outils=("pas-a-pas", "carte-des-appuis")
                    ),
                    EtapeChoisie(etape="accueil"),
                )
            },
            ["C", "C-01", "A-01"],
        ),
    ],
    ids=[
        "all but what is withdrawn",
        "by name",
        "withdrawn but named",
        "but one",
        "by a need",
        "by either of two needs",
        "by two filters at once",
        "by setting",
        "by public",
        "one stage",
        "stages in the order wanted",
        "tools in the order wanted, each at one place",
    ],
)
def test_the_selection_says_which_tools_and_in_which_order(fonds, fields, codes):
    assert list_codes(fonds, select(**fields)) == codes


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sauf": ("pas-a-pas", "carte-des-appuis")}, "ne contient aucun outil"),
        (
            {"etapes": (EtapeChoisie(etape="accueil"),) * 2},
            "l’étape « accueil » a deux places",
        ),
        (
            {
                "etapes": (
                    EtapeChoisie(etape="accueil", outils=("carte-des-appuis",)),
                    EtapeChoisie(etape="planification", outils=("carte-des-appuis",)),
                )
            },
            "l’outil « carte-des-appuis » a deux places",
        ),
    ],
)
def test_a_selection_that_makes_no_binder_is_refused(fonds, fields, told):
    with pytest.raises(SelectionError, match=told):
        plan_classeur(fonds, select(**fields))


def test_a_divider_says_its_words_and_what_each_tool_is_for(fonds):
    etape = EtapeChoisie(etape="accueil", mot="On se rencontre.")
    donnees = find_donnees(fonds, "etape-accueil", select(etapes=(etape,)))

    assert donnees.mot == "On se rencontre."
    assert donnees.onglet.lettre == donnees.etape.lettre == "A"
    assert donnees.reperes == (
        Repere(
            "Carte des appuis",
            "fiche-a-01",
            "A-01",
            "Repérer, en 30 minutes, ce qui aide et ce qui freine.",
            90,
        ),
    )


def test_a_fiche_leads_to_the_tools_and_sheets_of_the_binder_only(fonds):
    whole = find_donnees(fonds, "fiche-a-01")
    alone = find_donnees(fonds, "fiche-a-01", select(outils=("carte-des-appuis",)))
    unsheeted = make_classeur(contenu=("fiches",))

    assert [(s.code, s.ancre) for s in whole.suites] == [("C-01", "fiche-c-01")]
    assert [(s.code, s.ancre) for s in alone.suites] == [("C-01", "")]
    assert alone.suites[0].pourquoi == "La personne veut *agir*."
    assert [f.ancre for f in find_donnees(fonds, "fiche-c-01").feuilles] == [
        "feuille-c-01-1",
        "feuille-c-01-2",
    ]
    assert [f.ancre for f in find_donnees(fonds, "fiche-c-01", unsheeted).feuilles] == [
        "",
        "",
    ]


def test_a_withdrawn_tool_leads_to_what_replaces_it(fonds):
    both = select(outils=("ancienne-carte", "carte-des-appuis"))
    assert find_donnees(fonds, "fiche-a-02", both).successeur.ancre == "fiche-a-01"


def test_the_contents_hold_every_piece_in_order_and_mark_the_tools(fonds):
    pieces = index_pieces(fonds, make_classeur(), marques={"C-01": "nouveau"})
    chapitres = pieces["sommaire"].donnees.chapitres
    listed = [
        r.ancre for chapitre in chapitres for r in (chapitre.repere, *chapitre.reperes)
    ]
    stage = next(c for c in chapitres if c.repere.ancre == "etape-planification")

    assert listed == [a for a in pieces if a not in ("couverture", "sommaire")]
    assert [(r.code, r.titre, r.marque) for r in stage.reperes] == [
        ("C-01", "Pas à pas", "nouveau"),
        ("C-01-1", "Mon pas", ""),
        ("C-01-2", "Les cartes des pas", ""),
    ]
    assert (stage.repere.code, stage.repere.titre) == ("C", "Planification")
    assert stage.onglet == pieces["etape-planification"].onglet


def test_what_has_changed_has_its_page_before_the_contents(fonds):
    changements = Changements("2025", (), (), ())
    pieces = plan_classeur(fonds, make_classeur(), changements=changements)

    assert [p.ancre for p in pieces[:4]] == [
        "couverture",
        "mode-emploi",
        "changements",
        "sommaire",
    ]
    assert pieces[2].donnees is changements
    assert "changements" in [c.repere.ancre for c in pieces[3].donnees.chapitres]


def test_a_new_edition_changes_the_cover_and_what_tells_of_changes_only(fonds):
    before = index_pieces(fonds, make_classeur())
    after = index_pieces(
        fonds,
        make_classeur(edition="2027-1"),
        marques={"C-01": "modifié"},
        changements=Changements("2026-1", (), (), ()),
    )
    changed = [a for a in after if after[a] != before.get(a)]
    assert changed == ["couverture", "changements", "sommaire"]


def test_the_cover_counts_what_is_in_the_binder(fonds):
    donnees = find_donnees(fonds, "couverture")

    assert (donnees.titre, donnees.edition, donnees.sous_titre) == (
        "Le classeur",
        "2026-1",
        "",
    )
    assert (donnees.outils, donnees.feuilles) == (2, 3)
    assert [statut.slug for statut in donnees.statuts] == ["proposition", "valide"]
    without = find_donnees(fonds, "couverture", make_classeur(contenu=("fiches",)))
    assert without.feuilles == 0


def test_the_guide_tells_each_part_once_and_every_status(fonds):
    donnees = find_donnees(fonds, "mode-emploi")

    assert [r.ancre for r in donnees.parties] == [
        "guide",
        "carte",
        "enchainement",
        "liens",
        "etape-accueil",
        "glossaire",
        "bibliographie",
        "index-besoins",
        "index-modalites",
        "index-alphabetique",
    ]
    assert all(repere.texte for repere in donnees.parties)
    assert donnees.introduction == ("Un mot.",)
    assert donnees.statuts == fonds.referentiel.statuts


@pytest.mark.parametrize(
    ("contenu", "told"),
    [
        (("fiches", "supports"), "Une fiche par outil, pour le professionnel, puis"),
        (("fiches",), "Une fiche par outil, pour le professionnel."),
        (("supports",), "Les feuilles à remplir par la personne."),
        (("carte",), "Les outils de chaque étape"),
    ],
)
def test_the_guide_says_what_stands_after_the_dividers(fonds, contenu, told):
    guide = find_donnees(fonds, "mode-emploi", make_classeur(contenu=contenu))
    etapes = next(r for r in guide.parties if r.ancre == "etape-accueil")
    assert etapes.texte.startswith(told)


@pytest.mark.parametrize(
    ("contenu", "holds"),
    [(("fiches", "index"), (True, False)), (("supports",), (False, True))],
)
def test_the_guide_knows_what_the_binder_lacks(fonds, contenu, holds):
    guide = find_donnees(fonds, "mode-emploi", make_classeur(contenu=contenu))
    assert (guide.fiches, guide.supports) == holds


def test_a_tool_keeps_the_colour_of_its_stage_under_another(reel):
    etapes = {etape.lettre: etape for etape in reel.referentiel.etapes}
    filed = select(
        etapes=(
            EtapeChoisie(etape="intervention", outils=("balance-decisionnelle",)),
            EtapeChoisie(etape="planification"),
        )
    )
    pieces = index_pieces(reel, filed)

    for ancre in ("fiche-c-01", "feuille-c-01"):
        assert pieces[ancre].couleur == etapes["C"].couleur
        assert pieces[ancre].onglet.lettre == "D"
    assert pieces["fiche-c-01"].tete.startswith(etapes["D"].titre)
    for tableau in ("enchainement", "liens"):
        ((etape, lignes),) = pieces[tableau].donnees.groupes
        assert (etape.lettre, lignes[0].repere.code) == ("C", "C-01")


def test_the_sequencing_chart_tells_when_each_tool_serves_and_what_may_follow(reel):
    donnees = find_donnees(reel, "enchainement")
    lignes = {
        ligne.repere.code: (ligne, etape)
        for etape, groupe in donnees.groupes
        for ligne in groupe
    }
    ligne, etape = lignes["C-01"]

    assert [e.lettre for e in donnees.etapes] == list("ABCDEF")
    assert ligne.presences == ("", "aussi", "principale", "aussi", "", "")
    assert (etape.lettre, ligne.repere.duree) == ("C", 40)
    suites = [
        reel.outils[suite.outil].code
        for suite in reel.outils["balance-decisionnelle"].suites
    ]
    assert len(suites) > 1
    assert [(s.code, s.ancre) for s in ligne.suites] == [
        (code, f"fiche-{code.lower()}") for code in suites
    ]
    assert sorted(lignes) == sorted(outil.code for outil in reel.outils.values())


def test_the_sequencing_chart_leaves_out_what_may_follow_elsewhere(reel):
    short = select(outils=("balance-decisionnelle", "plan-en-petits-pas"))
    (_, (ligne, _)), *_ = find_donnees(reel, "enchainement", short).groupes
    assert [suite.code for suite in ligne.suites] == ["C-02"]


def test_the_linking_chart_marks_needs_and_keeps_those_that_no_tool_meets(reel):
    donnees = find_donnees(reel, "liens")
    lignes = {
        ligne.repere.code: ligne for _, groupe in donnees.groupes for ligne in groupe
    }
    ligne = lignes["C-01"]
    marked = [b.slug for b, m in zip(donnees.besoins, ligne.besoins, strict=True) if m]

    assert sorted(marked) == ["pensees", "substances"]
    assert ligne.modalites == ("Entretien individuel", "Groupe")
    assert ligne.receptivites == ("Motivation",)
    assert donnees.besoins == reel.referentiel.besoins


def test_the_glossary_explains_the_words_that_the_tools_use_and_those_of_the_trade(
    fonds,
):
    words = [
        Entree(slug=slug, titre=titre, description="Un mot.", source="projet")
        for slug, titre in (("spip", "SPIP"), ("ecart", "Écart"), ("cpip", "CPIP"))
    ]
    told = fonds.model_copy(update={"glossaire": tuple(words)})
    groupes = dict(
        find_donnees(told, "glossaire", select(outils=("pas-a-pas",))).groupes
    )

    assert [e.titre for e in groupes["Mots du métier"]] == ["CPIP", "Écart", "SPIP"]
    assert [e.titre for e in groupes["Stades du changement"]] == ["Action"]
    assert [e.titre for e in groupes["Niveaux de preuve"]] == [
        "Tradition professionnelle"
    ]
    assert "Réceptivité" not in groupes


def test_the_bibliography_is_sorted_by_name_and_year_with_those_who_cite(reel):
    references = find_donnees(reel, "bibliographie").references
    cited = {r.id: [repere.code for repere in reperes] for r, reperes in references}
    order = [r.id for r, _ in references]

    citing = [o.code for o in reel.outils.values() if cites(o, "marlatt_gordon")]
    assert cited["marlatt_gordon"] == citing
    assert order.index("dowden_andrews_2004") < order.index("dzurilla_goldfried")
    assert set(order) == {
        source.reference
        for holder in (*reel.outils.values(), *reel.guide)
        for source in holder.sources
    }
    families = [(r.author or r.editor)[0] for r, _ in references]
    initials = [(n.literal or n.family)[0].upper() for n in families]
    assert initials == sorted(initials)


def cites(holder, key):
    return key in [source.reference for source in holder.sources]


def test_what_the_guide_cites_is_said_to_be_cited_by_it(fonds):
    (citation,) = find_donnees(fonds, "guide").chapitres[0][1]
    assert (citation.reference.id, citation.reperage) == ("bonta_2011", "chap. 2")

    references = find_donnees(fonds, "bibliographie").references
    cited = {r.id: [repere.ancre for repere in reperes] for r, reperes in references}
    assert cited["bonta_2011"][0] == "guide"
    without = make_classeur(contenu=tuple(c for c in TOUT if c != "guide"))
    told = find_donnees(fonds, "bibliographie", without).references
    assert "guide" not in [r.ancre for _, reperes in told for r in reperes]


def test_a_project_without_a_guide_has_no_piece_for_it(fonds):
    bare = fonds.model_copy(update={"guide": ()})
    assert "guide" not in index_pieces(bare, make_classeur())


def test_works_of_one_author_come_by_year_and_before_those_with_another(fonds):
    base = fonds.bibliographie.references[0]

    def cite(key, year, *people):
        author = tuple({"family": f} for f in people)
        told = {"id": key, "type": "book", "title": key.title(), "author": author}
        return type(base)(**told, issued={"date-parts": ((year,),)})

    given = (
        cite("d", 1990, "Bonta", "Andrews"),
        cite("c", 2020, "Bonta"),
        cite("a", 2001, "Álvarez"),
        cite("b", 2010, "Bonta"),
        cite("e", 1980, "de Shazer"),
        cite("martin", 2000, "Zola"),
    )
    outil = fonds.outils["pas-a-pas"]
    sources = tuple(
        outil.sources[0].model_copy(update={"reference": r.id}) for r in given
    )
    told = fonds.model_copy(
        update={
            "guide": (),
            "outils": {
                "pas-a-pas": outil.model_copy(update={"sources": sources, "suites": ()})
            },
            "bibliographie": fonds.bibliographie.model_copy(
                update={"references": given}
            ),
        }
    )
    references = find_donnees(told, "bibliographie").references
    assert [r.id for r, _ in references] == ["a", "b", "c", "d", "e", "martin"]


def test_the_index_of_needs_follows_the_vocabulary(reel):
    rubriques = find_donnees(reel, "index-besoins").rubriques
    titles = [titre for titre, _ in rubriques]
    order = [besoin.titre for besoin in reel.referentiel.besoins]

    assert titles == [titre for titre in order if titre in titles]
    assert [r.code for r in dict(rubriques)["Pensées et attitudes"]] == [
        outil.code for outil in reel.outils.values() if "pensees" in outil.besoins
    ]
    assert all(reperes for _, reperes in rubriques)


def test_the_index_of_modalities_holds_each_tool_under_each_of_its_own(reel):
    rubriques = dict(find_donnees(reel, "index-modalites").rubriques)
    groupe = [r.code for r in rubriques["Groupe"]]

    assert groupe == [o.code for o in reel.outils.values() if "groupe" in o.modalites]


def test_the_alphabetical_index_ignores_accents_and_capitals_and_keeps_articles(fonds):
    titles = [
        "Zone",
        "écart",
        "Éclat",
        "Un pas",
        "œuvre",
        "Ode",
        "3 pas",
        "L’élan",
        "la",
    ]
    bare = {"suites": (), "supports": ()}
    outil = fonds.outils["carte-des-appuis"].model_copy(update=bare)
    outils = {
        f"outil-{rang}": outil.model_copy(
            update={"titre": titre, "code": f"A-{rang:02}"}
        )
        for rang, titre in enumerate(titles, 1)
    }
    pas = fonds.outils["pas-a-pas"].model_copy(update={"suites": ()})
    told = fonds.model_copy(update={"outils": outils | {"pas-a-pas": pas}})

    rubriques = find_donnees(told, "index-alphabetique").rubriques
    assert [(titre, [r.titre for r in reperes]) for titre, reperes in rubriques] == [
        ("0–9", ["3 pas"]),
        ("E", ["écart", "Éclat"]),
        ("L", ["L’élan", "la", "Les cartes des pas"]),
        ("M", ["Mon pas"]),
        ("O", ["Ode", "œuvre"]),
        ("P", ["Pas à pas"]),
        ("U", ["Un pas"]),
        ("Z", ["Zone"]),
    ]
    sheet = next(r for _, found in rubriques for r in found if r.titre == "Mon pas")
    assert (sheet.code, sheet.ancre, sheet.texte) == (
        "C-01-1",
        "feuille-c-01-1",
        "feuille",
    )


def test_the_page_of_a_piece_depends_on_nothing_but_the_piece_and_the_paper(fonds):
    classeur = make_classeur(recto_verso=False, pagination="feuillets")
    other = make_classeur(
        titre="Un autre",
        edition="2030",
        recto_verso=False,
        pagination="feuillets",
        selection=Selection(outils=("pas-a-pas",)),
    )
    ancre = "feuille-c-01-1"
    one = make_document(classeur, index_pieces(fonds, classeur)[ancre])
    two = make_document(other, index_pieces(fonds, other)[ancre])

    assert one == two
    assert one.layout == "classeur/partie"
    assert one.titre == "C-01-1 – Mon pas"
    assert one.reliure == Reliure("feuillets", recto_verso=False, perforation=True)
    assert one.couleur == fonds.referentiel.etapes[1].couleur
    assert one.feuilles == (one.piece.donnees,)
    assert make_document(classeur, index_pieces(fonds, classeur)["fiche-a-01"]).fiches


def test_the_whole_page_carries_the_words_and_the_latest_date(fonds):
    classeur = make_classeur(sous_titre="Pour essayer")
    document = plan_whole(fonds, classeur, "complet", "<p>tout</p>")

    assert (document.layout, document.corps) == ("classeur", "<p>tout</p>")
    assert (document.titre, document.description) == ("Le classeur", "Pour essayer")
    assert document.mots_cles == ("Accueil", "Planification")
    assert document.date == date(2026, 11, 23)
    assert document.output == PurePath("classeurs", "complet")
    assert asdict(document)["piece"] is None


def test_a_sheet_tells_the_person_nothing_of_the_tool_that_it_comes_from(reel):
    for piece in plan_classeur(reel, make_classeur()):
        if piece.genre == "support":
            assert piece.tete == piece.donnees.titre


def test_tools_of_a_stage_stand_together_after_its_divider(reel):
    pieces = plan_classeur(reel, make_classeur())
    tabs = [p.onglet for p in pieces]
    changes = [after for before, after in pairwise(tabs) if after != before]

    assert [o.lettre for o in changes if o] == list("ABCDEF")
    dividers = [p.onglet.lettre for p in pieces if p.genre == "intercalaire"]
    assert dividers == list("ABCDEF")
