"""Summarising: how many years made each statement true, with every outcome counted."""

import re
from typing import TYPE_CHECKING

import numpy as np

from ...methods.calendars import number_of
from ...methods.ensembles import count
from ...vocabulary.outcomes import NOT_A_SEASON
from ...vocabulary.seasons import MonthDay, days_later, parse_month_day
from ...vocabulary.units import parse_quantity
from .result import OBSERVED

if TYPE_CHECKING:
    import xarray as xr


def summarise(
    places: "xr.Dataset",
    statement: str,
    at: list[str],
    start: MonthDay | None,
    unit: str,
    calendars: dict[str, str],
    never: str,
) -> list[dict]:
    """Rows of `summary.csv`: for each place, member group, period and condition the years true, valid and unknown.

    Groups are the observations, each scenario with its members' years pooled, and each single member.
    `start` is given for dates: conditions are then days of the year, compared in each member's own calendar.
    `never` is that of the metric.
    """
    rows = []
    arrays = places.transpose("place", "member", "period", "season")
    value, outcome, years = (arrays[name].values for name in ("value", "outcome", "season_year"))
    names = [str(name) for name in places["member"].values]
    for place in range(places.sizes["place"]):
        for group, members in member_groups(places).items():
            for period in range(places.sizes["period"]):
                for condition in at:
                    counts = np.zeros(3, np.int64)
                    for member in members:
                        real = outcome[place, member, period] != NOT_A_SEASON
                        one = (place, member, period, real)
                        limit = limit_of(condition, start, unit, years[period, real], calendars[names[member]])
                        counts += np.array(count(value[one], outcome[one], statement, limit, never), np.int64)
                    if counts[1] + counts[2]:
                        rows.append(_row(places, place, group, period, statement, condition, start, counts))
    return rows


def member_groups(places: "xr.Dataset") -> dict[str, list[int]]:
    """Numbers of the members of each group: the observations, each scenario, then each single member."""
    groups: dict[str, list[int]] = {}
    names = [str(name) for name in places["member"].values]
    for number, group in enumerate(places["group"].values):
        groups.setdefault(str(group), []).append(number)
    for number, name in enumerate(names):
        if name != OBSERVED:
            groups.setdefault(name, [number])
    return groups


def limit_of(condition: str, start: MonthDay | None, unit: str, years: np.ndarray, calendar: str):
    """What a condition compares the values of these years with: one number, or days after `start` of each year."""
    if start is None:
        return parse_quantity(condition, where="ensemble", like=unit).to(unit)
    day = day_of_year(start, condition)
    later = number_of(years + (day < start), day, calendar) - number_of(years, start, calendar)
    return later.astype(np.float64)


def _row(places, place, group, period, statement, condition, start, counts) -> dict:
    true, valid, unknown = (int(n) for n in counts)
    return {
        "place": str(places["place"].values[place]),
        "member_group": group,
        "period": str(places["period"].values[period]),
        "statement": statement,
        "condition": condition if start is None else str(day_of_year(start, condition)),
        "years_true": true,
        "years_valid": valid,
        "years_unknown": unknown,
        "probability": true / valid if valid else None,
    }


def day_of_year(start: MonthDay, condition: str) -> MonthDay:
    """A condition as a month-day: `35 day` after 1 October is `11-05` (in a year of 365 days)."""
    if re.fullmatch(r"\d{1,2}-\d{1,2}", condition):
        return parse_month_day(condition, where="ensemble")
    return days_later(start, round(parse_quantity(condition, where="ensemble", like="day").to("day")))


def days_after(start: MonthDay, condition: str, year: int, calendar: str) -> int:
    """How many days after `start` of `year` the condition's day lies, in the calendar of the data."""
    day = day_of_year(start, condition)
    return int(number_of(year + (day < start), day, calendar) - number_of(year, start, calendar))
