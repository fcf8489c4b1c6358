"""Opens the web pages of a kit in Chromium, and asks axe what it holds against them.

Chromium is started once, and has no network. A page is seen as it opens, wide then
narrow; what only shows once it is used is not seen, and is not claimed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from romin_print.check.rapport_instruments import find_browser, read_axe
from romin_print.check.rapport_mots import shorten, tell_stop, tell_times
from romin_print.model.rapport import Constat, Resultat, Verdict

if TYPE_CHECKING:  # a development dependency
    from playwright.sync_api import Browser, Page, Playwright

WIDTHS, HEIGHT = (1280, 320), 900
# The rules of WCAG 2.2 are off by default: without tags, its AA would not be looked at.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": TAGS},
}
_RUN = """options => axe.run(document, options).then(
    ({violations, incomplete}) => ({violations, incomplete}))"""
_WIDTH = "document.documentElement.scrollWidth"

# By rule: what axe says of it, and in how many places.
Found = dict[str, tuple[str, int]]


class Visite:
    """What was seen of one page, at each width; `panne` says what broke it off."""

    def __init__(self) -> None:
        self.fautes: dict[int, Found] = {}
        self.doutes: dict[str, int] = {}
        self.largeur = 0
        self.panne = ""


def judge_pages(paths: Sequence[Path]) -> list[tuple[Resultat, Resultat]]:
    """Judge web pages by axe and by their width; what breaks off is not a verdict."""
    return [(judge_rules(seen), judge_width(seen)) for seen in visit_pages(paths)]


def visit_pages(paths: Sequence[Path]) -> list[Visite]:
    """Visit each page in one Chromium; a page that kills it stops only itself."""
    from playwright.sync_api import sync_playwright

    script = read_axe()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        visits = []
        for path in paths:
            if not browser.is_connected():
                browser = launch(playwright)
            visits.append(visit_page(browser, path, script))
    return visits


def launch(playwright: "Playwright") -> "Browser":
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=find_browser())


def visit_page(browser: "Browser", path: Path, script: str) -> Visite:
    """Visit one page; whatever goes wrong is told, for that page only."""
    visit = Visite()
    try:
        with browser.new_context(offline=True) as context:
            page = context.new_page()
            page.goto(path.resolve().as_uri())
            page.evaluate(script)
            for width in WIDTHS:
                look(visit, page, width)
    except Exception as error:  # whatever a page does to its browser
        visit.panne = tell_stop(error)
    return visit


def look(visit: Visite, page: "Page", width: int) -> None:
    """Look at a page at one width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    told = page.evaluate(_RUN, OPTIONS)
    visit.fautes[width] = count_rules(told["violations"])
    for rule, (_, times) in count_rules(told["incomplete"]).items():
        visit.doutes[rule] = max(times, visit.doutes.get(rule, 0))
    visit.largeur = int(page.evaluate(_WIDTH))


def count_rules(told: list[dict[str, Any]]) -> Found:
    """Count the places of each rule that axe tells of."""
    return {rule["id"]: (rule["help"], len(rule["nodes"])) for rule in told}


def judge_rules(visit: Visite) -> Resultat:
    """Say whether axe found fault; what it could not settle is left to a person."""
    if visit.panne:
        return stop("web-axe", visit.panne)
    faults = tuple(
        Constat(
            f"à {width} pixels, règle {rule}{tell_times(times)}", shorten(explanation)
        )
        for width, found in visit.fautes.items()
        for rule, (explanation, times) in found.items()
    )
    if faults:
        return Resultat("web-axe", Verdict.ECHOUE, faults)
    doubts = tuple(Constat(f"règle {rule} d’axe") for rule in sorted(visit.doutes))
    return Resultat("web-axe", Verdict.PASSE, doubts)


def judge_width(visit: Visite) -> Resultat:
    """Say whether a page holds in the narrowest width."""
    if visit.panne:
        return stop("web-320", visit.panne)
    narrow = WIDTHS[-1]
    if visit.largeur > narrow:
        told = f"la page fait {visit.largeur} pixels de large au lieu de {narrow}"
        return Resultat("web-320", Verdict.ECHOUE, (Constat(told),))
    return Resultat("web-320", Verdict.PASSE)


def stop(slug: str, reason: str) -> Resultat:
    """Say that a check was broken off."""
    return Resultat(slug, Verdict.NON_CONTROLE, (Constat(reason),))
