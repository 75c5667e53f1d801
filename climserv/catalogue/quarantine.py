"""Quarantine: where uploads wait until they are checked. A folder each, named by a token that nobody can guess."""

import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from ..vocabulary.problems import Problem, Refused

TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT_SECONDS = 7 * 86400
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def bring(quarantine: Path, files: Iterable[tuple[str, Callable[[Path], object]]]) -> str:
    """Keep files in a new folder: names as somebody gave them, and what saves each to a path. Answers the token."""
    token = secrets.token_hex(16)
    folder = quarantine / token
    folder.mkdir(parents=True, mode=0o700)
    for name, save in files:
        path = folder / plain_name(name, taken={one.name for one in folder.iterdir()})
        save(path)
        path.chmod(0o600)
    return token


def plain_name(name: str, taken: Iterable[str] = ()) -> str:
    """A file name that means nothing to any system: no folders, no leading dot, letters and digits only."""
    plain = _PLAIN.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip("._-")[-100:] or "file"
    stem, dot, ending = plain.partition(".")
    number, unique, known = 2, plain, set(taken)
    while unique in known:
        unique, number = f"{stem}-{number}{dot}{ending}", number + 1
    return unique


def brought(quarantine: Path, token: str) -> list[Path]:
    """The files of an upload, sorted by name; `Refused` when it is not, or no longer, there."""
    folder = quarantine / token
    if not TOKEN.fullmatch(token) or not folder.is_dir():
        what = "these files are no longer here"
        raise Refused(Problem("upload.gone", "upload", what, next_step="Upload them again"))
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def is_there(quarantine: Path, token: str) -> bool:
    return bool(TOKEN.fullmatch(token)) and (quarantine / token).is_dir()


def throw_away(quarantine: Path, token: str) -> None:
    """Remove an upload; nothing happens when it is gone already."""
    if TOKEN.fullmatch(token):
        shutil.rmtree(quarantine / token, ignore_errors=True)


def take_in(quarantine: Path, token: str, folder: Path) -> None:
    """Move the files of an upload into a new folder of the catalogue, in one step."""
    brought(quarantine, token)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
    except FileExistsError:
        what = "files of a dataset with this id are here already"
        raise Refused(Problem("card.twice", "dataset", what, folder.name, "", "Choose another id")) from None
    (quarantine / token).replace(folder)
    folder.chmod(0o755)


def sweep(quarantine: Path, now: float) -> None:
    """Throw away uploads that nobody came back to for a week; `now` in seconds since 1970."""
    if not quarantine.is_dir():
        return
    for folder in quarantine.iterdir():
        if TOKEN.fullmatch(folder.name) and now - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
