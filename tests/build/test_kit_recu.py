"""A kit that was received, told to whoever received it."""

import hashlib
from dataclasses import replace

import pytest

from romin_print.build import kit_recu
from romin_print.build.kit_recu import describe_kit, verify_kit
from romin_print.errors import GateError, SelectionError
from romin_print.write.archive import open_archive

KIT = b'{"titre": "Kit du service", "edition": "2026.1"}'


@pytest.fixture
def kit(tmp_path):
    path = tmp_path / "kit.zip"
    with open_archive(path, "k", {"Bagging-Date": "2026-03-02"}) as archive:
        for name in ("index.html", "LISEZ-MOI.html"):
            archive.add(name, b"<html>")
        archive.add("data/Preuve/kit.json", KIT)
        for name in ("accessibilite.html", "outils.html"):
            archive.add(f"data/Preuve/{name}", b"<html>")
    return path


def test_a_whole_kit_is_told_with_its_digest_and_without_saying_who_made_it(kit):
    told = [line.replace("\u00a0", " ") for line in describe_kit(kit, verify_kit(kit))]

    assert told == [
        f"{kit} : kit conforme à son manifeste :"
        " aucun fichier n’y manque, n’y a changé ni n’y a été ajouté.",
        "  Ce qu’il dit de lui : Kit du service, édition 2026.1,"
        " contenu arrêté au 2 mars 2026",
        "  9 fichiers, 0,1 Mo",
        f"  SHA-256 du zip : {hashlib.sha256(kit.read_bytes()).hexdigest()}",
        "Cela ne dit pas qui l’a fait.",
        "Pour le savoir, comparer le SHA-256 avec celui que l’expéditeur annonce"
        " ailleurs que dans le kit.",
    ]


@pytest.mark.parametrize("told", ["", "hier", "2026-02-30"])
def test_a_day_that_is_none_is_not_told(kit, told):
    constat = replace(verify_kit(kit), date=told)

    assert "contenu arrêté" not in "".join(describe_kit(kit, constat))


def test_a_refused_kit_says_all_its_problems_and_what_to_do(kit):
    kit.write_bytes(kit.read_bytes()[:-1] + b"!")
    with pytest.raises(GateError) as caught:
        verify_kit(kit)

    assert caught.value.exit_code == 4
    assert caught.value.message.replace("\u00a0", " ").splitlines() == [
        f"{kit} est refusé : 1 problème",
        f"  {kit} : l’enveloppe du zip a changé",
        "Ne pas s’en servir. Demander de nouveau le kit à qui l’a envoyé.",
    ]


def test_a_refusal_stays_readable_whatever_the_number_of_problems(kit, monkeypatch):
    monkeypatch.setattr(kit_recu, "MAX_TOLD", 2)
    folder = kit.with_suffix("")
    folder.mkdir()
    (folder / "bagit.txt").write_bytes(b"x")
    with pytest.raises(GateError) as caught:
        verify_kit(folder)
    lines = caught.value.message.splitlines()

    assert len(lines) == 5
    assert lines[3] == "  … et 7 autres"


def test_a_path_that_leads_nowhere_is_a_wrong_selection(tmp_path):
    with pytest.raises(SelectionError, match="n’existe pas"):
        verify_kit(tmp_path / "absent.zip")
