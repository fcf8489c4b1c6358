"""Whether a Word document can be read without seeing it.

No tool for this exists outside Word itself. Each rule is one small function that
yields what it finds; `RULES` is the table of them, with what to do about each.
"""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from romin_print.check.word_controls import (
    find_disorder,
    find_hidden_words,
    find_long_names,
    find_lost_choices,
    find_mute_controls,
    find_tagless_controls,
)
from romin_print.check.word_file import (
    Element,
    WordFile,
    find_headings,
    list_columns,
    open_word,
    read_level,
    read_text,
    read_value,
)
from romin_print.check.word_links import (
    find_lost_places,
    find_questions,
    find_stray_entries,
    find_wrong_places,
)
from romin_print.errors import Place, Problem

VAGUE_LINKS = frozenset({"ici", "cliquez ici", "lien", "ce lien", "en savoir plus"})
BULLETS = ("•", "-", "–", "—", "*", "·", "▪", "☐", "□")
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


class Rule(NamedTuple):
    """A rule: what finds the faults, and how they are mended."""

    find: Callable[[WordFile], Iterator[str]]
    remede: str


def check_word(path: Path) -> list[Problem]:
    """Return every fault of a Word document that a reader could stumble on."""
    place = Place(path)
    try:
        word = open_word(path)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return [Problem(place, "ce n’est pas un document Word lisible")]
    return [
        Problem(place, cause, rule.remede)
        for rule in RULES
        for cause in dict.fromkeys(rule.find(word))
    ]


def find_missing_title(word: WordFile) -> Iterator[str]:
    """Find a document that has no title among its properties."""
    if not (word.core.findtext("{*}title") or "").strip():
        yield "le document n’a pas de titre dans ses propriétés"


def find_foreign_language(word: WordFile) -> Iterator[str]:
    """Find styles that a screen reader would not pronounce in French."""
    defaults = word.styles.find("w:docDefaults/w:rPrDefault/w:rPr", word.names)
    language = "" if defaults is None else read_value(defaults, "w:lang")
    if not language.startswith("fr"):
        yield f"la langue du document est « {language or 'absente'} »"


def find_skipped_levels(word: WordFile) -> Iterator[str]:
    """Find a heading that is more than one level below the one before."""
    previous = 0
    for level, text in find_headings(word):
        if level > previous + 1:
            yield f"titre de niveau {level} après un niveau {previous} : « {text} »"
        previous = level


def find_main_titles(word: WordFile) -> Iterator[str]:
    """Find a document without a main title, or with several."""
    count = sum(level == 1 for level, _ in find_headings(word))
    if count != 1:
        yield f"le document a {count} titre(s) de niveau 1"


def find_empty_paragraphs(word: WordFile) -> Iterator[str]:
    """Find paragraphs that hold nothing; cells and controls may be filled in later."""
    filled_later = (word.name("w:tc"), word.name("w:sdtContent"))
    for paragraph in word.find_all("w:p"):
        parent = paragraph.getparent()
        waits = parent is not None and parent.tag in filled_later
        held = ("w:drawing", "w:sdt", "w:sectPr", "w:fldChar")
        if waits or parts_tables(word, paragraph) or read_text(paragraph).strip():
            continue
        if not any(True for _ in paragraph.iter(*map(word.name, held))):
            yield "un paragraphe est vide"


def parts_tables(word: WordFile, paragraph: Element) -> bool:
    """Tell whether Word needs a paragraph here: between two tables, and after the last."""
    table, end = word.name("w:tbl"), word.name("w:sectPr")
    around = [paragraph.getprevious(), paragraph.getnext()]
    before, after = (None if each is None else each.tag for each in around)
    return before == table and after in (table, end)


def find_typed_lists(word: WordFile) -> Iterator[str]:
    """Find items whose bullet or number was typed; what has a title may have a number."""
    for paragraph in word.find_all("w:p"):
        exempt = (is_listed, is_framed, is_alone, is_answered)
        if any(each(word, paragraph) for each in exempt):
            continue
        text = read_text(paragraph).strip()
        first, _, rest = text.partition(" ")
        numbered = first.rstrip(".)").isdigit() and first.endswith((".", ")"))
        typed = bool(rest) and (first in BULLETS or numbered)
        if typed and not read_level(word, paragraph):
            yield f"liste tapée à la main : « {text[:40]} »"


def is_listed(word: WordFile, paragraph: Element) -> bool:
    """Tell whether a paragraph is an item of a real list."""
    return (
        read_value(paragraph, "w:pPr/w:pStyle") in word.lists
        or paragraph.find("w:pPr/w:numPr", word.names) is not None
    )


def is_framed(word: WordFile, paragraph: Element) -> bool:
    """Tell whether a line parts a paragraph from its like, as cards to cut out are."""
    return read_value(paragraph, "w:pPr/w:pStyle") in word.framed


def is_alone(word: WordFile, paragraph: Element) -> bool:
    """Tell whether a cell holds one paragraph only: a list has several."""
    cell = paragraph.getparent()
    return (
        cell is not None
        and cell.tag == word.name("w:tc")
        and len(cell.findall("w:p", word.names)) == 1
    )


def is_answered(word: WordFile, paragraph: Element) -> bool:
    """Tell whether a paragraph is the question of a table, or of boxes to tick."""
    after = paragraph.getnext()
    if after is None or after.tag == word.name("w:tbl"):
        return after is not None
    return after.find("w:sdt", word.names) is not None


def find_justified_text(word: WordFile) -> Iterator[str]:
    """Find justified paragraphs and styles: their uneven spaces slow readers."""
    for root in (word.body, word.styles):
        for alignment in root.iter(word.name("w:jc")):
            if alignment.get(word.name("w:val")) == "both":
                yield "du texte est justifié"


