"""Compressed bombs: small files that claim to hold far more than anybody would send. Found without unpacking them."""

import gzip
import zipfile
import zlib
from pathlib import Path

from ...vocabulary.problems import Problem
from .netcdf_header import opened, trouble

MEGABYTE = 1024 * 1024

# Rain in a desert packs fifty to one; what packs better than this, and is large unpacked, is no record of weather.
MOST_PACKED = 200
SMALL = 64 * MEGABYTE
# One chunk is unpacked whole, whatever part of it is asked for.
LARGEST_CHUNK = 256 * MEGABYTE

_HDF5 = b"\x89HDF"
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"


def bombs_in(path: Path, largest: int) -> list[Problem]:
    """Why a file must not be unpacked: more than `largest` bytes inside, or packed far too tightly."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if head == _HDF5:
            return _hdf5(path, largest)
        if head[:2] == _GZIP:
            return _judged(path, _unpacked_gzip(path, largest), largest)
        if head == _ZIP:
            return _judged(path, _unpacked_zip(path), largest)
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        what, next_step = "this file cannot be unpacked", "Fetch it again: it is damaged or cut short"
        return [Problem("file.damaged", path.name, what, trouble(error, path), "", next_step)]
    return []


def _judged(path: Path, unpacked: int, largest: int) -> list[Problem]:
    packed = path.stat().st_size
    tight = unpacked > SMALL and unpacked > MOST_PACKED * packed
    if unpacked <= largest and not tight:
        return []
    got = f"{_size(packed)} that unpack to {'more than ' if unpacked > largest else ''}{_size(min(unpacked, largest))}"
    allowed = f"up to {_size(largest)} unpacked, and not more than {MOST_PACKED} times what is sent"
    what = "this file unpacks to far more than it is"
    return [Problem("upload.bomb", path.name, what, got, allowed, "Send the plain data, or a smaller part of them")]


def _unpacked_gzip(path: Path, largest: int) -> int:
    """Counted in small steps, and no further than `largest`."""
    total = 0
    with gzip.open(path, "rb") as file:
        while total <= largest and (part := file.read(MEGABYTE)):
            total += len(part)
    return total


def _unpacked_zip(path: Path) -> int:
    """As the archive claims; who unpacks it later holds it to that."""
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _hdf5(path: Path, largest: int) -> list[Problem]:
    """From the header alone: the shapes of all variables, and the largest chunk."""
    total, chunk = 0, 0
    with opened(path) as file:
        groups = [file]
        while groups:
            group = groups.pop()
            groups += group.groups.values()
            for variable in group.variables.values():
                width = getattr(variable.dtype, "itemsize", 0) or 8
                total += _product(variable.shape) * width
                kept = variable.chunking()
                if isinstance(kept, list | tuple):
                    chunk = max(chunk, _product(kept) * width)
    problems = _judged(path, total, largest)
    if chunk > LARGEST_CHUNK and not problems:
        what, next_step = "one chunk of this file is too large to be read safely", "Rewrite it with smaller chunks"
        problems.append(
            Problem("upload.chunk", path.name, what, _size(chunk), f"up to {_size(LARGEST_CHUNK)}", next_step)
        )
    return problems


def _product(shape) -> int:
    total = 1
    for length in shape:
        total *= int(length)
    return total


def _size(number: int) -> str:
    if number < MEGABYTE:
        return f"{number / 1024:.0f} kB"
    return f"{number / MEGABYTE:.0f} MB" if number < 1024 * MEGABYTE else f"{number / MEGABYTE / 1024:.1f} GB"
