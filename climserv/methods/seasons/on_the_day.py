"""The start of the rains as those know it who live through it: by the rain up to that day, and nothing after it."""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons
from .rules import EQUAL_WITHIN, least_wet

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def onset_on_the_day(
    rain,
    seasons: Seasons,
    *,
    amount: float,
    window: int,
    wet_day: float = 1.0,
    operator: str = ">=",
    wet_days: int = 1,
):
    """First day of each search by which enough rain has come within the last days, that day among them.

    rain      (cell, time) float32, daily [mm/day]; not a number is missing
    seasons   the search seasons: the day lies in them, and only rain from their first day on counts
    amount    least rain of the last `window` days [mm]; amounts within a part in a million are equal
    window    [day], 1 or more
    wet_day   [mm/day]; operator ">=" or ">"
    wet_days  least wet days among those days, 1 or more
    returns   day (cell, season) float32 [day after the search start], not a number when none; outcome (cell, season)
              uint8. More rain can only bring the day forward, so it is UNKNOWN just where the driest and the wettest
              filling of missing days disagree
    source    Marteau et al. (2011), Agricultural and Forest Meteorology 151, 1356-1369: what farmers sow after; IRI's
              ENACTS maproom of germinating rain is told without a look at later dry spells, too

    12 and 9 mm on days 1 and 2: the 20 mm are there on day 2, whatever comes after.

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 7)], (6, 1), (6, 6))
    >>> [found.tolist() for found in onset_on_the_day([[0, 12, 9, 0, 0, 0]], june, amount=20, window=3)]
    [[[2.0]], [[1]]]
    """
    here = "onset_on_the_day, "
    least = (("amount", amount, 0), ("wet_day", wet_day, 0), ("window", window, 1), ("wet_days", wet_days, 1))
    refuse_if(
        one_of(operator, (">=", ">"), here + "operator")
        + [problem for what, value, low in least for problem in at_least(value, low, here + what)]
    )
    values = cells_by_time(rain, here + "rain", len(seasons.season))
    rule = (float(amount) * (1.0 - EQUAL_WITHIN), int(window), least_wet(wet_day, operator), int(wet_days))
    shape = (values.shape[0], len(seasons))
    day, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    _each(values, integers(seasons.first), integers(seasons.present), integers(seasons.length), rule, day, outcome)
    return day, outcome


@njit(cache=True, nogil=True)
def _first_day(row, begin, end, rule, filling):
    """Day after `begin` by which enough has come; -1 when there is none up to `end`. Missing days hold `filling`."""
    amount, window, least, wet_days = rule
    for at in range(begin, end):
        total, wet = 0.0, 0
        for past in range(max(begin, at - window + 1), at + 1):
            today = row[past] if row[past] == row[past] else filling
            total += today
            wet += today >= least
        if total >= amount and wet >= wet_days:
            return at - begin
    return -1


@njit(cache=True, nogil=True)
def _each(rain, first, present, length, rule, day, outcome):
    for cell in range(rain.shape[0]):
        for season in range(first.size):
            begin, end = first[season], first[season] + present[season]
            found = _first_day(rain[cell], begin, end, rule, np.float32(0))
            known = found == _first_day(rain[cell], begin, end, rule, np.float32(np.inf))
            # Of a season so far the days to come are not known.
            known = known and (found >= 0 or present[season] == length[season])
            day[cell, season] = found if known and found >= 0 else np.nan
            outcome[cell, season] = (_HAPPENED if found >= 0 else _NOT) if known else _UNKNOWN
