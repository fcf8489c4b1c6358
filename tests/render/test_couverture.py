"""The map of the RPO1, as one page."""

import pytest

from romin_print.load.fonds import load_fonds
from romin_print.plan.couverture import plan_carte
from romin_print.render.environment import make_environment
from romin_print.render.html import render_html
from romin_print.write.vocabulary import check_page


@pytest.fixture
def render(root, layouts):
    def render():
        fonds = load_fonds(root / "content")
        return render_html(plan_carte(fonds), make_environment((layouts,)))

    return render


def test_golden_map(render, check_golden):
    html = render()
    check_page(html)
    check_golden("carte-du-rpo1.html", html[html.index("<body>") :])


def test_holes_are_grouped_by_stage(render, root):
    assert "Ce qui manque encore" not in render()
    path = root / "content" / "outils" / "carte-des-appuis.yaml"
    text = path.read_text("utf-8").replace(
        "[gestion-de-soi, transversal]", "[transversal]"
    )
    path.write_text(text, "utf-8")
    html = render()

    assert "Ce qui manque encore" in html
    assert "À chaque étape, un outil" not in html
    assert html.count("Gestion de soi.</li>") == 2
