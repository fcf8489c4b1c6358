"""What the file says of itself (ISO 32000-1, 14.3), and the standard it keeps to."""

import zlib

from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.syntax import write_day, write_text
from romin_print.write.pdf.parts.part import Book

_PROGRAM = "romin-print"
_XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
    '<rdf:Description rdf:about="" pdfuaid:part="1">\n'
    "<pdf:Producer>{program}</pdf:Producer>\n"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>'
    "</dc:title>\n"
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li>'
    "</rdf:Alt></dc:description>\n"
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n"
    "<pdf:Keywords>{keywords}</pdf:Keywords>\n"
    "<xmp:CreatorTool>{program}</xmp:CreatorTool>\n"
    "<xmp:CreateDate>{day}</xmp:CreateDate>\n"
    "<xmp:ModifyDate>{day}</xmp:ModifyDate>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)


def write_metadata(draft: Draft) -> int:
    """Write the title, the language and the rest, and nobody's name.

    Give the number of the information dictionary, which the trailer names.
    """
    book = draft.book
    data = zlib.compress(write_xmp(book).encode(), 9)
    head = b"<</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length %d>>" % len(data)
    draft.catalog["Metadata"] = b"%d 0 R" % draft.add_stream(head, data)
    draft.catalog["Lang"] = write_text(book.language)
    # ISO 14289-1, 7.1-9: the title of the document, not that of the file.
    draft.catalog["ViewerPreferences"] = b"<</DisplayDocTitle true>>"
    told = {
        "Title": write_text(book.title),
        "Subject": write_text(book.description),
        "Keywords": write_text(", ".join(book.keywords)),
        "Creator": write_text(_PROGRAM),
        "Producer": write_text(_PROGRAM),
        "CreationDate": write_day(book.day),
        "ModDate": write_day(book.day),
    }
    entries = (b"/%b%b" % (key.encode(), value) for key, value in told.items())
    return draft.add(b"<<%b>>" % b"".join(entries))


def write_xmp(book: Book) -> str:
    """Write the same as XMP (14.3.2)."""
    return _XMP.format(
        program=_PROGRAM,
        title=_escape(book.title),
        description=_escape(book.description),
        keywords=_escape(", ".join(book.keywords)),
        language=_escape(book.language),
        day=book.day.isoformat(),
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
