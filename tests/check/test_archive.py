"""A kit that was received: whole it is accepted, and anything else is refused and said."""

import hashlib
import io
import json
import os
import shutil
import stat
import struct
import tracemalloc
import zipfile
import zlib

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from romin_print.check import archive as module
from romin_print.check import (
    archive_dossier,
    archive_membres,
    archive_noms,
    archive_sac,
    archive_zip,
)
from romin_print.check.archive import check_archive
from romin_print.write import archive as writer
from romin_print.write import archive_names
from romin_print.write.archive import open_archive
from romin_print.write.stable_zip import (
    DEFLATED,
    STORED,
    join_members,
    make_end,
    make_entry,
    make_header,
    pack_member,
)

# The library calls `re.sub` and `codecs.open` as later versions of Python advise not to.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit")

NOM = "service-2026.1"
INFO = {"Bagging-Date": "2026-03-02"}
KIT = json.dumps({"titre": "Kit du service", "edition": "2026.1"}).encode()
FICHE, PAGE = "data/Fiches/A-01.pdf", "data/Séances/é.html"
FILES = {
    "index.html": b"<html>accueil</html>" * 3,
    "LISEZ-MOI.html": b"<html>lire</html>",
    FICHE: bytes(range(200)),
    PAGE: "<p>été</p>".encode() * 9,
    "data/Preuve/kit.json": KIT,
    "data/Preuve/accessibilite.html": b"<html>lisible</html>",
    "data/Preuve/outils.html": b"<html>relus</html>",
}


def write_kit(path, files=FILES):
    with open_archive(path, NOM, INFO) as archive:
        for name, data in files.items():
            archive.add(name, data)
    return path


@pytest.fixture
def kit(tmp_path):
    return write_kit(tmp_path / "kit.zip")


@pytest.fixture
def members(kit):
    """The files of a kit, by their whole path, to be changed and packed again."""
    with zipfile.ZipFile(kit) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def dossier(kit, tmp_path):
    """The same, unzipped."""
    with zipfile.ZipFile(kit) as opened:
        opened.extractall(tmp_path / "cle")
    return tmp_path / "cle" / NOM


def pack(path, members, edit=lambda name, header, entry: (header, entry)):
    """Pack members in a zip; `edit` may say anything of any of them."""
    parts, entries, offset = [], [], 0
    for name, data in members if isinstance(members, list) else members.items():
        packed = pack_member(data, STORED)
        header = make_header(name, packed)
        header, entry = edit(name, header, make_entry(header, offset))
        parts += [header, packed.data]
        entries.append(entry)
        offset += len(header) + len(packed.data)
    path.write_bytes(b"".join([*parts, *entries, make_end(entries, offset)]))
    return path


def at(name, place, form, value, header_too=True):
    """Edit one field of one member: its place is that in the header."""

    def edit(member, header, entry):
        if member == f"{NOM}/{name}":
            entry = put(entry, place + 2, form, value)
            header = put(header, place, form, value) if header_too else header
        return header, entry

    return edit


def put(data, place, form, value):
    changed = bytearray(data)
    struct.pack_into(form, changed, place, value)
    return bytes(changed)


def add_extra(name, extra, header_too=True):
    """Give one member an extra field."""

    def edit(member, header, entry):
        if member == f"{NOM}/{name}":
            if header_too:
                header = put(header, 28, "<H", len(extra)) + extra
            entry = put(entry, 30, "<H", len(extra)) + extra
        return header, entry

    return edit


def tell(constat):
    return [str(problem).replace("\u00a0", " ") for problem in constat.problemes]


def tell_zip(path):
    return tell(check_archive(path))


def seal_again(members, name, data):
    """Change a file, and the manifests with it, as the one who made the kit could."""
    whole = {**members, f"{NOM}/{name}": data}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        listed = [
            key for key in whole
            if key.startswith(f"{NOM}/data/") == (manifest[0] == "m")
            and not key.endswith("tagmanifest-sha256.txt")
        ]  # fmt: skip
        lines = (
            f"{hashlib.sha256(whole[key]).hexdigest()}  {key.removeprefix(NOM + '/')}\n"
            for key in listed
        )
        if name != manifest:
            whole[f"{NOM}/{manifest}"] = "".join(lines).encode()
    return whole


