"""A layout may come from a stranger: what it may not do, and that nothing is written."""

import pytest

from romin_print.build.fiches import build_fiches
from romin_print.build.impression import Demande
from romin_print.build.projet import Projet
from romin_print.errors import LayoutError

CORPS = """{{% macro corps_fiche(fiche, document) %}}
<article class="fiche" data-pied="p"><h1>Titre</h1>{}</article>{{% endmacro %}}"""


@pytest.mark.parametrize(
    ("hostile", "told"),
    [
        ("<video></video>", "<video>"),
        ('<p><img src="absente.png" alt="a"></p>', "absente.png"),
        ('<p><img src="file:///etc/passwd" alt="a"></p>', "file:///etc/passwd"),
        ('<p><img src="http://127.0.0.1:9/a.png" alt="a"></p>', "http://127.0.0.1:9"),
        ('<p><a href="file:///etc/passwd">a</a></p>', "file:///etc/passwd"),
        ("<script>1</script>", "<script>"),
        ("{{ document.__class__.__mro__ }}", "__class__"),
        ("texte perdu", "texte perdu"),
    ],
)
@pytest.mark.parametrize("formats", [("pdf",), ("docx",), ("html",)])
def test_a_hostile_layout_is_refused_and_nothing_is_written(
    root, layouts, tmp_path, hostile, told, formats
):
    own = tmp_path / "layouts"
    (own / "fiche").mkdir(parents=True)
    (own / "fiche" / "corps.html").write_text(CORPS.format(hostile))
    projet = Projet(root / "content", tmp_path / "sortie", (own, layouts))
    former = tmp_path / "sortie" / "fiches" / f"C-01-pas-a-pas.{formats[0]}"
    former.parent.mkdir(parents=True)
    former.write_bytes(b"ancien")

    with pytest.raises(LayoutError, match="(?s)" + told.replace(".", r"\.")):
        build_fiches(projet, Demande(formats=formats))

    assert former.read_bytes() == b"ancien"
    assert [p for p in (tmp_path / "sortie").rglob("*") if p.is_file()] == [former]


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("@import 'http://127.0.0.1:9/a.css';", "@import"),
        (".fiche { background: url(file:///etc/passwd) }", "file:///etc/passwd"),
        ('@font-face { font-family: x; src: url("font:../../etc/passwd") }', "passwd"),
        (".fiche { coleur: red }", "coleur"),
    ],
)
def test_a_hostile_style_is_refused(root, layouts, tmp_path, css, told):
    own = tmp_path / "layouts"
    (own / "fiche").mkdir(parents=True)
    (own / "fiche" / "fiche.css").write_text(css)
    projet = Projet(root / "content", tmp_path / "sortie", (own, layouts))

    with pytest.raises(LayoutError, match=told):
        build_fiches(projet, Demande(formats=("pdf",)))

    assert not [p for p in (tmp_path / "sortie").rglob("*") if p.is_file()]
