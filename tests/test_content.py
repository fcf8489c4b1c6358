"""The real content: it loads, covers the RPO1, and keeps its editor's rules."""

import io
import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import get_args

import pytest
from fontTools.ttLib import TTFont

from romin_print.build.modele import create_blank, make_schema
from romin_print.build.projet import find_projet
from romin_print.build.verification import check_projet
from romin_print.check.fuite import find_leaks
from romin_print.check.orphelins import list_cited
from romin_print.check.seuils import list_comptes
from romin_print.errors import ContentError
from romin_print.load.fonds import load_fonds
from romin_print.model.classeur import TOUT, Selection
from romin_print.model.facile import is_facile
from romin_print.model.referentiel import SOURCE_DU_PROJET
from romin_print.model.support import Support
from romin_print.model.texte import FOREIGN
from romin_print.plan.classeur_choix import choose_groupes
from romin_print.write.fonts import FONT_NAMES, read_font

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


def list_types():
    """List the types of block that the model knows."""
    union = get_args(get_args(Support.model_fields["blocs"].annotation)[0])[0]
    return [get_args(b.model_fields["type"].annotation)[0] for b in get_args(union)]


def collect_texts(value):
    """List every text of plain data."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return (
        [t for item in inner for t in collect_texts(item)]
        if isinstance(value, dict | tuple | list)
        else []
    )


@pytest.fixture(scope="module")
def fonds():
    return load_fonds(CONTENT)


def test_nobody_lowers_what_is_asked_of_the_content(fonds):
    seuils = fonds.referentiel.seuils
    asked = {
        "outils": 60, "par_etape": 6, "par_besoin_central": 4, "seances": 12,
        "classeurs": 3, "kits": 2, "termes": 60, "chapitres": 4,
        "feuilles_faciles": 20, "lisibilite_mediane": 70, "lisibilite_minimum": 50,
    }  # fmt: skip
    assert all(getattr(seuils, name) >= least for name, least in asked.items())
    assert {s.mot for s in seuils.modalites} >= {"individuel", "groupe"}
    assert {s.mot for s in seuils.cadres} >= {"milieu-ouvert", "milieu-ferme"}


def test_the_content_holds_all_that_is_asked_of_it(fonds):
    comptes = list_comptes(fonds)
    assert len(comptes) == 27
    assert [compte for compte in comptes if not compte.atteint] == []


def test_every_tool_and_every_layout_is_without_fault_nor_warning():
    """Terms of verification are left out: they come whatever the content is."""
    verdict = check_projet(find_projet(ROOT), jobs=2)
    told = [
        a for a in verdict.alertes if "la vérification est à refaire" not in a.cause
    ]
    assert (verdict.fautes, told) == ((), [])


def test_every_reference_of_the_bibliography_is_cited_and_no_other(fonds):
    cited = set(list_cited(fonds)) - {SOURCE_DU_PROJET}
    assert cited == {reference.id for reference in fonds.bibliographie.references}


def test_every_tool_has_one_to_three_follow_ups_that_another_follows(fonds):
    for slug, outil in fonds.outils.items():
        assert 1 <= len(outil.suites) <= 3, slug
        for suite in outil.suites:
            assert fonds.outils[suite.outil].suites, (slug, suite.outil)


def test_every_sort_of_block_serves_in_a_real_sheet(fonds):
    used = {
        bloc.type
        for outil in fonds.outils.values()
        for support in outil.supports
        for bloc in support.blocs
    }
    assert used == set(list_types())


def test_no_sheet_asks_for_a_name(fonds):
    for slug, outil in fonds.outils.items():
        told = " ".join(s.model_dump_json() for s in outil.supports).lower()
        assert not re.search(
            r"(?<!pas )(?<!pas de )(votre nom|mon nom|nom de famille)|nom et prénom",
            told,
        ), slug


def test_some_sheets_have_easy_words(fonds):
    supports = [s for outil in fonds.outils.values() for s in outil.supports]
    assert sum(map(is_facile, supports)) >= 20


def test_no_sheet_repeats_what_the_counsellor_alone_reads(fonds):
    for slug, outil in fonds.outils.items():
        for support in outil.supports:
            told = " ".join(collect_texts(support.model_dump()))
            assert list(find_leaks(told, outil)) == [], (slug, support.titre)


def test_every_tool_is_a_proposition_until_a_committee_says_otherwise(fonds):
    statuts = {slug: o.verification.statut for slug, o in fonds.outils.items()}
    assert set(statuts.values()) == {"proposition"}
    assert all(o.verification.par is None for o in fonds.outils.values())


@pytest.mark.parametrize("genre", ["outil", "seance", "classeur", "kit", "services"])
def test_the_committed_schema_is_that_of_the_model(genre):
    committed = CONTENT / "schema" / f"{genre}.schema.json"
    made = make_schema(find_projet(ROOT), genre)
    assert committed.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("genre", ["outil", "seance", "classeur", "kit"])
def test_every_file_tells_the_editor_where_its_schema_is(genre):
    told = f"# yaml-language-server: $schema=../schema/{genre}.schema.json"
    for path in (CONTENT / f"{genre}s").glob("*.yaml"):
        assert path.read_text(encoding="utf-8").splitlines()[0] == told


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


def test_one_binder_holds_everything_and_another_one_tool_of_each_stage(fonds):
    complet = fonds.classeurs["classeur-complet"]
    assert complet.selection == Selection()
    assert set(complet.contenu) == set(TOUT)
    assert complet.pagination == "feuillets"
    journee = fonds.classeurs["decouverte-en-une-journee"]
    etapes = journee.selection.etapes
    assert [e.etape for e in etapes] == [e.slug for e in fonds.referentiel.etapes]
    assert all(e.mot and len(e.outils) == 1 for e in etapes)
    assert journee.pagination == "continue"


def test_what_a_binder_quotes_of_a_tool_is_in_that_tool(fonds):
    """Each « step » that the trainer is sent to has this title in the tool."""
    quoted = 0
    for slug, classeur in fonds.classeurs.items():
        chosen = choose_groupes(fonds, classeur.selection)
        for groupe in chosen:
            left = groupe.mot
            for title in sorted(list_titres(fonds, groupe.slugs), key=len)[::-1]:
                quoted += left.count(f"« {title} »")
                left = left.replace(f"« {title} »", "")
            assert not re.search(r"« [A-ZÀ-Ý]", left), (slug, groupe.etape.slug)
    assert quoted >= 40


def list_titres(fonds, slugs):
    """List what a binder may quote of its tools: their titles, steps and sheets."""
    for outil in (fonds.outils[slug] for slug in slugs):
        yield outil.titre
        yield from (pas.titre for pas in outil.deroule)
        yield from (support.titre for support in outil.supports)


def test_every_binder_says_that_nothing_is_validated(fonds):
    for slug, classeur in fonds.classeurs.items():
        told = " ".join(classeur.introduction)
        assert "proposition" in told, slug
        assert re.search(r"aucun comité|qu’aucun comité", told), slug


def test_words_of_the_field_are_in_order_and_explained_in_a_sentence_or_two(fonds):
    glossaire = fonds.glossaire
    titres = [collate(entree.titre) for entree in glossaire]
    assert titres == sorted(titres)
    assert {"SPIP", "CPIP", "PPSMJ", "JAP", "RPO1", "Désistance"} <= {
        entree.titre for entree in glossaire
    }
    for entree in glossaire:
        assert entree.description.endswith("."), entree.slug
        for sentence in re.split(r"(?<=[.!?])\s", entree.description):
            assert len(sentence.split()) <= 30, entree.slug


def collate(text):
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


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
    path = create_blank(find_projet(tmp_path), "outil", "mon-outil")
    (line,) = (t for t in path.read_text("utf-8").splitlines() if "Codes libres" in t)
    offered = set(re.findall(r"[A-Z]-\d\d", line))

    taken = {outil.code for outil in load_fonds(CONTENT).outils.values()}
    assert {code[0] for code in offered} == set("ABCDEF")
    assert not offered & taken


def test_a_new_tool_passes_once_its_blanks_are_filled(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    projet = find_projet(tmp_path)
    path = create_blank(projet, "outil", "mon-outil")
    before = check_projet(projet)
    path.write_text(fill_blanks(path.read_text(encoding="utf-8")), encoding="utf-8")
    after = check_projet(projet)

    assert len(before.fautes) > 15
    assert all(p.place.line and p.place.path == path for p in before.fautes)
    assert after.fautes == ()


def test_a_new_binder_passes_once_its_blanks_are_filled(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    path = create_blank(find_projet(tmp_path), "classeur", "mon-classeur")
    with pytest.raises(ContentError) as caught:
        load_fonds(tmp_path / "content")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(titre|public):$", r"\1: Un texte.", text, flags=re.M)
    path.write_text(re.sub(r"^  -$", "  - Un texte.", text, flags=re.M), "utf-8")

    assert {p.place.path for p in caught.value.problems} == {path}
    assert load_fonds(tmp_path / "content").classeurs["mon-classeur"].contenu == TOUT


def test_the_comments_of_a_new_binder_pass_once_they_are_opened(tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    path = create_blank(find_projet(tmp_path), "classeur", "mon-classeur")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(titre|public):$", r"\1: Un texte.", text, flags=re.M)
    text = re.sub(r"^  -$", "  - Un texte.", text, flags=re.M)
    opened = re.sub(r"^# (sous_titre:|selection:| )", r"\1", text, flags=re.M)
    opened = re.sub(
        r"^  (besoins|modalites|cadres|publics|sauf|outils): .*\n",
        "",
        opened,
        flags=re.M,
    )
    outil = next(iter(load_fonds(CONTENT).outils))
    opened = re.sub(r"outils: \[\]", f"outils: [{outil}]", opened)
    path.write_text(opened, "utf-8")

    classeur = load_fonds(tmp_path / "content").classeurs["mon-classeur"]
    assert classeur.selection.etapes[0].outils == (outil,)
    assert classeur.sous_titre


@pytest.mark.parametrize("holder", ["Selection", "EtapeChoisie"])
def test_the_schema_of_a_binder_offers_the_words_of_the_project(holder, fonds):
    schema = json.loads(make_schema(find_projet(ROOT), "classeur"))
    told = json.dumps(schema["$defs"][holder])
    name = "etapes" if holder == "EtapeChoisie" else "besoins"
    assert all(f'"{slug}"' in told for slug in fonds.referentiel.list_slugs(name))
    assert "enum" not in schema["properties"]["public"]
