"""Where a former edition is found: kept files, kits, git revisions."""

import shutil
import subprocess
import zipfile

import pytest

from romin_print.build.editions import find_edition
from romin_print.errors import SelectionError
from romin_print.model.manifeste import Manifeste

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


def test_a_folder_that_is_no_repository_is_told(tmp_path):
    with pytest.raises(SelectionError, match=r"ni un fichier ni une révision|git"):
        find_edition(tmp_path, SLUG, "v1.0", refuse_remake)
