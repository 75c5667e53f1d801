"""What training and applying are given, looked at first: values that ratios are not for, units that slipped, and groups
of days that cannot teach.

A group of a cell cannot teach, and gives missing values that are counted, when

  - the reference or the model has fewer than `least_days` days in it, window counted in;
  - kind "*": the model is dry on all its days while the reference is wet on more than one in ten. What the model says
    would then not matter, only the lots of its dry days. (Where the reference is nearly dry as well, as in the dry
    season of an arid place, the few wet days are drawn as said at the top of the room.)
"""

import math
from collections.abc import Mapping

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import integers
from .table import Lesson, Rule

LEAST_DAYS = 10
# A reference wet on more than this share of days is not nearly dry.
_NEARLY_DRY = 0.1
# What packing and regridding leave below zero, as a share of a cell's largest value.
_ROUNDING = 1e-4
# Sums of amounts are kept in steps of a billionth.
_STEPS = 1e9
# No model is so far off: a unit is.
_TOO_FAR = 1e3
_MOST = np.float32(np.finfo(np.float32).max)
_UNITS = "Convert both to one unit, such as mm/day (1 kg m-2 s-1 is 86400 mm/day)"


def raised(values, rule: Rule, name: str) -> tuple[np.ndarray, int, list[Problem]]:
    """Kind "*": what rounding left below zero becomes 0; the values, how many were raised, and what is wrong.

    values  (cell, time) float32
    """
    if not rule.times or not (values < 0).any():
        return values, 0, []
    found = np.empty((values.shape[0], 3))
    _ends(values, found)
    lowest, largest, below = found.T
    wrong = lowest < -np.maximum(rule.wet_day, _ROUNDING * largest)
    if wrong.any():
        what = "ratios are for values that are never below zero"
        got = f"{lowest.min():g}, {int(below[wrong].sum())} values below zero in {int(wrong.sum())} cells"
        mend = 'Use kind: "+", or a unit whose zero means nothing at all'
        return values, 0, [Problem("adjust.below_zero", f"adjust, {name}", what, got, "0 or more", mend)]
    count = int(below.sum())
    return (np.where(values < 0, np.float32(0), values) if count else values), count, []


def untaught(lesson: Lesson) -> tuple[np.ndarray, dict[str, int]]:
    """Which groups cannot teach, (cell, group) bool; and the tally that tells whether units slipped."""
    rule = lesson.rule
    ref, ref_sums = lesson.once("days", lambda: _seen(lesson.reference, lesson.ref_groups, rule))
    hist, hist_sums = _seen(lesson.historical, lesson.hist_groups, rule)
    few = (ref[..., 0] < rule.least_days) | (hist[..., 0] < rule.least_days)
    if not rule.times:
        return few, {}
    wet = ~few & (ref[..., 1] > _NEARLY_DRY * ref[..., 0])
    by_lot = wet & (hist[..., 1] == 0)
    tally = {"wet": int(wet.sum()), "by_lot": int(by_lot.sum())}
    tally |= {"cells": len(wet), "wet_day": len(wet) * _whole(rule.wet_day)}
    for name, sums in (("ref", ref_sums), ("hist", hist_sums)):
        tally |= {f"{name}_sum": sum(map(_whole, sums[:, 0].tolist())), f"{name}_days": int(sums[:, 1].sum())}
    return few | by_lot, tally


def slips(tally: Mapping[str, int]) -> list[Problem]:
    """What shows that units slipped, by a tally of `untaught`, or the sum of those of all parts of a grid.

    Every group of every cell that is wet in the reference, or the means of all: one dry corner of a grid tells nothing.
    """
    if not tally:
        return []
    ref_mean, hist_mean = (_mean(tally[f"{name}_sum"], tally[f"{name}_days"]) for name in ("ref", "hist"))
    wet_day = _mean(tally["wet_day"], tally["cells"])
    if 0 < tally["wet"] == tally["by_lot"]:
        what = "the model never has a wet day where the reference rains: another unit, or a model of no use here"
        got = f"means of {ref_mean:g} (reference) and {hist_mean:g} (model), wet_day {wet_day:g}"
        return [Problem("adjust.units", "adjust, historical", what, got, "one unit for all", _UNITS)]
    if _far_apart(ref_mean, hist_mean, wet_day):
        what = "the means of reference and model are a thousandfold apart, so one unit must be another one"
        got = f"{ref_mean:g} (reference) and {hist_mean:g} (model)"
        return [Problem("adjust.units", "adjust, historical", what, got, "one unit for all", _UNITS)]
    return []


