"""Applying weights: every day of every target cell is the mean of its source cells by their shares."""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import cells_by_time, share
from .weights import Weights

# Shares are sums of rounded numbers: 0.4999999999 of a cell is half of it.
_ROUNDING = 1e-9
# Days summed at a time: sums and shares of one piece stay in the fastest memory.
_PIECE = 1024


def apply_weights(weights: Weights, values, *, least_covered: float = 0.5) -> np.ndarray:
    """Values of the source cells on the target cells.

    weights        of the source's cells
    values         (source cell, time) float32, any unit that may be averaged; not a number is missing
    least_covered  0 to 1: a target value is missing on days on which the source cells that have a value give less than
                   this part of it; with 0 any part will do, with 1 nothing may be missing
    returns        (target cell, time) float32
    source         Jones (1999), Monthly Weather Review 127, 2204-2210: remapping by sparse weights

    Missing source values are left out, day by day, and the shares of the others are scaled up to 1. Sums are made in
    float64 in the order of the source cells, so a cut into blocks of targets or days changes no byte. With
    conservative weights the area-weighted sum over a target that the source covers wholly is that of the source.

    One target, a quarter from the first cell and three quarters from the second:

    >>> from climserv.methods.regridding.weights import weights_of
    >>> weights = weights_of([0, 0], [0, 1], [0.25, 0.75], targets=1, sources=2, method="by hand")
    >>> nan = float("nan")
    >>> apply_weights(weights, [[4, nan, 4, nan], [8, 8, nan, nan]]).tolist()
    [[7.0, 8.0, nan, nan]]
    """
    refuse_if(share(least_covered, "apply_weights, least_covered"))
    values = cells_by_time(values, "apply_weights, values")
    if len(values) != weights.sources:
        what = "these weights are of another source"
        got, allowed = f"{len(values)} cells", f"{weights.sources} cells"
        raise Refused(Problem("array.cells", "apply_weights, values", what, got, allowed))
    out = np.empty((len(weights), values.shape[1]), np.float32)
    whole = np.empty(len(values), np.bool_)
    room = np.empty((2, min(_PIECE, max(1, values.shape[1]))))
    rule = (weights.starts, weights.columns, weights.shares, max(0.0, float(least_covered) - _ROUNDING))
    _apply(values, rule, whole, room[0], room[1], out)
    return out


@njit(cache=True, nogil=True)
def _find_whole(values, whole):
    """Source cells without a missing day: most are, and their days need no second look."""
    for cell in range(values.shape[0]):
        missing = 0
        row = values[cell]
        for day in range(row.size):
            missing += row[day] != row[day]
        whole[cell] = missing == 0


@njit(cache=True, nogil=True)
def _add_whole(row, share, total):
    for day in range(total.size):
        total[day] += share * np.float64(row[day])


@njit(cache=True, nogil=True)
def _add_there(row, share, total, known):
    for day in range(total.size):
        value = row[day]
        there = value == value
        total[day] += share * np.float64(value) if there else 0.0
        known[day] += share if there else 0.0


@njit(cache=True, nogil=True)
def _apply(values, rule, whole, total, known, out):
    starts, columns, shares, least = rule
    _find_whole(values, whole)
    days = values.shape[1]
    for target in range(starts.size - 1):
        first, last = starts[target], starts[target + 1]
        covered, complete = 0.0, True
        for entry in range(first, last):
            covered += shares[entry]
            complete = complete and whole[columns[entry]]
        if covered < least or covered <= 0.0:
            out[target] = np.nan
            continue
        for begin in range(0, days, total.size):
            size = min(total.size, days - begin)
            here, there = total[:size], known[:size]
            here[:] = 0.0
            if complete:
                for entry in range(first, last):
                    _add_whole(values[columns[entry], begin : begin + size], shares[entry], here)
                for day in range(size):
                    out[target, begin + day] = here[day] / covered
                continue
            there[:] = 0.0
            for entry in range(first, last):
                _add_there(values[columns[entry], begin : begin + size], shares[entry], here, there)
            for day in range(size):
                enough = there[day] >= least and there[day] > 0.0
                out[target, begin + day] = here[day] / there[day] if enough else np.nan
