"""HDF5 variables kept in chunks: where these lie in the file, so that several threads unpack them at once.

The library below netCDF4 lets one thread in at a time, and unpacking is most of what reading costs. Chunks that are
packed in the one common way (each byte of the numbers apart, then deflated) are read and unpacked here; all others by
the library. Whatever is not as expected is left to it, too: it is slower there and not wrong.
"""

import itertools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

import netCDF4
import numpy as np

from . import large_chunks
from .chunks import Index, around, cut_out, in_the_same_chunks

_DEFLATE, _SHUFFLE = 1, 2


@dataclass(frozen=True)
class Chunks:
    """How the numbers of a variable lie in its file.

    shape, sides   of the variable and of a chunk
    dtype          as it is kept, byte order included
    deflated, shuffled   how chunks are packed
    places         first byte and length of each chunk, by its first value's place along each dimension
    """

    shape: tuple[int, ...]
    sides: tuple[int, ...]
    dtype: np.dtype
    deflated: bool
    shuffled: bool
    places: Mapping[tuple[int, ...], tuple[int, int]]

    @property
    def large(self) -> bool:
        """Whether a chunk is too large to be held whole."""
        return prod(self.sides) * self.dtype.itemsize > large_chunks.LARGE

    def unpack(self, packed: bytes) -> np.ndarray:
        """The numbers of a chunk; `OSError` when it is damaged."""
        size = prod(self.sides) * self.dtype.itemsize
        plain = _inflated(packed, size) if self.deflated else packed
        if len(plain) != size:
            raise OSError(f"a chunk of {len(plain)} bytes instead of {size}")
        if self.shuffled and self.dtype.itemsize > 1:
            plain = _together(np.frombuffer(plain, np.uint8).reshape(self.dtype.itemsize, -1))
        return np.frombuffer(plain, self.dtype).reshape(self.sides)


def _inflated(packed: bytes, size: int) -> bytes | bytearray:
    """At most `size` bytes: libdeflate takes half the time of zlib, and gives up on what would become more."""
    import deflate

    try:
        return deflate.zlib_decompress(packed, size)
    except deflate.DeflateError as error:
        raise OSError(f"a chunk cannot be unpacked ({error})") from None


def _together(apart: np.ndarray) -> np.ndarray:
    """Numbers whose bytes lie apart (byte, number), each in one piece again."""
    width, count = apart.shape
    if width == 4 and sys.byteorder == "little":
        from .shuffled import put_together

        words = np.empty(count, np.uint32)
        put_together(*apart, words)
        return words
    together = np.empty((count, width), np.uint8)
    for byte, values in enumerate(apart):
        together[:, byte] = values
    return together


def hdf5_chunks(path: Path, variable: netCDF4.Variable) -> Chunks | None:
    """Where the chunks of an open variable lie; None where only the library can read them."""
    sides, filters = variable.chunking(), variable.filters() or {}
    known = {"zlib", "shuffle", "complevel"}
    odd = any(used for name, used in filters.items() if name not in known)
    if not isinstance(sides, list) or odd or variable.group().parent is not None or variable.dtype is str:
        return None
    import pyfive

    try:
        with path.open("rb") as file:
            stored = pyfive.File(file)[variable.name]
            kind, shape, index = np.dtype(stored.dtype), tuple(map(int, stored.shape)), dict(stored.id.index)
            steps = [(one["filter_id"], one["optional"]) for one in stored.id.filter_pipeline or []]
    # The reader fails on damaged or rare headers in many ways of its own.
    except Exception:
        return None
    order = [number for number, _ in steps]
    alike = kind.kind in "iuf" and kind.newbyteorder("=") == np.dtype(variable.dtype).newbyteorder("=")
    whole = {tuple(at) for at in itertools.product(*map(range, (0,) * len(shape), shape, sides))} == set(index)
    packed = order in ([], [_DEFLATE], [_SHUFFLE], [_SHUFFLE, _DEFLATE])
    if not (alike and whole and packed and shape == tuple(variable.shape)) or any(
        m.filter_mask for m in index.values()
    ):
        return None
    places = {at: (int(one.byte_offset), int(one.size)) for at, one in index.items()}
    return Chunks(shape, tuple(sides), kind, _DEFLATE in order, _SHUFFLE in order, places)


def read_chunks(path: Path, chunks: Chunks, indices: list[Index]) -> Iterator[np.ndarray]:
    """Parts of a variable, in the byte order of this machine; each chunk once for indices that follow one another."""
    with path.open("rb") as file:
        for group in in_the_same_chunks(indices, chunks.sides):
            bound = around(group)
            whole = _read_box(file, chunks, bound)
            for index in group:
                yield cut_out(whole, bound, index)


def _read_box(file: BinaryIO, chunks: Chunks, index: Index) -> np.ndarray:
    spans = [at if isinstance(at, slice) else slice(at, at + 1) for at in index]
    for span, length in zip(spans, chunks.shape, strict=True):
        if not 0 <= span.start < span.stop <= length:
            raise IndexError(f"{span} of {length}")
    counts = [span.stop - span.start for span in spans]
    out = np.empty(counts, chunks.dtype.newbyteorder("="))
    touched = (
        range(span.start // side * side, span.stop, side) for span, side in zip(spans, chunks.sides, strict=True)
    )
    for first in itertools.product(*touched):
        place, size = chunks.places[first]
        inside, target = [], []
        for span, at, side in zip(spans, first, chunks.sides, strict=True):
            begin, end = max(span.start, at), min(span.stop, at + side)
            inside.append(slice(begin - at, end - at))
            target.append(slice(begin - span.start, end - span.start))
        file.seek(place)
        if chunks.large:
            packed = chunks.deflated, chunks.shuffled
            out[tuple(target)] = large_chunks.cut_from(file, size, chunks.sides, chunks.dtype, packed, inside)
        else:
            out[tuple(target)] = chunks.unpack(file.read(size))[tuple(inside)]
    return out.reshape([count for count, at in zip(counts, index, strict=True) if isinstance(at, slice)])
