"""Degree days, chill, frost, heat waves and percentiles are xclim's, where the definition is the same."""

import warnings

import numpy as np
import pytest

from climserv.methods.calendars import Timeline, seasons
from climserv.methods.heat.chill import chill_portions, chill_units, hourly_temperature
from climserv.methods.heat.days import frost_days, hot_nights
from climserv.methods.heat.degree_days import degree_days
from climserv.methods.heat.frost import first_autumn_frost, last_spring_frost
from climserv.methods.heat.growing import growing_season_length
from climserv.methods.heat.percentiles import day_columns, percentile_of_days
from climserv.methods.heat.waves import heat_waves
from climserv.methods.seasons.counting import days_above_each
from climserv.methods.water.sun import solar_day
from climserv.vocabulary.outcomes import Outcome

pytestmark = pytest.mark.peer
YEARS = range(1981, 2001)
CELLS = 2


@pytest.fixture(scope="module")
def xclim_indices():
    with warnings.catch_warnings():
        # The peer's own imports warn of their future.
        warnings.simplefilter("ignore")
        import xclim.core.calendar
        import xclim.indices
        import xclim.indices.helpers

        return xclim.indices


@pytest.fixture(scope="module")
def time():
    import xarray as xr

    return xr.date_range(f"{YEARS[0]}-01-01", f"{YEARS[-1]}-12-31", calendar="noleap", use_cftime=True)


@pytest.fixture(scope="module")
def temperatures(time):
    """tasmin, tas, tasmax of a place with frost in winter and heat in summer."""
    rng = np.random.default_rng(4)
    mean = 284 + 13 * np.sin(2 * np.pi * (np.asarray(time.dayofyear) - 105) / 365)
    tas = mean + np.array([[0.0], [4.0]]) + rng.normal(0, 3.5, (CELLS, time.size))
    spread = rng.uniform(2, 8, tas.shape)
    return tuple(values.round(1).astype(np.float32) for values in (tas - spread, tas, tas + spread))


@pytest.fixture(scope="module")
def arrays(temperatures, time):
    import xarray as xr

    coords = {"time": time, "lat": ("cell", [45.0, 40.0], {"units": "degrees_north"})}
    attrs = {"units": "K"}
    names = ("tasmin", "tas", "tasmax")
    return [
        xr.DataArray(values, coords, ("cell", "time"), name=name, attrs=attrs)
        for name, values in zip(names, temperatures, strict=True)
    ]


def seasons_of(time, start, end):
    return seasons(time.year, time.month, time.day, start, end, "noleap")


def quietly(function, *arguments, **rule):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = function(*arguments, **rule)
        return found.transpose("cell", "time").values


def test_sums_and_counts_of_a_year(xclim_indices, time, temperatures, arrays):
    xi, year = xclim_indices, seasons_of(time, (1, 1), (12, 31))
    (tasmin, tas, _), (tn, tg, _) = temperatures, arrays
    pairs = {
        "degree days": (degree_days(tas, year, lower=283.15), quietly(xi.growing_degree_days, tg, thresh="10 degC")),
        "nights": (hot_nights(tasmin, year, threshold=291.15), quietly(xi.tn_days_above, tn, thresh="291.15 K")),
        "frost": (frost_days(tasmin, year), quietly(xi.frost_days, tn)),
    }
    for name, ((value, outcome), theirs) in pairs.items():
        assert (outcome == Outcome.HAPPENED).all()
        np.testing.assert_allclose(value, theirs, rtol=2e-6, err_msg=name)


def test_frost_dates(xclim_indices, time, temperatures, arrays):
    """xclim's last frost lies before its date, and its season is the year."""
    spring, autumn = seasons_of(time, (1, 1), (6, 30)), seasons_of(time, (7, 1), (12, 31))
    last, _ = last_spring_frost(temperatures[0], spring)
    np.testing.assert_array_equal(last + 1, quietly(xclim_indices.last_spring_frost, arrays[0]))
    first, _ = first_autumn_frost(temperatures[0], autumn)
    np.testing.assert_array_equal(first + 182, quietly(xclim_indices.first_day_temperature_below, arrays[0]))


@pytest.mark.parametrize("operator", [">", ">="])
def test_the_growing_season(xclim_indices, time, temperatures, arrays, operator):
    value, outcome = growing_season_length(
        temperatures[1], seasons_of(time, (1, 1), (12, 31)), threshold=281.0, operator=operator
    )
    assert (outcome == Outcome.HAPPENED).all()
    theirs = quietly(xclim_indices.growing_season_length, arrays[1], thresh="281 K", op=operator)
    np.testing.assert_array_equal(value, theirs)