# What is accepted


def test_a_whole_kit_is_accepted_and_told(kit):
    constat = check_archive(kit)

    assert tell(constat) == []
    assert constat.remarques == ()
    assert (constat.titre, constat.edition) == ("Kit du service", "2026.1")
    assert constat.date == "2026-03-02"
    assert constat.fichiers == len(FILES) + 4
    assert constat.octets > sum(map(len, FILES.values()))
    assert constat.sha256 == hashlib.sha256(kit.read_bytes()).hexdigest()


def test_a_kit_unzipped_is_accepted_and_so_is_the_folder_around_it(dossier):
    for path in (dossier, dossier.parent):
        constat = check_archive(path)
        assert tell(constat) == []
        assert constat.titre == "Kit du service"
        assert constat.sha256 == ""


def test_a_kit_zipped_again_by_another_program_is_accepted_with_a_remark(
    dossier, tmp_path
):
    again = shutil.make_archive(
        str(tmp_path / "again"), "zip", dossier.parent, dossier.name
    )
    constat = check_archive(module.Path(again))

    assert tell(constat) == []
    assert "il a été refait depuis" in str(constat.remarques[0])


def test_a_kit_zipped_as_a_stream_is_accepted(members, tmp_path):
    """Its members say their sizes only after their bytes."""

    class Stream(io.RawIOBase):
        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.data += data
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    (tmp_path / "flux.zip").write_bytes(stream.data)
    with zipfile.ZipFile(tmp_path / "flux.zip") as opened:
        assert opened.infolist()[0].flag_bits & archive_zip.LATER

    assert tell_zip(tmp_path / "flux.zip") == []


def test_accents_may_have_been_taken_apart_on_the_way(members, tmp_path):
    apart = {
        module.unicodedata.normalize("NFD", name): data
        for name, data in members.items()
    }
    assert apart.keys() != members.keys()

    assert tell_zip(pack(tmp_path / "mac.zip", apart)) == []


def test_nothing_is_left_in_the_temporary_folder(kit, tmp_path, monkeypatch):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    check_archive(kit)

    assert list(scratch.iterdir()) == []


# Files that are missing, altered, added


def test_every_fault_is_told_at_once_with_the_name_of_its_file(members, tmp_path):
    del members[f"{NOM}/index.html"], members[f"{NOM}/data/Preuve/kit.json"]
    members[f"{NOM}/{FICHE}"] = b"autre"
    members[f"{NOM}/{PAGE}"] = members[f"{NOM}/{PAGE}"].upper()
    members[f"{NOM}/data/virus.exe"] = b"MZ"
    members[f"{NOM}/index2.html"] = b"<html>"
    told = tell_zip(pack(tmp_path / "abime.zip", members))

    assert told == [
        f"{FICHE} : a changé depuis que le kit a été fait",
        "data/Preuve/kit.json : manque",
        f"{PAGE} : a changé depuis que le kit a été fait",
        "data/virus.exe : a été ajouté : le manifeste ne le connaît pas",
        "index.html : manque",
        "index2.html : a été ajouté : le manifeste ne le connaît pas",
    ]


@pytest.mark.parametrize("lost", ["bagit.txt", "bag-info.txt", *FILES])
def test_a_file_that_was_removed_is_named(members, tmp_path, lost):
    del members[f"{NOM}/{lost}"]

    assert tell_zip(pack(tmp_path / "moins.zip", members)) == [f"{lost} : manque"]


