"""Plan the two pages of proof of a kit: its accessibility, and the state of its tools.

What was found is only sorted and counted here: a page never says more than the report
does. The state of conformity is not computed from it: without an audit by a person,
the law leaves one state only, which the layout writes.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from romin_print.model.fonds import Fonds
from romin_print.model.manifeste import OutilImprime
from romin_print.model.rapport import (
    PREMIERE,
    Changement,
    Comparaison,
    Critere,
    DocumentAccessibilite,
    DocumentOutils,
    Echec,
    EditionPrecedente,
    FichierControle,
    Genre,
    Instrument,
    Lacune,
    Ligne,
    LigneOutil,
    Question,
    Rapport,
    Tableau,
    Verdict,
)
from romin_print.model.referentiel import Entree
from romin_print.plan.fiches import NOIR, digest_outil, make_renvoi

ACCESSIBILITE, OUTILS = PurePath("accessibilite"), PurePath("outils")
NOMS = {
    Genre.PDF: ("PDF", "PDF"),
    Genre.WORD: ("document Word", "documents Word"),
    Genre.WEB: ("page web", "pages web"),
    Genre.PAPIER: ("fichier pour l’imprimante", "fichiers pour l’imprimante"),
    Genre.AUTRE: ("autre fichier", "autres fichiers"),
}
TECHNOLOGIES = {
    Genre.WEB: ("HTML", "CSS"),
    Genre.PDF: ("PDF",),
    Genre.PAPIER: ("PDF",),
    Genre.WORD: ("Office Open XML (Word)",),
}


def plan_accessibilite_page(
    rapport: Rapport,
    kit: str,
    edition: str,
    jour: datetime.date,
    *,
    tamponne: bool = False,
    hors_liste: Sequence[str] = (),
) -> DocumentAccessibilite:
    """Plan the accessibility page; `tamponne` if the files were stamped since.

    `hors_liste` names the files of the kit that are written after the report.
    """
    tableaux = tuple(make_tableaux(rapport))
    judged = list(list_judged(rapport))
    files = {fichier for fichier, _ in judged}
    genres = Counter(fichier.genre for fichier in files)
    return DocumentAccessibilite(
        **describe_page(
            ACCESSIBILITE, f"Accessibilité – {kit}, édition {edition}", jour
        ),
        description="Ce qui a été contrôlé dans ce kit, ce qui ne l’a pas été, et un projet de déclaration d’accessibilité.",
        mots_cles=("accessibilité", "déclaration d’accessibilité"),
        kit=kit,
        edition=edition,
        tamponne=tamponne,
        controles=len(files),
        juges=tuple(tell_nombre(g, genres[g]) for g in Genre if genres[g]),
        utiles=len({critere for _, critere in judged}),
        tableaux=tuple(t for t in tableaux if t.criteres),
        a_part=tuple(t for t in tableaux if not t.criteres),
        echecs=tuple(list_echecs(tableaux)),
        lacunes=tuple(list_lacunes(tableaux)),
        questions=tuple(list_questions(rapport)),
        criteres=tuple(keep_asked(rapport)),
        humains=rapport.humains,
        instruments=tuple(list_instruments(rapport)),
        technologies=tuple(dict.fromkeys(list_technologies(rapport))),
        hors_liste=tuple(hors_liste),
    )


def describe_page(output: PurePath, titre: str, jour: datetime.date) -> dict[str, Any]:
    """Describe a page of proof, as every document is."""
    return {
        "layout": f"kit/{output}",
        "titre": titre,
        "date": jour,
        "couleur": NOIR,
        "noir_et_blanc": False,
        "output": output,
    }


def make_tableaux(rapport: Rapport) -> Iterator[Tableau]:
    """Make a table for each genre of file, in the order of genres."""
    lignes = [Ligne(f"fichier-{n}", f) for n, f in enumerate(rapport.fichiers, 1)]
    for genre in Genre:
        own = tuple(ligne for ligne in lignes if ligne.fichier.genre is genre)
        criteres = tuple(c for c in rapport.criteres if genre in c.genres)
        if own:
            yield Tableau(genre, tell_nombre(genre, len(own)), criteres, own)


def tell_nombre(genre: Genre, count: int) -> str:
    """Say how many files of a genre there are: « 1 page web »; the number holds to its noun."""
    return f"{count}\N{NO-BREAK SPACE}{NOMS[genre][count > 1]}"


def list_echecs(tableaux: Iterable[Tableau]) -> Iterator[Echec]:
    """List the checks that were not passed, file by file."""
    for tableau in tableaux:
        criteres = {critere.slug: critere for critere in tableau.criteres}
        for ligne in tableau.lignes:
            for resultat in ligne.fichier.resultats:
                if resultat.verdict is Verdict.ECHOUE:
                    yield Echec(ligne, criteres[resultat.critere], resultat.constats)


def list_lacunes(tableaux: Iterable[Tableau]) -> Iterator[Lacune]:
    """List the checks that were not made, by criterion and by reason."""
    lacking: dict[tuple[Critere, str], list[Ligne]] = {}
    for tableau in tableaux:
        criteres = {critere.slug: critere for critere in tableau.criteres}
        for ligne in tableau.lignes:
            for resultat in ligne.fichier.resultats:
                if resultat.verdict is Verdict.NON_CONTROLE:
                    why = " ; ".join(c.texte for c in resultat.constats)
                    key = criteres[resultat.critere], why
                    lacking.setdefault(key, []).append(ligne)
    for (critere, why), lignes in lacking.items():
        yield Lacune(critere, why, tuple(lignes))


def list_questions(rapport: Rapport) -> Iterator[Question]:
    """List what programs have left to a person, and on how many files."""
    asked = {
        (constat.texte, fichier.nom)
        for fichier in rapport.fichiers
        for resultat in fichier.resultats
        if resultat.verdict is Verdict.PASSE
        for constat in resultat.constats
    }
    counted = Counter(texte for texte, _ in asked)
    yield from (Question(texte, count) for texte, count in sorted(counted.items()))


def keep_asked(rapport: Rapport) -> Iterator[Critere]:
    """Keep the criteria that some file is asked."""
    genres = {fichier.genre for fichier in rapport.fichiers}
    yield from (c for c in rapport.criteres if genres & {*c.genres})


def list_judged(rapport: Rapport) -> Iterator[tuple[FichierControle, str]]:
    """List what was truly judged, as files and slugs of criteria."""
    for fichier in rapport.fichiers:
        for resultat in fichier.resultats:
            if resultat.verdict in (Verdict.PASSE, Verdict.ECHOUE):
                yield fichier, resultat.critere


def list_instruments(rapport: Rapport) -> Iterator[Instrument]:
    """List the programs that have judged some file, once each."""
    judged = {critere for _, critere in list_judged(rapport)}
    used = (i for c in rapport.criteres if c.slug in judged for i in c.instruments)
    yield from dict.fromkeys(used)


def list_technologies(rapport: Rapport) -> Iterator[str]:
    """List what the files are made with."""
    for genre in Genre:
        own = [f for f in rapport.fichiers if f.genre is genre]
        yield from TECHNOLOGIES.get(genre, ()) if own else ()
        if any(fichier.scripts for fichier in own):
            yield "JavaScript"


def plan_outils_page(
    fonds: Fonds,
    slugs: Sequence[str],
    kit: str,
    edition: str,
    jour: datetime.date,
    *,
    precedente: EditionPrecedente | None = None,
    au: datetime.date | None = None,
) -> DocumentOutils:
    """Plan the list of the tools of a kit, whose content was settled at `jour`.

    A term is past if it is before `au`, which is that day unless it is given.
    `precedente` may be `PREMIERE`; None if nobody has said which edition came before.
    """
    au = au or jour
    lignes = tuple(make_ligne(fonds, slug, au) for slug in slugs)
    counted = Counter(ligne.statut.slug for ligne in lignes)
    return DocumentOutils(
        **describe_page(OUTILS, f"Les outils – {kit}, édition {edition}", jour),
        description="Les outils de ce kit : leur version, qui les a relus, jusqu’à quand, et ce qui a changé.",
        mots_cles=("outils", "vérification", "changements"),
        kit=kit,
        edition=edition,
        lignes=lignes,
        statuts=tuple(
            (statut, counted[statut.slug])
            for statut in fonds.referentiel.statuts
            if counted[statut.slug]
        ),
        depassees=sum(ligne.depassee for ligne in lignes),
        au=au,
        premiere=precedente == PREMIERE,
        comparaison=compare(precedente, lignes)
        if precedente and precedente != PREMIERE
        else None,
    )


def make_ligne(fonds: Fonds, slug: str, jour: datetime.date) -> LigneOutil:
    """Make the line of a tool."""
    outil = fonds.outils[slug]
    told = outil.verification
    statut: Entree = fonds.referentiel.find_entree("statuts", told.statut)
    return LigneOutil(
        code=outil.code,
        titre=outil.titre,
        version=outil.version,
        empreinte=digest_outil(fonds, slug),
        statut=statut,
        par=told.par or "",
        date=told.date,
        echeance=told.echeance,
        depassee=told.echeance is not None and told.echeance < jour,
        successeur=make_renvoi(fonds, told.successeur, frozenset())
        if told.successeur
        else None,
    )


def compare(precedente: EditionPrecedente, lignes: Sequence[LigneOutil]) -> Comparaison:
    """Compare tools with those of the edition before: a code is what stays the same."""
    before = {outil.code: outil for outil in precedente.outils}
    now = {ligne.code for ligne in lignes}
    return Comparaison(
        depuis=precedente.edition,
        nouveaux=tuple(
            Changement(ligne.code, ligne.titre, f"version {ligne.version}")
            for ligne in lignes
            if ligne.code not in before
        ),
        modifies=tuple(
            Changement(ligne.code, ligne.titre, told)
            for ligne in lignes
            if ligne.code in before and (told := tell_change(before[ligne.code], ligne))
        ),
        retires=tuple(
            Changement(outil.code, outil.titre, f"version {outil.version}")
            for outil in precedente.outils
            if outil.code not in now
        ),
    )


def tell_change(before: OutilImprime, ligne: LigneOutil) -> str:
    """Tell what has changed of a tool; nothing if it is the same."""
    if before.version != ligne.version:
        return f"version {before.version}, devenue {ligne.version}"
    if before.empreinte.upper() != ligne.empreinte.upper():
        return f"version {ligne.version}, dont le contenu a changé"
    return ""
