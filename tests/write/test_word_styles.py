"""The table of styles: which selector wins, and which lines are refused."""

import pytest

from romin_print.errors import LayoutError
from romin_print.write.word.ooxml import make
from romin_print.write.word.styles import read_sizes, read_style_sheet
from romin_print.write.word.vocabulary import Node
from romin_print.write.word.widths import share_width

STYLES = make(
    "w:styles",
    *(
        make("w:style", make("w:name", val=name), styleId=name.upper(), type=kind)
        for name, kind in [
            ("un", "paragraph"),
            ("deux", "paragraph"),
            ("trois", "paragraph"),
            ("gras", "character"),
            ("grille", "table"),
        ]
    ),
)


def load(tmp_path, text):
    return read_style_sheet(text, tmp_path / "styles.yaml", STYLES)


def trail(*parts):
    nodes = (part.split(".") for part in parts)
    return tuple(Node(tag, frozenset(classes)) for tag, *classes in nodes)


@pytest.mark.parametrize(
    ("rules", "around", "expected"),
    [
        ("{p: un}", ["p"], "UN"),
        ("{p: un}", ["h2"], None),
        ("{p: un, p.x: deux}", ["p.x"], "DEUX"),
        ("{p.x: deux, p: un}", ["p.x"], "DEUX"),
        ("{p: un, p.x: deux}", ["p.y.x"], "DEUX"),
        ("{p: un, div.x p: deux}", ["div.x", "section", "p"], "DEUX"),
        ("{p: un, div.x p: deux}", ["div", "p"], "UN"),
        ("{div.x p: un, div.x p.y: deux}", ["div.x", "p.y"], "DEUX"),
        ("{ul li: un, ol li: deux}", ["ul", "li", "ol", "li"], "DEUX"),
        ("{div.x p: un, p.y: deux}", ["div.x", "p.y"], "UN"),
        ("{p.x: un, p.y: deux}", ["p.x.y"], "DEUX"),
        ("{div.x ul li: un}", ["ul", "div.x", "li"], None),
    ],
)
def test_the_most_specific_selector_wins(tmp_path, rules, around, expected):
    sheet = load(tmp_path, f"styles: {rules}")

    assert sheet.find(trail(*around)) == expected


def test_the_size_of_a_text_is_that_of_its_style_or_of_the_base_of_it():
    def style(name, base, *sizes):
        return make(
            "w:style",
            make("w:name", val=name),
            make("w:basedOn", val=base),
            make("w:rPr", *(make("w:sz", val=size) for size in sizes)),
            styleId=name,
            type="paragraph",
        )

    sizes = read_sizes(
        make("w:styles", style("a", "b"), style("b", "c", 28), style("c", "c"))
    )

    assert sizes == {"a": 14, "b": 14, "c": 10}


def test_what_follows_a_tab_is_said_by_a_selector(tmp_path):
    sheet = load(tmp_path, "styles: {}\ntabulation: [header.x p.y]")

    assert sheet.is_tabbed(trail("header.x", "p.y"))
    assert not sheet.is_tabbed(trail("header", "p.y"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("styles: {p: Encadré}", "style Word « Encadré » absent de reference.docx"),
        ("styles: {p: gras}", "« gras » n’est pas un style de paragraphe"),
        ("styles: {strong: un}", "« un » n’est pas un style de caractère"),
        ("styles: {table: un}", "« un » n’est pas un style de table"),
        ("styles: {pp: un}", "« pp » n’est pas un sélecteur admis"),
        ("styles: {'p#x': un}", "n’est pas un sélecteur admis"),
        ("style: {p: un}", "clés attendues"),
        ("[", "n’est pas du YAML lisible"),
        ("styles: {'': un}", "n’est pas un sélecteur admis"),
        ("styles: [p]", "clés attendues"),
    ],
)
def test_a_line_that_would_dress_nothing_is_refused(tmp_path, text, expected):
    with pytest.raises(LayoutError, match=expected):
        load(tmp_path, text)


def test_a_column_of_labels_stays_as_narrow_as_its_words():
    narrow, wide = share_width(
        9638, [["Durée", "Matériel"], ["a" * 80, "b"]], labels=True
    )

    assert narrow < 9638 / 5
    assert narrow + wide == 9638


def test_blank_columns_to_be_written_in_are_equal():
    first, second, third = share_width(9000, [["Le soir", ""], ["", ""], ["", ""]])

    assert first == second == third


def test_a_column_is_never_narrower_than_its_longest_word():
    words = "anticonstitutionnellement"
    texts = "une phrase qui prend beaucoup de place sur sa ligne " * 3
    first, second = share_width(5000, [[words], [texts]])

    assert first >= len(words) * 100
    assert first + second == 5000


def test_a_column_of_numbers_is_as_narrow_as_they_are():
    first, _ = share_width(9000, [["1", "2"], ["n " * 30, ""]], labels=True)

    assert first < 500


def test_columns_are_as_wide_as_the_size_of_their_text_asks():
    plain, large = (
        share_width(9000, [["Mercredi", ""], ["n " * 30, ""]], labels=True, size=size)
        for size in (9, 18)
    )

    assert large[0] == pytest.approx(plain[0] * 2, abs=300)


def test_where_all_is_tight_wide_letters_get_more_than_narrow_ones():
    wide, narrow = share_width(3000, [["mammouth"], ["difficile"]], size=18)

    assert wide > narrow * 1.2
    assert wide + narrow == 3000


def test_columns_too_wide_for_the_page_still_fill_it_exactly():
    assert sum(share_width(3000, [["a" * 50]] * 7)) == 3000


def test_columns_of_marks_are_alike_and_leave_room_for_words():
    columns = [["Un outil assez long"], ["oui"], ["", ""], ["Entretien"]]

    few = share_width(9000, columns, size=8, tight=frozenset({1, 2}))
    many = share_width(
        9000, [["Outil"], *[["oui"]] * 40], tight=frozenset(range(1, 41))
    )

    assert few[1] == few[2] == 3 * 8 * 12 + 80
    assert sum(few) == sum(many) == 9000
    assert many[0] > 3000
    assert sum(share_width(900, [["oui"], ["non"]], tight=frozenset({0, 1}))) == 900
