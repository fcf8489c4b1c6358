"""Keeps one copy of the fonts and pictures that several parts have brought."""

from hashlib import sha256
from typing import Any

import pikepdf


class Shared:
    """The fonts and pictures of a file, by what they are made of."""

    def __init__(self) -> None:
        self.kept: dict[bytes, Any] = {}

    def share_resources(self, page: Any) -> None:
        """Let a page use the fonts and pictures that are kept (ISO 32000-1, 7.8.3)."""
        resources = page.get("/Resources", {})
        self.share_fonts(resources)
        pictures = resources.get("/XObject", {})
        for name in list(pictures.keys()):
            if pictures[name].get("/Subtype") == "/Image":
                pictures[name] = self.keep(pictures[name])

    def share_fonts(self, resources: Any) -> None:
        """Let these resources use the fonts that are kept."""
        fonts = resources.get("/Font", {})
        for name in list(fonts.keys()):
            fonts[name] = self.keep(fonts[name])

    def keep(self, item: Any) -> Any:
        """Give the object kept that is the same as this one, or keep this one."""
        return self.kept.setdefault(_digest(item), item)


def _digest(item: Any) -> bytes:
    """Digest an object and all that it names; a font and a picture have no cycles."""
    if isinstance(item, pikepdf.Array):
        return _join(b"[", *map(_digest, item))
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        entries = sorted(item.items())
        told = (
            part for key, value in entries for part in (key.encode(), _digest(value))
        )
        own = item.read_raw_bytes() if isinstance(item, pikepdf.Stream) else b""
        return _join(b"<", *told, sha256(own).digest())
    return _join(b"=", repr(item).encode())


def _join(*parts: bytes) -> bytes:
    return sha256(b"\0".join(parts)).digest()
