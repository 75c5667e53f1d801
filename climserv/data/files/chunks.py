"""Chunks: what a file keeps together is unpacked whole, so parts of one chunk are read one after another."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np

# Chunks held unpacked until all that is asked of them is cut out; one chunk may be larger than this. More would be
# fresh memory each time, and no longer lie in the cache when it is turned.
_BYTES_HELD = 8_000_000

# The library finds the chunks it holds in a table of a thousand places; more neighbours than these would share some.
_CHUNKS_HELD = 100

Index = tuple[slice | int, ...]


def times_held(chunk_bytes: int) -> int:
    """How many chunks that follow one another in time are held at once."""
    return max(1, min(_CHUNKS_HELD, _BYTES_HELD // max(1, chunk_bytes)))


def grouped(*places: np.ndarray) -> Iterator[np.ndarray]:
    """Positions whose places (one array a dimension) are equal, in the order of these."""
    order = np.lexsort(places[::-1])
    changes = np.any([np.diff(place[order]) != 0 for place in places], axis=0)
    yield from np.split(order, np.flatnonzero(changes) + 1)


def in_the_same_chunks(indices: list[Index], chunks: tuple[int, ...]) -> list[list[Index]]:
    """Indices that follow one another and touch the same chunks."""

    def touched(index: Index) -> tuple[tuple[int, int], ...]:
        ends = ((at.start, at.stop - 1) if isinstance(at, slice) else (at, at) for at in index)
        return tuple((first // size, last // size) for (first, last), size in zip(ends, chunks, strict=True))

    return [list(group) for _, group in groupby(indices, touched)]


def around(indices: list[Index]) -> Index:
    """The smallest index that holds all of these."""
    return tuple(
        slice(min(at.start for at in axis), max(at.stop for at in axis)) if isinstance(axis[0], slice) else axis[0]
        for axis in zip(*indices, strict=True)
    )


def cut_out(whole: np.ndarray, bound: Index, index: Index) -> np.ndarray:
    """The part of `index` out of what was read for `bound`; a copy, so that the whole can be let go."""
    if index == bound:
        return whole
    pairs = zip(index, bound, strict=True)
    inside = tuple(slice(at.start - b.start, at.stop - b.start) for at, b in pairs if isinstance(at, slice))
    return whole[inside].copy()
