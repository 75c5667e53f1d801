"""Days and periods as people write them: month-days, and ranges of years."""

import re
from dataclasses import dataclass
from itertools import accumulate

from .problems import Problem, Refused

_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE = tuple(accumulate(_DAYS_IN_MONTH[:-1], initial=0))


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of every year, such as 1 October; written `10-01`."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, order=True)
class Years:
    """Whole years, both ends counted; written `1991-2020`."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


def days_later(start: MonthDay, days: int) -> MonthDay:
    """The day of the year so many days after another, in a year of 365 days."""
    number = (days_between(MonthDay(1, 1), start) + days) % 365
    month = next(m for m in range(12, 0, -1) if _DAYS_BEFORE[m - 1] <= number)
    return MonthDay(month, number - _DAYS_BEFORE[month - 1] + 1)


def days_between(start: MonthDay, day: MonthDay) -> int:
    """Days from one day of the year to the next time that another comes, in a year of 365 days."""
    first, then = (_DAYS_BEFORE[one.month - 1] + one.day for one in (start, day))
    return (then - first) % 365


def parse_month_day(text: object, *, where: str) -> MonthDay:
    """Read `10-01`; raises `Refused` for what is no day of every year. 02-29 is refused: most years lack it."""
    found = re.fullmatch(r"\s*(\d{1,2})-(\d{1,2})\s*", text) if isinstance(text, str) else None
    if found:
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]:
            return MonthDay(month, day)
    raise Refused(
        Problem("month_day.form", where, "this is not a day of the year", str(text), "month-day, such as 10-01")
    )


def parse_years(text: object, *, where: str) -> Years:
    """Read `1991-2020`; raises `Refused` when the order is wrong or it is no range of years."""
    found = re.fullmatch(r"\s*(\d{4})\s*[-/–]\s*(\d{4})\s*", text) if isinstance(text, str) else None
    if found and int(found[1]) <= int(found[2]):
        return Years(int(found[1]), int(found[2]))
    raise Refused(
        Problem("years.form", where, "this is not a range of years", str(text), "first-last, such as 1991-2020")
    )
