"""Paths: what somebody names as data becomes files of this machine, inside the folders that may be read."""

import glob
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ...vocabulary.problems import Problem, Refused, refuse_if
from .zarr_header import is_zarr

TABLES = (".csv", ".txt", ".tsv", ".dat")
SHEETS = (".xlsx", ".xlsm")
NETCDF = (".nc", ".nc4", ".cdf", ".netcdf", ".h5")
GRIB = (".grib", ".grb", ".grib2", ".grb2")

# A set with more files than this is most often a folder named by mistake.
MOST_FILES = 5000

_REMOTE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*://|(?:https?|dods|ftp|s3|gs|file):)", re.IGNORECASE)
_DAP_SCHEMES = ("http", "https", "dods")


def is_remote(source: str | Path) -> bool:
    """Whether this is an address of another machine, or written as one."""
    return bool(_REMOTE.match(str(source)))


def allowed_address(address: str, hosts: Sequence[str]) -> str:
    """An OPeNDAP address of a host that the operator allows; anything else is refused."""
    parts = urlsplit(address.strip())
    where = parts.hostname or ""
    if parts.scheme.lower() in _DAP_SCHEMES and where and parts.username is None and where in _names(hosts):
        return address.strip()
    if hosts and parts.scheme.lower() in _DAP_SCHEMES:
        what, allowed = "data of this host may not be opened", f"a path, or OPeNDAP at {', '.join(hosts)}"
        next_step = "Fetch the file first and name its path, or ask the operator to add the host to REMOTE_HOSTS"
        raise Refused(Problem("file.remote", "data", what, where or address, allowed, next_step))
    what, next_step = "data are read from this machine only", "Fetch the file first and name its path"
    raise Refused(Problem("file.remote", "data", what, address, "a path", next_step))


def _names(hosts: Sequence[str]) -> set[str]:
    return {host.strip().lower() for host in hosts}


def plain_path(source: str | Path) -> Path:
    """A path of this machine; addresses of other machines are refused."""
    if is_remote(source):
        allowed_address(str(source), ())
    return Path(source)


def find_files(source: str | Path | Sequence[str | Path], roots: Sequence[Path] | None = None) -> list[Path]:
    """The files and Zarr stores that a source names: a path, a folder, a pattern with * or ?, a list of these.

    roots  folders that may be read, links followed; None: any
    A text may hold several with commas between. Nothing found is an empty list; each file is found once.
    """
    parts = [source] if isinstance(source, str | Path) else list(source)
    texts = [text for part in parts for text in _texts(part)]
    try:
        found = [path for text in texts for path in _expanded(text)]
    except OSError as error:
        raise Refused(
            Problem("file.missing", error.filename or "data", "this cannot be read", error.strerror or "")
        ) from None
    paths = list({path.resolve(): path for path in found}.values())
    if len(paths) > MOST_FILES:
        what, next_step = "these are too many files for one dataset", "Name a folder or pattern that holds fewer"
        raise Refused(Problem("set.large", "data", what, str(len(paths)), str(MOST_FILES), next_step))
    if roots is not None:
        refuse_if(problem for path in paths for problem in outside(path, roots))
    return paths


def _texts(part: str | Path) -> list[str]:
    text = str(part)
    if isinstance(part, Path) or "," not in text or _is_there(text):
        return [text] if text.strip() else []
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _is_there(text: str) -> bool:
    # A list of hundreds of files is longer than any name may be.
    try:
        return Path(text).exists()
    except OSError:
        return False


def _expanded(text: str) -> list[Path]:
    path = plain_path(text)
    if path.is_dir() and not is_zarr(path):
        return _in_folder(path)
    if path.exists() or not glob.has_magic(text):
        return [path] if path.exists() else []
    matches = (Path(name) for name in glob.iglob(text, recursive=True))
    # The chunks within a store that a pattern such as ** also meets are no data of their own.
    return sorted(match for match in matches if (match.is_file() or is_zarr(match)) and not _within_store(match))


def _within_store(path: Path) -> bool:
    return any(is_zarr(parent) for parent in path.parents if parent.name)


def _in_folder(folder: Path) -> list[Path]:
    """The data files and stores right in a folder, by name; other files there, such as a README, are none."""
    kinds = (*TABLES, *SHEETS, *NETCDF, *GRIB)
    found = [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and ((_kind(path) in kinds and path.is_file()) or is_zarr(path))
    ]
    if not found:
        what, next_step = "this folder holds no data files", "Name the files, or the folder they are in"
        raise Refused(Problem("file.folder", str(folder), what, "", ", ".join(kinds), next_step))
    return found


def _kind(path: Path) -> str:
    """The ending that tells the kind of a file; .gz only hides it."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] == ".gz" and suffixes[0] in TABLES:
        return suffixes[0]
    return suffixes[-1] if suffixes else ""


def outside(path: Path, roots: Sequence[Path]) -> list[Problem]:
    """Whether a path, or anything in a store, leads out of the folders that may be read."""
    inside = [root.resolve() for root in roots]
    everything = [path, *(path.rglob("*") if path.is_dir() else ())]
    for one in everything:
        # Within a store only links can lead elsewhere.
        if one is not path and not one.is_symlink():
            continue
        real = one.resolve()
        if not any(real.is_relative_to(root) for root in inside):
            what, next_step = "this file is not in a folder that may be read", "Ask the operator to add its folder"
            return [Problem("file.outside", path.name, what, "", "a folder of DATA_ROOTS", next_step)]
    return []
