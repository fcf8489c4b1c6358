"""A sheet that a spreadsheet saved as CSV, as data that remember where each cell stood.

The `csv` module knows the line of a row but not the column of a cell, lets a quote
that is never closed swallow the file, and has one limit for the whole process. A
cell is one regular expression, so the places cost little.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import islice

from romin_print.errors import Place
from romin_print.load.node import CONTROL, decode
from romin_print.load.source import Source, shorten
from romin_print.load.validation import suggest
from romin_print.model.noms import fold
from romin_print.model.texte import find_foreign_character

SEPARATEURS = (";", ",", "\t")
BOM = b"\xef\xbb\xbf"
# What French text makes of UTF-8 and hardly ever of cp1252: « Ã© », « â€™ ».
UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x80-\xbf]")
# Signs of cp1252 that French has no use for: in a file of a Mac or of MS-DOS these
# bytes are its commonest accents.
STRANGE = re.compile(rb"[\x81-\x8a\x8d-\x90\x95\x98-\x9b\x9d\x9e]")
END = re.compile(r"\r\n|\n|\r|\Z")
SEP = re.compile(r'"?sep=([;,\t])"?(?:\r\n|\n|\r)', re.IGNORECASE)  # Excel's own line
QUOTED = re.compile(r' *+"((?:[^"]|"")*+)"')
OPENING = re.compile(r' *+"')
MAX_COLUMNS = 50
MAX_CONTROLS = 20  # a file that is no text would have thousands
AGAIN = "L’enregistrer de nouveau au format « CSV UTF-8 »."


@dataclass(frozen=True)
class Forme:
    """What a sheet must be: the columns that it may have, and its greatest length.

    The first column is required. `nom` is what its rows are, for the model.
    """

    nom: str
    colonnes: tuple[str, ...]
    lignes: int


@dataclass(frozen=True)
class Case:
    """One cell: its text, and where it stands."""

    text: str
    place: Place

    @property
    def blank(self) -> bool:
        """Say whether nothing is written in it."""
        return not self.text.strip()


Rangee = list[Case]


@dataclass
class Feuille:
    """The text of a sheet on its way to rows."""

    text: str
    source: Source

    @cached_property
    def starts(self) -> list[int]:
        """List where the lines start."""
        return [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", self.text))]

    def find_place(self, offset: int) -> Place:
        """Find the place of a character, counted as editors do."""
        line = bisect_right(self.starts, offset)
        return Place(self.source.path, line, offset - self.starts[line - 1] + 1)


def parse_sheet(raw: bytes, source: Source, forme: Forme) -> None:
    """Fill a source with the rows of a sheet, each a dict of its cells.

    An empty cell is None, as an empty field of YAML is. What is wrong is noted.
    """
    text = decode_sheet(raw, source)
    if text is None:
        return
    feuille = Feuille(text, source)
    if note_controls(feuille):
        return
    # One row of heads, and one too many to be told so.
    rows = list(islice(list_rows(feuille), forme.lignes + 2))
    if rows:
        fill_rows(rows, source, forme)
    elif not source.problems:
        remede = f"Écrire « {';'.join(forme.colonnes)} », puis une ligne par service."
        source.note(Place(source.path, 1, 1), "le fichier est vide", remede)


def decode_sheet(raw: bytes, source: Source) -> str | None:
    """Decode a sheet: UTF-8, or what Excel writes in France; note what is neither."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        source.note(Place(source.path, 1, 1), "fichier en UTF-16", AGAIN)
        return None
    body = raw.removeprefix(BOM)
    try:
        return body.decode()
    except UnicodeDecodeError:
        if body != raw or UTF8.search(body):
            return decode(body, source)
    if found := STRANGE.search(body):
        feuille = Feuille(body.decode("latin-1"), source)
        cause = "caractère d’un encodage inconnu"
        source.note(feuille.find_place(found.start()), cause, AGAIN)
        return None
    return body.decode("cp1252")


def note_controls(feuille: Feuille) -> bool:
    """Note the characters that nobody sees and no spreadsheet writes; say if any is."""
    found = list(islice(CONTROL.finditer(feuille.text), MAX_CONTROLS))
    for match in found:
        feuille.source.note(
            feuille.find_place(match.start()),
            f"caractère de contrôle invisible : U+{ord(match[0]):04X}",
            "Effacer ce qui se trouve à cet endroit, et le récrire.",
        )
    return bool(found)


def list_rows(feuille: Feuille) -> Iterator[Rangee]:
    """List the rows in which something is written."""
    separateur, at = find_separateur(feuille.text)
    plain = re.compile(rf"[^{separateur}\r\n]*+")
    row: Rangee = []
    while at < len(feuille.text) or row:
        case, at = read_case(feuille, at, plain)
        row.append(case)
        if feuille.text.startswith(separateur, at):
            at += 1
            continue
        if not all(case.blank for case in row):
            yield row
        row = []
        at = find_end(feuille.text, at, END)


