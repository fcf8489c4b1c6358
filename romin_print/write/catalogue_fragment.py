"""What is put in the finished page of a catalogue: the few words that name a service.

The fragment takes the place of a marker after the page was checked, so it must not be
able to close what holds it. A parser of HTML mends what it reads, and sees nothing
amiss: the tags are balanced here on the text itself.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

from romin_print.errors import LayoutError
from romin_print.write.vocabulary import check_page, shorten

VOID = frozenset({"img", "br"})
TAGS = VOID | {"div", "p", "span", "strong", "em", "a", "ul", "li"}


def check_fragment(html: str) -> None:
    """Raise `LayoutError` for a fragment that is not whole, or holds what a page may not."""
    if faults := dict.fromkeys(find_fragment_faults(html)):
        remede = "Corriger la mise en page : layouts/kit/service.html."
        raise LayoutError(" ; ".join(faults), remede)
    check_page(f'<!doctype html><html lang="fr"><body>{html}</body></html>')


def find_fragment_faults(html: str) -> Iterator[str]:
    """Find what is not balanced, and what no fragment needs."""
    reader = TagReader()
    reader.feed(html)
    reader.close()
    yield from reader.faults
    for tag in reader.open:
        yield f"<{tag}> n’est pas fermé"


class TagReader(HTMLParser):
    """Reads the tags of a fragment as they are written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Open an element; its attributes are read with the page."""
        del attrs
        if tag not in TAGS:
            self.faults.append(f"élément inconnu : <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Open it too: a browser does not read the slash."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> ne ferme rien")

    def handle_data(self, data: str) -> None:
        """Refuse the beginning of a tag that is none."""
        if "<" in data:
            self.faults.append("signe « < » seul")

    def handle_comment(self, data: str) -> None:
        """Refuse what would hide the rest of the page, if it were not closed."""
        self.refuse(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        self.refuse(decl)

    def unknown_decl(self, data: str) -> None:
        """Refuse a section of another language."""
        self.refuse(data)

    def handle_pi(self, data: str) -> None:
        """Refuse an instruction."""
        self.refuse(data)

    def refuse(self, told: str) -> None:
        """Refuse what is neither an element nor a text."""
        self.faults.append(f"ni élément ni texte : « {shorten(told)} »")
