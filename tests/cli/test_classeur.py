"""`romin-print classeur`: what it refuses, and where it says that the fault is."""

import json
import re

import pytest

from romin_print.build.projet import find_layouts

NOM = "petit-classeur"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def loose(root):
    """Number the leaves of each piece of the small binder apart."""
    path = root / "content" / "classeurs" / f"{NOM}.yaml"
    path.write_text(path.read_text().replace("continue", "feuillets"))
    return path


@pytest.fixture
def layout(root):
    """Write a layout of the service's own; give the options that name its folder."""

    def write(name, text):
        path = root / "gabarits" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return "--layouts", path.parents[len(name.split("/")) - 1]

    return write


@pytest.mark.parametrize("empty", ["", " "])
@pytest.mark.parametrize("option", ["depuis", "mise-a-jour-depuis", "executeur"])
def test_an_option_left_empty_prints_nothing(run, root, option, empty):
    result = run("classeur", NOM, f"--{option}", empty)
    assert result.exit_code == 2
    assert f"--{option} est vide" in result.stderr
    assert not (root / "output").exists()


@pytest.mark.parametrize("formats", ["docx", "pdf,docx", "html"])
def test_an_update_is_a_pdf_and_says_so(run, formats):
    result = run("classeur", NOM, "--mise-a-jour-depuis", "x", "-f", formats)
    assert result.exit_code == 2
    assert "Une mise à jour n’est qu’un PDF" in result.stderr


@pytest.mark.parametrize("formats", [(), ("-f", "pdf")])
def test_an_update_needs_no_format(run, loose, formats):
    result = run("classeur", NOM, "--mise-a-jour-depuis", "absente", *formats)
    assert result.exit_code == 2
    assert "« absente » n’est" in plain(result.stderr)


@pytest.mark.parametrize(
    "address", ["http://x:1", "dask://x:99999", "dask://x:0", "dask://x"]
)
@pytest.mark.parametrize("more", [(), ("--simuler",), ("--devis",)])
def test_a_wrong_address_is_told_whether_it_serves_or_not(run, address, more):
    result = run("classeur", NOM, "--executeur", address, *more)
    assert result.exit_code == 2
    assert f"adresse d’exécuteur refusée : « {address} »" in plain(result.stderr)


def test_a_main_with_attributes_is_as_good_as_without(run, root, layout):
    usual = run("classeur", NOM, "-f", "html")
    page = root / "output" / "classeurs" / f"{NOM}.html"
    before = page.read_text()
    text = (find_layouts() / "base.html").read_text()
    changed = text.replace("<main>", '<main class="a > b" lang="fr">')
    assert changed != text
    result = run("classeur", NOM, "-f", "html", *layout("base.html", changed))
    assert (usual.exit_code, result.exit_code) == (0, 0), result.output
    after = page.read_text().replace('<main class="a > b" lang="fr">', "<main>")
    assert after == before


@pytest.mark.parametrize(
    "body", ["<p>Un</p></main><main>", "<p>Un</p></main>", "<main><p>Un</p></main>"]
)
def test_a_second_main_is_refused_with_the_layout_that_has_it(run, layout, body):
    own = layout(
        "classeur/pieces/glossaire.html",
        f"{{% macro piece(piece, document) %}}<section>{body}</section>{{% endmacro %}}",
    )
    result = run("classeur", NOM, "-f", "html", *own)
    assert result.exit_code == 3
    assert "classeur/partie.html : la pièce « glossaire »" in plain(result.stderr)
    assert "classeur/pieces/glossaire.html" in result.stderr
    assert "défaut du programme" not in result.stderr


@pytest.mark.parametrize("formats", ["html", "docx", "pdf"])
def test_the_page_of_a_place_that_is_not_there_is_told(run, layout, formats):
    own = layout(
        "classeur/pieces/glossaire.html",
        '{% macro piece(piece, document) %}<section id="glossaire"><h2>Mots</h2>'
        '<p>Voir p. <span class="page" data-page="absente">000</span></p></section>'
        "{% endmacro %}",
    )
    result = run("classeur", NOM, "-f", formats, *own)
    assert result.exit_code == 3
    assert "absente" in result.stderr
    assert "défaut du programme" not in result.stderr


def test_a_fiche_over_three_pages_is_told_with_its_file(run, root):
    path = root / "content" / "outils" / "carte-des-appuis.yaml"
    long = "".join(f"\n  - {n}. {'Une phrase de plus. ' * 60}" for n in range(12))
    path.write_text(path.read_text().replace("posture:", f"posture:{long}"))
    result = run("classeur", NOM, "-f", "pdf")
    assert result.exit_code == 4
    told = plain(result.stderr)
    assert re.search(
        r"content/outils/carte-des-appuis.yaml : la fiche A-01 ferait \d+ pages, 3 au",
        told,
    )
    assert not (root / "output").exists()


def test_an_update_is_told_with_its_pages_and_its_edition(run, root, loose):
    assert run("classeur", NOM, "-f", "pdf").exit_code == 0
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    path.write_text(path.read_text().replace("Écrire un pas.", "Écrire un mot."))
    result = run("classeur", NOM, "--mise-a-jour-depuis", "output")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"output/classeurs/{NOM}-mise-a-jour.{e}" for e in ("pdf", "manifeste.json")
    ]
    assert "s’appelle encore 2026-1" in result.stderr
    assert "1 classeur · 3 pages · " in result.stderr
    kept = root / "output" / "classeurs" / f"{NOM}-mise-a-jour.manifeste.json"
    assert json.loads(kept.read_text())["classeur"] == NOM
