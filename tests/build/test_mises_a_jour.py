"""An update of a paper binder, from an edit to the pile that it makes."""

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from romin_print.build import mises_a_jour
from romin_print.build.classeurs import DemandeClasseur, build_classeurs
from romin_print.build.impression import Impression
from romin_print.build.mises_a_jour import build_mise_a_jour
from romin_print.build.projet import Projet, find_layouts
from romin_print.check.pdf_structure import check_structure, read_marked_texts
from romin_print.check.pdf_tags import find_mark, is_tag, list_kids, name_tag, walk_tags
from romin_print.check.verapdf import check_pdfua
from romin_print.errors import SelectionError
from romin_print.model.manifeste import Manifeste, read_manifeste
from romin_print.model.reliure import Etiquette, Geste
from romin_print.plan.editions import apply_gestes

MINI = Path(__file__).parents[1] / "mini"
NOM = "petit-classeur"
CLASSEUR = f"classeurs/{NOM}.yaml"
FOLIO = re.compile(r".+ · \d+/\d+( et \d+/\d+)?")
KEPT = ("À garder", "C’est celui")
LONG = "Une phrase de plus, qui prend de la place et que l’on retirera bientôt. " * 12


def change(root, name, *changes):
    path = root / "content" / name
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


# What may happen between two editions, and which leaves it must at least print.


def change_a_word(root):
    change(root, "outils/pas-a-pas.yaml", ("Écrire un pas.", "Écrire un mot."))


def change_a_card(root):
    change(root, "outils/pas-a-pas.yaml", ("recto: Venir", "recto: Aller"))


def add_a_page(root):
    longer = "".join(f"\n  - {n}. {LONG}" for n in range(3))
    change(
        root,
        "outils/carte-des-appuis.yaml",
        ("posture:", f"posture:{longer}"),
    )


def remove_a_tool(root):
    change(root, CLASSEUR, ("selection:", "selection:\n  sauf: [carte-des-appuis]"))


def add_a_tool(root):
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    text = path.read_text().replace("C-01", "C-02").replace("Pas à pas", "Autre pas")
    path.with_name("autre-pas.yaml").write_text(text)


def swap_stages(root):
    mot = "    - etape: planification\n      mot: On choisit *un* petit pas.\n"
    accueil = "    - etape: accueil\n"
    change(root, CLASSEUR, (mot + accueil, accueil + mot))


EDITS = {
    "a word": (change_a_word, "C-01 · 1/1"),
    "a page more": (add_a_page, "A-01 · 3/3"),
    "a tool less": (remove_a_tool, "Sommaire · 1/1"),
    "a tool more": (add_a_tool, "C-02 · 1/1"),
    "stages in another order": (swap_stages, "Sommaire · 1/1"),
    "a card on one side": (change_a_card, "Feuille C-01-2 · 1/2"),
    "a page more on one side": (add_a_page, "A-01 · 3/3"),
}


class Update(NamedTuple):
    """What an update was made from, and what it has made."""

    ancien: Manifeste
    nouveau: Manifeste
    printed: Impression

    @property
    def pdf(self):
        return self.printed.files[0]


def make_projet(root):
    return Projet(root / "content", root / "output", (find_layouts(),))


def print_edition(root, **changes):
    """Print a first edition of the small project, on loose leaves; give its manifest."""
    shutil.copytree(MINI, root)
    change(root, CLASSEUR, ("continue", "feuillets"), *changes.items())
    projet = make_projet(root)
    printed = build_classeurs(projet, DemandeClasseur(noms=(NOM,), formats=("pdf",)))
    kept = root / "ancien.manifeste.json"
    shutil.copy(printed.files[1], kept)
    return kept


def update(root, kept, **asked):
    demande = DemandeClasseur(noms=(NOM,), formats=("pdf",), **asked)
    printed = build_mise_a_jour(make_projet(root), demande, str(kept))
    names = (kept, printed.files[1])
    ancien, nouveau = (read_manifeste(path.read_bytes(), "") for path in names)
    return Update(ancien, nouveau, printed)


@pytest.fixture(scope="module")
def updates(tmp_path_factory):
    """The update that each edit asks for."""
    made = {}
    for name, (edit, _) in EDITS.items():
        root = tmp_path_factory.mktemp("projet") / "mini"
        sides = (
            {"recto_verso: true": "recto_verso: false"} if "one side" in name else {}
        )
        kept = print_edition(root, **sides)
        edit(root)
        change(root, CLASSEUR, ('"2026-1"', '"2026-2"'))
        made[name] = update(root, kept)
    return made


each_edit = pytest.mark.parametrize("name", EDITS)


def list_printed(update):
    """List the leaves of the new pile that the old one has not."""
    return [f for f in update.nouveau.feuillets if f not in update.ancien.feuillets]


def read_gestes(path):
    """Read the gestures off the instruction sheet, as a person would."""
    with pikepdf.open(path) as pdf:
        texts = {
            (page.objgen, mark): text
            for page in pdf.pages
            for mark, text in read_marked_texts(page).items()
        }
        table = next(e for e, _ in walk_tags(pdf) if name_tag(e) == "Table")
        body = next(e for e in list_tags(table) if name_tag(e) == "TBody")
        rows = [list_tags(row)[1:4] for row in list_tags(body)]
        return tuple(read_geste([read_lines(c, texts) for c in row]) for row in rows)


