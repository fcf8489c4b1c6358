"""Services: whatever a spreadsheet or a hand writes is read, or told at its place."""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from romin_print.errors import ContentError, SelectionError
from romin_print.load.services import load_services
from romin_print.model.service import Destinataire
from romin_print.plan.services import find_destinataire

SERVICES = Path(__file__).parents[1] / "services"
LOGO = "images/logos/exemple-1.png"
BAD_SPACE = re.compile(r" [:;?!»]|« |(?<!«)\u00a0[;?!]|\u202f[:»]")
TEXT = "Écrire le texte seul, sans mise en forme."
FORMULA = "Écrire le texte seul, sans ce signe."
UTF8 = "L’enregistrer de nouveau au format « CSV UTF-8 »."
NUMBER = "Écrire tous ses chiffres, le premier zéro aussi : 00 00 00 00 01 ou +33 0 00 00 00 01."

Write = Callable[[str | bytes], None]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content/ with the example logos, and no list of services yet."""
    shutil.copytree(SERVICES / "images", tmp_path / "images")
    return tmp_path


@pytest.fixture
def csv(content: Path) -> Write:
    return lambda raw: write(content / "services.csv", raw)


@pytest.fixture
def yaml(content: Path) -> Write:
    return lambda raw: write(content / "services.yaml", raw)


def write(path: Path, raw: str | bytes) -> None:
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)


def tell(content: Path) -> list[str]:
    """Load, and return what is told as « file:line:column cause | remedy », spaces plain."""
    with pytest.raises(ContentError) as caught:
        load_services(content)
    for problem in caught.value.problems:
        assert not BAD_SPACE.search(problem.cause + problem.remede), problem
        assert problem.remede.endswith((".", "?"))
    told = (f"{p.place} {p.cause} | {p.remede}" for p in caught.value.problems)
    return [
        line.replace(f"{content}/", "").replace("\u00a0", " ").replace("\u202f", " ")
        for line in told
    ]


def tell_in_both(content: Path, field: str, value: str) -> tuple[list[str], list[str]]:
    """Tell what is wrong with one value, in a sheet and in YAML, without the places."""
    fields = {"nom": "SPIP Exemple 1", field: value}
    cells = (f'"{cell}"'.replace("\\", "\\") for cell in fields.values())
    write(content / "services.csv", f"{';'.join(fields)}\n{';'.join(cells)}\n")
    sheet = tell(content)
    (content / "services.csv").unlink()
    lines = "\n    ".join(f"{n}: '{v}'" for n, v in fields.items())
    write(content / "services.yaml", f"services:\n  - {lines}\n")
    return [re.sub(r"^\S+ ", "", line) for line in sheet], [
        re.sub(r"^\S+ ", "", line) for line in tell(content)
    ]


# What is read


def test_a_project_without_services_has_none(content):
    assert load_services(content) == ()


def test_the_sheet_and_the_yaml_of_the_same_services_give_the_same(content):
    shutil.copy(SERVICES / "services.csv", content)
    from_sheet = load_services(content)
    (content / "services.csv").unlink()
    shutil.copy(SERVICES / "services.yaml", content)
    assert load_services(content) == from_sheet
    assert [s.slug for s in from_sheet] == [f"spip-exemple-{n}" for n in range(1, 5)]
    assert from_sheet[2].adresse == "3 rue de l’Exemple, 00000 Exempleville"
    assert from_sheet[2].telephone == "00 00 00 00 03"
    assert from_sheet[2].logo is not None


def test_the_order_is_that_of_the_file(content, csv):
    csv("nom\nSPIP Exemple 3\nSPIP Exemple 1\nSPIP Exemple 2\n")
    assert [s.nom[-1] for s in load_services(content)] == ["3", "1", "2"]


ROW = ("Té l’Œuvre", "1 rue d’Été", "+33 0 00 00 00 01")
SHEETS = {
    "semicolons": "nom;adresse;telephone\n{};{};{}\n",
    "commas": "nom,adresse,telephone\n{},{},{}\n",
    "tabs": "nom\tadresse\ttelephone\n{}\t{}\t{}\n",
    "Windows ends of lines": "nom;adresse;telephone\r\n{};{};{}\r\n",
    "old Mac ends of lines": "nom;adresse;telephone\r{};{};{}\r",
    "no last end of line": "nom;adresse;telephone\n{};{};{}",
    "heads as people write them": "NOM ; Adresse;Téléphone\n{} ; {};{}\n",
    "another order": "téléphone;adresse;nom\n{2};{1};{0}\n",
    "quotes": '"nom";"adresse";"telephone"\n"{}";"{}"; "{}" \n',
    "empty rows": "\n;;\nnom;adresse;telephone\n\n;;\n{};{};{}\n;;\n\n",
    "empty rows before commas": "\n,,\nnom,adresse,telephone\n{},{},{}\n",
    "empty columns": "nom;adresse;telephone;;\n{};{};{};;\n",
    "a column left empty": "nom;adresse;telephone;logo\n{};{};{};\n",
    "the line of Excel": "sep=;\nnom;adresse;telephone\n{};{};{}\n",
    "decomposed accents": "nom;adresse;telephone\nTe\u0301 l’Œuvre;1 rue d’E\u0301te\u0301;{2}\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_read_as_spreadsheets_write_it(content, csv, sheet, encoding):
    text = sheet.format(*ROW)
    if encoding == "cp1252" and "\u0301" in text:
        encoding = "utf-8"  # cp1252 has no accent alone
    csv(text.encode(encoding))
    nom, adresse, telephone = ROW
    assert load_services(content) == (
        Destinataire(slug="te-l-oeuvre", nom=nom, adresse=adresse, telephone=telephone),
    )


def test_a_cell_on_several_lines_is_joined_and_a_doubled_quote_is_one(content, csv):
    csv(
        'nom;adresse\r\n"SPIP\r\nExemple ""1""";"1 rue de l’Exemple,\r\n\r\nExempleville"\r\n'
    )
    (service,) = load_services(content)
    assert service.nom == 'SPIP Exemple "1"'
    assert service.adresse == "1 rue de l’Exemple, Exempleville"


