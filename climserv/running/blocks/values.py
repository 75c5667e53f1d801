"""What steps hand to each other: daily series, seasonal values with their outcomes, numbers of a cell."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ...methods.adjustment.groups import Groups, make_groups
from ...methods.calendars import Seasons, Timeline, day_number, seasons
from ...vocabulary.seasons import MonthDay, parse_month_day
from ...vocabulary.units import parse_quantity
from ...vocabulary.variables import VARIABLES

# Rain is read and judged in mm/day, the unit of gauges and thresholds; the others as they are kept: K, %, m s-1.
WORKED_IN = {"pr": "mm/day", "evspsblpot": "mm/day"}


@dataclass(frozen=True, eq=False)
class Days:
    """A time axis, shared by all series and blocks that have it, so that its seasons are found once."""

    calendar: str
    year: np.ndarray
    month: np.ndarray
    day: np.ndarray
    _found: dict = field(default_factory=dict, repr=False)

    def __reduce__(self):
        return (Days, (self.calendar, self.year, self.month, self.day))

    def __len__(self) -> int:
        return len(self.year)

    @property
    def number(self) -> np.ndarray:
        """(time) consecutive numbers of the days: the key of a day, whatever block it came in."""
        return self._once("number", lambda: day_number(self.year, self.month, self.day, self.calendar))

    def seasons(self, start: MonthDay, end: MonthDay) -> Seasons:
        """The complete seasons of the axis, from `start` to `end` of each year."""
        return self._once(
            ("seasons", start, end), lambda: seasons(self.year, self.month, self.day, start, end, self.calendar)
        )

    def groups(self, name: str, window: int = 1) -> Groups:
        """Which days are adjusted together."""
        line = (self.calendar, self.year, self.month, self.day)
        return self._once(("groups", name, window), lambda: make_groups(Timeline(*line), name, window))

    def within(self, first: int, last: int) -> tuple["Days", slice | np.ndarray]:
        """The days of these years, both counted, and where they stand."""
        return self._once(("within", first, last), lambda: self._within(first, last))

    def _within(self, first: int, last: int):
        here = (self.year >= first) & (self.year <= last)
        if here.all():
            return self, slice(None)
        edges = np.flatnonzero(here)
        if len(edges) and edges[-1] - edges[0] + 1 == len(edges):
            # Unbroken years are looked at where they lie; kernels copy them when they must.
            here = slice(int(edges[0]), int(edges[-1]) + 1)
        return Days(self.calendar, self.year[here], self.month[here], self.day[here]), here

    def _once(self, key, find):
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]


@dataclass(frozen=True)
class Series:
    """Daily values of one block: (cell, time) float32, contiguous in time, missing days not a number.

    variable  canonical name, or what the operation that gave it says; unit, the one it is in
    """

    values: np.ndarray
    days: Days
    variable: str = ""
    unit: str = ""

    def within(self, first: int, last: int) -> "Series":
        """The days of these years, both counted."""
        days, here = self.days.within(first, last)
        return replace(self, values=self.values[:, here], days=days)

    def holding(self, values: np.ndarray, *, variable: str | None = None, unit: str | None = None) -> "Series":
        """Other values on the same days; of another variable where it is named."""
        if variable is None:
            return replace(self, values=values)
        return replace(self, values=values, variable=variable, unit=unit or unit_of(variable))

    def seasons(self, start: MonthDay, end: MonthDay) -> Seasons:
        """The complete seasons of the time axis, from `start` to `end` of each year."""
        return self.days.seasons(start, end)

    @property
    def calendar(self) -> str:
        return self.days.calendar

    @property
    def year(self) -> np.ndarray:
        return self.days.year

    @property
    def month(self) -> np.ndarray:
        return self.days.month

    @property
    def day(self) -> np.ndarray:
        return self.days.day

    @property
    def day_number(self) -> np.ndarray:
        """(time) consecutive numbers of the days: the key of a day, whatever block it came in."""
        return self.days.number

    @property
    def day_of_year(self) -> np.ndarray:
        """(time) 1 on 1 January, in the series' own calendar."""
        first = np.ones_like(self.month)
        return self.day_number - day_number(self.year, first, first, self.calendar) + 1


@dataclass(frozen=True)
class Seasonal:
    """One value a season: (cell, season) float32 and uint8 outcomes, and which seasons they are."""

    value: np.ndarray
    outcome: np.ndarray
    seasons: Seasons


@dataclass(frozen=True)
class Static:
    """Numbers of a cell that hold for all years: (cell, ...)."""

    values: np.ndarray
    unit: str = ""


Value = Series | Seasonal | Static | tuple[Series, ...]


class Arguments(Mapping):
    """The filled arguments of a step, read as numbers in the unit that a method wants."""

    def __init__(self, filled: Mapping[str, object]):
        self._filled = filled

    def __getitem__(self, name: str):
        return self._filled[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._filled)

    def __len__(self) -> int:
        return len(self._filled)

    def number(self, name: str, unit: str) -> float | None:
        """A quantity in `unit`; None where the step leaves it away."""
        if name not in self._filled:
            return None
        return parse_quantity(self._filled[name], where=name, like=unit).to(unit)

    def days(self, name: str) -> int | None:
        """A quantity of whole days."""
        found = self.number(name, "day")
        return None if found is None else round(found)

    def season(self, name: str = "season") -> tuple[MonthDay, MonthDay]:
        """First and last day of a season, both counted."""
        ends = self._filled[name]
        start, end = (parse_month_day(ends[key], where=name) for key in ("from", "to"))
        return start, end


@dataclass
class Context:
    """What a step may know beside its values and arguments.

    cells     (cell) number of each cell in the whole target, so that seeds do not depend on blocks
    lat, lon  (cell) degrees; not a number where a site's place is not told
    years     first and last year that the answer is asked for; series may hold days before and after
    training  for an operation that learns: its values over the training years, by the same names
    learnt    what it learnt; kept from one period to the next, empty at first
    facts     counts to report, added up over blocks
    coarse    gives the cells of the source around these, as `coarse.Coarse`, for an input by its name
    heights   gives the heights that an input stands for and those of the cells [m], by the input's name
    domain    gives those whose weather is compared, as `domain.Domain`
    """

    cells: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    years: tuple[int, int] = (0, 0)
    training: Mapping[str, Value] = field(default_factory=dict)
    learnt: dict[str, object] = field(default_factory=dict)
    facts: Counter = field(default_factory=Counter)
    coarse: Callable | None = None
    domain: Callable | None = None
    heights: Callable | None = None


def unit_of(variable: str) -> str:
    """The unit that steps work in."""
    known = VARIABLES.get(variable)
    return WORKED_IN.get(variable, known.unit if known else "")
