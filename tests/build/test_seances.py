"""Printing a séance: everyone's documents or none, and what to load in the printer."""

import shutil
from datetime import time

import pikepdf
import pytest

from romin_print.build.atelier import Feuillet
from romin_print.build.impression import Charge, count_leaves
from romin_print.build.projet import Projet, find_projet
from romin_print.build.seances import DemandeSeance, build_seance
from romin_print.build.verification import check_projet
from romin_print.check.feuillets import read_owners
from romin_print.errors import ContentError, GateError, SelectionError

NOM = "premier-rendez-vous"
SEANCE = f"seances/{NOM}.yaml"
LINK = "voir [le site](https://www.justice.fr)"


@pytest.fixture
def projet(root):
    return find_projet(root)


@pytest.fixture
def build(projet):
    """Print the small séance, or the one composed of these tools."""

    def call(*noms, on=projet, formats=("pdf",), **options):
        seance = "" if noms else NOM
        demande = DemandeSeance(noms=noms, seance=seance, formats=formats, **options)
        return build_seance(on, demande)

    return call


def change(projet, name, old, new):
    path = projet.content / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def change_layout(projet, tmp_path, name, old, new):
    layouts = tmp_path / "layouts"
    shutil.copytree(projet.layouts[-1], layouts)
    text = (layouts / name).read_text(encoding="utf-8")
    assert old in text
    (layouts / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return Projet(projet.content, projet.output, (layouts,))


def find_line(projet, name, text):
    """The line, counted from 1, that holds a text of content/."""
    lines = (projet.content / name).read_text(encoding="utf-8").splitlines()
    return next(rank for rank, line in enumerate(lines, 1) if text in line)


def list_names(printed):
    return [path.name for path in printed.files]


def count_pages(path):
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def tell(caught):
    return caught.value.message.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_seance_is_a_deroule_handouts_and_a_pile_to_print(build):
    printed = build(formats=("pdf", "docx", "html"), debut=time(14), livret=True)

    assert list_names(printed) == [
        "premier-rendez-vous-deroule.pdf",
        "premier-rendez-vous-deroule.docx",
        "premier-rendez-vous-deroule.html",
        "premier-rendez-vous-documents.pdf",
        "premier-rendez-vous-documents.docx",
        "premier-rendez-vous-documents.html",
        "premier-rendez-vous-livret-pour-papier.pdf",
        "premier-rendez-vous-a-imprimer.pdf",
    ]
    assert all(path.stat().st_size > 2000 for path in printed.files)
    assert printed.remarques == ()


def test_the_pile_is_counted_in_leaves_and_in_colour(build):
    printed = build("A-01", "A-01", "A-01", exemplaires=3)
    owners = read_owners(printed.files[-1])

    assert (len(owners), printed.pile) == (13, Charge(7, 7))
    assert owners.count("l’exemplaire 3") == 3


def test_a_leaf_is_in_colour_when_one_of_its_sides_is():
    stack = Feuillet(pages=5, couleurs=(2, 3, 4))
    assert count_leaves([stack]) == Charge(3, 2)
    assert count_leaves([stack, stack]) == Charge(6, 4)


def test_a_closed_setting_is_printed_without_any_colour(build):
    printed = build("C-01", "A-01", ferme=True)
    assert printed.pile == Charge(4, 0)


def test_a_colour_left_in_a_closed_setting_is_refused(build, projet, tmp_path):
    red = change_layout(
        projet,
        tmp_path,
        "seance/a-imprimer.css",
        ".exemplaire {",
        ".exemplaire { color: #c00;",
    )
    build(on=red)
    with pytest.raises(GateError, match="il reste de la couleur, page"):
        build(on=red, ferme=True)


def test_addresses_are_refused_in_a_closed_setting_at_their_line(build, projet):
    change(
        projet,
        "outils/carte-des-appuis.yaml",
        "question: Qui m’aide ?",
        f'question: "{LINK}"',
    )
    change(projet, SEANCE, "Recevoir, à la porte,", "Voir romin.gouv.fr ;")
    assert build().files

    with pytest.raises(GateError) as caught:
        build(ferme=True)
    lines = tell(caught).replace(f"{projet.content}/", "").splitlines()
    line = find_line(projet, "outils/carte-des-appuis.yaml", LINK)
    assert lines[1:3] == [
        f"  outils/carte-des-appuis.yaml:{line}:19 : adresse dans un bloc « lignes »",
        f"  {SEANCE}:16:12 : adresse",
    ]
    assert caught.value.exit_code == 4


def test_what_is_not_printed_may_hold_addresses(build, projet):
    change(
        projet,
        "outils/carte-des-appuis.yaml",
        "  - Laisser les silences.",
        f"  - {LINK}.",
    )
    assert build(ferme=True, formats=("html",)).files


def test_sheets_to_fill_in_on_screen_leave_the_pile_on_paper(build):
    printed = build("C-01", a_remplir=True, formats=("pdf", "html"), titre="Essai")

    assert list_names(printed) == [
        "essai-deroule.pdf",
        "essai-deroule.html",
        "essai-documents-a-remplir.pdf",
        "essai-documents.html",
        "essai-a-imprimer.pdf",
    ]
    forms = []
    for path in (printed.files[2], printed.files[4]):
        with pikepdf.open(path) as pdf:
            forms.append("/AcroForm" in pdf.Root)
    assert forms == [True, False]
    assert [told.replace("\u00a0", " ") for told in printed.remarques] == [
        "Sur papier seulement, dans la pile à imprimer : C-01-2 Les cartes des pas."
    ]


def test_a_booklet_has_two_pages_on_each_side(build):
    printed = build("A-01", "A-01", "A-01", livret=True)
    handouts, booklet = printed.files[1:3]
    assert (count_pages(handouts), count_pages(booklet)) == (3, 2)
    assert printed.livret == Charge(1, 1)


def test_a_booklet_of_many_pages_is_counted_apart_from_the_pile(build):
    printed = build(*["A-01"] * 5, livret=True, exemplaires=2, ferme=True)
    assert (printed.livret, printed.pile.en_couleur) == (Charge(2, 0), 0)


def test_no_sheet_to_fold_makes_no_booklet_and_says_so(build):
    printed = build("A-02", livret=True)
    assert not any("livret" in name for name in list_names(printed))
    assert [told.replace("\u00a0", " ") for told in printed.remarques] == [
        "Pas de livret : cette séance n’a aucune feuille à plier."
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "outils/carte-des-appuis.yaml",
            "titre: Carte des appuis",
            "titre: Carte de www.exemple.fr",
        ),
        ("referentiel.yaml", "titre: Groupe", "titre: Groupe www.exemple.fr"),
    ],
)
def test_an_address_is_refused_wherever_the_printed_words_come_from(
    build, projet, name, old, new
):
    change(projet, name, old, new)
    with pytest.raises(GateError) as caught:
        build(ferme=True, formats=("html",))
    assert "www.exemple.fr » dans premier-rendez-vous-deroule" in tell(caught)
    assert not projet.output.exists()


