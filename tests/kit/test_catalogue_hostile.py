"""What a stranger may send: fragments, layouts, names. None of it does anything."""

import subprocess

import pytest

pytestmark = pytest.mark.lent

FRAGMENTS = [
    "#selection&outils=<img src=x onerror=alert(1)>,A-01",
    "#selection&outils=A-01&titre=<script>alert(1)</script>",
    "#selection&outils=A-01&titre=" + "x" * 5000,
    "#selection&outils=" + ",".join(["A-01"] * 3000),
    "#selection&outils=A-01&copies=999999999",
    "#selection&outils=A-01&copies=-3",
    "#selection&outils=A-01&copies=NaN",
    "#selection&outils=A-01&debut=99:99",
    "#selection&outils=A-01&titre=%E0%A4%A",
    "#selection&outils=A-01&titre=%00%E2%80%AEinverse",
    "#selection&outils=__proto__,constructor,A-01",
    "#__proto__&outils=A-01",
    "#constructor",
    "#gabarits",
    "#donnees",
    "#%E0%A4%A&outils=A-01",
    "#javascript:alert(1)",
    "#contenu",
]


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=range(len(FRAGMENTS)))
def test_a_hostile_fragment_is_harmless(visit, fragment):
    page = visit(fragment)
    scripts = page.locator("script").count()
    page.click("text=Ma sélection >> nth=0")

    assert scripts == 3
    assert page.locator("img[src=x]").count() == 0
    assert len(page.input_value("#nom-seance")) <= 80
    assert 1 <= int(page.input_value("#exemplaires")) <= 60
    assert page.input_value("#debut") in ("", "14:00")
    assert page.locator("#choisis > li[data-code]").count() <= 1
    assert "\u202e" not in page.input_value("#nom-seance")


def test_a_title_full_of_marks_is_printed_as_it_is(visit, tmp_path):
    hard = "%22%7D%20%3Cb%3E%5C%0A%40page%7B%7D"
    page = visit(f"#apercu&outils=A-01&titre={hard}")
    page.wait_for_selector("#papier[data-pret]")
    assert page.inner_text("#papier .titre-fiche") == '"} <b>\\ @page{}'
    path = tmp_path / "deroule.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    told = subprocess.run(
        ["pdftotext", "-l", "1", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    # At its foot, where only a rule of style can write it.
    assert 'Déroulé pour le CPIP · "} <b>\\ @page{} · Kit' in " ".join(told.split())


def test_unknown_codes_are_told_and_left_out(visit):
    page = visit("#selection")
    page.fill("#recu", "#selection&outils=Z-99,A-01,<b>")
    page.click("[data-action=ouvrir]")
    assert page.locator("#choisis > li[data-code]").count() == 1
    told = page.inner_text("#dit-selection")
    assert "Z-99" in told
    assert "<B>" in told


def test_a_link_without_any_tool_changes_nothing(visit):
    page = visit("#selection&outils=A-01")
    page.fill("#recu", "https://exemple.fr/")
    page.click("[data-action=ouvrir]")
    assert page.locator("#choisis > li[data-code]").count() == 1
    assert "aucun outil" in page.inner_text("#dit-selection")


def test_what_is_put_in_the_finished_page_cannot_run(browser, catalogue, tmp_path):
    """The policy is a wall of its own, behind the vocabulary."""
    path = tmp_path / "index.html"
    page_text = catalogue.read_text("utf-8")
    planted = (
        "<script>window.touche = 1</script>"
        '<p id="piege" onclick="window.touche = 1">Un piège</p>'
        '<img src="data:," onerror="window.touche = 1" alt="">'
    )
    path.write_text(page_text.replace("</header>", f"{planted}</header>", 1), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.click("#piege")
    assert page.evaluate("window.touche") is None
    assert page.inner_text("#etat") == "12 outils"  # ours still runs
    page.close()


def test_a_page_whose_program_was_altered_still_shows_everything(
    browser, catalogue, contenu, tmp_path
):
    path = tmp_path / "index.html"
    text = catalogue.read_text("utf-8")
    path.write_text(text.replace("const NBSP", "const  NBSP", 1), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    for outil in contenu.outils.values():
        assert page.is_visible(f"#fiche-{outil.code.lower()}")
    assert page.is_hidden("#recherche")
    page.close()