@pytest.mark.parametrize("lost", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_manifest_that_was_removed_is_named_alone(members, tmp_path, lost):
    del members[f"{NOM}/{lost}"]

    assert tell_zip(pack(tmp_path / "moins.zip", members)) == [f"{lost} : manque"]


def test_an_altered_manifest_is_named_with_what_it_no_longer_knows(members, tmp_path):
    manifest = f"{NOM}/manifest-sha256.txt"
    members[manifest] = b"".join(members[manifest].splitlines(keepends=True)[1:])
    told = tell_zip(pack(tmp_path / "abime.zip", members))

    assert told == [
        f"{FICHE} : a été ajouté : le manifeste ne le connaît pas",
        "manifest-sha256.txt : a changé depuis que le kit a été fait",
    ]


def test_an_added_file_of_the_system_is_refused_in_a_zip(members, tmp_path):
    members[f"{NOM}/data/.DS_Store"] = members["__MACOSX/._x"] = b"x"

    assert tell_zip(pack(tmp_path / "mac.zip", members)) == [
        "__MACOSX/._x : n’est pas dans le dossier du kit",
        "data/.DS_Store : a été ajouté : le manifeste ne le connaît pas",
    ]


def test_an_added_file_of_the_system_is_remarked_in_a_folder(dossier):
    for name in (".DS_Store", "data/Thumbs.db", "data/Fiches/desktop.ini", "._a.pdf"):
        (dossier / name).write_bytes(b"x")
    constat = check_archive(dossier)

    assert tell(constat) == []
    assert len(constat.remarques) == 4
    assert constat.fichiers == len(FILES) + 4


def test_what_a_system_left_hides_nothing_that_the_library_refuses(
    dossier, monkeypatch
):
    (dossier / ".DS_Store").write_bytes(b"x")

    def refuse(bag):
        raise bagit.BagError

    monkeypatch.setattr(bagit.Bag, "validate", refuse)

    assert tell(check_archive(dossier)) == [
        "bagit.txt : ce n’est pas un kit, ou il est abîmé"
    ]


def test_a_folder_is_checked_as_a_zip_is(dossier):
    (dossier / FICHE).write_bytes(b"autre")
    (dossier / "index.html").unlink()
    (dossier / "data" / "plus.html").write_bytes(b"x")

    assert tell(check_archive(dossier)) == [
        f"{FICHE} : a changé depuis que le kit a été fait",
        "data/plus.html : a été ajouté : le manifeste ne le connaît pas",
        "index.html : manque",
    ]


def test_links_and_pipes_in_a_folder_are_refused_and_not_opened(dossier, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a").write_bytes(b"x")
    (dossier / "lien.html").symlink_to(dossier / "index.html")
    (dossier / "data" / "dossier").symlink_to(secret)
    os.mkfifo(dossier / "data" / "tube")

    assert tell(check_archive(dossier)) == [
        "data/dossier : est un lien vers un autre fichier",
        "data/tube : n’est pas un fichier ordinaire",
        "lien.html : est un lien vers un autre fichier",
    ]


def test_names_in_a_folder_that_another_system_would_confuse_are_refused(dossier):
    (dossier / "INDEX.html").write_bytes(b"x")
    (dossier / "data" / "a\u202eb").write_bytes(b"x")

    assert tell(check_archive(dossier))[1:] == [
        "data/a[U+202E]b : le nom cache un caractère invisible",
        "index.html : le nom se confond avec « INDEX.html »",
    ]


def test_a_folder_that_cannot_be_looked_into_is_named(dossier, monkeypatch):
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("Preuve"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)

    assert "data/Preuve : ne peut pas être lu" in tell(check_archive(dossier))


def test_a_folder_that_is_no_kit_is_said_at_once(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")

    assert tell(check_archive(tmp_path)) == [
        f"{tmp_path} : n’est pas le dossier d’un kit : il y manque bagit.txt"
    ]


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 5), ("MAX_BYTES", 99)])
def test_a_folder_too_big_for_a_kit_is_left_there(dossier, monkeypatch, limit, value):
    monkeypatch.setattr(archive_dossier, limit, value)
    (told,) = tell(check_archive(dossier))

    assert "aucun kit n’est si grand" in told


