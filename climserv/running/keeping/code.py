"""The code that computes: what is kept under its name is never taken for what another version of it would give."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ... import __version__

# Rooms and files whose code decides numbers, and libraries that do.
_ROOMS = ("vocabulary", "recipes", "data", "methods", "running")
_LIBRARIES = ("numpy", "numba", "scipy", "xarray", "xclim", "xsdba", "aquacrop", "netCDF4", "zarr")


@cache
def code() -> str:
    """The hash of our own source and of the versions of the libraries that numbers go through; the same for a process.

    Found once (some ms). Without the source, as in a frozen program, the version of climserv stands for it.
    """
    whole = hashlib.sha256(__version__.encode())
    package = Path(__file__).resolve().parents[2]
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            whole.update(f"\0{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    for library in _LIBRARIES:
        whole.update(f"\0{library} {_version(library)}".encode())
    return whole.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