def refuse_slips(tally: Mapping[str, int]) -> None:
    """Raise `Refused` when a tally shows that units slipped."""
    refuse_if(slips(tally))


def _whole(value: float) -> int:
    """Sums of whole numbers are the same in any order, so however a grid is cut."""
    return round(value * _STEPS) if math.isfinite(value) else 0


def _mean(total: int, count: int) -> float:
    return total / _STEPS / count if count else math.nan


def _far_apart(one: float, other: float, wet_day: float) -> bool:
    """Where both hardly rain, a ratio of means says nothing."""
    low, high = sorted((one, other))
    return low > 0 and high > _TOO_FAR * low and high >= 0.1 * wet_day


def _seen(values, groups, rule: Rule) -> tuple[np.ndarray, np.ndarray]:
    """Days and wet days of each group, window counted in: (cell, group, 2) int64; and each cell's sum and days."""
    found, sums = np.empty((values.shape[0], groups.count, 2), np.int64), np.empty((values.shape[0], 2))
    number, sizes = integers(groups.number, np.int16), np.diff(groups.order[1]).astype(np.int64)
    _tally(values, number, sizes, groups.window // 2, np.float32(rule.wet), found, sums)
    return found, sums


@njit(cache=True, nogil=True)
def _ends(values, found):
    """Lowest value and largest distance from 0 of each cell, and how many lie below 0."""
    for cell in range(values.shape[0]):
        lowest, largest, below = np.float32(0.0), np.float32(0.0), 0
        for at in range(values.shape[1]):
            value = values[cell, at]
            if abs(value) <= _MOST:
                lowest, largest = min(lowest, value), max(largest, abs(value))
                below += np.int64(value < 0)
        found[cell, 0], found[cell, 1], found[cell, 2] = lowest, largest, below


@njit(cache=True, nogil=True)
def _total(row):
    """How many days are there, and their sum; four at a time, so that they need not wait for one another."""
    days0 = days1 = days2 = days3 = 0
    sum0 = sum1 = sum2 = sum3 = 0.0
    i = 0
    while i + 4 <= row.size:
        a, b, c, d = row[i], row[i + 1], row[i + 2], row[i + 3]
        days0, sum0 = days0 + np.int64(abs(a) <= _MOST), sum0 + (np.float64(a) if abs(a) <= _MOST else 0.0)
        days1, sum1 = days1 + np.int64(abs(b) <= _MOST), sum1 + (np.float64(b) if abs(b) <= _MOST else 0.0)
        days2, sum2 = days2 + np.int64(abs(c) <= _MOST), sum2 + (np.float64(c) if abs(c) <= _MOST else 0.0)
        days3, sum3 = days3 + np.int64(abs(d) <= _MOST), sum3 + (np.float64(d) if abs(d) <= _MOST else 0.0)
        i += 4
    while i < row.size:
        a = row[i]
        days0, sum0 = days0 + np.int64(abs(a) <= _MOST), sum0 + (np.float64(a) if abs(a) <= _MOST else 0.0)
        i += 1
    return days0 + days1 + days2 + days3, sum0 + sum1 + sum2 + sum3


@njit(cache=True, nogil=True)
def _tally(values, number, sizes, half, wet, found, sums):
    groups = sizes.size
    own = np.empty((groups, 2), np.int64)
    for cell in range(values.shape[0]):
        row = values[cell]
        there, sums[cell, 0] = _total(row)
        sums[cell, 1] = there
        if there == row.size and wet <= -_MOST:
            for group in range(groups):
                own[group, 0] = own[group, 1] = sizes[group]
        else:
            own[:] = 0
            for at in range(row.size):
                own[number[at], 0] += np.int64(abs(row[at]) <= _MOST)
                own[number[at], 1] += np.int64((row[at] >= wet) & (row[at] <= _MOST) & (row[at] >= -_MOST))
        days = rainy = 0
        for group in range(-half, half + 1):
            days, rainy = days + own[group % groups, 0], rainy + own[group % groups, 1]
        # The window slides: one group enters, one leaves.
        enters, leaves = (half + 1) % groups, -half % groups
        for group in range(groups):
            found[cell, group, 0], found[cell, group, 1] = days, rainy
            days += own[enters, 0] - own[leaves, 0]
            rainy += own[enters, 1] - own[leaves, 1]
            enters = enters + 1 if enters + 1 < groups else 0
            leaves = leaves + 1 if leaves + 1 < groups else 0
