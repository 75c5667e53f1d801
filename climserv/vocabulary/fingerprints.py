"""What a file was when somebody last looked: its checksum, size and time of change; a folder counts as one thing."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Fingerprint:
    """sha256 of what is in it, size [bytes], and when it was last changed [ns since 1970]."""

    sha256: str
    size: int
    modified: int


def fingerprint(path: Path) -> Fingerprint:
    """The fingerprint of a file, or of a folder such as a Zarr store: of the names and checksums of all files in it."""
    size, modified = size_and_time(path)
    return Fingerprint(_digest(str(path), size, modified, _which(path)), size, modified)


def size_and_time(path: Path) -> tuple[int, int]:
    """Size [bytes] and latest change [ns], without reading the content; raises `OSError` when it is not there."""
    if not path.is_dir():
        fact = path.stat()
        return fact.st_size, fact.st_mtime_ns
    # A folder's own time tells of files that came, went or were renamed.
    facts = [file.stat() for file in _files(path)]
    times = [folder.stat().st_mtime_ns for folder in (path, *path.rglob("*/"))] + [fact.st_mtime_ns for fact in facts]
    return sum(fact.st_size for fact in facts), max(times)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _which(path: Path) -> tuple[int, int, int]:
    """Which file of the disk this is, and when anything about it was last changed: no copying tool sets that back."""
    facts = [path.stat(), *(file.stat() for file in _files(path))] if path.is_dir() else [path.stat()]
    return facts[0].st_dev, sum(fact.st_ino for fact in facts), max(fact.st_ctime_ns for fact in facts)


@lru_cache(maxsize=4096)
def _digest(name: str, _size: int, _modified: int, _which: tuple[int, int, int]) -> str:
    """Kept while nothing about the file has changed: pages ask again and again."""
    path = Path(name)
    if not path.is_dir():
        return _digest_of_file(path)
    whole = hashlib.sha256()
    for file in _files(path):
        whole.update(f"{file.relative_to(path).as_posix()}\0{_digest_of_file(file)}\n".encode())
    return whole.hexdigest()


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
