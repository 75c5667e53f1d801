"""Warmth told from the day of planting: when the crop is ripe, and how many days are too hot while it flowers."""

import math

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import NOT_A_SEASON, Outcome
from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.rules import least_warm

OPERATORS = (">", ">=")
_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)
_NO_SEASON = int(NOT_A_SEASON)


def degree_days_reached(
    tas, seasons: Seasons, planted, planted_outcome, *, amount: float, lower: float, upper: float = 350.0, within: int
):
    """The first day by which the warmth from planting on, the day of planting counted, adds up to an amount.

    tas        (cell, time) float32, daily mean [K]
    planted    (cell, season) [day after the season's first]; planted_outcome (cell, season) uint8, from a step before
    amount     [K day]; a part in a million less is enough
    lower      [K]; a colder day adds nothing
    upper      [K]; a warmer day adds as much as one of `upper`
    within     [day] from planting, planting day counted, in which it may be reached; the axis must run so far
    returns    date (cell, season) float32 [day after the season's first]; outcome (cell, season) uint8: HAPPENED;
               DID_NOT_HAPPEN when it is not reached `within`; UNKNOWN only when missing days could change the date, as
               each may have added nothing or as much as a day can; NOT_A_SEASON where nothing was planted
    source     McMaster and Wilhelm (1997), Agricultural and Forest Meteorology 87, 291-300: their first method, added
               up from planting

    Over 283 K the days from the second on add 5, 5, 0 and 5: 12 is reached on the fifth.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 9)], (6, 1), (6, 3))
    >>> tas = [[300, 288, 288, 280, 288, 288, 288, 288]]
    >>> found = degree_days_reached(tas, june, [[1]], [[1]], amount=12, lower=283, within=6)
    >>> [part.tolist() for part in found]
    [[[4.0]], [[1]]]
    """
    here = "degree_days_reached, "
    refuse_if(
        kelvin_threshold_problems(lower, here + "lower")
        + kelvin_threshold_problems(upper, here + "upper")
        + at_least(upper, lower, here + "upper")
        + at_least(amount, 0, here + "amount")
        + at_least(within, 1, here + "within")
    )
    values, dates, known = _told(tas, seasons, planted, planted_outcome, here + "tas")
    date, outcome = np.empty(dates.shape, np.float32), np.empty(dates.shape, np.uint8)
    rule = (float(amount) * (1.0 - 1e-6), float(lower), float(upper), int(within))
    _reached(values, integers(seasons.first), integers(seasons.reach), dates, known, rule, date, outcome)
    return date, outcome


def hot_days_after(
    tasmax, seasons: Seasons, planted, planted_outcome, *, wait: int, days: int, threshold: float, operator: str = ">"
):
    """Hot days in a stretch of days that is told from the day of planting, such as the weeks of flowering.

    tasmax     (cell, time) float32, daily [K]
    planted, planted_outcome  as in `degree_days_reached`
    wait       [day] from planting to the first day of the stretch; 0: from the day of planting on
    days       [day], length of the stretch
    threshold  [K], rounded to float32 as the data were; operator ">" or ">="
    returns    value (cell, season) float32 [day], 0 included; outcome (cell, season) uint8: UNKNOWN when a day of the
               stretch is missing or after the end of the record, NOT_A_SEASON where nothing was planted
    source     WMO-No. 1203 (2017), Guidelines on the Calculation of Climate Normals: days over a threshold; here the
               days hang on planting

    Planted on day 1; of days 3 to 5 two are hot.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 9)], (6, 1), (6, 3))
    >>> tasmax = [[310, 310, 310, 310, 300, 309, 310, 310]]
    >>> found = hot_days_after(tasmax, june, [[1]], [[1]], wait=2, days=3, threshold=308.15)
    >>> [part.tolist() for part in found]
    [[[2.0]], [[1]]]
    """
    here = "hot_days_after, "
    refuse_if(
        one_of(operator, OPERATORS, here + "operator")
        + kelvin_threshold_problems(threshold, here + "threshold")
        + at_least(wait, 0, here + "wait")
        + at_least(days, 1, here + "days")
    )
    values, dates, known = _told(tasmax, seasons, planted, planted_outcome, here + "tasmax")
    value, outcome = np.empty(dates.shape, np.float32), np.empty(dates.shape, np.uint8)
    rule = (int(wait), int(days), least_warm(threshold, operator))
    _hot(values, integers(seasons.first), integers(seasons.reach), dates, known, rule, value, outcome)
    return value, outcome


def _told(values, seasons, planted, planted_outcome, where):
    """Temperatures, and the dates of planting with their outcomes, as the kernels take them."""
    values = cells_by_time(values, where, len(seasons.season))
    refuse_if(kelvin_problems(values, where))
    dates, known = np.require(planted, np.float32, ["C", "W"]), np.require(planted_outcome, np.uint8, ["C", "W"])
    shape = (values.shape[0], len(seasons))
    if dates.shape != shape or known.shape != shape:
        got = f"{dates.shape} and {known.shape}"
        raise Refused(Problem("array.shape", where, "a planting for each cell and season", got, str(shape)))
    return values, dates, known


@njit(cache=True, nogil=True)
def _unplanted(date, known):
    """What a season without a known date of planting is; -1 where there is one."""
    if known == _HAPPENED and date >= 0:
        return -1
    return _UNKNOWN if known in (_HAPPENED, _UNKNOWN) else _NO_SEASON


@njit(cache=True, nogil=True)
def _day_of(row, begin, reach, rule, filling):
    """Days from planting to the day on which it is reached, when a missing day adds `filling`; -1 when never."""
    amount, lower, upper, within = rule
    total = 0.0
    for day in range(within):
        today = np.float64(row[begin + day]) if begin + day < reach else np.nan
        added = min(max(today - lower, 0.0), upper - lower)
        total += filling if today != today else added
        if total >= amount:
            return day
    return -1


@njit(cache=True, nogil=True)
def _reached(tas, first, reach, planted, known, rule, date, outcome):
    for cell in range(tas.shape[0]):
        for season in range(first.size):
            date[cell, season] = math.nan
            none = _unplanted(planted[cell, season], known[cell, season])
            if none >= 0:
                outcome[cell, season] = none
                continue
            begin = first[season] + int(planted[cell, season])
            late = _day_of(tas[cell], begin, reach[season], rule, 0.0)
            if late != _day_of(tas[cell], begin, reach[season], rule, rule[2] - rule[1]):
                outcome[cell, season] = _UNKNOWN
            elif late < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season] = _HAPPENED
                date[cell, season] = planted[cell, season] + late


@njit(cache=True, nogil=True)
def _hot(tasmax, first, reach, planted, known, rule, value, outcome):
    wait, days, least = rule
    for cell in range(tasmax.shape[0]):
        for season in range(first.size):
            value[cell, season] = math.nan
            none = _unplanted(planted[cell, season], known[cell, season])
            if none >= 0:
                outcome[cell, season] = none
                continue
            begin = first[season] + int(planted[cell, season]) + wait
            count, gone = 0, max(0, begin + days - reach[season])
            for at in range(begin, min(begin + days, reach[season])):
                count += tasmax[cell, at] >= least
                gone += tasmax[cell, at] != tasmax[cell, at]
            outcome[cell, season] = _UNKNOWN if gone else _HAPPENED
            if not gone:
                value[cell, season] = count
