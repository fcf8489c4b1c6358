"""Time the kits of a hundred services, out of what is kept.

    .venv/bin/python benchmarks/kits.py [--outils 60] [--services 103] [--tours 3]

The first run of each job lays everything out and checks it; it is told, and does not
count. In those that count each job is a whole process; how long one kit takes is read
off the dates of the archives. Prints a table in Markdown, with what we aim at; nothing
here is asserted. Services, tools and words do not exist.
"""

import argparse
import os
import shutil
import statistics
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cibles import tell
from corpus import make_corpus, save
from mesure import Mesure, measure

ROOT = Path(__file__).parents[1]
LOGOS = ROOT / "tests" / "services" / "images" / "logos"
BIN = Path(sys.executable).parent
FEW = 10
KIT: dict[str, Any] = {
    "titre": "Kit de mesure",
    "edition": "2026.1",
    "public": "Les machines qui mesurent.",
    "introduction": ["Ces outils sont tirés au sort."],
    "licence": "Rien n’est à diffuser.",
}
# What each kit holds, and the seconds that we aim at: in all, then for one kit.
KITS: dict[str, tuple[dict[str, Any], float, float]] = {
    "classeurs-seuls": ({"classeurs": {}, "formats": ["pdf"]}, 15, 0.15),
    "entier": ({"fiches": {}, "supports": {}, "classeurs": {}}, 103, 1),
}
MEGABYTES = 300


def main() -> None:
    """Measure each kit, and print the table."""
    parser = argparse.ArgumentParser(description="Mesurer les kits.")
    parser.add_argument("--outils", type=int, default=60)
    parser.add_argument("--services", type=int, default=103)
    parser.add_argument("--tours", type=int, default=3)
    asked = parser.parse_args()
    print(f"\n### {asked.services} services, {asked.outils} outils\n")
    print(
        "| Kit | de rien (s) | gardé (s) | un kit (s) | Mo | Mo, dix services | zip (Mo) |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        projet = Path(folder)
        make_corpus(projet, asked.outils)
        shutil.copytree(LOGOS, projet / "content" / "images" / "logos")
        for name, (contents, in_all, each) in KITS.items():
            (projet / "content" / "kits").mkdir(exist_ok=True)
            save(projet / "content" / "kits" / f"{name}.yaml", {**KIT, **contents})
            print_row(projet, name, asked, (in_all, each))


def print_row(
    projet: Path, name: str, asked: argparse.Namespace, targets: tuple[float, float]
) -> None:
    """Measure one kit, and print its row."""
    write_services(projet, asked.services)
    cold = run(projet, name)
    runs = [(run(projet, name), list_gaps(projet, name)) for _ in range(asked.tours)]
    archives = list_archives(projet, name)
    weight = statistics.median(path.stat().st_size for path in archives) / 1e6
    write_services(projet, FEW)
    few = run(projet, name).megabytes
    seconds = statistics.median(mesure.seconds for mesure, _ in runs)
    gap = statistics.median(g for _, gaps in runs for g in gaps)
    memory = max(mesure.megabytes for mesure, _ in runs)
    in_all, each = targets
    print(
        f"| {name} | {tell(cold.seconds)} | {judge(seconds, in_all)} | "
        f"{judge(gap, each)} | {judge(memory, MEGABYTES)} | {tell(few)} | {tell(weight)} |",
        flush=True,
    )


def judge(value: float, limit: float) -> str:
    """Tell a value, what we aim at, and whether it is reached."""
    verdict = "tenu" if value <= limit else "**manqué**"
    return f"{tell(value)} (≤ {tell(limit)}) {verdict}"


def run(projet: Path, name: str) -> Mesure:
    """Make the kits of all the services, in a whole process."""
    output = projet / "output"
    shutil.rmtree(output, ignore_errors=True)
    env = os.environ | {"XDG_CACHE_HOME": str(projet / "cache"), "TMPDIR": str(projet)}
    command = [
        f"{BIN}/romin-print",
        "kit",
        name,
        "--tous-services",
        "--racine",
        f"{projet}",
    ]
    return measure(command, env, watch=True)


def list_archives(projet: Path, name: str) -> list[Path]:
    """List the archives of a kit, in the order in which they were written."""
    found = (projet / "output" / "kits").glob(f"{name}-*.zip")
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def list_gaps(projet: Path, name: str) -> list[float]:
    """List the seconds between an archive and the next."""
    dates = [path.stat().st_mtime_ns for path in list_archives(projet, name)]
    return [(after - before) / 1e9 for before, after in pairwise(dates)]


def write_services(projet: Path, count: int) -> None:
    """Write services that do not exist."""
    logos = sorted(path.name for path in LOGOS.iterdir())
    services = [
        {
            "nom": f"SPIP Exemple {rank}",
            "adresse": f"{rank} rue de l’Exemple, 00000 Exempleville",
            "logo": f"images/logos/{logos[rank % len(logos)]}",
        }
        for rank in range(1, count + 1)
    ]
    save(projet / "content" / "services.yaml", {"services": services})


if __name__ == "__main__":
    main()
