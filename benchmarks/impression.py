"""Time whole processes side by side: romin-print, and WeasyPrint's own command.

    .venv/bin/python benchmarks/impression.py [RUNS]

Each job is run in turn (A B C A B C…), after one round that does not count, so
that a machine that slows down slows all of them. Prints the median, the extremes
and the ratio to the first line; nothing here is asserted.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def main(runs: int) -> None:
    """Run every job in turn, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = make_jobs(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for turn in range(runs + 1):
            for name, command in jobs.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
                if turn:
                    times[name].append(time.perf_counter() - start)
    first = statistics.median(next(iter(times.values())))
    for name, values in times.items():
        median = statistics.median(values)
        print(
            f"{name:52} {median:6.2f} s  ({min(values):.2f}–{max(values):.2f})"
            f"  ×{median / first:.2f}"
        )


def make_jobs(folder: Path) -> dict[str, list[str]]:
    """Make the jobs; the peer lays out the very pages that romin-print renders."""
    romin = [str(BIN / "romin-print")]
    sortie = ["--sortie", str(folder / "output")]
    peer = [str(BIN / "weasyprint"), "--pdf-variant", "pdf/ua-1"]
    pages = {name: folder / f"{name}.html" for name in ("fiche", "support")}
    for name, html in render_peer_pages().items():
        pages[name].write_text(html, encoding="utf-8")
    target = str(folder / "p.pdf")
    ours = (
        "fiche C-01 --format pdf",
        "fiche C-01",
        "fiche",
        "support C-01 --format pdf",
        "support C-01 --format pdf --a-remplir",
        "support",
        "seance groupe-dire-non --exemplaires 8",
    )
    return {
        "weasyprint, la fiche déjà en HTML": [*peer, str(pages["fiche"]), target],
        "weasyprint --pdf-forms, le support en HTML": [
            *peer, "--pdf-forms", str(pages["support"]), target,
        ],
        **{f"romin-print {job}": [*romin, *job.split(), *sortie] for job in ours},
        "romin-print --help": [*romin, "--help"],
    }  # fmt: skip


def render_peer_pages() -> dict[str, str]:
    """Render C-01 to pages that WeasyPrint's command can read: fonts by their path."""
    from romin_print.build.fiches import render_fiches
    from romin_print.build.impression import Demande
    from romin_print.build.projet import find_projet
    from romin_print.build.supports import DemandeSupports, render_supports
    from romin_print.write.fonts import FONT_NAMES, find_font

    projet = find_projet(ROOT)
    (fiche,) = render_fiches(projet, Demande(noms=("C-01",)))
    demande = DemandeSupports(noms=("C-01",), a_remplir=True)
    (support,) = render_supports(projet, demande).tirages
    pages = {"fiche": fiche.html, "support": support.html}
    for name in FONT_NAMES:
        uri = Path(str(find_font(name))).as_uri()
        pages = {k: html.replace(f"font:{name}", uri) for k, html in pages.items()}
    return pages


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
