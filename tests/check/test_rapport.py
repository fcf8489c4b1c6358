"""A report of accessibility says what was proved of each file, and not more."""

import dataclasses
import re
import shutil
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pikepdf
import pytest

from romin_print.check import (
    rapport,
    rapport_axe,
    rapport_controles,
    rapport_instruments,
)
from romin_print.check.rapport import FileToCheck, check_files
from romin_print.check.rapport_mots import MOST, shorten, tell_problems
from romin_print.errors import Place, Problem
from romin_print.model.rapport import Constat, Genre, Resultat, Verdict
from romin_print.write.pdf import render_pdf
from romin_print.write.stable_zip import pack_stable_zip, unpack_zip
from romin_print.write.web import render_web
from romin_print.write.word.writer import render_docx

TESTS = Path(__file__).parents[1]
LAYOUTS = TESTS.parent / "layouts"
# A picture without words is for the eye: a PDF has no tag for it.
FICHE = re.sub(
    r'<p class="centre"><img [^>]* alt="">.*?</p>',
    "",
    (TESTS / "write" / "fiche.html").read_text(encoding="utf-8"),
)
MOT = (TESTS / "write" / "word_sample.html").read_text(encoding="utf-8")
PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<style></style></head><body><main><h1>Une page</h1><p>Un mot.</p></main></body></html>"
)
WIDE = ".page { width: 500px }"


