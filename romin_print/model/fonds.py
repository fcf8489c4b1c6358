"""All the content, with look-up."""

from pydantic import ConfigDict, Field

from romin_print.model.base import Ligne, Modele, Slug
from romin_print.model.classeur import Classeur
from romin_print.model.guide import ChapitreGuide
from romin_print.model.kit import Kit
from romin_print.model.outil import Outil
from romin_print.model.reference import Bibliographie, Reference
from romin_print.model.referentiel import Entree, Referentiel
from romin_print.model.seance import Seance


class Fichier(Modele):
    """The bytes of a picture, and their media type (`image/png` or `image/jpeg`)."""

    model_config = ConfigDict(ser_json_bytes="base64")

    contenu: bytes
    media: Ligne


class Fonds(Modele):
    """The content of a project.

    `outils` is keyed by slug, in the order of codes; `images` by the path that the
    tools give, relative to content/; `seances`, `classeurs` and `kits` by slug, in the order of
    names. `glossaire` and `guide` may be empty: a project need not have them.
    """

    referentiel: Referentiel
    bibliographie: Bibliographie
    outils: dict[Slug, Outil]
    images: dict[Ligne, Fichier]
    seances: dict[Slug, Seance] = Field(default_factory=dict)
    classeurs: dict[Slug, Classeur] = Field(default_factory=dict)
    kits: dict[Slug, Kit] = Field(default_factory=dict)
    glossaire: tuple[Entree, ...] = ()
    guide: tuple[ChapitreGuide, ...] = ()

    def list_en_service(self) -> list[Outil]:
        """List the tools that are in use, in the order of codes: a withdrawn one is not."""
        return [o for o in self.outils.values() if not o.verification.successeur]

    def find_reference(self, key: str) -> Reference:
        """Find one reference; the loader has checked that it exists."""
        return next(ref for ref in self.bibliographie.references if ref.id == key)
