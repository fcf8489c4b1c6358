"""The house's fonts, and where their files are.

The CSS names a font file as `url("font:NAME.ttf")`: a name of this closed table,
never a path. So the same HTML can be printed on any machine, no system font
creeps in, and no path of the machine is left in what we publish.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

from romin_print.errors import LayoutError

SCHEME = "font:"

_PACKAGES = {
    "AtkinsonHyperlegible-Regular.ttf": "fontpkg_atkinson_hyperlegible",
    "AtkinsonHyperlegible-Bold.ttf": "fontpkg_atkinson_hyperlegible",
    "AtkinsonHyperlegible-Italic.ttf": "fontpkg_atkinson_hyperlegible",
    "AtkinsonHyperlegible-BoldItalic.ttf": "fontpkg_atkinson_hyperlegible",
    "SourceSans3[wght].ttf": "fontpkg_source_sans_3",
    "SourceSans3-Italic[wght].ttf": "fontpkg_source_sans_3",
}

FONT_NAMES = frozenset(_PACKAGES)


def read_font(name: str) -> bytes:
    """Give the content of the font file `name`, or say which names there are."""
    return find_font(name).read_bytes()


def find_font(name: str) -> Traversable:
    """Find the font file `name` in its package, or say which names there are."""
    if name not in _PACKAGES:
        raise LayoutError(
            f"la police « {SCHEME}{name} » n’existe pas",
            f"Les polices connues sont : {', '.join(sorted(_PACKAGES))}.",
        )
    return files(_PACKAGES[name]).joinpath("files", name)


def read_licences() -> dict[str, bytes]:
    """Give the licence of each family of fonts, by the name of its package."""
    return {
        package.removeprefix("fontpkg_").replace("_", "-"): files(package)
        .joinpath("LICENSE")
        .read_bytes()
        for package in sorted(set(_PACKAGES.values()))
    }
