"""What the file says of itself: a title and a language, and nobody's name."""

from typing import Any
from xml.sax.saxutils import escape

import pydyf

from romin_print.write.pdf.journal import Fault
from romin_print.write.pdf.whitespace import remove_joiners

_LANGUAGE = (
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">'
    "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>"
    "</rdf:Description></rdf:RDF>"
)


def stay_anonymous(document: Any) -> None:
    """Write no author: a fiche is the work of a team, and travels far."""
    document.metadata.authors = []


def check_title(document: Any) -> list[Fault]:
    """Ask for a title, which readers announce first (ISO 14289-1, 7.1-9)."""
    if document.metadata.title:
        return []
    return [Fault("le document n’a pas de titre", "Écrivez-le dans <title>.")]


def clean_outline(pdf: Any) -> None:
    """Take the invisible joiners out of the titles in the outline."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and "Dest" in item and "Title" in item:
            title = remove_joiners(item["Title"].string)
            item["Title"] = pydyf.String(title)


def say_language(document: Any) -> None:
    """Add dc:language to the XMP metadata.

    The engine's `xmp_metadata` option would write a second rdf:RDF, which readers
    do not see; the method is public and can be replaced.
    """
    metadata = document.metadata
    generate = metadata.generate_rdf_metadata

    def generate_with_language(*arguments: Any) -> bytes:
        rdf: bytes = generate(*arguments)
        language = _LANGUAGE.format(escape(metadata.lang or ""))
        return rdf.replace(b"</rdf:RDF>", language.encode())

    metadata.generate_rdf_metadata = generate_with_language