def find_separateur(text: str) -> tuple[str, int]:
    """Find what separates the cells, and where the rows begin: the heads tell."""
    if found := SEP.match(text):
        return found[1], found.end()
    lines = (line for line in re.split(r"[\r\n]", text) if re.search(r'[^\s;,"]', line))
    return max(SEPARATEURS, key=next(lines, "").count), 0


def read_case(feuille: Feuille, at: int, plain: re.Pattern[str]) -> tuple[Case, int]:
    """Read the cell that begins at an offset; return where it ends too."""
    text = feuille.text
    found = QUOTED.match(text, at)
    end = find_end(text, found.end() if found else at, plain)
    start = at + len(text[at:end]) - len(text[at:end].lstrip(" "))
    place = feuille.find_place(start)
    if found:
        note_rest(feuille, found.end(), end)
        told = found[1].replace('""', '"').replace("\r\n", "\n")
    elif OPENING.match(text, at):
        remede = "Les refermer, ou doubler ceux qui sont dans le texte."
        feuille.source.note(place, "guillemets non refermés", remede)
        told, end = "", len(text)
    else:
        told = text[at:end]
    return Case(unicodedata.normalize("NFC", told), place), end


def find_end(text: str, at: int, pattern: re.Pattern[str]) -> int:
    """Find where what a pattern takes of a text ends."""
    found = pattern.match(text, at)
    return found.end() if found else at


def note_rest(feuille: Feuille, start: int, end: int) -> None:
    """Note what stands between a closing quote and the next cell."""
    rest = feuille.text[start:end]
    if rest.strip():
        place = feuille.find_place(end - len(rest.lstrip()))
        remede = "Doubler les guillemets qui sont dans le texte."
        feuille.source.note(place, "texte après les guillemets fermants", remede)


def fill_rows(rows: list[Rangee], source: Source, forme: Forme) -> None:
    """Fill a source with rows, under the names that the first of them gives."""
    heads = read_heads(rows[0], source, forme)
    if forme.colonnes[0] not in heads.values():
        return
    source.places[forme.nom,] = rows[0][0].place
    data: list[dict[str, str | None]] = []
    for row in rows[1:]:
        if note_width(row, heads, source):
            continue
        loc = (forme.nom, len(data))
        source.places[loc] = row[0].place
        named = {name: row[rank] for rank, name in heads.items() if name}
        for name, case in named.items():
            source.places[*loc, name] = case.place
        data.append({n: None if c.blank else c.text for n, c in named.items()})
    if data or not source.problems:  # no rows, and nothing else to say of them
        source.data = {forme.nom: tuple(data)}


def read_heads(row: Rangee, source: Source, forme: Forme) -> dict[int, str]:
    """Read the names of the columns, by rank; one that is refused has an empty name."""
    heads: dict[int, str] = {}
    strangers: Rangee = []
    for rank, case in enumerate(row[:MAX_COLUMNS]):
        name = fold(case.text)
        known = name in forme.colonnes
        if known and name in heads.values():
            cause = f"colonne répétée : « {name} »"
            source.note(case.place, cause, "Garder une seule des deux.")
        elif not known and not case.blank:
            strangers.append(case)
        if not case.blank:
            heads[rank] = name if known and name not in heads.values() else ""
    note_strangers(strangers, heads, source, forme)
    return heads


def note_strangers(
    strangers: Rangee, heads: dict[int, str], source: Source, forme: Forme
) -> None:
    """Note the columns that nobody knows, and the one that is missing."""
    first, places = forme.colonnes[0], Place(source.path, 1, 1)
    meant = [get_close_matches(fold(c.text), forme.colonnes, n=1) for c in strangers]
    if not any(meant) and not any(heads.values()):
        cause = "la première ligne ne nomme pas les colonnes"
        remede = f"Y écrire : {';'.join(forme.colonnes)}."
        source.note(strangers[0].place if strangers else places, cause, remede)
        return
    for case in strangers:
        told = f"colonne inconnue : « {shorten(case.text)} »"
        remede = suggest(fold(case.text), forme.colonnes)
        fault = find_foreign_character(case.text) or (told, remede)
        source.note(case.place, *fault)
    if first not in heads.values() and [first] not in meant:
        cause = f"colonne obligatoire absente : « {first} »"
        source.note(places, cause, "L’ajouter à la première ligne.")


def note_width(row: Rangee, heads: dict[int, str], source: Source) -> bool:
    """Note a row that does not fit under the heads, and say whether it is so."""
    width = max(heads) + 1
    if len(row) < width:
        cause = f"ligne trop courte : {count_cases(len(row))} pour {width} colonnes"
        remede = "Mettre entre guillemets le texte qui va à la ligne, et une case vide où il n’y a rien."
        source.note(row[-1].place, cause, remede)
        return True
    for rank, case in enumerate(row):
        if rank not in heads and not case.blank:
            remede = "Mettre entre guillemets le texte qui contient le séparateur, ou nommer la colonne."
            source.note(case.place, "case sans colonne", remede)
            return True
    return False


def count_cases(number: int) -> str:
    """Write a number of cells."""
    return f"{number} case{'s' if number > 1 else ''}"
