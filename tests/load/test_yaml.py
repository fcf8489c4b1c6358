"""A file that YAML cannot read, or that asks for too much."""

from time import perf_counter

import pytest

from romin_print.load.fonds import load_fonds

PAS = "outils/pas-a-pas.yaml"
QUOTES = (
    "Mettre le texte entre guillemets doubles s’il contient « : » ou « # », "
    "ou s’il commence par un signe."
)
INDENT = (
    "Aligner les champs d’un même bloc, deux espaces par niveau ; "
    "vérifier aussi les guillemets, ici et à la ligne du dessus."
)
COLON = "ligne sans « : » | Écrire « champ: valeur »."
TAB = "tabulation en début de ligne | La remplacer par deux espaces."
TAG = "mot précédé de « ! » pris pour une étiquette"
ALIASES = "contenu démesuré une fois les alias développés | Retirer les alias (« * »)."
CONTROL = "Effacer ce qui se trouve à cet endroit, et le récrire."
IMPOSSIBLE = "« \\ » suivi d’un caractère impossible | Taper le caractère lui-même."

EDITS = {
    "a colon in an unquoted text": (
        "titre: Pas à pas", "titre: Dire : bonjour",
        f"4:13 « : » inattendu à cet endroit | {QUOTES}",
    ),
    "no space after the colon": ("titre: Pas à pas", "titre:Pas à pas", f"4:1 {COLON}"),
    "no colon": ("posture: [Valoriser.]", "posture", f"27:1 {COLON}"),
    "an indent too many": (
        "posture: [", "  posture: [",
        f"27:3 retrait ou guillemet inattendu | {INDENT}",
    ),
    "an indent too few": (
        "    duree: 5", "   duree: 5",
        f"24:4 retrait ou guillemet inattendu dans une liste | {INDENT}",
    ),
    "words after a closing quote": (
        "titre: Pas à pas", 'titre: "Pas" à pas',
        f"4:14 retrait ou guillemet inattendu | {INDENT}",
    ),
    "a list not closed": (
        "[Valoriser.]", "[Valoriser.",
        "27:10 liste « [ » non refermée | Ajouter « ] ».",
    ),
    "a block not closed": (
        "maximum: 1}", "maximum: 1",
        "16:11 bloc « { » non refermé | Ajouter « } ».",
    ),
    "a quote not closed": (
        "date: 2026-11-23", 'date: "2026-11-23',
        "36:9 guillemets non refermés | Refermer les guillemets.",
    ),
    "an unknown escape": (
        "titre: Pas à pas", 'titre: "Pas \\q"',
        "4:13 « \\ » suivi d’un caractère inconnu | Doubler la barre : « \\\\ ».",
    ),
    "half a character": (
        "titre: Pas à pas", 'titre: "Pas \\ud800"', f"4:15 {IMPOSSIBLE}",
    ),
    "an escape that is no number": (
        "titre: Pas à pas", 'titre: "Pas \\xzz"', f"4:15 {IMPOSSIBLE}",
    ),
    "a text that starts with a percent": (
        "posture: [Valoriser.]", "posture:\n  - %a",
        f"28:5 caractère qui ne peut pas commencer une valeur | {QUOTES}",
    ),
    "a text that starts with a comma": (
        "posture: [Valoriser.]", "posture:\n  - ,a",
        f"28:5 valeur absente ou caractère de trop | {QUOTES}",
    ),
    "a text in italics at the start": (
        "posture: [Valoriser.]", "posture:\n  - *Valoriser* bien",
        f"28:15 mot précédé de « * » ou de « & » pris pour un alias | {QUOTES}",
    ),
    "an alias of nothing": (
        "posture: [Valoriser.]", "posture:\n  - *rien",
        f"28:5 mot précédé de « * » pris pour un alias | {QUOTES}",
    ),
    "a text after a bar": (
        "titre: Pas à pas", "titre: | Pas",
        "4:10 texte inattendu après « | » ou « > » | Mettre le texte à la ligne suivante.",
    ),
    "a dash after a colon": (
        "posture: [Valoriser.]", "posture: - Valoriser.",
        "27:10 tiret inattendu à cet endroit | Mettre le tiret au début de la ligne suivante.",
    ),
    "a second document": (
        "posture:", "---\nposture:",
        "27:1 « --- » commence un second document | Retirer cette ligne.",
    ),
    "a tab": ("    duree: 5", "\tduree: 5", f"24:1 {TAB}"),
    "a tab after spaces": ("    duree: 5", "  \tduree: 5", f"24:3 {TAB}"),
    "a tag of Python": (
        "titre: Pas à pas", "titre: !!python/object:os.system a",
        f"4:8 {TAG} : « !!python/object:os.system » | {QUOTES}",
    ),
    "a tag of nobody": (
        "titre: Pas à pas", "titre: !important", f"4:8 {TAG} : « !important » | {QUOTES}",
    ),
    "a tag on a block": (
        "effectif: {", "effectif: !foo {", f"16:11 {TAG} : « !foo » | {QUOTES}",
    ),
    "a tag that YAML knows": (
        "titre: Pas à pas", "titre: !!binary aGVsbG8=", f"4:8 {TAG} : « !!binary » | {QUOTES}",
    ),
    "a repeated field": (
        'version: "1.0"', 'titre: b\nversion: "1.0"',
        "6:1 champ répété : « titre » | Garder un seul des deux.",
    ),
    "a field that is a list": (
        "posture:", "? [a]\n: b\nposture:",
        "27:3 un nom de champ était attendu ici | Écrire « champ: valeur ».",
    ),
    "an invisible character": (
        "titre: Pas à pas", "titre: Pas \x07",
        f"4:12 caractère de contrôle invisible : U+0007 | {CONTROL}",
    ),
    "a null": (
        "titre: Pas à pas", "titre: Pas \0",
        f"4:12 caractère de contrôle invisible : U+0000 | {CONTROL}",
    ),
}  # fmt: skip