def list_tags(element):
    return [kid for kid in list_kids(element) if is_tag(kid)]


def read_lines(cell, texts):
    """Read the paragraphs of a cell."""
    lines = ["".join(read_words(p, texts)) for p in list_tags(cell)]
    return [" ".join(line.split()) for line in lines]


def read_words(element, texts):
    for kid in list_kids(element):
        if is_tag(kid):
            yield from read_words(kid, texts)
        elif mark := find_mark(kid, element):
            yield texts.get(mark, "")


def read_geste(cells):
    retirer, inserer, place = map(read_etiquettes, cells)
    assert cells[2][0] == ("Après" if place else "Tout au début")
    return Geste(retirer, inserer, place[0] if place else None)


def read_etiquettes(lines):
    """Read the leaves that a cell names: a folio, perhaps a title, perhaps « À garder »."""
    starts = [n for n, line in enumerate(lines) if FOLIO.fullmatch(line)]
    assert starts or lines in (["Rien"], ["Tout au début"])
    return tuple(
        Etiquette(lines[a], "", any(line.startswith(KEPT) for line in lines[a:b]))
        for a, b in pairwise([*starts, len(lines)])
    )


def read_labels(path):
    """Read what a reader shows as the number of each page."""
    with pikepdf.open(path) as pdf:
        return [page.label for page in pdf.pages]


@each_edit
def test_the_sheet_followed_to_the_letter_makes_the_new_pile(updates, name):
    made = updates[name]
    gestes = read_gestes(made.pdf)
    pile = apply_gestes(made.ancien.feuillets, gestes, list_printed(made))
    assert pile == made.nouveau.feuillets
    assert EDITS[name][1] in {e.folio for g in gestes for e in g.inserer}


@each_edit
def test_the_file_holds_the_sheet_then_the_leaves_to_print_and_no_more(updates, name):
    made = updates[name]
    labels = read_labels(made.pdf)
    sides = 2 if made.nouveau.recto_verso else 1
    consignes = [label for label in labels if label.startswith("Mise à jour · ")]
    expected = [*consignes, *[""] * (-len(consignes) % sides)]
    for leaf in list_printed(made):
        folio, _, pages = leaf.folio.rpartition(" · ")
        named = [f"{folio} · {page}" for page in pages.split(" et ")]
        expected += [*named, *[""] * (sides - len(named))]
    while not expected[-1]:
        expected.pop()
    assert labels == expected
    assert made.printed.pages == len(labels)


def test_a_word_is_one_leaf(updates):
    made = updates["a word"]
    # The cover says the edition.
    assert [f.folio for f in list_printed(made)] == ["Couverture · 1/1", "C-01 · 1/1"]
    assert made.printed.pages == 5


def test_the_other_leaves_of_a_piece_that_changes_are_not_printed(updates):
    labels = read_labels(updates["a card on one side"].pdf)
    assert "Feuille C-01-2 · 1/2" in labels
    assert "Feuille C-01-2 · 2/2" not in labels


def test_a_leaf_that_changes_places_is_kept_and_not_printed(updates):
    gestes = read_gestes(updates["stages in another order"].pdf)
    assert any(e.deplacee for geste in gestes for e in geste.inserer)


def test_updates_are_as_well_tagged_as_whole_binders(updates):
    assert [p for made in updates.values() for p in check_structure(made.pdf)] == []


@pytest.mark.lent
def test_updates_pass_verapdf(updates):
    assert check_pdfua([made.pdf for made in updates.values()]) == []


@pytest.fixture
def kept(tmp_path):
    return print_edition(tmp_path / "mini")


def test_an_edition_of_the_same_name_is_told_and_printed(kept):
    change_a_word(kept.parent)
    (told,) = update(kept.parent, kept).printed.remarques
    assert "s’appelle encore 2026-1" in told
    assert f"content/classeurs/{NOM}.yaml" in told
    change(kept.parent, CLASSEUR, ('"2026-1"', '"2026-2"'))
    assert update(kept.parent, kept).printed.remarques == ()


def test_a_simulation_says_as_much_and_writes_nothing(kept):
    change_a_word(kept.parent)
    demande = DemandeClasseur(noms=(NOM,), simuler=True)
    told = build_mise_a_jour(make_projet(kept.parent), demande, str(kept))
    assert not any(path.exists() for path in told.files)
    printed = update(kept.parent, kept).printed
    assert (told.files, told.pages) == (printed.files, printed.pages)


@pytest.mark.parametrize("simuler", [False, True])
@pytest.mark.parametrize("source", ["absente", "autre.manifeste.json"])
def test_a_wrong_edition_is_told_before_anything_is_laid_out(
    root, monkeypatch, simuler, source
):
    change(root, CLASSEUR, ("continue", "feuillets"))
    other = Manifeste(
        classeur="autre",
        titre="Autre",
        edition="1",
        pagination="feuillets",
        recto_verso=True,
        feuillets=(),
        outils=(),
    )
    (root / "autre.manifeste.json").write_bytes(other.to_json())
    monkeypatch.setattr(
        mises_a_jour, "make_reunion", lambda *_, **__: pytest.fail("laid out")
    )
    named = str(root / source) if source.endswith("json") else source
    demande = DemandeClasseur(noms=(NOM,), simuler=simuler)
    with pytest.raises(SelectionError, match=r"absente|celui du classeur"):
        build_mise_a_jour(make_projet(root), demande, named)
