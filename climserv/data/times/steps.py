"""Steps: how often a file has a value, and its stamps as an axis of days, dekads, months or years."""

from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem, Refused
from .dates import FILLED_GAP, Dates, Stamps, dates_of, fill_axis
from .day_numbers import dates_since

# What `frequency` and `table_id` of CMIP and CORDEX, and others, say of the step.
_TOLD = {
    "day": "day", "daily": "day", "1day": "day", "mon": "month", "monthly": "month", "1month": "month", "amon": "month",
    "yr": "year", "yearly": "year", "annual": "year", "1hr": "hour", "hourly": "hour", "3hr": "hour", "6hr": "hour",
    "dekad": "dekad", "dekadal": "dekad",
}  # fmt: skip

# Days between stamps, from .. to, that are one of our steps.
_DAYS = {"day": (0.99, 1.5), "dekad": (8, 11.5), "month": (27.5, 31.5), "year": (359, 367)}

# Shorter gaps are filled with missing steps, so that neighbours in the array are neighbours in time.
_FILLED = {"day": FILLED_GAP, "dekad": 6, "month": 3, "year": 2}


@dataclass(frozen=True)
class Axis:
    """The time axis of a file.

    dates      days, dekads, months or years in order
    positions  for each of `dates` the place in the file, -1 where the file has none; hourly: of its first stamp
    needed     how many stamps make a whole day; 1 unless the file is hourly
    days       of an hourly file: each of `dates` as days since the origin of the stamps
    """

    dates: Dates
    positions: np.ndarray
    needed: int = 1
    days: np.ndarray | None = None

    @property
    def left_out(self) -> np.ndarray:
        """Places in `dates` that were filled in."""
        return np.flatnonzero(self.positions < 0)

    def groups(self, stamps: Stamps, *, late: bool) -> tuple[np.ndarray, tuple[int, int] | None]:
        """For each day of an hourly file its first stamp, -1 where the day is not whole.

        late  a stamp ends its hour: midnight belongs to the day before
        Beside it the day that lacks only the midnight after the file's last stamp, and its first stamp.
        """
        day = (stamps.day * 86400 + stamps.second - (1 if late else 0)) // 86400
        first, after = (np.searchsorted(day, self.days, side=side) for side in ("left", "right"))
        starts, last = np.where(after - first == self.needed, first, -1), int(after[-1]) - 1
        # Counted by the clock: the last stamp is one step before midnight.
        lacks = late and after[-1] - first[-1] == self.needed - 1 and last == len(day) - 1
        lacks = lacks and stamps.second[last] == 86400 - 86400 // self.needed
        return starts, (len(self.days) - 1, int(first[-1])) if lacks else None


def step_of(stamps: Stamps, *, where: str, told: str = "", width: float | None = None) -> str:
    """ "hour" (more than once a day), "day", "dekad", "month" or "year".

    told   what the file says of its frequency; asked only where a single stamp shows nothing
    width  the days that the bounds of a stamp enclose, likewise
    Raises `Refused` for a step that is none of these, such as 5 or 8 days.
    """
    seconds = np.abs(np.diff(stamps.day * 86400 + stamps.second))
    seconds = seconds[seconds > 0]
    if not seconds.size:
        known = _TOLD.get(told.strip().lower(), "day")
        return known if width is None else _named(width) or known
    days = float(np.median(seconds)) / 86400
    step = _named(days)
    if step is None and width is not None and width <= 1.001:
        # Single days far apart, each of them one day long.
        step = "day"
    if step is None:
        what, allowed = "this step of time is not read", "hours, days, dekads, months, years"
        got, next_step = f"a step of {days:g} days", "Ask the source for its daily file"
        raise Refused(Problem("time.step", where, what, got, allowed, next_step))
    return step


def _named(days: float) -> str | None:
    if days < _DAYS["day"][0]:
        return "hour"
    return next((step for step, (low, high) in _DAYS.items() if low <= days <= high), None)