@pytest.mark.parametrize("operator", [">", ">="])
def test_heat_waves(xclim_indices, time, temperatures, arrays, operator):
    tasmin, _, tasmax = temperatures
    year = seasons_of(time, (1, 1), (12, 31))
    rule = {"threshold": 300.2, "night_threshold": 290.1, "operator": operator, "days": 3}
    theirs = {
        "number": xclim_indices.heat_wave_frequency,
        "longest": xclim_indices.heat_wave_max_length,
        "days": xclim_indices.heat_wave_total_length,
    }
    limits = {"thresh_tasmin": f"{np.float32(290.1)} K", "thresh_tasmax": f"{np.float32(300.2)} K", "op": operator}
    for measure, function in theirs.items():
        value, outcome = heat_waves(tasmax, year, measure=measure, tasmin=tasmin, **rule)
        assert (outcome == Outcome.HAPPENED).all()
        np.testing.assert_array_equal(value, quietly(function, arrays[0], arrays[2], **limits), err_msg=measure)
        assert value.any()


def test_the_daily_curve(xclim_indices, time, temperatures, arrays):
    """xclim has another formula for the sun's declination: up to a few minutes of daylight, so tenths of a degree."""
    tasmin, _, tasmax = (values[:, :60] for values in temperatures)
    tn, _, tx = (array.isel(time=slice(0, 60)) for array in arrays)
    line = Timeline("noleap", *(np.asarray(part[:60]) for part in (time.year, time.month, time.day)))
    ours = hourly_temperature(tasmin, tasmax, latitude=[45, 40], day=solar_day(line))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = xclim_indices.helpers.make_hourly_temperature(tn, tx).transpose("cell", "time").values
    difference = np.abs(ours.reshape(CELLS, -1) - theirs)
    assert difference.max() < 0.7
    assert difference.mean() < 0.03


def test_chill_of_the_same_hours(xclim_indices, time, temperatures):
    """xclim ends the hours that count -1/2 at 17.9 degC, Richardson's table at 18: such hours are left out here."""
    import xarray as xr

    tasmin, _, tasmax = (values[:, :365] for values in temperatures)
    line = Timeline("noleap", *(np.asarray(part[:365]) for part in (time.year, time.month, time.day)))
    place = {"latitude": [45, 40], "day": solar_day(line)}
    found = seasons(line.year, line.month, line.day, (1, 1), (12, 31), "noleap")
    hours = hourly_temperature(tasmin, tasmax, **place).reshape(CELLS, -1).astype(np.float64)
    stamps = xr.date_range("1981-01-01", periods=hours.shape[1], freq="h", calendar="noleap", use_cftime=True)
    hourly = xr.DataArray(hours, {"time": stamps}, ("cell", "time"), attrs={"units": "K"})
    portions, _ = chill_portions(tasmin, tasmax, found, **place)
    np.testing.assert_allclose(portions, quietly(xclim_indices.chill_portions, hourly), rtol=1e-4)
    units, _ = chill_units(tasmin, tasmax, found, **place)
    between = ((hours > 291.05) & (hours <= 291.15)).sum(axis=1)
    edges = (np.abs(hours - 273.15 - np.array([1.4, 2.4, 9.1, 12.4, 15.9, 17.9, 18.0])[:, None, None]) < 1e-4).sum()
    theirs = quietly(xclim_indices.chill_units, hourly)[:, 0]
    np.testing.assert_allclose(units[:, 0], theirs + 0.5 * between, atol=0.5 * edges)


def test_percentiles_of_days(xclim_indices, time, temperatures, arrays):
    """xclim's default is Hyndman and Fan's type 8; with alpha and beta 1 it is type 7, ours."""
    import xclim

    line = Timeline("noleap", np.asarray(time.year), np.asarray(time.month), np.asarray(time.day))
    ours = percentile_of_days(temperatures[2], line, q=0.9, window=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = xclim.core.calendar.percentile_doy(arrays[2], window=5, per=90, alpha=1, beta=1)
        theirs = theirs.isel(percentiles=0).transpose("cell", "dayofyear")
        over = quietly(xclim_indices.tx90p, arrays[2], theirs.assign_attrs(units="K"))
    columns = day_columns(line)
    np.testing.assert_allclose(ours[:, columns[:365]], theirs.values, rtol=1e-6)
    number, _ = days_above_each(temperatures[2], seasons_of(time, (1, 1), (12, 31)), ours, columns)
    assert np.abs(number - over).max() <= 1  # theirs are float64 thresholds, ours are rounded to float32
    assert (number == over).mean() > 0.8
