"""What cannot be linked, told all at once."""

from collections import Counter
from collections.abc import Iterator

from romin_print.errors import LayoutError
from romin_print.write.pdf.parts.part import Book, Placed


def check_parts(placed: tuple[Placed, ...], book: Book) -> None:
    """Raise `LayoutError` if these parts do not make a whole.

    Two parts of one name or two places of one name could not be told apart; a link or
    a number without a target would mislead. In a `partial` book, links may lead out.
    """
    faults = list(dict.fromkeys([*_find_bad_parts(placed), *_find_lost(placed, book)]))
    if faults:
        raise LayoutError(
            "Le PDF ne peut pas être relié :\n" + "\n".join(f"  {f}" for f in faults)
        )


def _find_bad_parts(placed: tuple[Placed, ...]) -> Iterator[str]:
    if not placed:
        yield "il n’a aucune partie"
    for each in placed:
        if each.part.overflows or not each.part.objects:
            yield f"la partie « {each.part.name} » n’est pas mise en page"
    names = Counter(each.part.name for each in placed)
    yield from (f"deux parties s’appellent « {n} »" for n in _list_twins(names))
    anchors = Counter(anchor for each in placed for anchor in each.part.anchors)
    yield from (f"deux endroits s’appellent « #{a} »" for a in _list_twins(anchors))


def _list_twins(names: Counter[str]) -> list[str]:
    return [name for name, count in names.items() if count > 1]


def _find_lost(placed: tuple[Placed, ...], book: Book) -> Iterator[str]:
    known = {anchor for each in placed for anchor in each.part.anchors}
    for each in placed:
        part = each.part
        links = () if book.partial else part.targets
        for target in links:
            if target not in known:
                yield f"« {part.name} » : un lien mène à « #{target} », qui n’existe pas"
        for slot in part.slots:
            if slot.target and slot.target not in known:
                yield (
                    f"« {part.name} » : le numéro de page de « #{slot.target} » est"
                    " demandé, et cet endroit n’existe pas"
                )
