"""From fields to series and back: data comes and goes as (time, cell), and is worked on as (cell, time).

A few cells at a time, so that what is turned is still in the processor's cache when it is worked on.
"""

import numpy as np
from numba import njit

# Cells of one cache line of float32.
TILE = 16
_DAYS = 64


def series_of(fields, first: int, last: int) -> np.ndarray:
    """Cells `first` to `last` (that one not counted) of fields (time, cell): (cell, time) float32, contiguous."""
    found = np.empty((last - first, fields.shape[0]), np.float32)
    _to_series(fields, first, found)
    return found


def put_series(series, fields, first: int) -> None:
    """Write series (cell, time) into fields (time, cell), from cell `first` on."""
    _to_fields(series, first, fields)


@njit(cache=True, nogil=True)
def _to_series(fields, first, series):
    days = fields.shape[0]
    for tile in range(0, series.shape[0], TILE):
        for begin in range(0, days, _DAYS):
            end = min(begin + _DAYS, days)
            for cell in range(tile, min(tile + TILE, series.shape[0])):
                row = series[cell]
                for day in range(begin, end):
                    row[day] = fields[day, first + cell]


@njit(cache=True, nogil=True)
def _to_fields(series, first, fields):
    for tile in range(0, series.shape[0], TILE):
        end = min(tile + TILE, series.shape[0])
        for day in range(fields.shape[0]):
            row = fields[day]
            for cell in range(tile, end):
                row[first + cell] = series[cell, day]
