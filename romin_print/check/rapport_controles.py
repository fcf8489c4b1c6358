"""Runs each check that the house has on the files that it is made for.

A check has four answers: yes, no, nothing to look at, and « not checked », which is
what a tool that is missing or that dies gives. It is never a crash, never a yes.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from lxml import etree

from romin_print.check.parite import check_continuity, check_parity
from romin_print.check.pdf_forms import check_forms, list_fields
from romin_print.check.pdf_structure import check_structure
from romin_print.check.rapport_axe import judge_pages
from romin_print.check.rapport_mots import limit, shorten, tell_problems, tell_stop
from romin_print.check.verapdf import check_pdfua
from romin_print.check.word_accessibility import check_word
from romin_print.errors import Problem
from romin_print.model.rapport import Constat, Resultat, Verdict

SANS_PAGE = "la page dont il est fait n’a pas été donnée au contrôle"
SANS_CHAMP = "ce fichier n’a pas de champ à remplir"


@dataclass(frozen=True)
class FileToCheck:
    """A file of a kit: its path there, where it is now, and the page it was made of.

    `papier_seul` is for what only a printer reads, such as a booklet: it is not
    checked, and `equivalent` names the file of the kit to read instead.
    """

    name: str
    path: Path
    html: str | None = None
    papier_seul: bool = False
    equivalent: str = ""


Resultats = tuple[Resultat, ...]
Judge = Callable[[Sequence[FileToCheck]], Sequence[Resultats]]


class Controle(NamedTuple):
    """A run of a tool: the criteria it answers, and how it judges files, in order."""

    criteres: tuple[str, ...]
    judge: Judge


def judge_pdfua(files: Sequence[FileToCheck]) -> list[Resultats]:
    """Ask veraPDF about all the files in one call."""
    problems = defaultdict(list)
    for problem in check_pdfua([file.path for file in files]):
        problems[problem.place.path].append(problem)
    return [(tell("pdf-ua", problems[f.path], quoted=True),) for f in files]


def judge_web(files: Sequence[FileToCheck]) -> list[Resultats]:
    """Ask axe about all the pages in one Chromium."""
    return list(judge_pages([file.path for file in files]))


def judge_one_by_one(slug: str, check: Callable[[FileToCheck], Resultat]) -> Judge:
    """Make the judge of a check that takes one file: one that breaks stops only itself."""

    def judge(files: Sequence[FileToCheck]) -> list[Resultats]:
        return [(guard(slug, check, file),) for file in files]

    return judge


def guard(
    slug: str, check: Callable[[FileToCheck], Resultat], file: FileToCheck
) -> Resultat:
    """Run a check: a file that cannot be read fails, a check that breaks says nothing."""
    try:
        return check(file)
    except Exception as error:  # whatever a broken file does to a checker
        if is_unreadable(error):
            return Resultat(
                slug, Verdict.ECHOUE, (Constat("ce fichier ne se lit pas"),)
            )
        return leave(slug, tell_stop(error))


def is_unreadable(error: Exception) -> bool:
    """Tell whether an error says that a file is not what its name says."""
    from pikepdf import PdfError

    unreadable = (PdfError, BadZipFile, UnicodeDecodeError, etree.XMLSyntaxError)
    return isinstance(error, unreadable)


def tell(slug: str, problems: Sequence[Problem], *, quoted: bool = False) -> Resultat:
    """Tell what a check has found: nothing means that the file passes."""
    verdict = Verdict.ECHOUE if problems else Verdict.PASSE
    return Resultat(slug, verdict, tuple(tell_problems(problems, quoted=quoted)))


def leave(slug: str, reason: str) -> Resultat:
    """Say that a check was not made, and why."""
    return Resultat(slug, Verdict.NON_CONTROLE, (Constat(reason),))


def check_tags(file: FileToCheck) -> Resultat:
    """Check that the parts of a PDF agree."""
    return tell("pdf-balises", check_structure(file.path))


def check_fields(file: FileToCheck) -> Resultat:
    """Check the fields of a PDF, if it has any."""
    problems = check_forms(file.path)
    if not problems and not list_fields(file.path):
        return Resultat("pdf-champs", Verdict.SANS_OBJET, (Constat(SANS_CHAMP),))
    return tell("pdf-champs", problems)


def check_schema(file: FileToCheck) -> Resultat:
    """Check that a Word file follows its schema."""
    from openxml_audit import OpenXmlValidator

    found = OpenXmlValidator().validate(file.path)
    if found.is_valid:
        return Resultat("word-schema", Verdict.PASSE)
    told = [
        Constat(f"partie {error.part_uri or 'inconnue'}", shorten(error.description))
        for error in found.errors
    ]
    told = told or [Constat("le schéma n’est pas suivi")]
    return Resultat("word-schema", Verdict.ECHOUE, tuple(limit(told)))


def check_reading(file: FileToCheck) -> Resultat:
    """Check that a Word file can be read without seeing it."""
    return tell("word-acces", check_word(file.path))


def check_words(file: FileToCheck) -> Resultat:
    """Check that a file says the words of its page."""
    if file.html is None:
        return leave("mots", SANS_PAGE)
    return tell("mots", check_parity(file.html, file.path))


def check_blocks(file: FileToCheck) -> Resultat:
    """Check that a PDF has every block of its page, whole."""
    if file.html is None:
        return leave("pdf-blocs", SANS_PAGE)
    return tell("pdf-blocs", check_continuity(file.html, file.path))


CONTROLES = (
    Controle(("pdf-ua",), judge_pdfua),
    Controle(("web-axe", "web-320"), judge_web),
    *(
        Controle((slug,), judge_one_by_one(slug, check))
        for slug, check in (
            ("pdf-balises", check_tags),
            ("pdf-champs", check_fields),
            ("word-schema", check_schema),
            ("word-acces", check_reading),
            ("mots", check_words),
            ("pdf-blocs", check_blocks),
        )
    ),
)