# One byte, anywhere


FLIPS = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FLIPS
@given(data=st.data())
def test_one_byte_altered_anywhere_in_the_zip_is_refused(kit, tmp_path, data):
    """Even where no unzipper looks: dates, rights, what is left of a last byte."""
    whole = bytearray(kit.read_bytes())
    offset = data.draw(st.integers(0, len(whole) - 1))
    whole[offset] ^= data.draw(st.integers(1, 255))
    (tmp_path / "altere.zip").write_bytes(whole)

    assert tell_zip(tmp_path / "altere.zip")


def test_a_file_altered_inside_the_zip_is_named_rather_than_the_zip(kit, tmp_path):
    data = kit.read_bytes().replace(FILES[FICHE], FILES[FICHE][::-1])
    (tmp_path / "altere.zip").write_bytes(data)

    assert tell_zip(tmp_path / "altere.zip") == [f"{FICHE} : est abîmé"]


def test_what_no_unzipper_looks_at_is_said_of_the_zip(kit, tmp_path):
    data = kit.read_bytes().replace(struct.pack("<2H", 0, 33), b"1234")
    (tmp_path / "date.zip").write_bytes(data)
    (told,) = tell_zip(tmp_path / "date.zip")

    assert told == f"{tmp_path}/date.zip : l’enveloppe du zip a changé"


@FLIPS
@given(data=st.data())
def test_in_a_zip_made_again_an_altered_byte_is_refused_or_gives_the_same_files(
    kit, members, tmp_path, data
):
    path = tmp_path / "refait.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    whole = bytearray(path.read_bytes())
    offset = data.draw(st.integers(0, len(whole) - 1))
    whole[offset] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole)
    if tell_zip(path):
        return
    with zipfile.ZipFile(path) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == members


@FLIPS
@given(data=st.data())
def test_a_zip_cut_anywhere_is_refused(kit, tmp_path, data):
    whole = kit.read_bytes()
    (tmp_path / "coupe.zip").write_bytes(
        whole[: data.draw(st.integers(0, len(whole) - 1))]
    )

    assert len(tell_zip(tmp_path / "coupe.zip")) == 1


PLACES = [
    "before",
    "before the list",
    "before the list, told",
    "after the list",
    "after",
]


@pytest.mark.parametrize("place", PLACES)
def test_bytes_added_around_or_between_the_members_are_refused(
    members, tmp_path, place
):
    whole = pack(tmp_path / "plus.zip", members).read_bytes()
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    where = [0, start, start, end, len(whole)][PLACES.index(place)]
    changed = whole[:where] + b"x" + whole[where:]
    if place.endswith("told"):
        changed = put(changed, end + 1 + 16, "<I", start + 1)
    (tmp_path / "plus.zip").write_bytes(changed)

    (told,) = tell_zip(tmp_path / "plus.zip")
    assert "le zip est abîmé" in told


# Zips that lie


def test_what_is_no_zip_or_only_its_beginning_is_said(kit, tmp_path):
    (tmp_path / "rien.zip").write_bytes(b"")
    (tmp_path / "texte.zip").write_bytes(b"bonjour" * 99)
    (tmp_path / "debut.zip").write_bytes(kit.read_bytes()[:500])

    told = [tell_zip(tmp_path / f"{name}.zip") for name in ("rien", "texte", "debut")]
    assert told == [
        [f"{tmp_path}/rien.zip : ce n’est pas un zip"],
        [f"{tmp_path}/texte.zip : ce n’est pas un zip"],
        [f"{tmp_path}/debut.zip : le zip est incomplet : sa fin manque"],
    ]


def test_an_empty_zip_is_refused(tmp_path):
    assert tell_zip(pack(tmp_path / "vide.zip", {})) == [
        f"{tmp_path}/vide.zip : le zip est vide"
    ]


def test_a_zip_of_something_else_is_not_a_kit(tmp_path):
    told = tell_zip(pack(tmp_path / "autre.zip", {"photos/a.png": b"x"}))

    assert "bagit.txt : manque" in told
    assert "index.html : manque" in told


