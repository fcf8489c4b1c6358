"""Kits as they are sent: whole, told apart by service, and the same bytes each time."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest

from romin_print.build import kits as corridor
from romin_print.build.fabrique import Fabrique
from romin_print.build.kit_recu import verify_kit
from romin_print.build.kits import DemandeKit, build_kits
from romin_print.build.projet import Projet, find_layouts
from romin_print.check.pdf_structure import check_structure
from romin_print.check.verapdf import check_pdfua
from romin_print.errors import ContentError, GateError, RominError, SelectionError
from romin_print.load.fonds import load_fonds
from romin_print.plan.kits import plan_kit
from romin_print.plan.kits_choix import choose_contenu
from romin_print.write.word.stamp import make_blank_logo

pytestmark = pytest.mark.lent

TESTS = Path(__file__).parents[1]
JOUR = date(2026, 11, 27)
NOM = "SPIP d’Exemple & Fils (« Nord »)"
SERVICES = f"""
services:
  - nom: SPIP Exemple 1
    adresse: 1 rue de l’Exemple, 00000 Exempleville
    telephone: "00 00 00 00 01"
    logo: images/logos/exemple-1.png
  - nom: {NOM}
"""
BROUILLON = "Proposition, sans validation en cours"
ENSEMBLE = "contient des outils sans validation en cours"


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory):
    """A cache of this module's own, which its tests fill."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def projet(tmp_path_factory) -> Projet:
    """The small project, with two services."""
    root = tmp_path_factory.mktemp("projet") / "mini"
    shutil.copytree(TESTS / "mini", root)
    shutil.copytree(
        TESTS / "services" / "images", root / "content" / "images", dirs_exist_ok=True
    )
    (root / "content" / "services.yaml").write_text(SERVICES, encoding="utf-8")
    return Projet(root / "content", root / "output", (find_layouts(),))


@pytest.fixture(scope="module")
def kit(projet) -> Path:
    (path,) = build_kits(projet, DemandeKit(jour=JOUR, jobs=2)).files
    return path


@pytest.fixture(scope="module")
def named(projet) -> list[Path]:
    demande = DemandeKit(jour=JOUR, jobs=2, tous_services=True)
    return list(build_kits(projet, demande).files)


def read(path) -> dict[str, bytes]:
    """Read the files of a kit, by their places in it."""
    with zipfile.ZipFile(path) as archive:
        return {
            name.partition("/")[2]: archive.read(name) for name in archive.namelist()
        }


def keep(files, ending):
    return {name: data for name, data in files.items() if name.endswith(ending)}


def read_pages(data, tmp_path):
    """Read the words of each page of a PDF, the blank ones left out."""
    path = tmp_path / "lu.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    )
    pages = [" ".join(page.split()) for page in done.stdout.split("\f")]
    return [page for page in pages if page]


def test_a_kit_is_accepted_as_it_was_made(kit):
    constat = verify_kit(kit)
    assert (constat.titre, constat.edition) == ("Petit kit", "2026.1")
    assert constat.remarques == ()
    assert kit.name == "petit-kit-2026.1.zip"


def test_its_folders_have_names_that_one_reads(kit):
    names = read(kit).keys()
    tops = {"/".join(name.split("/")[:2]) for name in names if "/" in name}
    assert tops == {
        "data/Fiches", "data/Feuilles", "data/Seances", "data/Classeurs",
        "data/Preuve", "data/Licences",
    }  # fmt: skip
    assert {"index.html", "LISEZ-MOI.html", "bagit.txt"} <= names


def test_each_link_of_the_pages_leads_to_a_file_of_the_kit(kit):
    files = read(kit)
    targets = set(re.findall(r'href="(data/[^"#]+)"', files["index.html"].decode()))
    assert len(targets) > 15
    assert targets <= files.keys()


def test_each_file_of_the_kit_is_in_the_accessibility_report(kit):
    files = read(kit)
    told = files["data/Preuve/accessibilite.html"].decode()
    assert [name for name in files if Path(name).name not in told] == []


