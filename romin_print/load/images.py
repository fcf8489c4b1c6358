"""Read the pictures that tools name, if they are what they claim to be."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.load.memoire import Memory, recall_image, retain_image
from romin_print.load.source import Loc, Lus, Source, shorten
from romin_print.model.fonds import Fichier

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 20_000_000
REMEDE = "Donner une image PNG ou JPEG de content/, par exemple images/plan.png."
MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
# What a picture may say of itself; anything else may name a person or a place.
HARMLESS = frozenset(
    {"dpi", "gamma", "srgb", "transparency", "progressive", "progression"}
    | {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
)
# What follows the end of a picture is not of it, and would be sent unseen.
ENDS = {"PNG": b"\0\0\0\0IEND\xaeB`\x82", "JPEG": b"\xff\xd9", "MPO": b"\xff\xd9"}
TOO_LARGE = f"image de plus de {MAX_PIXELS // 10**6} millions de points"


class Refused(Exception):  # noqa: N818 – a signal inside this module, not an error of the user's
    """A picture is refused: the cause, then the remedy."""


def read_images(
    content: Path, lus: Lus, memory: Memory | None = None
) -> dict[str, Fichier]:
    """Read the pictures of all the tools, keyed by the path that the tools give."""
    images: dict[str, Fichier] = {}
    for source in lus.values():
        for loc, name in source.find_texts("deroule", ..., "image", "fichier"):
            if fichier := read_image(content, name, loc, source, memory):
                images[name] = fichier
    return images


def read_image(
    content: Path, name: str, loc: Loc, source: Source, memory: Memory | None
) -> Fichier | None:
    """Read one picture, or note why it is refused."""
    try:
        return open_image(content, name, memory)
    except Refused as error:
        cause, remede = error.args
        source.note(source.find_place(loc), cause, remede)
    return None


def open_named(
    content: Path, names: Iterable[str], memory: Memory | None
) -> dict[str, Fichier] | None:
    """Read pictures by their paths; None if one of them is refused."""
    try:
        return {name: open_image(content, name, memory) for name in names}
    except Refused:
        return None


def open_image(content: Path, name: str, memory: Memory | None = None) -> Fichier:
    """Read one picture, or raise `Refused` with the cause and the remedy."""
    path, shown = content / name, shorten(name, 80)
    if not is_file(path):
        raise Refused(f"image introuvable : « {shown} »", REMEDE)
    if not is_inside(path, content):
        raise Refused(f"l’image « {shown} » est hors de content/", REMEDE)
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"image de plus de {MAX_BYTES // 1024**2} Mo", "La réduire.")
    try:
        return find_image(path.read_bytes(), memory)
    except Refused:
        raise
    except Exception as error:  # decoders raise anything when bytes are broken
        raise Refused(
            f"ce n’est pas une image lisible : « {shown} »", REMEDE
        ) from error


def find_image(contenu: bytes, memory: Memory | None) -> Fichier:
    """Find a picture in the memory, or decode it."""
    if memory is None:
        return decode_image(contenu)
    if known := recall_image(memory, contenu):
        return known
    image = decode_image(contenu)
    retain_image(memory, contenu, image)
    return image


def is_file(path: Path) -> bool:
    """Say whether a path leads to a file; one that no system would take does not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_inside(path: Path, folder: Path) -> bool:
    """Say whether a path stays in a folder, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that run in a circle
        return False


def decode_image(contenu: bytes) -> Fichier:
    """Decode a PNG or JPEG within bounds; raise what says that it is none."""
    from PIL import Image as Pillow  # only content with pictures pays for it
    from PIL import ImageFile

    # WeasyPrint, where it is loaded, lets all of Pillow take half a picture for one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            picture = Pillow.open(BytesIO(contenu), formats=("PNG", "JPEG"))
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            raise Refused(TOO_LARGE, "La réduire.") from None
    if picture.width * picture.height > MAX_PIXELS:
        raise Refused(TOO_LARGE, "La réduire.")
    picture.load()
    if picture.mode not in MODES:
        cause = f"couleurs que Word ou le PDF n’ont pas ({picture.mode})"
        raise Refused(cause, "Enregistrer l’image en RVB ou en niveaux de gris.")
    media = "image/png" if picture.format == "PNG" else "image/jpeg"
    return Fichier(contenu=strip_metadata(picture, contenu), media=media)


def strip_metadata(picture: Image, contenu: bytes) -> bytes:
    """Return a picture upright, without the names and places that a camera notes."""
    from PIL import ImageOps

    told = {*picture.info} - HARMLESS or picture.getexif()
    if not told and contenu.endswith(ENDS[picture.format or ""]):
        return contenu
    upright = ImageOps.exif_transpose(picture)
    upright.info = {k: v for k, v in upright.info.items() if k in HARMLESS}
    buffer = BytesIO()
    upright.save(buffer, picture.format, quality=95)
    return buffer.getvalue()
