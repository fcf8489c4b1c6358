"""Binders as they are made: what is kept is never out of date."""

import os
import random
import shutil
from concurrent.futures import Executor, Future

import pytest

from romin_print.build.cache import Cache
from romin_print.build.classeurs import DemandeClasseur, build_classeurs
from romin_print.build.fabrique import Fabrique
from romin_print.build.programme import list_files
from romin_print.build.projet import Projet

CASES = 30
FORMATS = ("pdf", "docx", "html")


class Here(Executor):
    """Lays out on the spot, and counts what it lays out."""

    def __init__(self):
        self.count = 0

    def start(self):
        return self

    def call_all(self):
        pass

    def submit(self, function, /, *args, **kwargs):
        self.count += 1
        future = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture
def own(root, tmp_path, layouts):
    """The small project, with a folder of layouts of its own."""
    mine = tmp_path / "layouts"
    mine.mkdir()
    return Projet(root / "content", root / "output", (mine, layouts))


def open_fabrique(projet, cache) -> Fabrique:
    return Fabrique(projet, Cache(cache), Here())


def print_binder(fabrique, output, formats=FORMATS):
    """Print every binder into a folder; give its files."""
    fabrique.projet = Projet(fabrique.projet.content, output, fabrique.projet.layouts)
    build_classeurs(
        fabrique.projet, DemandeClasseur(formats=formats), fabrique=fabrique
    )
    return {path.name: path.read_bytes() for path in (output / "classeurs").iterdir()}


# What an author, a service or an accident may do between two builds.


def change_word(projet, chance):
    path = chance.choice(sorted((projet.content / "outils").iterdir()))
    text = path.read_text()
    word = chance.choice(["titre: ", "resume: ", "  - ", "version: "])
    mark = "9" if word == "version: " else "Mot "
    if word == "version: ":
        text = text.replace('version: "', f'version: "{mark}', 1)
    elif word == "  - ":
        text = text.replace("objectifs:\n  - ", f"objectifs:\n  - {mark}", 1)
    else:
        text = text.replace(f"\n{word}", f"\n{word}{mark}", 1)
    path.write_text(text)


def change_colour(projet, chance):
    path = projet.content / "referentiel.yaml"
    dark = "".join(chance.choice("0123") + chance.choice("0123") for _ in range(3))
    text = path.read_text()
    start = text.index('couleur: "#') + len('couleur: "#')
    path.write_text(text[:start] + dark + text[start + 6 :])


def change_source(projet, chance):
    path = projet.content / "bibliographie.yaml"
    text = path.read_text()
    mark = chance.choice("ABC")
    path.write_text(text.replace("Criminal", f"{mark} Criminal", 1))


def change_style(projet, chance):
    base = projet.layouts[-1] / "css" / "base.css"
    mine = projet.layouts[0] / "css" / "base.css"
    mine.parent.mkdir(exist_ok=True)
    size = chance.choice(["9.3pt", "9.4pt", "9.5pt"])
    mine.write_text(base.read_text().replace("9.4pt", size))


def change_binding(projet, chance):
    path = projet.content / "classeurs" / "petit-classeur.yaml"
    text = path.read_text()
    for name in ("recto_verso", "perforation"):
        if chance.random() < 0.5:
            old = f"{name}: {'true' if f'{name}: true' in text else 'false'}"
            text = text.replace(old, f"{name}: {str('false' in old).lower()}")
    pages = chance.choice(["continue", "feuillets"])
    lines = [
        f"pagination: {pages}" if line.startswith("pagination:") else line
        for line in text.splitlines()
    ]
    path.write_text("\n".join(lines) + "\n")


def change_edition(projet, chance):
    path = projet.content / "classeurs" / "petit-classeur.yaml"
    text = path.read_text()
    path.write_text(text.replace('edition: "', f'edition: "{chance.randint(1, 9)}', 1))


