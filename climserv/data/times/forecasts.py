"""Forecasts and hindcasts: files along starts and leads, opened as one member for each start on an axis of days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ...vocabulary.problems import Problem, Refused
from ...vocabulary.sentences import note
from ..files.headers import Header
from ..meaning.file_units import FileUnit
from ..pieces import Member, Piece
from .dates import SECONDS, Dates, Stamps, calendar_name, read_stamps
from .day_numbers import dates_since, number_of
from .steps import Axis, axis_of

_STARTS = ("init", "initialization", "initialisation", "start_date", "startdate", "sdate", "start", "reftime", "s",
           "forecast_reference_time", "init_time", "start_time")  # fmt: skip
_LEADS = ("forecastmonth", "lead", "lead_time", "leadtime", "l", "step", "forecast_period", "lead_days", "fcst_lead")
_MONTHS = ("month", "months")
_NUMBERS = ("number", "realization", "realisation", "member", "ensemble")

# Months of the Copernicus store: the first is the one in which the forecast starts.
_COUNTED_FROM_ONE = "forecastmonth"

# The role of the dimension of starts; its own name may be `time`, as cfgrib has it.
START = "start of the forecast"

# A run of the climate also bears the date it was started on, mostly long before its values.
_LONGEST_LEAD = 366


@dataclass(frozen=True)
class Forecast:
    """The axes of a forecast file.

    starts      the variable that tells the starts; its dimension is `start_axis`, empty where there is one start
    leads       the variable that tells the leads, along `lead_axis`
    """

    starts: str
    start_axis: str
    leads: str
    lead_axis: str


def forecast_of(header: Header) -> Forecast | None:
    """The starts and leads of a file; None where it has plain times."""
    told = header.told
    starts = _named(header, "forecast_reference_time", _STARTS, lambda n: " since " in str(told[n].get("units", "")))
    leads = _named(header, "forecast_period", _LEADS, lambda n: _lead_unit(header, n) is not None)
    if starts is None or leads is None or len(header.dimensions(leads)) != 1 or len(header.dimensions(starts)) > 1:
        return None
    lead_axis = header.dimensions(leads)[0]
    along = any(
        " since " in str(told[n].get("units", "")) and header.dimensions(n) == (lead_axis,) and n != starts
        for n in told
    )
    if along or lead_axis in header.dimensions(starts):
        # The valid times stand along the lead: a plain time axis, of one start.
        return None
    return Forecast(starts, "".join(header.dimensions(starts)), leads, lead_axis)


def _named(header: Header, standard_name: str, names: tuple[str, ...], fits) -> str | None:
    found = [n for n, told in header.told.items() if told.get("standard_name") == standard_name and fits(n)]
    found = found or [n for n in header.told if n.lower() in names and fits(n)]
    return found[0] if found else None


def _lead_unit(header: Header, name: str) -> str | None:
    unit = str(header.told[name].get("units", "")).strip().lower()
    if name.lower() == _COUNTED_FROM_ONE and unit in ("", "1"):
        return "months"
    return unit if unit in SECONDS or unit in _MONTHS else None


@dataclass(frozen=True)
class Leads:
    """When the values of each start hold.

    axis    all days (or months) of all starts in order
    places  (start, time) the lead that holds for each of them, -1 where the start has none
    inits   the day of each start, YYYY-MM-DD
    """

    axis: Axis
    places: np.ndarray
    inits: tuple[str, ...]

    @property
    def step(self) -> str:
        return self.axis.dates.step


def leads_of(header: Header, forecast: Forecast, notes: list[tuple[str, str]]) -> Leads:
    """The valid days of each start and lead."""
    told, where = header.told[forecast.starts], f"{header.where}: {forecast.starts}"
    calendar = calendar_name(told.get("calendar"), where=where)
    numbers = np.atleast_1d(header.numbers(forecast.starts))
    starts = _stamps_of_starts(numbers, str(told["units"]), calendar, where)
    leads, unit = header.numbers(forecast.leads), _lead_unit(header, forecast.leads)
    months = unit in _MONTHS
    if forecast.leads.lower() == _COUNTED_FROM_ONE:
        leads = leads - 1
    valid = _valid_months(starts, leads) if months else _valid_days(header, forecast, starts, leads, unit, notes)
    step = "month" if months else "day"
    distinct = np.unique(valid)
    axis = axis_of(Stamps(calendar, starts.origin, distinct, np.zeros_like(distinct)), step)
    places = np.full((len(numbers), len(axis.dates)), -1, np.int32)
    there = np.flatnonzero(axis.positions >= 0)
    for start, days in enumerate(valid):
        places[start, there[np.searchsorted(distinct, days)]] = np.arange(len(leads))
    return Leads(axis, places, tuple(starts.iso(i) for i in range(len(numbers))))


def _stamps_of_starts(numbers: np.ndarray, units: str, calendar: str, where: str) -> Stamps:
    """The starts as stamps; of those counted in months, as NMME does, the first day of each month."""
    counted, _, since = units.partition(" since ")
    if counted.strip().lower() not in _MONTHS:
        return read_stamps(numbers, units, calendar, where=where)
    origin = read_stamps(np.zeros(1), f"days since {since}", calendar, where=where)
    year, month, _ = (int(part) for part in origin.iso(0).split("-"))
    months = year * 12 + month - 1 + np.floor(numbers).astype(np.int64)
    first = number_of(np.array([year]), np.array([month]), np.array([1]), calendar)
    days = number_of(months // 12, months % 12 + 1, np.ones_like(months), calendar) - first
    return Stamps(calendar, f"{year:04d}-{month:02d}-01", days, np.zeros_like(days))


def _valid_days(header: Header, forecast: Forecast, starts: Stamps, leads, unit: str, notes) -> np.ndarray:
    """(start, lead) days since the origin of the starts."""
    seconds = np.rint(leads * SECONDS[unit]).astype(np.int64)
    where = f"{header.where}: {forecast.leads}"
    steps = np.diff(seconds)
    if len(steps) and (steps != 86400).any():
        what, allowed = "the leads are not one day apart", "one value a day (or a month), in order"
        got = f"{steps.min() / 3600:g}..{steps.max() / 3600:g} hours"
        raise Refused(Problem("time.leads", where, what, got, allowed, "Make daily values first"))
    bounds = header.bounds(forecast.leads, len(leads))
    if bounds is not None:
        seconds = np.rint(bounds.mean(axis=1) * SECONDS[unit]).astype(np.int64)
    elif seconds[0] == 86400 and (SECONDS[unit] < 86400 or _of_ecmwf(header.told[forecast.leads])):
        # ECMWF counts hours to the end of the day that a value is of.
        seconds = seconds - 1
        notes.append(("", note("lead")))
    return (starts.day[:, None] * 86400 + starts.second[:, None] + seconds) // 86400


def _of_ecmwf(told: Mapping[str, object]) -> bool:
    """Whether leads in days were hours once: xarray writes 24 hours, 48 hours as 1 day, 2 days."""
    return told.get("standard_name") == "forecast_period" or str(told.get("dtype", "")).startswith("timedelta")


def _valid_months(starts: Stamps, leads: np.ndarray) -> np.ndarray:
    """(start, lead) a day within each month: the middle of it."""
    year, month, day = dates_since(starts.day, starts.origin, starts.calendar)
    shift = starts.day - number_of(year, month, day, starts.calendar)
    months = (year * 12 + month - 1)[:, None] + np.floor(leads).astype(np.int64)
    return number_of(months // 12, months % 12 + 1, np.full_like(months, 15), starts.calendar) + shift[:, None]


def started_members(members, picks, forecast: Forecast, inits: tuple[str, ...]):
    """Each member at each start: members, their picks, and the start of each."""
    out, places, starts = [], [], []
    for member, pick in zip(members, picks, strict=True):
        for number, init in enumerate(inits):
            id = f"{member.id}-{init}" if len(inits) > 1 else member.id
            out.append(replace(member, id=id, init=init))
            places.append({**pick, START: number} if forecast.start_axis else pick)
            starts.append(number)
    return tuple(out), tuple(places), np.array(starts)


def with_their_start(header: Header, members: tuple[Member, ...], stamps: Stamps) -> tuple[Member, ...]:
    """Members of a file that has plain times and tells beside them on which day its forecast was started."""
    init = _lone_start(header, stamps)
    if not init or any(member.init or member.scenario for member in members):
        return members
    if len(members) == 1 and not members[0].run and (number := _lone_number(header)):
        (one,) = members
        members = (replace(one, id=f"{one.id}-{number}" if one.model else number, run=number),)
    return tuple(replace(member, init=init) for member in members)


def _lone_start(header: Header, stamps: Stamps) -> str:
    name = _named(header, "forecast_reference_time", ("forecast_reference_time",), lambda n: not header.dimensions(n))
    if name is None or " since " not in str(header.told[name].get("units", "")):
        return ""
    told = header.told[name]
    calendar = calendar_name(told.get("calendar", stamps.calendar), where=f"{header.where}: {name}")
    start = read_stamps(np.atleast_1d(header.numbers(name)), str(told["units"]), calendar, where=header.where)
    first, begun = (
        number_of(*(x[:1] for x in dates_since(s.day[:1], s.origin, s.calendar)), s.calendar) for s in (stamps, start)
    )
    return start.iso(0) if calendar == stamps.calendar and 0 <= int(first[0] - begun[0]) <= _LONGEST_LEAD else ""


def _lone_number(header: Header) -> str:
    """Which run of the ensemble a file holds, where one number beside its values tells it."""
    name = _named(header, "realization", _NUMBERS, lambda n: not header.dimensions(n) and header.dtype(n) is not str)
    if name is None or header.dtype(name).kind not in "iuf":
        return ""
    return f"number-{float(header.numbers(name)):g}"


class ForecastPiece(Piece):
    """Values along leads, given on the days they hold for; a member is missing on the days it does not reach."""

    def __init__(self, inner: Piece, leads: Leads, starts: np.ndarray, units: dict[str, FileUnit]):
        self.inner, self.dates, self.units = inner, leads.axis.dates, units
        self.where, self.modelled = inner.where, True
        self.members: tuple[Member, ...] = inner.members
        self.cells = inner.cells
        self._places, self._starts = leads.places, starts

    def chunk(self, variable):
        return self.inner.chunk(variable)

    def unpacked(self, variable):
        return self.inner.unpacked(variable)

    def _heights(self):
        return self.inner.heights()

    def values(self, variable, member, cells, times, *, unit=None):
        lead = self._places[self._starts[member]][times]
        out = np.full((len(cells), len(times)), np.nan, np.float32)
        there = np.flatnonzero(lead >= 0)
        if there.size:
            out[:, there] = self.inner.values(variable, member, cells, lead[there].astype(np.intp), unit=unit)
        if self.units[variable].amount and self.step != "day":
            out /= self.dates.lengths()[times].astype(np.float32)
        return out


def lead_dates(count: int, dates: Dates) -> Dates:
    """As many dates as there are leads, for the piece that reads them; they mean nothing."""
    return Dates(dates.calendar, *(np.zeros(count, kind) for kind in (np.int16, np.int8, np.int8)), dates.step)
