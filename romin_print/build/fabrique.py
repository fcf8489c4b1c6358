"""Make documents, and the pieces of binders: each is rendered and laid out once, then kept.

It is known by a digest of all that it is made of: what it says, the layouts, the
program. What is kept under that name is its HTML, for Word and the web, and its part
of a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from romin_print.build.atelier import WORKER_DIED, forget_last_page
from romin_print.build.cache import Cache, digest, open_cache
from romin_print.build.equipe import Equipe, open_equipe
from romin_print.build.impression import Progress
from romin_print.build.programme import digest_program
from romin_print.build.projet import Projet
from romin_print.errors import LayoutError, RominError

if TYPE_CHECKING:
    from jinja2 import Environment

    from romin_print.model.document import Document
    from romin_print.model.reliure import Piece
    from romin_print.write.pdf.parts.part import Part, Placed

# Up to here, one process is done before another would be ready.
FEW = 2
# An own layout may give <main> attributes.
MAIN = re.compile(
    r"""<main(?:\s(?:"[^"]*"|'[^']*'|[^"'>])*)?>\n?(.*)</main>""", re.DOTALL
)
TAG = re.compile(r"</?main\b", re.IGNORECASE)


@dataclass(frozen=True)
class Partie:
    """A document, made: its HTML, its part of a PDF, and the key of what is kept of it.

    Of a piece of a binder, the HTML is what <main> holds; of another document, a page.
    """

    document: Document
    key: str
    html: str
    part: Part

    @property
    def piece(self) -> Piece:
        """The piece of a binder that this is."""
        piece = find_piece(self.document)
        assert piece is not None
        return piece


@dataclass
class Fabrique:
    """What making pieces needs; a process that stays alive keeps it from one time to the next.

    `standalone` also makes each part a whole PDF, for the assembler that reads them.
    """

    projet: Projet
    cache: Cache
    equipe: Equipe
    standalone: bool = False
    parties: dict[str, Partie] = field(default_factory=dict)
    names: dict[str, tuple[Document, str, str]] = field(default_factory=dict)
    checked: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def environment(self) -> Environment:
        """The Jinja environment, which a binder whose pieces are all kept does not need."""
        from romin_print.render.environment import make_environment

        return make_environment(self.projet.layouts)

    def make(
        self, documents: Sequence[Document], progress: Progress | None = None
    ) -> list[Partie]:
        """Make each document, or take it from what is kept; raise `RominError` otherwise."""
        program = digest_program(self.projet.layouts)
        keys = [self.name(document, program) for document in documents]
        found = [
            self.recall(key, document)
            for key, document in zip(keys, documents, strict=True)
        ]
        missing = [rank for rank, partie in enumerate(found) if partie is None]
        if len(missing) > FEW:
            self.equipe.call_all()
        waiting = [(rank, *self.submit(documents[rank])) for rank in missing]
        try:
            for done, (rank, html, future) in enumerate(waiting, 1):
                partie = self.keep(keys[rank], documents[rank], html, future.result())
                found[rank] = partie
                if progress:
                    progress(done, len(missing))
        except BrokenExecutor as error:
            raise RominError(WORKER_DIED) from error
        made = [partie for partie in found if partie]
        self.parties = {partie.key: partie for partie in made}
        return made

    def name(self, document: Document, program: str) -> str:
        """Name what is made of a document by all that it depends on."""
        from pydantic_core import to_json

        known = self.names.get(str(document.output))
        # The models are those of last time where nothing has changed: comparing is fast.
        if known and known[1] == program and known[0] == document:
            return known[2]
        told = to_json(document, bytes_mode="base64", fallback=str)
        key = digest("piece", program, str(self.standalone), told)
        self.names[str(document.output)] = (document, program, key)
        return key

    def recall(self, key: str, document: Document) -> Partie | None:
        """Find what was made of a document before, in memory or in the cache."""
        from romin_print.write.pdf.parts.store import load_part

        if key in self.parties:
            return self.parties[key]
        kept = self.cache.get(key)
        if kept is None:
            return None
        length = int.from_bytes(kept[:8], "big")
        html = kept[8 : 8 + length].decode()
        try:
            return Partie(document, key, html, load_part(kept[8 + length :]))
        except ValueError:
            return None

    def submit(self, document: Document) -> tuple[str, Future[bytes]]:
        """Render a document, and have it laid out."""
        from romin_print.build.pages import render_page

        page = render_page(document, self.environment)
        piece = find_piece(document)
        html = cut_fragment(page, piece.genre) if piece else page
        name = piece.ancre if piece else document.output.name
        options = {"fillable": document.a_remplir, "standalone": self.standalone}
        return html, self.equipe.start().submit(lay_out, page, name, **options)

    def keep(self, key: str, document: Document, html: str, data: bytes) -> Partie:
        """Keep what has just been laid out, unless it overflows."""
        from romin_print.write.pdf.parts.store import load_part

        partie = Partie(document, key, html, load_part(data))
        if not partie.part.overflows:
            self.store(partie, data)
        return partie

    def bind(
        self, parties: Sequence[Partie], placed: tuple[Placed, ...]
    ) -> tuple[Placed, ...]:
        """Give parts the numbers of their places; keep those that have moved as they are now."""
        from romin_print.write.pdf.link.draft import bind_parts
        from romin_print.write.pdf.parts.store import dump_part

        bound = bind_parts(placed)
        for partie, each in zip(parties, bound, strict=True):
            if each.part is not partie.part:
                moved = replace(partie, part=each.part)
                self.store(moved, dump_part(each.part))
                self.parties[partie.key] = moved
        return bound

    def store(self, partie: Partie, data: bytes) -> None:
        """Put what was made in the cache."""
        html = partie.html.encode()
        self.cache.put(partie.key, len(html).to_bytes(8, "big") + html + data)


def find_piece(document: Document) -> Piece | None:
    """Find the piece of a binder that a document prints alone, if it is one."""
    return getattr(document, "piece", None)


def cut_fragment(html: str, genre: str) -> str:
    """Cut out of the page of a piece what <main> holds.

    Raise `LayoutError` if there is not one <main> exactly: Word and the web would
    lack something that the PDF has.
    """
    found = MAIN.search(html)
    if found is None or len(TAG.findall(html)) != 2:
        raise LayoutError(
            f"classeur/partie.html : la pièce « {genre} » n’est pas entre un seul <main> et un seul </main>",
            "Les laisser à base.html, autour du bloc « corps » ; ne pas les écrire "
            f"dans classeur/pieces/{genre}.html ni dans ce qu’il inclut.",
        )
    return found[1]


def lay_out(html: str, name: str, *, fillable: bool, standalone: bool) -> bytes:
    """Lay out a document, in a worker: HTML in, the bytes of a part out."""
    from romin_print.write.pdf.parts.maker import make_part
    from romin_print.write.pdf.parts.store import dump_part

    forget_last_page()
    return dump_part(make_part(html, name, fillable=fillable, standalone=standalone))


@contextmanager
def open_fabrique(
    projet: Projet, jobs: int, address: str = "", *, standalone: bool = False
) -> Iterator[Fabrique]:
    """Open what makes pieces: the cache, and a team that starts if there is work."""
    with open_equipe(jobs, address) as equipe:
        fabrique = Fabrique(projet, open_cache(), equipe, standalone)
        yield fabrique
        fabrique.cache.trim()