@pytest.mark.parametrize("change", ["altéré", "ajouté", "retiré"])
def test_a_kit_that_is_not_as_it_was_made_is_refused(kit, tmp_path, change):
    files = {f"petit-kit-2026.1/{name}": data for name, data in read(kit).items()}
    victim = "petit-kit-2026.1/data/Preuve/kit.json"
    if change == "altéré":
        files[victim] = files[victim].replace(b"Petit kit", b"Petit zit")
    elif change == "retiré":
        del files[victim]
    else:
        files["petit-kit-2026.1/index2.html"] = b"<p>"
    again = tmp_path / "kit.zip"
    with zipfile.ZipFile(again, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    with pytest.raises(GateError, match="est refusé") as caught:
        verify_kit(again)
    assert caught.value.exit_code == 4


def test_two_builds_in_two_folders_give_the_same_bytes(
    projet, kit, named, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "ailleurs"
    shutil.copytree(projet.content, root / "content")
    again = Projet(root / "content", root / "output", projet.layouts)
    alone = build_kits(again, DemandeKit(jour=JOUR)).files
    both = build_kits(again, DemandeKit(jour=JOUR, tous_services=True)).files
    for first, second in zip((kit, *named), (*alone, *both), strict=True):
        assert first.name == second.name
        assert first.read_bytes() == second.read_bytes()


def test_no_file_names_a_person_or_this_machine(kit, named):
    host = Path("/etc/hostname").read_text().strip()
    traces = [
        str(TESTS.parent),
        f"{Path.home()}/",
        "/tmp/",
        *([host] if len(host) > 6 else []),
    ]
    for path in (kit, named[0]):
        for name, data in read(path).items():
            told = [data]
            if name.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(data)) as word:
                    told = [word.read(member) for member in word.namelist()]
                properties = docx.Document(io.BytesIO(data)).core_properties
                assert (properties.author, properties.last_modified_by) == ("", "")
            if name.endswith(".pdf"):
                with pikepdf.open(io.BytesIO(data)) as pdf:
                    assert "/Author" not in pdf.docinfo
                    told += [bytes(pdf.Root.Metadata.read_bytes())]
                    told += [
                        bytes(p.Contents.read_bytes())
                        for p in pdf.pages
                        if isinstance(p.get("/Contents"), pikepdf.Stream)
                    ]
            for text in told:
                assert not any(t.encode() in text for t in traces), name


def test_a_draft_says_so_on_every_page_and_an_approved_tool_never(kit, tmp_path):
    files = keep(read(kit), ".pdf")
    drafts = {name: data for name, data in files.items() if "pas-a-pas" in name}
    approved = {
        name: data for name, data in files.items() if "carte-des-appuis" in name
    }
    assert len(drafts) >= 4
    assert len(approved) >= 4
    for data in drafts.values():
        assert all(BROUILLON in page for page in read_pages(data, tmp_path))
    for data in approved.values():
        assert not any(BROUILLON in page for page in read_pages(data, tmp_path))


def test_each_page_of_a_mixed_binder_says_what_is_true_of_its_tool(kit, tmp_path):
    data = read(kit)["data/Classeurs/petit-classeur.pdf"]
    cover, *pages = read_pages(data, tmp_path)
    assert "sans validation" not in cover
    told = {
        "draft": [page for page in pages if "C-01 · version" in page],
        "approved": [page for page in pages if "A-01 · version" in page],
    }
    others = [page for page in pages if "· version" not in page]
    assert all(map(len, (*told.values(), others)))
    assert all(BROUILLON in page for page in told["draft"])
    assert not any("sans validation" in page for page in told["approved"])
    assert all(ENSEMBLE in page for page in others)


@pytest.mark.parametrize(
    ("status", "day", "told"),
    [
        ("valide", JOUR, ""),
        ("valide", date(2031, 1, 1), "Validé, sans validation en cours"),
        ("proposition", JOUR, BROUILLON),
    ],
)
def test_a_seance_says_what_is_true_of_it(projet, status, day, told):
    fonds = load_fonds(projet.content)
    seance = fonds.seances["premier-rendez-vous"]
    verification = seance.verification.model_copy(update={"statut": status})
    changed = seance.model_copy(update={"verification": verification})
    fonds = fonds.model_copy(update={"seances": {"premier-rendez-vous": changed}})
    contenu = choose_contenu(fonds, fonds.kits["petit-kit"])
    plan = plan_kit(fonds, "petit-kit", contenu, day, seulement_valides=False)
    mentions = {a.mention for a in plan.articles if a.cle.startswith("seance:")}
    assert mentions == {told}


def test_drafts_are_told_in_word_in_the_catalogue_and_in_the_manifest(kit):
    files = read(kit)
    for name, data in keep(files, ".docx").items():
        feet = [
            p.text
            for s in docx.Document(io.BytesIO(data)).sections
            for p in s.footer.paragraphs
        ]
        assert any(BROUILLON in foot for foot in feet) == ("pas-a-pas" in name)
        assert any(ENSEMBLE in foot for foot in feet) == ("classeur" in name)
    manifeste = json.loads(files["data/Preuve/kit.json"])
    assert manifeste["brouillons"] == 1
    assert "(1 outil sans validation)" in files["bag-info.txt"].decode()
    assert [o["valide"] for o in manifeste["outils"]] == [True, False]
    read_me = files["LISEZ-MOI.html"].decode()
    assert "1 outil sur 2 n’a pas de validation en cours" in read_me.replace(
        "\u00a0", " "
    )
    told = files["index.html"].decode().replace("\u00a0", " ")
    assert "1 des 2 outils de ce kit n’a pas été validé par un comité" in told


def test_only_what_is_approved_is_in_a_kit_that_says_so(projet, tmp_path):
    output = Projet(projet.content, tmp_path, projet.layouts)
    demande = DemandeKit(jour=JOUR, seulement_valides=True)
    (path,) = build_kits(output, demande).files
    files = read(path)
    assert not [name for name in files if "pas-a-pas" in name]
    assert json.loads(files["data/Preuve/kit.json"])["seulement_valides"] is True
    for data in keep(files, ".pdf").values():
        pages = read_pages(data, tmp_path)
        assert not any("sans validation" in page for page in pages)
    assert path.name == "petit-kit-2026.1-valides.zip"


def test_a_kit_without_any_approved_tool_is_refused(projet, tmp_path):
    output = Projet(projet.content, tmp_path / "output", projet.layouts)
    demande = DemandeKit(jour=date(2031, 1, 1), seulement_valides=True)
    with pytest.raises(SelectionError, match="serait vide"):
        build_kits(output, demande)
    assert not (tmp_path / "output").exists()


def test_a_service_is_named_on_each_page_and_on_covers(named, tmp_path):
    for path, nom in zip(named, ("SPIP Exemple 1", NOM), strict=True):
        files = read(path)
        for name, data in keep(files, ".pdf").items():
            pages = read_pages(data, tmp_path)
            assert all(nom in page.replace("\u00a0", " ") for page in pages), name
        for data in keep(files, ".docx").values():
            feet = [
                p.text
                for s in docx.Document(io.BytesIO(data)).sections
                for p in s.footer.paragraphs
            ]
            assert any(nom in foot for foot in feet)
        classeur = docx.Document(
            io.BytesIO(files["data/Classeurs/petit-classeur.docx"])
        )
        assert sum(nom in p.text for p in classeur.paragraphs) == 1
        assert json.loads(files["data/Preuve/kit.json"])["service"] == nom
        for page in ("index.html", "LISEZ-MOI.html"):
            told = files[page].decode().replace("&amp;", "&").replace("\u00a0", " ")
            assert told.count(f">{nom}<") == 1


def test_the_logo_is_on_the_cover_and_at_the_foot(named):
    with_logo, without = (
        read(path)["data/Classeurs/petit-classeur.pdf"] for path in named
    )
    for data, count in ((with_logo, 1), (without, 0)):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            cover = pdf.pages[0].get_images(recursive=False)
            stamp = pdf.pages[2].Resources.XObject.Tampon
            assert len(cover) == count
            assert count_pictures(stamp) == count
        black = read(named[0])[
            "data/Feuilles/Noir-et-blanc/A-01-carte-des-appuis-nb.pdf"
        ]
        with pikepdf.open(io.BytesIO(black)) as pdf:
            assert count_pictures(pdf.pages[0].Resources.XObject.Tampon) == 0


def count_pictures(stamp):
    drawn = stamp.Resources.get("/XObject", {}).values()
    return sum(each.get("/Subtype") == "/Image" for each in drawn)


def test_the_cover_in_word_has_the_logo_and_says_where_the_service_is(named):
    for path, count in zip(named, (1, 0), strict=True):
        word = docx.Document(
            io.BytesIO(read(path)["data/Classeurs/petit-classeur.docx"])
        )
        pictures = [part.blob for part in word.part.package.image_parts]
        assert pictures.count(make_blank_logo()) == 0
        told = [p.text for p in word.paragraphs if "rue de l’Exemple" in p.text]
        assert len(told) == count
        shown = word.element.body.xpath(".//wp:docPr[@descr='Logo du service']")
        assert len(shown) == count


def test_a_service_changes_nothing_else_in_the_pages(named):
    first, second = (read(path)["index.html"].decode() for path in named)
    cut = re.compile(r'<div class="k-service">.*?</div>', re.DOTALL)
    assert first != second
    assert cut.sub("", first, count=1) == cut.sub("", second, count=1)


def test_stamped_files_keep_their_standard(named, tmp_path):
    paths = []
    for kit in named:
        for name, data in keep(read(kit), ".pdf").items():
            path = tmp_path / kit.stem / Path(name).name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            paths.append(path)
    assert len(paths) > 20
    assert check_pdfua(paths) == []
    assert [p for path in paths for p in check_structure(path)] == []


def test_only_covers_and_stamps_are_laid_out_for_another_service(
    projet, named, tmp_path, monkeypatch
):
    made = []
    submit = Fabrique.submit

    def note(self, document):
        made.append(document.layout)
        return submit(self, document)

    monkeypatch.setattr(Fabrique, "submit", note)
    content = tmp_path / "content"
    shutil.copytree(projet.content, content)
    path = content / "services.yaml"
    path.write_text(path.read_text() + "  - nom: SPIP Exemple 3\n")
    again = Projet(content, tmp_path / "output", projet.layouts)
    build_kits(again, DemandeKit(jour=JOUR, tous_services=True))
    assert made.count("classeur/partie") == 1
    assert set(made) == {"classeur/partie", "kit/tampon"}
    assert len(made) <= 6


def test_a_file_that_fails_a_check_is_not_sent(projet, kit, tmp_path, monkeypatch):
    layouts = tmp_path / "layouts"
    shutil.copytree(projet.layouts[-1], layouts)
    css = layouts / "fiche" / "fiche.css"
    css.write_text(
        css.read_text() + "\n@media print { .vigilance { display: none } }\n"
    )
    before = kit.read_bytes()
    changed = Projet(projet.content, projet.output, (layouts,))
    with pytest.raises(GateError, match="ne passent pas les contrôles") as caught:
        build_kits(changed, DemandeKit(jour=JOUR, jobs=2))
    assert "Fiches/PDF/A-01-carte-des-appuis.pdf" in caught.value.message
    assert kit.read_bytes() == before


SHEETS = "support/corps.html"
CALL = "{{ corps_support(feuille, document, 3, ancre, outil.couleur) }}"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            SHEETS,
            "</header>",
            "<p>Ne pas dépasser 1 500 mots, ni 50 % du temps.</p></header>",
            "montre à la personne un texte du CPIP",
        ),
        (
            "kit/catalogue/outil.html",
            CALL,
            "{% set sheet %}" + CALL + "{% endset %}{% set secret %}<p>"
            "{{ outil.fiche.outil.vigilance[0] | texte }}</p></article>{% endset %}"
            "{{ sheet | replace('</article>', secret) }}",
            "montre à la personne un texte du CPIP",
        ),
        ("kit/tampon.html", "{{ document.mention }}", "", "le tampon ne dit pas"),
        ("kit/tampon.html", "210mm 7mm", "210mm 40mm", "plus d’un centimètre"),
        (
            "kit/tampon.html",
            '<p class="mention">',
            '<p class="mention"><a href="https://justice.fr">x</a>',
            "un lien est dans une marge",
        ),
        ("kit/service.html", "</div>", "", "<div> n’est pas fermé"),
    ],
)
def test_a_layout_that_hides_or_leaks_is_refused(
    projet, kit, tmp_path, name, old, new, told
):
    path = tmp_path / "layouts" / name
    path.parent.mkdir(parents=True)
    text = (projet.layouts[-1] / name).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    layouts = (tmp_path / "layouts", *projet.layouts)
    changed = Projet(projet.content, tmp_path / "output", layouts)
    with pytest.raises(RominError, match=told):
        build_kits(changed, DemandeKit(jour=JOUR, jobs=2, tous_services=True))
    assert not list((tmp_path / "output").glob("kits/*"))


