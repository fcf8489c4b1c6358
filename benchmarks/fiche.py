"""Time whole processes side by side: romin-print, and WeasyPrint's own command.

    .venv/bin/python benchmarks/fiche.py [RUNS]

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
            f"{name:44} {median:6.2f} s  ({min(values):.2f}–{max(values):.2f})"
            f"  ×{median / first:.2f}"
        )


def make_jobs(folder: Path) -> dict[str, list[str]]:
    """Make the jobs; the peer lays out the very page that romin-print renders."""
    romin = str(BIN / "romin-print")
    page = folder / "page.html"
    page.write_text(render_peer_page(), encoding="utf-8")
    peer = [str(BIN / "weasyprint"), "--pdf-variant", "pdf/ua-1"]
    sortie = ["--sortie", str(folder / "output")]
    return {
        "weasyprint, la même page déjà en HTML": [
            *peer,
            str(page),
            str(folder / "p.pdf"),
        ],
        "romin-print fiche C-01 --format pdf": [
            romin,
            "fiche",
            "C-01",
            "--format",
            "pdf",
            *sortie,
        ],
        "romin-print fiche C-01 (trois formats)": [romin, "fiche", "C-01", *sortie],
        "romin-print fiche (tout)": [romin, "fiche", *sortie],
        "romin-print --help": [romin, "--help"],
    }


def render_peer_page() -> str:
    """Render C-01 to a page that WeasyPrint's command can read: fonts by their path."""
    from romin_print.build.fiches import Demande, render_fiches
    from romin_print.build.projet import find_projet
    from romin_print.write.fonts import FONT_NAMES, find_font

    (tirage,) = render_fiches(find_projet(ROOT), Demande(noms=("C-01",)))
    html = tirage.html
    for name in FONT_NAMES:
        html = html.replace(f"font:{name}", Path(str(find_font(name))).as_uri())
    return html


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
