"""Days on which several things are right at once: warmth, rain, moist air, wind, each between its own bounds.

One rule serves what people ask of weather: good days of a mosquito, a fungus or a coffee tree, days on which fire runs.
"""

from collections.abc import Sequence

import numpy as np
from numba import njit

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import at_least, cells_by_time, integers
from ..calendars import Seasons
from ..seasons.rules import EQUAL_WITHIN, least_passing
from ..seasons.runs import DAYS, measure_runs


def days_within(bounded: Sequence, seasons: Seasons, *, over: int = 1, run: int = 1):
    """Days of each season on which every one of several variables lies between its bounds, both included.

    bounded   (values, lower, upper) of each variable: values (cell, time) float32 in any unit, bounds in the same unit
              or None for an open side; a part in a million off a bound is at it
    over      [day]; above 1 each day's value is the mean of that day and the days before it, so many in all
    run       [day]; only days in a row of at least so many are counted, those within the season
    missing   a day is known not to count when one variable is known to be out of its bounds; a season is unknown only
              when a missing day could change its answer. A mean with a missing day in it is missing
    returns   value (cell, season) float32 [day]; outcome (cell, season) uint8, HAPPENED where it could be counted
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: user-defined thresholds, here of several variables

    Warm enough on four days, dry enough on the first three:

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 6)], (6, 1), (6, 5))
    >>> warm, dry = ([[303, 304, 310, 305, 290]], 303, None), ([[0, 0.5, 1, 20, 0]], None, 1)
    >>> [found.tolist() for found in days_within([warm, dry], june)]
    [[[3.0]], [[1]]]
    >>> days_within([warm, dry], june, run=4)[0].tolist()
    [[0.0]]
    """
    here = "days_within, "
    refuse_if(
        ([] if bounded else [Problem("array.none", here + "bounded", "nothing is looked at", "none", "one or more")])
        + at_least(over, 1, here + "over")
        + at_least(run, 1, here + "run")
    )
    state = None
    for number, (values, lower, upper) in enumerate(bounded):
        where = f"{here}variable {number + 1}"
        refuse_if(_upside_down(lower, upper, where))
        values = cells_by_time(values, where, len(seasons.season))
        if state is not None and values.shape != state.shape:
            what = "all variables must be of the same cells and days"
            raise Refused(Problem("array.shape", where, what, str(values.shape), str(state.shape)))
        if over > 1:
            values = mean_of_days(values, seasons, days=over)
        here_too = _between(values, lower, upper)
        # Out of one bound is out, whatever else is missing.
        state = here_too if state is None else np.where((state == 0) | (here_too == 0), np.float32(0), state + here_too)
        state = np.minimum(state, np.float32(1))
    return measure_runs(state, seasons, 0.5, True, what=DAYS, shortest=run, exact=True)


def mean_of_days(values, seasons: Seasons, *, days: int):
    """The mean of each day and the days before it, `days` in all; missing where one is, or the axis has a hole there.

    values    (cell, time) float32, any unit
    returns   (cell, time) float32, of the days of the seasons; other days are not a number
    source    a trailing mean: of day d the sum of days d - `days` + 1 to d, by their number

    >>> june = seasons_of([(2001, 6, d) for d in range(1, 6)], (6, 2), (6, 5))
    >>> mean_of_days([[1, 2, 6, float("nan"), 4]], june, days=2).tolist()
    [[nan, 1.5, 4.0, nan, nan]]
    """
    here = "mean_of_days, "
    refuse_if(at_least(days, 1, here + "days"))
    values = cells_by_time(values, here + "values", len(seasons.season))
    found = np.empty_like(values)
    found[:] = np.nan
    _trailing(values, integers(seasons.first), integers(seasons.present), integers(seasons.since), int(days), found)
    return found


def _between(values, lower, upper):
    """1 between the bounds, 0 beyond one of them, not a number where the value is missing."""
    inside = np.ones(values.shape, bool)
    if lower is not None:
        inside &= values >= least_passing(lower, ">=", EQUAL_WITHIN)
    if upper is not None:
        inside &= values < least_passing(upper, "<=", EQUAL_WITHIN)
    return np.where(np.isnan(values), np.float32(np.nan), inside.astype(np.float32))


def _upside_down(lower, upper, where):
    if lower is None and upper is None:
        return [Problem("argument.bounds", where, "neither bound is given", "none", "one bound or both")]
    if lower is not None and upper is not None and lower > upper:
        what = "the lower bound is above the upper one"
        return [Problem("argument.bounds", where, what, f"{lower:g} to {upper:g}", "the lower one first")]
    return []


@njit(cache=True, nogil=True)
def _trailing(values, first, present, since, days, found):
    for cell in range(values.shape[0]):
        for season in range(first.size):
            for at in range(first[season], first[season] + present[season]):
                begin = at - days + 1
                if begin < since[season]:
                    continue
                total = 0.0
                for day in range(begin, at + 1):
                    total += np.float64(values[cell, day])
                found[cell, at] = total / days
