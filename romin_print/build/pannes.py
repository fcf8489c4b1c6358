"""Say in French what the system refuses: its own words are English and bare."""

import errno

from romin_print.errors import RominError

REMEDES = {
    errno.ENOSPC: ("le disque est plein", "Faire de la place, puis relancer."),
    errno.EDQUOT: (
        "le quota du disque est atteint",
        "Faire de la place, puis relancer.",
    ),
    errno.EROFS: (
        "ce disque est en lecture seule",
        "Choisir un autre dossier (--sortie).",
    ),
    errno.EACCES: ("accès refusé", "Voir les droits du fichier et de son dossier."),
    errno.EPERM: ("accès refusé", "Voir les droits du fichier et de son dossier."),
    errno.ENOTDIR: (
        "un fichier est à la place d’un dossier",
        "Le déplacer, puis relancer.",
    ),
    errno.EEXIST: (
        "un fichier est à la place d’un dossier",
        "Le déplacer, puis relancer.",
    ),
    errno.EISDIR: (
        "un dossier est à la place d’un fichier",
        "Le déplacer, puis relancer.",
    ),
    errno.ENOTEMPTY: (
        "un dossier est à la place d’un fichier",
        "Le déplacer, puis relancer.",
    ),
    errno.ENOENT: (
        "fichier ou dossier introuvable",
        "Vérifier le chemin, puis relancer.",
    ),
    errno.EMFILE: ("trop de fichiers ouverts", "Relancer avec --jobs 1."),
    errno.ENOMEM: ("mémoire insuffisante", "Relancer avec --jobs 1."),
    errno.ENAMETOOLONG: (
        "ce chemin est trop long",
        "Choisir un dossier plus proche (--sortie).",
    ),
}


def explain_os_error(error: OSError) -> RominError | None:
    """Turn a refusal of the system into our error; None if we have no words for it."""
    known = REMEDES.get(error.errno or 0)
    if known is None:
        return None
    cause, remede = known
    # A move names two files: the one that is in the way is the second.
    place = error.filename2 or error.filename
    return RominError(f"{place} : {cause}. {remede}" if place else f"{cause}. {remede}")