def test_a_bag_without_our_pages_is_not_a_kit(tmp_path):
    folder = tmp_path / "sac"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"x")
    bagit.make_bag(str(folder), checksums=["sha256"])
    assert bagit.Bag(str(folder)).is_valid()

    assert {"index.html : manque", "LISEZ-MOI.html : manque"} < set(
        tell(check_archive(folder))
    )


@pytest.mark.parametrize("lost", sorted(archive_sac.PREUVES))
def test_a_kit_without_its_proofs_is_none_even_if_its_manifests_were_made_again(
    members, tmp_path, lost
):
    del members[f"{NOM}/{lost}"]
    payload = [data for name, data in members.items() if "/data/" in name]
    oxum = f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}\n".encode()
    whole = seal_again(members, "bag-info.txt", b"Bagging-Date: 2026-03-02\n" + oxum)

    assert tell_zip(pack(tmp_path / "kit.zip", whole)) == [
        f"{lost} : manque : ce n’est pas un kit de romin-print entier"
    ]


def test_a_bag_with_other_digests_only_is_refused(dossier):
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        (dossier / name).rename(dossier / name.replace("sha256", "md5"))
    told = tell(check_archive(dossier))

    assert "manifest-sha256.txt : manque" in told
    assert "manifest-md5.txt : est un manifeste d’un autre genre que SHA-256" in told


def test_a_bag_that_asks_for_files_from_elsewhere_is_refused(members, tmp_path):
    whole = seal_again(members, "fetch.txt", b"http://exemple.fr/a 1 data/a\n")
    (told,) = tell_zip(pack(tmp_path / "kit.zip", whole))

    assert told.startswith("fetch.txt : ferait chercher des fichiers ailleurs")


@pytest.mark.parametrize(
    "line", ["data/../../x", "/etc/passwd", "C:/x", "data/\u202ex", "data\\x"]
)
def test_a_manifest_that_names_a_place_outside_is_refused(members, tmp_path, line):
    manifest = members[f"{NOM}/manifest-sha256.txt"] + f"{'0' * 64}  {line}\n".encode()
    whole = seal_again(members, "manifest-sha256.txt", manifest)
    (told,) = tell_zip(pack(tmp_path / "kit.zip", whole))

    assert told == (
        "manifest-sha256.txt : la ligne 6 est illisible, ou nomme un fichier refusé"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manifest-sha256.txt", b"\xff\xfe"),
        ("manifest-sha256.txt", b""),
        ("manifest-sha256.txt", b"abc"),
        ("manifest-sha256.txt", f"{'0' * 64}  index.html\n".encode()),
        ("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: bz2\n"),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n"),
        ("bag-info.txt", b"Payload-Oxum: beaucoup\n"),
        ("bag-info.txt", b"\xff" * 99),
    ],
)
def test_the_files_of_the_bag_itself_are_read_as_a_stranger_s(
    members, tmp_path, name, data
):
    whole = seal_again(members, name, data)
    told = tell_zip(pack(tmp_path / "kit.zip", whole))

    assert any(line.startswith(f"{name} : ") for line in told)


def test_an_encrypted_file_is_named(members, tmp_path):
    path = pack(tmp_path / "kit.zip", members, at(FICHE, 6, "<H", 1))

    assert tell_zip(path) == [f"{FICHE} : est protégé par un mot de passe"]


@pytest.mark.parametrize(("place", "value"), [(8, 12), (6, 0x20), (4, 63)])
def test_a_way_of_packing_that_is_not_ours_is_named(members, tmp_path, place, value):
    path = pack(tmp_path / "kit.zip", members, at(FICHE, place, "<H", value))

    assert tell_zip(path) == [f"{FICHE} : est compressé d’une façon inconnue"]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ((stat.S_IFLNK | 0o777) << 16, "est un lien vers un autre fichier"),
        (archive_zip.REPARSE_POINT, "est un lien vers un autre fichier"),
        (stat.S_IFIFO << 16, "n’est pas un fichier ordinaire"),
    ],
)
def test_links_in_a_zip_are_named(members, tmp_path, attributes, told):
    edit = at(FICHE, 36, "<I", attributes, header_too=False)

    assert tell_zip(pack(tmp_path / "kit.zip", members, edit)) == [f"{FICHE} : {told}"]


