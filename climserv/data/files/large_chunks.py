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
    width = dtype.itemsize if shuffled else 1
    kind = np.dtype(np.uint8) if shuffled else dtype
    row = prod(sides[1:]) * kind.itemsize
    shape = [at.stop - at.start for at in inside]
    out = np.empty((width, *shape), kind)
    rows = _rows(_inflated(file, size) if deflated else _parts(file, size), row)
    first = 0
    for some in rows:
        values = np.frombuffer(some, kind).reshape(-1, *sides[1:])
        for plane in range(first // sides[0], min(width, (first + len(values) - 1) // sides[0] + 1)):
            # Where these rows lie in this plane, of which some are asked for.
            offset = first - plane * sides[0]
            begin, end = max(inside[0].start, offset), min(inside[0].stop, offset + len(values))
            if begin < end:
                part = values[(slice(begin - offset, end - offset), *inside[1:])]
                out[plane, begin - inside[0].start : end - inside[0].start] = part
        first += len(values)
        if first > width * sides[0]:
            break
    if first != width * sides[0]:
        raise OSError(f"a chunk of {first} rows instead of {width * sides[0]}")
    if not shuffled:
        return out[0]
    return np.ascontiguousarray(np.moveaxis(out, 0, -1)).view(dtype)[..., 0]


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
