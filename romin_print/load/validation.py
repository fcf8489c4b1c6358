"""Plain data → model, with each fault of pydantic's told in French at its line.

Pydantic's error *codes* are mapped, not its English sentences: codes are part
of its interface.
"""

import re
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from romin_print.errors import ContentError, Place
from romin_print.load.source import SLUG_REMEDE, Loc, Source, shorten

M = TypeVar("M", bound=BaseModel)

QUOTED = 'Entourer la valeur de guillemets doubles : "1.0", "Dire : bonjour".'
MESSAGES = {
    "missing": ("champ obligatoire absent : « {field} »", "L’ajouter ; voir content/README.md."),
    "string_type": ("un texte était attendu, lu : {value}", QUOTED),
    "int_type": ("un nombre entier était attendu, lu : {value}", "Écrire le nombre seul, par exemple 40."),
    "int_from_float": ("un nombre entier était attendu, lu : {value}", "Écrire un nombre sans virgule."),
    "bool_type": ("true ou false était attendu, lu : {value}", "Écrire true ou false."),
    "tuple_type": ("une liste était attendue, lu : {value}", "Écrire un élément par ligne, précédé d’un tiret."),
    "dict_type": ("des champs « nom: valeur » étaient attendus, lu : {value}", "Prendre modèle sur un bloc voisin."),
    "model_type": ("des champs « nom: valeur » étaient attendus, lu : {value}", "Prendre modèle sur un bloc voisin."),
    "model_attributes_type": ("un bloc « type: … » était attendu, lu : {value}", "Prendre modèle sur un bloc voisin."),
    "date_type": ("une date était attendue, lu : {value}", "Écrire 2026-11-23, sans guillemets."),
    "string_too_short": ("texte vide", "Écrire le texte, ou retirer la ligne si le champ est facultatif."),
    "string_too_long": ("texte de plus de {max_length} caractères", "Le raccourcir ou le découper."),
    "too_short": ("liste trop courte, au moins : {min_length}", "En ajouter."),
    "too_long": ("plus de {max_length} éléments", "En retirer, ou les regrouper."),
    "greater_than_equal": ("{value} est trop petit : au moins {ge}", "Corriger le nombre."),
    "less_than_equal": ("{value} est trop grand : au plus {le}", "Corriger le nombre."),
}  # fmt: skip
EMPTY = (
    "rien n’est écrit ici",
    "Écrire la valeur, ou retirer la ligne si elle est facultative.",
)
EXEMPLES = {
    "code": "Écrire la lettre de l’étape et deux chiffres, par exemple C-01.",
    "version": 'Écrire deux nombres entre guillemets, par exemple "1.0".',
    "lettre": "Écrire une seule lettre majuscule.",
    "edition": 'Écrire l’année et un numéro, par exemple "2026.1".',
    "couleur": 'Écrire une couleur comme "#1F5A93".',
    "issued": "Écrire une date comme {date-parts: [[2019]]}.",
    "accessed": "Écrire une date comme {date-parts: [[2026, 11, 23]]}.",
}
OURS = {
    "effectif": "Échanger les deux nombres.",
    "contraste": "Choisir une couleur plus foncée.",
    "tableau": "Garder « rangees » (une liste) ou « vides » (un nombre).",
    "thermometre": "Corriger « de » et « a » de chaque zone.",
    "doublon": "Dire chaque chose une seule fois, ou changer les mots de l’une.",
    "cartes": "Mettre les autres blocs dans un autre support.",
}


def validate(source: Source, model: type[M]) -> M | None:
    """Make the model out of a source's data, or note all that prevents it."""
    if source.data is None:
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        told = {problem.place for problem in source.problems}
        for details in error.errors(include_url=False):
            if not echoes(details, source, told, model):
                note_error(details, source, model)
        return None


def echoes(
    details: ErrorDetails, source: Source, told: set[Place], model: type[BaseModel]
) -> bool:
    """Say whether an error only repeats another: the same place, or a bad item."""
    if details["type"] == "missing":
        return is_misspelt(details, find_model(model, details["loc"][:-1]))
    if details["type"] == "too_short":
        least: int = details["ctx"]["min_length"]
        return len(details["input"]) >= least
    return source.find_place(drop_tags(details, model)) in told


def is_misspelt(details: ErrorDetails, model: type[BaseModel] | None) -> bool:
    """Say whether a missing field stands there under a name that is told anyway."""
    known = list_field_names(model) if model else []
    strangers = [name for name in details["input"] if name not in known]
    meant = [get_close_matches(name.lower(), known, n=1) for name in strangers]
    return [details["loc"][-1]] in meant


def require(source: Source, model: type[M]) -> M:
    """Make the model out of a source alone, or raise `ContentError`."""
    made = validate(source, model)
    if made is None or source.problems:
        raise ContentError(source.problems)
    return made


