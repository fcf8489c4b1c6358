"""The Word package: the reference opened, what is added to it, its bytes fixed.

python-docx opens the reference and knows its parts. What a document adds by the
thousand, ties and feet of pages, is written as text: its own ways look through
all that is there each time that something is added.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from lxml import etree

from romin_print.errors import LayoutError
from romin_print.write.stable_zip import pack_stable_zip
from romin_print.write.word.accent import recolour, recolour_theme
from romin_print.write.word.ooxml import Element, write_xml
from romin_print.write.word.page import Page
from romin_print.write.word.reference.parts import make_content_types

LEGACY_STYLES = "/stylesWithEffects"
FOLDER = "word/"
TYPES = "[Content_Types].xml"


def open_reference(data: bytes, told: str) -> Document:
    """Open the reference document; what its body shows is for its designer."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise LayoutError(f"{told} n’est pas un document Word lisible") from None
    for relationship in list(document.part.rels.values()):
        if relationship.reltype.endswith(LEGACY_STYLES):
            del document.part.rels[relationship.rId]
    return document


def empty_body(document: Document) -> Element:
    """Empty the body of a document, and return its section."""
    body: Any = document.element.body
    section: Element = body.sectPr
    body[:] = []
    return section


class File(NamedTuple):
    """A file to add to the package."""

    stem: str
    extension: str
    kind: str
    data: bytes


class Package:
    """A document being put together: the reference, and what is tied to its body.

    Ties are numbered by kind, files too, in the order of the document: it is the same
    whether it was written whole or in parts.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ties: dict[str, tuple[str, str]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.known: dict[tuple[str, str | bytes], str] = {}
        names = (part.partname.membername for part in list_parts(document))
        self.taken = {*names, *document.part.rels}
        self.ranks: defaultdict[str, count[int]] = defaultdict(lambda: count(1))

    def add_link(self, address: str) -> str:
        """Tie the body to an address, and return the id of the tie."""
        return self.tie("lien", RELATIONSHIP_TYPE.HYPERLINK, address)

    def add_foot(self, data: bytes) -> str:
        """Tie the body to a foot of page, and return the id of the tie."""
        file = File("footer", "xml", CONTENT_TYPE.WML_FOOTER, data)
        return self.tie("pied", RELATIONSHIP_TYPE.FOOTER, file)

    def add_picture(self, data: bytes) -> str:
        """Tie the body to a picture, and return the id of the tie."""
        image = Image.from_blob(data)
        file = File("media/image", image.ext, image.content_type, data)
        return self.tie("image", RELATIONSHIP_TYPE.IMAGE, file)

    def tie(self, stem: str, kind: str, target: str | File) -> str:
        """Tie the body once to an address, or to a file that is added."""
        key = kind, target if isinstance(target, str) else target.data
        if key not in self.known:
            self.known[key] = self.find_free(stem)
            name = target if isinstance(target, str) else self.add_file(target)
            self.ties[self.known[key]] = kind, name
        return self.known[key]

    def add_file(self, file: File) -> str:
        """Add a file, and return where it is from the body."""
        path = self.find_free(f"{FOLDER}{file.stem}", f".{file.extension}")
        self.files[path] = file.kind, file.data
        return path.removeprefix(FOLDER)

    def find_free(self, stem: str, end: str = "") -> str:
        """Find the first numbered name that nothing has."""
        names = (f"{stem}{rank}{end}" for rank in self.ranks[stem])
        return next(name for name in names if name not in self.taken)

    def pack(self, body: bytes, page: Page) -> bytes:
        """Return the bytes of the document, in the accent of the page."""
        if page.accent:
            recolour(self.document.styles.element, page.accent)
            recolour(self.document.part.numbering_part.element, page.accent)
        write_properties(self.document, page)
        members = {
            **write_parts(self.document),
            **{path: data for path, (_, data) in self.files.items()},
            self.document.part.partname.membername: body,
        }
        members[TYPES] = self.write_types()
        members[self.document.part.partname.rels_uri.membername] = self.write_ties()
        for name in members:
            if page.accent and name.startswith(f"{FOLDER}theme/theme"):
                members[name] = recolour_part(members[name], page.accent)
        return pack_stable_zip(members)

    def write_types(self) -> bytes:
        """Write what each file of the package is."""
        parts = {
            part.partname.membername: part.content_type
            for part in list_parts(self.document)
        }
        added = {path: kind for path, (kind, _) in self.files.items()}
        return make_content_types(dict(sorted({**parts, **added}.items())))

    def write_ties(self) -> bytes:
        """Write the ties of the body: those of the reference, then ours."""
        known, _, end = read_bytes(self.document.part.rels.xml).rpartition(b"</")
        outside = ' TargetMode="External"'
        added = "".join(
            f'<Relationship Id="{id_}" Type="{kind}" Target={quoteattr(target)}'
            f"{outside if kind == RELATIONSHIP_TYPE.HYPERLINK else ''}/>"
            for id_, (kind, target) in sorted(self.ties.items(), key=rank_tie)
        )
        return b"%s%s</%s" % (known, added.encode(), end)


def rank_tie(tie: tuple[str, tuple[str, str]]) -> str:
    """Put the ties of a kind together; in a kind, they are in order already."""
    return tie[1][0]


def list_parts(document: Document) -> Iterator[Part]:
    """List the parts of a package."""
    package: Any = document.part.package
    yield from package.iter_parts()


def write_parts(document: Document) -> dict[str, bytes]:
    """Write the parts of the reference, and their ties to one another."""
    package: Any = document.part.package
    members = {"_rels/.rels": read_bytes(package.rels.xml)}
    for part in list_parts(document):
        members[part.partname.membername] = part.blob
        if part.rels:
            name = part.partname.rels_uri.membername
            members[name] = read_bytes(part.rels.xml)
    return members


def read_bytes(text: str | bytes) -> bytes:
    """Return XML that python-docx gives as bytes, whatever its types say."""
    return text if isinstance(text, bytes) else text.encode()


def write_properties(document: Document, page: Page) -> None:
    """Write what the page says of itself; no person, no machine, no hour."""
    properties = document.core_properties
    properties.title = page.title
    properties.comments = page.description
    properties.keywords = page.keywords
    properties.language = "fr-FR"
    properties.author = ""
    properties.last_modified_by = ""
    properties.revision = 1
    if page.created and page.modified:
        properties.created = page.created
        properties.modified = page.modified


def recolour_part(theme: bytes, accent: str) -> bytes:
    """Return a theme in another accent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(theme, parser)
    recolour_theme(root, accent)
    return write_xml(root)
