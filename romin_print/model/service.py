"""A service that receives kits: what is printed of it on covers and at the foot of pages.

Others fill this in, most often in a spreadsheet. So it is narrower than the rest of
the content: no formula, no mark-up even where it would be harmless, because a name
is stamped as it stands on every page of a kit, and read again in its manifest.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from romin_print.model.base import Ligne, Modele, Slug, refuse
from romin_print.model.fonds import Fichier
from romin_print.model.noms import make_slug

# Longer, and it would not hold at the foot of a page beside what stands there.
MAX_NOM = 60
MAX_SERVICES = 500
# What a spreadsheet takes for a formula when the list is opened again.
FORMULE = re.compile(r"[\t\r]|\s*[=@+-]")
MARKUP = re.compile(r"[<>*`]|&#?\w+;|~~|\]\(|\{\{|\{%")
# All the digits of a number, or a short one (39 19). A number of nine digits that
# begins with none of these has lost its zero in a spreadsheet.
TELEPHONE = (
    r"(?:(?:\+[1-9]|0)(?:[ .\u00a0\u202f-]?[0-9]){1,19}"
    r"|[1-9](?:[ .\u00a0\u202f-]?[0-9]){1,5})"
)


def check_formule(value: object) -> object:
    """Return what was read, or refuse what a spreadsheet would run."""
    found = FORMULE.match(value) if isinstance(value, str) else None
    if found is None:
        return value
    sign = found[0].strip() or f"U+{ord(found[0][0]):04X}"
    cause = f"« {sign} » au début ferait de ce texte une formule de tableur"
    refuse("", (cause, "Écrire le texte seul, sans ce signe."))
    return value


def check_sans_balise(text: str) -> str:
    """Return a text, or refuse what looks like mark-up, which would be printed as such."""
    if found := MARKUP.search(text):
        cause = f"« {found[0]} » serait imprimé tel quel"
        return refuse(text, (cause, "Écrire le texte seul, sans mise en forme."))
    return text


def check_nom(nom: str) -> str:
    """Return a name, or refuse one that no page or no file could take."""
    if len(nom) > MAX_NOM:
        refuse(nom, (f"nom de plus de {MAX_NOM} caractères", "Le raccourcir."))
    if make_slug(nom):
        return nom
    cause = "ce nom n’a ni lettre ni chiffre"
    return refuse(nom, (cause, "Écrire le nom du service."))


def check_telephone(numero: str) -> str:
    """Return a telephone number, or refuse what nobody could dial."""
    if re.fullmatch(TELEPHONE, numero):
        return numero
    check_formule(numero.removeprefix("+"))
    remede = "Écrire tous ses chiffres, le premier zéro aussi : 00 00 00 00 01 ou +33 0 00 00 00 01."
    return refuse(numero, ("numéro de téléphone mal formé", remede))


def check_chemin(chemin: str) -> str:
    """Return a path, or refuse one that only one system would follow."""
    fault = ("« \\ » dans un chemin", "Séparer les dossiers par « / ».")
    return refuse(chemin, fault if "\\" in chemin else None)


def join_words(value: object) -> object:
    """Join the lines of a cell into one."""
    return re.sub(r"[ \t\n]+", " ", value) if isinstance(value, str) else value


def join_lines(value: object) -> object:
    """Join the lines of an address, as they are read aloud: with commas."""
    if not isinstance(value, str):
        return value
    lines = (line.strip(" \t,") for line in value.split("\n"))
    return join_words(", ".join(line for line in lines if line))


# Validators « before » run from the last to the first, the others from the first.
Libelle = Annotated[
    Ligne,
    BeforeValidator(join_words),
    BeforeValidator(check_formule),
    AfterValidator(check_sans_balise),
]
Nom = Annotated[
    Libelle,
    AfterValidator(check_nom),
    Field(json_schema_extra={"maxLength": MAX_NOM}),
]
Adresse = Annotated[
    Ligne,
    BeforeValidator(join_lines),
    BeforeValidator(check_formule),
    AfterValidator(check_sans_balise),
]
Telephone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(check_telephone),
    Field(json_schema_extra={"pattern": f"^{TELEPHONE}$"}),
]
Chemin = Annotated[Ligne, BeforeValidator(check_formule), AfterValidator(check_chemin)]


class Service(Modele):
    """One service, as `content/services.yaml` or `content/services.csv` tells it.

    `logo` is the path of a picture of content/, PNG or JPEG.
    """

    nom: Nom = Field(description="Le nom du service, tel qu’il s’imprime.")
    adresse: Adresse | None = Field(
        default=None, description="Son adresse, en une ligne."
    )
    telephone: Telephone | None = Field(
        default=None, description='Son numéro, entre guillemets : "00 00 00 00 01".'
    )
    logo: Chemin | None = Field(
        default=None,
        description="Chemin depuis content/, par exemple images/logos/spip.png.",
    )


class Services(Modele):
    """All the services that kits are made for."""

    services: Annotated[
        tuple[Service, ...], Field(min_length=1, max_length=MAX_SERVICES)
    ]


class Destinataire(Modele):
    """A service ready to be printed: its slug, for names of files, and its logo read."""

    slug: Slug
    nom: Ligne
    adresse: Ligne | None = None
    telephone: str | None = None
    logo: Fichier | None = None
