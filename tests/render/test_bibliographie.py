import re

import pytest

from romin_print.build.projet import find_layouts
from romin_print.errors import LayoutError
from romin_print.load.fonds import load_fonds
from romin_print.render.bibliographie import render_reference

STYLE = find_layouts() / "bibliographie.csl"


def tell(root, key):
    reference = load_fonds(root / "content").find_reference(key)
    return str(render_reference(reference, STYLE))


def test_an_article_gives_its_journal_volume_year_and_pages(root):
    told = tell(root, "bonta_2011")

    assert told.startswith("Bonta J.")
    assert "<em>" in told
    assert re.search(r"\d+\(\d+\), 2011, p\.\u00a0\d+-\d+$", told)


def test_a_foreign_title_carries_its_language_and_its_own_spaces(root):
    told = tell(root, "bonta_2011")
    titles = re.findall(r'<span lang="en">(.*?)</span>', told)

    assert len(titles) == 2  # the article and its journal
    assert not any("\u00a0:" in title for title in titles)


def test_a_french_title_carries_no_language(root):
    assert "lang=" not in tell(root, "martin_2019")


def test_signs_of_html_in_a_reference_stay_text(root):
    path = root / "content" / "bibliographie.yaml"
    text = path.read_text()
    spoilt = "publisher: '<script>x</script> & Cie'\n    "
    path.write_text(text.replace("publisher:", f"{spoilt}genre:", 1))

    references = load_fonds(root / "content").bibliographie.references
    told = "".join(str(render_reference(r, STYLE)) for r in references)

    assert "<script>" not in told
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Cie" in told


def test_a_missing_style_is_a_layout_error(root, tmp_path):
    reference = load_fonds(root / "content").find_reference("martin_2019")
    with pytest.raises(LayoutError, match=r"bibliographie\.csl"):
        render_reference(reference, tmp_path / "bibliographie.csl")
