"""Runs: numbers that lie in a file as they are, neither packed nor in chunks, read at their own places.

The libraries read such files in buffers of 64 kB and more, which is a hundred times what a small district needs.
"""

import os
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np

# A gap is read along while what is read stays below this many times what is asked.
MOST_READ = 1.4

# Gaps are read along in pieces of this many bytes at most, to be cut in memory.
_LARGEST_PIECE = 16_000_000


@dataclass(frozen=True)
class Runs:
    """How the numbers of a variable lie in a file: from where, how far apart along each dimension, of which type."""

    begin: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    dtype: np.dtype

    @classmethod
    def packed(cls, begin: int, shape: tuple[int, ...], dtype: np.dtype) -> "Runs":
        """Without gaps, the last dimension running fastest."""
        strides = tuple(dtype.itemsize * prod(shape[axis + 1 :]) for axis in range(len(shape)))
        return cls(begin, tuple(shape), strides, dtype)


def read_runs(path: Path, runs: Runs, indices: list[tuple[slice | int, ...]]) -> list[np.ndarray]:
    """Parts of a variable, in the byte order of this machine; at most `MOST_READ` times their bytes are read."""
    with path.open("rb", buffering=0) as file:
        return [_read_box(file, runs, index) for index in indices]


def _read_box(file: BinaryIO, runs: Runs, index: tuple[slice | int, ...]) -> np.ndarray:
    firsts, counts = [], []
    for at, length in zip(index, runs.shape, strict=True):
        first, stop, _ = at.indices(length) if isinstance(at, slice) else (at, at + 1, 1)
        if not 0 <= first < max(stop, 1) <= length:
            raise IndexError(f"{at} of {length}")
        firsts.append(first)
        counts.append(stop - first)
    out = np.empty(counts, runs.dtype)
    level, extent = _piece(runs, counts)
    begin = runs.begin + sum(first * stride for first, stride in zip(firsts, runs.strides, strict=True))
    places = np.array(begin, np.int64)
    for count, stride in zip(counts[:level], runs.strides[:level], strict=True):
        places = np.add.outer(places, np.arange(count, dtype=np.int64) * stride)
    _fill(file, out.reshape(places.size, *counts[level:]), places.ravel().tolist(), extent, runs.strides[level:])
    out = out.reshape([count for count, at in zip(counts, index, strict=True) if isinstance(at, slice)])
    return out if out.dtype.isnative else out.byteswap(inplace=True).view(out.dtype.newbyteorder("="))


def _piece(runs: Runs, counts: list[int]) -> tuple[int, int]:
    """The dimension from which on a box is read in one piece, and the bytes of that piece."""
    asked = extent = whole = runs.dtype.itemsize
    level = len(counts)
    for axis in reversed(range(len(counts))):
        asked *= counts[axis]
        extent += (counts[axis] - 1) * runs.strides[axis]
        if extent != asked and (extent > MOST_READ * asked or extent > _LARGEST_PIECE):
            break
        level, whole = axis, extent
    return level, whole


def _fill(file: BinaryIO, out: np.ndarray, places: list[int], extent: int, strides: tuple[int, ...]) -> None:
    """Read one piece for each part of `out`, right into it where the piece has no gaps."""
    straight = out.nbytes == extent * len(places)
    held = memoryview(out).cast("B") if straight else memoryview(bytearray(extent))
    cut = np.ndarray(out.shape[1:], out.dtype, held, strides=strides) if not straight else None
    for number, place in enumerate(places):
        into = held[number * extent : (number + 1) * extent] if straight else held
        _read_into(file, place, into)
        if cut is not None:
            out[number] = cut


def _read_into(file: BinaryIO, place: int, into: memoryview) -> None:
    """All of it: one call gives 2 GB at most."""
    while len(into):
        if hasattr(os, "preadv"):
            got = os.preadv(file.fileno(), [into], place)
        else:
            file.seek(place)
            got = file.readinto(into)
        if not got:
            raise OSError("the file ends before its data do")
        place, into = place + got, into[got:]
