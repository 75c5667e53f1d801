"""The second good rain: the day for those who wait, after a first one, until another has come soon enough."""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import EQUAL_WITHIN, least_wet

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def second_rain_on_the_day(
    rain,
    seasons: Seasons,
    *,
    amount: float,
    window: int,
    within: int,
    wet_day: float = 1.0,
    operator: str = ">=",
    wet_days: int = 1,
):
    """First day of each search by which enough rain has come a second time, within so many days of the first time.

    rain      (cell, time) float32, daily [mm/day]; not a number is missing
    seasons   the search seasons: the day lies in them, and only rain from their first day on counts
    amount    least rain of the last `window` days [mm], the first and the second time; of the second time only days
              after the first are added up. Amounts within a part in a million are equal
    window    [day], 1 or more
    within    [day], 1 or more: the second time is at most so many days after a day by which enough had come. Where it
              is not, the next such day is waited from
    wet_day   [mm/day]; operator ">=" or ">"
    wet_days  least wet days each time, 1 or more
    returns   day (cell, season) float32 [day after the search start], not a number when none; outcome (cell, season)
              uint8. It is never before `onset_on_the_day` of the same numbers. More rain can only bring the day
              forward, so it is UNKNOWN just where the driest and the wettest filling of missing days disagree
    source    Marteau et al. (2011), Agricultural and Forest Meteorology 151, 1356-1369, for the first rain of 10 mm in
              2 days after which farmers sow; that some wait for another is what groups say

    12 mm on day 1, and 11 mm on day 4: the second rain is there on day 4.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 7)], (6, 1), (6, 6))
    >>> rain = [[0, 12, 0, 0, 11, 0]]
    >>> [found.tolist() for found in second_rain_on_the_day(rain, june, amount=10, window=2, within=3)]
    [[[4.0]], [[1]]]
    >>> [found.tolist() for found in second_rain_on_the_day(rain, june, amount=10, window=2, within=1)]
    [[[nan]], [[2]]]
    """
    here = "second_rain_on_the_day, "
    least = (("amount", amount, 0), ("wet_day", wet_day, 0), ("window", window, 1), ("wet_days", wet_days, 1),
             ("within", within, 1))  # fmt: skip
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + [problem for what, value, low in least for problem in at_least(value, low, here + what)]
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    wet = least_wet(wet_day, operator)
    rule = (float(amount) * (1.0 - EQUAL_WITHIN), int(window), wet, int(wet_days), int(within))
    shape = (values.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    _each(values, integers(seasons.first), integers(seasons.present), integers(seasons.length), rule, day, outcome)
    return day, outcome


@njit(cache=True, nogil=True)
def _enough(row, begin, at, rule, filling):
    """Whether the last days up to `at`, from `begin` on, have brought enough. Missing days hold `filling`."""
    amount, window, least, wet_days, _ = rule
    total, wet = 0.0, 0
    for past in range(max(begin, at - window + 1), at + 1):
        today = row[past] if row[past] == row[past] else filling
        total += today
        wet += today >= least
    return total >= amount and wet >= wet_days


@njit(cache=True, nogil=True)
def _second_day(row, begin, end, rule, filling):
    """Day after `begin` by which enough has come again; -1 when there is none up to `end`."""
    for at in range(begin + 1, end):
        for first in range(max(begin, at - rule[4]), at):
            if _enough(row, begin, first, rule, filling) and _enough(row, first + 1, at, rule, filling):
                return at - begin
    return -1


@njit(cache=True, nogil=True)
def _each(rain, first, present, length, rule, day, outcome):
    for cell in range(rain.shape[0]):
        for season in range(first.size):
            begin, end = first[season], first[season] + present[season]
            found = _second_day(rain[cell], begin, end, rule, np.float32(0))
            known = found == _second_day(rain[cell], begin, end, rule, np.float32(np.inf))
            # Of a season so far the days to come are not known.
            known = known and (found >= 0 or present[season] == length[season])
            day[cell, season] = found if known and found >= 0 else np.nan
            outcome[cell, season] = (_HAPPENED if found >= 0 else _NOT) if known else _UNKNOWN
