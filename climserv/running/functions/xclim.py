"""Indicators of the library xclim, through the optional extra: each season's days handed over, its answer taken back.

The library is imported when a step first needs it, in the worker. Its own rules for missing days are switched off: a
season with a missing day is unknown before it is asked.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import numpy as np

from ...recipes.operations import xclim as declared
from ...vocabulary.metrics import METRICS
from ...vocabulary.outcomes import Outcome
from ...vocabulary.problems import Problem, Refused
from ...vocabulary.units import conversion
from ..blocks.values import Arguments, Context, Seasonal, Series
from .handing import ONE_AT_A_TIME, handed

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
# Rain that a percentile of wet days counts.
_WET = "1 mm/day"


@cache
def package():
    """xclim, which only those need who ask for its indicators."""
    try:
        with warnings.catch_warnings():
            # What it imports warns of its own future.
            warnings.simplefilter("ignore")
            import xclim
            import xclim.indicators
    except ImportError:
        what, step = "this step needs xclim, which is not installed", "Install it: pip install 'climserv[xclim]'"
        raise Refused(Problem("extra.missing", "xclim", what, "no package xclim", "", step)) from None
    return xclim


def index(name: str, values, arguments: Arguments, context: Context) -> Series | Seasonal:
    """One indicator by its name in our table."""
    library, told = package(), declared.line(name)
    with (
        ONE_AT_A_TIME,
        warnings.catch_warnings(),
        library.set_options(check_missing="skip", data_validation="log", cf_compliance="log", metadata_locales=[]),
    ):
        warnings.simplefilter("ignore")
        indicator = getattr(getattr(library.indicators, told["module"]), told["name"])
        try:
            return _computed(library, indicator, told, values, arguments, context)
        except (ValueError, TypeError, KeyError, NotImplementedError, AttributeError) as error:
            what = "xclim could not do it with these data"
            raise Refused(Problem("extra.failed", name, what, str(error)[:200])) from error


def _computed(library, indicator, told: Mapping, values, arguments: Arguments, context: Context):
    first, *others = told["variables"]
    series = {first: values["of"], **{name: values[name] for name in others}}
    asked = {one["name"]: _asked(one, arguments) for one in told["arguments"] if one["name"] in arguments}
    asked = {name: value for name, value in asked.items() if not name.endswith("_percentile")}
    arrays = {name: handed(one) for name, one in series.items()}
    if told["lat"]:
        asked["lat"] = _latitude(context)
    if told["gives"] == "series":
        found = indicator(**arrays, **asked)
        number = np.asarray(found.transpose("cell", "time").values, np.float32)
        factor, offset = conversion(found.attrs.get("units") or "1", told["unit"])
        return values["of"].holding(number * factor + offset, variable=told["variable"], unit=told["unit"])
    asked |= _percentiles(library, told, arguments, context)
    return _seasonal(indicator, told, series, arrays, asked, arguments)


def _seasonal(indicator, told: Mapping, series: Mapping[str, Series], arrays, asked, arguments: Arguments) -> Seasonal:
    """Season by season: each is computed on its own days, as one period of xclim's."""
    main = next(iter(series.values()))
    seasons = main.seasons(*arguments.season())
    value = np.full((len(main.values), len(seasons)), np.nan, np.float32)
    outcome = np.full(value.shape, Outcome.UNKNOWN, np.uint8)
    metric = METRICS[told["metric"]]
    period = f"YS-{_MONTHS[seasons.start[0] - 1]}"
    for number, (first, length) in enumerate(zip(seasons.first.tolist(), seasons.length.tolist(), strict=True)):
        days = slice(first, first + length)
        known = np.all([np.isfinite(one.values[:, days]).all(axis=1) for one in series.values()], axis=0)
        found = indicator(**{name: one.isel(time=days) for name, one in arrays.items()}, freq=period, **asked)
        numbers = _numbers(found, metric.unit, main, days) if metric.kind == "date" else _amounts(found, metric.unit)
        finite = np.isfinite(numbers)
        value[:, number] = np.where(known & finite, numbers, np.nan)
        missed = Outcome.DID_NOT_HAPPEN if metric.kind == "date" else Outcome.UNKNOWN
        outcome[:, number] = np.where(known, np.where(finite, Outcome.HAPPENED, missed), Outcome.UNKNOWN)
    return Seasonal(value, outcome, seasons)


def _amounts(found, unit: str) -> np.ndarray:
    """(cell) the one number of the season, in the metric's unit."""
    factor, offset = conversion(found.attrs.get("units") or "1", unit)
    return np.asarray(_one_period(found), np.float64) * factor + offset


def _one_period(found):
    """A season that begins within a month may still lie in two periods, when it is nearly a year long."""
    if found.sizes["time"] != 1:
        raise ValueError("the season must end before the month begins again in which it starts")
    return found.transpose("cell", "time").values[:, 0]


def _numbers(found, unit: str, main: Series, days: slice) -> np.ndarray:
    """(cell) days after the season's first, from the day of the year that xclim gives."""
    asked = np.asarray(_one_period(found), np.float64)
    known = main.day_of_year[days]
    hit = asked[:, None] == known[None, :]
    return np.where(hit.any(axis=1), hit.argmax(axis=1), np.nan)


def _asked(one: Mapping, arguments: Arguments) -> object:
    """An argument as xclim takes it."""
    given = arguments[one["name"]]
    if one["kind"] == "quantity":
        unit = {"mm/day": "mm/d", "K day": "K days"}.get(one["unit"], one["unit"])
        amount = arguments.number(one["name"], one["unit"])
        return amount if unit == "1" else f"{amount:.10g} {unit}"
    return {"yes": True, "no": False}.get(given, given) if one["kind"] == "choice" else given


def _latitude(context: Context):
    import xarray as xr

    return xr.DataArray(np.asarray(context.lat, np.float64), dims="cell", attrs={"units": "degrees_north"})


def _percentiles(library, told: Mapping, arguments: Arguments, context: Context) -> dict[str, object]:
    """What xclim calls `tas_per`: of each day of the year, or of wet days where it asks so; kept between periods."""
    if told["percentiles"] and "percentiles" not in context.learnt:
        from xclim.core.calendar import percentile_doy

        first = told["variables"][0]
        found = {}
        for name in told["percentiles"]:
            variable = name.removesuffix("_per")
            past = handed(context.training["of" if variable == first else variable])
            share = arguments.number(f"{variable}_percentile", "percent")
            if told["name"] in ("days_over_precip_thresh", "fraction_over_precip_thresh"):
                wet = past.where(past >= float(_WET.split()[0]))
                per = wet.quantile(share / 100, dim="time", keep_attrs=True).drop_vars("quantile")
                found[name] = per.assign_attrs(units=past.attrs["units"])
            else:
                window = arguments.days("percentile_window")
                found[name] = percentile_doy(past, per=share, window=window).sel(percentiles=share)
        context.learnt["percentiles"] = found
    return context.learnt.get("percentiles", {})


class _Indices(Mapping[str, Callable]):
    """The function of every declared indicator, without importing any."""

    def __getitem__(self, name: str) -> Callable:
        declared.line(name)
        return partial(index, name)

    def __iter__(self) -> Iterator[str]:
        return iter(declared.names())

    def __len__(self) -> int:
        return len(declared.names())


FUNCTIONS = _Indices()
