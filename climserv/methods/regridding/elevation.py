"""Temperature at another height: what a cell's height hides, put back with a lapse rate."""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import cells_by_time, integers
from ..kelvin import LEAST, MOST

# Of the standard atmosphere up to 11 km (ISO 2533:1975) [K/m].
STANDARD_RATE = 0.0065
# Dry air that rises cools by 0.0098 K/m; the rest is room for steep days near the ground.
_STEEPEST = 0.02


def lapse_rate_correction(temperature, source_orog, target_orog, *, rate=STANDARD_RATE, month=None) -> np.ndarray:
    """Temperature moved from the height it stands for to the height of the place.

    temperature  (cell, time) float32 [K], already on the target's cells; not a number stays so
    source_orog  (cell) [m], the height that the temperature stands for: the source's orography brought here with the
                 same weights as the temperature
    target_orog  (cell) [m], the height of the place. Where one of both is not a number the temperature is missing
    rate         [K/m], by how much it is colder higher up; the standard atmosphere's 0.0065, or twelve numbers, January
                 to December: inversions make winter rates of valleys much smaller, and a local rate is better
    month        (time) 1 to 12, with twelve rates
    returns      (cell, time) float32 [K]: temperature + rate x (source_orog - target_orog)
    source       ISO 2533:1975; for rates by month Liston and Elder (2006), doi 10.1175/JHM486.1

    For temperature only: rain does not follow height by a rate, and numbers that are no temperatures in kelvin are
    refused. The correction adds the detail of the heights and no weather: effective resolution stays the source's.

    A cell stands at 800 m, the village in it at 1800 m:

    >>> lapse_rate_correction([[290.0, float("nan")]], [800], [1800]).tolist()
    [[283.5, nan]]
    >>> by_month = [0.003] + [0.006] * 11
    >>> lapse_rate_correction([[280.0, 280.0]], [1000], [0], rate=by_month, month=[1, 2]).tolist()
    [[283.0, 286.0]]
    """
    values = cells_by_time(temperature, "lapse_rate_correction, temperature")
    heights = [np.asarray(height, np.float64).ravel() for height in (source_orog, target_orog)]
    rates = np.atleast_1d(np.asarray(rate, np.float64))
    refuse_if(
        _rate_problems(rates, month, values.shape[1])
        + [
            p
            for name, h in zip(("source_orog", "target_orog"), heights, strict=True)
            for p in _long(h, len(values), name)
        ]
    )
    months = np.zeros(values.shape[1], np.int64) if rates.size == 1 else integers(month, np.int64) - 1
    out = np.empty_like(values)
    coldest, hottest = _correct(values, heights[0] - heights[1], rates, months, out)
    if coldest < LEAST or hottest > MOST:
        what = "these are no temperatures in kelvin; rain and other variables are never corrected for height"
        got, allowed = f"{coldest:g}..{hottest:g}", f"{LEAST:g}..{MOST:g} K"
        raise Refused(Problem("lapse_rate.variable", "lapse_rate_correction, temperature", what, got, allowed))
    return out


def _rate_problems(rates: np.ndarray, month, days: int) -> list[Problem]:
    where = "lapse_rate_correction, "
    if rates.size not in (1, 12) or not (np.abs(rates) <= _STEEPEST).all():
        what = "this is no lapse rate in kelvin a metre"
        allowed = f"one number or twelve, -{_STEEPEST} to {_STEEPEST} K/m"
        return [
            Problem("lapse_rate.rate", where + "rate", what, str(rates.tolist()), allowed, "6.5 K/km is 0.0065 K/m")
        ]
    if rates.size == 1:
        return []
    month = np.asarray([] if month is None else month)
    if month.shape == (days,) and (not days or (month.min() >= 1 and month.max() <= 12)):
        return []
    what = "twelve rates need the month of each day"
    return [Problem("lapse_rate.month", where + "month", what, str(month.shape), f"({days},), 1 to 12")]


def _long(heights: np.ndarray, cells: int, name: str) -> list[Problem]:
    if heights.shape == (cells,):
        return []
    where = f"lapse_rate_correction, {name}"
    return [Problem("array.cells", where, "each cell needs its height", str(heights.size), str(cells))]


@njit(cache=True, nogil=True)
def _correct(values, lower, rates, months, out):
    coldest, hottest = np.inf, -np.inf
    for cell in range(values.shape[0]):
        for day in range(values.shape[1]):
            value = np.float64(values[cell, day])
            out[cell, day] = value + rates[months[day]] * lower[cell]
            if value == value:
                coldest, hottest = min(coldest, value), max(hottest, value)
    return coldest, hottest
