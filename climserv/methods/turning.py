"""From fields to series and back: data comes and goes as (time, cell), and is worked on as (cell, time).

In stretches of days, so that what is turned stays in the processor's cache while it is turned. Best for 64 to 128
cells at a time: then it is still there when it is worked on.
"""

import numpy as np

_DAYS = 512


def series_of(fields, first: int, last: int) -> np.ndarray:
    """Cells `first` to `last` (that one not counted) of fields (time, cell): (cell, time) float32, contiguous.

    >>> series_of(np.array([[1, 2, 3], [4, 5, 6]]), 1, 3).tolist()
    [[2.0, 5.0], [3.0, 6.0]]
    """
    found = np.empty((last - first, fields.shape[0]), np.float32)
    for day in range(0, fields.shape[0], _DAYS):
        found[:, day : day + _DAYS] = fields[day : day + _DAYS, first:last].T
    return found


def put_series(series, fields, first: int) -> None:
    """Write series (cell, time) into fields (time, cell), from cell `first` on.

    >>> fields = np.zeros((2, 3))
    >>> put_series(np.array([[2, 5]]), fields, 1)
    >>> fields.tolist()
    [[0.0, 2.0, 0.0], [0.0, 5.0, 0.0]]
    """
    last = first + series.shape[0]
    for day in range(0, fields.shape[0], _DAYS):
        fields[day : day + _DAYS, first:last] = series[:, day : day + _DAYS].T
