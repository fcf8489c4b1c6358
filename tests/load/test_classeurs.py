"""What a binder gets wrong is told at its line, with how to mend it."""

import shutil
from pathlib import Path

import pytest

from romin_print.load.fonds import load_fonds

NOM = "classeurs/petit-classeur.yaml"
NAMED = "  outils: [carte-des-appuis, pas-a-pas]"
PLANIFICATION = "      outils: [pas-a-pas]\n"
ONCE = "Garder un seul des deux."

CLASSEUR = """\
# Un classeur qui emploie tous les champs.
titre: Petit classeur
sous_titre: Deux outils, dans l’ordre voulu
edition: "2026-1"
public: Les CPIP qui essaient.
introduction:
  - Ce classeur sert à **essayer**.
  - "Il tient en deux étapes : accueillir, puis planifier."
selection:
  outils: [carte-des-appuis, pas-a-pas]
  besoins: [transversal]
  modalites: [individuel, groupe]
  cadres: [milieu-ouvert]
  publics: [adultes]
  etapes:
    - etape: planification
      mot: On choisit *un* petit pas.
      outils: [pas-a-pas]
    - etape: accueil
contenu: [fiches, supports, carte, tableaux, glossaire, bibliographie, index]
pagination: feuillets
recto_verso: true
perforation: false
"""

