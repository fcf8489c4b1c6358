"""The reference document: made from its YAML, and from nothing else."""

import io
import uuid
from pathlib import Path

import docx
import pytest
import yaml
from click.testing import CliRunner
from lxml import etree
from openxml_audit import OpenXmlValidator

from romin_print.errors import LayoutError
from romin_print.write.fonts import read_font
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.word.accent import tint_colour
from romin_print.write.word.reference.__main__ import main
from romin_print.write.word.reference.package import make_reference

WORD = Path(__file__).parents[2] / "layouts" / "word"
SOURCE = WORD / "reference.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def reference():
    return make_reference(SOURCE)


@pytest.fixture
def change(tmp_path):
    """Make a reference from the real YAML, changed by a function."""

    def make_changed(alter):
        source = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
        alter(source)
        path = tmp_path / "reference.yaml"
        path.write_text(yaml.safe_dump(source, allow_unicode=True), encoding="utf-8")
        return make_reference(path)

    return make_changed


def test_the_committed_document_is_what_its_yaml_makes(reference):
    assert (WORD / "reference.docx").read_bytes() == reference


def test_the_command_writes_the_document(reference, tmp_path):
    result = CliRunner().invoke(main, [str(SOURCE), str(tmp_path / "a.docx")])

    assert result.exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == reference


def test_the_document_follows_the_schema_of_word():
    assert OpenXmlValidator().validate(WORD / "reference.docx").errors == []


def test_the_body_shows_a_designer_every_paragraph_style(reference):
    body = docx.Document(io.BytesIO(reference)).paragraphs

    assert {"heading 1", "À dire", "Vigilance puce"} <= {p.text for p in body}
    assert all(p.style.element.name_val == p.text for p in body)


def test_the_fonts_come_back_whole_once_unscrambled(reference):
    members = unpack_zip(reference)
    table = etree.fromstring(members["word/fontTable.xml"])
    faces = ("Regular", "Bold", "Italic", "BoldItalic")

    for rank, face in enumerate(faces, 1):
        key = uuid.UUID(table.find(f".//{W}embed{face}").get(W + "fontKey"))
        data = members[f"word/fonts/font{rank}.odttf"]
        mask = key.bytes[::-1] * 2
        head = bytes(a ^ b for a, b in zip(data[:32], mask, strict=True))
        assert head + data[32:] == read_font(f"AtkinsonHyperlegible-{face}.ttf")


def test_a_style_of_word_keeps_its_name_and_ours_are_marked(reference):
    styles = etree.fromstring(unpack_zip(reference)["word/styles.xml"])
    custom = {
        style.find(W + "name").get(W + "val"): style.get(W + "customStyle")
        for style in styles.iter(W + "style")
    }

    assert custom["heading 1"] == custom["List Bullet"] == "0"
    assert custom["À dire"] == "1"


@pytest.mark.parametrize(
    ("alter", "expected"),
    [
        (lambda s: s.pop("page"), "clés attendues"),
        (lambda s: s["styles"][0].update(taille=12), "« taille » est inconnu"),
        (lambda s: s["styles"][0].update(genre="page"), "genre « page » inconnu"),
        (lambda s: s["styles"][0].update(couleur="rouge"), "n’est pas une couleur"),
        (lambda s: s["styles"][0].update(numerotation="x"), "numérotation inconnue"),
        (
            lambda s: s["styles"][-1].update(premiere_ligne={"couleur": "noir"}),
            "premiere_ligne : « couleur » est inconnu",
        ),
        (lambda s: s["numerotations"]["puces"][0].update(x=1), "« x » est inconnu"),
    ],
)
def test_a_line_that_means_nothing_is_refused(change, alter, expected):
    with pytest.raises(LayoutError, match=expected):
        change(alter)


def test_a_tint_keeps_the_hue_and_goes_to_white():
    assert tint_colour("5A4A9C", 1) == "5A4A9C"
    assert tint_colour("5A4A9C", 0) == "FFFFFF"
    assert tint_colour("800000", 0.5) == "FF4040"
