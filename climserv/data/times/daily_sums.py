"""Daily sums in hourly files: whether amounts are of each hour, or run up from midnight as in ERA5-Land."""

import numpy as np

from ..files.headers import Header
from ..files.packing import packing_of
from .dates import Stamps

# Looked at: this many days, of a few cells.
_DAYS = 40
_CELLS = 25

# Fewer days with anything in them tell nothing.
_ENOUGH_DAYS = 3


def runs_up(header: Header, name: str, along: str, stamps: Stamps) -> bool:
    """Whether the values never fall within a day (from 01:00 to 24:00) and begin again after it.

    Rain of each hour, or sunshine, does not rise all day long on every day and at every place.
    """
    held = _sample(header, name, along, stamps)
    day = (stamps.day[: len(held)] * 86400 + stamps.second[: len(held)] - 1) // 86400
    rising, full = 0, 0
    for number in np.unique(day)[1:-1]:
        values = held[day == number]
        wet = np.isfinite(values).all(axis=0) & (values[-1] > 0)
        # A day with rain in its last hour only tells nothing.
        tells = wet & ((values > 0).sum(axis=0) > len(values) // 4)
        falls = (np.diff(values[:, tells], axis=0) < -1e-6 * values[:, tells].max(axis=0, initial=0)).any(axis=0)
        rising, full = rising + int((~falls).sum()), full + int(tells.sum())
        # A day on which it has rained and which ends dry fell within the day.
        full += int((np.isfinite(values).all(axis=0) & (values.max(axis=0) > 0) & ~(values[-1] > 0)).sum())
    return full >= _ENOUGH_DAYS and rising == full


def _sample(header: Header, name: str, along: str, stamps: Stamps) -> np.ndarray:
    """Values (time, cell) of the first days at a few cells in the middle."""
    count = int(np.searchsorted(stamps.day, stamps.day[0] + _DAYS))
    index, left = [], _CELLS
    for dimension, size in zip(header.dimensions(name), header.shape(name), strict=True):
        if dimension == along:
            index.append(slice(0, count))
            continue
        width = min(size, max(1, int(left**0.5)) if size > 1 else 1)
        left = max(1, left // width)
        index.append(slice((size - width) // 2, (size - width) // 2 + width))
    raw = np.asarray(header.read(name, tuple(index)))
    values = packing_of(header.told[name], raw.dtype).unpack(raw).astype(np.float64)
    return np.moveaxis(values, header.dimensions(name).index(along), 0).reshape(count, -1)
