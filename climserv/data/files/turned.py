"""Days of cells turned into series of cells while their missing days are marked and their unit is changed: compiled.

A file of its own, so that only who reads values waits for the compiler to be imported.
"""

import numpy as np
from numba import njit

# Days turned at a time: one line of the cache for each cell.
_DAYS = 16
_NAN = np.float32(np.nan)


@njit(cache=True, nogil=True)
def turn_into(days, fill, other_fill, factor, offset, series):
    """Numbers (time, cell) float32 into series (cell, time) float32, each times `factor` and plus `offset` in float64.

    fill, other_fill  float32, what is written where nothing was observed; not a number where there is none
    """
    count, cells = days.shape
    as_is = factor == 1.0 and offset == 0.0
    few = np.empty((_DAYS, cells), np.float32)
    for first in range(0, count, _DAYS):
        here = min(_DAYS, count - first)
        for i in range(here):
            line, found = days[first + i], few[i]
            for cell in range(cells):
                value = line[cell]
                moved = value if as_is else np.float32(np.float64(value) * factor + offset)
                found[cell] = _NAN if (value == fill) | (value == other_fill) else moved
        for cell in range(cells):
            to = series[cell, first : first + here]
            if here == _DAYS:
                for i in range(_DAYS):
                    to[i] = few[i, cell]
            else:
                for i in range(here):
                    to[i] = few[i, cell]
