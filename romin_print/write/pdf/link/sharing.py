"""The fonts, pictures and stamps of the file (ISO 32000-1, 7.8.3): one copy of each.

The dictionaries that name them are the only objects of a part written at link time.
"""

from romin_print.write.pdf.faces import (
    FIELD_FONT,
    FONT,
    Face,
    find_face,
    name_field_font,
)
from romin_print.write.pdf.link.draft import Draft
from romin_print.write.pdf.link.stamp import add_blank, add_form
from romin_print.write.pdf.parts.bundle import STAMP, Shared, read_bundle


def write_shared(draft: Draft) -> None:
    """Write what parts share, then what names it in each of them."""
    numbers: dict[str, int] = {}
    stamps = {
        each.stamp.objects: read_bundle(each.stamp.objects)
        for each in draft.placed
        if each.stamp
    }
    layouts = [member.layout for member in draft.members]
    layouts += [stamp.layout for stamp in stamps.values()]
    pictures = {k: s for layout in layouts for k, s in layout.shared.items()}
    wanted = {
        hole
        for layout in layouts
        for _, template in layout.opens
        for hole in template.holes
        if isinstance(hole, str) and hole != STAMP
    }
    for key in sorted(wanted & pictures.keys()):
        add_picture(draft, key, pictures, numbers)
    for key in sorted({key.partition("/")[0] for key in wanted - pictures.keys()}):
        field_font = name_field_font(key)
        first = add_face(draft, find_face(key), in_fields=field_font in wanted)
        numbers |= {key: first + FONT, field_font: first + FIELD_FONT}
    forms = {key: add_form(draft, stamp, numbers) for key, stamp in stamps.items()}
    blank = 0 if all(each.stamp for each in draft.placed) else add_blank(draft)
    for member, each in zip(draft.members, draft.placed, strict=True):
        form = forms[each.stamp.objects] if each.stamp else blank
        for number, template in member.layout.opens:
            body = template.fill(member.bundle.base, numbers | {STAMP: form})
            draft.objects[member.number(number)] = body


def add_picture(
    draft: Draft, key: str, pictures: dict[str, Shared], numbers: dict[str, int]
) -> None:
    """Add a picture, after those that it names: its mask (8.9.5)."""
    if key in numbers:
        return
    picture = pictures[key]
    for hole in picture.template.holes:
        add_picture(draft, str(hole), pictures, numbers)
    body = picture.template.fill(0, numbers)
    if picture.data:
        numbers[key] = draft.add_stream(body, picture.data)
    else:
        numbers[key] = draft.add(body)


def add_face(draft: Draft, face: Face, *, in_fields: bool) -> int:
    """Add a face (9.7), as texts call it and as fields do; give its first number."""
    count = len(face.bodies) if in_fields else FIELD_FONT
    numbers = [draft.take_number() for _ in range(count)]
    for number, body, holes in zip(numbers, face.bodies, face.holes, strict=False):
        written = body % tuple(numbers[hole] for hole in holes)
        if body.endswith(b"endstream"):
            draft.streams[number] = b"%d 0 obj\n%b\nendobj\n" % (number, written)
        else:
            draft.objects[number] = written
    return numbers[0]
