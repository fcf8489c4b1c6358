"""Who writes the tools of the corpus, and their sheets: all kinds of blocks in turn."""

import re
from pathlib import Path
from random import Random
from typing import Any

import yaml

PHRASES = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text("utf-8"))


class Plume:
    """Who writes one tool: draws sentences, and never twice the same in it."""

    def __init__(self, seed: str) -> None:
        self.chance = Random(seed)
        self.written: set[str] = set()

    def write(self, kind: str) -> str:
        """Write one sentence of a kind of `phrases.yaml`."""
        for _ in range(50):
            text = self.draw(kind)
            if text not in self.written:
                break
        self.written.add(text)
        return text

    def draw(self, kind: str) -> str:
        """Draw a phrase, and what its words in braces stand for."""
        pattern = self.chance.choice(PHRASES[kind])
        return re.sub(r"\{(\w+)\}", lambda found: self.draw(found[1]), pattern)

    def write_many(self, kind: str, least: int, most: int) -> list[str]:
        """Write several sentences of one kind."""
        return [self.write(kind) for _ in range(self.chance.randint(least, most))]

    def pick(self, kind: str, count: int) -> list[str]:
        """Pick different entries of a list without braces."""
        return self.chance.sample(PHRASES[kind], count)


def make_support(plume: Plume, rank: int) -> dict[str, Any]:
    """Make a sheet; the next tool has other blocks."""
    return {
        "titre": f"{plume.draw('feuille')} : {plume.draw('mien')}",
        "consigne": plume.write("consigne"),
        "pages_max": 2,
        "blocs": GABARITS[rank % len(GABARITS)](plume),
    }


def bloc(plume: Plume, kind: str, **more: Any) -> dict[str, Any]:
    """Make one block that asks something."""
    return {"type": kind, "question": plume.write("demande"), **more}


def make_lignes(plume: Plume) -> list[dict[str, Any]]:
    """Make questions, ruled lines and a scale."""
    bornes = ["Pas du tout", "Tout à fait"]
    return [
        bloc(plume, "lignes", lignes=3),
        bloc(plume, "echelle", bornes=bornes),
        bloc(plume, "lignes", lignes=4),
        {"type": "consigne", "texte": plume.write("consigne")},
        bloc(plume, "lignes", lignes=3),
    ]


def make_tableaux(plume: Plume) -> list[dict[str, Any]]:
    """Make a table with titled rows, one without, and boxes to tick."""
    rangees = plume.pick("domaine", 5)
    return [
        bloc(plume, "tableau", colonnes=plume.pick("colonne", 3), rangees=rangees),
        bloc(plume, "cases", options=plume.pick("option", 6), autre=True),
        bloc(plume, "tableau", colonnes=plume.pick("colonne", 4), vides=6),
    ]


def make_balance(plume: Plume) -> list[dict[str, Any]]:
    """Make a balance, and a choice."""
    titres = ["Ce que je gagne", "Ce que je perds", "Ce que je garde", "Ce qui m’aide"]
    return [
        bloc(plume, "balance", titres=titres, lignes=5),
        bloc(plume, "choix", options=plume.pick("option", 4)),
        bloc(plume, "lignes", lignes=5),
    ]


def make_plan(plume: Plume) -> list[dict[str, Any]]:
    """Make a plan of action, and a contract."""
    engagements = plume.pick("option", 3)
    noms = ["Moi", "Mon CPIP"]
    return [
        bloc(plume, "plan_action", actions=3, lignes=2),
        bloc(plume, "contrat", engagements=engagements, lignes=2, signataires=noms),
    ]


def make_semaine(plume: Plume) -> list[dict[str, Any]]:
    """Make a week, and a box to keep."""
    titre, *contacts = plume.pick("option", 4)
    texte = plume.write("consigne")
    garder = {"type": "ressource", "titre": titre, "texte": texte, "contacts": contacts}
    moments = ["Le matin", "L’après-midi", "Le soir"]
    return [bloc(plume, "semainier", moments=moments, lignes=2), garder]


def make_chaine(plume: Plume) -> list[dict[str, Any]]:
    """Make linked boxes, and traffic lights."""
    rouge, orange, vert = plume.pick("option", 3)
    return [
        bloc(plume, "chaine", maillons=plume.pick("periode", 4), lignes=2),
        bloc(plume, "feu", rouge=rouge, orange=orange, vert=vert, lignes=1),
    ]


def make_frise(plume: Plume) -> list[dict[str, Any]]:
    """Make a line of time, and lines."""
    return [
        bloc(plume, "frise", periodes=plume.pick("periode", 4), lignes=4),
        bloc(plume, "lignes", lignes=3),
    ]


def make_roue(plume: Plume) -> list[dict[str, Any]]:
    """Make a wheel, and lines."""
    return [
        bloc(plume, "roue", secteurs=plume.pick("domaine", 7)),
        bloc(plume, "lignes", lignes=4),
        bloc(plume, "zone", lignes=8),
    ]


def make_cible(plume: Plume) -> list[dict[str, Any]]:
    """Make circles around the person, then room to draw."""
    cercles = ["Très proches", "Proches", "Plus loin"]
    return [bloc(plume, "cible", cercles=cercles), bloc(plume, "zone", lignes=10)]


def make_thermometre(plume: Plume) -> list[dict[str, Any]]:
    """Make a thermometer, and lines."""
    bas, milieu, haut = plume.pick("option", 3)
    zones = [
        {"titre": bas, "de": 0, "a": 3},
        {"titre": milieu, "de": 3, "a": 7},
        {"titre": haut, "de": 7, "a": 10},
    ]
    return [
        bloc(plume, "thermometre", zones=zones, lignes=2),
        bloc(plume, "lignes", lignes=5),
    ]


def make_genogramme(plume: Plume) -> list[dict[str, Any]]:
    """Make a family tree."""
    return [bloc(plume, "genogramme", lignes=12), bloc(plume, "lignes", lignes=3)]


def make_cartes(plume: Plume) -> list[dict[str, Any]]:
    """Make a pack of eight cards, alone in its sheet."""
    cartes = [{"recto": text} for text in plume.pick("option", 8)]
    return [bloc(plume, "cartes", cartes=cartes, dos=plume.draw("mien").capitalize())]


GABARITS = (
    make_lignes, make_tableaux, make_balance, make_plan, make_semaine, make_chaine,
    make_frise, make_roue, make_cible, make_thermometre, make_genogramme, make_cartes,
)  # fmt: skip
