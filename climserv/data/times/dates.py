"""Days: time stamps of any calendar turned into integers once, and never into another calendar."""

from dataclasses import dataclass

import cftime
import numpy as np

from ...vocabulary.calendars import CALENDARS
from ...vocabulary.problems import Problem, Refused
from .day_numbers import dates_since, number_of

SECONDS = {
    "d": 86400, "day": 86400, "days": 86400,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
}  # fmt: skip

# How often there may be a value, finest first; and as an adverb, for messages.
STEPS = ("day", "dekad", "month", "year")
STEP_ADVERBS = {"day": "daily", "dekad": "dekadal", "month": "monthly", "year": "yearly"}

# A gap shorter than this is filled with missing days, so that neighbours in the array are neighbours in time.
FILLED_GAP = 60

# Further than this from its origin, or from year nought, no stamp is read: it is a damaged one.
_FURTHEST_DAYS, _FURTHEST_YEAR = 4_000_000, 9999

# Hours are counted in steps such as these [s]; coarse stamps are set right to the first that is wide enough.
_CLOCK = (60, 300, 600, 900, 1800, 3600)

# Daily is what is read today; a file whose usual step is longer holds months or years.
_MONTHLY_STEP = 25


@dataclass(frozen=True)
class Dates:
    """A time axis as integers: `year` int16, `month` and `day` int8, each (time), in order; gaps may remain.

    step  "day", "dekad", "month" or "year"; anything longer than a day is dated by its first day
    """

    calendar: str
    year: np.ndarray
    month: np.ndarray
    day: np.ndarray
    step: str = "day"

    def __len__(self) -> int:
        return len(self.year)

    def iso(self, index: int) -> str:
        """The day as `YYYY-MM-DD` in its own calendar."""
        return f"{self.year[index]:04d}-{self.month[index]:02d}-{self.day[index]:02d}"

    def gaps(self) -> list[tuple[str, str]]:
        """The last day before and the first day after each gap of the axis."""
        breaks = np.flatnonzero(np.diff(self.numbers()) != 1)
        return [(self.iso(i), self.iso(i + 1)) for i in breaks.tolist()]

    def numbers(self) -> np.ndarray:
        """A running number of each step (int64) in its calendar; only differences mean something."""
        months = self.year.astype(np.int64) * 12 + self.month - 1
        if self.step == "year":
            return self.year.astype(np.int64)
        if self.step == "month":
            return months
        if self.step == "dekad":
            return months * 3 + (self.day.astype(np.int64) - 1) // 10
        return number_of(self.year, self.month, self.day, self.calendar)

    def lengths(self) -> np.ndarray:
        """How many days each step has (int64)."""
        if self.step == "day":
            return np.ones(len(self), np.int64)
        year, month, day = (x.astype(np.int64) for x in (self.year, self.month, self.day))
        if self.step == "year":
            next_year, next_month, next_day = year + 1, month, day
        else:
            last = (self.step == "month") | (day > 20)
            next_day = np.where(last, 1, day + 10)
            next_month = np.where(last, month % 12 + 1, month)
            next_year = year + (last & (month == 12))
        after = number_of(next_year, next_month, next_day, self.calendar)
        return after - number_of(year, month, day, self.calendar)


@dataclass(frozen=True)
class Stamps:
    """Time stamps as they stand in a file: whole days since `origin` (YYYY-MM-DD) and seconds of the day."""

    calendar: str
    origin: str
    day: np.ndarray
    second: np.ndarray

    def iso(self, index: int) -> str:
        year, month, day = (int(x[0]) for x in dates_since(self.day[index : index + 1], self.origin, self.calendar))
        return f"{year:04d}-{month:02d}-{day:02d}"


def calendar_name(text: str | None, *, where: str) -> str:
    """Our name of a CF calendar; a file that says none means the standard one, as CF does."""
    name = (text or "standard").strip().lower()
    if name not in CALENDARS:
        allowed = ", ".join(sorted(CALENDARS))
        raise Refused(Problem("time.calendar", where, "this calendar is not known", str(text), allowed))
    return CALENDARS[name]


