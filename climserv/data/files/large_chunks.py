"""Chunks too large to be held: read, inflated and cut a little at a time, so that only the part asked for is kept."""

import zlib
from collections.abc import Iterator
from math import prod
from typing import BinaryIO

import numpy as np

# A chunk of more bytes is never held whole: unpacking holds it up to three times, in every worker.
LARGE = 32_000_000
# Bytes read, and inflated, at a time.
_STEP = 1 << 20


def cut_from(
    file: BinaryIO, size: int, sides: tuple[int, ...], dtype: np.dtype, packed: tuple[bool, bool], inside: list[slice]
) -> np.ndarray:
    """A part of the chunk that begins where `file` stands; `OSError` when it is damaged.

    size    bytes of the chunk in the file
    sides   its numbers along each dimension; inside, which of them
    packed  whether it is deflated, and whether the bytes of its numbers lie apart
    """
    deflated, shuffled = packed
    if shuffled:
        # The bytes of the numbers lie apart: first of all numbers the first one, then of all the second.
        sides, inside = (dtype.itemsize, *sides), [slice(0, dtype.itemsize), *inside]
    kind = np.dtype(np.uint8) if shuffled else dtype
    ahead = _ahead_of_rows(sides, kind.itemsize)
    lines, row = prod(sides[:ahead]), sides[ahead:]
    out = np.empty([at.stop - at.start for at in inside], kind)
    first = 0
    for some in _rows(_inflated(file, size) if deflated else _parts(file, size), prod(row) * kind.itemsize):
        values = np.frombuffer(some, kind).reshape(-1, *row)
        last = min(first + len(values), lines)
        at = np.unravel_index(np.arange(first, last), sides[:ahead])
        asked = np.logical_and.reduce(
            [(one.start <= place) & (place < one.stop) for one, place in zip(inside, at, strict=False)]
        )
        if asked.any():
            target = tuple(place[asked] - one.start for place, one in zip(at, inside, strict=False))
            out[target] = values[: last - first][(asked, *inside[ahead:])]
        first += len(values)
        if first > lines:
            break
    if first != lines:
        raise OSError(f"a chunk of {first} rows instead of {lines}")
    if not shuffled:
        return out
    return np.ascontiguousarray(np.moveaxis(out, 0, -1)).view(dtype)[..., 0]


def _ahead_of_rows(sides: tuple[int, ...], width: int) -> int:
    """How many dimensions run ahead of a row: a row is the longest stretch that is not more than read at a time."""
    return next((n for n in range(1, len(sides)) if prod(sides[n:]) * width <= _STEP), max(1, len(sides) - 1))


def _parts(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        some = file.read(min(_STEP, size))
        if not some:
            raise OSError("the file ends within a chunk")
        size -= len(some)
        yield some


def _inflated(file: BinaryIO, size: int) -> Iterator[bytes]:
    stream = zlib.decompressobj()
    try:
        for some in _parts(file, size):
            while some:
                yield stream.decompress(some, _STEP)
                some = stream.unconsumed_tail
        # What is left after the last byte of the file was taken in.
        while more := stream.decompress(b"", _STEP):
            yield more
    except zlib.error as error:
        raise OSError(f"a chunk cannot be unpacked ({error})") from None


def _rows(parts: Iterator[bytes], row: int) -> Iterator[bytes]:
    """The same bytes in whole rows; what is too little for one waits for the rest."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        if whole := len(waiting) // row * row:
            yield bytes(waiting[:whole])
            del waiting[:whole]
    if waiting:
        raise OSError("a chunk ends within its numbers")
