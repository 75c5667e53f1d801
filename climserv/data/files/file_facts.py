"""Facts of files: what a product tells of the files it was made from."""

from dataclasses import dataclass
from pathlib import Path

from ...vocabulary.fingerprints import fingerprint, size_and_time
from ...vocabulary.problems import Problem, Refused
from .netcdf_header import changed


@dataclass(frozen=True)
class FileFact:
    """A file that was read: its name, checksum and size in bytes."""

    name: str
    sha256: str
    size: int

    @property
    def unchanged(self) -> bool:
        """Whether the file is still the one that was opened, as far as can be told."""
        return True

    @property
    def problem(self) -> Problem:
        """What to say when it is not."""
        return changed(self.name)


class FileFactLater(FileFact):
    """The same, its checksum taken when somebody asks: opening hundreds of files reads their headers only.

    known  the checksum where a card tells it, with which the file was compared already
    """

    def __init__(self, path: Path, known: str = ""):
        size, modified = size_and_time(path)
        facts = {"name": path.name, "size": size, "path": path, "modified": modified, "known": known}
        for name, value in facts.items():
            object.__setattr__(self, name, value)

    @property
    def sha256(self) -> str:
        """Raises `Refused` when the file is no longer the one that was opened."""
        if not self.unchanged:
            raise Refused(self.problem)
        if self.known:
            return self.known
        found = fingerprint(self.path).sha256
        if self.__dict__.setdefault("found", found) != found:
            raise Refused(self.problem)
        return found

    @property
    def unchanged(self) -> bool:
        try:
            return size_and_time(self.path) == (self.size, self.modified)
        except OSError:
            return False


def file_fact(path: Path, known: str = "") -> FileFact:
    """Name, checksum and size of a file, or of a folder that is one store; `known`: its checksum on a card."""
    return FileFactLater(path, known)
