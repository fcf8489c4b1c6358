"""Each way of losing a reader inside a PDF is found: tables, links, outline, fields."""

import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from romin_print.check.pdf_references import find_missing_objects
from romin_print.check.pdf_structure import check_structure
from romin_print.write.pdf import render_pdf

HTML = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
@font-face { font-family: Champ; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
html { font-family: A }
input { font-family: Champ; display: block; width: 60mm; height: 8mm }
section { break-before: page }
@page { size: 90mm 80mm; margin: 12mm }
</style></head><body><main><h1 id="un">Un</h1>
<p>Voir <a href="#deux">deux</a> et <a href="#trois">trois</a>.</p>
<label for="nom">Nom</label><input id="nom" name="nom">
<section id="deux"><h2>Deux</h2><p>Retour à <a href="#un">un</a>.</p></section>
<section id="trois"><h2>Trois</h2><p>Des mots.</p></section>
</main></body></html>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(render_pdf(HTML, fillable=True)[0])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        labels = [0, Dictionary(S=Name.D), 2, Dictionary(P=String("A-03 · "), St=1)]
        pdf.Root.PageLabels = Dictionary(Nums=Array(labels))
        split_table(pdf, pdf.Root.StructTreeRoot.ParentTree, "/Nums")
        split_table(pdf, pdf.Root.Names.Dests, "/Names")
        pdf.add_blank_page()
        pdf.save(path)
    return path


def split_table(pdf, root, key):
    """Put what a table holds in two branches, as a linked file has it."""
    pairs = list(root[key])
    del root[key]
    middle = len(pairs) // 4 * 2
    root.Kids = Array(
        pdf.make_indirect(
            Dictionary({key: Array(half), "/Limits": Array([half[0], half[-2]])})
        )
        for half in (pairs[:middle], pairs[middle:])
    )


def test_a_file_with_branches_labels_and_a_blank_page_has_no_problem(path):
    assert check_structure(path) == []


def change_limits(pdf):
    parents(pdf).Kids[1].Limits[1] = 99


def forget_limits(pdf):
    del parents(pdf).Kids[0].Limits


def limit_the_root(pdf):
    parents(pdf).Limits = Array([0, 99])


def swap_branches(pdf):
    parents(pdf).Kids = Array([parents(pdf).Kids[1], parents(pdf).Kids[0]])


def repeat_key(pdf):
    parents(pdf).Kids[1].Nums[0] = parents(pdf).Kids[0].Nums[0]


def empty_branch(pdf):
    del parents(pdf).Kids[0].Nums


def lose_branch(pdf):
    parents(pdf).Kids.append(None)


def add_key(pdf):
    parents(pdf).Kids[1].Nums.extend([500, Array([])])
    parents(pdf).Kids[1].Limits[1] = 500


def take_next_key(pdf):
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 2


def share_key(pdf):
    pdf.pages[1].StructParents = pdf.pages[0].StructParents


def mark_twice(pdf):
    page = pdf.pages[0]
    page.contents_add(b"/P <</MCID 0>> BDC EMC")


def leave_the_pages(pdf):
    next(find(pdf, "/S", "/H2")).Pg = pdf.make_indirect(pdf.pages[0].obj.copy())


def lose_tag(pdf):
    pdf.Root.StructTreeRoot.K[0].K.append(None)


def lose_page(pdf):
    del pdf.pages[2]


def unsort_destinations(pdf):
    first, second = dests(pdf).Kids
    first.Names[0], second.Names[0] = second.Names[0], first.Names[0]
    for kid in (first, second):
        kid.Limits = Array([kid.Names[0], kid.Names[len(kid.Names) - 2]])


def repeat_destination(pdf):
    dests(pdf).Kids[1].Names[0] = dests(pdf).Kids[0].Names[0]


def rename_destination(pdf):
    links(pdf)[0].Dest = String("quatre")


def forget_destination(pdf):
    del links(pdf)[0].Dest


def lose_destination(pdf):
    links(pdf)[0].Dest = Array([pdf.make_indirect(Dictionary()), Name.Fit])


def lose_action(pdf):
    forget_destination(pdf)
    links(pdf)[0].A = Dictionary(S=Name.GoTo, D=String("quatre"))


def entry(pdf):
    return pdf.Root.Outlines.First.First


def change_parent(pdf):
    entry(pdf).Parent = pdf.Root.Outlines


def change_previous(pdf):
    entry(pdf).Next.Prev = pdf.Root.Outlines.First


def change_last(pdf):
    pdf.Root.Outlines.First.Last = entry(pdf)


def turn_round(pdf):
    entry(pdf).Next.Next = entry(pdf)


def count_too_many(pdf):
    pdf.Root.Outlines.First.Count = 7


def count_closed_entries(pdf):
    pdf.Root.Outlines.First.Count = -2


def lose_entry(pdf):
    entry(pdf).Dest = Array([None, Name.Fit])


def start_late(pdf):
    pdf.Root.PageLabels.Nums[0] = 1


def label_beyond(pdf):
    pdf.Root.PageLabels.Nums[2] = 12


def number_from_zero(pdf):
    pdf.Root.PageLabels.Nums[3].St = 0


def invent_style(pdf):
    pdf.Root.PageLabels.Nums[1].S = Name.Z


def forget_field(pdf):
    pdf.Root.AcroForm.Fields = Array([])


def drop_widget(pdf):
    page = pdf.pages[0]
    page.Annots = Array(a for a in page.Annots if a.Subtype != "/Widget")


def parents(pdf):
    return pdf.Root.StructTreeRoot.ParentTree


def dests(pdf):
    return pdf.Root.Names.Dests


def links(pdf):
    return [a for a in pdf.pages[0].Annots if a.Subtype == "/Link"]


def find(pdf, key, value):
    dictionaries = (o for o in pdf.objects if isinstance(o, Dictionary))
    return (item for item in dictionaries if item.get(key) == value)


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize(
    ("breakage", "told"),
    [
        (change_limits, "(ParentTree) a des limites fausses"),
        (forget_limits, "(ParentTree) a des limites fausses"),
        (limit_the_root, "la racine de la table des balises"),
        (swap_branches, "(ParentTree) n’est pas triée"),
        (repeat_key, "(ParentTree) donne deux fois la même clé"),
        (empty_branch, "n’a ni clés ni branches"),
        (lose_branch, "une branche de la table des balises (ParentTree) ne mène"),
        (add_key, "une clé qui ne sert à rien"),
        (take_next_key, "est déjà prise"),
        (share_key, "ont la même clé"),
        (mark_twice, "deux contenus ont le même numéro"),
        (leave_the_pages, "une balise H2 se trompe de page"),
        (lose_tag, "a perdu une balise"),
        (lose_page, "la destination « trois » n’a pas de page"),
        (lose_page, "le plan ne mène nulle part à « Trois »"),
        (lose_page, "un lien ne mène nulle part, à « trois »"),
        (unsort_destinations, "(Dests) n’est pas triée"),
        (repeat_destination, "(Dests) donne deux fois la même clé"),
        (rename_destination, "page 1 : un lien ne mène nulle part, à « quatre »"),
        (forget_destination, "page 1 : un lien ne mène nulle part"),
        (lose_destination, "page 1 : un lien ne mène nulle part"),
        (lose_action, "page 1 : un lien ne mène nulle part, à « quatre »"),
        (change_parent, "le plan se trompe de parent à « Deux »"),
        (change_previous, "le plan se trompe de précédent à « Trois »"),
        (change_last, "le plan se trompe de dernier sous « Un »"),
        (turn_round, "le plan tourne en rond"),
        (count_too_many, "le plan ne compte pas ce qui est sous « Un »"),
        (count_closed_entries, "le plan ne compte pas ses entrées"),
        (lose_entry, "le plan ne mène nulle part à « Deux »"),
        (start_late, "ne commence pas à la première page"),
        (label_beyond, "parle d’une page qui n’existe pas"),
        (number_from_zero, "donne un mauvais numéro à la page 3"),
        (invent_style, "donne un mauvais numéro à la page 1"),
        (forget_field, "page 1 : le formulaire oublie le champ « nom »"),
        (drop_widget, "le formulaire a un champ qui n’est sur aucune page"),
    ],
)
def test_each_way_of_losing_the_reader_is_told(path, tmp_path, breakage, told):
    broken = tmp_path / "b.pdf"
    with pikepdf.open(path) as pdf:
        breakage(pdf)
        pdf.save(broken)
    causes = [problem.cause for problem in check_structure(broken)]
    assert any(told in cause for cause in causes), causes


@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_an_object_that_is_not_in_the_file_is_told_by_its_number(path, tmp_path, mode):
    broken = tmp_path / "b.pdf"
    kept = pikepdf.ObjectStreamMode[mode]
    with pikepdf.open(path) as pdf:
        pdf.Root.PieceInfo = Dictionary(Dit=String("sans (ou avec) 777 0 R"))
        pdf.Root.Perdu = pdf.make_indirect(Dictionary())
        pdf.save(broken, object_stream_mode=kept)
        assert find_missing_objects(broken.read_bytes()) == []
        pdf.save(broken, object_stream_mode=kept, compress_streams=False)

    def change_number(found):
        return found[1] + b"9" * len(found[2])

    data = re.sub(rb"(/Perdu )(\d+)", change_number, broken.read_bytes())
    broken.write_bytes(data)
    (number,) = find_missing_objects(data)
    assert f"l’objet {number} manque" in [p.cause for p in check_structure(broken)]
    assert set(str(number)) == {"9"}
