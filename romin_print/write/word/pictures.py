"""Pictures, as large as the web page shows them, with the words that replace them."""

import base64
import binascii
import re
from xml.etree.ElementTree import Element as HtmlElement

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from romin_print.errors import LayoutError
from romin_print.write.word.draft import Draft
from romin_print.write.word.ooxml import EMU_PER_TWIP, Element, make
from romin_print.write.word.sections import Section

DATA = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
EMU_PER_PIXEL = 914400 // 96
# A picture leaves room on its page for its caption.
TALLEST = 0.75

INLINE = """\
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="Image {number}"/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Image {number}"/><pic:cNvPicPr/>
</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/>
</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"""


def build_picture(element: HtmlElement, draft: Draft) -> Element:
    """Build the run that shows a picture."""
    words = (element.get("alt") or "").strip()
    if not words:
        message = "image <img> sans texte de remplacement (alt)"
        raise LayoutError(message, "Une image de pur décor n’a pas sa place dans Word")
    data = read_data(element)
    width, height = measure_image(data, draft.section)
    drawn = INLINE.format(
        width=width,
        height=height,
        number=draft.number_picture(),
        relationship=draft.add_picture(data),
    )
    inline = etree.fromstring(drawn.replace("\n", ""))
    for described in inline.iter("{*}docPr"):
        described.set("descr", words)
    return make("w:r", make("w:drawing", inline))


def read_data(element: HtmlElement) -> bytes:
    """Return the bytes of an image, which the page carries in itself."""
    match = DATA.fullmatch(element.get("src") or "")
    if not match:
        message = "image <img> illisible pour Word"
        raise LayoutError(
            message, "Attendu : data:image/png ou data:image/jpeg, base64"
        )
    try:
        return base64.b64decode(match[1])
    except binascii.Error:
        raise LayoutError("image <img> dont le base64 est abîmé") from None


def measure_image(data: bytes, section: Section) -> tuple[int, int]:
    """Return the size of a picture in EMU: as on a screen, or what its page can hold."""
    try:
        image = Image.from_blob(data)
    except UnrecognizedImageError:
        raise LayoutError("image <img> qui n’est ni PNG ni JPEG") from None
    width, height = image.px_width * EMU_PER_PIXEL, image.px_height * EMU_PER_PIXEL
    scale = min(
        1,
        section.width * EMU_PER_TWIP / width,
        section.height * EMU_PER_TWIP * TALLEST / height,
    )
    return int(width * scale), int(height * scale)
