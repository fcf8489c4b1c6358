"""The logos of services, made ready once for all their pages.

A logo comes as its service has it: far too large, transparent, with the name of who
drew it. It is drawn anew on white, small and bare, so that a hundred kits weigh
little, Word and PDF show the same thing, and nothing but pixels goes out: a file
that is a picture and also a page stops being a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from romin_print.load.images import Refused, open_image
from romin_print.load.memoire import MEDIAS, Memory, make_key
from romin_print.model.fonds import Fichier

if TYPE_CHECKING:
    from PIL.Image import Image

# The greatest size first; the others are for what no quality makes light.
TAILLES = ((640, 240), (480, 180), (320, 120))
QUALITES = (92, 85, 75, 60)
MAX_BYTES = 100 * 1024
MIN_SIDE = 16
MAX_RATIO = 12
WHITE = 255
NEARLY_WHITE = 248


def read_logo(content: Path, name: str, memory: Memory | None = None) -> Fichier:
    """Read a logo of content/ ready to print, or raise `Refused`."""
    fichier = open_image(content, name, memory)
    key = make_key(f"logo {version('pillow')}", fichier.contenu)
    kept = memory.get(key) if memory else None
    if kept and (known := unpack(kept)):
        return known
    made = normalise(fichier)
    if memory:
        memory.put(key, made.media.encode() + b"\n" + made.contenu)
    return made


def unpack(kept: bytes) -> Fichier | None:
    """Unpack what a memory kept; None if it is no picture."""
    media, _, contenu = kept.partition(b"\n")
    if media not in MEDIAS or not contenu.startswith(MEDIAS[media]):
        return None
    return Fichier(contenu=contenu, media=media.decode())


def normalise(fichier: Fichier) -> Fichier:
    """Draw a logo anew: on white, bounded, in grey if it is grey, and nothing else."""
    from PIL import Image as Pillow

    with Pillow.open(BytesIO(fichier.contenu), formats=("PNG", "JPEG")) as picture:
        check_size(*picture.size)
        drawn = flatten(picture)
    if find_darkest(drawn) > NEARLY_WHITE:
        cause = "logo blanc, qui ne se verrait pas sur le papier"
        raise Refused(cause, "Donner sa version en couleurs ou en noir.")
    for taille in TAILLES:
        bounded = drawn.copy()
        bounded.thumbnail(taille, Pillow.Resampling.LANCZOS, reducing_gap=None)
        for made in encode(bounded):
            if len(made.contenu) <= MAX_BYTES:
                return made
    raise Refused("logo trop lourd pour chaque page", "Donner un dessin plus simple.")


def check_size(width: int, height: int) -> None:
    """Refuse a picture that cannot be a logo."""
    shown = f"{width} × {height} points"
    if min(width, height) < MIN_SIDE:
        remede = f"En donner un de {MIN_SIDE} points de côté au moins, mieux de 240."
        raise Refused(f"logo trop petit : {shown}", remede)
    if max(width, height) > MAX_RATIO * min(width, height):
        cause = f"logo trop allongé : {shown}"
        raise Refused(cause, f"Ne pas dépasser {MAX_RATIO} fois l’autre côté.")


def flatten(picture: Image) -> Image:
    """Lay a picture on white, in grey if all of it is grey."""
    from PIL import Image as Pillow

    seen = picture.convert("RGBA")
    paper = Pillow.new("RGBA", seen.size, (WHITE, WHITE, WHITE, WHITE))
    laid = Pillow.alpha_composite(paper, seen).convert("RGB")
    return laid.convert("L") if is_grey(laid) else laid


def is_grey(picture: Image) -> bool:
    """Say whether a picture has no colour at all."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    return all(ImageChops.difference(a, b).getbbox() is None for a, b in pairs)


def find_darkest(picture: Image) -> int:
    """Find the darkest that a picture has, all colours together."""
    return picture.convert("L").getextrema()[0]  # type: ignore[return-value]


def encode(picture: Image) -> Iterator[Fichier]:
    """Encode a picture in each way that looks right, the one to prefer first.

    Flat colours are lighter and exact as PNG; only what is like a photograph is not.
    """
    png, jpeg = save(picture, "PNG"), save(picture, "JPEG", QUALITES[0])
    yield min(png, jpeg, key=lambda made: len(made.contenu))
    for quality in QUALITES[1:]:
        yield save(picture, "JPEG", quality)


def save(picture: Image, format_: str, quality: int = 0) -> Fichier:
    """Save a picture in memory; a JPEG keeps its colours as sharp as its lines."""
    buffer = BytesIO()
    if format_ == "PNG":
        picture.save(buffer, format_, optimize=True)
    else:  # not optimised: Pillow then stops at what is too heavy for its buffer
        picture.save(buffer, format_, quality=quality, subsampling=0)
    return Fichier(contenu=buffer.getvalue(), media=f"image/{format_.lower()}")
