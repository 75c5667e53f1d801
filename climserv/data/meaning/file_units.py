"""Units of files: what the numbers of a variable are written in, read from the file or from one table of rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note
from ...vocabulary.units import measures_the_same
from ...vocabulary.variables import VARIABLES, Variable
from .names import time_method


@dataclass(frozen=True)
class Assumed:
    """What a column without a unit is taken to be: its unit, and the values (in it) that make that believable."""

    unit: str
    low: float
    high: float


# The rules for columns of a daily CSV file that name no unit. Whoever writes the unit into the header needs no rule.
# Rain 0..2000: no place had more in a day. A record of a year or more that never reaches 1 is perhaps in metres.
ASSUMED: dict[str, Assumed] = {
    "pr": Assumed("mm", 0.0, 2000.0),
    "evspsblpot": Assumed("mm", 0.0, 30.0),
    "tas": Assumed("degC", -90.0, 60.0),
    "tasmin": Assumed("degC", -90.0, 60.0),
    "tasmax": Assumed("degC", -90.0, 60.0),
}

# ERA5's sums: rain, sunshine.
SUMS_OF_ERA5 = ("tp", "ssrd")

# Numbers that people write for "missing" and then forget to declare.
MISSING_CODES = (-99.0, -99.9, -99.99, -999.0, -999.9, -999.99, -9999.0, -9999.9, -99999.0, -32768.0)


@dataclass(frozen=True)
class FileUnit:
    """The unit of numbers in a file, as a rate where it is rain; `note` says what was taken for granted.

    amount  the numbers are amounts of a step (mm, J m-2), not rates; `text` is then the amount a day
    """

    text: str
    note: str = ""
    amount: bool = False


# `mm/month`, `mm month-1`, `mm per dekad`: an amount, and the step that it is the total of.
_A_STEP = re.compile(
    r"^(.+?)\s*(?:/|\bper\b)\s*(mon(?:th)?|dek(?:ad)?|ye?a?r)s?$|^(.+?)[\s.*]+(mon(?:th)?|dek(?:ad)?|ye?a?r)(?:\^|\*\*)?-1$",
    re.IGNORECASE,
)

# What an amount is of, for each canonical unit that is a rate: water on the ground, energy of sunshine.
_AMOUNTS = {"kg m-2 s-1": "kg m-2", "W m-2": "J m-2"}


def file_unit(
    variable: str,
    unit: str | None,
    *,
    where: str,
    name: str,
    attributes: Mapping[str, object] = {},
    step: str = "day",
    running: bool = False,
) -> FileUnit:
    """The unit of a variable; an amount (`mm`, `kg m-2`, `J m-2`) is the total of its step.

    step     how often there is a value: "hour", "day", "dekad", "month", "year"
    running  the values are known to be sums since some start, which the caller takes apart
    Raises `Refused` for a missing or wrong unit, and for sums that run on without a known convention.
    """
    known = VARIABLES[variable]
    what = f"{name} is {known.label['en']} ({variable})"
    if unit is None or not unit.strip():
        raise Refused(_no_unit(known, where, what))
    if (total := _total_of(unit, step)) and known.unit in _AMOUNTS and measures_the_same(total, _AMOUNTS[known.unit]):
        return FileUnit(f"{total}/day", note(f"amount.{step}", name=name, unit=total), True)
    if measures_the_same(unit, known.unit):
        return FileUnit(unit)
    if known.unit in _AMOUNTS and measures_the_same(unit, _AMOUNTS[known.unit]):
        described = f"{attributes.get('long_name', '')} {attributes.get('description', '')}".lower()
        if "accumulated" in described and "daily" not in described and not running:
            next_step = "Take the difference from day to day and write it as mm/day"
            problem = Problem(
                "unit.accumulated", where, f"{what}, summed up since some start", unit, "mm/day", next_step
            )
            raise Refused(problem)
        if step not in ("hour", "day") and name.lower() in SUMS_OF_ERA5:
            raise Refused(_sums_of_era5(where, what, unit, step))
        if time_method(attributes) == "mean" and not running:
            raise Refused(_mean_of_amounts(where, what, unit, known))
        return FileUnit(f"{unit}/day", "" if running else _amount_said(name, unit, step), True)
    next_step = f"Correct the unit of {name}, or send the variable that it really is"
    raise Refused(
        Problem(
            "unit.dimension", where, f"{what}, and its unit measures something else", unit, _examples(known), next_step
        )
    )


def _total_of(unit: str, step: str) -> str:
    """The amount in `mm/month` of a monthly file; a month has its own days there, and not the 30.44 of a mean one."""
    found = _A_STEP.match(unit.strip())
    if found is None or step not in ("dekad", "month", "year"):
        return ""
    amount, named = (found[1], found[2]) if found[1] else (found[3], found[4])
    return amount if step[0] == named[0].lower() else ""


def _sums_of_era5(where: str, what: str, unit: str, step: str) -> Problem:
    """ERA5's own monthly means of sums are a day's sum; whoever adds its days up keeps the same name and unit."""
    told = f"{what}, and it is not told whether these are the sums of a day (as ERA5 has them) or of the {step}"
    next_step = f"Write the unit as {unit}/day, or take the daily file"
    return Problem("unit.amount", where, told, unit, f"{unit}/day", next_step)


def _mean_of_amounts(where: str, what: str, unit: str, known: Variable) -> Problem:
    """An amount is of some interval; the mean of several may be of hours, of six hours or of days: a factor of 24."""
    told = f"{what}, a mean of amounts, and it is not told over how long each of them was taken"
    next_step = f"Ask the source; write {known.display}, or cell_methods `time: sum` when they are totals of the step"
    return Problem("unit.amount", where, told, f"{unit}, cell_methods `time: mean`", known.display, next_step)


def _amount_said(name: str, unit: str, step: str) -> str:
    return note(f"amount.{step}", name=name, unit=unit)


def assumed_unit(variable: str, values: np.ndarray, *, where: str, name: str) -> FileUnit:
    """The unit of a CSV column that names none, from the table; refused when its values do not bear it out."""
    known, rule = VARIABLES[variable], ASSUMED.get(variable)
    what = f"{name} is {known.label['en']} ({variable})"
    if rule is None:
        raise Refused(_no_unit(known, where, what))
    there = values[np.isfinite(values)]
    if there.size:
        low, high = float(there.min()), float(there.max())
        outside = low < rule.low or high > rule.high
        if outside or (variable == "pr" and there.size >= 365 and 0 < high < 1):
            problem = _no_unit(
                known, where, f"{what}, and its values do not look like {rule.unit}", f"{low:g}..{high:g}"
            )
            raise Refused(problem)
    each = f"{rule.unit} a day" if rule.unit == "mm" else rule.unit
    return FileUnit(
        f"{rule.unit}/day" if rule.unit == "mm" else rule.unit, f"{name} names no unit; it is read as {each}"
    )


def _examples(known: Variable) -> str:
    return f"{known.display}, {known.unit}" if known.display != known.unit else known.unit


def _no_unit(known: Variable, where: str, what: str, got: str = "no unit") -> Problem:
    name = what.split(" ", 1)[0]
    next_step = (
        f'Write the unit: in a CSV header `{name} [{known.display}]`, in NetCDF the attribute units = "{known.display}"'
    )
    return Problem("unit.missing", where, f"{what}, without a unit", got, _examples(known), next_step)
