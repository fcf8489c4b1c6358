"""Time the binder, side by side with what other engines make of the same content.

    .venv/bin/python benchmarks/classeur.py [--tailles 60,240,500] [--tours 5]
        [--sans weasyprint,chromium] [--garder FICHIER.json]

Each job is a whole process, run in turn (A B C A B C…) after a round that does not
count, where the memory is looked at. Prints a table in Markdown, then the ratios and
times that we aim at; nothing here is asserted. Plain WeasyPrint is so slow that it
runs once for each size. `--garder` keeps what was measured, and gives it back for the
engines that are left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cibles import (
    ALLONGE,
    CHAUD,
    DE_RIEN,
    EFFACE,
    FICHE,
    MODIFIE,
    PEERS,
    RIEN,
    WORD,
    Bilan,
    Bilans,
    print_table,
    print_targets,
)  # fmt: skip
from corpus import edit_one, find_outil, lengthen_one, make_corpus
from mesure import Mesure, measure
from pairs import make_chromium, make_page, make_typst, make_weasyprint

BIN = Path(sys.executable).parent
WARM = Path(__file__).parent / "classeur_a_chaud.py"


@dataclass
class Travail:
    """A job: what to do before each run, the command, and the PDF that it writes."""

    command: list[str]
    before: Callable[[int], None]
    output: Path | None = None
    once: bool = False


def main() -> None:
    """Measure each size, and print the tables."""
    asked = read_arguments()
    kept = load_kept(asked.garder)
    sizes = [int(size) for size in asked.tailles.split(",")]
    left_out = tuple(asked.sans.split(","))
    found: dict[int, Bilans] = {}
    for size in sizes:
        with TemporaryDirectory() as folder:
            found[size] = run_size(Path(folder), size, asked.tours, left_out)
        for name, bilan in kept.get(size, {}).items():
            bilan.note = "mesure reprise"
            found[size].setdefault(name, bilan)
        print_table(size, found[size])
        if asked.garder:
            save_kept(asked.garder, kept | found)
    print_targets(found)


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Mesurer le classeur et ses pairs.")
    parser.add_argument("--tailles", default="60,240,500", help="nombres d’outils")
    parser.add_argument("--tours", type=int, default=5, help="mesures par travail")
    parser.add_argument("--sans", default="", help="pairs à laisser de côté")
    parser.add_argument("--garder", type=Path, help="fichier JSON des mesures")
    return parser.parse_args()


def run_size(folder: Path, size: int, runs: int, left_out: tuple[str, ...]) -> Bilans:
    """Measure every job on a corpus of one size, in turn."""
    make_corpus(folder, size)
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    jobs = {n: j for n, j in make_jobs(folder, runs, env).items() if n not in left_out}
    bilans: Bilans = {name: Bilan() for name in jobs}
    for turn in range(runs + 1):
        for name, job in jobs.items():
            if job.once and turn != runs:
                continue
            job.before(turn)
            tell_progress(size, turn, runs, name)
            told = measure(job.command, env, watch=turn == 0 or job.once)
            note_run(bilans[name], job, told, counted=turn > 0)
    return bilans


def tell_progress(size: int, turn: int, runs: int, name: str) -> None:
    """Say where we are, on the standard error."""
    print(f"{size} outils, tour {turn}/{runs} : {name}", file=sys.stderr, flush=True)


def note_run(bilan: Bilan, job: Travail, told: Mesure, *, counted: bool) -> None:
    """Note one run of a job; a process that stays alive tells its own times."""
    bilan.megabytes = max(bilan.megabytes, told.megabytes)
    bilan.note = "une seule mesure" if job.once else ""
    if counted:
        own = job.command[-1:] == ["--temps"]
        bilan.seconds.append(json.loads(told.told) if own else told.seconds)
    if job.output and not bilan.bytes:  # before the edits make the content longer
        bilan.bytes = job.output.stat().st_size
        if job.output.suffix == ".pdf":
            bilan.pages = count_pages(job.output)


def count_pages(path: Path) -> int:
    """Count the pages of a PDF."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def make_jobs(folder: Path, runs: int, env: dict[str, str]) -> dict[str, Travail]:
    """Make the jobs on a corpus, in an order where each finds what it needs."""
    return {**make_ours(folder, env), **make_peers(folder, runs)}


def make_ours(folder: Path, env: dict[str, str]) -> dict[str, Travail]:
    """Make our own jobs: the first one fills the cache."""
    output = folder / "sortie"
    romin = str(BIN / "romin-print")
    where = ["--racine", str(folder), "--sortie", str(output)]
    binder = [romin, "classeur", "complet", "--format", "pdf", *where]
    pdf = output / "classeurs" / "complet.pdf"
    docx = pdf.with_suffix(".docx")
    code = find_outil(folder, 0).stem.removeprefix("outil-").upper()
    last = len(list((folder / "content" / "outils").iterdir())) - 1
    # Of three fiches in a row, two have two pages, which may grow to three.
    edited, warm = (last // share // 3 * 3 + 1 for share in (2, 3))

    def forget(_turn: int) -> None:
        remove(folder / "cache")
        remove(output)

    def lengthen(turn: int) -> None:
        lengthen_one(folder, 3 * turn % last)

    word = [romin, "classeur", "complet", "--format", "docx", *where]

    def make_word_parts(_turn: int) -> None:
        subprocess.run(word, check=True, capture_output=True, env=env)
        docx.unlink()

    return {
        DE_RIEN: Travail(binder, forget, pdf),
        MODIFIE: Travail(binder, lambda turn: edit_one(folder, edited, turn), pdf),
        ALLONGE: Travail(binder, lengthen, pdf),
        RIEN: Travail(binder, do_nothing, pdf),
        EFFACE: Travail(binder, lambda _: remove(output), pdf),
        CHAUD: Travail(
            [sys.executable, str(WARM), str(folder), str(warm), "--temps"],
            do_nothing,
        ),
        WORD: Travail(word, make_word_parts, docx),
        FICHE: Travail([romin, "fiche", code, "--format", "pdf", *where], do_nothing),
    }


def make_peers(folder: Path, runs: int) -> dict[str, Travail]:
    """Make the jobs of the peers; what they read is written beforehand, untimed."""
    page = folder / "page.html"
    page.write_text(make_page(folder), encoding="utf-8")
    commands = {
        "weasyprint": make_weasyprint(page),
        "typst": make_typst(folder, folder / "typst"),
        "chromium": make_chromium(page, folder / "profil"),
    }
    jobs = {}
    for name, command in commands.items():
        if not shutil.which(command[0]):
            continue
        pdf = folder / f"{name}.pdf"
        filled = [word.replace("{out}", str(pdf)) for word in command]
        once = name == "weasyprint" and runs > 1
        jobs[name] = Travail(filled, partial(remove_before, pdf), pdf, once)
    return jobs


def do_nothing(_turn: int) -> None:
    """Prepare nothing."""


def remove_before(path: Path, _turn: int) -> None:
    """Remove a file before a run."""
    path.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove a folder, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def load_kept(path: Path | None) -> dict[int, Bilans]:
    """Load what was measured before: for each size, one entry for each job."""
    if path is None or not path.exists():
        return {}
    kept = json.loads(path.read_text("utf-8"))
    return {
        int(size): {name: Bilan(**told) for name, told in jobs.items() if name in PEERS}
        for size, jobs in kept.items()
    }


def save_kept(path: Path, found: dict[int, Bilans]) -> None:
    """Keep what was measured."""
    told = {
        size: {name: asdict(bilan) for name, bilan in bilans.items()}
        for size, bilans in found.items()
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
