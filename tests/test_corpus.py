"""The corpus of the benchmarks is a project like any other, and always the same."""

from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.model.support import UnBloc

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
COUNT = 14


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return __import__("corpus")


@pytest.fixture
def project(tmp_path: Path, corpus: ModuleType) -> Path:
    corpus.make_corpus(tmp_path, COUNT)
    return tmp_path


def read_all(project: Path) -> dict[str, str]:
    paths = sorted((project / "content").rglob("*.yaml"))
    return {str(path.relative_to(project)): path.read_text("utf-8") for path in paths}


def test_the_corpus_is_content_without_fault(project):
    fonds = load_fonds(project / "content")
    assert len(fonds.outils) == COUNT
    assert list(fonds.classeurs) == ["complet"]
    assert len({outil.resume for outil in fonds.outils.values()}) == COUNT


def test_the_corpus_holds_every_kind_of_block(project):
    fonds = load_fonds(project / "content")
    sheets = [sheet for outil in fonds.outils.values() for sheet in outil.supports]
    found = {bloc.type for sheet in sheets for bloc in sheet.blocs}
    kinds = get_args(get_args(UnBloc)[0])
    assert found == {
        get_args(kind.model_fields["type"].annotation)[0] for kind in kinds
    }


def test_the_corpus_is_the_same_at_each_call(project, corpus, tmp_path):
    again = tmp_path / "encore"
    corpus.make_corpus(again, COUNT)
    other = tmp_path / "autre"
    corpus.make_corpus(other, COUNT, seed=2)
    before = read_all(again)
    assert {name: read_all(project)[name] for name in before} == before
    assert read_all(other) != before


def test_the_corpus_has_two_digits_for_each_stage(corpus):
    codes = corpus.make_codes(["A", "B"], 2 * corpus.PER_STAGE)
    assert codes[0] == "A-01"
    assert codes[-1] == "B-99"
    with pytest.raises(SystemExit):
        corpus.make_codes(["A", "B"], 2 * corpus.PER_STAGE + 1)


@pytest.mark.parametrize("change", ["edit_one", "lengthen_one"])
def test_an_edit_changes_one_tool_and_leaves_it_right(project, corpus, change):
    before = read_all(project)
    getattr(corpus, change)(project, 3)
    after = read_all(project)
    assert [name for name in before if before[name] != after[name]] == [
        str(corpus.find_outil(project, 3).relative_to(project))
    ]
    load_fonds(project / "content")


def test_each_turn_writes_another_sentence(project, corpus):
    texts = []
    for turn in range(5):
        corpus.edit_one(project, 0, turn)
        texts.append(corpus.find_outil(project, 0).read_text("utf-8"))
    assert len(set(texts)) == len(texts)
