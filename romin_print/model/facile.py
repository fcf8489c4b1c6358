"""Whether a sheet has an easier version."""

from romin_print.model.support import Support


def is_facile(support: Support) -> bool:
    """Say whether the author gave simple words for some text of a sheet."""
    return bool(support.facile) or any(bloc.facile for bloc in support.blocs)
