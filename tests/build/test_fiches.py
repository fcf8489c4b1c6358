"""Printing: all the files or none, and only what is new."""

import pytest

from romin_print.build import atelier
from romin_print.build.fiches import build_fiches
from romin_print.build.impression import Demande
from romin_print.build.projet import find_projet
from romin_print.errors import LayoutError

LIGHT = ("docx", "html")


@pytest.fixture
def projet(root):
    return find_projet(root)


def test_files_come_in_the_order_of_codes_then_of_formats(projet):
    printed = build_fiches(projet, Demande(formats=("html", "docx")))
    names = [path.name for path in printed.files]
    assert names[:3] == [
        "A-01-carte-des-appuis.html",
        "A-01-carte-des-appuis.docx",
        "A-02-ancienne-carte.html",
    ]
    assert all(path.is_file() for path in printed.files)
    assert (printed.documents, printed.pages) == (3, 0)


def test_a_second_run_leaves_unchanged_files_alone(projet):
    first = build_fiches(projet, Demande(formats=LIGHT)).files
    before = {path: path.stat() for path in first}
    build_fiches(projet, Demande(formats=LIGHT))
    for path in first:
        after = path.stat()
        assert (after.st_mtime_ns, after.st_ino) == (
            before[path].st_mtime_ns,
            before[path].st_ino,
        )


def test_a_run_that_fails_at_the_last_file_changes_none(projet, monkeypatch):
    files = build_fiches(projet, Demande(formats=LIGHT)).files
    for path in files:
        path.write_bytes(b"ancien")
    real = atelier.render_light

    def fail_at_last(html, extension, layouts):
        if "Pas à pas" in html and extension == "html":
            raise LayoutError("essai")
        return real(html, extension, layouts)

    monkeypatch.setattr(atelier, "render_light", fail_at_last)
    with pytest.raises(LayoutError):
        build_fiches(projet, Demande(formats=LIGHT))
    assert {path.read_bytes() for path in files} == {b"ancien"}
    assert [p.name for p in projet.output.iterdir()] == ["fiches"]


def test_progress_counts_the_documents(projet):
    told = []
    build_fiches(projet, Demande(formats=("html",)), lambda *seen: told.append(seen))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_files_of_other_tools_are_left_alone(projet):
    mine = projet.output / "fiches" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("à moi")
    build_fiches(projet, Demande(noms=("C-01",), formats=("html",)))
    assert mine.read_text() == "à moi"


def test_a_fiche_of_three_pages_is_printed_with_a_word_about_it(projet):
    path = projet.content / "outils" / "pas-a-pas.yaml"
    long = "[" + ", ".join(["Rester modeste, et dire pourquoi. " * 22] * 9) + "]"
    text = path.read_text("utf-8").replace("[Rester modeste.]", long)
    path.write_text(text.replace("modeste, et", "modeste et"), "utf-8")
    printed = build_fiches(projet, Demande(noms=("C-01", "A-01"), formats=("pdf",)))

    (told,) = printed.remarques
    assert "C-01-pas-a-pas fait 3 pages au lieu de 2" in told.replace("\u00a0", " ")
    assert printed.documents == 2
