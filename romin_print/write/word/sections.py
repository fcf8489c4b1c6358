"""The pages: their size, and the foot that each article writes on them."""

from copy import deepcopy
from typing import NamedTuple
from xml.sax.saxutils import escape

from romin_print.write.word.needs import FOOT, MARK
from romin_print.write.word.ooxml import (
    DECLARATION,
    NAMESPACES,
    Element,
    expand_name,
    make,
    make_style,
    write_elements,
)

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# There may be a thousand of them: they are written as text.
FOOTER = (
    f'{DECLARATION}<w:ftr xmlns:w="{NAMESPACES["w"]}"><w:p>{{style}}'
    '<w:r><w:t xml:space="preserve">{words}</w:t></w:r><w:r><w:tab/></w:r>'
    f"{FIELD.format('PAGE')}<w:r><w:t>/</w:t></w:r>{FIELD.format('NUMPAGES')}"
    "</w:p></w:ftr>"
)


class Section(NamedTuple):
    """The pages of the reference document, and the room for text on them in twips."""

    properties: Element
    width: int
    height: int


def read_section(properties: Element) -> Section:
    """Measure the room that the margins of the reference leave."""
    width = measure(properties, "w:pgSz", "w")
    height = measure(properties, "w:pgSz", "h")
    sides = measure(properties, "w:pgMar", "left", "right", "gutter")
    ends = measure(properties, "w:pgMar", "top", "bottom")
    return Section(properties, width - sides, height - ends)


def measure(properties: Element, name: str, *attributes: str) -> int:
    """Add up some attributes of an element."""
    element = properties.find(name, NAMESPACES)
    if element is None:
        return 0
    return sum(int(element.get(expand_name(f"w:{a}")) or 0) for a in attributes)


def write_section(section: Section) -> tuple[bytes, bytes]:
    """Write the `w:sectPr` of pages like those of the reference, around their foot."""
    properties = deepcopy(section.properties)
    reference = make("w:footerReference", type="default")
    reference.set(expand_name("r:id"), MARK)
    properties.insert(0, reference)
    before, _, after = write_elements([properties]).partition(MARK.encode())
    return before, after


def write_footer(style: str, words: str) -> bytes:
    """Write a foot of page: words, then which page this is, out of how many."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return FOOTER.format(style=named, words=escape(words)).encode()


def end_section(blocks: list[Element], hole: str, style: str | None) -> None:
    """Let the last paragraph of an article end its section, where the hole will be.

    A table cannot: it is followed by a paragraph that is there for nothing else.
    """
    if not blocks or blocks[-1].tag != expand_name("w:p"):
        blocks.append(make("w:p", make_style(style)))
    paragraph = blocks[-1]
    own = paragraph.find("w:pPr", NAMESPACES)
    if own is None:
        own = make("w:pPr")
        paragraph.insert(0, own)
    if len(own):
        own[-1].tail = (own[-1].tail or "") + hole
    else:
        own.text = (own.text or "") + hole


def ends_section(block: Element) -> bool:
    """Tell whether a block ends a section."""
    own = block.find("w:pPr", NAMESPACES)
    if own is None:
        return False
    text = own[-1].tail if len(own) else own.text
    return f"{MARK}{FOOT}" in (text or "")
