"""A process that stays alive, as a preview does: edit a tool, make the binder again.

Called by `classeur.py`: FOLDER RANK. Prints the median seconds of an edit, the time
to write the YAML file left out.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from corpus import edit_one

from romin_print.build.classeurs import DemandeClasseur, build_classeurs
from romin_print.build.fabrique import open_fabrique
from romin_print.build.projet import find_projet

EDITS = 5


def main(folder: Path, rank: int) -> None:
    """Build once, then time each edit."""
    projet = find_projet(folder, folder / "a-chaud")
    demande = DemandeClasseur(noms=("complet",), formats=("pdf",), jobs=2)
    times = []
    with open_fabrique(projet, demande.jobs) as fabrique:
        build_classeurs(projet, demande, fabrique=fabrique)
        for turn in range(EDITS + 1):
            edit_one(folder, rank, time.time_ns())
            start = time.perf_counter()
            build_classeurs(projet, demande, fabrique=fabrique)
            if turn:
                times.append(time.perf_counter() - start)
    print(json.dumps(statistics.median(times)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
