"""What other engines print of the same binder: their files, and their commands.

WeasyPrint and Chromium are given our own page of the whole binder; Typst lays out
the same content with its own template, `typst/classeur.typ`.
"""

import json
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
Entries = dict[str, dict[str, Any]]

TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]],
              ignore_system_fonts=True, pdf_standards=["ua-1"])
"""

# What the page of the whole binder needs to be printed as it is, without parts to
# link: a new page for each piece, its tab, and numbers that the engine works out.
PAPER = """
.seule { break-before: BREAK; string-set: onglet attr(data-onglet) }
.page { display: inline-block; min-width: 5.4mm; text-align: right }
.page::before { content: target-counter(attr(data-page url), page) }
@page {
  @bottom-right { content: "p. " counter(page) }
  @right-top { content: string(onglet); width: 8.5mm; height: 30mm; text-align: center;
               background: #1f5a93; color: #fff; font-weight: 700; font-size: 13pt }
}
"""
WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""


def make_page(project: Path) -> str:
    """Make one page of the whole binder: our own pieces, all in one document."""
    from romin_print.build.projet import find_projet
    from romin_print.load.fonds import load_fonds
    from romin_print.plan.classeur import make_document, plan_classeur, plan_whole
    from romin_print.render.environment import make_environment
    from romin_print.render.html import render_html
    from romin_print.write.fonts import FONT_NAMES, find_font

    projet = find_projet(project)
    fonds = load_fonds(projet.content)
    classeur = fonds.classeurs["complet"]
    environment = make_environment(projet.layouts)
    corps = []
    for piece in plan_classeur(fonds, classeur):
        html = render_html(make_document(classeur, piece), environment)
        main = html.split("<main>", 1)[1].rsplit("</main>", 1)[0]
        lettre = piece.onglet.lettre if piece.onglet else ""
        corps.append(f'<div class="seule" data-onglet="{lettre}">{main}</div>')
    whole = plan_whole(fonds, classeur, "complet", "".join(corps))
    html = render_html(whole, environment)
    html = re.sub(r'data-page="([^"]+)">000<', r'data-page="#\1"><', html)
    paper = PAPER.replace("BREAK", "right" if classeur.recto_verso else "page")
    html = html.replace("</style>", f"{paper}</style>", 1)
    for name in FONT_NAMES:
        html = html.replace(f"font:{name}", Path(str(find_font(name))).as_uri())
    return html


def make_weasyprint(page: Path) -> list[str]:
    """Give the command that prints the page with WeasyPrint, less the name of the PDF."""
    return [sys.executable, "-c", WEASYPRINT, str(page), "{out}"]


def make_chromium(page: Path, profile: Path) -> list[str]:
    """Give the command that prints the page with Chromium: it knows no target-counter."""
    return [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-background-networking", f"--user-data-dir={profile}",
        "--no-pdf-header-footer", "--export-tagged-pdf", "--print-to-pdf={out}",
        page.as_uri(),
    ]  # fmt: skip


def make_typst(project: Path, folder: Path) -> list[str]:
    """Write the template and its data; give the command, less the name of the PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (HERE / "typst").glob("*.typ"):
        shutil.copy(path, folder)
    data = json.dumps(gather(project / "content"), ensure_ascii=False, default=str)
    (folder / "data.json").write_text(data, encoding="utf-8")
    from romin_print.write.fonts import find_font

    fonts = Path(str(find_font("AtkinsonHyperlegible-Regular.ttf"))).parent
    source = str(folder / "classeur.typ")
    return [sys.executable, "-c", TYPST, source, "{out}", str(fonts)]


def gather(content: Path) -> dict[str, Any]:
    """Gather all that the template shows; slugs are resolved into words."""
    from romin_print.build.projet import find_layouts
    from romin_print.load.fonds import read_bibliographie
    from romin_print.model.referentiel import VOCABULAIRES
    from romin_print.render.bibliographie import render_reference

    words = yaml.load((content / "referentiel.yaml").read_bytes(), yaml.CSafeLoader)
    words = {name: words[name] for name in VOCABULAIRES}
    words |= yaml.load((content / "glossaire.yaml").read_bytes(), yaml.CSafeLoader)
    entries = {n: {e["slug"]: e for e in found} for n, found in words.items()}
    style = find_layouts() / "bibliographie.csl"
    references = {
        reference.id: re.sub("<.*?>", "", str(render_reference(reference, style)))
        for reference in read_bibliographie(content).references
    }
    files = sorted((content / "outils").glob("*.yaml"))
    read = {f.stem: yaml.load(f.read_bytes(), yaml.CSafeLoader) for f in files}
    outils = [resolve(o, read, entries, references) for o in read.values()]
    binder = yaml.safe_load((content / "classeurs" / "complet.yaml").read_bytes())
    etapes = words["etapes"]
    for etape in etapes:
        etape["codes"] = [o["code"] for o in outils if o["code"][0] == etape["lettre"]]
    return {
        **binder,
        **{name: words[name] for name in ("etapes", "statuts", "niveaux_preuve")},
        "besoins": words["besoins"],
        "outils": outils,
        "glossaire": list(words.items()),
        "bibliographie": list_citations(read, references),
        "index": make_index(outils, entries),
    }


def tell_identite(outil: dict[str, Any], entries: dict[str, Entries]) -> dict[str, str]:
    """Tell what the identity card of a tool says, line by line."""

    def tell(name: str) -> str:
        return ", ".join(entries[name][slug]["titre"] for slug in outil[name])

    return {
        "Durée": f"{outil['duree']} min",
        "Modalité": tell("modalites"),
        "Effectif": str(outil["effectif"]["maximum"]),
        "Cadre": tell("cadres"),
        "Public": tell("publics"),
        "Matériel": " ; ".join(outil["materiel"]),
        "Feuille": outil["supports"][0]["titre"],
        "Besoins": tell("besoins"),
        "Stade": tell("stades"),
        "Principes": tell("principes"),
        "Réceptivité": tell("receptivites"),
        "Type": tell("types"),
        "Aussi en": ", ".join(
            entries["etapes"][s]["titre"] for s in outil["etapes"][1:]
        ),
    }


def resolve(
    outil: dict[str, Any],
    read: dict[str, dict[str, Any]],
    entries: dict[str, Entries],
    references: dict[str, str],
) -> dict[str, Any]:
    """Put words in the place of slugs."""
    told = tell_identite(outil, entries)
    suites = [{**s, "code": read[s["outil"]]["code"]} for s in outil["suites"]]
    sources = [{**s, "reference": references[s["reference"]]} for s in outil["sources"]]
    return {
        **outil,
        "etape": list(entries["etapes"]).index(outil["etapes"][0]),
        "identite": list(told.items()),
        "mots_modalites": told["Modalité"],
        "mots_receptivites": told["Réceptivité"],
        "suites": suites,
        "sources": sources,
        "support": {"garde": "Gardée au dossier de suivi.", **outil["supports"][0]},
        "statut": entries["statuts"][outil["verification"]["statut"]],
        "niveau_preuve": entries["niveaux_preuve"][outil["niveau_preuve"]],
    }


def list_citations(
    read: dict[str, dict[str, Any]], references: dict[str, str]
) -> list[tuple[str, list[str]]]:
    """List the references that are cited, each with the tools that cite it."""
    citing = defaultdict(list)
    for outil in read.values():
        for source in outil["sources"]:
            citing[references[source["reference"]]].append(outil["code"])
    return sorted(citing.items())


def make_index(
    outils: list[dict[str, Any]], entries: dict[str, Entries]
) -> dict[str, list[tuple[str, list[str]]]]:
    """Make the three indexes."""
    by_title = sorted(outils, key=lambda o: str(o["titre"]))
    letters = {o["titre"][0]: "" for o in by_title}
    return {
        **{
            f"Index par {word}": [
                (entry["titre"], [o["code"] for o in outils if slug in o[name]])
                for slug, entry in entries[name].items()
            ]
            for word, name in (("besoin", "besoins"), ("modalité", "modalites"))
        },
        "Index alphabétique": [
            (letter, [o["code"] for o in by_title if o["titre"][0] == letter])
            for letter in letters
        ],
    }