def test_a_sheet_that_overflows_is_told_at_its_line(projet, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(projet.content, content)
    outil = content / "outils" / "carte-des-appuis.yaml"
    outil.write_text(outil.read_text().replace("lignes: 3", "lignes: 24"))
    broken = Projet(content, tmp_path / "output", projet.layouts)
    with pytest.raises(ContentError, match="la feuille déborde"):
        build_kits(broken, DemandeKit(jour=JOUR, jobs=2))


def test_a_pile_with_a_shared_leaf_is_refused(projet, tmp_path):
    layouts = tmp_path / "layouts"
    changes = {
        "support/exemplaires.css": ("break-before: recto", "break-before: page"),
        "seance/deroule.css": (
            "/* À l’écran",
            "@media print { .moment { display: none } }\n/* À l’écran",
        ),
    }
    for name, (old, new) in changes.items():
        text = (projet.layouts[-1] / name).read_text(encoding="utf-8")
        assert old in text
        (layouts / name).parent.mkdir(parents=True)
        (layouts / name).write_text(text.replace(old, new), encoding="utf-8")
    changed = Projet(projet.content, tmp_path / "output", (layouts, *projet.layouts))
    with pytest.raises(GateError, match=r"a-imprimer\.pdf est refusé"):
        build_kits(changed, DemandeKit(jour=JOUR, jobs=2))


def test_the_report_of_a_named_kit_says_that_the_name_came_after(kit, named):
    told = "avant l’ajout du nom"
    pages = [
        read(path)["data/Preuve/accessibilite.html"].decode() for path in (kit, *named)
    ]
    assert [told in page for page in pages] == [False, True, True]


def test_a_kit_whose_formats_make_no_file_is_refused(projet, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(projet.content, content)
    path = content / "kits" / "petit-kit.yaml"
    before, _, _ = path.read_text().partition("supports: {}")
    path.write_text(f"{before}formats: [papier]\n")
    bare = Projet(content, tmp_path / "output", projet.layouts)
    with pytest.raises(SelectionError, match="n’aurait aucun fichier"):
        build_kits(bare, DemandeKit(jour=JOUR, simuler=True))


def test_all_faults_of_services_are_told_before_anything_is_made(projet, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(projet.content, content)
    (content / "services.yaml").unlink()
    lines = (
        "nom;logo\nSPIP Exemple 1;\n=HYPERLINK(1);\nspip exemple 1;images/faux.png\n"
    )
    (content / "services.csv").write_text(lines)
    broken = Projet(content, tmp_path / "output", projet.layouts)
    with pytest.raises(ContentError) as caught:
        build_kits(broken, DemandeKit(jour=JOUR, tous_services=True))
    assert len(caught.value.problems) >= 3
    assert not (tmp_path / "output").exists()


def make_former(projet, root, kit) -> dict[str, str]:
    """Give the ways to name a former edition."""
    folder = root / "ouvert"
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder)
    opened = folder / "petit-kit-2026.1"
    return {
        "zip": str(kit),
        "dossier": str(opened),
        "json": str(opened / "data" / "Preuve" / "kit.json"),
    }


@pytest.mark.parametrize("source", ["zip", "dossier", "json", "git"])
def test_what_has_changed_since_an_edition_is_told(projet, kit, tmp_path, source):
    root = tmp_path / "mini"
    shutil.copytree(projet.content, root / "content")
    former = make_former(projet, tmp_path, kit)
    if source == "git":
        for arguments in (
            ("init", "-q"),
            ("add", "."),
            ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"),
            ("tag", "v1"),
        ):
            subprocess.run(["git", "-C", root, *arguments], check=True)
        former["git"] = "v1"
    outil = root / "content" / "outils" / "pas-a-pas.yaml"
    outil.write_text(re.sub(r'version: "[^"]+"', 'version: "9.9"', outil.read_text()))
    kits = root / "content" / "kits" / "petit-kit.yaml"
    kits.write_text(kits.read_text().replace("2026.1", "2026.2"))
    again = Projet(root / "content", root / "output", projet.layouts)
    (path,) = build_kits(
        again, DemandeKit(noms=("petit-kit",), jour=JOUR, depuis=former[source])
    ).files
    told = read(path)["data/Preuve/outils.html"].decode().replace("\u00a0", " ")
    assert re.search(r"C-01</strong> [^<]*version [^<]*devenue 9\.9", told)


def test_the_edition_of_another_kit_is_refused(projet, kit, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(projet.content, content)
    (content / "kits" / "petit-kit.yaml").rename(content / "kits" / "autre.yaml")
    other = Projet(content, tmp_path / "output", projet.layouts)
    with pytest.raises(SelectionError, match=r"une édition du kit «.petit-kit.»"):
        build_kits(other, DemandeKit(noms=("autre",), jour=JOUR, depuis=str(kit)))


@pytest.mark.parametrize("simuler", [True, False])
def test_an_edition_is_not_compared_with_itself(projet, kit, tmp_path, simuler):
    again = Projet(projet.content, tmp_path / "output", projet.layouts)
    demande = DemandeKit(
        noms=("petit-kit",), jour=JOUR, depuis=str(kit), simuler=simuler
    )
    with pytest.raises(SelectionError, match=r"est déjà l’édition 2026\.1"):
        build_kits(again, demande)


def test_nothing_is_written_when_it_is_only_simulated(projet, tmp_path):
    output = tmp_path / "output"
    told = build_kits(
        Projet(projet.content, output, projet.layouts),
        DemandeKit(jour=JOUR, simuler=True, tous_services=True),
    )
    assert [path.name for path in told.files] == [
        "petit-kit-2026.1-spip-exemple-1.zip",
        "petit-kit-2026.1-spip-d-exemple-fils-nord.zip",
    ]
    assert not output.exists()


def test_a_kit_that_fails_half_way_leaves_the_former_whole(projet, kit, monkeypatch):
    before = kit.read_bytes()

    def stop(*_):
        raise OSError(28, "plein")

    monkeypatch.setattr(corridor, "send_kit", stop)
    with pytest.raises(OSError, match="plein"):
        build_kits(projet, DemandeKit(jour=JOUR))
    assert kit.read_bytes() == before
