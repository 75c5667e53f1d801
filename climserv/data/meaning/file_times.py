"""The times of a file: which variable is the time axis, and its stamps."""

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note
from ..files.headers import Header
from ..times.dates import SECONDS, Stamps, calendar_name, read_stamps
from ..times.day_numbers import number_of
from ..times.steps import step_of

# Counted without a length, as IRI and ENACTS do.
_MONTHS = ("month", "months")

# A raw time in the file may stand for more than one thing in a forecast; the valid time is what is meant.
_NO_TIMES = ("forecast_reference_time", "forecast_period")


def time_name(header: Header, wanted: str) -> str:
    """The variable that is the time axis."""
    helpers = header.helpers
    found = [
        name
        for name, told in header.told.items()
        if " since " in str(told.get("units", ""))
        and len(header.dimensions(name)) == 1
        and name not in helpers
        and told.get("standard_name") not in _NO_TIMES
    ]
    if not found:
        next_step = "Name its units as `days since 1950-01-01` and its calendar"
        if any("%Y%m%d" in str(told.get("units", "")) for told in header.told.values()):
            next_step = (
                "Its days are written as 20000131, as CDO does: `cdo -r copy old.nc new.nc` counts them from a date"
            )
        raise Refused(Problem("time.none", header.where, "the file has no time axis", "", wanted, next_step))
    told = header.told
    return min(found, key=lambda n: (told[n].get("standard_name") != "time", n != header.dimensions(n)[0], n))


def stamps_of(header: Header, time: str, notes: list[tuple[str, str]]) -> tuple[Stamps, str]:
    """The stamps of the time axis, and how often there is one ("hour", "day", "dekad", "month", "year")."""
    told = header.told[time]
    if "calendar" not in told:
        notes.append(("", note("calendar")))
    calendar = calendar_name(told.get("calendar"), where=f"{header.where}: {time}")
    values = header.numbers(time)
    where, units = f"{header.where}: {time}", str(told["units"])
    if "climatology" in told:
        what, got = "these are means over many years, and no days or months of one", str(told["climatology"])
        next_step = "Send the years themselves: the file that the means were made of"
        raise Refused(Problem("time.climatology", where, what, got, "values of each year", next_step))
    bounds = _bounds(header, time, len(values), calendar, where)
    if units.split(" since ")[0].strip().lower() in _MONTHS:
        return _months_since(values, units, calendar, where), "month"
    stamps = read_stamps(values, units, calendar, where=where, bounds=bounds)
    plain = read_stamps(values, units, calendar, where=where) if bounds is not None else stamps
    step = step_of(plain, where=where, told=_frequency(header, time), width=_width(bounds, units, calendar, where))
    if step in ("hour", "day") and plain.day[0] != stamps.day[0]:
        notes.append(("", note("bounds", stamp=plain.iso(0), meant=stamps.iso(0))))
    return stamps, step


def _bounds(header: Header, time: str, length: int, calendar: str, where: str) -> np.ndarray | None:
    """The bounds of the stamps, in the units of these: bounds that xarray wrote may have units of their own."""
    bounds, units = header.bounds(time, length), str(header.told[time]["units"])
    own = str(header.told.get(str(header.told[time].get("bounds", "")), {}).get("units", "")).strip()
    if bounds is None or " since " not in own or own == units:
        return bounds
    mine, theirs = (read_stamps(np.zeros(1), text, calendar, where=where) for text in (units, own))
    days = [number_of(*(np.array([int(x)]) for x in s.origin.split("-")), calendar)[0] for s in (mine, theirs)]
    apart = (days[1] - days[0] + int(theirs.day[0] - mine.day[0])) * 86400 + int(theirs.second[0] - mine.second[0])
    steps = [SECONDS[text.split(" since ")[0].strip().lower()] for text in (units, own)]
    return (bounds * steps[1] + apart) / steps[0]


def _months_since(values: np.ndarray, units: str, calendar: str, where: str) -> Stamps:
    """Stamps in the middle of months that are counted as such; a month has no length, so nothing finer is told."""
    start = read_stamps(np.zeros(1), f"days since {units.split(' since ')[1]}", calendar, where=where)
    # Through days: an empty or missing stamp is refused there.
    read_stamps(values, f"days since {start.origin}", calendar, where=where)
    steps = np.diff(values)
    if len(steps) and abs(np.median(steps) - 1) > 0.01:
        got = f"a step of {np.median(steps):g} months"
        raise Refused(Problem("time.step", where, "this step of time is not read", got, "single months"))
    year, month, _ = (int(part) for part in start.iso(0).split("-"))
    months = year * 12 + month - 1 + np.floor(values).astype(np.int64)
    middles = number_of(months // 12, months % 12 + 1, np.full_like(months, 15), calendar)
    first = number_of(year, month, 1, calendar)
    return Stamps(calendar, f"{year:04d}-{month:02d}-01", middles - first, np.zeros_like(middles))


def _frequency(header: Header, time: str) -> str:
    along = [told for name, told in header.told.items() if header.dimensions(time)[0] in header.dimensions(name)]
    said = (str(told.get("frequency", "")) for told in along)
    return header.attribute("frequency", "table_id") or next((text for text in said if text), "")


def _width(bounds: np.ndarray | None, units: str, calendar: str, where: str) -> float | None:
    """How many days the bounds of a stamp enclose, in the middle of all stamps; None without bounds."""
    if bounds is None or not np.isfinite(bounds).all():
        return None
    low, high = (read_stamps(bounds[:, side], units, calendar, where=where) for side in (0, 1))
    days = high.day - low.day + (high.second - low.second) / 86400
    return float(np.median(days)) or None
