"""From the search to the paper, with a mouse and without one, in a real browser."""

import subprocess

import pytest
from PIL import Image

pytestmark = pytest.mark.lent

COMMAND = "Le déroulé seul"


def print_pages(page, path):
    """Print to PDF as the browser does; return the words of each page."""
    page.pdf(path=path, prefer_css_page_size=True)
    told = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    return [" ".join(text.split()) for text in told.split("\f")[:-1]]


def find_starts(pages, exemplaires):
    """Find the page, from 1, on which each pack begins."""
    return [
        next(n for n, text in enumerate(pages, 1) if f"Exemplaire {number} " in text)
        for number in range(1, exemplaires + 1)
    ]


def choose(page):
    """Search, narrow down, and tick three tools, with the mouse."""
    page.fill("#recherche", "alcool")
    assert page.locator("#trouves .k-carte").count() > 1
    page.check("#besoins-substances")
    page.check("[data-outil=C-01] [data-choix]")
    page.click(".k-etat [data-action=effacer]")
    page.check("[data-outil=A-02] .k-choix input")
    page.check("[data-outil=D-03] .k-choix input")
    page.click("text=Ma sélection >> nth=0")


def read_order(page):
    return page.eval_on_selector_all(
        "#choisis > li[data-code]", "rows => rows.map(row => row.dataset.code)"
    )


def test_search_choose_order_and_print_with_the_mouse(visit, tmp_path):
    page = visit()
    choose(page)
    assert read_order(page) == ["C-01", "A-02", "D-03"]
    page.click("[data-code=A-02] [data-action=monter]")
    page.fill("#nom-seance", "Groupe du mardi")
    page.fill("#exemplaires", "3")
    page.fill("#debut", "14:00")
    assert read_order(page) == ["A-02", "C-01", "D-03"]
    assert "2\u00a0h\u00a010" in page.inner_text(".k-somme")
    page.click("text=Aperçu avant impression >> nth=0")
    page.wait_for_selector("#papier[data-pret=tout]")

    pages = print_pages(page, tmp_path / "tout.pdf")

    assert page.inner_text("#dit-apercu").count(f"{len(pages)} pages") == 1
    assert "Groupe du mardi" in pages[0]
    assert "14 h 00" in pages[0]
    assert "Édition" not in pages[0]
    starts = find_starts(pages, 3)
    assert [start % 2 for start in starts] == [1, 1, 1]
    assert starts[0] > 1
    for code in ("A-02", "C-01", "D-03-1", "D-03-2", "D-03-3"):
        assert sum(f"{code} · Exemplaire 2 · version" in text for text in pages) >= 1


def test_each_thing_can_be_printed_alone(visit, tmp_path):
    page = visit("#apercu&outils=A-02,C-01,D-03&copies=2")
    page.wait_for_selector("#papier[data-pret=tout]")
    page.click("text=Les feuilles seules")
    page.wait_for_selector("#papier[data-pret=feuilles]")
    sheets = print_pages(page, tmp_path / "feuilles.pdf")
    page.click(f"text={COMMAND}")
    page.wait_for_selector("#papier[data-pret=deroule]")
    run_sheet = print_pages(page, tmp_path / "deroule.pdf")

    told = " ".join(sheets)
    assert find_starts(sheets, 2)[0] == 1
    assert find_starts(sheets, 2)[1] % 2 == 1
    for word in ("Déroulé", "CPIP", "Vigilance", "Trace écrite", "Fidélité"):
        assert word not in told
        assert word in " ".join(run_sheet)
    assert "Exemplaire" not in " ".join(run_sheet)


def test_one_sheet_is_one_page_and_no_leaf_is_wasted(visit, tmp_path):
    page = visit("#apercu&outils=C-01&copies=4")
    page.wait_for_selector("#papier[data-pret=tout]")
    page.click("text=Les feuilles seules")
    page.wait_for_selector("#papier[data-pret=feuilles]")
    pages = print_pages(page, tmp_path / "feuilles.pdf")
    assert find_starts(pages, 4) == [1, 3, 5, 7]
    assert len(pages) == 7


def test_lines_to_write_on_are_printed(visit, tmp_path):
    page = visit("#apercu&outils=C-01")
    page.wait_for_selector("#papier[data-pret]")
    page.emulate_media(media="print")
    style = page.eval_on_selector(
        "#papier .champ textarea", "field => getComputedStyle(field).backgroundImage"
    )
    assert "repeating-linear-gradient" in style


def tab_to(page, selector, key="Tab"):
    """Move the focus by keyboard until it is on an element, as a person would."""
    for _ in range(250):
        page.keyboard.press(key)
        if page.evaluate("css => document.activeElement.matches(css)", selector):
            return
    pytest.fail(f"{selector} ne s’atteint pas au clavier")


def wait_for_focus(page, selector):
    page.wait_for_function("css => document.activeElement.matches(css)", arg=selector)


