"""Sums of rain: over a season, over its wettest few days, for each wet day."""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import EQUAL_WITHIN, least_wet, missing_problems, settle

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def seasonal_total(rain, seasons: Seasons, *, missing="any"):
    """Rain of each season.

    rain      (cell, time) float32, daily [mm/day]
    missing   "any": one missing day makes the season unknown; a number: so many days may be missing, and the sum is
              that of the known days, so it is too small by what fell on the others
    returns   value (cell, season) float32 [mm], not a number where unknown; outcome (cell, season) uint8. A season so
              far has the sum so far.
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: PRCPTOT, here with drizzle

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> [found.tolist() for found in seasonal_total([[0, 2.5, 0.5, 10], [0, float("nan"), 4, 1]], june)]
    [[[13.0], [nan]], [[1], [0]]]
    >>> seasonal_total([[0, float("nan"), 4, 1]], june, missing=1)[0].tolist()
    [[5.0]]
    """
    refuse_if(missing_problems(missing, "seasonal_total, missing"))
    total, _, absent = _summed(rain, seasons, -np.inf, "seasonal_total, rain")
    return settle(total, absent, integers(seasons.present), missing)


def rain_of_heavy_days(rain, seasons: Seasons, *, heavy: float, operator: str = ">=", missing="any"):
    """Rain that falls on the days of heavy rain of each season; the rain of all other days is left out.

    rain      (cell, time) float32, daily [mm/day]
    heavy     [mm/day]; a day is heavy when its rain is `operator` that, ">=" or ">"
    missing   "any", or how many days may be missing
    returns   value (cell, season) float32 [mm], 0 in a season without such a day; outcome (cell, season) uint8
    source    Wischmeier and Smith (1978), Predicting rainfall erosion losses, USDA Agriculture Handbook 537: rains
              below 12.7 mm are left out of the erosion index; there storms, here days

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> rain_of_heavy_days([[12.75, 2, 30, 12.5]], june, heavy=12.7)[0].tolist()
    [[42.75]]
    """
    here = "rain_of_heavy_days, "
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + at_least(heavy, 0, here + "heavy")
        + missing_problems(missing, here + "missing")
    )
    total, _, absent = _summed(rain, seasons, least_wet(heavy, operator), here + "rain")
    return settle(total, absent, integers(seasons.present), missing)


def rain_per_wet_day(rain, seasons: Seasons, *, wet_day: float = 1.0, operator: str = ">=", missing="any"):
    """Mean rain of the wet days of each season (SDII).

    rain      (cell, time) float32, daily [mm/day]
    wet_day   [mm/day]; operator ">=" or ">"
    missing   "any", or how many days may be missing
    returns   value (cell, season) float32 [mm/day], outcome (cell, season) uint8: DID_NOT_HAPPEN in a season without a
              wet day, which has no such mean
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: SDII

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 5)], (6, 1), (6, 4))
    >>> [found.tolist() for found in rain_per_wet_day([[0.5, 2, 0, 10], [0, 0, 0, 0.4]], june)]
    [[[6.0], [nan]], [[1], [2]]]
    """
    here = "rain_per_wet_day, "
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + at_least(wet_day, 0, here + "wet_day")
        + missing_problems(missing, here + "missing")
    )
    total, wet, absent = _summed(rain, seasons, least_wet(wet_day, operator), here + "rain")
    mean = np.divide(total, wet, out=np.full(total.shape, np.nan), where=wet > 0)
    value, outcome = settle(mean, absent, integers(seasons.present), missing)
    outcome[(outcome == _HAPPENED) & (wet == 0)] = _NOT
    return value, outcome


