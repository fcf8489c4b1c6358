"""A fiche is read during an interview: three pages at most."""

import pytest

from romin_print.build.fiches import Demande, build_fiches
from romin_print.build.projet import find_projet
from romin_print.errors import GateError


def test_a_fiche_over_three_pages_is_refused_and_nothing_is_written(root):
    path = root / "content" / "outils" / "pas-a-pas.yaml"
    long = "\n".join(f"  - {'Un texte sans fin. ' * 70}" for _ in range(19))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("posture: [Valoriser.]", f"posture:\n{long}"), "utf-8")

    with pytest.raises(GateError, match=r"C-01-pas-a-pas ferait \d+ pages") as caught:
        build_fiches(find_projet(root), Demande(noms=("C-01",), formats=("pdf",)))

    assert caught.value.exit_code == 4
    assert not [p for p in (root / "output").rglob("*") if p.is_file()]
