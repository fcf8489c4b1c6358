"""The whole folder: every file is read, nothing outside, and all is told at once."""

import os

import pytest

from romin_print.errors import ContentError
from romin_print.load import fonds as loader
from romin_print.load.fonds import load_fonds, read_codes, read_referentiel

PAS = "outils/pas-a-pas.yaml"
CARTE = "outils/carte-des-appuis.yaml"
ABSENT = "fichier absent | Mettre ici un fichier de texte de ce nom."
LINK = "ce lien sort de content/ | Copier le fichier ici."
SLUG = (
    "Écrire en minuscules sans accents, avec des tirets : par exemple gestion-de-soi."
)


def test_the_small_content_is_read_whole_and_in_the_order_of_codes(content):
    fonds = load_fonds(content)
    assert list(fonds.outils) == ["carte-des-appuis", "ancienne-carte", "pas-a-pas"]
    assert list(fonds.images) == ["images/ligne.png"]
    assert len(fonds.bibliographie.references) == 3


def test_every_problem_is_told_at_once_with_its_line(change, tell):
    change("referentiel.yaml", "#5A4A9C", "#FFD400")
    change("bibliographie.yaml", "volume:", "volumes:")
    change(PAS, "duree: 5\neffectif", "duree: cinq\neffectif")
    change(PAS, "posture:", "postures:")
    change(CARTE, "outil: pas-a-pas", "outil: pas-a-pa")
    change(CARTE, "images/ligne.png", "images/absente.png")
    change("outils/ancienne-carte.yaml", "version:", "\tversion:")
    assert [line.split(" ")[0] for line in tell()] == [
        "bibliographie.yaml:7:5",
        "outils/ancienne-carte.yaml:6:1",
        "outils/carte-des-appuis.yaml:40:16",
        "outils/carte-des-appuis.yaml:55:12",
        "outils/pas-a-pas.yaml:15:8",
        "outils/pas-a-pas.yaml:27:1",
        "referentiel.yaml:13:14",
    ]


def test_the_message_counts_the_problems_and_lists_them(content, change):
    change(PAS, "posture:", "postures:")
    change(PAS, "duree: 5\neffectif", "duree: cinq\neffectif")
    with pytest.raises(ContentError) as caught:
        load_fonds(content)
    first, *others = caught.value.message.splitlines()
    assert first.startswith("2 problèmes")
    assert [line.strip() for line in others] == [str(p) for p in caught.value.problems]
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("name", ["referentiel.yaml", "bibliographie.yaml"])
def test_an_absent_file_is_told(content, tell, name):
    (content / name).unlink()
    assert tell() == [f"{name}:1:1 {ABSENT}"]


def test_a_folder_without_tools_is_told(content, tell):
    for path in (content / "outils").iterdir():
        path.unlink()
    assert tell() == [
        "outils:1:1 aucun outil | Ajouter un fichier .yaml dans ce dossier."
    ]


@pytest.mark.parametrize("name", [PAS, "referentiel.yaml", "bibliographie.yaml"])
def test_a_link_out_of_content_is_not_read(content, tell, name):
    outside = content.parent / "secret.yaml"
    (content / name).rename(outside)
    (content / name).symlink_to(outside)
    assert tell() == [f"{name}:1:1 {LINK}"]


def test_a_link_in_a_circle_or_to_nothing_is_told(content, tell):
    (content / "outils" / "rond.yaml").symlink_to("rond.yaml")
    (content / "outils" / "vide.yaml").symlink_to("absent.yaml")
    assert tell() == [
        f"outils/rond.yaml:1:1 {LINK}",
        f"outils/vide.yaml:1:1 {ABSENT}",
    ]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_told_and_does_not_block(content, tell, make):
    make(content / "outils" / "autre.yaml")
    assert tell() == [
        "outils/autre.yaml:1:1 ce n’est pas un fichier | "
        "Mettre ici un fichier de texte de ce nom."
    ]


def test_an_error_of_the_disk_is_told(content, tell, monkeypatch):
    read = loader.Path.read_bytes

    def fail(path):
        if path.name == "pas-a-pas.yaml":
            raise OSError(5, "Input/output error")
        return read(path)

    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    assert tell() == [f"{PAS}:1:1 fichier illisible | Vérifier les droits de lecture."]


@pytest.mark.parametrize("stem", ["Pas à pas", "pas_a_pas", "pas-", "a\n", "a" * 61])
def test_a_file_name_that_is_no_slug_is_told(content, change, tell, stem):
    change(CARTE, "  - outil: pas-a-pas\n    pourquoi: La personne veut *agir*.\n", "")
    change(CARTE, "suites:\n", "")
    (content / PAS).rename(content / "outils" / f"{stem}.yaml")
    (line,) = tell()
    assert f" nom de fichier refusé : « {stem[:39].strip()}" in line
    assert line.endswith(f" | {SLUG}")


@pytest.mark.parametrize("extension", [".yml", ".YAML"])
def test_a_tool_of_another_extension_is_not_silently_left_out(content, tell, extension):
    (content / PAS).with_name(f"autre{extension}").write_text("a: b")
    assert tell() == [
        f"outils/autre{extension}:1:1 extension que le programme ne lit pas : "
        f"« {extension} » | Renommer le fichier en « .yaml »."
    ]


def test_other_files_are_left_alone(content):
    (content / "outils" / "notes.txt").write_text("à faire")
    assert len(load_fonds(content).outils) == 3


def test_too_many_files_are_told_and_not_read(content, tell, monkeypatch):
    monkeypatch.setattr(loader, "MAX_FILES", 2)
    (content / PAS).write_text("illisible")
    told = tell()
    assert told[0] == (
        "outils:1:1 plus de 2 fichiers | Retirer ce qui n’est pas un outil."
    )
    assert not any(line.startswith(PAS) for line in told)


def test_the_vocabularies_alone_are_read_or_told(content, change):
    assert len(read_referentiel(content).etapes) == 2
    change("referentiel.yaml", "#5A4A9C", "violet")
    with pytest.raises(ContentError, match="violet"):
        read_referentiel(content)


def test_codes_are_known_even_of_a_tool_that_is_not_finished(content):
    (content / "outils" / "brouillon.yaml").write_text("code: A-07\ntitre:\n")
    (content / "outils" / "vide.yaml").write_text("")
    assert read_codes(content) == {
        "ancienne-carte": "A-02",
        "brouillon": "A-07",
        "carte-des-appuis": "A-01",
        "pas-a-pas": "C-01",
    }
