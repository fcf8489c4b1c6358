"""Read the files of a content/ folder one by one, with the help of a memory."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from romin_print.errors import Place, Problem
from romin_print.load.images import is_inside
from romin_print.load.memoire import MARK, Memory, Retenue, make_key, recall, retain
from romin_print.load.source import Source, read_bytes

M = TypeVar("M", bound=BaseModel)


@dataclass
class Reading:
    """What has been read so far: one model and its source for each file.

    `digests` tells the set of files apart from any other; `anew` are the files that
    no memory had, with their models and their bytes.
    """

    content: Path
    memory: Memory | None = None
    problems: list[Problem] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    anew: list[tuple[Source, BaseModel | None, bytes]] = field(default_factory=list)
    inside: dict[Path, bool] = field(default_factory=dict)

    def read(self, name: str, model: type[M]) -> tuple[M | None, Source]:
        """Read one file of content/ into a model."""
        path = self.content / name
        source = Source(path)
        raw = None if self.leads_out(path) else read_bytes(path, source)
        self.digests += [name.encode(), sha256(raw or b"").digest()]
        made: M | None = None
        if raw is not None:
            known = recall(self.memory, model, raw) if self.memory else None
            if known:
                made, source = known[0], Retenue(path, raw, known[1])
            else:
                made = read_anew(source, raw, model)
                self.anew.append((source, made, raw))
        self.sources.append(source)
        return made, source

    def leads_out(self, path: Path) -> bool:
        """Note a file that is a link out of content/, and say whether it is one."""
        inside = self.stays_inside(path)
        if not inside:
            note(self, path, "ce lien sort de content/", "Copier le fichier ici.")
        return not inside

    def stays_inside(self, path: Path) -> bool:
        """Say whether a path stays in content/; links are followed only where some are."""
        folder = path.parent
        if folder not in self.inside:
            self.inside[folder] = is_inside(folder, self.content)
        try:
            plain = self.inside[folder] and not path.is_symlink()
        except OSError:
            plain = False
        return plain or is_inside(path, self.content)

    def find_faults(self) -> list[Problem]:
        """List all that was noted, in the files or of them."""
        return [*self.problems, *(p for s in self.sources for p in s.problems)]

    def was_sound(self) -> bool:
        """Say whether this very set of files was without fault, and all is remembered."""
        if self.memory is None or self.anew:
            return False
        return self.memory.get(self.make_key()) == MARK

    def retain(self) -> None:
        """Keep what was read anew and is without fault; then all of it, if it is so.

        What is kept has passed what a file alone can be checked for: it becomes `known`.
        """
        if self.memory is None:
            return
        for source, made, raw in self.anew:
            if made is not None and not source.problems:
                retain(self.memory, made, raw, source.data)
        if not self.find_faults():
            self.memory.put(self.make_key(), MARK)

    def make_key(self) -> str:
        """Make the key of this set of files."""
        return make_key("content", *self.digests)

    def unpack(self) -> None:
        """Make the data of all the files ready for the checks."""
        for source in self.sources:
            if isinstance(source, Retenue):
                source.unpack()


def read_anew(source: Source, raw: bytes, model: type[M]) -> M | None:
    """Read the YAML of one file into a model."""
    from romin_print.load.node import parse
    from romin_print.load.validation import validate

    parse(raw, source)
    return validate(source, model)


def note(reading: Reading, path: Path, cause: str, remede: str) -> None:
    """Note a problem of a file as a whole."""
    reading.problems.append(Problem(Place(path, 1, 1), cause, remede))
