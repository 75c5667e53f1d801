"""Calendars become integers once, here; kernels never see a date.

A time axis of any calendar is turned into small integer arrays: which season a day belongs to, which day of the
season it is, where the season starts on the axis and how far the axis runs on from there without a hole.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from climserv.vocabulary.calendars import CALENDARS
from climserv.vocabulary.problems import Problem, Refused, refuse_if

_LENGTHS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
_BEFORE = np.concatenate([[0], np.cumsum(_LENGTHS)])[:12]


def calendar_rule(calendar: str) -> str:
    """The rule a calendar name stands for: `gregorian`, `julian`, `noleap`, `all_leap` or `360_day`."""
    try:
        name = CALENDARS[calendar]
    except KeyError:
        allowed = ", ".join(CALENDARS)
        raise Refused(Problem("calendar.unknown", "time axis", "no such calendar", str(calendar), allowed)) from None
    return "gregorian" if name in ("standard", "proleptic_gregorian") else name


def is_leap(year, calendar: str):
    """Whether a year (number or array) has a 29 February in this calendar.

    source   CF Conventions 1.11, section 4.4.1
    """
    rule, year = calendar_rule(calendar), np.asarray(year)
    if rule == "gregorian":
        return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    if rule == "julian":
        return year % 4 == 0
    return np.full(year.shape, rule == "all_leap")


def days_in_month(year, month, calendar: str):
    """Days of a month (numbers or arrays); 30 for every month of `360_day`.

    source   CF Conventions 1.11, section 4.4.1

    >>> [int(days_in_month(2000, 2, calendar)) for calendar in ("standard", "noleap", "360_day")]
    [29, 28, 30]
    """
    month = np.asarray(month)
    if calendar_rule(calendar) == "360_day":
        return np.full(month.shape, 30, dtype=np.int64)
    return _LENGTHS[month - 1] + ((month == 2) & is_leap(year, calendar))


def day_number(year, month, day, calendar: str):
    """Days counted from 1 January of the year 1 of the calendar; consecutive days differ by one.

    >>> int(day_number(2001, 3, 1, "standard") - day_number(2001, 2, 28, "standard"))
    1
    """
    rule = calendar_rule(calendar)
    year, month, day = (np.asarray(part, dtype=np.int64) for part in (year, month, day))
    if rule == "360_day":
        return (year - 1) * 360 + (month - 1) * 30 + day - 1
    past = year - 1
    leaps = {
        "gregorian": lambda: past // 4 - past // 100 + past // 400,
        "julian": lambda: past // 4,
        "noleap": lambda: past * 0,
        "all_leap": lambda: past,
    }[rule]()
    return past * 365 + leaps + _BEFORE[month - 1] + ((month > 2) & is_leap(year, calendar)) + day - 1


def number_of(year, month_day, calendar: str):
    """`day_number` of a month-day in each year; a day that the month does not have is taken as its last."""
    month, day = _month_day(month_day)
    month = np.full(np.shape(year), month)
    return day_number(year, month, np.minimum(day, days_in_month(year, month, calendar)), calendar)


def date_after(year: int, start, days: int, calendar: str) -> str:
    """The date so many days after the month-day `start` of a year, `YYYY-MM-DD` in the data's own calendar.

    >>> date_after(2001, (12, 31), 31, "360_day"), date_after(2001, (12, 31), 31, "noleap")
    ('2002-02-01', '2002-01-31')
    """
    month, day = _month_day(start)
    day = min(day, int(days_in_month(year, month, calendar))) + int(days)
    while day > (length := int(days_in_month(year, month, calendar))):
        day, year, month = day - length, year + month // 12, month % 12 + 1
    return f"{year:04d}-{month:02d}-{day:02d}"


@dataclass(frozen=True)
class Timeline:
    """A daily time axis of one calendar: strictly rising, holes allowed.

    calendar          as the file names it
    year, month, day  (time), integers
    """

    calendar: str
    year: np.ndarray
    month: np.ndarray
    day: np.ndarray

    def __post_init__(self):
        for name in ("year", "month", "day"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.int64))
        refuse_if(self._problems())

    def _problems(self) -> list[Problem]:
        where = "time axis"
        if not (self.year.shape == self.month.shape == self.day.shape and self.year.ndim == 1):
            return [Problem("time.shape", where, "year, month and day must be three series of one length")]
        if calendar_rule(self.calendar) == "gregorian" and self.calendar != "proleptic_gregorian":
            early = self.year < 1583
            if early.any():
                got = str(int(self.year[early][0]))
                why = "the standard calendar changes its rule in October 1582, so earlier years are not read"
                return [
                    Problem("time.early", where, why, got, "years from 1583", "Name the calendar proleptic_gregorian")
                ]
        bad = (self.month < 1) | (self.month > 12)
        if not bad.any():
            bad = (self.day < 1) | (self.day > days_in_month(self.year, self.month, self.calendar))
        if bad.any():
            return [
                Problem("time.date", where, f"no such day in the calendar {self.calendar}", self._text(bad.argmax()))
            ]
        back = np.flatnonzero(np.diff(self.number) <= 0)
        if back.size:
            what = "days must rise strictly: this one is not after the one before it"
            return [Problem("time.order", where, what, self._text(back[0] + 1))]
        return []

    def _text(self, at) -> str:
        return f"{self.year[at]:04d}-{self.month[at]:02d}-{self.day[at]:02d}"

    @cached_property
    def number(self) -> np.ndarray:
        """(time) consecutive day numbers: the key of a day, whatever block or file it came in."""
        return day_number(self.year, self.month, self.day, self.calendar)

    @cached_property
    def reach(self) -> np.ndarray:
        """(time) one past the last position that follows this one without a missing day."""
        ends = np.append(np.flatnonzero(np.diff(self.number) != 1) + 1, self.number.size)
        return ends[np.searchsorted(ends, np.arange(self.number.size), side="right")]

    @cached_property
    def since(self) -> np.ndarray:
        """(time) first position from which this one is reached without a missing day."""
        begins = np.append(0, np.flatnonzero(np.diff(self.number) != 1) + 1)
        return begins[np.searchsorted(begins, np.arange(self.number.size), side="right") - 1]


@dataclass(frozen=True)
class Excluded:
    """A season that the time axis holds only in part."""

    label: str
    present: int
    length: int

    def __str__(self) -> str:
        return f"{self.label} ({self.present} of {self.length} days)"


@dataclass(frozen=True)
class Seasons:
    """The complete seasons of a time axis, as integers.

    season   (time) int16   number of the season a day lies in, or -1
    day      (time) int16   day of the season, counted from 0, or -1
    years    (season) int16 the year the season starts in
    labels   "2000", or "2000-01" for a season that crosses 31 December
    length   (season) int16 days the calendar gives the season
    present  (season) int16 days of it on the axis: all of them, as only complete ones are kept, except in
             `season_so_far`
    first    (season) int32 position of the season's first day on the time axis
    reach    (season) int32 one past the last position that follows the season's first day without a hole
    since    (season) int32 first position from which the axis runs without a hole to the season's first day
    excluded seasons of which some days are on the axis and some are not; those no day of which is there are not listed
    """

    calendar: str
    start: tuple[int, int]
    end: tuple[int, int]
    season: np.ndarray = field(repr=False)
    day: np.ndarray = field(repr=False)
    years: np.ndarray
    labels: list[str] = field(repr=False)
    length: np.ndarray = field(repr=False)
    present: np.ndarray = field(repr=False)
    first: np.ndarray = field(repr=False)
    reach: np.ndarray = field(repr=False)
    since: np.ndarray = field(repr=False)
    excluded: tuple[Excluded, ...] = ()

    def __len__(self) -> int:
        return len(self.years)

    @property
    def crosses(self) -> bool:
        """Whether a season ends in the year after the one it starts in."""
        return self.end < self.start

    @property
    def so_far(self) -> np.ndarray:
        """(season) bool: whether the season is still running on the last day of the axis."""
        return self.present < self.length


def season_label(year: int, crosses: bool) -> str:
    """`2000`, or `2000-01` for a season that crosses 31 December.

    >>> season_label(1999, True), season_label(2000, False)
    ('1999-00', '2000')
    """
    return f"{year:04d}-{(year + 1) % 100:02d}" if crosses else f"{year:04d}"


def seasons(year, month, day, start, end, calendar: str) -> Seasons:
    """The complete seasons of a time axis, from `start` to `end` of each year, both days counted.

    year, month, day  (time), integers, one calendar, strictly rising; holes are allowed
    start, end        (month, day), or a MonthDay; an end before the start means the season crosses 31 December.
                      A day the month does not have (31 in `360_day`, 29 February) is taken as its last day.
    missing days      a season counts only if each of its calendar days is on the axis (its value may be missing);
                      the others are left out and listed in `excluded`

    source            CF Conventions 1.11, section 4.4.1 (calendars); leaving incomplete seasons out is our own rule

    >>> days = [(2000, m, d) for m in (11, 12) for d in range(1, 31)] + [(2001, 1, d) for d in range(1, 31)]
    >>> found = seasons(*zip(*days), start=(12, 30), end=(1, 2), calendar="360_day")
    >>> found.labels, found.length.tolist(), found.first.tolist()
    (['2000-01'], [3], [59])
    """
    line = Timeline(calendar, year, month, day)
    start, end = _month_day(start), _month_day(end)
    crosses = end < start
    if not line.number.size:
        return _pack(line, start, end, np.array([], np.int64), np.array([], np.int64), [], [])
    years = np.arange(line.year[0] - 1, line.year[-1] + 1)
    opens = number_of(years, start, calendar)
    length = number_of(years + crosses, end, calendar) - opens + 1
    first = np.searchsorted(line.number, opens)
    present = np.searchsorted(line.number, opens + length) - first
    labels = [season_label(y, crosses) for y in years.tolist()]
    whole = present == length
    partly = np.flatnonzero((present > 0) & ~whole)
    excluded = tuple(Excluded(labels[i], int(present[i]), int(length[i])) for i in partly)
    kept = np.flatnonzero(whole)
    chosen = [labels[i] for i in kept]
    return _pack(line, start, end, first[kept], length[kept], years[kept], chosen, excluded=excluded)


def season_so_far(year, month, day, start, end, calendar: str) -> Seasons:
    """The season still running on the last day of a time axis, if one is: `present` of its `length` days are there.

    What is counted or summed is counted over the days there are, and is a number "so far". An event (a start, a first
    frost) is searched in the whole season, whose days to come are missing days: HAPPENED and DID_NOT_HAPPEN are then
    final, and UNKNOWN means not yet. A season whose earlier days are not all on the axis is not given.

    source   our own rule: what is counted is told so far, what is searched may still come

    >>> days = [(2001, 5, d) for d in range(1, 11)]
    >>> now = season_so_far(*zip(*days), start=(5, 6), end=(7, 31), calendar="standard")
    >>> now.labels, now.present.tolist(), now.length.tolist(), now.so_far.tolist()
    (['2001'], [5], [87], [True])
    """
    line = Timeline(calendar, year, month, day)
    start, end = _month_day(start), _month_day(end)
    crosses = end < start
    if line.number.size:
        last = line.number[-1]
        for running in (int(line.year[-1]), int(line.year[-1]) - 1):
            opens = int(number_of(running, start, calendar))
            length = int(number_of(running + crosses, end, calendar)) - opens + 1
            first = int(np.searchsorted(line.number, opens))
            present = line.number.size - first
            if opens <= last < opens + length - 1 and present == last - opens + 1:
                given = (np.array([value]) for value in (first, length, running))
                return _pack(line, start, end, *given, [season_label(running, crosses)], present=np.array([present]))
    return _pack(line, start, end, np.array([], np.int64), np.array([], np.int64), [], [])


def _month_day(value) -> tuple[int, int]:
    month, day = (value.month, value.day) if hasattr(value, "month") else value
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise Refused(Problem("season.day", "season", "no such day of the year", f"{month}-{day}", "month-day"))
    return int(month), int(day)


def _pack(line, start, end, first, length, years, labels, *, excluded=(), present=None) -> Seasons:
    present = length if present is None else present
    season = np.full(line.number.size, -1, dtype=np.int16)
    day = np.full(line.number.size, -1, dtype=np.int16)
    for number, (begin, count) in enumerate(zip(first, present, strict=True)):
        season[begin : begin + count] = number
        day[begin : begin + count] = np.arange(count)
    return Seasons(
        calendar=line.calendar,
        start=start,
        end=end,
        season=season,
        day=day,
        years=np.asarray(years, dtype=np.int16),
        labels=labels,
        length=np.asarray(length, dtype=np.int16),
        present=np.asarray(present, dtype=np.int16),
        first=np.asarray(first, dtype=np.int32),
        reach=line.reach[np.asarray(first, dtype=np.int64)].astype(np.int32),
        since=line.since[np.asarray(first, dtype=np.int64)].astype(np.int32),
        excluded=excluded,
    )
