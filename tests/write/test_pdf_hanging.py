"""A line ends at its margin, not at the bold word before it."""

import re
import subprocess

import pytest

from romin_print.write.pdf import render_pdf

PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
@font-face {{ font-family: A; src: url("font:AtkinsonHyperlegible-Regular.ttf") }}
html {{ font: 10pt A }} body {{ margin: 0 }} p {{ margin: 0; width: {width}px }}
</style></head><body><main><p>{text}</p></main></body></html>"""
WORDS = "Un deux trois quatre cinq six sept huit neuf dix onze douze treize"
BOLD = re.sub(r"(deux|quatre|six|huit|dix|douze)", r"<strong>\1</strong>", WORDS)


def list_lines(tmp_path, text, width):
    path = tmp_path / "lignes.pdf"
    path.write_bytes(render_pdf(PAGE.format(text=text, width=width)).data)
    told = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    return [line.strip() for line in told.splitlines() if line.strip()]


@pytest.mark.parametrize("width", range(100, 300, 7))
def test_bold_words_break_no_line_early(tmp_path, width):
    plain = list_lines(tmp_path, WORDS, width)
    assert len(plain) > 1
    assert list_lines(tmp_path, BOLD, width) == plain
