"""The pieces of a binder: each alone on its paper, and all of them on one page."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import tinyhtml5

from romin_print.load.fonds import load_fonds
from romin_print.model.fonds import Fichier
from romin_print.model.reliure import (
    Changements,
    Consignes,
    Etiquette,
    Geste,
    Piece,
    Repere,
)
from romin_print.model.service import Destinataire
from romin_print.plan.classeur import (
    make_document,
    plan_classeur,
    plan_couverture,
    plan_whole,
)
from romin_print.plan.classeur_choix import make_choix
from romin_print.plan.fiches import plan_fiches
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.pdf.engine import load_engine
from romin_print.write.vocabulary import check_page

MM = 96 / 25.4
EDITION = "2026-1"
# What speaks of one edition; the contents may mark what is new, and do not name it.
DATES = {"couverture", "changements", "consignes"}


@pytest.fixture
def fonds(root):
    fonds = load_fonds(root / "content")
    outils = {
        slug: outil.model_copy(update={"cadres": ("milieu-ouvert",)})
        for slug, outil in fonds.outils.items()
    }
    return fonds.model_copy(update={"outils": outils})


@pytest.fixture
def environment(layouts):
    return make_environment((layouts,))


@pytest.fixture
def bind(fonds):
    """Plan a binder of all the tools, with a page of each genre."""

    def plan(**changes):
        (classeur,) = fonds.classeurs.values()
        selection = classeur.selection.model_copy(
            update={"cadres": None, "publics": None, "outils": tuple(fonds.outils)}
        )
        classeur = classeur.model_copy(update={"selection": selection} | changes)
        pieces = plan_classeur(fonds, classeur, changements=make_changements())
        return classeur, (*pieces, make_consignes(classeur.edition))

    return plan


def make_changements():
    appuis = Repere("Carte des appuis", "fiche-a-01", "A-01", "Repérer qui aide.")
    parti = Repere("Outil parti", "", "A-09")
    return Changements("2025-2", (appuis,), (replace(appuis, titre="Autre"),), (parti,))


def make_consignes(edition):
    """An update where a leaf goes, a leaf comes, and a leaf only moves."""
    appuis = Etiquette("A-01 · 1/2 et 2/2", "Carte des appuis")
    bouge = Etiquette("Feuille A-01 · 1/1", "Mes appuis", deplacee=True)
    gestes = (
        Geste((Etiquette("Couverture · 1/1", "Petit classeur"),), (appuis,), None),
        Geste((bouge,), (), appuis),
        Geste((), (bouge,), appuis),
    )
    donnees = Consignes("Petit classeur", "2025-2", edition, gestes)
    titre = "Mettre le classeur à jour"
    return Piece(
        "consignes", "consignes", titre, titre, titre, "#1C1C1C", None, donnees
    )


@pytest.fixture
def render_pieces(bind, environment):
    """Render each piece of a binder alone: its anchor, and its page."""

    def render(**changes):
        classeur, pieces = bind(**changes)
        return {
            piece.ancre: render_html(make_document(classeur, piece), environment)
            for piece in pieces
        }

    return render


@pytest.fixture
def render_whole(fonds, bind, environment, render_pieces):
    """Render a binder as one page, of which the pages of its pieces are the parts."""

    def render(**changes):
        classeur, _ = bind(**changes)
        corps = "".join(map(read_main, render_pieces(**changes).values()))
        return render_html(plan_whole(fonds, classeur, "petit", corps), environment)

    return render


def read_main(html):
    return html.split("<main>\n", 1)[1].rsplit("</main>", 1)[0]


def parse(html):
    return tinyhtml5.parse(html, namespace_html_elements=False).find("body")


def read_text(element):
    return " ".join("".join(element.itertext()).split(" "))


def test_every_genre_has_a_piece_here_and_a_style(layouts, bind):
    folder = layouts / "classeur" / "pieces"
    genres = {path.stem for path in folder.glob("*.html")}
    styles = {path.stem for path in folder.glob("*.css")}

    assert {piece.genre for piece in bind()[1]} == genres
    assert genres - styles == {"fiche", "support"}


@pytest.mark.parametrize("pagination", ["continue", "feuillets"])
@pytest.mark.parametrize("recto_verso", [True, False])
def test_every_piece_alone_is_in_the_closed_vocabulary(
    render_pieces, pagination, recto_verso
):
    for html in render_pieces(pagination=pagination, recto_verso=recto_verso).values():
        check_page(html)


def test_the_whole_binder_is_in_the_closed_vocabulary(render_whole):
    check_page(render_whole())


@pytest.mark.parametrize("pagination", ["continue", "feuillets"])
def test_the_headings_of_a_binder_never_skip_a_level(render_whole, pagination):
    body = parse(render_whole(pagination=pagination))
    levels = [int(e.tag[1]) for e in body.iter() if re.fullmatch("h[1-6]", str(e.tag))]

    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert max(levels) == 5
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_piece_begins_with_the_heading_that_its_place_asks_for(render_pieces):
    found = {}
    for ancre, html in render_pieces().items():
        (article,) = parse(html).find("main")
        assert article.get("id") == ancre
        tags = [e.tag for e in article.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        found[ancre] = tags[0]
        assert tags.count(tags[0]) == 1
    assert found.pop("couverture") == "h1"
    for ancre, tag in found.items():
        assert tag == ("h3" if ancre.startswith(("fiche-", "feuille-")) else "h2")


def test_every_place_of_a_binder_has_one_name_and_every_link_leads_to_one(
    render_whole,
):
    body = parse(render_whole())
    ids = [e.get("id") for e in body.iter() if e.get("id")]
    links = {e.get("href") for e in body.iter("a")}
    inside = {href[1:] for href in links if href.startswith("#")}
    slots = {e.get("data-page") for e in body.iter() if e.get("data-page")}

    assert len(ids) == len(set(ids))
    assert len(inside) > 5
    assert inside <= set(ids)
    assert slots <= inside


def test_a_page_number_is_the_last_word_of_its_line(render_whole):
    body = parse(render_whole())
    holders = [e for e in body.iter() if e.tag in {"li", "p", "td"}]
    slotted = [e for e in holders if any(s.get("data-page") for s in e.iter())]

    assert len(slotted) > 20
    for holder in slotted:
        (slot,) = (e for e in holder.iter() if e.get("data-page"))
        assert slot.get("class") == "page"
        assert re.search("(^| )p\\.\u00a0000$", read_text(holder).strip())


def test_a_fiche_leads_to_what_may_follow_and_to_its_sheets(render_pieces):
    html = render_pieces()["fiche-a-01"]

    assert '<a href="#feuille-a-01">' in html
    assert '<a href="#fiche-c-01">C-01 Pas à pas</a>' in html
    assert 'data-page="fiche-c-01"' in html


def test_a_fiche_alone_leads_nowhere(fonds, environment):
    (document,) = plan_fiches(fonds, ("carte-des-appuis",))
    html = render_html(document, environment)

    assert 'href="#' not in html
    assert "data-page" not in html
    assert "<strong>C-01 Pas à pas. </strong>" in html


def test_loose_leaves_have_no_number_of_page_but_their_own(render_pieces):
    for ancre, html in render_pieces(pagination="feuillets").items():
        assert 'data-page="' not in html, ancre
        # What sources say of their own pages is not ours.
        if ancre not in {
            "guide",
            "bibliographie",
            "fiche-a-01",
            "fiche-a-02",
            "fiche-c-01",
        }:
            assert "p.\u00a0" not in read_text(parse(html)), ancre


def test_the_edition_is_named_only_by_what_a_new_one_always_changes(render_pieces):
    named = {
        ancre
        for ancre, html in render_pieces(
            edition="2077-9", pagination="feuillets"
        ).items()
        if "2077-9" in html
    }
    assert named == {"couverture", "consignes"}
    assert named < DATES


def test_the_words_of_the_margins_are_not_those_of_the_piece(render_pieces):
    body = parse(render_pieces()["sommaire"])
    courants = [e for e in body if e.tag == "p"]

    assert [e.get("class") for e in courants] == [
        "courant tete-recto", "courant folio-recto",
        "courant tete-verso", "courant folio-verso",
    ]  # fmt: skip
    assert "courant" not in read_main(render_pieces()["sommaire"])


def test_printed_on_one_side_a_piece_has_the_margins_of_a_front(render_pieces):
    for html in render_pieces(recto_verso=False).values():
        assert "verso" not in html.split("</head>")[1].split("<main>")[0]
        assert ":left" not in html


def read_guide(render_pieces, **changes):
    return read_text(parse(read_main(render_pieces(**changes)["mode-emploi"])))


def test_the_guide_speaks_only_of_what_the_binder_holds(render_pieces):
    both = read_guide(render_pieces)
    feuilles = read_guide(render_pieces, contenu=("supports",))
    fiches = read_guide(render_pieces, contenu=("fiches",), pagination="feuillets")

    for word in ("fiche", "statut", "niveau de preuve", "déroulé"):
        assert word in both, word
        assert word not in feuilles, word
    for word in ("feuille", "p.\u00a037"):
        assert word in both, word
        assert word not in fiches, word


def test_the_contents_are_a_landmark_and_the_first_link_leads_to_them(render_whole):
    body = parse(render_whole())
    (nav,) = body.iter("nav")
    links = [link.get("href") for link in body.iter("a")]

    assert nav.get("aria-label") == "Sommaire"
    assert links[0] == "#sommaire"
    assert {f"#{e.get('data-page')}" for e in nav.iter() if e.get("data-page")} == {
        link.get("href") for link in nav.iter("a")
    }


@pytest.mark.parametrize("pagination", ["continue", "feuillets"])
def test_the_contents_give_the_code_of_every_sheet(render_pieces, pagination):
    body = parse(render_pieces(pagination=pagination)["sommaire"])
    sheets = [e for e in body.iter("li") if "feuille" in e.get("class").split()]
    codes = [e.text for li in sheets for e in li.iter() if e.get("class") == "repere"]

    assert codes == ["C-01-1", "C-01-2", "A-01"]


def test_the_update_speaks_of_the_sides_that_leaves_have(render_pieces):
    double = render_pieces()["consignes"]
    simple = render_pieces(recto_verso=False)["consignes"]

    assert "recto et verso ensemble" in double
    assert "verso" not in read_main(simple)
    assert "d’un seul côté" in simple


@pytest.fixture
def render_consignes(environment, bind):
    """Render an update of one gesture, from an edition, with a leaf to take out."""

    def render(depuis, *retirer):
        classeur, (*_, piece) = bind()
        gestes = (Geste(retirer, (), None),)
        donnees = replace(piece.donnees, ancienne=depuis, gestes=gestes)
        document = make_document(classeur, replace(piece, donnees=donnees))
        return render_html(document, environment)

    return render


def test_a_leaf_is_named_once_and_its_number_stays_with_its_name(render_consignes):
    html = render_consignes(
        "2025-2",
        Etiquette("Index des besoins · 1/2 et 2/2", "Index des besoins"),
        Etiquette("A-01 · 1/1", "A-01 – Appuis"),
    )

    assert html.count("Index des besoins") == 1
    assert "besoins\u00a0·\u00a01/2 et\u00a02/2" in html
    assert '<p class="titre-geste">A-01 – Appuis</p>' in html


def test_a_name_of_a_former_edition_cannot_turn_a_line_round(render_consignes):
    html = render_consignes("v\u202e1", Etiquette("A-01 · \u20661/1", "Ti\u202etre"))

    assert "édition v1" in html
    assert "Titre" in html
    assert not set(html) & set("\u202e\u2066")


@pytest.mark.parametrize(
    "ancre",
    [
        "sommaire",
        "carte",
        "enchainement",
        "liens",
        "etape-accueil",
        "consignes",
        "guide",
    ],
)
def test_golden_pieces(render_pieces, check_golden, ancre):
    check_golden(f"classeur-{ancre}.html", read_main(render_pieces()[ancre]))


@pytest.fixture
def lay_out_html():
    """Lay out one piece: the boxes of its pages."""
    load_engine()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from romin_print.write.pdf.fetcher import HouseFetcher

    def lay(text):
        html = HTML(string=text, url_fetcher=HouseFetcher([]))
        laid = html.render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
        return [page._page_box for page in laid.pages]

    return lay


@pytest.fixture
def lay_out(render_pieces, lay_out_html):
    """Lay out pieces of a binder: the boxes of their pages."""

    def lay(*ancres, **changes):
        made = render_pieces(**changes)
        return {ancre: lay_out_html(made[ancre]) for ancre in ancres}

    return lay


def list_margins(page):
    """List the words of the margins of a page: their places, in millimetres."""
    return {
        box.at_keyword: (
            read_box(box),
            box.border_box_x() / MM,
            box.border_box_y() / MM,
            box.border_width() / MM,
            box.border_height() / MM,
        )
        for box in page.children
        if hasattr(box, "at_keyword")
    }


def read_box(box):
    text = getattr(box, "text", "")
    return text + "".join(read_box(child) for child in getattr(box, "children", ()))


@pytest.mark.parametrize("perforation", [True, False])
def test_a_tab_is_at_the_outer_edge_at_the_same_height_on_every_page_of_its_stage(
    lay_out, perforation
):
    pages = lay_out(
        "etape-accueil", "fiche-a-01", "feuille-a-01", perforation=perforation
    )
    tops = set()
    for page in (page for piece in pages.values() for page in piece):
        left = page.page_type.side == "left"
        text, x, y, width, height = list_margins(page)[
            "@left-top" if left else "@right-top"
        ]
        assert text == "A"
        assert (x, width) == pytest.approx((0 if left else 201.5, 8.5), abs=0.01)
        tops.add((round(y, 2), round(height, 2)))
    assert len(pages["fiche-a-01"]) == 2
    assert len(tops) == 1


def test_tabs_go_down_one_step_per_stage(lay_out):
    pages = lay_out("etape-accueil", "etape-planification")
    first, second = (list_margins(p[0])["@right-top"] for p in pages.values())

    assert second[2] - first[2] == pytest.approx(297 / 2, abs=0.01)
    assert first[2] + first[4] < 297 / 2 < second[2]


def test_every_page_of_a_piece_says_what_it_is_and_where_it_goes(lay_out):
    (pages,) = lay_out("fiche-a-01").values()
    right, left = map(list_margins, pages)

    assert (
        right["@top-right"][0] == left["@top-left"][0] == "Accueil · Carte des appuis"
    )
    assert right["@bottom-right"][0].startswith("A-01 · 1/2")
    assert left["@bottom-left"][0].startswith("A-01 · 2/2")
    assert "p.\u00a0000" in right["@bottom-right"][0]
    assert "empreinte" in right["@bottom-left"][0]
    assert left["@bottom-right"][0] == right["@bottom-left"][0]
    for words, _, y, _, height in (right["@bottom-right"], left["@bottom-left"]):
        assert y + height <= 297, words


@pytest.mark.parametrize(
    ("perforation", "recto_verso", "lefts"),
    [(True, True, (22, 13)), (False, True, (17.5, 17.5)), (True, False, (22, 22))],
)
def test_the_holes_never_fall_on_the_text(lay_out, perforation, recto_verso, lefts):
    (pages,) = lay_out(
        "fiche-a-01", perforation=perforation, recto_verso=recto_verso
    ).values()

    assert [round(page.content_box_x() / MM, 2) for page in pages] == list(lefts)
    assert {round(page.width / MM, 2) for page in pages} == {175}


def test_a_sheet_has_as_much_room_in_a_binder_as_alone(lay_out):
    for perforation in (True, False):
        (pages,) = lay_out("feuille-a-01", perforation=perforation).values()
        rooms = {(round(p.width / MM, 1), round(p.height / MM, 1)) for p in pages}
        assert rooms == {(178, 268)}


def test_a_cover_has_no_margin_and_says_its_stages_at_the_height_of_their_tabs(lay_out):
    pages = lay_out("couverture", "etape-accueil", "etape-planification")
    (cover,), *stages = pages.values()
    bands = [b for b in cover.descendants() if is_band(b)]

    assert list_margins(cover) == {}
    assert len(bands) == 2
    for band, (page,) in zip(
        sorted(bands, key=lambda b: b.position_y), stages, strict=True
    ):
        _, _, y, _, height = list_margins(page)["@right-top"]
        assert band.position_y / MM < y
        assert y + height < (band.position_y + band.height) / MM


MOTS = "Comprendre et accompagner les personnes suivies " * 8


LONGS = pytest.mark.parametrize(
    "changes",
    [
        {"titre": "Petit classeur"},
        {"titre": MOTS[:79], "sous_titre": None, "public": MOTS[:300]},
        {"titre": MOTS[:100], "sous_titre": MOTS[:100], "public": MOTS[:300]},
        {"titre": MOTS[:160], "sous_titre": MOTS[:160], "public": MOTS[:300]},
        {"titre": "anticonstitutionnellement" * 6, "public": "mot" * 100},
    ],
)


@LONGS
def test_nothing_overprints_on_a_cover_however_long_its_words(lay_out, changes):
    ((page,),) = lay_out("couverture", **changes).values()
    check_cover(page)


@LONGS
@pytest.mark.parametrize("logo", ["exemple-1.png", "exemple-2.jpg"])
def test_a_service_finds_room_on_a_cover_however_long_its_words(
    fonds, bind, environment, lay_out_html, changes, logo
):
    path = Path(__file__).parents[1] / "services" / "images" / "logos" / logo
    media = "image/png" if path.suffix == ".png" else "image/jpeg"
    service = Destinataire(
        slug="spip",
        nom="SPIP de la " + "Très-Longue-Ville " * 2,
        adresse=MOTS[:180],
        telephone="00 00 00 00 01",
        logo=Fichier(contenu=path.read_bytes(), media=media),
    )
    classeur, _ = bind(**changes)
    piece = plan_couverture(make_choix(fonds, classeur), classeur, service)
    html = render_html(make_document(classeur, piece), environment)
    check_page(html)
    (page,) = lay_out_html(html)
    check_cover(page)
    (picture,) = (b for b in page.descendants() if b.element_tag == "img")
    assert 10 * MM < picture.height <= 23 * MM


def check_cover(page):
    blocks = list_boxes(page, "BlockBox") + list_boxes(page, "InlineBlockBox")
    boxes = [b for b in blocks if b.element_tag in {"h1", "p"}]
    boxes.sort(key=lambda box: box.position_y)
    lines = list_boxes(page, "LineBox")
    band = min(b.position_x for b in page.descendants() if is_band(b))
    words = [line for line in lines if line.position_x < band]

    assert len(boxes) > 4
    for above, below in pairwise(boxes):
        assert above.position_y + above.border_height() <= below.position_y + 0.1
    assert max(line.position_x + line.width for line in words) < band
    assert max(line.position_y + line.height for line in lines) < 285 * MM


def test_a_word_of_a_gesture_never_leaves_its_cell(render_consignes, lay_out_html):
    html = render_consignes("1", Etiquette("A-01 · 1/1", "anticonstitution" * 5))
    (page,) = lay_out_html(html)
    cells = [b for b in list_boxes(page, "TableCellBox") if b.element_tag == "td"]

    for cell in cells:
        lines = list_boxes(cell, "LineBox")
        right = cell.position_x + cell.border_width()
        assert all(line.position_x + line.width <= right for line in lines)
    assert len(cells) == 4


def list_boxes(box, kind):
    return [child for child in box.descendants() if type(child).__name__ == kind]


def is_band(box):
    element = box.element
    named = element is not None and "bande" in (element.get("class") or "").split()
    return named and box.element_tag == "li"


@pytest.mark.parametrize(
    "ancre", ["sommaire", "carte", "enchainement", "liens", "etape-accueil", "glossaire",
              "bibliographie", "index-alphabetique", "mode-emploi", "couverture",
              "changements", "consignes", "fiche-a-01", "guide"]
)  # fmt: skip
def test_a_piece_is_read_aloud_as_it_is_written(render_pieces, tmp_path, ancre):
    from romin_print.check.parite import check_continuity, check_parity
    from romin_print.write.pdf import render_pdf

    html = render_pieces(pagination="feuillets")[ancre]
    alone = re.sub('href="#[^"]*"', 'href="https://exemple.fr"', html)
    path = tmp_path / "piece.pdf"
    path.write_bytes(render_pdf(alone).data)
    told = html.split("<body>")[0] + "<body>" + read_main(html) + "</body></html>"

    assert check_parity(told, path) == []
    assert check_continuity(told, path) == []
