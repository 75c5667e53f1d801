"""Headers of classic NetCDF files: where each variable stands, and whether the file was cut short.

The library reads zeros where the data of a file that was cut short are gone, so that is found here.
"""

import struct
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ...vocabulary.problems import Problem
from .runs import Runs

# Numbers by the types of the classic format; 2 is a letter.
_KINDS_OF_NUMBERS = {
    1: "i1", 2: "S1", 3: ">i2", 4: ">i4", 5: ">f4", 6: ">f8", 7: "u1", 8: ">u2", 9: ">u4", 10: ">i8", 11: ">u8",
}  # fmt: skip

_KINDS = {b"CDF\x01": 1, b"CDF\x02": 2, b"CDF\x05": 5}

# A header longer than this is no header.
_LONGEST = 50_000_000
_LONGEST_NAME = 10_000


class _Header:
    """Reads the header of a classic file from front to back, as its format says."""

    def __init__(self, file: BinaryIO, kind: int):
        self.file = file
        self.count = ">q" if kind == 5 else ">i"
        self.place = ">i" if kind == 1 else ">q"

    def number(self, kind: str | None = None) -> int:
        kind = kind or self.count
        raw = self.file.read(struct.calcsize(kind))
        if len(raw) < struct.calcsize(kind) or self.file.tell() > _LONGEST:
            raise EOFError
        return struct.unpack(kind, raw)[0]

    def skip(self, size: int) -> None:
        if size < 0:
            raise EOFError
        self.file.seek(size, 1)
        self.skip_padding(size)

    def name(self) -> str:
        size = self.number()
        if not 0 <= size <= _LONGEST_NAME:
            raise EOFError
        text = self.file.read(size)
        self.skip_padding(size)
        return text.decode("utf-8", "replace")

    def skip_padding(self, size: int) -> None:
        self.file.seek(-size % 4, 1)

    def entries(self) -> int:
        self.number(">i")
        return self.number()

    def skip_attributes(self) -> None:
        for _ in range(self.entries()):
            self.skip(self.number())
            kind = _KINDS_OF_NUMBERS.get(self.number(">i"))
            self.skip(self.number() * (np.dtype(kind).itemsize if kind else 0))

    def dimensions(self) -> list[int]:
        lengths = []
        for _ in range(self.entries()):
            self.skip(self.number())
            lengths.append(self.number())
        return lengths

    def variables(self, dimensions: list[int]) -> list["ClassicVariable"]:
        found = []
        for _ in range(self.entries()):
            name = self.name()
            shape = tuple(dimensions[self.number()] for _ in range(self.number()))
            self.skip_attributes()
            kind = _KINDS_OF_NUMBERS.get(self.number(">i"), "")
            self.number()
            found.append(ClassicVariable(name, kind, shape, self.number(self.place)))
        return found


@dataclass(frozen=True)
class ClassicVariable:
    """Where a variable stands in a classic file; the first length is 0 where it grows with the records."""

    name: str
    kind: str
    shape: tuple[int, ...]
    begin: int

    @property
    def grows(self) -> bool:
        return bool(self.shape) and self.shape[0] == 0

    @property
    def size(self) -> int:
        """Bytes, or bytes of one record."""
        return prod(self.shape[self.grows :]) * (np.dtype(self.kind).itemsize if self.kind else 0)


@dataclass(frozen=True)
class ClassicHeader:
    """What the header of a classic file says; `end` is where it ends."""

    records: int
    variables: tuple[ClassicVariable, ...]
    end: int

    @property
    def record(self) -> int:
        """Bytes from one record to the next."""
        growing = [one.size for one in self.variables if one.grows]
        # One growing variable alone is not padded.
        return growing[0] if len(growing) == 1 else sum(size + -size % 4 for size in growing)

    def expected_size(self) -> int:
        """Bytes that the file must have."""
        end = self.end
        for one in self.variables:
            if not one.grows:
                end = max(end, one.begin + one.size)
            elif self.records > 0:
                end = max(end, one.begin + (self.records - 1) * self.record + one.size)
        return end


def classic_header(path: Path) -> ClassicHeader | None:
    """The header of a classic NetCDF file; None for another kind of file.

    Raises `EOFError` where the header itself is cut off or damaged.
    """
    with path.open("rb") as file:
        kind = _KINDS.get(file.read(4))
        if kind is None:
            return None
        header = _Header(file, kind)
        records = header.number()
        dimensions = header.dimensions()
        header.skip_attributes()
        try:
            variables = header.variables(dimensions)
        except IndexError:
            raise EOFError from None
        return ClassicHeader(records, tuple(variables), file.tell())


def classic_runs(path: Path, name: str) -> Runs | None:
    """How the numbers of a variable lie in a classic file; None where only the library can tell."""
    try:
        header = classic_header(path)
    except EOFError:
        return None
    found = [one for one in header.variables if one.name == name] if header else []
    # A file that is still being written has no number of records.
    if not found or not found[0].kind or (found[0].grows and header.records < 0):
        return None
    (one,) = found
    shape = (header.records, *one.shape[1:]) if one.grows else one.shape
    runs = Runs.packed(one.begin, shape, np.dtype(one.kind))
    return replace(runs, strides=(header.record, *runs.strides[1:])) if one.grows else runs


def cut_short(path: Path) -> list[Problem]:
    """That a classic NetCDF file holds fewer bytes than its header tells of."""
    next_step = "Fetch the file again: it is damaged or cut short"
    try:
        header = classic_header(path)
    except (EOFError, OSError):
        what = "this file breaks off within its header"
        return [Problem("file.damaged", path.name, what, f"{path.stat().st_size} bytes", "", next_step)]
    size = path.stat().st_size
    if header is None or size >= (expected := header.expected_size()):
        return []
    what = "this file is cut short, and what is gone would be read as zeros"
    return [Problem("file.damaged", path.name, what, f"{size} bytes", f"{expected} bytes", next_step)]