def test_an_address_in_a_title_is_refused_in_a_closed_setting(build):
    assert build("A-01", titre="Voir www.a.fr", formats=("html",)).files
    with pytest.raises(GateError, match=r"www\.a\.fr") as caught:
        build("A-01", titre="Voir www.a.fr", ferme=True, formats=("html",))
    assert "du titre" in tell(caught)


def test_an_aim_of_a_tool_with_an_address_is_refused_when_it_is_printed(build, projet):
    name = "outils/carte-des-appuis.yaml"
    change(projet, name, "*un frein*.", f"*un frein* ; {LINK}.")
    assert build(ferme=True, formats=("html",)).files
    with pytest.raises(GateError) as caught:
        build("A-01", ferme=True, formats=("html",))
    assert f"{name}:{find_line(projet, name, LINK)}:" in tell(caught)


SECRET = "Ne pas dépasser 1 500 mots, ni 50 % du temps."
PLANTED = {
    "the head": (
        "seance/documents.html",
        "{% block meta %}",
        f'{{% block meta %}}<meta name="author" content="{SECRET}">',
    ),
    "the footer": ("support/corps.html", " Contient des informations", f" {SECRET}"),
    "a drawing": (
        "support/corps.html",
        "</header>",
        '</header><figure class="dessin"><svg viewBox="0 0 9 9" role="img">'
        f"<title>{SECRET}</title></svg></figure>",
    ),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_text_of_the_counsellor_is_found_out_of_the_text_too(
    build, projet, tmp_path, planted
):
    leaking = change_layout(projet, tmp_path, *planted)
    with pytest.raises(GateError, match="montre à la personne un texte du CPIP"):
        build("A-01", on=leaking, formats=("html",))


def test_a_leak_of_the_content_is_told_at_its_line(build, projet):
    name = "outils/carte-des-appuis.yaml"
    leak = "question: Passer vite sur la ligne ; garder du temps pour les appuis."
    change(projet, name, "question: Qui m’aide ?", leak)
    with pytest.raises(GateError) as caught:
        build(formats=("html",))
    line = find_line(projet, name, "question: Passer vite")
    assert f"{name}:{line}:19 : " in tell(caught)
    assert "Le retirer du support." in tell(caught)
    (problem,) = check_projet(projet).fautes
    assert (problem.place.path, problem.place.line) == (projet.content / name, line)


def test_a_text_of_the_counsellor_in_a_layout_of_the_person_is_refused(
    build, projet, tmp_path
):
    planted = '<p class="consigne">Ne pas dépasser 1 500 mots, ni 50 % du temps.'
    leaking = change_layout(
        projet, tmp_path, "support/corps.html", '<p class="consigne">', planted
    )
    with pytest.raises(GateError, match="montre à la personne un texte du CPIP"):
        build(on=leaking)
    assert not list(projet.output.rglob("*.pdf"))


def test_a_note_of_the_seance_in_the_pile_of_the_persons_is_refused(
    build, projet, tmp_path
):
    leaking = change_layout(
        projet,
        tmp_path,
        "seance/a-imprimer.html",
        '<div class="exemplaire">',
        '<div class="exemplaire"><p>{{ document.deroule.passages[1].texte }}</p>',
    )
    with pytest.raises(GateError) as caught:
        build(on=leaking)
    assert "premier-rendez-vous-a-imprimer" in tell(caught)
    assert "garder du temps pour les appuis" in tell(caught)


def test_leaves_that_a_layout_shares_are_refused(build, projet, tmp_path):
    shared = change_layout(
        projet,
        tmp_path,
        "support/exemplaires.css",
        ".exemplaire { break-before: recto",
        ".exemplaire { break-before: page",
    )
    with pytest.raises(GateError, match="la feuille 1 est partagée entre"):
        build("A-01", on=shared)
    assert not list(projet.output.rglob("*.pdf"))


def test_a_sheet_that_overflows_is_told_in_the_file_of_its_tool(build, projet):
    name = "outils/pas-a-pas.yaml"
    change(
        projet, name, "question: Mon pas, lignes: 4", "question: Mon pas, lignes: 24"
    )
    with pytest.raises(ContentError) as caught:
        build("A-01", "C-01", exemplaires=2)

    problems = caught.value.problems
    assert {p.place.path.name for p in problems} == {"pas-a-pas.yaml"}
    assert {p.place.line for p in problems} == {find_line(projet, name, "lignes: 24")}
    assert all("déborde de" in p.cause for p in problems)


def test_nothing_is_written_in_a_simulation(build, projet):
    printed = build(simuler=True)

    assert len(printed.files) == 3
    assert (printed.pile, projet.output.exists()) == (Charge(), False)


def test_a_seance_that_does_not_exist_is_told(projet):
    with pytest.raises(SelectionError, match=NOM):
        build_seance(projet, DemandeSeance(seance="autre"))
    with pytest.raises(SelectionError, match="--outils"):
        build_seance(projet, DemandeSeance())


def test_two_runs_print_the_same_bytes(build):
    first = [path.read_bytes() for path in build("A-01", "C-01", livret=True).files]
    second = [path.read_bytes() for path in build("A-01", "C-01", livret=True).files]
    assert first == second


def test_checking_a_project_renders_its_seances(projet, tmp_path):
    broken = change_layout(
        projet, tmp_path, "seance/documents.html", "document.titre", "document.tritre"
    )
    assert check_projet(projet).fautes == ()
    places = {str(problem.place.path) for problem in check_projet(broken).fautes}
    assert places == {"seance/documents.html"}