def test_folders_may_be_members_but_hold_nothing(members, tmp_path):
    members[f"{NOM}/data/"] = b""
    assert tell_zip(pack(tmp_path / "kit.zip", members)) == []

    members[f"{NOM}/data/"] = b"MZ!"
    assert tell_zip(pack(tmp_path / "kit.zip", members)) == [
        "data : est à la fois un dossier et un fichier"
    ]


def test_a_damaged_file_is_named(members, tmp_path):
    path = pack(tmp_path / "kit.zip", members, at(FICHE, 14, "<I", 1))

    assert tell_zip(path) == [f"{FICHE} : est abîmé"]


@pytest.mark.parametrize("header_too", [True, False])
def test_a_second_name_for_a_file_is_refused(members, tmp_path, header_too):
    """Some unzippers take it instead of the first."""
    name = b"data/virus.exe"
    extra = struct.pack("<2HBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"x")) + name
    edit = add_extra(FICHE, extra, header_too)
    (told,) = tell_zip(pack(tmp_path / "kit.zip", members, edit))

    assert "deux noms" in told


def test_a_header_and_a_list_that_differ_are_refused(members, tmp_path):
    edit = at(FICHE, 22, "<I", 5, header_too=False)
    (told,) = tell_zip(pack(tmp_path / "kit.zip", members, edit))

    assert "il dit deux choses d’un même fichier" in told


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        (f"{NOM}/../x", "le nom remonte hors du kit (« .. »)"),
        ("../x", "le nom remonte hors du kit (« .. »)"),
        ("/etc/x", "le nom désigne un endroit hors du kit"),
        ("C:/x", "le nom désigne un endroit hors du kit"),
        (f"{NOM}\\..\\x", "le nom contient une barre à l’envers (« \\ »)"),
        (f"{NOM}/data//x", "le nom a une partie vide"),
        (f"{NOM}/data/x.", "qui finit par un point"),
        (f"{NOM}/data/a\x1b[31m", "[U+001B][31m : le nom cache"),
        (f"{NOM}/data/fdp.\u202eexe", "fdp.[U+202E]exe : le nom cache"),
        (f"{NOM}/data/nul", "Windows n’accepte pas ce nom"),
        (f"{NOM}/{'a' * 300}", "…"),
        (f"{NOM}/INDEX.HTML", "se confond avec"),
        (f"{NOM}/index.html", "se confond avec"),
        (f"{NOM}/index.html/a", "se confond avec"),
        (f"{NOM}/data", "se confond avec"),
        (f"{NOM}/data/Se\u0301ances/e\u0301.html", "se confond avec"),
        ("autre/x", "n’est pas dans le dossier du kit"),
        ("x", "n’est pas dans le dossier du kit"),
        (f"{NOM}-bis/x", "n’est pas dans le dossier du kit"),
    ],
)
def test_a_name_that_is_not_to_be_trusted_is_refused_and_shown_safely(
    members, tmp_path, name, cause
):
    path = pack(tmp_path / "kit.zip", [*members.items(), (name, b"x")])
    told = tell_zip(path)

    assert any(cause in line for line in told)
    assert not any(archive_noms.is_unseen(char) for line in told for char in line)
    assert [p.name for p in tmp_path.iterdir()] == ["kit.zip"]


def test_a_name_in_an_unknown_alphabet_is_refused(members, tmp_path):
    path = pack(tmp_path / "kit.zip", members, at(PAGE, 6, "<H", 0))

    assert tell_zip(path) == [f"{PAGE} : a un nom dont l’alphabet n’est pas dit"]