def wettest_days(rain, seasons: Seasons, *, days: int = 1, missing="any"):
    """Most rain of so many days in a row within each season (Rx1day, Rx5day), and when it fell.

    rain      (cell, time) float32, daily [mm/day]
    days      length of the window, which lies wholly in the season
    missing   "any": one missing day makes the season unknown, as any amount may have fallen on it; a number: so many
              may be missing, and windows that hold one are passed over
    returns   value (cell, season) float32 [mm]; day (cell, season) float32 [day after the season's first] on which the
              window begins, the first of windows that are equal within a part in a million; outcome (cell, season)
              uint8: DID_NOT_HAPPEN when the season is shorter than the window, UNKNOWN when each window holds one or,
              in a season so far, is still to come
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: RX1day, RX5day

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 7)], (6, 1), (6, 6))
    >>> [found.tolist() for found in wettest_days([[0, 20, 0, 12, 9, 1]], june, days=2)]
    [[[21.0]], [[3.0]], [[1]]]
    >>> [found.tolist() for found in wettest_days([[0, 20, 0, 12, 9, 1]], june)]
    [[[20.0]], [[1.0]], [[1]]]
    """
    here = "wettest_days, "
    refuse_if(at_least(days, 1, here + "days") + missing_problems(missing, here + "missing"))
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    present = integers(seasons.present)
    shape = (values.shape[0], len(seasons))
    most, day, absent = np.empty(shape, np.float64), np.empty(shape, np.float32), np.empty(shape, np.int32)
    _wettest(values, integers(seasons.first), present, int(days), most, day, absent)
    value, outcome = settle(most, absent, present, missing)
    outcome[np.isnan(value)] = _UNKNOWN
    outcome[:, integers(seasons.length) < days] = _NOT
    day[outcome != _HAPPENED] = np.nan
    return value, day, outcome


def _summed(rain, seasons, least, name):
    values = cells_by_time(rain, name, len(seasons.season))
    shape = (values.shape[0], len(seasons))
    total, counted, absent = np.empty(shape, np.float64), np.empty(shape, np.int32), np.empty(shape, np.int32)
    _sum(values, integers(seasons.first), integers(seasons.present), np.float32(least), total, counted, absent)
    return total, counted, absent


@njit(cache=True, nogil=True)
def _sum(values, first, days, least, total, counted, absent):
    """Sum and number of the values at or above `least`, and missing days, of each season, in the order of days."""
    for cell in range(values.shape[0]):
        for season in range(first.size):
            row = values[cell, first[season] : first[season] + days[season]]
            amount, count, gone = 0.0, 0, 0
            for at in range(row.size):
                today = row[at]
                passes = today >= least
                amount += np.float64(today) if passes else 0.0
                count += passes
                gone += today != today
            total[cell, season] = amount
            counted[cell, season] = count
            absent[cell, season] = gone


@njit(cache=True, nogil=True)
def _wettest_known(row, window):
    """Largest sum of `window` days in a row, none of them missing, and where it begins; -1 when the row is shorter."""
    amount = 0.0
    if row.size < window:
        return np.nan, -1
    for at in range(window):
        amount += np.float64(row[at])
    best, begin = amount, 0
    enough = best * (1.0 + EQUAL_WITHIN)
    for at in range(row.size - window):
        amount += np.float64(row[at + window]) - np.float64(row[at])
        if amount > enough:
            best, begin = amount, at + 1
            enough = best * (1.0 + EQUAL_WITHIN)
    return max(best, 0.0), begin


@njit(cache=True, nogil=True)
def _wettest(values, first, days, window, most, day, absent):
    """Largest sum of `window` known days in a row, where it begins, and missing days."""
    for cell in range(values.shape[0]):
        for season in range(first.size):
            row = values[cell, first[season] : first[season] + days[season]]
            gone = 0
            for at in range(row.size):
                gone += row[at] != row[at]
            best, begin, since = np.nan, -1, 0
            if gone == 0:
                best, begin = _wettest_known(row, window)
            else:
                for at in range(row.size + 1):
                    if at < row.size and row[at] == row[at]:
                        continue
                    amount, place = _wettest_known(row[since:at], window)
                    if place >= 0 and (begin < 0 or amount > best * (1.0 + EQUAL_WITHIN)):
                        best, begin = amount, since + place
                    since = at + 1
            most[cell, season] = best
            day[cell, season] = begin if begin >= 0 else np.nan
            absent[cell, season] = gone
