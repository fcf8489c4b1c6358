"""The real content: it loads, covers the RPO1, and keeps its editor's rules."""

import io
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from romin_print.build.consultation import check_projet
from romin_print.build.modele import create_outil, make_schema
from romin_print.build.projet import find_projet
from romin_print.load.fonds import load_fonds
from romin_print.model.texte import FOREIGN
from romin_print.write.fonts import FONT_NAMES, read_font

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def fonds():
    return load_fonds(CONTENT)


def test_there_are_twelve_tools_and_one_at_least_for_every_stage(fonds):
    assert len(fonds.outils) >= 12
    stages = {outil.etapes[0] for outil in fonds.outils.values()}
    assert stages == set(fonds.referentiel.list_slugs("etapes"))


def test_every_tool_and_every_layout_is_without_fault():
    verdict = check_projet(find_projet(ROOT))
    assert verdict.fautes == ()


def test_every_tool_is_a_proposition_until_a_committee_says_otherwise(fonds):
    statuts = {slug: o.verification.statut for slug, o in fonds.outils.items()}
    assert set(statuts.values()) == {"proposition"}
    assert all(o.verification.par is None for o in fonds.outils.values())


def test_the_committed_schema_is_that_of_the_model():
    committed = CONTENT / "schema" / "outil.schema.json"
    assert committed.read_text(encoding="utf-8") == make_schema(find_projet(ROOT))


def test_every_tool_tells_the_editor_where_the_schema_is():
    for path in (CONTENT / "outils").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../schema/outil.schema.json"


def test_questions_are_questions_and_words_to_say_carry_no_quotes(fonds):
    for slug, outil in fonds.outils.items():
        assert all(q.endswith(" ?") for q in outil.questions), slug
        said = [phrase for pas in outil.deroule for phrase in pas.a_dire]
        assert said, slug
        assert not any(p.startswith("«") or p.endswith("»") for p in said), slug


def test_no_sentence_is_over_35_words(fonds):
    for slug, outil in fonds.outils.items():
        texts = [outil.resume, *(pas.texte for pas in outil.deroule), *outil.vigilance]
        for sentence in re.split(r"(?<=[.!?])\s", " ".join(texts)):
            assert len(sentence.split()) <= 35, (slug, sentence)


def test_the_fonts_have_every_character_that_content_may_use():
    known = set()
    for name in FONT_NAMES:
        known |= set(TTFont(io.BytesIO(read_font(name))).getBestCmap())
    allowed = {chr(c) for c in range(0x20, 0x2300) if not FOREIGN.match(chr(c))}

    assert {c for c in allowed if ord(c) not in known} == set()
    assert {"é", "œ", "’", "«", "…", "€", "→"} <= allowed


def fill_blanks(text):
    """Fill a blank tool as a hurried author would: one word everywhere."""
    words = {
        "etapes": "accueil", "besoins": "transversal", "principes": "risque",
        "stades": "action", "modalites": "individuel", "cadres": "milieu-ouvert",
        "publics": "adultes", "types": "grille",
    }  # fmt: skip
    for field, word in words.items():
        text = re.sub(rf"^{field}: \[\]", f"{field}: [{word}]", text, flags=re.M)
    text = re.sub(r"^code:$", "code: A-09", text, flags=re.M)
    text = re.sub(r"duree:$", "duree: 10", text, flags=re.M)
    text = re.sub(r"reference:$", "reference: rpo1", text, flags=re.M)
    text = re.sub(r"niveau_preuve:$", "niveau_preuve: tradition", text, flags=re.M)
    text = re.sub(r"(titre|resume|texte|apport):$", r"\1: Un texte.", text, flags=re.M)
    return re.sub(r"^  -$", "  - Un texte.", text, flags=re.M)


def test_a_new_tool_is_offered_codes_that_nobody_has(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    path = create_outil(find_projet(tmp_path), "mon-outil")
    (line,) = (t for t in path.read_text("utf-8").splitlines() if "Codes libres" in t)
    offered = set(re.findall(r"[A-Z]-\d\d", line))

    taken = {outil.code for outil in load_fonds(CONTENT).outils.values()}
    assert {code[0] for code in offered} == set("ABCDEF")
    assert not offered & taken


def test_a_new_tool_passes_once_its_blanks_are_filled(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    projet = find_projet(tmp_path)
    path = create_outil(projet, "mon-outil")
    before = check_projet(projet)
    path.write_text(fill_blanks(path.read_text(encoding="utf-8")), encoding="utf-8")
    after = check_projet(projet)

    assert len(before.fautes) > 15
    assert all(p.place.line and p.place.path == path for p in before.fautes)
    assert after.fautes == ()
