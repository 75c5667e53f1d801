"""Percentiles of a baseline as thresholds: of each day of the year, of each month, of a season, or of all days.

Used with `seasons.counting.days_above_each`. Days of the baseline itself are compared with a threshold that they helped
to set, so they pass it a little less often than days outside; Zhang et al. (2005) resample to undo that, which is not
done here. Compare periods that are both outside the baseline, or say so.
"""

import numpy as np

from climserv.vocabulary.problems import Problem, refuse_if

from ..arrays import at_least, cells_by_time
from ..calendars import Timeline, days_in_month
from ..quantiles import exact_quantiles, share_problems

DAYS = 12 * 31


def day_columns(line: Timeline) -> np.ndarray:
    """(time) int32: the column of each day in a table of `DAYS` days, the same for every calendar.

    >>> day_columns(Timeline("standard", [2000, 2000], [1, 2], [1, 29])).tolist()
    [0, 59]
    """
    return ((line.month - 1) * 31 + line.day - 1).astype(np.int32)


def percentile_of_days(values, line: Timeline, *, q: float, window: int = 5, least: int | None = None):
    """The percentile of each day of the year, from all days of the baseline within a window around it.

    values    (cell, time) float32 of the baseline, any unit; missing days are left out
    line      its time axis
    q         0 to 1, such as 0.9
    window    [day], odd: that day of the year and as many days before as after it, of every year; days beyond a hole or
              an end of the axis are not there
    least     fewest known values that give a percentile; None: as many as put one of them beyond it, 10 for the
              90th, 100 for the 99th. A day with fewer is not a number
    returns   (cell, DAYS) float32; the columns are those of `day_columns`, days that the baseline does not have are not
              a number. 29 February has few days of its own: a window helps it. Where the baseline's calendar has no
              such day (29 February in `noleap`, a 31st in `360_day`) it borrows from the day before
    source    Zhang et al. (2011), WIREs Climate Change 2, 851-870: TX90p with a window of 5 days; the percentile is
              Hyndman and Fan's type 7, where the climate indices take type 8

    >>> line = Timeline("noleap", [2001] * 5, [1] * 5, [1, 2, 3, 4, 5])
    >>> percentile_of_days([[1, 2, 9, 4, 5]], line, q=0.5, window=3)[0, :5].tolist()
    [1.5, 2.0, 4.0, 5.0, 4.5]
    """
    here = "percentile_of_days, "
    shares = np.atleast_1d(np.asarray(q, np.float64))
    refuse_if(
        share_problems(shares, here + "q")
        + ([] if least is None else at_least(least, 1, here + "least"))
        + at_least(window, 1, here + "window")
        + (
            []
            if window % 2
            else [Problem("argument.odd", here + "window", "not an odd number", str(window), "1, 3, 5")]
        )
    )
    values = cells_by_time(values, here + "values", line.number.size)
    column = day_columns(line)
    found = np.full((values.shape[0], DAYS), np.nan, np.float32)
    beside = np.arange(-(window // 2), window // 2 + 1)
    for day in np.unique(column):
        centre = np.flatnonzero(column == day)
        place = centre[:, None] + beside
        there = (place >= line.since[centre][:, None]) & (place < line.reach[centre][:, None])
        found[:, day] = _with_enough(values[:, np.unique(place[there])], shares, least)
    return _borrowed(found, column, line.calendar)


def _with_enough(sample, shares, least):
    """The percentile of each cell's sample, not a number where it has fewer than `least` known values."""
    if least is None:
        beyond = min(shares[0], 1.0 - shares[0])
        least = int(np.ceil(round(1.0 / beyond, 6))) if beyond > 0 else 1
    found = exact_quantiles(sample, shares[:1])[:, 0]
    return np.where(np.isfinite(sample).sum(axis=1) >= least, found, np.nan)


def _borrowed(found, column, calendar):
    """Days of other calendars that this one lacks take the day before them; so does a 29 February of no year here."""
    for month in range(1, 13):
        last = int(days_in_month(2001, month, calendar))
        longest = max(int(days_in_month(2000, month, name)) for name in ("standard", "360_day"))
        for day in range(last + 1, longest + 1):
            at = (month - 1) * 31 + day - 1
            if at not in column:
                found[:, at] = found[:, at - 1]
    return found


def percentile_of_groups(values, group, *, q: float, groups: int, least: int | None = None):
    """The percentile of each group of days of the baseline: of each month, of a season, or of all days at once.

    values    (cell, time) float32 of the baseline, any unit; missing days are left out
    group     (time) integers from 0 to `groups` - 1; a day of any other number belongs to none
    q         0 to 1
    least     as `percentile_of_days`
    returns   (cell, groups) float32, not a number for a group with fewer known days than `least`
    source    Hyndman and Fan (1996), The American Statistician 50, 361-365, type 7

    >>> percentile_of_groups([[1, 2, 3, 10, 20]], [0, 0, 0, 1, 1], q=0.5, groups=2).tolist()
    [[2.0, 15.0]]
    """
    here = "percentile_of_groups, "
    shares = np.atleast_1d(np.asarray(q, np.float64))
    refuse_if(
        share_problems(shares, here + "q")
        + ([] if least is None else at_least(least, 1, here + "least"))
        + at_least(groups, 1, here + "groups")
    )
    group = np.asarray(group)
    values = cells_by_time(values, here + "values", group.size)
    found = np.full((values.shape[0], groups), np.nan, np.float32)
    for one in range(groups):
        members = np.flatnonzero(group == one)
        if members.size:
            found[:, one] = _with_enough(values[:, members], shares, least)
    return found