def find_mute_pictures(word: WordFile) -> Iterator[str]:
    """Find pictures that have no words to replace them."""
    for drawn in word.body.iter("{*}docPr"):
        decorative = any(d.get("val") in ("1", "true") for d in drawn.iter(DECORATIVE))
        if not decorative and not (drawn.get("descr") or "").strip():
            yield f"« {drawn.get('name')} » n’a pas de texte de remplacement"


def find_floating_pictures(word: WordFile) -> Iterator[str]:
    """Find pictures laid over the text: their place in the reading is unknown."""
    if any(True for _ in word.body.iter(word.name("wp:anchor"))):
        yield "une image flotte sur le texte"


def find_headless_tables(word: WordFile) -> Iterator[str]:
    """Find tables where neither the first row nor the first column is a header."""
    for table in word.find_all("w:tbl"):
        repeated = table.find("w:tr/w:trPr/w:tblHeader", word.names)
        look = table.find("w:tblPr/w:tblLook", word.names)
        if repeated is None and (
            look is None or look.get(word.name("w:firstColumn")) != "1"
        ):
            yield "un tableau n’a ni ligne ni colonne d’en-tête"


def find_nameless_tables(word: WordFile) -> Iterator[str]:
    """Find tables that have no title for screen readers."""
    for table in word.find_all("w:tbl"):
        if not read_value(table, "w:tblPr/w:tblCaption").strip():
            yield "un tableau n’a pas de titre"


def find_irregular_tables(word: WordFile) -> Iterator[str]:
    """Find tables whose rows do not have the same columns."""
    for table in word.find_all("w:tbl"):
        if len(set(list_columns(word, table))) > 1:
            yield "les lignes d’un tableau n’ont pas toutes les mêmes colonnes"


def find_merged_cells(word: WordFile) -> Iterator[str]:
    """Find cells merged from one row to the next."""
    if word.body.find(".//w:vMerge", word.names) is not None:
        yield "des cellules de tableau sont fusionnées de haut en bas"


def find_repeated_ids(word: WordFile) -> Iterator[str]:
    """Find pictures or controls that have the id of another."""
    pictures = [drawn.get("id") for drawn in word.body.iter("{*}docPr")]
    controls = [read_value(each, "w:id") for each in word.find_all("w:sdtPr")]
    for told, ids in (("images", pictures), ("champs", controls)):
        if repeated := [id_ for id_, count in Counter(ids).items() if count > 1]:
            yield f"deux {told} portent le numéro {repeated[0]}"


def find_open_fields(word: WordFile) -> Iterator[str]:
    """Find fields, such as a page number, that begin and never end."""
    for part in (word.body, *word.footers):
        marks = Counter(
            mark.get(word.name("w:fldCharType"))
            for mark in part.iter(word.name("w:fldChar"))
        )
        if marks["begin"] != marks["end"]:
            yield "un champ est commencé et n’est pas fermé"


def find_vague_links(word: WordFile) -> Iterator[str]:
    """Find links whose words do not say where they lead."""
    for link in word.find_all("w:hyperlink"):
        text = read_text(link).strip()
        if not text or text.lower() in VAGUE_LINKS or text.startswith("http"):
            yield f"le texte d’un lien ne dit pas où il mène : « {text} »"


RULES = (
    Rule(find_missing_title, "Remplir <title> dans la mise en page."),
    Rule(find_foreign_language, "Mettre fr-FR dans les styles par défaut."),
    Rule(find_skipped_levels, "Descendre d’un seul niveau de titre à la fois."),
    Rule(find_main_titles, "En garder un seul, le titre du document."),
    Rule(find_empty_paragraphs, "Régler les espaces dans les styles."),
    Rule(find_typed_lists, "Employer une vraie liste, <ul> ou <ol>."),
    Rule(find_justified_text, "Aligner le texte à gauche."),
    Rule(find_mute_pictures, "Dire en une phrase ce que l’image apporte."),
    Rule(find_floating_pictures, "Placer l’image dans le texte."),
    Rule(find_headless_tables, 'Employer <thead>, ou <th scope="row">.'),
    Rule(find_nameless_tables, "Donner au tableau un <caption>."),
    Rule(find_irregular_tables, "Donner à chaque ligne toutes ses cellules."),
    Rule(find_merged_cells, "Répéter la valeur dans chaque cellule."),
    Rule(find_mute_controls, "Donner un titre au contrôle de contenu."),
    Rule(find_tagless_controls, "Donner un attribut name au champ."),
    Rule(find_long_names, "Raccourcir le nom du champ."),
    Rule(find_disorder, "Les écrire dans l’ordre du schéma."),
    Rule(find_lost_choices, "Revoir les <option> de la liste."),
    Rule(find_hidden_words, "N’y laisser que des espaces, ou une case."),
    Rule(find_repeated_ids, "Numéroter chaque objet une seule fois."),
    Rule(find_open_fields, "Fermer chaque champ ouvert."),
    Rule(find_vague_links, "Nommer le site ou le document."),
    Rule(find_lost_places, "Donner l’id de ce lien à un titre, ou à un article."),
    Rule(find_wrong_places, "Donner à chaque id un seul signet, de 40 signes."),
    Rule(find_stray_entries, "Mener chaque entrée à un titre."),
    Rule(find_questions, "Écrire le résultat des champs, et ne rien demander."),
)


def read_words(path: Path) -> list[str]:
    """Return the words of the body of a Word document, in the order of reading."""
    return list(split_words(map(read_text, open_word(path).find_all("w:p"))))


def split_words(texts: Iterable[str]) -> Iterator[str]:
    """Split texts into words, at every space, be it a no-break one."""
    for text in texts:
        yield from text.split()
