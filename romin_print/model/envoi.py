"""What a kit adds to its documents, ready for a layout: its stamp and its own pages."""

from dataclasses import dataclass

from romin_print.model.document import Document
from romin_print.model.kit import Kit, ManifesteKit
from romin_print.model.service import Destinataire


@dataclass(frozen=True)
class DocumentTampon(Document):
    """The stamp at the foot of pages: whose they are, and what they are taken from."""

    service: Destinataire | None = None
    mention: str = ""


@dataclass(frozen=True)
class Dossier:
    """A folder of a kit, as its first page presents it: its path, what is in it."""

    chemin: str
    texte: str
    fichiers: int


@dataclass(frozen=True)
class DocumentKit(Document):
    """The page that one reads first in a kit."""

    kit: Kit | None = None
    manifeste: ManifesteKit | None = None
    dossiers: tuple[Dossier, ...] = ()
