"""Readings that people write down: a day and an amount of rain, or the day they sowed; checked before they are kept.

Light: the web uses it, so no array library may be imported here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...vocabulary.problems import Problem

KINDS = ("rain_gauge", "sowing_date")
MILLIMETRES = {"mm": 1.0, "inch": 25.4}
TRACE = "trace"
UNUSUAL = "unusual"

# A day with more is rare nearly everywhere, and a slip of the point or of the unit is not: it is asked about.
UNUSUAL_RAIN = 150.0
# No place is known to have had more in a day (1825 mm, La Réunion, January 1966).
MOST_RAIN = 2000.0
# Rain was hardly measured anywhere before; an older date is a slip.
FIRST_YEAR = 1700
LONGEST_WORDS = 60

# In each language of the pages, which say these words to people.
TRACES = frozenset(("t", "tr", "trace", "traces", "dalili", "traza", "trazas"))
_AMOUNT = re.compile(r"([+-]?(?:\d{1,6}(?:[.,]\d{0,4})?|[.,]\d{1,4}))\s*(mm|in|inch|inches|\")?", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)


@dataclass(frozen=True)
class Row:
    """A row as it was typed; `where` says which one it is, such as `row 3` or `line 12`."""

    where: str
    day: str
    value: str


@dataclass(frozen=True)
class Reading:
    """One day's reading.

    value   the rain of the day in `unit` as it was written; None for a sowing date
    flag    "", `trace` (rain too little to measure, kept as 0), `unusual` (more than 150 mm, and confirmed)
    what    what was sown; "" for rain
    """

    day: date
    value: float | None
    unit: str = ""
    flag: str = ""
    what: str = ""

    @property
    def mm(self) -> float | None:
        """The rain in mm, to the hundredth: a gauge tells no more."""
        return None if self.value is None else in_mm(self.value, self.unit)


def in_mm(value: float, unit: str) -> float:
    return round(value * MILLIMETRES[unit], 2)


def today_anywhere(now: datetime) -> date:
    """The latest date that is today somewhere on Earth: nobody is told that their today lies in the future."""
    return (now + timedelta(hours=14)).date()


def read_rows(
    rows: Sequence[Row], *, kind: str, unit: str, today: date
) -> tuple[list[tuple[str, Reading]], list[Problem]]:
    """The readings of a sheet, each with the place it stands at, and every problem of every row.

    A row without an amount is skipped (a blank is no zero); for sowing dates, a row without a day.
    kind    rain_gauge or sowing_date
    unit    mm or inch: of amounts that name none themselves
    today   days after it are refused
    """
    if kind == "rain_gauge" and unit not in MILLIMETRES:
        what = "the unit of the gauge is not given"
        return [], [Problem("reading.unit", "unit", what, unit, ", ".join(MILLIMETRES))]
    used = [row for row in rows if (row.value.strip() if kind == "rain_gauge" else row.day.strip() or row.value)]
    first = which_first(row.day.strip() for row in used)
    found: list[tuple[str, Reading]] = []
    problems: list[Problem] = []
    for row in used:
        day, wrong = _read_day(row, first, today)
        value, flag, own_unit, what = None, "", "", ""
        if kind == "rain_gauge":
            value, own_unit, flag, amiss = _read_rain(row, unit)
            wrong += amiss
        elif len(what := " ".join(row.value.replace("\0", "").split())) > LONGEST_WORDS:
            wrong.append(Problem("reading.words", row.where, "this is too long", what, f"{LONGEST_WORDS} letters"))
        problems += wrong
        if not wrong:
            found.append((row.where, Reading(day, value, own_unit, flag, what)))
    return found, problems + _twice(found)


def which_first(days: Iterable[str]) -> str:
    """`day` or `month`: which stands first in dates such as 31/12/2025; "" when the sheet does not tell."""
    parts = [_DAY_FIRST.fullmatch(day) for day in days]
    day = any(part and int(part[1]) > 12 for part in parts)
    month = any(part and int(part[2]) > 12 for part in parts)
    return "" if day == month else "day" if day else "month"


def _read_day(row: Row, first: str, today: date) -> tuple[date | None, list[Problem]]:
    text = row.day.strip()
    if not text:
        return None, [Problem("reading.day.missing", row.where, "this row has no day")]
    found = _ISO.fullmatch(text)
    numbers = [int(number) for number in found.groups()] if found else None
    if found is None and (short := _DAY_FIRST.fullmatch(text)):
        if not first:
            what = "it cannot be told whether the day or the month comes first"
            return None, [Problem("reading.day.order", row.where, what, text, "year-month-day, such as 2025-12-31")]
        one, two, year = (int(number) for number in short.groups())
        numbers = [year, two, one] if first == "day" else [year, one, two]
    try:
        day = date(*numbers)
    except (TypeError, ValueError):
        return None, [Problem("reading.day", row.where, "this is no day of the calendar", text, "such as 2025-12-31")]
    if day > today:
        return None, [Problem("reading.day.future", row.where, "this day has not come yet", text, f"up to {today}")]
    if day.year < FIRST_YEAR:
        return None, [Problem("reading.day.early", row.where, "this day is too long ago", text, f"from {FIRST_YEAR}")]
    return day, []


def _read_rain(row: Row, unit: str) -> tuple[float | None, str, str, list[Problem]]:
    text = row.value.strip().lower()
    if text in TRACES:
        return 0.0, unit, TRACE, []
    found = _AMOUNT.fullmatch(text)
    if found is None:
        what = "this is no amount of rain"
        return None, "", "", [Problem("reading.value", row.where, what, row.value.strip()[:40], "a number, 0 or trace")]
    value = float(found[1].replace(",", "."))
    own = unit if not found[2] else "mm" if found[2] == "mm" else "inch"
    if value < 0:
        next_step = "Leave the field blank when the gauge was not read"
        what = "rain cannot be less than nothing"
        return None, "", "", [Problem("reading.value.negative", row.where, what, text, "0 or more", next_step)]
    if (depth := in_mm(value, own)) > MOST_RAIN:
        what = "no place has had so much rain in a day"
        got, allowed = f"{depth:g} mm", f"up to {MOST_RAIN:g} mm"
        return None, "", "", [Problem("reading.value.large", row.where, what, got, allowed, "Check the unit")]
    return value, own, UNUSUAL if depth > UNUSUAL_RAIN else "", []


def _twice(found: list[tuple[str, Reading]]) -> list[Problem]:
    """Days that stand in the sheet twice; two things sown on one day are two facts."""
    seen: dict[tuple[date, str], str] = {}
    problems = []
    for where, reading in found:
        before = seen.setdefault((reading.day, reading.what), where)
        if before != where:
            what = "this day stands in the sheet twice"
            problems.append(Problem("reading.twice", where, what, reading.day.isoformat(), f"only in {before}"))
    return problems
