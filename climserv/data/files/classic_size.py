"""Classic NetCDF files that were cut short: the library reads zeros where their data are gone, so it is found here."""

import struct
from math import prod
from pathlib import Path
from typing import BinaryIO

from ...vocabulary.problems import Problem

# Bytes of one value, by the type numbers of the classic format.
_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8, 7: 1, 8: 2, 9: 4, 10: 8, 11: 8}

_KINDS = {b"CDF\x01": 1, b"CDF\x02": 2, b"CDF\x05": 5}

# A header longer than this is no header.
_LONGEST = 50_000_000


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
        self.file.seek(size + -size % 4, 1)

    def entries(self) -> int:
        self.number(">i")
        return self.number()

    def skip_attributes(self) -> None:
        for _ in range(self.entries()):
            self.skip(self.number())
            size = _BYTES.get(self.number(">i"), 0)
            self.skip(self.number() * size)

    def dimensions(self) -> list[int]:
        lengths = []
        for _ in range(self.entries()):
            self.skip(self.number())
            lengths.append(self.number())
        return lengths

    def variables(self, dimensions: list[int]) -> list[tuple[bool, int, int]]:
        """For each variable: whether it grows with records, bytes (of one record) and where it begins."""
        found = []
        for _ in range(self.entries()):
            self.skip(self.number())
            shape = [dimensions[self.number()] for _ in range(self.number())]
            self.skip_attributes()
            size = _BYTES.get(self.number(">i"), 0)
            self.number()
            grows = bool(shape) and shape[0] == 0
            found.append((grows, prod(shape[grows:]) * size, self.number(self.place)))
        return found


def expected_size(path: Path) -> int | None:
    """Bytes that a classic NetCDF file must have by its own header; None for another kind of file.

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
        end = file.tell()
    growing = [size for grows, size, _ in variables if grows]
    # One growing variable alone is not padded.
    record = growing[0] if len(growing) == 1 else sum(size + -size % 4 for size in growing)
    for grows, size, begin in variables:
        if not grows:
            end = max(end, begin + size)
        elif records > 0:
            end = max(end, begin + (records - 1) * record + size)
    return end


def cut_short(path: Path) -> list[Problem]:
    """That a classic NetCDF file holds fewer bytes than its header tells of."""
    next_step = "Fetch the file again: it is damaged or cut short"
    try:
        expected = expected_size(path)
    except (EOFError, OSError):
        what = "this file breaks off within its header"
        return [Problem("file.damaged", path.name, what, f"{path.stat().st_size} bytes", "", next_step)]
    size = path.stat().st_size
    if expected is None or size >= expected:
        return []
    what = "this file is cut short, and what is gone would be read as zeros"
    return [Problem("file.damaged", path.name, what, f"{size} bytes", f"{expected} bytes", next_step)]
