"""Measure the offline catalogue of a kit in headless Chromium, with any number of tools.

First view, time of each key of a search, weight of the page. The tools do not exist
(corpus.py); the page is opened as a counsellor opens it, from a file.

    .venv/bin/python benchmarks/catalogue.py [COUNT …]
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import make_corpus
from playwright.sync_api import Page, sync_playwright

from romin_print.build.projet import find_layouts
from romin_print.load.fonds import load_fonds
from romin_print.model.catalogue import EnteteCatalogue
from romin_print.plan.catalogue import plan_catalogue
from romin_print.plan.kits_choix import ContenuKit
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.catalogue import render_catalogue

RUNS = 5
WORDS = ("alcool", "préparer la sortie", "frequentattion")
# What a person waits for: the work of the key, then the picture that shows it.
TYPE = """async words => {
  const field = document.querySelector('#recherche');
  const times = [];
  for (const word of words) for (let end = 1; end <= word.length; end++) {
    const start = performance.now();
    field.value = word.slice(0, end);
    field.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  }
  return times;
}"""
PAINT = """() => performance.getEntriesByName('first-contentful-paint')[0].startTime"""
READY = (
    """() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"""
)


def make_page(folder: Path, count: int) -> Path:
    """Make the catalogue of a project of so many tools, and tell how long it takes."""
    make_corpus(folder, count)
    fonds = load_fonds(folder / "content")
    every = tuple(fonds.outils)
    entete = EnteteCatalogue("Kit de mesure", "2026.1", "Les machines.", (), "")
    with told("mise en forme"):
        document = plan_catalogue(fonds, entete, ContenuKit(every, every), {})
        html = render_html(document, make_environment((find_layouts(),)))
    with told("contrôle et assemblage"):
        page = render_catalogue(html, document.donnees)
    path = folder / "index.html"
    path.write_bytes(page)
    return path


@contextmanager
def told(what: str) -> Iterator[None]:
    """Tell how long something takes."""
    start = time.perf_counter()
    yield
    print(f"  {what} : {time.perf_counter() - start:.2f} s")


def measure_page(page: Page, path: Path) -> tuple[float, float, list[float]]:
    """Open the page anew; return its first view, when it is ready, and its keys."""
    page.goto("about:blank")
    page.goto(path.as_uri())
    page.wait_for_selector("html.k-pret")
    page.wait_for_timeout(300)
    return page.evaluate(PAINT), page.evaluate(READY), page.evaluate(TYPE, WORDS)


def measure_all(count: int) -> None:
    """Measure the catalogue of so many tools, and print it."""
    print(f"{count} outils")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = make_page(Path(folder), count)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        runs = [measure_page(page, path) for _ in range(RUNS)]
        browser.close()
        print(f"  poids : {path.stat().st_size / 1e6:.2f} Mo")
    keys = sorted(key for _, _, run in runs for key in run)
    print(f"  première vue : {statistics.median(r[0] for r in runs):.0f} ms")
    print(f"  prête à chercher : {statistics.median(r[1] for r in runs):.0f} ms")
    print(
        f"  une touche : {statistics.median(keys):.1f} ms (médiane),"
        f" {keys[int(len(keys) * 0.95)]:.1f} ms (95 %), {keys[-1]:.1f} ms (la pire)"
    )


if __name__ == "__main__":
    for asked in sys.argv[1:] or ("12", "500"):
        measure_all(int(asked))
