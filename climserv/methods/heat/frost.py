"""Frost dates: the last frost of spring and the first of autumn.

Missing days. Whether a missing day had frost can only move the last frost later and the first one earlier, so a date is
known when it is the same with frost on every missing day and with frost on none; that is exact. Days to come of a
season so far, and days after the end of the record, are missing days.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import cells_by_time, integers, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.rules import least_warm

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def last_spring_frost(tasmin, seasons: Seasons, *, threshold: float = 273.15, operator: str = "<"):
    """Last day of each search season with frost, in days after its first.

    tasmin    (cell, time) float32, daily [K]
    seasons   the spring in which it is searched, such as 1 January to 30 June
    threshold [K], rounded to float32 as the data were; operator "<" or "<="
    returns   day (cell, season) float32, not a number when none; outcome (cell, season) uint8: DID_NOT_HAPPEN in a
              spring without frost, UNKNOWN when a missing day could change the answer
    source    Project team ECA&D (2013), Algorithm Theoretical Basis Document, frost; xclim's `last_spring_frost`

    >>> spring = seasons_of([(2001, 4, d) for d in range(1, 7)], (4, 1), (4, 6))
    >>> [found.tolist() for found in last_spring_frost([[270, 275, 272, 280, 281, 282]], spring)]
    [[[2.0]], [[1]]]
    """
    return _dated("last_spring_frost", tasmin, seasons, threshold, operator, last=True)


def first_autumn_frost(tasmin, seasons: Seasons, *, threshold: float = 273.15, operator: str = "<"):
    """First day of each search season with frost, in days after its first; all as `last_spring_frost`.

    seasons   the autumn in which it is searched, such as 1 July to 31 December
    source    Project team ECA&D (2013), Algorithm Theoretical Basis Document, frost

    >>> autumn = seasons_of([(2001, 10, d) for d in range(1, 7)], (10, 1), (10, 6))
    >>> [found.tolist() for found in first_autumn_frost([[280, 275, 272, 270, 281, 265]], autumn)]
    [[[2.0]], [[1]]]
    """
    return _dated("first_autumn_frost", tasmin, seasons, threshold, operator, last=False)


def _dated(name, tasmin, seasons, threshold, operator, last):
    here = name + ", "
    refuse_if(
        one_of(operator, ("<", "<="), here + "operator") + kelvin_threshold_problems(threshold, here + "threshold")
    )
    values = cells_by_time(tasmin, here + "tasmin", len(seasons.season))
    refuse_if(kelvin_problems(values, here + "tasmin"))
    shape = (values.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach))
    _frost(values, *axis, least_warm(threshold, operator), last, day, outcome)
    return day, outcome


@njit(cache=True, nogil=True)
def _is_frost(row, at, reach, least, filling):
    if at >= reach or row[at] != row[at]:
        return filling
    return row[at] < least


@njit(cache=True, nogil=True)
def _found(row, begin, end, reach, least, last, filling):
    """Position of the first or last day of frost, -1 when there is none; a missing day is one when `filling`."""
    if last:
        for at in range(end - 1, begin - 1, -1):
            if _is_frost(row, at, reach, least, filling):
                return at
    else:
        for at in range(begin, end):
            if _is_frost(row, at, reach, least, filling):
                return at
    return -1


@njit(cache=True, nogil=True)
def _frost(values, first, length, reach, least, last, day, outcome):
    for cell in range(values.shape[0]):
        row = values[cell]
        for season in range(first.size):
            begin, end = first[season], first[season] + length[season]
            found = _found(row, begin, end, reach[season], least, last, True)
            day[cell, season] = np.nan
            if found != _found(row, begin, end, reach[season], least, last, False):
                outcome[cell, season] = _UNKNOWN
            elif found < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season] = _HAPPENED
                day[cell, season] = found - begin
