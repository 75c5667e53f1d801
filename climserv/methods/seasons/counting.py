"""Counting the days of a season that pass a threshold."""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import cells_by_time, integers, one_of
from ..calendars import Seasons

OPERATORS = (">", ">=", "<", "<=")
_HAPPENED, _UNKNOWN = int(Outcome.HAPPENED), int(Outcome.UNKNOWN)


def hot_days(tasmax, seasons: Seasons, *, threshold: float, operator: str = ">", missing: str = "any"):
    """Days of each season whose highest temperature is above a threshold.

    tasmax    (cell, time) float32, daily [K]
    threshold [K], rounded to float32 before it is compared, because the data were: so `>=` counts a day of exactly
              30 degC, which both sides hold as the float32 next to 303.15 K
    operator  ">" or ">=" ("<" and "<=" count cold days)
    missing   "any": one missing day makes the season unknown
    returns   value (cell, season) float32 [day], not a number where unknown; outcome (cell, season) uint8,
              HAPPENED for every season that could be counted, zero days included
    source    WMO-No. 1203 (2017), Guidelines on the Calculation of Climate Normals: days over a threshold

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 6)], (6, 1), (6, 5))
    >>> value, outcome = hot_days([[303.15, 300.0, 304.2, 303.15, 290.0]], june, threshold=303.15, operator=">=")
    >>> value.tolist(), outcome.tolist()
    ([[3.0]], [[1]])
    >>> hot_days([[303.15, 300.0, 304.2, 303.15, float("nan")]], june, threshold=303.15)[1].tolist()
    [[0]]
    """
    refuse_if(one_of(operator, OPERATORS, "hot_days, operator") + one_of(missing, ("any",), "hot_days, missing"))
    values = cells_by_time(tasmax, "hot_days, tasmax", len(seasons.season))
    shape = (values.shape[0], len(seasons))
    value, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    first, length = integers(seasons.first), integers(seasons.length)
    _count(values, first, length, float(np.float32(threshold)), OPERATORS.index(operator), value, outcome)
    return value, outcome


@njit(cache=True, nogil=True)
def _passes(value, threshold, operator):
    if operator == 0:
        return value > threshold
    if operator == 1:
        return value >= threshold
    if operator == 2:
        return value < threshold
    return value <= threshold


@njit(cache=True, nogil=True)
def _count(values, first, length, threshold, operator, value, outcome):
    for cell in range(values.shape[0]):
        for season in range(first.size):
            begin, days, known = first[season], 0, True
            for at in range(begin, begin + length[season]):
                today = np.float64(values[cell, at])
                known &= today == today
                days += _passes(today, threshold, operator)
            value[cell, season] = days if known else np.nan
            outcome[cell, season] = _HAPPENED if known else _UNKNOWN
