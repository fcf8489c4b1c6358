import shutil
from itertools import pairwise

import pytest
import tinyhtml5

from romin_print.errors import LayoutError
from romin_print.load.fonds import load_fonds
from romin_print.plan.fiches import plan_fiches
from romin_print.plan.recherche import collect_texts, fold
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


@pytest.fixture
def own(layouts, tmp_path):
    """A copy of the layouts that a test may spoil."""
    return shutil.copytree(layouts, tmp_path / "layouts")


def render(fonds, slug, *layouts, **options):
    (document,) = plan_fiches(fonds, (slug,), **options)
    return render_html(document, make_environment(layouts))


def parse(html):
    return tinyhtml5.parse(html, namespace_html_elements=False)


@pytest.mark.parametrize("slug", ["carte-des-appuis", "ancienne-carte", "pas-a-pas"])
def test_golden_html(fonds, layouts, check_golden, slug):
    html = render(fonds, slug, layouts)
    body = html[html.index("<body>") :].partition(";base64,")
    picture = body[2].partition('"')
    check_golden(f"{slug}.html", body[0] + picture[1] + picture[2] or body[0])


def test_every_text_of_a_tool_is_printed(fonds, layouts):
    outil = fonds.outils["carte-des-appuis"]
    shown = fold(" ".join(parse(render(fonds, "carte-des-appuis", layouts)).itertext()))

    skipped = {"etapes", "besoins", "principes", "receptivites", "stades", "modalites"}
    skipped |= {"cadres", "publics", "types", "niveau_preuve", "sources", "suites"}
    texts = collect_texts(
        outil.model_dump(exclude={*skipped, "verification", "supports"})
    )
    pieces = [part for t in texts for part in t.replace("](", "*").split("*")]
    missing = [
        p
        for p in pieces
        if fold(p) not in shown and "images/" not in p and "https" not in p
    ]
    assert missing == ['Une ligne "droite" avec trois repères']  # the alt, an attribute


def test_headings_never_skip_a_level_and_there_is_one_title(fonds, layouts):
    body = parse(render(fonds, "carte-des-appuis", layouts)).find("body")
    levels = [int(e.tag[1]) for e in body.iter() if e.tag in {"h1", "h2", "h3", "h4"}]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_markup_of_the_content_stays_text(fonds, layouts):
    html = render(fonds, "carte-des-appuis", layouts)

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    images = list(parse(html).iter("img"))
    assert images[0].get("alt") == "Une ligne «\u00a0droite\u00a0» avec trois repères"


def test_the_status_and_the_fingerprint_are_printed(fonds, layouts):
    html = render(fonds, "pas-a-pas", layouts)
    article = parse(html).find("body/main/article")

    assert 'class="statut"' in html
    assert article.get("data-pied").startswith("C-01 · version 1.0 · Proposition")


def test_a_withdrawn_tool_names_its_successor_in_print(fonds, layouts):
    assert "Remplacé par" in render(fonds, "ancienne-carte", layouts)


def test_black_and_white_has_a_class_of_its_own(fonds, layouts):
    html = render(fonds, "pas-a-pas", layouts, noir_et_blanc=True)
    assert '<article class="fiche nb"' in html


def test_a_service_overrides_one_layout_without_copying_the_rest(
    fonds, layouts, tmp_path
):
    (tmp_path / "fiche").mkdir()
    (tmp_path / "fiche" / "fiche.css").write_text(".fiche { color: navy }")

    html = render(fonds, "pas-a-pas", tmp_path, layouts)

    assert "navy" in html
    assert "Carte d’identité" in html


@pytest.mark.parametrize(
    ("body", "line", "cause"),
    [
        ("\n{{ document.title }}", 2, "title"),
        ("{% if document %}", 1, "Unexpected end"),
        ("\n\n{{ document.titre.__class__.__mro__ }}", 3, "__class__"),
        ("{{ cycler.__init__.__globals__ }}", 1, "__init__"),
        ("{{ document.fiches[7].slug }}", 1, "has no element 7"),
        ("{{ 1 / 0 }}", 1, "zero"),
        ("{{ 'a' | inconnu }}", 1, "inconnu"),
        ("{% for i in range(10**9) %}x{% endfor %}", 1, "Range too big"),
    ],
)
def test_a_faulty_layout_is_told_with_its_line(fonds, own, body, line, cause):
    (own / "fiche" / "fiche.html").write_text(body)

    with pytest.raises(LayoutError) as caught:
        render(fonds, "pas-a-pas", own)

    assert f"fiche.html:{line} : " in caught.value.message.replace("\u00a0", " ")
    assert cause in caught.value.message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", ["absent.html", "../../../etc/passwd", "/etc/passwd"])
def test_a_layout_reads_no_file_outside_the_layouts(fonds, own, name):
    (own / "fiche" / "fiche.html").write_text(f'{{% include "{name}" %}}')

    with pytest.raises(LayoutError, match="mise en page introuvable"):
        render(fonds, "pas-a-pas", own)


def test_a_layout_cannot_change_the_document(fonds, own):
    (own / "fiche" / "fiche.html").write_text(
        "{% set _ = document.mots_cles.append('x') %}"
    )
    with pytest.raises(LayoutError):
        render(fonds, "pas-a-pas", own)


@pytest.mark.parametrize(
    ("titre", "told"),
    [
        ("Où en sommes-nous ?", "Où en sommes-nous\u202f? </strong>"),
        ("Pas à pas", "Pas à pas. </strong>"),
        ("La suite…", "La suite… </strong>"),
    ],
)
def test_a_title_that_ends_by_itself_takes_no_point(fonds, layouts, titre, told):
    outil = fonds.outils["pas-a-pas"].model_copy(update={"titre": titre})
    renamed = fonds.model_copy(update={"outils": fonds.outils | {"pas-a-pas": outil}})
    html = render(renamed, "carte-des-appuis", layouts)
    assert f"C-01 {told}" in html
