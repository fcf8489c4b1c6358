"""What a part of a document asks of the whole: numbers that only the whole can give.

The XML of a part has holes: between two marks, a letter for what is asked and its
rank in the part. The mark is a code point that Unicode keeps for the own use of
programs; no text may hold it.
"""

from dataclasses import dataclass, field

MARK = "\ufdd0"
NUMBER, LINK, PICTURE, DRAWING, CONTROL = "n", "l", "i", "d", "c"
FOOT, SLOT, PLACE = "s", "p", "b"


def make_hole(kind: str, rank: int) -> str:
    """Write a hole."""
    return f"{MARK}{kind}{rank}{MARK}"


@dataclass
class Needs:
    """What the holes of a part stand for, each list by rank.

    `numbers` are ordered lists: what they look like, and their level. `feet` are the
    ends of sections: a style and the words at the foot of the page. `slots` are page
    numbers: a place, and the number that the page shows. `places` are the ids that
    can be led to, `anchors` those that are. `closed` tells that the last block ends
    a section; `titles` counts the <h1>.
    """

    numbers: list[tuple[str, int]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    feet: list[tuple[str, str]] = field(default_factory=list)
    slots: list[tuple[str, str]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    drawings: int = 0
    controls: int = 0
    titles: int = 0
    closed: bool = False


@dataclass
class WordPart:
    """A part of a document: the XML of its blocks with holes, and its pictures."""

    needs: Needs
    xml: bytes = b""
    pictures: list[bytes] = field(default_factory=list)
