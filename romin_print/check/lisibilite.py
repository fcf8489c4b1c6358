"""How easy to read are the sheets of the persons: the measure of Kandel and Moles.

It is Flesch's formula with figures for French (1958): 207 − 1.015 × words per sentence
− 73.6 × syllables per word; textstat counts. 100 and over is very easy, 60 is a
newspaper, under 30 is for specialists. It measures lengths, and nothing of the sense.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from romin_print.check.mots import list_champs
from romin_print.check.remarques import Remarque
from romin_print.model.facile import is_facile
from romin_print.model.fonds import Fonds
from romin_print.model.support import Support
from romin_print.model.texte import parse_inline

# What is no sentence: a list of labels would make any sheet look easy.
ETIQUETTES = {
    "type", "facile", "titre", "titres", "options", "colonnes", "rangees", "bornes",
    "zones", "maillons", "secteurs", "centre", "cercles", "periodes", "moments",
    "rouge", "orange", "vert", "signataires", "dos",
}  # fmt: skip


@dataclass(frozen=True)
class Lisibilite:
    """The ease of one sheet: as it stands, and in easy words if it has some."""

    code: str
    outil: str
    rang: int
    titre: str
    aisance: float
    facile: float | None


def measure_feuilles(fonds: Fonds) -> tuple[Lisibilite, ...]:
    """Measure every sheet, in the order of codes."""
    return tuple(
        Lisibilite(
            code=f"{outil.code}-{rang}" if len(outil.supports) > 1 else outil.code,
            outil=slug,
            rang=rang,
            titre=support.titre,
            aisance=measure_texts(list_lus(support)),
            facile=measure_texts(list_lus(support, facile=True))
            if is_facile(support)
            else None,
        )
        for slug, outil in fonds.outils.items()
        for rang, support in enumerate(outil.supports, 1)
    )


def list_lus(support: Support, *, facile: bool = False) -> Iterator[str]:
    """List the sentences that the person reads on a sheet: what to do, and questions."""
    yield (support.facile if facile else None) or support.consigne
    for bloc in support.blocs:
        dumped = bloc.model_dump(exclude=ETIQUETTES)
        if facile and bloc.facile:
            dumped[bloc.principal] = bloc.facile
        yield from (text for _, text in list_champs(dumped, ""))


def measure_texts(texts: Iterator[str]) -> float:
    """Measure the ease of texts put one after the other."""
    import textstat  # a fifth of a second, for this measure only

    textstat.set_lang("fr")
    plain = ("".join(t.content for t in parse_inline(text)).strip() for text in texts)
    ended = (
        text if text.endswith((".", "?", "!", "…")) else f"{text}." for text in plain
    )
    return float(textstat.flesch_reading_ease(" ".join(ended).replace("’", "'")))


def compute_mediane(feuilles: tuple[Lisibilite, ...]) -> float:
    """Compute the median ease; 0 without a sheet."""
    return median(feuille.aisance for feuille in feuilles) if feuilles else 0


def check_lisibilite(fonds: Fonds) -> Iterator[Remarque]:
    """Warn of the sheets that are harder to read than the content allows."""
    minimum = fonds.referentiel.seuils.lisibilite_minimum
    for feuille in measure_feuilles(fonds) if minimum else ():
        if feuille.aisance < minimum:
            yield Remarque(
                f"outils/{feuille.outil}.yaml",
                f"supports.{feuille.rang - 1}",
                f"feuille difficile à lire : {feuille.aisance:.0f} sur l’échelle de Kandel et Moles,"
                f" il faut {minimum}",
                "Couper les phrases, choisir des mots plus courts.",
            )
