"""The growing season by temperature: from the first warm spell to the first cold spell of the year's second half.

Missing days. A warm day more can only bring the start forward and put the end off, so start, end and length are known
when they are the same with every missing day warm and with every missing day cold; that is exact.
"""

import numpy as np
from numba import njit

from climserv.vocabulary.outcomes import Outcome
from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time, integers, one_of
from ..calendars import Seasons, number_of
from ..kelvin import kelvin_problems, kelvin_threshold_problems
from ..seasons.rules import least_warm

_HAPPENED, _UNKNOWN, _NOT = int(Outcome.HAPPENED), int(Outcome.UNKNOWN), int(Outcome.DID_NOT_HAPPEN)


def growing_season_length(
    tas,
    seasons: Seasons,
    *,
    middle=(7, 1),
    threshold: float = 278.15,
    operator: str = ">",
    window: int = 6,
):
    """Days from the first `window` warm days in a row to the first `window` days in a row that are not warm.

    tas       (cell, time) float32, daily mean [K]
    seasons   1 January to 31 December north of the equator, 1 July to 30 June south of it
    middle    month-day within the season: the first day of the start must come before it, and the end is searched from
              it on (1 July in the north, 1 January in the south)
    threshold [K]; operator ">" or ">="; `window` [day]
    returns   length (cell, season) float32 [day], the cold days not counted; up to the season's last day when it has no
              end. outcome (cell, season) uint8: DID_NOT_HAPPEN when no warm spell starts it, UNKNOWN when a missing day
              could change the answer
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: GSL; xclim's has the operator ">="

    >>> year = seasons_of(days_between((2001, 1, 1), (2001, 12, 31)), (1, 1), (12, 31))
    >>> tas = np.full((1, 365), 270.0)
    >>> tas[0, 100:300] = 285
    >>> [found.tolist() for found in growing_season_length(tas, year)]
    [[[200.0]], [[1]]]
    """
    here = "growing_season_length, "
    refuse_if(
        one_of(operator, (">", ">="), here + "operator")
        + kelvin_threshold_problems(threshold, here + "threshold")
        + at_least(window, 1, here + "window")
        + _outside(middle, seasons, here)
    )
    values = cells_by_time(tas, here + "tas", len(seasons.season))
    refuse_if(kelvin_problems(values, here + "tas"))
    years = np.asarray(seasons.years, np.int64)
    halfway = number_of(years + (tuple(middle) < seasons.start), middle, seasons.calendar)
    halfway = integers(halfway - number_of(years, seasons.start, seasons.calendar))
    shape = (values.shape[0], len(seasons))
    value, outcome = np.empty(shape, np.float32), np.empty(shape, np.uint8)
    axis = (integers(seasons.first), integers(seasons.length), integers(seasons.reach), halfway)
    _growing(values, *axis, least_warm(threshold, operator), int(window), value, outcome)
    return value, outcome


def _outside(middle, seasons, here):
    """A problem when the middle is no day of the season."""
    day, start, end = tuple(middle), seasons.start, seasons.end
    inside = start <= day <= end if start <= end else day >= start or day <= end
    if inside:
        return []
    allowed = f"a month-day from {start[0]}-{start[1]} to {end[0]}-{end[1]}"
    return [Problem("season.day", here + "middle", "the middle is not in the season", f"{day[0]}-{day[1]}", allowed)]


@njit(cache=True, nogil=True)
def _first_run(row, begin, end, upto, reach, least, warm, window, filling):
    """First position from `begin`, before `end`, of `window` warm (or not warm) days up to `upto`; -1 when none."""
    run = 0
    for at in range(begin, min(end + window - 1, upto)):
        missing = at >= reach or row[at] != row[at]
        is_warm = filling if missing else row[at] >= least
        run = run + 1 if is_warm == warm else 0
        if run >= window:
            return at - window + 1
    return -1


@njit(cache=True, nogil=True)
def _length(row, begin, days, reach, halfway, least, window, filling):
    end = begin + days
    start = _first_run(row, begin, begin + halfway, end, reach, least, True, window, filling)
    if start < 0:
        return -1
    stop = _first_run(row, max(begin + halfway, start + window), end, end, reach, least, False, window, filling)
    return (end if stop < 0 else stop) - start


@njit(cache=True, nogil=True)
def _growing(values, first, length, reach, halfway, least, window, value, outcome):
    for cell in range(values.shape[0]):
        row = values[cell]
        for season in range(first.size):
            axis = (first[season], length[season], reach[season], halfway[season])
            longest = _length(row, *axis, least, window, True)
            value[cell, season] = np.nan
            if longest != _length(row, *axis, least, window, False):
                outcome[cell, season] = _UNKNOWN
            elif longest < 0:
                outcome[cell, season] = _NOT
            else:
                outcome[cell, season] = _HAPPENED
                value[cell, season] = longest