# Bombs


def pack_lying(path, members, packed):
    """Add a member, data/b, that may say something else than it is."""
    plain = {key: pack_member(value, STORED) for key, value in members.items()}
    path.write_bytes(join_members({**plain, f"{NOM}/data/b": packed}.items()))
    return path


def test_a_bomb_that_says_so_is_not_unpacked(members, tmp_path):
    packed = pack_member(bytes(2**24), DEFLATED)
    path = pack_lying(tmp_path / "kit.zip", members, packed)

    assert tell_zip(path) == ["data/b : grossirait sans mesure une fois ouvert (bombe)"]


def test_a_bomb_that_lies_is_never_whole_in_memory(members, tmp_path):
    packed = pack_member(bytes(2**26), DEFLATED)._replace(size=100)
    path = pack_lying(tmp_path / "kit.zip", members, packed)
    tracemalloc.start()
    told = tell_zip(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert told == ["data/b : est abîmé"]
    assert peak < 2**23


def test_a_bomb_that_lies_is_cut_short_on_the_disk(members, tmp_path):
    packed = pack_member(bytes(2**26), DEFLATED)._replace(size=100)
    path = pack_lying(tmp_path / "kit.zip", members, packed)
    with path.open("rb") as file:
        membre = archive_zip.read_sommaire(file).membres[-1]
        with pytest.raises(archive_zip.Torn):
            archive_membres.unpack(file, membre, tmp_path / "b")

    assert (tmp_path / "b").stat().st_size <= archive_membres.PIECE


def test_a_file_that_is_compressed_without_an_end_or_beyond_it_is_refused(
    members, tmp_path
):
    """All of it can be read, but not every program would read the same."""
    data = b"x" * 2000
    whole = pack_member(data, DEFLATED)
    engine = zlib.compressobj(wbits=-15)
    endless = engine.compress(data) + engine.flush(zlib.Z_SYNC_FLUSH)
    for packed in (endless, whole.data + b"PK"):
        path = pack_lying(tmp_path / "kit.zip", members, whole._replace(data=packed))
        assert tell_zip(path) == ["data/b : est abîmé"]


def test_more_than_a_kit_can_be_is_refused_before_anything_is_unpacked(
    members, tmp_path
):
    size = 2**30
    path = pack(tmp_path / "kit.zip", members, at(FICHE, 22, "<I", size))
    (told,) = tell_zip(path)

    assert "aucun kit n’est si grand" in told


def test_more_files_than_a_kit_can_have_are_refused(tmp_path):
    path = pack(tmp_path / "kit.zip", {f"{NOM}/{n}": b"" for n in range(20_001)})
    (told,) = tell_zip(path)

    assert "plus de 20000 fichiers" in told


def test_two_members_made_of_the_same_bytes_are_refused(members, tmp_path):
    first = []

    def edit(name, header, entry):
        first.append(entry)
        return header, put(entry, 42, "<I", 0) if name.endswith("A-01.pdf") else entry

    (told,) = tell_zip(pack(tmp_path / "kit.zip", members, edit))
    assert "s’y recouvrent" in told


def test_memory_does_not_grow_with_the_kit(tmp_path):
    piece = os.urandom(2**20)
    files = {**FILES, **{f"data/{n}.pdf": piece for n in range(60)}}
    path = write_kit(tmp_path / "gros.zip", files)
    del files
    check_archive(path)
    tracemalloc.start()
    assert tell_zip(path) == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 6 * 2**20


# What the kit says of itself


@pytest.mark.parametrize(
    "told",
    [
        b"", b"[]", b"\xff", b'{"titre": 3}', b"[" * 100_000, b'{"titre": ""}',
        b'{"titre": ' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_a_kit_that_names_itself_badly_is_accepted_with_a_remark(
    members, tmp_path, told
):
    whole = seal_again(members, "data/Preuve/kit.json", told)
    oxum = f"Payload-Oxum: {sum(len(d) for n, d in whole.items() if '/data/' in n)}.5\n"
    whole = seal_again(whole, "bag-info.txt", b"Bagging-Date: x\n" + oxum.encode())
    constat = check_archive(pack(tmp_path / "kit.zip", whole))

    assert tell(constat) == []
    assert constat.titre == ""
    assert "ne dit pas le titre du kit" in "".join(map(str, constat.remarques))


def test_a_kit_that_says_too_much_of_itself_is_not_listened_to(kit, monkeypatch):
    monkeypatch.setattr(archive_sac, "MAX_KIT", len(KIT) - 1)
    constat = check_archive(kit)

    assert tell(constat) == []
    assert constat.titre == ""


def test_what_a_kit_says_of_itself_is_one_line_without_anything_hidden(
    members, tmp_path
):
    titre = "Kit\n\u202e\x1b[31m" + "a" * 500
    whole = seal_again(
        members, "data/Preuve/kit.json", json.dumps({"titre": titre}).encode()
    )
    constat = check_archive(pack(tmp_path / "kit.zip", whole))

    assert constat.titre.startswith("Kit[U+000A][U+202E][U+001B][31maaa")
    assert len(constat.titre) < 250


# The library, and the writer


def test_the_library_has_the_last_word_and_speaks_french(kit, monkeypatch):
    """Blind our own comparison: what the library finds is then told."""
    details = [
        bagit.ChecksumMismatch("a"),
        bagit.FileMissing("b"),
        bagit.UnexpectedFile("c"),
    ]

    def refuse(bag):
        raise bagit.BagValidationError("Bag is incomplete", details)

    monkeypatch.setattr(bagit.Bag, "validate", refuse)

    assert tell_zip(kit) == [
        "a : a changé depuis que le kit a été fait",
        "b : manque",
        "c : a été ajouté : le manifeste ne le connaît pas",
    ]


@pytest.mark.parametrize(
    "error", [bagit.BagError("x"), OSError("x"), bagit.BagValidationError("x")]
)
def test_what_the_library_refuses_without_a_name_is_refused(kit, monkeypatch, error):
    def refuse(bag):
        raise error

    monkeypatch.setattr(bagit.Bag, "validate", refuse)

    assert tell_zip(kit) == ["bagit.txt : ce n’est pas un kit, ou il est abîmé"]


@pytest.mark.parametrize("name", [FICHE, "index.html"])
def test_the_library_finds_alone_what_our_comparison_finds(dossier, monkeypatch, name):
    (dossier / name).write_bytes(b"x" * len(FILES[name]))
    monkeypatch.setattr(archive_sac, "compare", lambda *_: [])
    (told,) = tell(check_archive(dossier))

    assert told == f"{name} : a changé depuis que le kit a été fait"


def test_the_library_does_not_write_on_the_screen(dossier, capfd, caplog):
    (dossier / FICHE).write_bytes(b"x" * len(FILES[FICHE]))
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(dossier)).validate()
    assert caplog.records
    caplog.clear()
    check_archive(dossier)

    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_the_writer_and_the_checker_agree_on_what_a_kit_is():
    assert writer.BAGIT.encode() == archive_sac.DECLARATION
    assert writer.SEAL == module.SEAL
    assert set(writer.ACCUEIL) < set(archive_sac.PIECES)
    assert writer.MAX_BYTES == archive_zip.MAX_BYTES
    assert writer.MAX_FILES == archive_zip.MAX_MEMBERS
    assert writer.MAX_RATIO < archive_zip.MAX_RATIO
    assert archive_names.MAX_NAME == archive_noms.MAX_NAME


NAMES = st.text(
    st.one_of(st.sampled_from("aZ.é /\\:~%*\u0301\u202e\x00"), st.characters()),
    max_size=12,
)


@settings(max_examples=1000, deadline=None)
@given(name=NAMES)
def test_every_name_that_the_writer_takes_passes_the_check(name):
    if not archive_names.find_name_fault(name):
        assert list(archive_noms.list_name_faults(name)) == []
