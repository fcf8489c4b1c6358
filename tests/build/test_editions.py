"""Where a former edition is found: kept files, kits, git revisions."""

import random
import shutil
import subprocess
import zipfile
from contextlib import suppress

import pytest

from romin_print.build.editions import check_edition, find_edition
from romin_print.errors import ContentError, Place, Problem, SelectionError
from romin_print.model.manifeste import Manifeste, read_manifeste

SLUG = "complet"


def make_manifeste(edition):
    return Manifeste(
        classeur=SLUG,
        titre="Tout",
        edition=edition,
        pagination="feuillets",
        recto_verso=True,
        feuillets=(),
        outils=(),
    )


@pytest.fixture
def kept(tmp_path):
    """An edition as it is left in output/: a PDF and its manifest."""
    folder = tmp_path / "output" / "classeurs"
    folder.mkdir(parents=True)
    (folder / "complet.pdf").write_bytes(b"%PDF")
    (folder / "complet.manifeste.json").write_bytes(make_manifeste("2026").to_json())
    return folder


def refuse_remake(content):
    pytest.fail("nothing is to be made again")


@pytest.mark.parametrize(
    "named",
    [
        "output",
        ".",
        "output/classeurs",
        "output/classeurs/complet.pdf",
        "output/classeurs/complet.manifeste.json",
    ],
)
def test_any_file_of_an_edition_leads_to_its_manifest(kept, tmp_path, named):
    found = find_edition(tmp_path, SLUG, str(tmp_path / named), refuse_remake)
    assert found == make_manifeste("2026")


def test_a_kit_carries_the_manifest_in_whichever_folder(kept, tmp_path):
    kit = tmp_path / "kit.zip"
    with zipfile.ZipFile(kit, "w") as archive:
        archive.write(kept / "complet.manifeste.json", "data/x/complet.manifeste.json")
    assert find_edition(tmp_path, SLUG, str(kit), refuse_remake).edition == "2026"


@pytest.mark.parametrize("name", ["vide.zip", "faux.zip", "vide", "complet.pdf"])
def test_a_file_without_manifest_is_told(tmp_path, name):
    path = tmp_path / name
    if name == "vide":
        path.mkdir()
    elif name == "vide.zip":
        zipfile.ZipFile(path, "w").close()
    else:
        path.write_bytes(b"rien")
    with pytest.raises(SelectionError, match=r"manifeste|archive"):
        find_edition(tmp_path, SLUG, str(path), refuse_remake)


def test_a_kit_that_swells_is_refused(tmp_path):
    kit = tmp_path / "bombe.zip"
    with zipfile.ZipFile(kit, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("complet.manifeste.json", b" " * (30 * 2**20))
    with pytest.raises(SelectionError, match="trop gros"):
        find_edition(tmp_path, SLUG, str(kit), refuse_remake)


PACKINGS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


def make_kit(path, packing):
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("kit/complet.manifeste.json", make_manifeste("2026").to_json())
    return path.read_bytes()


@pytest.mark.parametrize("packing", PACKINGS.values(), ids=PACKINGS)
def test_a_damaged_kit_is_a_sentence_whatever_is_damaged(tmp_path, packing):
    kit = tmp_path / "kit.zip"
    whole = make_kit(kit, packing)
    assert find_edition(tmp_path, SLUG, str(kit), refuse_remake).edition == "2026"
    for number in range(300):
        chance = random.Random(number)
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        kit.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        with suppress(SelectionError):
            find_edition(tmp_path, SLUG, str(kit), refuse_remake)


def test_a_kit_whose_manifest_does_not_unpack_is_told(tmp_path):
    kit = tmp_path / "KIT.ZIP"
    data = make_kit(kit, zipfile.ZIP_LZMA)
    start = data.index(b".json") + 5 + 4  # after the properties of the filter
    kit.write_bytes(data[: start + 5] + b"\xff" * 20 + data[start + 25 :])
    with pytest.raises(SelectionError, match="pas une archive lisible"):
        find_edition(tmp_path, SLUG, str(kit), refuse_remake)


def name_badly(data, directory):
    """Say that the name is UTF-8, and make it something else."""
    for start, flags, name in ((0, 6, 30), (directory, 8, 46)):
        data[start + flags + 1] |= 8
        data[start + name] = 0xFF


def lead_to_the_end(data, directory):
    data[directory + 42 : directory + 46] = (len(data) - 9).to_bytes(4, "little")


@pytest.mark.parametrize("harm", [name_badly, lead_to_the_end])
def test_a_kit_whose_directory_lies_is_told(tmp_path, harm):
    kit = tmp_path / "kit.zip"
    data = bytearray(make_kit(kit, zipfile.ZIP_STORED))
    harm(data, data.index(b"PK\1\2"))
    kit.write_bytes(data)
    with pytest.raises(SelectionError, match="pas une archive lisible"):
        find_edition(tmp_path, SLUG, str(kit), refuse_remake)


def test_a_kit_with_a_password_is_told_as_such(tmp_path):
    kit = tmp_path / "kit.zip"
    data = bytearray(make_kit(kit, zipfile.ZIP_STORED))
    data[6] |= 1  # in the header of the file, then in the directory
    data[data.index(b"PK\1\2") + 8] |= 1
    kit.write_bytes(data)
    with pytest.raises(SelectionError, match="demande un mot de passe"):
        find_edition(tmp_path, SLUG, str(kit), refuse_remake)


@pytest.mark.parametrize("field", ["titre", "edition"])
@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u2069", "\x1b", "\x07", "\u200b"]
)
def test_a_manifest_that_would_turn_its_words_around_is_refused(field, sign):
    told = make_manifeste("2026").to_json().decode()
    value = {"titre": "Tout", "edition": "2026"}[field]
    assert f'"{field}": "{value}"' in told
    escaped = f"\\u{ord(sign):04x}"
    spoilt = told.replace(f'"{field}": "{value}"', f'"{field}": "{value}{escaped}1"')
    with pytest.raises(SelectionError, match=f"champ « {field} »"):
        read_manifeste(spoilt.encode(), "ancien.json")


