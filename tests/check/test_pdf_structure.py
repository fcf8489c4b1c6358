"""Each way of breaking a tag tree is found, and its words are read whole."""

from pathlib import Path

import pikepdf
import pytest

from romin_print.check.pdf_structure import (
    check_structure,
    count_tags,
    read_tagged_text,
)
from romin_print.write.pdf import render_pdf

HTML = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: A }
@page { size: 90mm 80mm; margin: 12mm;
        @bottom-left { content: "en marge"; font: 8pt A } }
</style></head><body><main><h1>Un <em>ti</em>tre</h1>
<p>Des mots <a href="https://exemple.fr">liés entre eux</a> et <strong>coup</strong>és,
« assez » nombreux pour aller à la ligne : un arc-en-ciel, une après-midi.</p>
<ol><li>Premier</li><li>Second</li></ol>
<table><caption>Table</caption><thead><tr><th>Quand</th><th>Quoi</th></tr></thead>
<tbody><tr><td>Lundi</td><td>Rien</td></tr></tbody></table>
</main></body></html>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(render_pdf(HTML)[0])
    return path


def find(pdf, tag):
    return next(
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{tag}"
    )


def test_tags_are_counted_by_kind(path):
    counted = count_tags(path)
    assert counted["P"] == counted["H1"] == counted["L"] == counted["Link"] == 1
    assert counted["LI"] == counted["TH"] == counted["TD"] == 2
    assert counted["H2"] == 0


def test_words_are_whole_and_labels_and_margins_are_not_read(path):
    assert read_tagged_text(path).split("\n") == [
        "Un titre",
        "Des mots liés entre eux et coupés, « assez » nombreux pour aller à la ligne :"
        " un arc-en-ciel, une après-midi.",
        "Premier",
        "Second",
        "Table",
        "Quand",
        "Quoi",
        "Lundi",
        "Rien",
    ]


def test_a_sound_file_has_no_problem(path):
    assert check_structure(path) == []


def untag(pdf):
    del pdf.Root.StructTreeRoot


def forget_content(pdf):
    find(pdf, "P").K = pikepdf.Array([])


def swap_owners(pdf):
    first, second = find(pdf, "LI").K
    first.K, second.K = second.K, first.K


def share_child(pdf):
    find(pdf, "Table").K.append(find(pdf, "L"))


def read_twice(pdf):
    find(pdf, "Caption").K.append(find(pdf, "Caption").K[0])


def invent_content(pdf):
    find(pdf, "P").K.append(999)


def lose_parent(pdf):
    find(pdf, "P").P = find(pdf, "Table")


def repeat_name(pdf):
    find(pdf, "L").ID = find(pdf, "TH").ID


def call_unknown(pdf):
    find(pdf, "TD").A.Headers = pikepdf.Array([pikepdf.String("t9-9-9")])


def drop_names(pdf):
    del pdf.Root.StructTreeRoot.IDTree


def shuffle_names(pdf):
    names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    pdf.Root.StructTreeRoot.IDTree.Kids[0].Names = pikepdf.Array(
        [names[2], names[3], names[0], names[1]]
    )


def misname(pdf):
    names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    names[1], names[3] = names[3], names[1]


def forget_parents(pdf):
    del pdf.pages[0].StructParents


def untie_link(pdf):
    del pdf.pages[0].Annots[0].StructParent


def drop_link(pdf):
    del pdf.pages[0].Annots


def tag_link_as_field(pdf):
    find(pdf, "Link").S = pikepdf.Name.Form


@pytest.mark.parametrize(
    ("breakage", "told"),
    [
        (tag_link_as_field, "un lien est dans une balise Form"),
        (untag, "pas balisé"),
        (forget_content, "ni balisé ni artefact"),
        (swap_owners, "se trompe de balise"),
        (share_child, "deux parents"),
        (read_twice, "lu deux fois"),
        (invent_content, "qui n’est pas sur la page"),
        (lose_parent, "se trompe de parent"),
        (repeat_name, "deux balises s’appellent"),
        (call_unknown, "en-tête inconnu, « t9-9-9 »"),
        (drop_names, "ne dit pas tous les noms"),
        (shuffle_names, "n’est pas triée"),
        (misname, "(IDTree) se trompe de balise"),
        (forget_parents, "se trompe de balise"),
        (untie_link, "un lien n’a pas sa balise"),
        (drop_link, "qui n’est sur aucune page"),
    ],
)
def test_each_way_of_breaking_the_tree_is_told(path, tmp_path, breakage, told):
    broken = tmp_path / "b.pdf"
    with pikepdf.open(path) as pdf:
        breakage(pdf)
        pdf.save(broken)
    problems = check_structure(broken)
    assert any(told in problem.cause for problem in problems), problems
    assert {problem.place.path for problem in problems} == {Path(broken)}
