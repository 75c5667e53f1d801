"""Months and dekads of a daily time axis, and sums over them."""

from dataclasses import dataclass, field, replace

import numpy as np
from numba import njit

from climserv.vocabulary.problems import refuse_if

from ..arrays import at_least, cells_by_time, integers
from ..calendars import Seasons, Timeline, day_number, days_in_month


@dataclass(frozen=True)
class Periods:
    """The months or dekads that a time axis runs through, without a hole, first and last one included.

    year, part  (period) int: the year, and 1 to 12 or 1 to 36 in it
    opens       (period) int64 number of its first day (`Timeline.number`)
    length      (period) int32 days the calendar gives it
    first       (period) int32 position of its first day on the time axis, or of the first that is there
    present     (period) int32 days of it that are on the axis
    """

    year: np.ndarray
    part: np.ndarray
    opens: np.ndarray = field(repr=False)
    length: np.ndarray = field(repr=False)
    first: np.ndarray = field(repr=False)
    present: np.ndarray = field(repr=False)

    def __len__(self) -> int:
        return len(self.year)


def months(line: Timeline) -> Periods:
    """The months of a time axis of any calendar.

    >>> line = Timeline("noleap", [2001] * 59, [1] * 31 + [2] * 28, [*range(1, 32), *range(1, 29)])
    >>> months(line).part.tolist(), months(line).length.tolist()
    ([1, 2], [31, 28])
    """
    return _periods(line, 1)


def dekads(line: Timeline) -> Periods:
    """The dekads of a time axis of any calendar: days 1 to 10, 11 to 20, and 21 to the end of the month.

    source  the dekads of FAO and FEWS NET, three to a month, the last of 8 to 11 days

    >>> line = Timeline("noleap", [2001] * 28, [2] * 28, range(1, 29))
    >>> dekads(line).part.tolist(), dekads(line).length.tolist()
    ([4, 5, 6], [10, 10, 8])
    """
    return _periods(line, 3)


def _periods(line: Timeline, parts: int) -> Periods:
    """Periods of a time axis, with `parts` of them in a month."""
    if not line.number.size:
        empty = np.empty(0, np.int64)
        return Periods(empty, empty, empty, *(empty.astype(np.int32) for _ in range(3)))
    ends = [(line.year[i] * 12 + line.month[i] - 1) * parts + _part(line.day[i], parts) for i in (0, -1)]
    number = np.arange(ends[0], ends[1] + 1)
    year, part = number // (12 * parts), number % (12 * parts)
    month, third = part // parts + 1, part % parts
    whole = days_in_month(year, month, line.calendar)
    length = whole if parts == 1 else np.where(third < 2, 10, whole - 20)
    opens = day_number(year, month, third * 10 + 1, line.calendar)
    first = np.searchsorted(line.number, opens)
    present = np.searchsorted(line.number, opens + length) - first
    return Periods(year, part + 1, opens, *(integers(x) for x in (length, first, present)))


