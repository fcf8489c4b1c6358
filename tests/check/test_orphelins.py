"""What leads nowhere or serves nothing is told."""

import pytest

from romin_print.check.orphelins import check_orphelins
from romin_print.load.fonds import load_fonds


@pytest.fixture
def tell(root):
    return lambda: [
        (r.fichier, r.champ, r.cause.replace("\u00a0", " "))
        for r in check_orphelins(load_fonds(root / "content"))
    ]


def change(root, name, old, new):
    path = root / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_content_where_all_serves_has_nothing_to_tell(tell):
    assert tell() == []


def test_a_tool_without_follow_up_is_told_unless_it_is_withdrawn(root, tell):
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    path.write_text(path.read_text("utf-8").split("\nsuites:")[0] + "\n", "utf-8")
    assert tell() == [("outils/pas-a-pas.yaml", "", "l’outil n’a pas de suite")]


def test_references_that_nothing_cites_are_told_together(root, tell):
    path = root / "content" / "bibliographie.yaml"
    more = "".join(
        f"\n  - {{id: {key}, type: book, title: Bis, issued: {{date-parts: [[2000]]}}}}"
        for key in ("vide_2000", "nul_2000")
    )
    path.write_text(path.read_text("utf-8").rstrip() + more + "\n", "utf-8")
    assert tell() == [
        (
            "bibliographie.yaml",
            "",
            "références que rien ne cite : vide_2000, nul_2000",
        )
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guide.yaml", "reference: bonta_2011", "reference: vide_2000"),
        ("glossaire.yaml", 'à deux.", source: projet', 'à deux.", source: vide_2000'),
    ],
)
def test_what_the_guide_or_the_glossary_cites_is_cited(root, tell, name, old, new):
    path = root / "content" / "bibliographie.yaml"
    more = "\n  - {id: vide_2000, type: book, title: Bis, issued: {date-parts: [[2000]]}}\n"
    path.write_text(path.read_text("utf-8").rstrip() + more, "utf-8")
    change(root, name, old, new)
    assert not any("vide_2000" in cause for *_, cause in tell())


def test_words_that_no_tool_has_chosen_are_told_by_vocabulary(root, tell):
    change(
        root,
        "referentiel.yaml",
        "types:\n",
        "types:\n  - {slug: grille, titre: Grille, description: Cases., source: projet}\n",
    )
    assert tell() == [
        ("referentiel.yaml", "types", "mots que rien n’emploie dans « types » : grille")
    ]
