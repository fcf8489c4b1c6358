from romin_print.plan.devis import Compte, Tirage, make_devis

FICHE = Tirage("fiche", 3, couleurs=(0, 2))
NOIRE = Tirage("support", 1)
ONGLET = Tirage("intercalaire", 2, couleurs=(0, 1))


def test_both_sides_of_a_leaf_are_counted_and_each_piece_begins_on_its_own():
    devis = make_devis([ONGLET, FICHE, NOIRE], recto_verso=True)
    assert devis.un == Compte(
        feuilles=4,
        feuilles_couleur=3,
        faces=6,
        faces_couleur=4,
        faces_blanches=2,
        intercalaires=1,
    )
    assert devis.un.faces_noires == 2


def test_without_versos_each_page_is_a_leaf_and_no_side_is_blank():
    devis = make_devis([ONGLET, FICHE, NOIRE], recto_verso=False)
    assert devis.un == Compte(
        feuilles=6,
        feuilles_couleur=4,
        faces=6,
        faces_couleur=4,
        faces_blanches=0,
        intercalaires=1,
    )


def test_copies_multiply_everything_but_the_thickness_of_one():
    devis = make_devis([FICHE] * 6, recto_verso=True, exemplaires=25)

    assert devis.exemplaires == 25
    assert (devis.un.feuilles, devis.tous.feuilles) == (12, 300)
    assert devis.tous == Compte(300, 300, 450, 300, 150, 0)
    assert devis.epaisseur == 2


def test_an_update_counts_only_the_leaves_that_it_prints():
    devis = make_devis(
        [
            Tirage("fiche", 5, couleurs=(0, 4), feuillets=(2,)),
            Tirage("fiche", 5, couleurs=(0,), feuillets=(1,)),
            Tirage("intercalaire", 1, couleurs=(0,), feuillets=()),
        ],
        recto_verso=True,
    )
    assert devis.un == Compte(2, 1, 3, 1, 1, 0)


def test_nothing_to_print_costs_nothing():
    devis = make_devis([], recto_verso=True, exemplaires=3)
    assert (devis.tous, devis.epaisseur) == (Compte(0, 0, 0, 0, 0, 0), 0)
