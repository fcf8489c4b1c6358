"""Printing sheets: all or none, no word of the counsellor's, and what overflows."""

import re
import shutil

import pikepdf
import pytest

from romin_print.build.impression import Charge
from romin_print.build.projet import Projet, find_projet
from romin_print.build.supports import DemandeSupports, build_supports
from romin_print.build.verification import check_projet
from romin_print.check.feuillets import BLANCHE, read_owners
from romin_print.errors import ContentError, GateError, SelectionError


@pytest.fixture
def projet(root):
    return find_projet(root)


def list_names(printed):
    return [path.name for path in printed.files]


def has_fields(path):
    with pikepdf.open(path) as pdf:
        return "/AcroForm" in pdf.Root


def change_layout(projet, tmp_path, name, old, new):
    layouts = tmp_path / "layouts"
    shutil.copytree(projet.layouts[-1], layouts)
    path = layouts / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return Projet(projet.content, projet.output, (layouts,))


def test_a_sheet_comes_in_its_formats_and_cards_on_paper_only(projet):
    printed = build_supports(projet, DemandeSupports(noms=("C-01",)))

    assert list_names(printed) == [
        "C-01-1-pas-a-pas.pdf",
        "C-01-1-pas-a-pas.docx",
        "C-01-1-pas-a-pas.html",
        "C-01-2-pas-a-pas.pdf",
    ]
    assert all(path.stat().st_size > 5000 for path in printed.files)
    assert any("Les cartes des pas" in told for told in printed.remarques)


def test_a_fillable_pdf_has_fields_and_a_name_of_its_own(projet):
    demande = DemandeSupports(noms=("A-01",), formats=("pdf",))
    (paper,) = build_supports(projet, demande).files
    filled = DemandeSupports(noms=("A-01",), formats=("pdf",), a_remplir=True)
    (fillable,) = build_supports(projet, filled).files

    assert fillable.name == "A-01-carte-des-appuis-a-remplir.pdf"
    assert [has_fields(path) for path in (paper, fillable)] == [False, True]


def test_the_easy_variant_says_how_many_sheets_have_easy_words(projet):
    demande = DemandeSupports(variante="facile", formats=("html",), simuler=False)
    printed = build_supports(projet, demande)

    assert printed.remarques[1:] == (
        "Texte facile\u00a0: 1 sur 3.",
        "Sans texte facile, laissés tels quels\u00a0: C-01-1 – Mon pas,"
        " C-01-2 – Les cartes des pas.",
    )


def test_tools_without_sheets_are_refused_with_the_names_of_those_that_have_some(
    projet,
):
    with pytest.raises(SelectionError, match=r"A-01, C-01") as caught:
        build_supports(projet, DemandeSupports(noms=("A-02",)))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("formats", [("pdf",), ("docx",), ("html",)])
def test_a_posture_planted_in_the_layout_is_refused(projet, tmp_path, formats):
    path = projet.content / "outils" / "carte-des-appuis.yaml"
    posture = "Laisser les silences, sans jamais remplir à la place de la personne."
    path.write_text(path.read_text().replace("Laisser les silences.", posture))
    changed = change_layout(
        projet,
        tmp_path,
        "support/corps.html",
        "</article>",
        "<p>Laisser les silences, sans jamais remplir à la place de la personne</p></article>",
    )
    with pytest.raises(GateError, match="Laisser les silences") as caught:
        build_supports(changed, DemandeSupports(noms=("A-01",), formats=formats))

    assert caught.value.exit_code == 4
    assert not any(projet.output.rglob("*.*"))


def test_a_layout_cannot_even_reach_the_counsellors_part(projet, tmp_path):
    from romin_print.errors import LayoutError

    changed = change_layout(
        projet,
        tmp_path,
        "support/corps.html",
        "</article>",
        "<p>{{ feuille.outil.posture[0] }}</p></article>",
    )
    with pytest.raises(LayoutError, match="outil"):
        build_supports(changed, DemandeSupports(noms=("A-01",), formats=("html",)))


