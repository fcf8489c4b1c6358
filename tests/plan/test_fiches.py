import pytest

from romin_print.load.fonds import load_fonds
from romin_print.plan.fiches import NOIR, plan_fiches


@pytest.fixture
def fonds(root):
    return load_fonds(root / "content")


def plan(fonds, slug, **options):
    (document,) = plan_fiches(fonds, (slug,), **options)
    return document


def test_a_fiche_has_its_slugs_resolved(fonds):
    fiche = plan(fonds, "carte-des-appuis").fiches[0]

    assert fiche.etape.lettre == "A"
    assert [mot.slug for mot in fiche.mots["besoins"]] == [
        "gestion-de-soi",
        "transversal",
    ]
    assert [mot.slug for mot in fiche.mots["receptivites"]] == ["langue"]
    assert fiche.statut.slug == "valide"
    assert fiche.niveau_preuve.slug == "tradition"
    assert [(s.code, s.titre) for s in fiche.suites] == [("C-01", "Pas à pas")]
    assert [s.reference.id for s in fiche.sources] == [
        "bonta_2011",
        "martin_2019",
        "actes_2009",
    ]
    assert list(fiche.images) == ["images/ligne.png"]


def test_a_withdrawn_tool_names_what_replaces_it(fonds):
    successeur = plan(fonds, "ancienne-carte").fiches[0].successeur
    assert (successeur.code, successeur.titre) == ("A-01", "Carte des appuis")


def test_a_document_is_named_by_code_and_slug(fonds):
    document = plan(fonds, "pas-a-pas")

    assert str(document.output) == "fiches/C-01-pas-a-pas"
    assert document.titre == "C-01 – Pas à pas"
    assert str(document.date) == "2026-11-23"


def test_black_and_white_leaves_the_colour_of_the_stage_out(fonds):
    coloured = plan(fonds, "pas-a-pas")
    plain = plan(fonds, "pas-a-pas", noir_et_blanc=True)

    assert coloured.couleur == coloured.fiches[0].etape.couleur
    assert (plain.couleur, plain.noir_et_blanc) == (NOIR, True)


def test_the_fingerprint_changes_with_the_content_and_only_with_it(root, fonds):
    before = plan(fonds, "carte-des-appuis").fiches[0].empreinte
    path = root / "content" / "outils" / "carte-des-appuis.yaml"
    text = path.read_text()

    path.write_text("# Un commentaire.\n" + text)
    commented = plan(load_fonds(root / "content"), "carte-des-appuis").fiches[0]
    path.write_text(text.replace("Une feuille A3", "Une feuille A4"))
    changed = plan(load_fonds(root / "content"), "carte-des-appuis").fiches[0]

    assert len(before) == 6
    assert commented.empreinte == before
    assert changed.empreinte != before


def test_the_fingerprint_changes_with_a_picture(root, fonds):
    from PIL import Image

    before = plan(fonds, "carte-des-appuis").fiches[0].empreinte
    Image.new("RGB", (3, 3)).save(root / "content" / "images" / "ligne.png")

    after = plan(load_fonds(root / "content"), "carte-des-appuis").fiches[0].empreinte
    assert after != before
