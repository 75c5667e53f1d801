"""Whether the files of a card are still those it describes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..vocabulary.fingerprints import fingerprint, size_and_time
from .card import Card, FileCard

State = Literal["made", "as described", "changed", "missing", "not looked at"]

# A page must not wait for the checksum of something larger than this [bytes].
READ_AT_ONCE = 64 * 1024 * 1024


@dataclass(frozen=True)
class FileState:
    """One file of a card: is it there, and is it the one the card describes?"""

    path: str
    state: State


def file_states(card: Card, folder: Path, *, quick: bool = True) -> tuple[FileState, ...]:
    """Each file of a card. A file of the same size and time is taken as the same; else its checksum decides.

    quick   large files whose time alone has changed are `not looked at` instead of being read through
    """
    return tuple(FileState(file.path, _state(file, folder / file.path, quick)) for file in card.files)


def state_of(card: Card, folder: Path, *, quick: bool = True) -> State:
    """The worst state of a card's files; `made` for data that climserv makes itself."""
    found = {one.state for one in file_states(card, folder, quick=quick)}
    for state in ("missing", "changed", "not looked at"):
        if state in found:
            return state
    return "as described" if card.files else "made"


def _state(file: FileCard, path: Path, quick: bool) -> State:
    try:
        size, modified = size_and_time(path)
        if size != file.size:
            return "changed"
        if modified == file.modified:
            return "as described"
        if quick and size > READ_AT_ONCE:
            return "not looked at"
        return "as described" if fingerprint(path).sha256 == file.sha256 else "changed"
    except OSError:
        return "missing"
