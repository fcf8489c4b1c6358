"""What is asked of the files of a kit, and what only a person can say of them.

The words are in French since they are printed as they are; each names what it looks
at, and not more: a program that passes proves only the rules that it holds.
"""

from collections.abc import Mapping

from romin_print.model.rapport import Critere, CritereHumain, Genre, Instrument

_PDF, _WORD, _WEB = (Genre.PDF,), (Genre.WORD,), (Genre.WEB,)

# Slug: heading, what is asked, reference, genres, instruments.
_CRITERES = {
    "pdf-ua": (
        "PDF/UA-1",
        "Le fichier suit les règles de PDF/UA-1 qu’un programme peut vérifier.",
        "PDF/UA-1 (ISO 14289-1) ; sert au critère 13.3 du RGAA 4.1",
        _PDF,
        ("verapdf",),
    ),
    "pdf-balises": (
        "Balises",
        "Les balises, les pages, les liens, les champs et le plan s’accordent entre eux.",
        "ISO 32000-1, 14.7 et 14.8 ; sert au critère 13.3 du RGAA 4.1",
        _PDF,
        ("romin-print",),
    ),
    "pdf-champs": (
        "Champs",
        "Chaque champ à remplir a un nom lu à voix haute, une balise, 5 mm au moins, et sa place dans l’ordre de la touche Tab.",
        "PDF/UA-1 (ISO 14289-1), 7.18 ; sert au critère 13.3 du RGAA 4.1",
        _PDF,
        ("romin-print",),
    ),
    "word-schema": (
        "Format",
        "Le fichier suit le schéma d’Office Open XML.",
        "ISO/IEC 29500 (Office Open XML)",
        _WORD,
        ("openxml-audit",),
    ),
    "word-acces": (
        "Structure",
        "Titre et langue du document, niveaux de titres, vraies listes, en-têtes et titres de tableaux, textes de remplacement, noms des champs et des liens sont là.",
        "Critère 13.3 du RGAA 4.1, pour ce qu’un programme peut vérifier",
        _WORD,
        ("romin-print",),
    ),
    "web-axe": (
        "Règles d’axe",
        "La page, telle qu’elle s’ouvre, large de 1 280 puis de 320 pixels, n’enfreint aucune règle d’axe.",
        "WCAG 2.2, niveaux A et AA, pour les règles qu’axe sait vérifier",
        _WEB,
        ("axe", "chromium"),
    ),
    "web-320": (
        "320 pixels",
        "À 320 pixels de large, la page ne demande pas de défilement horizontal.",
        "Critère 10.11 du RGAA 4.1 ; WCAG 2.2, 1.4.10",
        _WEB,
        ("playwright", "chromium"),
    ),
    "mots": (
        "Mêmes mots",
        "Le fichier dit les mêmes mots, dans le même ordre, que la page dont il est fait.",
        "Sert au critère 13.4 du RGAA 4.1",
        (*_PDF, *_WORD, *_WEB),
        ("romin-print",),
    ),
    "pdf-blocs": (
        "Blocs entiers",
        "Aucun titre, paragraphe, élément de liste, tableau ni image n’est perdu ou coupé en deux par un saut de page.",
        "Sert au critère 13.4 du RGAA 4.1",
        _PDF,
        ("romin-print",),
    ),
}

HUMAINS = (
    CritereHumain(
        "Audit du RGAA",
        "Les 106 critères du RGAA, sur un échantillon de pages, par une personne formée.",
        "RGAA 4.1, tous les critères",
    ),
    CritereHumain(
        "Ordre de lecture",
        "L’ordre dans lequel les contenus sont lus a du sens.",
        "RGAA 4.1, 10.3 ; PDF/UA-1, 7.1",
    ),
    CritereHumain(
        "Textes de remplacement",
        "Ce qui remplace un dessin ou une image dit bien ce qu’il montre.",
        "RGAA 4.1, 1.3 et 1.7",
    ),
    CritereHumain(
        "Titres, liens et noms des champs",
        "Ils disent bien ce qu’ils annoncent.",
        "RGAA 4.1, 6.1, 9.1 et 11.2",
    ),
    CritereHumain(
        "Lecteurs d’écran",
        "Les fichiers se lisent et se remplissent avec NVDA, JAWS et VoiceOver, dans un navigateur, dans Word et dans un lecteur de PDF.",
        "RGAA 4.1, environnement de test",
    ),
    CritereHumain(
        "Clavier",
        "Tout se fait au clavier, sur le poste d’un service : on voit où l’on est, et l’on n’est bloqué nulle part.",
        "RGAA 4.1, 10.7, 12.8 et 12.9",
    ),
    CritereHumain(
        "Agrandissement, contrastes et couleurs",
        "Tout reste lisible à 200 %, avec d’autres espacements, en mode sombre et en couleurs imposées.",
        "RGAA 4.1, 3.1, 3.2, 10.4 et 10.12",
    ),
    CritereHumain(
        "Contrôle du PDF par PAC",
        "Le logiciel PAC, et la personne qui s’en sert, ne trouvent rien.",
        "PDF/UA-1, protocole Matterhorn",
    ),
    CritereHumain(
        "Vérificateur de Word",
        "Le vérificateur d’accessibilité de Microsoft Word ne trouve rien.",
        "RGAA 4.1, 13.3",
    ),
    CritereHumain(
        "Mots clairs",
        "Des personnes qui lisent avec difficulté comprennent les feuilles et savent les remplir.",
        "Hors du RGAA ; règles européennes du facile à lire et à comprendre",
    ),
)


def make_criteres(instruments: Mapping[str, Instrument]) -> tuple[Critere, ...]:
    """Make the criteria, with the instruments of this machine."""
    return tuple(
        Critere(
            slug,
            court,
            demande,
            reference,
            genres,
            tuple(instruments[name] for name in by),
        )
        for slug, (court, demande, reference, genres, by) in _CRITERES.items()
    )
