"""What the tests of the catalogue share: the real page, in a real browser, from a file."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from romin_print.build.projet import find_layouts
from romin_print.load.fonds import load_fonds
from romin_print.model.catalogue import DocumentCatalogue, EnteteCatalogue, Lien
from romin_print.model.fonds import Fonds
from romin_print.plan.catalogue import plan_catalogue
from romin_print.plan.kits_choix import ContenuKit, list_slugs
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.catalogue import render_catalogue

ROOT = Path(__file__).parents[2]
ENTETE = EnteteCatalogue(
    titre="Kit d’essai",
    edition="2026.1",
    public="Les CPIP.",
    introduction=("Ce kit sert à essayer.",),
    licence="Licence Ouverte 2.0.",
    liens=(Lien("À lire d’abord", "LISEZ-MOI.html"),),
)

COUNT_PRINTS = (
    "window.impressions = 0; window.print = () => { window.impressions += 1 }"
)


def plan(fonds: Fonds) -> DocumentCatalogue:
    """Plan the catalogue of all that a project has."""
    fichiers = {
        slug: (Lien("Fiche en PDF", f"data/Fiches/PDF/{outil.code} {slug}é.pdf"),)
        for slug, outil in fonds.outils.items()
    }
    slugs = tuple(fonds.outils)
    return plan_catalogue(
        fonds,
        ENTETE,
        ContenuKit(slugs, slugs, tuple(fonds.seances), fonds.classeurs),
        fichiers,
    )


def make_page(fonds: Fonds) -> bytes:
    """Make the catalogue of all that a project has."""
    document = plan(fonds)
    html = render_html(document, make_environment((find_layouts(),)))
    return render_catalogue(html, document.donnees)


# Two tools of each stage at least, one sheet at least with each kind of block, and all
# that the tests name: looking at every state of a page of all tools takes an hour.
DOUZE = {
    "A-01", "A-02", "B-01", "B-02", "C-01", "C-02",
    "D-01", "D-02", "D-03", "E-01", "F-01", "F-02",
}  # fmt: skip


def keep_outils(fonds: Fonds, codes: set[str]) -> Fonds:
    """Keep some tools, what leads from one to another, and what is made of them alone."""
    kept = {slug: o for slug, o in fonds.outils.items() if o.code in codes}
    outils = {
        slug: outil.model_copy(
            update={"suites": tuple(s for s in outil.suites if s.outil in kept)}
        )
        for slug, outil in kept.items()
    }
    seances = {n: s for n, s in fonds.seances.items() if set(list_slugs(s)) <= {*kept}}
    names = ("classeur-complet", "decouverte-en-une-journee")
    classeurs = {name: fonds.classeurs[name] for name in names}
    changed = {"outils": outils, "seances": seances, "classeurs": classeurs, "kits": {}}
    return fonds.model_copy(update=changed)


@pytest.fixture(scope="session")
def entier() -> Fonds:
    """All the real content."""
    return load_fonds(ROOT / "content")


@pytest.fixture(scope="session")
def contenu(entier) -> Fonds:
    """Twelve tools of the real content."""
    return keep_outils(entier, DOUZE)


@pytest.fixture(scope="session")
def mini() -> Fonds:
    return load_fonds(ROOT / "tests" / "mini" / "content")


@pytest.fixture(scope="session")
def document(contenu) -> DocumentCatalogue:
    return plan(contenu)


@pytest.fixture(scope="session")
def catalogue(contenu, tmp_path_factory) -> Path:
    """The page of twelve tools, in a file whose path has a space and an accent."""
    path = tmp_path_factory.mktemp("clé usb") / "index.html"
    path.write_bytes(make_page(contenu))
    return path


@pytest.fixture(scope="session")
def catalogue_entier(entier, tmp_path_factory) -> Path:
    """The page of all the real content."""
    path = tmp_path_factory.mktemp("tout") / "index.html"
    path.write_bytes(make_page(entier))
    return path


# One for each module: Playwright bears no second one beside it, in other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, catalogue) -> Iterator[Callable[..., Page]]:
    """Open the page at a place; whatever it complains of, or fetches, fails the test."""
    complaints: list[str] = []
    contexts = []

    def go(place: str = "", path: Path = catalogue, **options: object) -> Page:
        settings = {"viewport": {"width": 1280, "height": 900}, "locale": "fr-FR"}
        context = browser.new_context(**(settings | options))
        contexts.append(context)
        # The window of a printer would wait for someone: it is only counted.
        context.add_init_script(COUNT_PRINTS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: note(request.url))
        page.goto(path.as_uri() + place)
        return page

    def note(url: str) -> None:
        if not url.startswith(("file:", "data:")):
            complaints.append(url)

    yield go
    for context in contexts:
        context.close()
    assert complaints == []