def note_error(details: ErrorDetails, source: Source, model: type[BaseModel]) -> None:
    """Note one of pydantic's errors in French, at the line of the value or key."""
    kind, loc = details["type"], drop_tags(details, model)
    if kind == "extra_forbidden":
        holder = find_model(model, details["loc"][:-1])
        cause, remede = explain_unknown_field(str(loc[-1]), holder)
        source.note(source.find_place(loc, key=True), cause, remede)
    elif kind.startswith("union_tag"):
        note_type(details, source, loc)
    elif kind == "balisage":
        ctx = details["ctx"]
        source.note(source.find_place(loc), ctx["cause"], ctx["remede"])
    else:
        source.note(source.find_place(loc), *explain_value(details, loc))


def explain_value(details: ErrorDetails, loc: Loc) -> tuple[str, str]:
    """Say what is wrong with one value, or with its absence."""
    kind, last = details["type"], loc[-1] if loc else ""
    if kind in OURS:
        return details["msg"], OURS[kind]
    if kind == "missing" and isinstance(last, int):
        return f"liste trop courte, élément {last + 1} absent", "En ajouter."
    if kind.endswith("_type") and details["input"] is None:
        return EMPTY
    if kind == "literal_error":
        return explain_choice(details)
    if kind == "string_pattern_mismatch":
        cause = f"valeur mal formée : {quote(details['input'])}"
        return cause, EXEMPLES.get(str(last), SLUG_REMEDE)
    cause, remede = MESSAGES.get(kind, ("valeur refusée : {value}", "La corriger."))
    values = {
        **details.get("ctx", {}),
        "field": str(last),
        "value": quote(details["input"]),
    }
    if kind == "model_type":
        remede = EXEMPLES.get(str(last), remede)
    return cause.format(**values), remede


def explain_choice(details: ErrorDetails) -> tuple[str, str]:
    """Say that a word is none of those that a field takes, and which was meant."""
    known = re.findall(r"'([^']+)'", details["ctx"]["expected"])
    return f"mot inconnu : {quote(details['input'])}", suggest(
        str(details["input"]), known
    )


def note_type(details: ErrorDetails, source: Source, loc: Loc) -> None:
    """Note a block whose `type` is absent or unknown."""
    read = details["input"].get("type")
    if read is None:
        cause, remede = MESSAGES["missing"]
        source.note(source.find_place(loc), cause.format(field="type"), remede)
        return
    known = re.findall(r"'([^']+)'", details["ctx"]["expected_tags"])
    cause = f"type inconnu : {quote(read)}"
    remede = suggest(str(read), known) or f"Types possibles : {', '.join(known)}."
    source.note(source.find_place((*loc, "type")), cause, remede)


def explain_unknown_field(field: str, model: type[BaseModel] | None) -> tuple[str, str]:
    """Say that a field is unknown, and which one was perhaps meant."""
    known = list_field_names(model) if model else []
    cause = f"champ inconnu : « {shorten(field)} »"
    return cause, suggest(field, known) or "Retirer ce champ."


def suggest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Suggest the nearest known word, or list the known ones when they are few."""
    near = get_close_matches(word.lower(), known, n=1)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    return f"Valeurs possibles : {', '.join(known)}." if 0 < len(known) <= 12 else ""


def list_field_names(model: type[BaseModel]) -> list[str]:
    """List the fields of a model under the names that YAML uses."""
    return [info.alias or name for name, info in model.model_fields.items()]


def find_model(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Find the model that describes the value at a place, as pydantic tells places."""
    return follow(model, loc)[0]


def drop_tags(details: ErrorDetails, model: type[BaseModel]) -> Loc:
    """Tell the place of an error as YAML has it.

    Inside a union pydantic adds the type of the block, `(…, 2, "lignes", "question")`,
    which is not a level of the file.
    """
    return follow(model, details["loc"])[1]


def follow(
    model: type[BaseModel], loc: Loc
) -> tuple[type[BaseModel] | None, tuple[str | int, ...]]:
    """Follow a place through the models; return the last one, and the place in YAML."""
    found: tuple[type[BaseModel], ...] = (model,)
    place: list[str | int] = []
    for part in loc:
        if isinstance(part, str) and len(found) > 1:
            found = tuple(m for m in found if part in list_tags(m))
            continue
        place.append(part)
        if isinstance(part, str):
            current = found[0] if found else None
            fields = current.model_fields if current else {}
            info = next((i for n, i in fields.items() if (i.alias or n) == part), None)
            found = find_inner_models(info.annotation) if info else ()
    return (found[0] if len(found) == 1 else None), tuple(place)


def find_inner_models(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Find the models inside `tuple[M, ...]`, `M | None`, `M` or a union of models."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(m for arg in get_args(annotation) for m in find_inner_models(arg))


def list_tags(model: type[BaseModel]) -> tuple[str, ...]:
    """List the values of `type` that choose a model in its union."""
    field = model.model_fields.get("type")
    return get_args(field.annotation) if field else ()


def quote(value: object) -> str:
    """Quote a value as an author would recognise it."""
    if isinstance(value, dict):
        return "un bloc de champs"
    if isinstance(value, tuple):
        return "une liste"
    words = {None: "rien", True: "oui ou non (true)", False: "oui ou non (false)"}
    if value is None or isinstance(value, bool):
        return words[value]
    return f"« {shorten(value)} »"