def order_faults(stamps: Stamps, step: str, *, where: str) -> list[Problem]:
    """What keeps stamps from being an axis in order: backwards, or the same step twice."""
    place = _numbers(stamps, step)
    plural = {"hour": "stamps", "day": "days"}.get(step, f"{step}s")
    steps, problems = np.diff(place), []
    if (back := np.flatnonzero(steps < 0)).size:
        got = ", ".join(f"{_said(stamps, i + 1, step)} after {_said(stamps, i, step)}" for i in back[:3].tolist())
        what = f"the {plural} are not in order, {back.size} step(s) go back"
        problems.append(Problem("time.unsorted", where, what, got, next_step="Sort the file along its time axis"))
    order = np.argsort(place, kind="stable")
    if (twice := order[1:][np.diff(place[order]) == 0]).size:
        got = ", ".join(_said(stamps, i, step) for i in twice[:3].tolist()) + (", ..." if twice.size > 3 else "")
        what = f"{twice.size} {plural[:-1]}(s) stand twice"
        next_step = "Keep one of each; pieces that overlap were perhaps joined"
        problems.append(Problem("time.duplicate", where, what, got, f"each {plural[:-1]} once", next_step))
    return problems


def _said(stamps: Stamps, index: int, step: str) -> str:
    clock = f" {stamps.second[index] // 3600:02d}:{stamps.second[index] % 3600 // 60:02d}" if step == "hour" else ""
    return stamps.iso(index)[: {"month": 7, "year": 4}.get(step)] + clock


def _numbers(stamps: Stamps, step: str) -> np.ndarray:
    """A running number of the step that each stamp lies in."""
    if step == "hour":
        return stamps.day * 86400 + stamps.second
    if step == "day":
        return stamps.day
    year, month, day = dates_since(stamps.day, stamps.origin, stamps.calendar)
    if step == "year":
        return year
    months = year * 12 + month - 1
    return months if step == "month" else months * 3 + np.minimum((day - 1) // 10, 2)


def axis_of(stamps: Stamps, step: str) -> Axis:
    """The axis of stamps in order; gaps that are not long become missing steps."""
    if step == "hour":
        return _hourly_axis(stamps)
    if step == "day":
        dates, positions = fill_axis(stamps)
    else:
        numbers = _numbers(stamps, step)
        filled, positions = _filled(numbers, _FILLED[step])
        dates = _coarse(filled, step, stamps.calendar)
    return Axis(dates, positions)


def _filled(numbers: np.ndarray, longest: int) -> tuple[np.ndarray, np.ndarray]:
    steps = np.diff(numbers)
    place = np.concatenate(([0], np.cumsum(np.where((steps > 1) & (steps < longest), steps, 1))))
    positions = np.full(place[-1] + 1, -1, np.int64)
    positions[place] = np.arange(len(place))
    last = np.maximum.accumulate(positions)
    return numbers[last] + np.arange(len(positions)) - place[last], positions


def _coarse(numbers: np.ndarray, step: str, calendar: str) -> Dates:
    if step == "year":
        year, month, day = numbers, np.ones_like(numbers), np.ones_like(numbers)
    elif step == "month":
        year, month, day = numbers // 12, numbers % 12 + 1, np.ones_like(numbers)
    else:
        year, month, day = numbers // 36, numbers % 36 // 3 + 1, numbers % 3 * 10 + 1
    if calendar == "proleptic_gregorian" and year[0] > 1582:
        calendar = "standard"
    return Dates(calendar, year.astype(np.int16), month.astype(np.int8), day.astype(np.int8), step)


def _hourly_axis(stamps: Stamps) -> Axis:
    seconds = stamps.day * 86400 + stamps.second
    needed = max(1, round(86400 / float(np.median(np.diff(seconds)))))
    days, first = np.unique(stamps.day, return_index=True)
    filled, positions = _filled(days, FILLED_GAP)
    starts = np.where(positions >= 0, first[positions], -1)
    return Axis(dates_of(filled, stamps.origin, stamps.calendar), starts, needed, filled)
