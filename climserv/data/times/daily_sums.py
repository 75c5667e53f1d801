"""Daily sums in hourly files: whether amounts are of each hour, or run up from midnight as in ERA5-Land."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from ..files.headers import Header
from ..files.packing import packing_of
from .dates import Stamps

# Looked at: this many stretches over the whole record, so that one that begins in the dry season tells as well.
_STRETCHES = 24
_DAYS = 20
_CELLS = 25

# Fewer days that only rise tell nothing: rain may happen to grow from hour to hour.
_ENOUGH_DAYS = 3

# Falling by less of the highest value of the day is noise of the packing.
_FALL = 0.01

Sums = Literal["each", "runs up", "untold"]


def sums_of(header: Header, name: str, along: str, stamps: Stamps) -> Sums:
    """Whether values are amounts of each hour, or run up within a day (from 01:00 to 24:00) and begin again after it.

    Rain of each hour, or sunshine, falls again within some day; what runs up never does. Too few days with anything in
    them leave it untold.
    """
    rising, wet = 0, False
    for held, day in _stretches(header, name, along, stamps):
        for number in np.unique(day):
            values = held[day == number]
            values = values[:, np.isfinite(values).all(axis=0) & (values > 0).any(axis=0)]
            if not values.size:
                continue
            wet = True
            if (np.diff(values, axis=0) < -_FALL * values.max(axis=0)).any():
                return "each"
            # Rain that is all in the last hours of a day only tells nothing.
            tells = ((values > 0).sum(axis=0) > len(values) // 4) & (values[-1] > values[0])
            rising += bool(tells.any())
        if rising >= 3 * _ENOUGH_DAYS:
            break
    if rising >= _ENOUGH_DAYS:
        return "runs up"
    return "untold" if wet else "each"


def _stretches(header: Header, name: str, along: str, stamps: Stamps) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Values (time, cell) of some days at a few cells in the middle, and the day that each stamp ends in."""
    first, last = int(stamps.day[0]), int(stamps.day[-1])
    every = max(_DAYS, (last - first) // _STRETCHES)
    for begin in range(first, last + 1, every):
        start, stop = (int(np.searchsorted(stamps.day, day)) for day in (begin, begin + _DAYS))
        if stop > start:
            day = (stamps.day[start:stop] * 86400 + stamps.second[start:stop] - 1) // 86400
            yield _sample(header, name, along, slice(start, stop)), day


def _sample(header: Header, name: str, along: str, span: slice) -> np.ndarray:
    index, left = [], _CELLS
    for dimension, size in zip(header.dimensions(name), header.shape(name), strict=True):
        if dimension == along:
            index.append(span)
            continue
        width = min(size, max(1, int(left**0.5)) if size > 1 else 1)
        left = max(1, left // width)
        index.append(slice((size - width) // 2, (size - width) // 2 + width))
    raw = np.asarray(header.read(name, tuple(index)))
    values = packing_of(header.told[name], raw.dtype).unpack(raw).astype(np.float64)
    return np.moveaxis(values, header.dimensions(name).index(along), 0).reshape(span.stop - span.start, -1)
