"""Where a project's folders are."""

from dataclasses import dataclass
from pathlib import Path

from romin_print.errors import SelectionError


@dataclass(frozen=True)
class Projet:
    """The folders of one run; `layouts` is a search path, the first wins."""

    content: Path
    output: Path
    layouts: tuple[Path, ...]


def find_projet(
    racine: Path, sortie: Path | None = None, layouts: Path | None = None
) -> Projet:
    """Find the folders of a project, or say which one is missing."""
    content = racine / "content"
    if not content.is_dir():
        raise SelectionError(
            f"pas de dossier content/ dans {racine}. "
            "Se placer dans le dossier du projet, ou l’indiquer avec --racine."
        )
    own = (layouts,) if layouts else ()
    return Projet(content, sortie or racine / "output", (*own, find_layouts()))


def find_layouts() -> Path:
    """Find the layouts that come with the program: inside it, or beside its sources."""
    package = Path(__file__).parents[1]
    packaged = package / "layouts"
    return packaged if packaged.is_dir() else package.parent / "layouts"
