"""Ways: how the values of a file become daily ones, by what the variable means and how the file writes it."""

from dataclasses import dataclass

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note, phrase
from ..files.headers import Header
from ..times.daily_sums import sums_of
from ..times.dates import Stamps
from ..times.reckoning import Way
from ..times.steps import Axis
from .file_units import SUMS_OF_ERA5, FileUnit
from .names import RUNNING_SUMS, ends_its_hour, time_method

_REDUCTIONS = {"maximum": "max", "minimum": "min"}


@dataclass(frozen=True)
class Times:
    """The times of a file: its dimension, its stamps, how often there is one, and the axis they make."""

    along: str
    stamps: Stamps
    step: str
    axis: Axis


def way_of(header: Header, variable: str, names: tuple[str, ...], unit: FileUnit, times: Times):
    """How a variable is reckoned, and what a reader must know of it."""
    told, said, axis = header.told[names[0]], [], times.axis
    running = names[0] in RUNNING_SUMS
    if running:
        starts, unfinished = _running_starts(header, names, times, said)
        return Way(names, "sum", starts, running=True, unfinished=unfinished), said
    how = "sum" if unit.amount else _REDUCTIONS.get(time_method(told), _of_variable(variable))
    if times.step != "hour":
        return Way(names, "sum" if unit.amount else "mean", axis.positions, amount=unit.amount), said
    late = ends_its_hour(names[0], told) and not _bounded(header)
    starts, unfinished = axis.groups(times.stamps, late=late)
    if unit.amount and late and _runs_up(header, names[0], unit, times):
        how = "max"
        said.append(note("runs_up", name=names[0]))
    day = phrase("late_day" if late else "clock_day")
    said.append(note("several_a_day", name=names[0], times=axis.needed, done=phrase(f"done.{how}"), day=day))
    return Way(names, how, starts, unfinished=unfinished), said


def _runs_up(header: Header, name: str, unit: FileUnit, times: Times) -> bool:
    """Whether the amounts run up from midnight; refused where that cannot be told, or where hours were left out."""
    where, given = header.where, str(header.told[name].get("units", ""))
    sums = sums_of(header, name, times.along, times.stamps)
    if sums == "untold":
        what = (
            f"{name} rises through the few days that have any, so that it cannot be told whether it is the amount of "
            "each hour (ERA5) or runs up from midnight (ERA5-Land)"
        )
        next_step = "Send a month or more of it, or daily values"
        raise Refused(Problem("unit.sums", where, what, given, f"{unit.text}, or more days", next_step))
    if sums == "each" and times.axis.needed < 24 and name.lower() in SUMS_OF_ERA5:
        each = "ERA5 has the amount of one hour in each: most are left out"
        what = f"{name} comes {times.axis.needed} times a day, and {each}"
        next_step = "Send all 24 hours or the daily file; if each is of the whole step, say so with bounds of time"
        raise Refused(Problem("unit.hours", where, what, given, "every hour", next_step))
    return sums == "runs up"


def _of_variable(variable: str) -> str:
    return {"tasmax": "max", "tasmin": "min"}.get(variable, "mean")


def _bounded(header: Header) -> bool:
    return any("bounds" in told and " since " in str(told.get("units", "")) for told in header.told.values())


def _running_starts(header: Header, names: tuple[str, ...], times: Times, said: list[str]):
    """First stamps of the days over which running sums grow: a stamp tells the sum up to it."""
    stamps, step, axis = times.stamps, times.step, times.axis
    where = f"{header.where}: {', '.join(names)}"
    if step not in ("hour", "day"):
        what = "sums since a start cannot be told apart in data of this step: they may be means over it"
        raise Refused(Problem("unit.accumulated", where, what, f"one value a {step}", "hourly or daily values",
                              "Ask the source for rain as mm/day"))  # fmt: skip
    starts = axis.groups(stamps, late=False)[0] if step == "hour" else axis.positions.copy()
    clock = int(stamps.second[0])
    if step == "day" and 21600 < clock <= 64800:
        what = "sums since a start are stamped at noon, so that their day cannot be told"
        raise Refused(Problem("unit.accumulated", where, what, f"{clock / 3600:g} h", "stamps at midnight",
                              "Ask the source for rain as mm/day"))  # fmt: skip
    if step == "day" and clock > 64800:
        starts = np.where(starts > 0, starts - 1, -1)
    ends = starts + axis.needed
    lacking = np.flatnonzero((starts >= 0) & (ends == len(stamps.day)))
    unfinished = (int(lacking[0]), int(starts[lacking[0]])) if lacking.size else None
    starts[ends >= len(stamps.day)] = -1
    said.append(note("run_on", names=" + ".join(names)))
    return starts, unfinished