def test_an_overflow_tells_the_block_its_line_and_the_excess(projet):
    path = projet.content / "outils" / "carte-des-appuis.yaml"
    options = ", ".join(f"Choix {n}" for n in range(20))
    block = (
        "      - type: zone\n        question: La suite\n        lignes: 20\n"
        f"      - type: choix\n        question: Lequel ?\n        options: [{options}]\n"
    )
    path.write_text(path.read_text() + block)
    line = path.read_text().split("\n").index("      - type: zone") + 1

    with pytest.raises(ContentError) as caught:
        build_supports(projet, DemandeSupports(formats=("pdf",)))

    (problem,) = caught.value.problems
    assert (problem.place.path, problem.place.line) == (path, line)
    told = re.search(
        r"« zone » \(supports\.0\.blocs\.2\)\u00a0: la feuille déborde de (\d+)\u00a0mm",
        str(problem).replace("«\u00a0", "« ").replace("\u00a0»", " »"),
    )
    assert told
    assert 60 < int(told[1]) < 300
    assert not any(projet.output.rglob("*.*"))


def test_copies_are_numbered_in_one_pdf(projet):
    demande = DemandeSupports(noms=("A-01",), exemplaires=3)
    printed = build_supports(projet, demande)

    assert list_names(printed) == ["A-01-carte-des-appuis-3-exemplaires.pdf"]
    assert read_owners(printed.files[0]) == [
        "l’exemplaire 1",
        BLANCHE,
        "l’exemplaire 2",
        BLANCHE,
        "l’exemplaire 3",
    ]
    assert printed.pile == Charge(3, 3)


def test_copies_that_a_layout_prints_back_to_back_are_refused(projet, tmp_path):
    shared = change_layout(
        projet,
        tmp_path,
        "support/exemplaires.css",
        ".exemplaire { break-before: recto",
        ".exemplaire { break-before: page",
    )
    demande = DemandeSupports(noms=("A-01",), formats=("pdf",), exemplaires=2)
    with pytest.raises(GateError, match="la feuille 1 est partagée entre"):
        build_supports(shared, demande)
    assert not any(projet.output.rglob("*.*"))


@pytest.mark.parametrize("simuler", [False, True])
@pytest.mark.parametrize(
    "demande",
    [
        {"noms": ("C-01-2",), "formats": ("docx",)},
        {"noms": ("A-01",), "formats": ("docx", "html"), "exemplaires": 2},
    ],
    ids=["cards", "copies"],
)
def test_what_is_on_paper_only_is_refused_without_pdf(projet, demande, simuler):
    with pytest.raises(SelectionError, match="n’existent qu’en PDF") as caught:
        build_supports(projet, DemandeSupports(simuler=simuler, **demande))
    assert caught.value.exit_code == 2


def test_only_what_is_written_is_counted(projet):
    demande = DemandeSupports(noms=("C-01",), formats=("docx",))
    printed = build_supports(projet, demande)
    assert (printed.documents, len(printed.files)) == (1, 1)


def plant_leak(projet):
    """Give a sheet one of its own tool's words for the counsellor; tell its line."""
    path = projet.content / "outils" / "carte-des-appuis.yaml"
    text = path.read_text()
    text = text.replace(
        "Au tableau, avec **des jetons**.", "Au tableau, avec des jetons."
    )
    text = text.replace("Écrivez ce qui vous aide.", "Au tableau, avec des jetons !")
    path.write_text(text)
    line = 1 + next(
        rank for rank, told in enumerate(text.split("\n")) if "jetons !" in told
    )
    return path, line


def test_a_leak_of_the_content_is_refused_at_its_line(projet):
    path, line = plant_leak(projet)
    with pytest.raises(GateError) as caught:
        build_supports(projet, DemandeSupports(noms=("A-01",), formats=("html",)))
    assert caught.value.message.startswith(f"{path}:{line}:")


def test_a_leak_of_the_content_is_a_fault_at_its_line_when_checking(projet):
    path, line = plant_leak(projet)
    (problem,) = check_projet(projet).fautes
    assert (problem.place.path, problem.place.line) == (path, line)


def test_two_runs_give_the_same_bytes(projet, tmp_path):
    demande = DemandeSupports(noms=("A-01",), a_remplir=True)
    first = [path.read_bytes() for path in build_supports(projet, demande).files]
    elsewhere = Projet(projet.content, tmp_path / "autre", projet.layouts)
    second = [path.read_bytes() for path in build_supports(elsewhere, demande).files]

    assert first == second