class Memoire(dict):
    """A memory, as the cache of the builds is one."""

    def put(self, key, data):
        self[key] = data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One sound file of each kind, made by our own writers."""
    folder = tmp_path_factory.mktemp("kit")
    (folder / "fiche.pdf").write_bytes(render_pdf(FICHE)[0])
    (folder / "fiche.docx").write_bytes(render_docx(MOT, [LAYOUTS]))
    (folder / "page.html").write_bytes(render_web(PAGE))
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "kit"))


def list_files(folder):
    pages = {"fiche.pdf": FICHE, "fiche.docx": MOT, "page.html": PAGE}
    return [FileToCheck(f"Kit/{n}", folder / n, html) for n, html in pages.items()]


@pytest.fixture
def without_tools(monkeypatch):
    """The machine of a service: neither Java nor Chromium."""
    monkeypatch.setenv("PATH", "")


def read_verdicts(report):
    return {
        (fichier.nom, resultat.critere): resultat
        for fichier in report.fichiers
        for resultat in fichier.resultats
    }


def tell(resultat):
    return " ".join(f"{c.texte} {c.citation}" for c in resultat.constats)


def spoil_word(path):
    parts = unpack_zip(path.read_bytes())
    core = parts["docProps/core.xml"]
    start, end = core.index(b"<dc:title>"), core.index(b"</dc:title>")
    parts["docProps/core.xml"] = core[:start] + b"<dc:title>" + core[end:]
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body><w:inconnu/>", 1
    )
    path.write_bytes(pack_stable_zip(parts))


def spoil_pdf(path):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.ViewerPreferences
        pdf.save(path)


@pytest.mark.lent
def test_sound_files_pass_every_check_that_concerns_them(folder):
    report = check_files(list_files(folder))

    verdicts = read_verdicts(report)
    fields = verdicts.pop(("Kit/fiche.pdf", "pdf-champs"))
    assert fields.verdict is Verdict.SANS_OBJET
    assert {slug for _, slug in verdicts} == {c.slug for c in report.criteres} - {
        "pdf-champs"
    }
    assert {r.verdict for r in verdicts.values()} == {Verdict.PASSE}, verdicts
    assert all(i.version for c in report.criteres for i in c.instruments)


@pytest.mark.lent
def test_what_is_broken_fails_with_the_reason_and_nothing_else_does(folder):
    spoil_pdf(folder / "fiche.pdf")
    spoil_word(folder / "fiche.docx")
    web = (folder / "page.html").read_text(encoding="utf-8")
    web = web.replace("<style></style>", f"<style>{WIDE}</style>")
    web = web.replace("<p>", '<p class="page"><img src="data:,"> Un mot de plus. ')
    (folder / "page.html").write_text(web, encoding="utf-8")

    failed = {
        key: tell(resultat)
        for key, resultat in read_verdicts(check_files(list_files(folder))).items()
        if resultat.verdict is Verdict.ECHOUE
    }
    expected = {
        ("Kit/fiche.pdf", "pdf-ua"): "règle 7.1-10",
        ("Kit/fiche.docx", "word-schema"): "partie",
        ("Kit/fiche.docx", "word-acces"): "pas de titre",
        ("Kit/page.html", "web-axe"): "règle image-alt",
        ("Kit/page.html", "web-320"): "de large au lieu de 320",
        ("Kit/page.html", "mots"): "mots en trop",
    }
    assert failed.keys() == expected.keys()
    assert all(told in failed[key] for key, told in expected.items()), failed


@pytest.mark.lent
def test_the_rules_of_wcag_2_2_are_really_asked(folder):
    small = '<a href="#a">un</a><a href="#b">deux</a>'
    style = "a { display: inline-block; font-size: 6px; width: 8px; height: 8px }"
    page = PAGE.replace("<style></style>", f"<style>{style}</style>")
    page = page.replace("<p>Un mot.</p>", f"<div>{small}</div>")
    (folder / "page.html").write_text(page, encoding="utf-8")

    (axe, _) = rapport_axe.judge_pages([folder / "page.html"])[0]
    assert "règle target-size (2 fois)" in tell(axe)


@pytest.mark.lent
def test_what_axe_cannot_settle_is_left_to_a_person(folder):
    page = PAGE.replace(
        "<p>", '<p style="background-image: linear-gradient(#fff, #ccc)">'
    )
    (folder / "page.html").write_text(page, encoding="utf-8")

    (axe, _) = rapport_axe.judge_pages([folder / "page.html"])[0]
    assert axe == Resultat(
        "web-axe", Verdict.PASSE, (Constat("règle color-contrast d’axe"),)
    )


@pytest.mark.lent
def test_a_page_that_kills_chromium_stops_only_itself(folder, monkeypatch):
    bad = folder / "tueuse.html"
    shutil.copy(folder / "page.html", bad)
    look = rapport_axe.look

    def kill(visit, page, width):
        if "tueuse" in page.url:
            page.context.browser.close()
        look(visit, page, width)

    monkeypatch.setattr(rapport_axe, "look", kill)
    killed, sound = rapport_axe.judge_pages([bad, folder / "page.html"])
    assert {r.verdict for r in killed} == {Verdict.NON_CONTROLE}
    assert "le contrôle s’est arrêté" in tell(killed[0])
    assert {r.verdict for r in sound} == {Verdict.PASSE}


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("pdf-ua", "Java n’est pas installé"),
        ("web-axe", "Chromium n’est pas installé"),
        ("web-320", "Chromium n’est pas installé"),
    ],
)
def test_on_the_machine_of_a_service_what_is_missing_is_named(
    folder, without_tools, slug, told
):
    report = check_files(list_files(folder))
    (found,) = [r for (_, s), r in read_verdicts(report).items() if s == slug]
    assert (found.verdict, tell(found).strip()) == (Verdict.NON_CONTROLE, told)


@pytest.mark.parametrize(
    ("package", "slug"),
    [
        ("opendataloader-pdf", "pdf-ua"),
        ("openxml-audit", "word-schema"),
        ("playwright", "web-320"),
    ],
)
def test_a_package_that_is_missing_is_named(folder, monkeypatch, package, slug):
    real = rapport_instruments.version

    def find(name):
        if name == package:
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(rapport_instruments, "version", find)
    monkeypatch.setattr(rapport, "CONTROLES", [])
    criteres = {c.slug: c for c in check_files([]).criteres}
    absences = [i.absence for i in criteres[slug].instruments if i.absence]
    assert absences == [f"{package} n’est pas installé"]


def test_without_axe_itself_nothing_is_asked_of_chromium(monkeypatch):
    def find(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(rapport_instruments, "files", find)
    assert "axe-playwright-python" in rapport_instruments.find_axe().absence


def test_a_tool_that_dies_has_said_nothing_and_the_others_go_on(folder, monkeypatch):
    def die(paths):
        raise RuntimeError(f"boum dans {paths[0]}\nligne 2")

    monkeypatch.setattr(rapport_controles, "check_pdfua", die)
    monkeypatch.setattr(rapport_controles, "judge_pages", die)
    verdicts = read_verdicts(check_files(list_files(folder)))
    dead = verdicts["Kit/fiche.pdf", "pdf-ua"]
    assert dead.verdict is Verdict.NON_CONTROLE
    assert tell(dead).strip() == "le contrôle s’est arrêté (RuntimeError : boum dans …)"
    assert verdicts["Kit/page.html", "web-320"].verdict is Verdict.NON_CONTROLE
    assert verdicts["Kit/fiche.pdf", "mots"].verdict is Verdict.PASSE


def test_files_that_are_not_what_they_say_fail_and_stop_nothing(folder, without_tools):
    for path in (folder / "fiche.pdf", folder / "fiche.docx"):
        path.write_bytes(b"\xff\xfe rien de tel")
    (folder / "page.html").write_bytes(b"\xff\xfe")
    report = check_files(list_files(folder))

    verdicts = read_verdicts(report)
    for key in (
        ("Kit/fiche.pdf", "pdf-balises"),
        ("Kit/fiche.pdf", "pdf-champs"),
        ("Kit/fiche.pdf", "mots"),
        ("Kit/fiche.docx", "word-schema"),
        ("Kit/fiche.docx", "word-acces"),
        ("Kit/fiche.docx", "mots"),
        ("Kit/page.html", "mots"),
    ):
        assert verdicts[key].verdict is Verdict.ECHOUE, key
    assert Verdict.PASSE not in {r.verdict for r in verdicts.values()}
    assert {f.nom: f.pages for f in report.fichiers}["Kit/fiche.pdf"] is None


def test_without_its_page_the_words_of_a_file_are_not_checked(folder, without_tools):
    files = [dataclasses.replace(f, html=None) for f in list_files(folder)]
    verdicts = read_verdicts(check_files(files))
    for key in (("Kit/fiche.pdf", "mots"), ("Kit/fiche.pdf", "pdf-blocs")):
        assert verdicts[key].verdict is Verdict.NON_CONTROLE
        assert "n’a pas été donnée" in tell(verdicts[key])


def test_what_is_for_paper_alone_or_of_no_kind_is_not_judged(folder, without_tools):
    (folder / "kit.json").write_text("{}", encoding="utf-8")
    pdf = FileToCheck(
        "Papier/livret.pdf",
        folder / "fiche.pdf",
        papier_seul=True,
        equivalent="Kit/fiche.pdf",
    )
    report = check_files([pdf, FileToCheck("kit.json", folder / "kit.json")])
    paper, other = report.fichiers
    assert (paper.genre, other.genre) == (Genre.PAPIER, Genre.AUTRE)
    assert paper.resultats == other.resultats == ()
    assert paper.equivalent == "Kit/fiche.pdf"
    assert paper.pages


def test_a_page_that_runs_a_script_is_known(folder, without_tools):
    script = PAGE.replace("</main>", "</main><SCRIPT>1</SCRIPT>")
    (folder / "index.html").write_text(script, encoding="utf-8")
    files = [*list_files(folder), FileToCheck("index.html", folder / "index.html")]
    told = {f.nom: f.scripts for f in check_files(files).fichiers}
    assert told["index.html"]
    assert not told["Kit/page.html"]


def test_the_report_does_not_depend_on_the_order_nor_tell_where_files_were(
    folder, without_tools
):
    files = list_files(folder)
    first = check_files(files)
    assert first == check_files(files[::-1])
    assert [f.nom for f in first.fichiers] == sorted(f.name for f in files)
    assert str(folder) not in repr(first)


def test_a_second_build_asks_nothing_and_says_the_same(
    folder, without_tools, monkeypatch
):
    memory = Memoire()
    first = check_files(list_files(folder), memory)

    def refuse(*_):
        raise AssertionError("asked again")

    forgetful = [c._replace(judge=refuse) for c in rapport.CONTROLES]
    monkeypatch.setattr(rapport, "CONTROLES", forgetful)
    assert check_files(list_files(folder), memory) == first
    assert memory


def test_another_page_other_bytes_or_another_version_are_judged_again(
    folder, without_tools, monkeypatch
):
    memory = Memoire()
    check_files(list_files(folder), memory)
    before = set(memory)

    other = [dataclasses.replace(f, html=f"{f.html} ") for f in list_files(folder)]
    check_files(other, memory)
    pages = set(memory) - before
    (folder / "page.html").write_bytes((folder / "page.html").read_bytes() + b" ")
    check_files(list_files(folder), memory)
    files = set(memory) - before - pages
    monkeypatch.setattr("romin_print.__version__", "99.0")
    check_files(list_files(folder), memory)
    versions = set(memory) - before - pages - files
    assert [len(s) for s in (before, pages, files, versions)] == [8, 8, 1, 7]


def test_what_was_not_checked_is_not_kept(folder, monkeypatch):
    memory = Memoire()

    def die(paths):
        raise RuntimeError("boum")

    monkeypatch.setattr(rapport_controles, "check_pdfua", die)
    monkeypatch.setattr(rapport_controles, "judge_pages", die)
    check_files(list_files(folder), memory)
    assert len(memory) == 8
    assert not any(b"non-controle" in kept for kept in memory.values())


@pytest.mark.parametrize(
    "kept",
    [b"", b"[]", b"{", b"3", b'[{"critere": "mots"}]', b"[3]", b"\xff"],
)
def test_a_memory_that_is_not_sound_is_as_good_as_none(folder, without_tools, kept):
    memory = Memoire()
    first = check_files(list_files(folder), memory)
    for key in memory:
        memory[key] = kept
    assert check_files(list_files(folder), memory) == first


def test_two_files_of_the_same_bytes_are_judged_once_each_under_its_name(
    folder, without_tools
):
    files = [
        FileToCheck("b.docx", folder / "fiche.docx", MOT),
        FileToCheck("a.docx", folder / "fiche.docx", MOT),
    ]
    memory = Memoire()
    report = check_files(files, memory)
    assert [f.nom for f in report.fichiers] == ["a.docx", "b.docx"]
    assert len(memory) == 3
    assert all(len(f.resultats) == 3 for f in report.fichiers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no file /tmp/a b.pdf", "no file … b.pdf"),
        ("voir file:///tmp/kit/a.html, ligne 3", "voir …, ligne 3"),
        (r"C:\Users\x\a.pdf absent", "… absent"),
        (
            "fin </p> et 7.1/2 et WCAG 2.2/1.4.10",
            "fin </p> et 7.1/2 et WCAG 2.2/1.4.10",
        ),
        ("\x1b[31mrouge\x1b[0m\n  suite", "rouge suite"),
        ("a" * 300, "a" * 239 + "…"),
    ],
)
def test_words_of_tools_are_short_and_tell_no_place(text, told):
    assert shorten(text) == told


def test_words_in_english_are_told_apart_and_the_many_are_counted():
    problems = [
        Problem(Place(Path("a")), f"règle 7.{n} : « No « Alt » here »")
        for n in range(MOST + 2)
    ]
    told = tell_problems(problems, quoted=True)
    assert told[0] == Constat("règle 7.0", "No « Alt » here")
    assert told[-1] == Constat("et 2 autres constats")
    assert len(told) == MOST + 1


def test_nobody_is_said_to_have_looked(folder, without_tools):
    report = check_files([])
    asked = " ".join(h.titre + h.demande for h in report.humains)
    for word in ("NVDA", "JAWS", "VoiceOver", "PAC", "Word", "lavier", "difficulté"):
        assert word in asked
    assert not {h.titre for h in report.humains} & {c.court for c in report.criteres}
