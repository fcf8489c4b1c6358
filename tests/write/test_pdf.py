"""What the PDF of a rich sample must keep to, wherever its pages are cut."""

import io
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from romin_print.check.pdf_structure import (
    check_structure,
    count_tags,
    read_tagged_text,
)
from romin_print.check.verapdf import check_pdfua
from romin_print.write.pdf import render_pdf, warm_up

SAMPLE = (Path(__file__).parent / "fiche.html").read_text(encoding="utf-8")

# Cut at many places: each size breaks other elements.
SIZES = ["A4", "A5", "A6 landscape", "100mm 120mm", "90mm 110mm"]

TAGS = {
    "p": "P",
    "ul": "L",
    "ol": "L",
    "blockquote": "BlockQuote",
    "section": "Sect",
    "article": "Art",
    "a": "Link",
    # No Span for each printed line: only those of the HTML.
    "em": "Span",
    "span": "Span",
    "strong": "Span",
}
SAME = ("h1", "h2", "h3", "h4", "li", "table", "tr", "th", "td", "caption")
INLINE = ("a", "em", "span", "strong", "img")


class Outline(HTMLParser):
    """Counts the elements of a page, and gathers its words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.reading = Counter(), "", False
        self.feed(html)
        self.words = self.text.split()

    def handle_starttag(self, tag, attrs):
        self.reading = self.reading or tag == "body"
        if tag in SAME:
            tag_of_pdf = "Table" if tag == "table" else tag.upper()
            self.tags["Caption" if tag == "caption" else tag_of_pdf] += 1
        elif tag in TAGS:
            self.tags[TAGS[tag]] += 1
        self.text += "" if tag in INLINE else " "

    def handle_endtag(self, tag):
        self.text += "" if tag in INLINE else " "

    def handle_data(self, data):
        self.text += data if self.reading else ""


def resize(html, size):
    return html.replace("size: A4", f"size: {size}").replace(
        "margin: 22mm 18mm 20mm", "margin: 22mm 10mm 15mm"
    )


@pytest.fixture(scope="module", params=SIZES)
def path(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "fiche.pdf"
    path.write_bytes(render_pdf(resize(SAMPLE, request.param))[0])
    return path


@pytest.fixture(scope="module")
def pdf():
    data = render_pdf(SAMPLE).data
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def test_each_element_has_one_tag_wherever_pages_are_cut(path):
    expected = Outline(SAMPLE).tags
    # The figure's legend is a Caption too.
    expected["Caption"] += 1
    counted = count_tags(path)
    assert {tag: counted[tag] for tag in expected} == expected
    assert counted["Figure"] == 1, "a decorative image must not be a figure"


def test_every_word_is_read_in_the_order_of_the_html(path):
    assert read_tagged_text(path).split() == Outline(SAMPLE).words


def test_tags_pages_and_links_agree(path):
    assert check_structure(path) == []


@pytest.mark.lent
def test_verapdf_finds_nothing_wherever_pages_are_cut(tmp_path):
    paths = []
    for rank, size in enumerate(SIZES):
        paths.append(tmp_path / f"{rank}.pdf")
        paths[-1].write_bytes(render_pdf(resize(SAMPLE, size))[0])
    assert check_pdfua(paths) == []


def test_the_number_of_pages_is_that_of_the_file(pdf):
    assert len(pdf.pages) == render_pdf(SAMPLE)[1] > 3


def test_the_file_says_what_it_is_and_in_which_language(pdf):
    assert str(pdf.docinfo.Title) == "C-01 – Balance décisionnelle"
    assert str(pdf.docinfo.Subject).startswith("Peser ce que coûte")
    assert str(pdf.docinfo.Keywords) == "Planification, Motivation"
    assert str(pdf.docinfo.Creator) == "romin-print"
    assert pdf.Root.Lang == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "C-01 – Balance décisionnelle"
        assert set(xmp["dc:language"]) == {"fr"}
        assert xmp["pdfuaid:part"] == "1"


def test_nobody_and_no_machine_is_named_in_the_file():
    signed = SAMPLE.replace("<title>", '<meta name="author" content="Camille"><title>')
    data = render_pdf(signed).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Author" not in pdf.docinfo
        content = pdf.Root.Metadata.read_bytes() + b"".join(
            item.unparse()
            for item in pdf.objects
            if not isinstance(item, pikepdf.Stream)
        )
    for secret in (b"Camille", b"dc:creator", os.uname().nodename.encode(), b"file:"):
        assert secret not in content


def test_only_the_house_fonts_are_embedded(pdf):
    descriptors = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == pikepdf.Name.FontDescriptor
    ]
    families = {str(descriptor.FontFamily) for descriptor in descriptors}
    assert families == {"Atkinson Hyperlegible", "Source Sans 3"}
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


def test_margin_texts_and_repeated_headers_are_artefacts(pdf):
    page = pdf.pages[4]
    steps = [(s.operands, str(s.operator)) for s in pikepdf.parse_content_stream(page)]
    paginations = [
        operands
        for operands, operator in steps
        if operator == "BDC" and operands[0] == "/Artifact"
    ]
    # Two margin boxes and four headers of the table that goes on.
    assert len(paginations) == 6
    assert all(op[1].Type == "/Pagination" for op in paginations)


def test_the_outline_shows_the_two_first_levels(pdf):
    with pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Balance décisionnelle"
        assert [item.title for item in top.children] == [
            "Objectifs",
            "Déroulé",
            "Grille de repérage",
            "Sources",
        ]
        assert not any(item.children for item in top.children)


def find_tags(pdf, tag):
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{tag}"
    ]


def test_a_passage_in_another_language_says_so(pdf):
    spoken = [(str(e.S), str(e.Lang)) for e in pdf.objects if is_foreign(e)]
    assert sorted(spoken) == [("/LI", "en"), ("/Span", "en"), ("/Span", "en")]


def is_foreign(item):
    return isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Lang" in item


def test_every_header_says_what_it_heads_and_every_cell_knows_its_headers(pdf):
    scopes = Counter(str(header.A.Scope) for header in find_tags(pdf, "TH"))
    assert scopes == {"/Column": 4, "/Row": 28}
    wide = [cell for cell in find_tags(pdf, "TD") if len(cell.A.Headers) == 2]
    assert len(wide) == 24 * 3


def test_a_link_says_its_text_and_its_address(pdf):
    said = [str(a.Contents) for page in pdf.pages for a in page.get("/Annots", [])]
    where = "https://www.justice.gouv.fr/"
    text = "le site du ministère de la Justice et toutes ses pages d’information"
    assert said == [
        f"{text} ({where})",
        f"{text} ({where})",
        "la grille (https://exemple.fr/grille)",
        "le guide complet (https://exemple.fr/guide)",
    ]
    assert all(a.F == 4 for page in pdf.pages for a in page.get("/Annots", []))


def test_lists_say_their_numbering(pdf):
    said = Counter(str(item.A.ListNumbering) for item in find_tags(pdf, "L"))
    assert said == {"/Disc": 1, "/Circle": 2, "/None": 1, "/Decimal": 1}


def test_a_figure_lies_within_its_page(pdf):
    (figure,) = find_tags(pdf, "Figure")
    left, bottom, right, top = (float(n) for n in figure.A.BBox)
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842
    assert top - bottom == pytest.approx(18), "24 pixels are 18 points"
    assert figure.Alt == "Une balance à deux plateaux"


def test_a_line_break_does_not_join_two_words(pdf, tmp_path):
    pdf.save(tmp_path / "a.pdf")
    assert "Adultes Jeunes majeurs" in read_tagged_text(tmp_path / "a.pdf")


@pytest.mark.parametrize("width", range(25, 100, 5))
def test_no_space_is_lost_where_a_line_ends(tmp_path, width):
    words = (
        "un <em>deux trois</em> quatre <strong>cinq</strong> <em>six</em> sept"
        " <a href='https://exemple.fr'>huit neuf</a> dix<em>onze</em>\u00a0<em>douze</em>"
    )
    html = f"""<html lang="fr"><title>T</title><style>
    @font-face {{ font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
    html {{ font-family: A }} @page {{ size: {width}mm 200mm; margin: 4mm }}
    </style><p>{words}</p><ul>
      <li>{words}</li>
    </ul>"""
    (tmp_path / "a.pdf").write_bytes(render_pdf(html)[0])
    expected = "un deux trois quatre cinq six sept huit neuf dixonze douze"
    lines = read_tagged_text(tmp_path / "a.pdf")
    assert [" ".join(line.split()) for line in lines.split("\n")] == [expected] * 2


def test_the_outline_and_the_links_hold_no_invisible_character():
    html = SAMPLE.replace("<h2>Objectifs", "<h2><em>Les</em> objectifs")
    with pikepdf.open(io.BytesIO(render_pdf(html)[0])) as pdf:
        with pdf.open_outline() as outline:
            assert outline.root[0].children[0].title == "Les objectifs"
        said = [str(a.Contents) for page in pdf.pages for a in page.get("/Annots", [])]
    assert not any("\N{WORD JOINER}" in text for text in said)


def test_the_same_html_gives_the_same_bytes_in_another_process():
    code = (
        "import sys, hashlib; from romin_print.write.pdf import render_pdf;"
        "html = sys.stdin.buffer.read().decode();"
        "print(hashlib.sha256(render_pdf(html)[0]).hexdigest())"
    )
    prints = set()
    for seed in "12":
        environment = os.environ | {"PYTHONHASHSEED": seed}
        environment["SOURCE_DATE_EPOCH"] = "12345" if seed == "1" else "0"
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=SAMPLE.encode(),
            capture_output=True,
            check=True,
            env=environment,
        )
        prints.add(run.stdout)
    assert len(prints) == 1


def test_what_was_printed_before_changes_nothing():
    first = render_pdf(SAMPLE).data
    render_pdf(SAMPLE.replace("font-weight: 700", "font-weight: 600"))
    assert render_pdf(SAMPLE)[0] == first


def test_threads_may_print_at_the_same_time():
    expected, found = render_pdf(SAMPLE), []
    threads = [
        threading.Thread(target=lambda: found.append(render_pdf(SAMPLE)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected, expected]


def test_printing_leaves_the_environment_and_the_engine_as_they_were(monkeypatch):
    import logging

    from weasyprint.pdf import tags

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    build, logger = tags._build_box_tree, logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.level, logger.propagate
    render_pdf(SAMPLE)
    assert "SOURCE_DATE_EPOCH" not in os.environ
    assert tags._build_box_tree is build
    assert (list(logger.handlers), logger.level, logger.propagate) == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    render_pdf(SAMPLE)
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"


def test_nothing_is_imported_before_a_pdf_is_wanted():
    code = (
        "import sys, ctypes.util; search = ctypes.util.find_library;"
        "import romin_print.write.pdf as pdf;"
        "assert 'weasyprint' not in sys.modules;"
        "pdf.warm_up();"
        "assert 'weasyprint' in sys.modules;"
        "assert ctypes.util.find_library is search"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_process_leaves_no_font_behind(tmp_path):
    code = """if True:
        import multiprocessing, sys
        from romin_print.write.pdf import warm_up
        warm_up()
        child = multiprocessing.get_context("fork").Process(target=warm_up)
        child.start(); child.join(); warm_up()
        sys.exit(child.exitcode)
    """
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_warming_up_takes_any_document():
    warm_up(SAMPLE)
    warm_up()


def test_the_sample_uses_the_whole_vocabulary():
    body = SAMPLE.partition("<body>")[2]
    used = set(re.findall(r"<(\w+)", body))
    blocks = ["main", "article", "section", "header", "p", "h1", "h2", "h3", "h4"]
    blocks += ["ul", "ol", "li", "blockquote", "figure", "img", "figcaption"]
    tables = ["table", "caption", "thead", "tbody", "tr", "th", "td"]
    assert used == {*blocks, *tables, "strong", "em", "span", "a", "br"}