def test_an_edition_named_on_two_lines_is_told_on_one():
    assert make_manifeste("2026\n\tbis").edition == "2026 bis"


@pytest.fixture
def repository(tmp_path):
    """A project with two revisions: before its binder, and with it."""
    root = tmp_path / "projet"
    classeurs = root / "content" / "classeurs"
    classeurs.mkdir(parents=True)
    (root / "content" / "referentiel.yaml").write_text("un\n")
    for step in ("avant", "avec"):
        if step == "avec":
            (classeurs / "complet.yaml").write_text("ancien\n")
        run_git(root, *([] if (root / ".git").exists() else ["init", "-q"]))
        run_git(root, "add", "-A")
        run_git(root, "commit", "-qm", step)
        run_git(root, "tag", step)
    (classeurs / "complet.yaml").write_text("nouveau\n")
    return root


def run_git(root, *arguments):
    if arguments:
        who = ["-c", "user.name=Essai", "-c", "user.email=essai@example.org"]
        subprocess.run(["git", "-C", str(root), *who, *arguments], check=True)


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="sans git")


@needs_git
def test_a_revision_is_made_again_out_of_its_own_content(repository):
    read = []

    def remake(content):
        read.append((content / "classeurs" / "complet.yaml").read_text())
        return make_manifeste("refaite")

    assert find_edition(repository, SLUG, "avec", remake).edition == "refaite"
    assert read == ["ancien\n"]
    assert (repository / "content/classeurs/complet.yaml").read_text() == "nouveau\n"


@needs_git
@pytest.mark.parametrize("revision", ["avant", "absente", "--output=x", "avec:content"])
def test_what_is_no_edition_is_refused_in_french(repository, revision):
    with pytest.raises(SelectionError, match=r"n’est ni|n’a pas encore"):
        find_edition(repository, SLUG, revision, refuse_remake)
    assert not (repository / "x").exists()


@needs_git
def test_the_faults_of_a_revision_are_told_as_its_own(repository):
    def remake(content):
        place = Place(content / "outils" / "a.yaml", 3, 4)
        raise ContentError([Problem(place, "mot inconnu", "Le changer.")])

    with pytest.raises(SelectionError) as caught:
        find_edition(repository, SLUG, "avec", remake)
    told = caught.value.message.replace("\u00a0", " ")
    assert "\n  à la révision avec : content/outils/a.yaml:3:4 : mot inconnu" in told
    assert "romin-print-" not in told


@needs_git
def test_an_edition_is_looked_for_without_anything_being_laid_out(kept, repository):
    check_edition(repository, SLUG, str(kept))
    with pytest.raises(SelectionError, match="ni un fichier ni une révision"):
        check_edition(repository, SLUG, "absente")
    with pytest.raises(SelectionError, match=r"révision avec.*content/"):
        check_edition(repository, SLUG, "avec")


@needs_git
def test_a_revision_with_a_link_out_of_it_is_told(repository):
    (repository / "content" / "lien").symlink_to("/etc")
    run_git(repository, "add", "-A")
    run_git(repository, "commit", "-qm", "lien")
    with pytest.raises(SelectionError, match="a un lien qui en sort"):
        find_edition(repository, SLUG, "HEAD", refuse_remake)


def test_a_folder_that_is_no_repository_is_told(tmp_path):
    with pytest.raises(SelectionError, match=r"ni un fichier ni une révision|git"):
        find_edition(tmp_path, SLUG, "v1.0", refuse_remake)