def _part(day, parts: int):
    return min((day - 1) // 10, 2) if parts == 3 else 0


def period_sums(values, periods: Periods, *, allowed: int = 0):
    """Sum of a daily series over each month or dekad.

    values   (cell, time) float32, such as rain [mm/day]
    periods  of its time axis: `months` or `dekads`
    allowed  missing days that a period may have; its sum is then that of the days there are, scaled to its length.
             0: one missing day makes the period missing. A day that is not on the axis is missing too
    returns  (cell, period) float32 [mm], not a number where missing
    source   WMO-No. 1203 (2017), on missing data: a monthly sum asks for every day; `allowed` above 0 departs from it

    >>> line = Timeline("360_day", [2001] * 20, [1] * 20, range(1, 21))
    >>> period_sums([[2] * 9 + [np.nan] + [1] * 10], dekads(line)).tolist()
    [[nan, 10.0]]
    >>> period_sums([[2] * 9 + [np.nan] + [1] * 10], dekads(line), allowed=1).tolist()
    [[20.0, 10.0]]
    """
    refuse_if(at_least(allowed, 0, "period_sums, allowed"))
    values = cells_by_time(values, "period_sums, values")
    sums = np.empty((values.shape[0], len(periods)), np.float32)
    _sum(values, periods.first, periods.length, periods.present, int(allowed), sums)
    return sums


def monthly_sums(values, line: Timeline, *, allowed: int = 0):
    """`period_sums` over the months of a time axis.

    values   (cell, time) float32, such as rain [mm/day]
    line     its time axis, any calendar
    allowed  see `period_sums`
    returns  (cell, month) float32 [mm], and the months
    source   see `period_sums`

    >>> line = Timeline("noleap", [2001] * 59, [1] * 31 + [2] * 28, [*range(1, 32), *range(1, 29)])
    >>> monthly_sums([[1] * 59], line)[0].tolist()
    [[31.0, 28.0]]
    """
    cells_by_time(values, "monthly_sums, values", len(line.number))
    found = months(line)
    return period_sums(values, found, allowed=allowed), found


def seasons_in_periods(seasons: Seasons, line: Timeline, periods: Periods) -> Seasons:
    """Seasons of a daily time axis as seasons of its dekads or months, for methods that step by them.

    seasons  of the daily axis `line`; periods  of that axis
    returns  Seasons of the axis of periods: of each, the periods that begin in it; a season without any is left out

    >>> days = [(2001, 5, d) for d in range(1, 32)] + [(2001, 6, d) for d in range(1, 31)]
    >>> line = Timeline("standard", *zip(*days))
    >>> found = seasons_in_periods(seasons_of(days, (5, 5), (6, 20)), line, dekads(line))
    >>> found.first.tolist(), found.length.tolist(), found.season.tolist()
    ([1], [4], [-1, 0, 0, 0, 0, -1])
    """
    opens = line.number[np.asarray(seasons.first, np.int64)] if len(seasons) else np.empty(0, np.int64)
    first = np.searchsorted(periods.opens, opens)
    length = np.searchsorted(periods.opens, opens + seasons.length) - first
    kept = np.flatnonzero(length > 0)
    season, step = np.full(len(periods), -1, np.int16), np.full(len(periods), -1, np.int16)
    for number, at in enumerate(kept):
        season[first[at] : first[at] + length[at]] = number
        step[first[at] : first[at] + length[at]] = np.arange(length[at])
    return replace(
        seasons,
        season=season,
        day=step,
        years=seasons.years[kept],
        labels=[seasons.labels[at] for at in kept],
        length=length[kept].astype(np.int16),
        present=length[kept].astype(np.int16),
        first=first[kept].astype(np.int32),
        reach=np.full(len(kept), len(periods), np.int32),
    )


def running_sums(sums, count: int):
    """Sum of each period and the `count` - 1 before it.

    sums     (cell, period) float32, such as `monthly_sums` gives [mm]
    count    periods in a sum, 1 or more
    returns  (cell, period) float32 [mm]; missing where one of its periods is, or lies before the record
    source   plain arithmetic, in float64

    >>> running_sums([[1, 2, np.nan, 4, 5, 6]], 2).tolist()
    [[nan, 3.0, nan, nan, 9.0, 11.0]]
    """
    refuse_if(at_least(count, 1, "running_sums, count"))
    sums = cells_by_time(sums, "running_sums, sums")
    totals = np.full(sums.shape, np.nan, np.float32)
    kept = max(sums.shape[1] - count + 1, 0)
    total = np.zeros((sums.shape[0], kept))
    for back in range(count if kept else 0):
        total += sums[:, back : back + kept]
    totals[:, sums.shape[1] - kept :] = total
    return totals


@njit(cache=True, nogil=True)
def _sum(values, first, length, present, allowed, sums):
    for cell in range(values.shape[0]):
        for period in range(first.size):
            total, there = 0.0, 0
            for at in range(first[period], first[period] + present[period]):
                today = np.float64(values[cell, at])
                if today == today:
                    total += today
                    there += 1
            missing = length[period] - there
            if there == 0 or missing > allowed:
                sums[cell, period] = np.nan
            else:
                sums[cell, period] = total if missing == 0 else total * length[period] / there
