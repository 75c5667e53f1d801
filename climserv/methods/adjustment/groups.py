"""Which days are adjusted together: those of a month, a season, a day of the year with its neighbours, or all.

The groups of two calendars are the same groups, so a reference of one calendar teaches a model of another. Days of the
year are 365 places on a circle: each calendar lays its year on it. 29 February stands with 28 February; the 360 days
of `360_day` are laid evenly, and five places have no day of their own, only their window's.

A window of 31 days holds, for each place, the days of that place and of 15 places on either side, across the turn of
the year and in every year of the record. (xsdba takes the 31 days around each occurrence of a day, so that the first
and the last days of its record lack some neighbours; elsewhere the two are the same where every year has 365 days.)
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from climserv.vocabulary.problems import Problem, Refused, refuse_if

from ..arrays import one_of
from ..calendars import Timeline, calendar_rule, days_in_month

COUNTS = {"month": 12, "season": 4, "day_of_year": 365, "none": 1}
NAMES = tuple(COUNTS)
SEASONS = ("DJF", "MAM", "JJA", "SON")
PLACES = COUNTS["day_of_year"]
_BEFORE = np.concatenate([[0], np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30])])


@dataclass(frozen=True)
class Groups:
    """The groups of a time axis, as integers.

    name, window   one of NAMES; days of the window, odd, 1 but for day_of_year
    number         (time) int16, the group of each day, from 0
    below, part    (time) int16 and (time, 2) int32: the day lies between the middles of groups `below` and the next
                   one, part[0] / part[1] of the way; None when the dates are not known
    days           (time) int64, the number of each day (`Timeline.number`); None when the dates are not known
    """

    name: str
    window: int
    number: np.ndarray = field(repr=False)
    below: np.ndarray | None = field(repr=False, default=None)
    part: np.ndarray | None = field(repr=False, default=None)
    days: np.ndarray | None = field(repr=False, default=None)

    def __len__(self) -> int:
        """Days on the axis."""
        return self.number.size

    @property
    def count(self) -> int:
        """How many groups there are."""
        return COUNTS[self.name]

    @cached_property
    def runs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Runs of days of one group, group after group: first (group + 1), begin and end (run)."""
        cuts = np.flatnonzero(np.diff(self.number)) + 1
        begin = np.concatenate([[0], cuts]).astype(np.int32) if len(self) else np.empty(0, np.int32)
        end = np.append(begin[1:], len(self)).astype(np.int32) if len(self) else np.empty(0, np.int32)
        order = np.argsort(self.number[begin], kind="stable")
        first = np.searchsorted(self.number[begin][order], np.arange(self.count + 1)).astype(np.int32)
        return first, begin[order], end[order]

    @cached_property
    def order(self) -> tuple[np.ndarray, np.ndarray]:
        """Days sorted by group, and where each group begins among them."""
        order = np.argsort(self.number, kind="stable").astype(np.int32)
        return order, np.searchsorted(self.number[order], np.arange(self.count + 1)).astype(np.int32)

    @cached_property
    def between(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each day the groups whose middles it lies between, and the share of the second (time) float64."""
        if self.below is None:
            raise Refused(_undated("bilinear interpolation"))
        above = (self.below + 1) % self.count
        return self.below, above.astype(np.int16), self.part[:, 0] / self.part[:, 1]

    def of(self, days) -> "Groups":
        """The same with the numbers of the days, where they are known apart from the groups."""
        return self if days is None else replace(self, days=np.asarray(days, dtype=np.int64))


def make_groups(line: Timeline, name: str, window: int = 1) -> Groups:
    """The groups of a time axis of any calendar.

    line     daily, holes allowed
    name     "month", "season" (DJF, MAM, JJA, SON), "day_of_year" or "none" (all days together)
    window   [day], odd, 1 to 181; above 1 for day_of_year only

    >>> line = Timeline("standard", [2000] * 4, [2, 2, 3, 12], [28, 29, 1, 31])
    >>> make_groups(line, "day_of_year", 31).number.tolist(), make_groups(line, "season").number.tolist()
    ([58, 58, 59, 364], [0, 0, 1, 0])
    """
    here = "groups, "
    problems = one_of(name, NAMES, here + "name")
    if not (isinstance(window, int | np.integer) and 1 <= window <= 181 and window % 2):
        what = "a window has a middle day, so it is odd"
        problems.append(Problem("groups.window", here + "window", what, str(window), "1, 3, 5 .. 181"))
    elif window > 1 and name in NAMES and name != "day_of_year":
        what = "only days of the year have a window"
        problems.append(Problem("groups.window", here + "window", what, f"{window} with {name}", "1"))
    refuse_if(problems)
    number, below, part = _LAID[name](line)
    return Groups(
        name, int(window), number.astype(np.int16), below.astype(np.int16), part.astype(np.int32), line.number
    )


def _by_month(line: Timeline):
    """Half a month on either side of its middle; a day is where its noon is."""
    length = days_in_month(line.year, line.month, line.calendar)
    return _around(line.month - 1, 2 * line.day - 1, 2 * length, 12)


def _by_season(line: Timeline):
    """Three months of a third each."""
    length = days_in_month(line.year, line.month, line.calendar)
    of_season = line.month % 12
    return _around(of_season // 3, (of_season % 3) * 2 * length + 2 * line.day - 1, 6 * length, 4)


def _by_day_of_year(line: Timeline):
    if calendar_rule(line.calendar) == "360_day":
        # Noon of day n of 360, in 720ths of the circle's places.
        noon = (2 * (30 * (line.month - 1) + line.day - 1) + 1) * PLACES
        return _around(noon // 720, noon % 720, np.full(noon.shape, 720), PLACES)
    leap_day = (line.month == 2) & (line.day == 29)
    place = _BEFORE[line.month - 1] + line.day - 1 - leap_day
    return _around(place, 1 + leap_day, np.full(place.shape, 2), PLACES)


def _by_none(line: Timeline):
    nothing = np.zeros(line.number.size, dtype=np.int64)
    return nothing, nothing, np.stack([nothing, nothing + 1], axis=1)


_LAID = {"month": _by_month, "season": _by_season, "day_of_year": _by_day_of_year, "none": _by_none}


def _around(number, passed, whole, count: int):
    """Group, the group whose middle was passed last, and how far on: a day has `passed` / `whole` of its group."""
    early = 2 * passed < whole
    below = np.where(early, number - 1, number) % count
    return number, below, np.stack([2 * passed + np.where(early, whole, -whole), 2 * whole], axis=1)


def as_groups(given, days=None) -> Groups:
    """Groups as they are, or made of bare months from 1 to 12 (whose dates are not known)."""
    if isinstance(given, Groups):
        return given.of(days)
    month = np.asarray(given, dtype=np.int64)
    if month.size and not (month.min() >= 1 and month.max() <= 12):
        raise Refused(Problem("month", "adjust, month", "no such month", f"{month.min()} to {month.max()}", "1 to 12"))
    return Groups("month", 1, (month - 1).astype(np.int16)).of(days)


def _undated(what: str) -> Problem:
    why = f"{what} needs the dates of the days, and only their months were given"
    return Problem("groups.undated", "adjust, groups", why, "months", "groups made from a Timeline")
