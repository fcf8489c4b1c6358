"""The ways through a Word document: its places, its links, its contents.

Word shows an error where a place is missing, but only when someone goes there, or
prints.
"""

from collections import Counter
from collections.abc import Iterator

from romin_print.check.word_file import (
    Element,
    WordFile,
    name,
    read_level,
    read_text,
    read_value,
)

LONGEST = 40
# Fields whose first word after their name is a place.
LEADING = frozenset({"PAGEREF", "REF"})
TRUE = frozenset({"1", "true", "on"})


def find_lost_places(word: WordFile) -> Iterator[str]:
    """Find links and page numbers that lead to a place which is not there."""
    known = {read_name(each) for each in word.find_all("w:bookmarkStart")}
    for place in list_targets(word):
        if place not in known:
            yield f"un lien mène à « {place} », qui n’existe pas"


def list_targets(word: WordFile) -> Iterator[str]:
    """List the places that links and fields lead to."""
    for link in word.find_all("w:hyperlink"):
        if anchor := link.get(name("w:anchor")):
            yield anchor
    for order in word.find_all("w:instrText"):
        words = (order.text or "").split()
        if words[:1] and words[0] in LEADING:
            yield words[1] if len(words) > 1 else ""


def find_wrong_places(word: WordFile) -> Iterator[str]:
    """Find places that Word would drop or confuse: it does not see the case of names."""
    starts = list(word.find_all("w:bookmarkStart"))
    ends = [each.get(name("w:id")) for each in word.find_all("w:bookmarkEnd")]
    names = Counter(read_name(each).lower() for each in starts)
    ids = Counter(each.get(name("w:id")) for each in starts)
    for told, count in names.items():
        if count > 1 or not told or len(told) > LONGEST:
            yield f"le signet « {told} » est en double, sans nom ou trop long"
    if ids != Counter(ends) or max(ids.values(), default=1) > 1:
        yield "des signets n’ont pas un numéro à eux, ou pas de fin"


def find_stray_entries(word: WordFile) -> Iterator[str]:
    """Find entries of the contents that do not lead to a heading."""
    headings = {
        read_name(mark)
        for paragraph in word.find_all("w:p")
        if read_level(word, paragraph)
        for mark in paragraph.iter(name("w:bookmarkStart"))
    }
    for entry in list_entries(word):
        if entry.get(name("w:anchor")) not in headings:
            yield f"entrée du sommaire sans titre à son bout : « {read_text(entry)} »"


def list_entries(word: WordFile) -> Iterator[Element]:
    """List the links of the contents, which are between two marks of a field."""
    depth, inside = 0, 0
    marks = ("w:fldChar", "w:instrText", "w:hyperlink")
    for element in word.body.iter(*map(name, marks)):
        if element.tag == name("w:fldChar"):
            kind = element.get(name("w:fldCharType"))
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            inside = inside if depth >= inside else 0
        elif element.tag == name("w:instrText"):
            is_contents = (element.text or "").split()[:1] == ["TOC"]
            inside = depth if is_contents else inside
        elif inside:
            yield element


def find_questions(word: WordFile) -> Iterator[str]:
    """Find what makes Word ask, on opening, whether fields are to be updated."""
    asked = read_value(word.settings, "w:updateFields") or "1"
    if word.settings.find("w:updateFields", word.names) is not None and asked in TRUE:
        yield "Word demandera à mettre les champs à jour"
    for mark in word.find_all("w:fldChar"):
        if mark.get(name("w:dirty")) in TRUE:
            yield "un champ se dit périmé"


def read_name(mark: Element) -> str:
    """Return the name of a bookmark."""
    return mark.get(name("w:name")) or ""
