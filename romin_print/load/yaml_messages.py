"""Say in French what the YAML parser says in English.

The parser gives no error codes, so its sentences are matched by their start;
one that we do not know still gets its line and a remedy.
"""

from pathlib import Path

import yaml

from romin_print.errors import Place, Problem

QUOTES = (
    "Mettre le texte entre guillemets doubles s’il contient « : » ou « # », "
    "ou s’il commence par un signe."
)
INDENT = (
    "Aligner les champs d’un même bloc, deux espaces par niveau ; "
    "vérifier aussi les guillemets, ici et à la ligne du dessus."
)

MESSAGES = (
    ("mapping values are not allowed", "« : » inattendu à cet endroit", QUOTES),
    ("could not find expected ':'", "ligne sans « : »", "Écrire « champ: valeur »."),
    ("did not find expected key", "retrait ou guillemet inattendu", INDENT),
    ("did not find expected '-' indicator", "retrait ou guillemet inattendu dans une liste", INDENT),
    ("expected <block end>", "retrait inattendu", INDENT),
    ("did not find expected <document start>", "retrait inattendu", INDENT),
    ("did not find expected ',' or ']'", "liste « [ » non refermée", "Ajouter « ] »."),
    ("did not find expected ',' or '}'", "bloc « { » non refermé", "Ajouter « } »."),
    ("did not find expected node content", "valeur absente ou caractère de trop", QUOTES),
    ("found character that cannot start", "caractère qui ne peut pas commencer une valeur", QUOTES),
    ("found unexpected document indicator", "guillemets non refermés", "Refermer les guillemets."),
    ("another document", "« --- » commence un second document", "Retirer cette ligne."),
    ("expected alphabetic or numeric", "mot précédé de « * » ou de « & » pris pour un alias", QUOTES),
    ("entries are not allowed", "tiret inattendu à cet endroit", "Mettre le tiret au début de la ligne suivante."),
    ("invalid Unicode character escape", "« \\ » suivi d’un caractère impossible", "Taper le caractère lui-même."),
    ("did not find expected hexdecimal", "« \\ » suivi d’un caractère impossible", "Taper le caractère lui-même."),
    ("comment or line break", "texte inattendu après « | » ou « > »", "Mettre le texte à la ligne suivante."),
    ("found unexpected end of stream", "guillemets non refermés", "Refermer les guillemets."),
    ("found unknown escape character", "« \\ » suivi d’un caractère inconnu", "Doubler la barre : « \\\\ »."),
    ("found undefined alias", "mot précédé de « * » pris pour un alias", QUOTES),
    ("found undefined tag", "mot précédé de « ! » pris pour une étiquette", QUOTES),
    ("found a tab character", "tabulation", "La remplacer par deux espaces."),
)  # fmt: skip
# For these, the parser stops far below the line to mend, which is its « context ».
FAR = (
    "could not find expected ':'",
    "expected ','",
    "unexpected end of stream",
    "unexpected document",
)
UNKNOWN = ("YAML illisible à cet endroit", "Comparer avec un outil qui se lit bien.")


def explain_yaml_error(error: yaml.YAMLError, path: Path) -> Problem:
    """Explain why a file cannot be parsed, and where."""
    told = getattr(error, "problem", None) or str(error)
    cause, remede = next(
        ((cause, remede) for start, cause, remede in MESSAGES if start in told), UNKNOWN
    )
    marks = [getattr(error, f"{name}_mark", None) for name in ("problem", "context")]
    if any(part in told for part in FAR):
        marks.reverse()
    mark = marks[0] or marks[1]
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    return Problem(place, cause, remede)
