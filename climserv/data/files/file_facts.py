"""Facts of files: what a product tells of the files it was made from."""

from dataclasses import dataclass
from pathlib import Path

from ...vocabulary.fingerprints import fingerprint, size_and_time
from ...vocabulary.problems import Refused
from .netcdf_header import changed


@dataclass(frozen=True)
class FileFact:
    """A file that was read: its name, checksum and size in bytes."""

    name: str
    sha256: str
    size: int


class FileFactLater(FileFact):
    """The same, its checksum taken when somebody asks: opening hundreds of files reads their headers only."""

    def __init__(self, path: Path):
        size, modified = size_and_time(path)
        for name, value in (("name", path.name), ("size", size), ("path", path), ("modified", modified)):
            object.__setattr__(self, name, value)

    @property
    def sha256(self) -> str:
        """Raises `Refused` when the file is no longer the one that was opened."""
        if size_and_time(self.path) != (self.size, self.modified):
            raise Refused(changed(self.name))
        return fingerprint(self.path).sha256


def file_fact(path: Path) -> FileFact:
    """Name, checksum and size of a file, or of a folder that is one store."""
    return FileFactLater(path)