def test_a_comma_in_a_sheet_of_semicolons_needs_no_quotes(content, csv):
    csv("nom;adresse\nSPIP, antenne, Exemple;1 rue, ville\n")
    assert load_services(content)[0].nom == "SPIP, antenne, Exemple"


def test_a_cell_longer_than_the_limit_of_the_csv_module_is_only_too_long(content, csv):
    csv(f"nom\nSPIP Exemple 1\n{'x' * 200_000}\n")
    assert tell(content) == [
        "services.csv:3:1 texte de plus de 200 caractères | Le raccourcir ou le découper."
    ]


# What is refused


HEAD = "nom;adresse;telephone;logo\n"
FAULTS = {
    "nothing": ("", ["1:1 le fichier est vide | Écrire « nom;adresse;telephone;logo », puis une ligne par service."]),
    "blanks only": (" \n;;\n", ["1:1 le fichier est vide | Écrire « nom;adresse;telephone;logo », puis une ligne par service."]),
    "no service": (HEAD, ["1:1 liste trop courte, au moins : 1 | En ajouter."]),
    "no heads": ("SPIP Exemple 1;1 rue\n", ["1:1 la première ligne ne nomme pas les colonnes | Y écrire : nom;adresse;telephone;logo."]),
    "an unknown column": ("nom;Adrese\nA;B\n", ["1:5 colonne inconnue : « Adrese » | Vouliez-vous dire « adresse » ?"]),
    "a column of another kind": ("nom;  zzz\nA;B\n", ["1:7 colonne inconnue : « zzz » | Valeurs possibles : nom, adresse, telephone, logo."]),
    "a column twice": ("nom;adresse;Nom\nA;B;C\n", ["1:13 colonne répétée : « nom » | Garder une seule des deux."]),
    "no column of names": ("adresse\n1 rue\n", ["1:1 colonne obligatoire absente : « nom » | L’ajouter à la première ligne."]),
    "a column of names misspelt": ("nome;adresse\nA;B\n", ["1:1 colonne inconnue : « nome » | Vouliez-vous dire « nom » ?"]),
    "a column that hides its name": ("nom;a\u202eb\nA;B\n", ["1:5 caractère que les fiches n’impriment pas : « U+202E » | Le remplacer par un mot ou par un signe courant."]),
    "an empty name": (HEAD + ";1 rue;;\n", ["2:1 rien n’est écrit ici | Écrire la valeur, ou retirer la ligne si elle est facultative."]),
    "a row too short": (HEAD + "A;1 rue\n", ["2:3 ligne trop courte : 2 cases pour 4 colonnes | Mettre entre guillemets le texte qui va à la ligne, et une case vide où il n’y a rien."]),
    "a row too long": ("nom;adresse\nA;B;C\n", ["2:5 case sans colonne | Mettre entre guillemets le texte qui contient le séparateur, ou nommer la colonne."]),
    "a cell under no head": ("nom;;adresse\nA;B;C\n", ["2:3 case sans colonne | Mettre entre guillemets le texte qui contient le séparateur, ou nommer la colonne."]),
    "quotes not closed": ('nom;adresse\nA;"B\nC;D\n', ['2:3 guillemets non refermés | Les refermer, ou doubler ceux qui sont dans le texte.']),
    "text after quotes": ('nom;adresse\n"A" bis;B\n', ["2:5 texte après les guillemets fermants | Doubler les guillemets qui sont dans le texte."]),
    "a null": ("nom;adresse\nA;B\x00\n", ["2:4 caractère de contrôle invisible : U+0000 | Effacer ce qui se trouve à cet endroit, et le récrire."]),
    "a form feed": ("nom\n\x0cA\n", ["2:1 caractère de contrôle invisible : U+000C | Effacer ce qui se trouve à cet endroit, et le récrire."]),
    "UTF-16": ("nom\nA\n".encode("utf-16"), [f"1:1 fichier en UTF-16 | {UTF8}"]),
    "a Mac's accents": ("nom\nÉlan;x\nété\n".encode("mac-roman"), [f"2:1 caractère d’un encodage inconnu | {UTF8}"]),
    "MS-DOS's accents": ("nom\nSPIP été\n".encode("cp850"), [f"2:6 caractère d’un encodage inconnu | {UTF8}"]),
    "a spoilt UTF-8": ("nom\nété ".encode() + b"\xe9\n", ["2:5 caractère qui n’est pas de l’UTF-8 | Enregistrer le fichier avec l’encodage UTF-8."]),
    "a spoilt UTF-8 with its mark": (b"\xef\xbb\xbfnom\nab\xe9\n", ["2:3 caractère qui n’est pas de l’UTF-8 | Enregistrer le fichier avec l’encodage UTF-8."]),
    "too many bytes": ("nom\n" + "A\n" * 140_000, ["1:1 fichier de plus de 256 Ko | Le découper."]),
    "too many services": ("nom\n" + "".join(f"S{n}\n" for n in range(501)), ["1:1 plus de 500 éléments | En retirer, ou les regrouper."]),
    "the same name twice": ("nom\nA\nB\nA\n", ["4:1 « A » est déjà à la ligne 2 | Changer l’un des deux noms, ou retirer une ligne."]),
    "names of the same files": ("nom\nSPIP d’Exemple\nspip d exemple\n", ["3:1 « spip d exemple » et « SPIP d’Exemple » (ligne 2) donneraient les mêmes fichiers, « spip-d-exemple » | Changer l’un des deux noms, ou retirer une ligne."]),
    "all at once": (
        HEAD + '=1;"1 rue\n2 rue";12345678;x.png\nA;<b>;;' + LOGO + "x\nA;;;\nB\n",
        [
            f"2:1 « = » au début ferait de ce texte une formule de tableur | {FORMULA}",
            f"3:8 numéro de téléphone mal formé | {NUMBER}",
            "3:17 image introuvable : « x.png » | Donner une image PNG ou JPEG de content/, par exemple images/plan.png.",
            f"4:3 « < » serait imprimé tel quel | {TEXT}",
            f"4:8 image introuvable : « {LOGO}x » | Donner une image PNG ou JPEG de content/, par exemple images/plan.png.",
            "5:1 « A » est déjà à la ligne 4 | Changer l’un des deux noms, ou retirer une ligne.",
            "6:1 ligne trop courte : 1 case pour 4 colonnes | Mettre entre guillemets le texte qui va à la ligne, et une case vide où il n’y a rien.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_sheet_is_told_at_its_cell(content, csv, raw, told):
    csv(raw)
    assert tell(content) == [f"services.csv:{line}" for line in told]


BOUNDED = {
    "controls": "nom\n" + "A\x00\n" * 1000,
    "columns": "nom;" * 1000,
    "rows too short": "nom;adresse\n" + "A\n" * 1000,
}


@pytest.mark.parametrize("raw", BOUNDED.values(), ids=BOUNDED)
def test_a_file_that_is_no_list_is_not_told_a_thousand_times(content, csv, raw):
    csv(raw)
    assert 1 < len(tell(content)) <= 501


YAML_FAULTS = {
    "no service": ("services: []\n", ["1:11 liste trop courte, au moins : 1 | En ajouter."]),
    "nothing": ("# vide\n", ["1:1 le fichier est vide | Reprendre celui d’un autre projet."]),
    "an empty name": ("services:\n  - nom:\n", ["2:9 rien n’est écrit ici | Écrire la valeur, ou retirer la ligne si elle est facultative."]),
    "an unknown field": ("services:\n  - nom: A\n    Adresse: B\n", ["3:5 champ inconnu : « Adresse » | Vouliez-vous dire « adresse » ?"]),
    "a number without quotes": ("services:\n  - nom: A\n    telephone: 3919\n", ["3:16 un texte était attendu, lu : « 3919 » | Entourer la valeur de guillemets doubles : \"1.0\", \"Dire : bonjour\"."]),
    "a formula": ('services:\n  - nom: "=A"\n', [f"2:10 « = » au début ferait de ce texte une formule de tableur | {FORMULA}"]),
    "the same name twice": ("services:\n  - nom: A\n  - nom: A\n", ["3:10 « A » est déjà à la ligne 2 | Changer l’un des deux noms, ou retirer une ligne."]),
    "names of the same files": ("services:\n  - {nom: Été, adresse: B}\n  - nom: ete\n", ["3:10 « ete » et « Été » (ligne 2) donneraient les mêmes fichiers, « ete » | Changer l’un des deux noms, ou retirer une ligne."]),
    "two services on one line": ("services: [{nom: A}, {nom: A}]\n", ["1:28 « A » est déjà à la ligne 1 | Changer l’un des deux noms, ou retirer une ligne."]),
    "a logo of nowhere": ("services:\n  - nom: A\n    logo: x.png\n", ["3:11 image introuvable : « x.png » | Donner une image PNG ou JPEG de content/, par exemple images/plan.png."]),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "told"), YAML_FAULTS.values(), ids=YAML_FAULTS)
def test_a_fault_of_the_yaml_is_told_at_its_value(content, yaml, raw, told):
    yaml(raw)
    assert tell(content) == [f"services.yaml:{line}" for line in told]


def make_formula(sign: str) -> str:
    return f"« {sign} » au début ferait de ce texte une formule de tableur | {FORMULA}"


def make_foreign(char: str) -> str:
    return f"caractère que les fiches n’impriment pas : « {char} » | Le remplacer par un mot ou par un signe courant."


VALUES = {
    "a formula in a name": ("nom", "=HYPERLINK(1)", make_formula("=")),
    "a formula after a space": ("nom", " =1+1", make_formula("=")),
    "an at sign": ("nom", "@SUM(1)", make_formula("@")),
    "a plus": ("nom", "+1", make_formula("+")),
    "a minus": ("adresse", "-2+3", make_formula("-")),
    "a tab first": ("nom", "\tSPIP", make_formula("U+0009")),
    "a formula in a telephone": ("telephone", "=1+1", make_formula("=")),
    "a minus in a telephone": ("telephone", "-1", make_formula("-")),
    "a command in a telephone": ("telephone", "+33|cmd", f"numéro de téléphone mal formé | {NUMBER}"),
    "a formula in a logo": ("logo", "=a.png", make_formula("=")),
    "a tag": ("nom", "SPIP <b>x</b>", f"« < » serait imprimé tel quel | {TEXT}"),
    "a script": ("nom", "<script>alert(1)</script>", f"« < » serait imprimé tel quel | {TEXT}"),
    "a strong word": ("nom", "**SPIP**", "ce champ ne prend ni mot fort ni lien | Écrire le texte seul."),
    "a word in italics": ("nom", "*SPIP*", f"« * » serait imprimé tel quel | {TEXT}"),
    "a link": ("nom", "[x](https://e.fr)", "ce champ ne prend ni mot fort ni lien | Écrire le texte seul."),
    "an entity": ("nom", "A &amp; B", f"« &amp; » serait imprimé tel quel | {TEXT}"),
    "a number for a character": ("nom", "A &#60; B", f"« &#60; » serait imprimé tel quel | {TEXT}"),
    "code": ("nom", "`x`", f"« ` » serait imprimé tel quel | {TEXT}"),
    "a hole of a mailing": ("nom", "SPIP {{ ville }}", f"« {{{{ » serait imprimé tel quel | {TEXT}"),
    "a tag in an address": ("adresse", "1 <br> 2", f"« < » serait imprimé tel quel | {TEXT}"),
    "a bidi override": ("nom", "SPIP \u202eelpmexE", make_foreign("U+202E")),
    "a bidi isolate": ("adresse", "\u2066rue", make_foreign("U+2066")),
    "a space that nobody sees": ("nom", "SPIP\u200bx", make_foreign("U+200B")),
    "a line end of Unicode": ("nom", "SPIP\u2028x", make_foreign("U+2028")),
    "a full-width formula": ("nom", "＝1", make_foreign("＝")),
    "a smile": ("nom", "SPIP 😀", make_foreign("😀")),
    "no letter": ("nom", "« … »", "ce nom n’a ni lettre ni chiffre | Écrire le nom du service."),
    "a long name": ("nom", "x" * 61, "nom de plus de 60 caractères | Le raccourcir."),
    "a lost zero": ("telephone", "123456789", f"numéro de téléphone mal formé | {NUMBER}"),
    "a number that Excel rounded": ("telephone", "1,23E+09", f"numéro de téléphone mal formé | {NUMBER}"),
    "a word for a number": ("telephone", "au 01", f"numéro de téléphone mal formé | {NUMBER}"),
    "other digits": ("telephone", "٠١٢٣٤", f"numéro de téléphone mal formé | {NUMBER}"),
    "a path of Windows": ("logo", r"images\\logos\\x.png", "« \\ » dans un chemin | Séparer les dossiers par « / »."),
    "a path that climbs": ("logo", "../../etc/hosts", None),
    "a machine's file": ("logo", "/etc/passwd", None),
    "an address of the web": ("logo", "https://e.fr/x.png", None),
}  # fmt: skip
OUTSIDE = re.compile(
    r"image introuvable : .*|l’image « .* » est hors de content/ \| .*"
)


@pytest.mark.parametrize(("field", "value", "told"), VALUES.values(), ids=VALUES)
def test_a_value_is_refused_alike_in_a_sheet_and_in_yaml(content, field, value, told):
    if value.startswith("\t"):  # YAML does not let a quoted text begin so
        write(content / "services.csv", f'nom\n"{value}"\n')
        assert tell(content) == [f"services.csv:2:1 {told}"]
        return
    sheet, yaml = tell_in_both(content, field, value)
    assert sheet == yaml
    assert len(sheet) == 1
    assert OUTSIDE.fullmatch(sheet[0]) if told is None else sheet == [told]


def test_a_cell_that_begins_with_a_carriage_return_is_refused(content, yaml):
    yaml('services:\n  - nom: "\\r=1"\n  - nom: "\\tA"\n')
    assert [line.split(" au ")[0] for line in tell(content)] == [
        "services.yaml:2:10 « U+000D »",
        "services.yaml:3:10 « U+0009 »",
    ]


HARMLESS = [
    "Insertion & Probation",
    "SPIP (antenne)",
    "SPIP – Exemple",
    "SPIP_1 #2",
    "L'Île-d’Œ 100 %",
    "x" * 60,
]


@pytest.mark.parametrize("nom", HARMLESS)
def test_a_name_with_the_signs_of_names_is_printed_as_it_stands(content, csv, nom):
    csv(f"nom\n{nom}\n")
    assert load_services(content)[0].nom == nom


NUMBERS = [
    "00 00 00 00 01",
    "+33 0 00 00 00 01",
    "00.00.00.00.01",
    "0000000001",
    "39 19",
]


@pytest.mark.parametrize("numero", NUMBERS)
def test_a_telephone_is_kept_as_it_is_written(content, csv, numero):
    csv(f"nom;telephone\nA;{numero}\n")
    assert load_services(content)[0].telephone == numero


def test_two_lists_are_refused_even_when_they_say_the_same(content):
    shutil.copy(SERVICES / "services.csv", content)
    shutil.copy(SERVICES / "services.yaml", content)
    assert tell(content) == [
        "services.csv:1:1 « services.yaml » et « services.csv » sont là tous les deux"
        " | Garder un seul des deux."
    ]


@pytest.mark.parametrize("name", ["services.yml", "Services.csv", "SERVICES.YAML"])
def test_a_list_under_a_name_that_is_not_read_is_told(content, name):
    (content / name).write_text("nom\nA\n")
    assert tell(content) == [
        f"{name}:1:1 nom de fichier que le programme ne lit pas : « {name} »"
        " | Le renommer « services.yaml » ou « services.csv »."
    ]


def test_a_spreadsheet_alone_is_told_and_beside_its_csv_it_is_not(content, csv):
    (content / "services.xlsx").write_bytes(b"PK")
    assert tell(content) == [
        "services.xlsx:1:1 le programme ne lit pas les fichiers de tableur"
        " | L’enregistrer aussi comme « services.csv »."
    ]
    csv("nom\nA\n")
    assert len(load_services(content)) == 1


@pytest.mark.parametrize("name", ["services.csv", "services.yaml"])
def test_a_list_that_leads_out_of_content_is_not_read(content, tmp_path_factory, name):
    outside = tmp_path_factory.mktemp("dehors") / name
    outside.write_text("nom\nA\n")
    (content / name).symlink_to(outside)
    assert tell(content) == [
        f"{name}:1:1 ce lien sort de content/ | Copier le fichier ici."
    ]


@pytest.mark.parametrize("name", ["services.csv", "services.yaml"])
def test_a_folder_in_place_of_the_list_is_told(content, name):
    (content / name).mkdir()
    assert tell(content) == [
        f"{name}:1:1 ce n’est pas un fichier | Mettre ici un fichier de texte de ce nom."
    ]


# Logos


def make_picture(
    media: str = "png", size: tuple[int, int] = (90, 60), mode: str = "RGB"
) -> bytes:
    buffer = BytesIO()
    noise = Image.effect_noise(size, 90)
    if mode != "L":
        turned = noise.transpose(Image.Transpose.ROTATE_180)
        noise = Image.merge("RGB", (noise, turned, turned.point(lambda v: 255 - v)))
    noise.convert(mode).save(buffer, media)
    return buffer.getvalue()


def load_logo(content: Path, raw: bytes) -> Image.Image:
    """Load one service whose logo is these bytes; return the picture that is printed."""
    write(content / "services.csv", "nom;logo\nSPIP Exemple 1;logo.png\n")
    write(content / "logo.png", raw)
    (service,) = load_services(content)
    assert service.logo is not None
    assert len(service.logo.contenu) <= 100 * 1024
    picture = Image.open(BytesIO(service.logo.contenu))
    assert f"image/{str(picture.format).lower()}" == service.logo.media
    assert picture.width <= 640
    assert picture.height <= 240
    return picture


def chunk(kind: bytes, data: bytes) -> bytes:
    check = crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


PNG, JPEG = make_picture(), make_picture("jpeg")
SCRIPT = b"<script>alert(document.domain)</script>"
PAGE = b"<!doctype html><html>" + SCRIPT + b"</html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
UNREADABLE = "ce n’est pas une image lisible : « logo.png » | Donner une image PNG ou JPEG de content/, par exemple images/plan.png."
HOSTILE = {
    "a page": (PAGE, UNREADABLE),
    "a drawing with a script": (SVG, UNREADABLE),
    "a page before a picture": (PAGE + PNG, UNREADABLE),
    "a GIF": (make_picture("gif"), UNREADABLE),
    "half a picture": (PNG[:900], UNREADABLE),
    "nothing": (b"", UNREADABLE),
    "a bomb": (make_picture(size=(5000, 5000), mode="L"), "image de plus de 20 millions de points | La réduire."),
    "a line": (make_picture(size=(90, 1)), "logo trop petit : 90 × 1 points | En donner un de 16 points de côté au moins, mieux de 240."),
    "a ribbon": (make_picture(size=(500, 40)), "logo trop allongé : 500 × 40 points | Ne pas dépasser 12 fois l’autre côté."),
    "a mast": (make_picture(size=(40, 500)), "logo trop allongé : 40 × 500 points | Ne pas dépasser 12 fois l’autre côté."),
    "other colours": (make_picture("jpeg", mode="CMYK"), "couleurs que Word ou le PDF n’ont pas (CMYK) | Enregistrer l’image en RVB ou en niveaux de gris."),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "told"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_logo_is_told_at_its_cell(content, csv, raw, told):
    csv("nom;logo\nSPIP Exemple 1;logo.png\nSPIP Exemple 2;logo.png\n")
    write(content / "logo.png", raw)
    if len(raw) > 2 * 1024**2:
        told = "image de plus de 2 Mo | La réduire."
    assert tell(content) == [
        f"services.csv:2:16 {told}",
        f"services.csv:3:16 {told}",
    ]


def test_a_white_logo_is_refused_for_nobody_would_see_it(content, csv):
    buffer = BytesIO()
    Image.new("RGBA", (300, 100), (255, 255, 255, 120)).save(buffer, "png")
    csv("nom;logo\nSPIP Exemple 1;logo.png\n")
    write(content / "logo.png", buffer.getvalue())
    assert tell(content) == [
        "services.csv:2:16 logo blanc, qui ne se verrait pas sur le papier"
        " | Donner sa version en couleurs ou en noir."
    ]


POLYGLOTS = {
    "a page after a PNG": PNG + PAGE,
    "a page after a JPEG": JPEG + PAGE,
    "a page inside a PNG": PNG[:33] + chunk(b"tEXt", b"Comment\x00" + PAGE) + PNG[33:],
    "a page in a chunk of its own": PNG[:33] + chunk(b"xxXx", PAGE) + PNG[33:],
    "a page inside a JPEG": JPEG[:2]
    + b"\xff\xfe"
    + (len(PAGE) + 2).to_bytes(2, "big")
    + PAGE
    + JPEG[2:],
}


@pytest.mark.parametrize("raw", POLYGLOTS.values(), ids=POLYGLOTS)
def test_only_the_pixels_of_a_logo_go_out(content, raw):
    load_logo(content, raw)
    made = load_services(content)[0].logo
    assert made is not None
    assert SCRIPT in raw
    assert b"script" not in made.contenu


def test_a_logo_keeps_no_word_of_who_made_it(content):
    notes, buffer = PngImagePlugin.PngInfo(), BytesIO()
    notes.add_text("Author", "Jeanne Exemple")
    Image.open(BytesIO(PNG)).save(buffer, "png", pnginfo=notes, dpi=(300, 300))
    picture = load_logo(content, buffer.getvalue())
    assert {*picture.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("size", "bounded"),
    [((90, 60), (90, 60)), ((1600, 400), (640, 160)), ((600, 600), (240, 240))],
)
def test_a_logo_is_bounded_and_never_enlarged(content, size, bounded):
    assert load_logo(content, make_picture("jpeg", size)).size == bounded


def test_a_logo_heavy_in_every_way_is_made_light(content):
    picture = load_logo(content, make_picture("jpeg", (640, 240)))
    assert picture.format == "JPEG"


def test_flat_colours_stay_exact(content):
    raw = (content / LOGO).read_bytes()
    picture = load_logo(content, raw)
    assert picture.format == "PNG"
    assert picture.tobytes() == Image.open(BytesIO(raw)).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_grey_logo_stays_grey(content, mode):
    buffer = BytesIO()
    Image.linear_gradient("L").resize((200, 100)).convert(mode).save(buffer, "png")
    assert load_logo(content, buffer.getvalue()).mode == "L"


def test_a_logo_in_colours_keeps_them_and_its_ground_becomes_white(content):
    picture = load_logo(content, (content / "images/logos/exemple-3.png").read_bytes())
    assert picture.mode == "RGB"
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.getpixel((18, 120)) == (160, 44, 44)


class Store(dict[str, bytes]):
    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def test_a_memory_changes_nothing_and_spares_the_drawing(content, monkeypatch):
    shutil.copy(SERVICES / "services.csv", content)
    memory = Store()
    assert load_services(content, memory) == load_services(content)
    monkeypatch.setattr("romin_print.load.logos.normalise", None)
    assert load_services(content, memory)[0].logo is not None


def test_a_memory_that_holds_no_picture_is_not_believed(content):
    shutil.copy(SERVICES / "services.csv", content)
    memory = Store()
    load_services(content, memory)
    for key in memory:
        memory[key] = b"image/png\n" + PAGE
    assert load_services(content, memory) == load_services(content)


# Anything


def attempt(content: Path, name: str, raw: bytes) -> None:
    write(content / name, raw)
    try:
        load_services(content)
    except ContentError as error:
        check_told(error)
    finally:
        (content / name).unlink()


def check_told(error: ContentError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.cause.strip()
        assert problem.remede.strip()
        assert "\n" not in str(problem)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("services")


SHEET_TEXT = st.text(
    st.one_of(st.sampled_from(';,\t"\r\n =+-@nomé\x00\u202e\u0301'), st.characters()),
    max_size=60,
)
ANYTHING = st.one_of(
    st.binary(max_size=120),
    SHEET_TEXT.map(lambda text: text.encode("utf-8", "replace")),
    SHEET_TEXT.map(lambda t: f"nom;adresse;logo\n{t}".encode("utf-8", "replace")),
    SHEET_TEXT.map(lambda t: f"services:\n  - nom: {t}".encode("utf-8", "replace")),
    SHEET_TEXT.map(lambda t: f"nom;téléphone\nA;{t}".encode("cp1252", "replace")),
)


@pytest.mark.parametrize("name", ["services.csv", "services.yaml"])
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(raw=ANYTHING)
def test_any_bytes_at_all_are_read_or_told(place, name, raw):
    attempt(place, name, raw)


# To find one


def make_services(*noms: str) -> tuple[Destinataire, ...]:
    from romin_print.model.noms import make_slug

    return tuple(Destinataire(slug=make_slug(nom), nom=nom) for nom in noms)


KNOWN = make_services("SPIP de l’Été", "SPIP Exemple 1", "SPIP Exemple 2, Cœurville")


@pytest.mark.parametrize(
    "nom", ["spip-de-l-ete", "SPIP de l’Été", "spip DE L'ETE", " SPIP-de-l’été. "]
)
def test_a_service_answers_to_its_name_and_to_its_slug(nom):
    assert find_destinataire(KNOWN, nom) is KNOWN[0]


@pytest.mark.parametrize(
    ("nom", "told"),
    [
        ("SPIP Exmple 1", " Vouliez-vous dire « SPIP Exemple 1 » ?"),
        ("cœurville", " Vouliez-vous dire « SPIP Exemple 2, Cœurville » ?"),
        ("exemple", " Vouliez-vous dire « SPIP Exemple 1 » ou « SPIP Exemple 2, Cœurville » ?"),
        ("zzz", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_unknown_service_is_told_with_the_nearest_and_the_known(nom, told):
    with pytest.raises(SelectionError) as caught:
        find_destinataire(KNOWN, nom)
    plain = caught.value.message.replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == (
        f"aucun service ne s’appelle « {nom} ».{told}"
        " Services : SPIP de l’Été, SPIP Exemple 1, SPIP Exemple 2, Cœurville."
    )


def test_of_many_services_the_first_are_named_and_the_others_counted():
    many = make_services(*(f"SPIP Exemple {n}" for n in range(1, 104)))
    with pytest.raises(SelectionError, match=r"Exemple 12… et 91 de plus\.$"):
        find_destinataire(many, "zzz")


def test_without_services_it_is_said_where_to_write_them():
    with pytest.raises(SelectionError, match=r"content/services\.csv"):
        find_destinataire((), "SPIP Exemple 1")


# The blank, and the data of the tests


def test_the_blank_list_says_what_is_missing_and_is_read_once_filled(content, layouts):
    from string import Template

    blank = (layouts / "modeles" / "services.yaml").read_text(encoding="utf-8")
    write(content / "services.yaml", Template(blank).substitute())
    assert [line.split(" | ")[0] for line in tell(content)] == [
        f"services.yaml:{blank[: blank.index('nom:')].count(chr(10)) + 1}:9 rien n’est écrit ici"
    ]
    filled = re.sub(
        r"# (?=(adresse|telephone|logo):)", "", Template(blank).substitute()
    )
    filled = filled.replace("nom:", "nom: SPIP Exemple 1", 1)
    filled = filled.replace("images/logos/spip.png", LOGO)
    write(content / "services.yaml", filled)
    (service,) = load_services(content)
    assert None not in (service.adresse, service.telephone, service.logo)


def test_the_logos_of_the_tests_are_those_that_their_script_draws():
    import runpy

    drawings = runpy.run_path(str(SERVICES / "draw_logos.py"))["DRAWINGS"]
    assert {path.name for path in (SERVICES / "images/logos").iterdir()} == {*drawings}
    for name, draw in drawings.items():
        drawn = draw()
        with Image.open(SERVICES / "images/logos" / name) as kept:
            assert kept.size == drawn.size
            assert kept.format == "JPEG" or kept.tobytes() == drawn.tobytes()
