"""Read a file of content/ once: what YAML said is kept under the digest of its bytes.

Only what was found sound is kept, as plain data, and the model is made out of it
anew each time. So an entry that is not what it should be is as good as none, and
nothing that was kept can hide a fault.
"""

import json
import sys
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from romin_print.errors import Place
from romin_print.load.source import Loc, Source
from romin_print.model.fonds import Fichier

M = TypeVar("M", bound=BaseModel)

MARK = b"sound"
MEDIAS = {b"image/png": b"\x89PNG", b"image/jpeg": b"\xff\xd8"}


class Memory(Protocol):
    """A store of bytes that may forget anything at any time, but alters nothing."""

    def get(self, key: str) -> bytes | None:
        """Give what is kept under a key."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


class Retenue(Source):
    """A file that was sound: its data were kept, its places are found again if need be.

    `raw` are its bytes, `kept` its data in JSON.
    """

    def __init__(self, path: Path, raw: bytes, kept: bytes) -> None:
        super().__init__(path, known=True)
        self.raw = raw
        self.kept = kept

    def unpack(self) -> None:
        """Make the data ready for the checks that look from file to file."""
        from pydantic_core import from_json

        self.data = from_json(self.kept)

    def find_place(self, loc: Loc, *, key: bool = False) -> Place:
        """Find the place of a value; only a fault costs a reading of the YAML."""
        if not self.places:
            from romin_print.load.node import parse

            again = Source(self.path)
            parse(self.raw, again)
            self.places, self.keys = again.places, again.keys
        return super().find_place(loc, key=key)


def recall(memory: Memory, model: type[M], raw: bytes) -> tuple[M, bytes] | None:
    """Make a model out of what was kept of a file; return the data in JSON with it."""
    kept = memory.get(make_key(model.__name__, raw))
    if kept is None:
        return None
    try:
        return make_model(model, kept), kept
    except ValidationError:
        return None


# A process that stays alive makes each model once: they never change.
@lru_cache(maxsize=4096)
def make_model(model: type[M], kept: bytes) -> M:
    """Make a model out of its data in JSON."""
    return model.model_validate_json(kept)


def retain(memory: Memory, made: BaseModel, raw: bytes, data: object) -> None:
    """Keep the data of a file, if they read back as the very same model."""
    kept = json.dumps(data, default=str, ensure_ascii=False).encode()
    try:
        again = type(made).model_validate_json(kept)
    except ValidationError:
        return
    if again == made:
        memory.put(make_key(type(made).__name__, raw), kept)


def recall_image(memory: Memory, raw: bytes) -> Fichier | None:
    """Give a picture as it was once decoded; its bytes are kept if they differ."""
    kept = memory.get(make_image_key(raw))
    media, _, contenu = (kept or b"").partition(b"\n")
    contenu = contenu or raw
    if media not in MEDIAS or not contenu.startswith(MEDIAS[media]):
        return None
    return Fichier(contenu=contenu, media=media.decode())


def retain_image(memory: Memory, raw: bytes, image: Fichier) -> None:
    """Keep what decoding a picture has found."""
    differing = b"" if image.contenu == raw else image.contenu
    memory.put(make_image_key(raw), image.media.encode() + b"\n" + differing)


def make_image_key(raw: bytes) -> str:
    """Make the key of a picture, whose decoder counts as our code does."""
    return make_key(f"image {version('pillow')}", raw)


def make_key(kind: str, *parts: bytes) -> str:
    """Make the key of what our code makes out of bytes."""
    hashed = sha256(digest_code())
    for part in (kind.encode(), *parts):
        hashed.update(len(part).to_bytes(8, "big") + part)
    return hashed.hexdigest()


@cache
def digest_code() -> bytes:
    """Digest all that reads a file: our code, its engines, their versions."""
    hashed = sha256(sys.version.encode())
    for name in ("pyyaml", "pydantic", "pydantic-core", "markdown-it-py"):
        hashed.update(f"{name} {version(name)}\n".encode())
    room = Path(__file__).parent
    for folder in (room, room.parent / "model"):
        for path in sorted(folder.glob("*.py")):
            hashed.update(sha256(path.read_bytes()).digest())
    return hashed.digest()
