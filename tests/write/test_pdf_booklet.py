"""A booklet: folded and stapled, its pages follow one another."""

import io

import pikepdf
import pytest

from romin_print.write.pdf.booklet import A4_LANDSCAPE, list_sides, make_booklet


def make_pdf(count):
    """A PDF whose page N writes « N » at its foot, in a size of its own."""
    with pikepdf.new() as pdf:
        for number in range(1, count + 1):
            pdf.add_blank_page(page_size=(595.28, 841.89))
            pdf.pages[-1].Contents = pdf.make_stream(b"%% page %d" % number)
        pdf.docinfo["/Title"] = "Essai – livret pour papier"
        pdf.Root.Lang = "fr"
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def read_sides(data):
    """Read, on each side, the number of the page that stands left, and right."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            tuple(
                int(forms[f"/Page{half}"].read_bytes().split()[-1])
                if f"/Page{half}" in forms
                else None
                for half in (0, 1)
            )
            for page in pdf.pages
            for forms in [page.get("/Resources", {}).get("/XObject", {})]
        ]


def fold(sides):
    """Fold the stack in two, and read it: what is seen page after page."""
    rectos, versos = sides[::2], sides[1::2]
    front = [
        p for (_, r), (left, _) in zip(rectos, versos, strict=True) for p in (r, left)
    ]
    back = [
        p for (left, _), (_, r) in zip(rectos, versos, strict=True) for p in (left, r)
    ]
    return front + back[::-1]


@pytest.mark.parametrize("count", range(1, 10))
def test_folded_pages_follow_one_another_and_blanks_come_last(count):
    read = fold(read_sides(make_booklet(make_pdf(count))))

    assert len(read) % 4 == 0
    assert len(read) - count < 4
    assert read == [*range(1, count + 1), *[None] * (len(read) - count)]


def test_the_order_for_eight_pages_is_that_of_a_printer():
    assert [tuple(rank + 1 for rank in side) for side in list_sides(8)] == [
        (8, 1),
        (2, 7),
        (6, 3),
        (4, 5),
    ]


def test_two_small_pages_stand_side_by_side_on_a_landscape_sheet():
    with pikepdf.open(io.BytesIO(make_booklet(make_pdf(4)))) as pdf:
        assert [float(x) for x in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            A4_LANDSCAPE
        )
        drawn = pikepdf.parse_content_stream(pdf.pages[0], "cm")
    places = [[float(x) for x in step.operands] for step in drawn]
    assert [(m[0], m[3]) for m in places] == [(0.7071, 0.7071)] * 2
    assert [m[4] for m in places] == pytest.approx([0, A4_LANDSCAPE[0] / 2], abs=0.01)


def test_a_booklet_says_its_title_and_is_no_tagged_file():
    with pikepdf.open(io.BytesIO(make_booklet(make_pdf(3)))) as pdf:
        assert str(pdf.docinfo.Title) == "Essai – livret pour papier"
        assert str(pdf.Root.Lang) == "fr"
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root


def test_a_booklet_is_made_of_the_same_bytes_each_time():
    data = make_pdf(5)
    assert make_booklet(data) == make_booklet(data)
