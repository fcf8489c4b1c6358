"""Words at the foot of the pages of a finished Word file."""

import base64
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image

from romin_print.build.projet import find_layouts
from romin_print.check.word_accessibility import check_word
from romin_print.write.stable_zip import unpack_zip
from romin_print.write.word.stamp import make_blank_logo, stamp_word
from romin_print.write.word.writer import render_docx

SAMPLE = (Path(__file__).parent / "word_sample.html").read_text(encoding="utf-8")
LOGO = Path(__file__).parents[1] / "services" / "images" / "logos" / "exemple-1.png"
HOSTILE = "SPIP <b>d’Exemple</b> & fils ]]> %s"


@pytest.fixture(scope="module")
def word():
    return render_docx(SAMPLE, (find_layouts(),))


def list_feet(data):
    return [
        [p.text for p in section.footer.paragraphs]
        for section in docx.Document(BytesIO(data)).sections
    ]


def test_the_words_end_every_foot_of_page(word):
    before, after = list_feet(word), list_feet(stamp_word(word, HOSTILE))
    assert len(before) > 0
    assert after == [[*lines, HOSTILE] for lines in before]


def test_a_stamped_file_keeps_the_schema_and_stays_accessible(word, tmp_path):
    path = tmp_path / "tampon.docx"
    path.write_bytes(stamp_word(word, HOSTILE))
    assert OpenXmlValidator().validate(path).is_valid
    assert check_word(path) == []


def test_nothing_but_the_feet_is_changed(word):
    before, after = unpack_zip(word), unpack_zip(stamp_word(word, "SPIP"))
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert changed == {name for name in before if "word/footer" in name}
    assert changed


def test_words_take_the_place_of_others(word):
    runs = [r.text for p in docx.Document(BytesIO(word)).paragraphs for r in p.runs]
    longest = max(runs, key=len)
    again = docx.Document(BytesIO(stamp_word(word, "SPIP", {longest: HOSTILE})))
    changed = [r.text for p in again.paragraphs for r in p.runs]
    assert changed == [HOSTILE if text == longest else text for text in runs]


def test_a_logo_takes_the_place_of_the_blank_one_and_of_no_other():
    blank = base64.b64encode(make_blank_logo()).decode()
    other = base64.b64encode(LOGO.read_bytes()).decode()
    figures = "".join(
        f'<figure><img src="data:image/png;base64,{data}" alt="Un logo"></figure>'
        for data in (blank, other)
    )
    html = SAMPLE.replace("</article>", f"{figures}</article>", 1)
    before = render_docx(html, (find_layouts(),))
    after = stamp_word(before, "SPIP", logo=LOGO.read_bytes())
    pictures = [
        {name: data for name, data in unpack_zip(word).items() if "media" in name}
        for word in (before, after)
    ]
    (changed,) = {n for n in pictures[0] if pictures[0][n] != pictures[1][n]}
    assert pictures[0][changed] == make_blank_logo()
    with Image.open(BytesIO(pictures[1][changed])) as drawn:
        assert (drawn.width * 90, drawn.format) == (drawn.height * 240, "PNG")
        assert drawn.convert("L").getextrema()[0] < 200


def test_the_same_words_give_the_same_bytes(word):
    again = stamp_word(word, HOSTILE)
    assert again == stamp_word(word, HOSTILE)
    with zipfile.ZipFile(BytesIO(again)) as archive:
        assert archive.testzip() is None