def test_search_choose_order_and_print_by_keyboard_alone(visit, tmp_path):
    page = visit()
    tab_to(page, ".k-evitement a[href='#recherche']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "recherche"
    page.keyboard.type("alcool")
    tab_to(page, "#besoins-substances")
    page.keyboard.press("Space")
    tab_to(page, "[data-outil=C-01] [data-choix]")
    page.keyboard.press("Space")
    tab_to(page, "[data-action=effacer]", "Shift+Tab")
    page.keyboard.press("Enter")
    for code in ("A-02", "D-03"):
        tab_to(page, f"[data-outil={code}] [data-choix]")
        page.keyboard.press("Space")
    tab_to(page, ".k-nav a[href='#selection']", "Shift+Tab")
    page.keyboard.press("Enter")
    wait_for_focus(page, "#titre-selection")
    tab_to(page, "[data-code=C-01] [data-action=descendre]")
    page.keyboard.press("Enter")
    # The button that was pressed keeps the focus, wherever its row went.
    assert read_order(page) == ["A-02", "C-01", "D-03"]
    assert page.evaluate("document.activeElement.closest('li').dataset.code") == "C-01"
    tab_to(page, "#exemplaires")
    page.keyboard.press("ArrowUp")
    tab_to(page, "a[href='#apercu']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#papier[data-pret=tout]")
    wait_for_focus(page, "#titre-apercu")
    tab_to(page, "[data-action=imprimer][value=feuilles]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#papier[data-pret=feuilles]")

    pages = print_pages(page, tmp_path / "feuilles.pdf")

    assert [start % 2 for start in find_starts(pages, 2)] == [1, 1]
    assert page.evaluate("window.impressions") == 1
    page.keyboard.press("Escape")
    wait_for_focus(page, "#titre-selection")


def test_a_tool_is_read_left_and_found_again_by_keyboard(visit):
    page = visit()
    tab_to(page, ".k-carte a")
    link = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('h2')")
    assert page.inner_text(":focus") == link
    assert page.title().startswith("A-01")

    page.keyboard.press("Escape")

    page.wait_for_function("document.activeElement.matches('.k-carte a')")
    assert page.inner_text(":focus") == link
    page.go_back()
    page.wait_for_function("document.activeElement.matches('h2')")
    assert page.title().startswith("A-01")


def test_going_back_does_not_bring_an_older_selection_back(visit):
    page = visit()
    page.check("[data-outil=A-01] .k-choix input")
    page.click("[data-outil=A-02] h4 a")
    page.wait_for_selector("#fiche-a-02")
    page.check("#vue-outil-a-02")
    page.go_back()
    page.wait_for_selector("#titre-outils")
    assert page.inner_text("[data-dire=nombre]") == "2"
    assert page.is_checked("#carte-outil-a-02")
    assert "outils=A-01,A-02" in page.url


def test_the_link_opens_the_same_selection_on_another_machine(visit):
    page = visit()
    choose(page)
    page.fill("#nom-seance", "Jeudi & « suite »")
    page.fill("#exemplaires", "5")
    link = page.input_value("#lien")
    assert link.startswith("index.html#selection&outils=C-01,A-02,D-03")

    other = visit("#selection")
    other.fill("#recu", f"file:///E:/Kit%20ROMIN/{link}")
    other.press("#recu", "Enter")

    assert read_order(other) == ["C-01", "A-02", "D-03"]
    assert other.input_value("#nom-seance") == "Jeudi & « suite »"
    assert other.input_value("#exemplaires") == "5"
    other.reload()
    assert read_order(other) == ["C-01", "A-02", "D-03"]


def test_the_link_can_be_copied(browser, visit):
    page = visit("#selection&outils=A-01")
    page.click("[data-action=copier]")
    page.wait_for_selector("#dit-selection:not(:empty)")
    assert page.inner_text("#dit-selection").startswith("Lien copié.")


def test_a_seance_gives_its_tools_to_the_selection(visit):
    page = visit("#seances")
    page.click("[data-action=prendre] >> nth=0")
    page.wait_for_selector("#choisis > li[data-code]")
    assert len(read_order(page)) >= 1


def test_removing_a_tool_leaves_the_focus_on_the_next(visit):
    page = visit("#selection&outils=A-01,A-02")
    page.click("[data-code=A-01] [data-action=retirer]")
    assert page.evaluate("document.activeElement.closest('li').dataset.code") == "A-02"
    page.click("[data-code=A-02] [data-action=retirer]")
    assert page.evaluate("document.activeElement.id") == "titre-selection"
    assert page.is_visible("#selection [data-si=vide]")


def test_no_leaf_is_kept_of_what_was_done(visit):
    page = visit("#selection&outils=A-01,C-01&titre=Essai")
    kept = page.evaluate(
        "() => [localStorage.length, sessionStorage.length, document.cookie]"
    )
    assert kept == [0, 0, ""]


ROWS = """selector => Array.from(document.querySelectorAll(selector),
    one => Array.from(one.querySelectorAll('textarea'), field => Number(field.rows)))"""


def test_lines_go_down_to_the_foot_of_the_page_alike_for_each_person(visit):
    page = visit("#apercu&outils=A-02&copies=2")
    page.wait_for_selector("#papier[data-pret]")
    (shown,) = page.evaluate(ROWS, "#feuille-a-02")
    first, second = page.evaluate(ROWS, "#papier .exemplaire")
    assert first == second
    assert sum(first) > sum(shown)
    assert all(now >= before for now, before in zip(first, shown, strict=True))


def test_a_stretched_sheet_fills_its_page_and_is_still_one_page(visit, tmp_path):
    page = visit("#apercu&outils=A-02,C-01")
    page.wait_for_selector("#papier[data-pret]")
    page.click("text=Les feuilles seules")
    page.wait_for_selector("#papier[data-pret=feuilles]")
    path = tmp_path / "feuilles.pdf"
    assert len(print_pages(page, path)) == 2
    subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", path, tmp_path / "page"], check=True
    )
    pictures = sorted(tmp_path.glob("page*.pgm"))
    assert len(pictures) == 2
    for picture in pictures:
        with Image.open(picture) as drawn:
            # Above the words at the foot: the last thing drawn is within 25 mm of them.
            body = drawn.crop((0, 0, drawn.width, round(drawn.height * 278 / 297)))
            _, _, _, bottom = body.point(lambda grey: 255 * (grey < 200)).getbbox()
        assert bottom / drawn.height * 297 > 250
