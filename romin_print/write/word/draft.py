"""What the builders of blocks share while one document is being written."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element as HtmlElement

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart

from romin_print.write.fields import Name
from romin_print.write.word.numbering import Numbering
from romin_print.write.word.ooxml import Element, make
from romin_print.write.word.sections import Section
from romin_print.write.word.styles import StyleSheet
from romin_print.write.word.vocabulary import Trail


@dataclass
class Draft:
    """One document being written; `line` is the height of a line written by hand."""

    part: DocumentPart
    styles: StyleSheet
    numbering: Numbering
    section: Section
    names: Mapping[HtmlElement, Name]
    ids: frozenset[str]
    line: int
    pictures: int = 0
    controls: int = 0

    def add_link(self, address: str) -> str:
        """Return the id of the relationship to an address; links there share it."""
        return self.part.relate_to(
            address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )

    def number_picture(self) -> int:
        """Return a number that no other picture of the document has."""
        self.pictures += 1
        return self.pictures

    def number_control(self) -> int:
        """Return a number that no other control of the document has."""
        self.controls += 1
        return self.controls

    def make_properties(self, trail: Trail, *others: Element | None) -> Element | None:
        """Make the `w:pPr` of a paragraph: its style, then what styles cannot say."""
        style = self.styles.find(trail)
        named = make("w:pStyle", val=style) if style else None
        if named is None and not any(other is not None for other in others):
            return None
        return make("w:pPr", named, *others)
