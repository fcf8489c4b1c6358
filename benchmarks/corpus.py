"""Make a project of any size, to measure on: tools that do not exist, all different.

Its fiches are as dense as ours, its sheets hold all kinds of blocks in turn; the
words are drawn from `phrases.yaml` by a seed, so that the same call writes the same
files. Vocabularies and bibliography are the project's own.

    .venv/bin/python benchmarks/corpus.py FOLDER COUNT
"""

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from feuilles import Plume, make_support

from romin_print.model.referentiel import VOCABULAIRES

ROOT = Path(__file__).parents[1]
PER_STAGE = 99
NOMS = ("referentiel.yaml", "bibliographie.yaml", "glossaire.yaml", "guide.yaml")


def make_corpus(
    folder: Path, count: int, seed: int = 1, *, recto_verso: bool = False
) -> None:
    """Write a whole project of `count` tools in `folder`, and its binder `complet`."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    for name in ("outils", "classeurs"):
        (content / name).mkdir(parents=True)
    for name in NOMS:
        shutil.copy(ROOT / "content" / name, content / name)
    words = yaml.safe_load((content / "referentiel.yaml").read_text("utf-8"))
    biblio = yaml.safe_load((content / "bibliographie.yaml").read_text("utf-8"))
    keys = [reference["id"] for reference in biblio["references"]]
    codes = make_codes([etape["lettre"] for etape in words["etapes"]], count)
    slugs = [name_outil(code) for code in codes]
    for rank, code in enumerate(codes):
        outil = make_outil(rank, code, words, keys, slugs, seed)
        save(content / "outils" / f"{name_outil(code)}.yaml", outil)
    save(content / "classeurs" / "complet.yaml", make_classeur(count, recto_verso))


def make_codes(letters: list[str], count: int) -> list[str]:
    """Share the tools out among the stages, in their order (A-01, A-02)."""
    if count > PER_STAGE * len(letters):
        raise SystemExit(f"{PER_STAGE * len(letters)} outils au plus")
    ranks = dict.fromkeys(letters, 0)
    codes = []
    for rank in range(count):
        letter = letters[rank * len(letters) // count]
        ranks[letter] += 1
        codes.append(f"{letter}-{ranks[letter]:02}")
    return codes


def name_outil(code: str) -> str:
    """Name the file of a tool."""
    return f"outil-{code.lower()}"


def make_classeur(count: int, recto_verso: bool) -> dict[str, Any]:
    """Make the binder that holds everything, with continuous page numbers."""
    return {
        "titre": "Classeur de mesure",
        "sous_titre": f"{count} outils qui n’existent pas",
        "edition": "essai",
        "public": "Les machines qui mesurent.",
        "introduction": ["Ces outils sont tirés au sort, pour mesurer l’impression."],
        "pagination": "continue",
        "recto_verso": recto_verso,
        "perforation": True,
    }


def make_outil(
    rank: int,
    code: str,
    words: dict[str, Any],
    keys: list[str],
    slugs: list[str],
    seed: int,
) -> dict[str, Any]:
    """Make one tool; one in three is long, and takes three pages."""
    plume = Plume(f"{seed}-{code}")
    long = rank % 3 == 2
    minutes = [plume.chance.choice((5, 8, 10, 12)) for _ in range(6 if long else 5)]
    return {
        "code": code,
        "titre": plume.write("titre"),
        "resume": plume.write("resume"),
        "version": "1.0",
        **make_mots(plume, code, words),
        "duree": sum(minutes),
        "effectif": {"minimum": 1, "maximum": 1},
        "materiel": plume.pick("materiel", 3),
        "objectifs": plume.write_many("objectif", 3, 3),
        "quand_utiliser": plume.write_many("quand", 2, 2),
        "quand_eviter": plume.write_many("eviter", 2, 2),
        "preparation": plume.write_many("preparation", 3, 3),
        "deroule": [make_pas(plume, duree, long) for duree in minutes],
        "questions": plume.write_many("question", 4, 4),
        "posture": plume.write_many("posture", 3, 3),
        "vigilance": plume.write_many("vigilance", 4 if long else 3, 5 if long else 3),
        "variantes": make_variantes(plume, 3 if long else 2),
        "supports": [make_support(plume, rank)],
        "trace_ecrite": plume.write_many("trace", 3, 3),
        "suites": make_suites(plume, name_outil(code), slugs),
        "sources": make_sources(plume, keys),
        "niveau_preuve": plume.chance.choice(words["niveaux_preuve"])["slug"],
        "verification": {"statut": "proposition", "date": date(2026, 11, 23)},
    }


def make_mots(plume: Plume, code: str, words: dict[str, Any]) -> dict[str, list[str]]:
    """Choose words of the vocabularies; the first stage is that of the code."""
    slugs = {name: [e["slug"] for e in words[name]] for name in VOCABULAIRES}
    own = next(e["slug"] for e in words["etapes"] if e["lettre"] == code[0])
    other = plume.chance.choice([slug for slug in slugs["etapes"] if slug != own])
    wanted = {
        "besoins": 2, "principes": 2, "receptivites": 2, "stades": 3,
        "modalites": 1, "cadres": 3, "publics": 2, "types": 2,
    }  # fmt: skip
    chosen = {n: plume.chance.sample(slugs[n], k) for n, k in wanted.items()}
    return {"etapes": [own, other], **chosen}


def make_pas(plume: Plume, duree: int, long: bool) -> dict[str, Any]:
    """Make one step of the course."""
    texte = plume.write("texte")
    if long:
        texte += " " + plume.write("phrase")
    return {
        "titre": plume.write("pas"),
        "duree": duree,
        "texte": texte,
        "a_dire": plume.write_many("dire", 1, 2),
    }


def make_variantes(plume: Plume, count: int) -> list[dict[str, str]]:
    """Make other ways to use the tool."""
    titles = plume.pick("variante_titre", count)
    return [{"titre": title, "texte": plume.write("variante")} for title in titles]


def make_suites(plume: Plume, own: str, slugs: list[str]) -> list[dict[str, str]]:
    """Make three links to other tools, anywhere in the binder."""
    others = [slug for slug in slugs if slug != own]
    chosen = plume.chance.sample(others, min(3, len(others)))
    return [{"outil": slug, "pourquoi": plume.write("pourquoi")} for slug in chosen]


def make_sources(plume: Plume, keys: list[str]) -> list[dict[str, str]]:
    """Cite two references."""
    chosen = plume.chance.sample(keys, 2)
    return [{"reference": key, "apport": plume.write("apport")} for key in chosen]


def find_outil(folder: Path, rank: int) -> Path:
    """Find the file of the tool of this rank, from 0."""
    return sorted((folder / "content" / "outils").glob("*.yaml"))[rank]


def edit_one(folder: Path, rank: int, turn: int = 1) -> None:
    """Change a sentence of one tool; another `turn` writes another sentence."""
    path = find_outil(folder, rank)
    outil = yaml.safe_load(path.read_text("utf-8"))
    outil["deroule"][0]["texte"] = Plume(f"{outil['code']}-{turn}").write("texte")
    save(path, outil)


def lengthen_one(folder: Path, rank: int) -> None:
    """Make a fiche of two pages one page longer, so that what follows moves."""
    path = find_outil(folder, rank)
    outil = yaml.safe_load(path.read_text("utf-8"))
    outil["vigilance"] += Plume(outil["code"]).write_many("vigilance", 9, 9)
    save(path, outil)


def save(path: Path, data: dict[str, Any]) -> None:
    """Write one YAML file."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]))