FAULTS = {
    "a tool that does not exist": (
        PLANIFICATION, "      outils: [pas-à-pas, pas-a-pa]\n",
        [
            "18:16 outil inconnu : « pas-à-pas » | Vouliez-vous dire « pas-a-pas » ?",
            "18:27 outil inconnu : « pas-a-pa » | Vouliez-vous dire « pas-a-pas » ?",
        ],
    ),
    "a tool of the selection that does not exist": (
        NAMED, "  outils: [carte-des-appui, pas-a-pas]",
        ["10:12 outil inconnu : « carte-des-appui » | Vouliez-vous dire « carte-des-appuis » ?"],
    ),
    "an unwanted tool that does not exist": (
        NAMED, f"{NAMED}\n  sauf: [carte]",
        ["11:10 outil inconnu : « carte » | "
         "Valeurs possibles : ancienne-carte, carte-des-appuis, pas-a-pas."],
    ),
    "a stage that does not exist": (
        "- etape: accueil", "- etape: acceuil",
        ["19:14 « etapes » ne connaît pas ce mot : « acceuil » | Vouliez-vous dire « accueil » ?"],
    ),
    "a stage given twice": (
        "- etape: accueil", "- etape: planification",
        [f"19:14 étape donnée deux fois : « planification » | {ONCE}"],
    ),
    "a need that does not exist": (
        "besoins: [transversal]", "besoins: [transversaux]",
        ["11:13 « besoins » ne connaît pas ce mot : « transversaux » | "
         "Vouliez-vous dire « transversal » ?"],
    ),
    "a way of meeting given twice": (
        "[individuel, groupe]", "[groupe, groupe]",
        [f"12:23 mot répété dans « modalites » : « groupe » | {ONCE}"],
    ),
    "a setting that does not exist": (
        "cadres: [milieu-ouvert]", "cadres: [milieu-ouver]",
        ["13:12 « cadres » ne connaît pas ce mot : « milieu-ouver » | "
         "Vouliez-vous dire « milieu-ouvert » ?"],
    ),
    "a public that does not exist": (
        "publics: [adultes]", "publics: [enfants]",
        ["14:13 « publics » ne connaît pas ce mot : « enfants » | Valeurs possibles : adultes."],
    ),
    "a tool named twice by the selection": (
        NAMED, "  outils: [pas-a-pas, carte-des-appuis, pas-a-pas]",
        [f"10:41 outil nommé deux fois : « pas-a-pas » | {ONCE}"],
    ),
    "a tool in two stages": (
        "- etape: accueil\n", "- etape: accueil\n      outils: [carte-des-appuis, pas-a-pas]\n",
        [
            f"20:34 outil nommé deux fois : « pas-a-pas » | {ONCE}",
            "20:34 « pas-a-pas » n’est pas un outil de l’étape « accueil » | "
            "Le mettre sous : planification.",
        ],
    ),
    "a tool under a stage that is not among its own": (
        "- etape: planification", "- etape: accueil",
        [
            "18:16 « pas-a-pas » n’est pas un outil de l’étape « accueil » | "
            "Le mettre sous : planification.",
            f"19:14 étape donnée deux fois : « accueil » | {ONCE}",
        ],
    ),
    "a tool that is withdrawn": (
        NAMED, "  outils: [ancienne-carte, carte-des-appuis, pas-a-pas]",
        ["10:12 « ancienne-carte » est un outil retiré | "
         "Le remplacer par « carte-des-appuis »."],
    ),
    "a tool that is named and not wanted": (
        NAMED, f"{NAMED}\n  sauf: [pas-a-pas]",
        [
            "10:30 « pas-a-pas » est nommé ici et dans « sauf » | Le garder ou l’écarter.",
            "19:16 « pas-a-pas » est nommé ici et dans « sauf » | Le garder ou l’écarter.",
        ],
    ),
    "an unwanted tool that nothing would choose": (
        NAMED, f"{NAMED}\n  sauf: [ancienne-carte]",
        ["11:10 « sauf » écarte « ancienne-carte », qui n’est pas choisi | Retirer cet outil."],
    ),
    "a named tool that a filter leaves out": (
        "[individuel, groupe]", "[individuel]\n  principes: [risque]",
        ["13:3 champ inconnu : « principes » | "
         "Valeurs possibles : outils, sauf, besoins, modalites, cadres, publics, etapes."],
    ),
    "a named tool that no stage takes": (
        "    - etape: accueil\n", "",
        ["10:12 aucune étape du classeur ne prend « carte-des-appuis » | "
         "Le nommer sous une étape, ou ajouter l’étape « accueil »."],
    ),
    "something to print given twice": (
        "contenu: [fiches, ", "contenu: [fiches, fiches, ",
        [f"20:19 mot répété dans « contenu » : « fiches » | {ONCE}"],
    ),
    "something to print that does not exist": (
        "contenu: [fiches, ", "contenu: [fiche, ",
        ["20:11 mot inconnu : « fiche » | Vouliez-vous dire « fiches » ?"],
    ),
    "nothing to file": (
        "contenu: [fiches, supports, ", "contenu: [",
        ["20:10 un classeur sans fiches ni supports n’a rien à ranger | "
         "Ajouter « fiches » ou « supports »."],
    ),
    "a way to number pages that does not exist": (
        "pagination: feuillets", "pagination: libre",
        ["21:13 mot inconnu : « libre » | Valeurs possibles : continue, feuillets."],
    ),
    "a word for true": (
        "perforation: false", "perforation: peut-être",
        ["23:14 true ou false était attendu, lu : « peut-être » | Écrire true ou false."],
    ),
    "an edition that is a number": (
        'edition: "2026-1"', "edition: 2026",
        ["4:10 un texte était attendu, lu : « 2026 » | Entourer la valeur de guillemets "
         'doubles : "1.0", "Dire : bonjour".'],
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def classeur(content):
    """A binder that uses every field, in the place of the small one."""
    (content / NOM).write_text(CLASSEUR, encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_binder_is_told_at_its_place(change, tell, old, new, told):
    change(NOM, old, new)
    assert tell() == [f"{NOM}:{line}" for line in told]


def test_a_named_tool_that_a_filter_leaves_out_is_told(change, tell):
    change(
        "outils/carte-des-appuis.yaml",
        "[gestion-de-soi, transversal]",
        "[gestion-de-soi]",
    )
    assert tell() == [
        f"{NOM}:10:12 « carte-des-appuis » ne répond pas aux filtres de la sélection | "
        "Retirer l’outil, ou le filtre qui l’écarte."
    ]


def test_a_selection_that_leaves_nothing_is_told(change, tell):
    change(NOM, f"{NAMED}\n  besoins: [transversal]", "  besoins: [gestion-de-soi]")
    change(NOM, PLANIFICATION, "")
    change(NOM, "    - etape: accueil\n", "")
    assert tell() == [f"{NOM}:10:3 cette sélection ne laisse aucun outil | L’élargir."]


def test_a_stage_that_names_its_tools_is_not_filtered(change, content):
    change(NOM, f"{NAMED}\n  besoins: [transversal]", "  besoins: [gestion-de-soi]")
    assert load_fonds(content).classeurs


def test_every_fault_of_a_binder_is_told_at_once(change, tell):
    change(NOM, "titre: Petit classeur\n", "")
    change(NOM, "besoins: [transversal]", "besoins: [x]")
    change(NOM, PLANIFICATION, "      outils: [y]\n")
    change(NOM, "pagination: feuillets", "pagination: x")
    assert [line.split(" ")[0] for line in tell()] == [
        f"{NOM}:{place}" for place in ("2:1", "10:13", "17:16", "20:13")
    ]


def test_two_binders_that_nobody_could_tell_apart_are_told(content, tell):
    shutil.copy(content / NOM, content / "classeurs" / "autre-classeur.yaml")
    remede = "Changer le titre ou l’édition de l’un des deux."
    cause = "« Petit classeur » a déjà une édition « 2026-1 »"
    assert tell() == [
        f"classeurs/autre-classeur.yaml:4:10 {cause} (voir petit-classeur.yaml) | {remede}",
        f"{NOM}:4:10 {cause} (voir autre-classeur.yaml) | {remede}",
    ]


def test_a_binder_is_read_field_by_field(content):
    classeur = load_fonds(content).classeurs["petit-classeur"]

    assert (classeur.edition, classeur.pagination) == ("2026-1", "feuillets")
    assert classeur.recto_verso
    assert not classeur.perforation
    assert classeur.selection.besoins == ("transversal",)
    planification, accueil = classeur.selection.etapes
    assert (planification.outils, accueil.outils) == (("pas-a-pas",), None)


def test_what_a_binder_does_not_say_has_its_usual_value(content, change):
    text = (content / NOM).read_text("utf-8")
    (content / NOM).write_text(text[: text.index("selection:")], "utf-8")
    classeur = load_fonds(content).classeurs["petit-classeur"]

    assert classeur.selection.outils is classeur.selection.etapes is None
    assert {"fiches", "supports", "index"} <= {*classeur.contenu}
    assert classeur.pagination == "continue"


def test_a_project_may_have_no_binder_nor_any_kit(content):
    shutil.rmtree(content / "kits")
    shutil.rmtree(content / "classeurs")
    fonds = load_fonds(content)
    assert (fonds.classeurs, fonds.kits) == ({}, {})


def test_the_words_of_the_field_are_read_and_their_sources_are_checked(
    content, change, tell
):
    glossaire = load_fonds(content).glossaire
    assert [entree.titre for entree in glossaire] == ["CPIP", "Alliance"]
    change("glossaire.yaml", 'à deux.", source: projet', 'à deux.", source: martin')
    (line,) = tell()
    assert "source inconnue : « martin »" in line


def test_a_project_may_explain_no_word_and_have_no_guide(content):
    (content / "glossaire.yaml").unlink()
    (content / "guide.yaml").unlink()
    fonds = load_fonds(content)
    assert (fonds.glossaire, fonds.guide) == ((), ())


def test_a_glossary_that_leads_out_of_the_content_is_refused(content, tell):
    (content / "glossaire.yaml").unlink()
    (content / "glossaire.yaml").symlink_to(Path("/etc/hostname"))
    (line,) = tell()
    assert "ce lien sort de content/" in line


def test_a_word_explained_twice_is_told(content, change, tell):
    change("glossaire.yaml", "slug: alliance", "slug: cpip")
    (line,) = tell()
    assert "mot répété dans « glossaire » : « cpip »" in line


def test_the_references_and_the_names_of_the_guide_are_checked(content, change, tell):
    change("guide.yaml", "reference: bonta_2011", "reference: bonta_2012")
    (line,) = tell()
    assert line.startswith("guide.yaml:15:20 ")
    assert "référence inconnue : « bonta_2012 »" in line
    assert "Vouliez-vous dire « bonta_2011 »" in line


def test_a_chapter_of_the_guide_has_a_name_of_its_own(content, change, tell):
    text = (content / "guide.yaml").read_text("utf-8")
    twice = text + text.removeprefix("chapitres:\n")
    (content / "guide.yaml").write_text(twice, "utf-8")
    (line,) = tell()
    assert "chapitre répété : « lire-une-fiche »" in line


def test_a_least_number_is_asked_for_words_that_exist(content, change, tell):
    path = content / "referentiel.yaml"
    asked = "seuils:\n  modalites:\n    - {mot: grope, minimum: 1}\n"
    path.write_text(path.read_text("utf-8") + asked, "utf-8")
    (line,) = tell()
    assert "« modalites » ne connaît pas ce mot : « grope »" in line
    assert "Vouliez-vous dire « groupe »" in line