def make_bomb() -> str:
    """Nine lists of nine aliases each: a few hundred bytes that stand for 9⁹ words."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines)


FILES = {
    "nothing": (b"", "le fichier est vide | Copier un outil existant."),
    "a comment": (b"# rien\n", "le fichier est vide | Copier un outil existant."),
    "a null": (b"~\n", "le fichier est vide | Copier un outil existant."),
    "an anchor of nothing": (b"&-", "le fichier est vide | Copier un outil existant."),
    "a list": (
        b"- a\n",
        "des champs « nom: valeur » étaient attendus, lu : une liste | Prendre modèle sur un bloc voisin.",
    ),
    "a word": (
        b"bonjour\n",
        "des champs « nom: valeur » étaient attendus, lu : « bonjour » | Prendre modèle sur un bloc voisin.",
    ),
    "too many bytes": (b"#" * 300_000, "fichier de plus de 256 Ko | Le découper."),
    "deep lists": (b"[" * 100_000, "plus de 16 niveaux imbriqués | Simplifier le fichier."),
    "deep blocks": (b"{a: " * 50_000, "plus de 16 niveaux imbriqués | Simplifier le fichier."),
    "an alias bomb": (make_bomb().encode(), ALIASES),
    "a list in itself": (b"a: &a [*a]\n", ALIASES),
    "a block in itself": (b"a: &a\n  b: *a\n", ALIASES),
    "UTF-16": (
        "code: C-01".encode("utf-16"),
        "caractère qui n’est pas de l’UTF-8 | Enregistrer le fichier avec l’encodage UTF-8.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), EDITS.values(), ids=EDITS)
def test_a_slip_of_the_pen_is_told_at_the_line_to_mend(change, tell, old, new, told):
    change(PAS, old, new)
    assert tell() == [f"{PAS}:{told}"]


@pytest.mark.parametrize(("raw", "told"), FILES.values(), ids=FILES)
def test_a_file_without_a_tool_in_it_is_told_in_one_line(content, tell, raw, told):
    (content / PAS).write_bytes(raw)
    assert tell() == [f"{PAS}:1:1 {told}"]


@pytest.mark.parametrize(
    ("name", "remede"),
    [
        ("classeurs/petit-classeur.yaml", "Copier un classeur existant."),
        ("seances/premier-rendez-vous.yaml", "Copier une séance existante."),
        ("referentiel.yaml", "Reprendre celui d’un autre projet."),
    ],
)
def test_an_empty_file_is_to_be_begun_as_another_of_its_kind(
    content, tell, name, remede
):
    (content / name).write_bytes(b"")
    assert f"{name}:1:1 le fichier est vide | {remede}" in tell()


def test_a_letter_that_is_not_utf_8_is_told_with_its_line_and_column(content, tell):
    text = (content / PAS).read_text(encoding="utf-8")
    (content / PAS).write_bytes(text.encode("latin-1"))
    assert tell() == [
        f"{PAS}:4:12 caractère qui n’est pas de l’UTF-8 | "
        "Enregistrer le fichier avec l’encodage UTF-8."
    ]


def test_a_column_counts_letters_and_not_bytes(content, tell):
    raw = (
        (content / PAS)
        .read_bytes()
        .replace(b"Pas \xc3\xa0 pas", b"\xc3\xa0\xc3\xa9 \xff")
    )
    (content / PAS).write_bytes(raw)
    assert tell()[0].startswith(f"{PAS}:4:11 ")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.rstrip(b"\n"),
        lambda raw: b"---\n" + raw + b"...\n",
    ],
    ids=["a byte order mark", "Windows line ends", "no last line end", "YAML marks"],
)
def test_what_other_editors_leave_in_a_file_changes_nothing(content, rewrite):
    before = load_fonds(content)
    (content / PAS).write_bytes(rewrite((content / PAS).read_bytes()))
    assert load_fonds(content) == before


def test_a_byte_order_mark_does_not_shift_the_first_line(content, tell):
    (content / PAS).write_bytes("\ufefftitre: [a".encode())
    assert tell() == [f"{PAS}:1:8 liste « [ » non refermée | Ajouter « ] »."]


def test_an_alias_bomb_is_stopped_before_it_costs_anything(content, tell):
    (content / PAS).write_text(make_bomb())
    start = perf_counter()
    tell()
    assert perf_counter() - start < 3


def test_an_alias_within_bounds_is_read(content, change):
    change(PAS, "preparation: [Relire le plan.]", "preparation: &p [Relire le plan.]")
    change(PAS, "posture: [Valoriser.]", "posture: *p")
    assert load_fonds(content).outils["pas-a-pas"].posture == ("Relire le plan.",)


def test_the_parser_in_pure_python_says_the_same(monkeypatch, change, tell):
    """Some machines have no libyaml; their messages must be ours all the same."""
    import yaml

    change(PAS, "titre: Pas à pas", "titre: Dire : bonjour")
    monkeypatch.setattr("romin_print.load.node.Loader", yaml.SafeLoader)
    assert tell() == [f"{PAS}:4:13 « : » inattendu à cet endroit | {QUOTES}"]
