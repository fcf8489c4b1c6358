"""Each way of spoiling a form is found, and its fields are listed."""

from pathlib import Path

import pikepdf
import pytest

from romin_print.check.pdf_forms import Field, check_forms, list_fields
from romin_print.write.pdf import render_pdf

HTML = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
@font-face { font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
@font-face { font-family: Champ; src: url("font:AtkinsonHyperlegible-Regular.ttf") }
@page { size: 100mm 120mm; margin: 10mm }
html { font-family: A }
body, fieldset, div { margin: 0; padding: 0; border: 0 }
input, textarea { font: 12pt Champ; box-sizing: border-box; padding: 0; border: 0;
  width: 50mm; height: 10mm }
.case input { width: 6mm; height: 6mm }
</style></head><body>
<div><label for="a">Quoi</label><textarea id="a" name="a" maxlength="60"></textarea></div>
<div><label for="b">Qui</label><input id="b" name="b" required></div>
<div class="case"><input type="checkbox" id="c" name="c"><label for="c">Oui</label></div>
<fieldset><legend>Humeur</legend>
<div class="case"><input type="radio" id="d1" name="d" value="bonne"><label for="d1">Bonne</label></div>
<div class="case"><input type="radio" id="d2" name="d" value="autre"><label for="d2">Autre</label></div>
</fieldset></body></html>"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(render_pdf(HTML, fillable=True).data)
    return path


def test_fields_are_listed_with_all_that_a_program_needs(path):
    fields = list_fields(path)
    ((page, (left, bottom, right, top)),) = fields[0].spots
    assert (
        page,
        round((right - left) * 25.4 / 72),
        round((top - bottom) * 25.4 / 72),
    ) == (
        1,
        50,
        10,
    )
    assert [len(field.spots) for field in fields] == [1, 1, 1, 2]
    assert [field._replace(spots=()) for field in fields] == [
        Field("a", "lignes", "Quoi", (), 60, (), False),
        Field("b", "texte", "Qui", (), None, (), True),
        Field("c", "case", "Oui", (), None, ("Oui",), False),
        Field("d", "choix", "Humeur", (), None, ("bonne", "autre"), False),
    ]


def test_a_sound_form_has_no_problem(path):
    assert check_forms(path) == []


def find(pdf, name):
    fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
    return fields[name]


def silence(pdf):
    find(pdf, "a").TU = pikepdf.String(" ")


def silence_group(pdf):
    del find(pdf, "d").TU


def silence_button(pdf):
    del find(pdf, "d").Kids[1].TU


def hide(pdf):
    del find(pdf, "b").AP


def hide_empty(pdf):
    del find(pdf, "d").Kids[0].AP.N["/Off"]


def leave_to_readers(pdf):
    pdf.Root.AcroForm.NeedAppearances = True


def flatten(pdf):
    find(pdf, "a").Rect[3] = float(find(pdf, "a").Rect[1]) + 13


def push_out(pdf):
    find(pdf, "a").Rect[2] = 500


def repeat_name(pdf):
    find(pdf, "b").T = pikepdf.String("a")


def accent(pdf):
    find(pdf, "b").T = pikepdf.String("prénom")


def dot(pdf):
    find(pdf, "b").T = pikepdf.String("a.b")


def list_twice(pdf):
    pdf.Root.AcroForm.Fields.append(find(pdf, "d").Kids[0])


def name_button(pdf):
    find(pdf, "d").Kids[0].T = pikepdf.String("d")


def forget(pdf):
    del pdf.Root.AcroForm.Fields[0]


def untag(pdf):
    del find(pdf, "c").StructParent


def tag_wrongly(pdf):
    next(o for o in pdf.objects if is_form(o)).S = pikepdf.Name.P


def is_form(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form"


def lose_tree(pdf):
    del pdf.Root.StructTreeRoot


def stray(pdf):
    del pdf.pages[0].Tabs


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize(
    ("breakage", "told"),
    [
        (silence, "« a » n’a pas de nom lu"),
        (silence_group, "« d » n’a pas de nom lu"),
        (silence_button, "« d » n’a pas de nom lu"),
        (hide, "« b » n’a pas d’aspect"),
        (hide_empty, "« d » n’a pas d’aspect vide"),
        (leave_to_readers, "dépendent de l’aspect"),
        (flatten, "« a » ne fait que 4,6 mm"),
        (push_out, "« a » sort de la page"),
        (repeat_name, "2 champs s’appellent « a »"),
        (accent, "« prénom » n’est pas un nom"),
        (dot, "« a.b » n’est pas un nom"),
        (list_twice, "« d » est aussi donné case par case"),
        (name_button, "groupe « d » a son propre nom"),
        (forget, "oublie le champ « a »"),
        (untag, "« c » n’est pas balisé"),
        (tag_wrongly, "« a » n’est pas balisé"),
        (lose_tree, "« a » n’est pas balisé"),
        (stray, "la touche Tab"),
    ],
)
def test_each_way_of_spoiling_a_form_is_told(path, tmp_path, breakage, told):
    broken = tmp_path / "b.pdf"
    with pikepdf.open(path) as pdf:
        breakage(pdf)
        pdf.save(broken)
    problems = check_forms(broken)
    causes = [problem.cause.replace("\xa0", " ") for problem in problems]
    assert any(told in cause for cause in causes), causes
    assert {problem.place.path for problem in problems} == {Path(broken)}