def read_stamps(
    values: np.ndarray, units: str, calendar: str, *, where: str, bounds: np.ndarray | None = None
) -> Stamps:
    """Stamps from numbers and CF units such as `days since 1950-01-01`.

    With bounds, a day is the one its interval lies in: a daily mean stamped at the midnight that ends it keeps its day.
    """
    step, _, since = units.partition(" since ")
    if step.strip().lower() not in SECONDS or not since.strip():
        allowed = "days (or hours, minutes, seconds) since a date"
        raise Refused(Problem("time.units", where, "these units of time are not read", units, allowed))
    numbers = np.asarray(values, np.float64)
    if numbers.size == 0:
        raise Refused(Problem("time.empty", where, "the time axis is empty", next_step="Send a file that holds days"))
    if bounds is not None and np.isfinite(bounds).all() and bounds.shape == (numbers.size, 2):
        numbers = np.asarray(bounds, np.float64).mean(axis=1)
    if not np.isfinite(numbers).all():
        first = int(np.flatnonzero(~np.isfinite(numbers))[0])
        raise Refused(Problem("time.missing", where, f"the time axis has a missing stamp at place {first + 1}"))
    try:
        start = cftime.num2date(0, f"seconds since {since.strip()}", calendar)
    except (ValueError, OverflowError) as error:
        raise Refused(Problem("time.units", where, f"the date in the units of time is none: {error}", units)) from None
    of_day, unit = start.hour * 3600 + start.minute * 60 + start.second, SECONDS[step.strip().lower()]
    if np.abs(numbers).max() * unit > _FURTHEST_DAYS * 86400 or abs(start.year) > _FURTHEST_YEAR:
        got, next_step = f"{numbers.min():g}..{numbers.max():g} {units}", "Fetch the file again: it is damaged"
        raise Refused(Problem("time.range", where, "the stamps lie thousands of years away", got, "", next_step))
    seconds = _on_the_clock(np.rint(numbers * unit).astype(np.int64) + of_day, numbers, unit)
    origin = f"{start.year:04d}-{start.month:02d}-{start.day:02d}"
    return Stamps(calendar, origin, seconds // 86400, seconds % 86400)


def _on_the_clock(seconds: np.ndarray, numbers: np.ndarray, unit: int) -> np.ndarray:
    """Seconds without the drift of stamps in single precision: minutes, where days are counted from 1900."""
    drift = float(np.spacing(np.float32(np.abs(numbers).max()))) * unit
    step = next((step for step in _CLOCK if step >= 4 * drift), 0)
    if drift < 1 or not step or (numbers != numbers.astype(np.float32)).any():
        return seconds
    nearest = (seconds + step // 2) // step * step
    return nearest if (np.abs(nearest - seconds) <= drift).all() else seconds


def faults_of(stamps: Stamps, *, where: str) -> list[Problem]:
    """What keeps these stamps from being a daily axis in order: hourly, monthly, unsorted, twice the same day."""
    steps = np.diff(stamps.day)
    if steps.size and (steps == 0).any() and (stamps.second != stamps.second[0]).any():
        return [
            Problem(
                "time.subdaily", where, "the data come more than once a day", "several times a day", "one value a day",
                "Make daily values first: sums of rain, highest and lowest of temperature",
            )
        ]  # fmt: skip
    if steps.size and np.median(steps) >= _MONTHLY_STEP:
        return [
            Problem(
                "time.monthly", where, "the data come once a month or less often",
                f"a step of {np.median(steps):g} days", "one value a day", "Ask the source for its daily file",
            )
        ]  # fmt: skip
    problems = []
    backwards = np.flatnonzero(steps < 0)
    if backwards.size:
        got = ", ".join(f"{stamps.iso(i + 1)} after {stamps.iso(i)}" for i in backwards[:3].tolist())
        what = f"the days are not in order, {backwards.size} step(s) go back"
        problems.append(Problem("time.unsorted", where, what, got, next_step="Sort the file along its time axis"))
    twice = _days_twice(stamps)
    if twice.size:
        got = ", ".join(stamps.iso(i) for i in twice[:3].tolist()) + (", ..." if twice.size > 3 else "")
        what = f"{twice.size} day(s) stand twice"
        next_step = "Keep one of each; pieces that overlap were perhaps joined"
        problems.append(Problem("time.duplicate", where, what, got, "each day once", next_step))
    return problems


def _days_twice(stamps: Stamps) -> np.ndarray:
    order = np.argsort(stamps.day, kind="stable")
    return order[1:][np.diff(stamps.day[order]) == 0]


def fill_axis(stamps: Stamps) -> tuple[Dates, np.ndarray]:
    """The daily axis of stamps in order, and for each of its days the place in the file, -1 where it has none.

    Gaps shorter than 60 days become missing days: a dry spell then never bridges days that the file leaves out.
    """
    steps = np.diff(stamps.day)
    short = np.where((steps > 1) & (steps < FILLED_GAP), steps, 1)
    place = np.concatenate(([0], np.cumsum(short)))
    positions = np.full(place[-1] + 1, -1, np.int64)
    positions[place] = np.arange(len(place))
    # A day that the file leaves out counts on from the last day it has.
    last = np.maximum.accumulate(positions)
    days = stamps.day[last] + np.arange(len(positions)) - place[last]
    return dates_of(days, stamps.origin, stamps.calendar), positions


def days_said(dates: Dates, index: np.ndarray) -> str:
    """The first few of some days, for a message."""
    return ", ".join(dates.iso(i) for i in index[:3].tolist()) + (", ..." if len(index) > 3 else "")


def dates_of(days: np.ndarray, origin: str, calendar: str) -> Dates:
    """Dates of whole days since `origin`."""
    found = dates_since(days, origin, calendar)
    year, month, day = (x.astype(kind) for x, kind in zip(found, (np.int16, np.int8, np.int8), strict=True))
    if calendar == "proleptic_gregorian" and (year[0], month[0], day[0]) >= (1582, 10, 15):
        calendar = "standard"
    return Dates(calendar, year, month, day)