def harm_cache(cache, chance):
    """Delete, cut, empty or mix up some of what is kept."""
    for path in sorted(p for p in cache.rglob("*") if p.is_file()):
        match chance.randint(0, 9):
            case 0:
                path.unlink()
            case 1:
                os.truncate(path, path.stat().st_size // 2)
            case 2:
                path.write_bytes(b"")
            case 3:
                path.write_bytes(chance.randbytes(200))


EDITS = (
    change_word, change_word, change_colour, change_source,
    change_style, change_binding, change_edition,
)  # fmt: skip


@pytest.mark.lent
def test_what_is_kept_is_never_out_of_date(own, tmp_path):
    """After any edits, what is built from the cache is what is built from nothing."""
    kept = open_fabrique(own, tmp_path / "cache")
    print_binder(kept, tmp_path / "kept")
    saved = 0
    for number in range(CASES):
        chance = random.Random(number)
        chance.choice(EDITS)(own, chance)
        if chance.random() < 0.2:
            harm_cache(tmp_path / "cache", chance)
        if chance.random() < 0.5:  # another process, which only has the disk
            kept = open_fabrique(own, tmp_path / "cache")
        before = kept.equipe.count
        cached = print_binder(kept, tmp_path / "kept")
        fresh = open_fabrique(own, tmp_path / f"cache-{number}")
        assert cached == print_binder(fresh, tmp_path / f"fresh-{number}"), number
        saved += fresh.equipe.count - (kept.equipe.count - before)
        shutil.rmtree(tmp_path / f"cache-{number}")
    assert saved > CASES


def test_a_binder_that_has_not_changed_lays_out_nothing(own, tmp_path):
    first = open_fabrique(own, tmp_path / "cache")
    made = print_binder(first, tmp_path / "un", ("pdf",))
    again = open_fabrique(own, tmp_path / "cache")
    assert print_binder(again, tmp_path / "deux", ("pdf",)) == made
    assert first.equipe.count > 5
    assert again.equipe.count == 0


def test_one_word_lays_out_one_fiche(own, tmp_path):
    print_binder(open_fabrique(own, tmp_path / "cache"), tmp_path / "un", ("pdf",))
    path = own.content / "outils" / "pas-a-pas.yaml"
    text = path.read_text()
    assert "\n    texte: " in text
    path.write_text(text.replace("\n    texte: ", "\n    texte: Mot ", 1))
    again = open_fabrique(own, tmp_path / "cache")
    print_binder(again, tmp_path / "deux", ("pdf",))
    assert again.equipe.count == 1


def test_the_two_assemblers_print_the_same_pages(own, tmp_path):
    fabrique = open_fabrique(own, tmp_path / "cache")
    fabrique.standalone = True
    for assembleur in ("rapide", "sur"):
        demande = DemandeClasseur(formats=("pdf",), assembleur=assembleur)
        printed = build_classeurs(own, demande, fabrique=fabrique)
        assert printed.pages > 5
        assert [path.exists() for path in printed.files] == [True, True]


def test_layouts_behind_a_link_count_as_the_others(own, tmp_path):
    """A folder that is only linked to can change a page as any other."""
    fabrique = open_fabrique(own, tmp_path / "cache")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (own.layouts[0] / "css").symlink_to(elsewhere)
    first = print_binder(fabrique, tmp_path / "un", ("html",))
    base = (own.layouts[-1] / "css" / "base.css").read_text()
    (elsewhere / "base.css").write_text(base.replace("9.4pt", "9.1pt"))
    again = open_fabrique(own, tmp_path / "cache")
    assert print_binder(again, tmp_path / "deux", ("html",)) != first
    assert again.equipe.count > 5


def test_a_folder_that_links_to_itself_is_read_once(own, tmp_path):
    (own.layouts[0] / "boucle").symlink_to(own.layouts[0])
    files = list_files(own.layouts[0])
    assert files == []
    made = print_binder(open_fabrique(own, tmp_path / "cache"), tmp_path / "un")
    assert len(made) == len(FORMATS) + 1


def change_all(projet):
    """Change a word on each fiche."""
    for path in (projet.content / "outils").iterdir():
        path.write_text(path.read_text().replace("\nresume: ", "\nresume: Mot ", 1))


def test_leaves_that_change_under_the_same_edition_are_told(own, tmp_path):
    path = own.content / "classeurs" / "petit-classeur.yaml"
    path.write_text(path.read_text().replace("continue", "feuillets"))
    fabrique = open_fabrique(own, tmp_path / "cache")
    demande = DemandeClasseur(formats=("html",))
    assert build_classeurs(own, demande, fabrique=fabrique).remarques == ()
    change_all(own)
    (told,) = build_classeurs(own, demande, fabrique=fabrique).remarques
    assert "encore 2026-1" in told
    path.write_text(path.read_text().replace("2026-1", "2026-2"))
    assert build_classeurs(own, demande, fabrique=fabrique).remarques == ()


def test_what_is_in_the_way_of_a_file_leaves_the_edition_whole(own, tmp_path):
    fabrique = open_fabrique(own, tmp_path / "cache")
    demande = DemandeClasseur(formats=("pdf",))
    build_classeurs(own, demande, fabrique=fabrique)
    pdf, manifeste = (
        own.output / "classeurs" / f"petit-classeur.{e}"
        for e in ("pdf", "manifeste.json")
    )
    before = manifeste.read_bytes()
    pdf.unlink()
    pdf.mkdir()
    change_all(own)
    with pytest.raises(IsADirectoryError):
        build_classeurs(own, demande, fabrique=fabrique)
    assert manifeste.read_bytes() == before
