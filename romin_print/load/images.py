"""Read the pictures that tools name, if they are what they claim to be."""

from pathlib import Path

from romin_print.load.liens import Lus
from romin_print.load.node import Loc, Source
from romin_print.model.fonds import Fichier

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 20_000_000
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
REMEDE = "Donner une image PNG ou JPEG de content/, par exemple images/plan.png."


def read_images(content: Path, lus: Lus) -> dict[str, Fichier]:
    """Read the pictures of all the tools, keyed by the path that the tools give."""
    images: dict[str, Fichier] = {}
    for source in lus.values():
        for loc, name in source.find_texts("deroule", ..., "image", "fichier"):
            if fichier := read_image(content, name, loc, source):
                images[name] = fichier
    return images


def read_image(content: Path, name: str, loc: Loc, source: Source) -> Fichier | None:
    """Read one picture, or note why it is refused."""
    place, path = source.find_place(loc), (content / name).resolve()
    if not path.is_relative_to(content.resolve()):
        source.note(place, f"l’image « {name} » est hors de content/", REMEDE)
    elif not path.is_file():
        source.note(place, f"image introuvable : « {name} »", REMEDE)
    elif path.stat().st_size > MAX_BYTES:
        source.note(place, f"image de plus de {MAX_BYTES // 1024**2} Mo", "La réduire.")
    elif (fichier := decode_image(path)) is None:
        source.note(place, f"ce n’est pas une image lisible : « {name} »", REMEDE)
    else:
        return fichier
    return None


def decode_image(path: Path) -> Fichier | None:
    """Return the bytes of a PNG or JPEG that decodes within bounds, else nothing."""
    from PIL import Image as Pillow  # only content with pictures pays for it

    contenu = path.read_bytes()
    media = next((m for s, m in SIGNATURES.items() if contenu.startswith(s)), None)
    if media is None:
        return None
    try:
        with Pillow.open(path) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            picture.verify()
    except (OSError, SyntaxError, ValueError):
        return None
    return Fichier(contenu=contenu, media=media)
