"""Counting the days of a season that pass a threshold: wet days, heavy rain, hot days, frost, by one kernel."""

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import OPERATORS, least_wet, missing_problems, settle


def wet_days(rain, seasons: Seasons, *, wet_day: float = 1.0, operator: str = ">=", missing="any"):
    """Wet days of each season; days of heavy rain with a larger `wet_day`, dry days with "<" or "<=".

    rain      (cell, time) float32, daily [mm/day]
    wet_day   [mm/day]; a part in a million off is equal to it
    operator  ">=" or ">" for days with at least, or more than, that much; "<" or "<=" for dry days
    missing   "any": one missing day makes the season unknown; a number: so many days may be missing, and the days that
              pass are counted among the known ones
    returns   value (cell, season) float32 [day], not a number where unknown; outcome (cell, season) uint8, HAPPENED
              for every season that could be counted, zero days included. A season so far counts the days there are.
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: R10mm, R20mm, Rnnmm (days with nn mm or more)

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 7)], (6, 1), (6, 6))
    >>> rain = [[0, 0.9, 1, 12, 25, 0.2], [0, 3, float("nan"), 12, 25, 0]]
    >>> [found.tolist() for found in wet_days(rain, june)]
    [[[3.0], [nan]], [[1], [0]]]
    >>> [found.tolist() for found in wet_days(rain, june, wet_day=10, missing=1)]
    [[[2.0], [2.0]], [[1], [1]]]
    """
    here = "wet_days, "
    refuse_if(_problems(operator, missing, here) + at_least(wet_day, 0, here + "wet_day"))
    return count_days(rain, seasons, least_wet(wet_day, operator), operator, missing, here + "rain")


def count_days(values, seasons: Seasons, least, operator: str, missing, name: str):
    """Days of each season at or above `least` (operator ">" or ">="), or below it; see `rules.least_passing`."""
    values = cells_by_time(values, name, len(seasons.season))
    days = integers(seasons.present)
    passed, absent = (np.empty((values.shape[0], len(seasons)), np.int32) for _ in range(2))
    _tally(values, integers(seasons.first), days, np.float32(least), passed, absent)
    return settle(passed if operator in (">", ">=") else days - absent - passed, absent, days, missing)


def days_above_each(values, seasons: Seasons, thresholds, group, *, operator: str = ">", missing="any"):
    """Days of each season that pass a threshold of their own cell and group: above the 90th percentile of the month.

    values     (cell, time) float32, any unit
    thresholds (cell, group) float32, the same unit; not a number: days of that group are unknown
    group      (time) integers, the column of `thresholds` for each day; a day of any other number is unknown
    operator   ">", ">=", "<" or "<="; both sides are float32 and compared as they are
    missing    "any", or how many days may be missing
    returns    value (cell, season) float32 [day]; outcome (cell, season) uint8
    source     Zhang et al. (2011), WIREs Climate Change 2, 851-870: TX90p and its kin, here as days

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> [found.tolist() for found in days_above_each([[1, 2, 3, 4]], june, [[0, 3]], [0, 0, 1, 1])]
    [[[3.0]], [[1]]]
    """
    here = "days_above_each, "
    refuse_if(_problems(operator, missing, here))
    values = cells_by_time(values, here + "values", len(seasons.season))
    table = cells_by_time(thresholds, here + "thresholds")
    group, days = integers(group), integers(seasons.present)
    if table.shape[0] != values.shape[0] or group.shape != (values.shape[1],):
        got, allowed = f"{table.shape} and {group.shape}", f"({values.shape[0]}, groups) and ({values.shape[1]},)"
        what = "thresholds and groups must be of the same cells and days"
        raise Refused(Problem("array.shape", here + "thresholds", what, got, allowed))
    passed, absent = (np.empty((values.shape[0], len(seasons)), np.int32) for _ in range(2))
    strict = operator in (">", "<=")
    _tally_each(values, integers(seasons.first), days, table, group, strict, passed, absent)
    return settle(passed if operator in (">", ">=") else days - absent - passed, absent, days, missing)


def _problems(operator, missing, here):
    return one_of(operator, OPERATORS, here + "operator") + missing_problems(missing, here + "missing")


@njit(cache=True, nogil=True)
def _tally(values, first, days, least, passed, absent):
    """Days at or above `least`, and missing days, of each season."""
    for cell in range(values.shape[0]):
        for season in range(first.size):
            row = values[cell, first[season] : first[season] + days[season]]
            count, gone = np.int32(0), np.int32(0)
            for at in range(row.size):
                count += np.int32(row[at] >= least)
                gone += np.int32(row[at] != row[at])
            passed[cell, season] = count
            absent[cell, season] = gone


@njit(cache=True, nogil=True)
def _tally_each(values, first, days, thresholds, group, strict, passed, absent):
    """As `_tally`, with a threshold for each cell and group."""
    for cell in range(values.shape[0]):
        for season in range(first.size):
            count, gone = 0, 0
            for at in range(first[season], first[season] + days[season]):
                today, threshold = values[cell, at], np.float32(np.nan)
                if 0 <= group[at] < thresholds.shape[1]:
                    threshold = thresholds[cell, group[at]]
                if today != today or threshold != threshold:
                    gone += 1
                elif today > threshold or (today == threshold and not strict):
                    count += 1
            passed[cell, season] = count
            absent[cell, season] = gone
