"""Say in French what the YAML parser says in English.

The parser gives no error codes, so its sentences are matched by their start;
one that we do not know still gets its line and a remedy.
"""

from pathlib import Path

import yaml

from romin_print.errors import Place, Problem

QUOTES = "Mettre le texte entre guillemets doubles s’il contient « : » ou « # »."
INDENT = "Aligner les champs d’un même bloc, deux espaces par niveau."

MESSAGES = (
    ("mapping values are not allowed", "« : » inattendu à cet endroit", QUOTES),
    ("could not find expected ':'", "ligne sans « : »", "Écrire « champ: valeur »."),
    ("did not find expected key", "retrait inattendu", INDENT),
    ("did not find expected '-' indicator", "retrait inattendu dans une liste", INDENT),
    ("expected <block end>", "retrait inattendu", INDENT),
    ("did not find expected <document start>", "retrait inattendu", INDENT),
    ("did not find expected ',' or ']'", "liste « [ » non refermée", "Ajouter « ] »."),
    ("did not find expected ',' or '}'", "bloc « { » non refermé", "Ajouter « } »."),
    ("did not find expected node content", "valeur absente ou caractère de trop", QUOTES),
    ("found character that cannot start", "caractère qui ne peut pas commencer une valeur", QUOTES),
    ("found unexpected end of stream", "guillemets non refermés", "Refermer les guillemets."),
    ("found unknown escape character", "« \\ » suivi d’un caractère inconnu", "Doubler la barre : « \\\\ »."),
    ("found undefined alias", "mot précédé de « * » pris pour un alias", QUOTES),
    ("found undefined tag", "mot précédé de « ! » pris pour une étiquette", QUOTES),
    ("found a tab character", "tabulation", "La remplacer par deux espaces."),
    ("control characters are not allowed", "caractère de contrôle invisible", "Le supprimer."),
)  # fmt: skip
UNKNOWN = ("YAML illisible à cet endroit", "Comparer avec un outil qui se lit bien.")


def explain_yaml_error(error: yaml.YAMLError, path: Path) -> Problem:
    """Explain why a file cannot be parsed, and where."""
    told = getattr(error, "problem", None) or str(error)
    cause, remede = next(
        ((cause, remede) for start, cause, remede in MESSAGES if start in told), UNKNOWN
    )
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    return Problem(place, cause, remede)
