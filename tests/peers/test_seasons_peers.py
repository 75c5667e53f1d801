"""Seasons, spells and sums are xclim's, where the definition is the same; where not, the test says how."""

import warnings

import numpy as np
import pytest

from climserv.methods.calendars import seasons
from climserv.methods.seasons.amounts import rain_of_heavy_days, rain_per_wet_day, seasonal_total, wettest_days
from climserv.methods.seasons.counting import wet_days
from climserv.methods.seasons.length import rainy_season
from climserv.methods.seasons.spells import days_in_dry_spells, dry_spells, longest_dry_spell, longest_wet_spell
from climserv.vocabulary.outcomes import Outcome

pytestmark = pytest.mark.peer
YEARS = range(1961, 2001)
CELLS = 3


@pytest.fixture(scope="module")
def xclim_indices():
    with warnings.catch_warnings():
        # The peer's own imports warn of their future.
        warnings.simplefilter("ignore")
        import xclim.indices

        return xclim.indices


@pytest.fixture(scope="module")
def time():
    import xarray as xr

    return xr.date_range(f"{YEARS[0]}-01-01", f"{YEARS[-1]}-12-31", calendar="noleap", use_cftime=True)


@pytest.fixture(scope="module")
def rain(time):
    rng = np.random.default_rng(2)
    chance = 0.08 + 0.35 * np.sin(np.pi * (time.dayofyear - 90) / 200).clip(0)
    wet = rng.random((CELLS, time.size)) < np.asarray(chance)
    return np.where(wet, np.round(rng.gamma(0.8, 12, wet.shape), 1), 0).astype(np.float32)


@pytest.fixture(scope="module")
def pr(rain, time):
    import xarray as xr

    return xr.DataArray(rain, dims=("cell", "time"), coords={"time": time}, attrs={"units": "mm/d"})


def seasons_of(time, start, end):
    return seasons(time.year, time.month, time.day, start, end, "noleap")


def quietly(function, *arguments, **rule):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*arguments, **rule)


def test_spells_counts_and_sums_of_a_year(xclim_indices, time, rain, pr):
    xi, year = xclim_indices, seasons_of(time, (1, 1), (12, 31))
    pairs = {
        "longest dry": (longest_dry_spell(rain, year), quietly(xi.maximum_consecutive_dry_days, pr)),
        "longest dry, by another name": (longest_dry_spell(rain, year), quietly(xi.dry_spell_max_length, pr)),
        "longest wet": (longest_wet_spell(rain, year), quietly(xi.maximum_consecutive_wet_days, pr)),
        "wet days": (wet_days(rain, year), quietly(xi.wetdays, pr)),
        "heavy": (wet_days(rain, year, wet_day=20, operator=">"), quietly(xi.wetdays, pr, thresh="20 mm/day", op=">")),
        "sdii": (rain_per_wet_day(rain, year), quietly(xi.daily_pr_intensity, pr)),
        "total": (seasonal_total(rain, year), quietly(xi.prcptot, pr, thresh="0 mm/day")),
    }
    for name, ((value, outcome), theirs) in pairs.items():
        theirs = theirs.transpose("cell", "time").values
        assert (outcome == Outcome.HAPPENED).all()
        np.testing.assert_allclose(value, theirs, rtol=2e-6, err_msg=name)


def test_number_and_days_of_dry_spells(xclim_indices, time, rain, pr):
    """A spell over New Year that is long enough as a whole counts in both years for xclim, as ours does with "whole".

    Of its days xclim takes those of the year, which is neither of our two ways: compared where no spell crosses.
    """
    year = seasons_of(time, (1, 1), (12, 31))
    number, outcome = dry_spells(rain, year, days=7, at_edges="whole")
    theirs = quietly(xclim_indices.dry_spell_frequency, pr, window=7, op="max").transpose("cell", "time").values
    assert (outcome[:, 1:-1] == Outcome.HAPPENED).all()
    np.testing.assert_array_equal(number[:, 1:-1], theirs[:, 1:-1])
    ended = rain.copy()
    ended[:, (time.dayofyear == 1) | (time.dayofyear == 365)] = 5
    theirs = quietly(xclim_indices.dry_spell_total_length, pr.copy(data=ended), window=7, op="max")
    value, _ = days_in_dry_spells(ended, year, days=7)
    np.testing.assert_array_equal(value, theirs.transpose("cell", "time").values)


def test_the_wettest_five_days(xclim_indices, time, rain, pr):
    """xclim's window may begin in the year before; ours lies in the season. Here the first days of a year are dry."""
    dry = rain.copy()
    dry[:, time.dayofyear <= 4] = 0
    year = seasons_of(time, (1, 1), (12, 31))
    value, day, _ = wettest_days(dry, year, days=5)
    theirs = quietly(xclim_indices.max_n_day_precipitation_amount, pr.copy(data=dry), window=5)
    np.testing.assert_allclose(value, theirs.transpose("cell", "time").values, rtol=1e-6)
    place = year.first[None, :] + day.astype(int)
    own = [[dry[cell, at : at + 5].sum() for at in places] for cell, places in enumerate(place)]
    np.testing.assert_allclose(own, value, rtol=1e-6)


def test_end_and_length_of_the_rains(xclim_indices, time, rain, pr):
    """Ours takes a dry run from the first day of the search on; xclim passes over one that began the day before.

    xclim resamples by year: a run that would need days of January does not count there, so searches end early here.
    The starts differ as `test_start_of_the_rains` says; only years with the same start are compared.
    """
    start, end, length = quietly(
        xclim_indices.rain_season, pr, thresh_wet_start="20 mm", window_not_dry_start=20, thresh_dry_start="1 mm",
        date_min_start="05-01", date_max_start="07-31", thresh_dry_end="1 mm", window_dry_end=15,
        date_min_end="08-15", date_max_end="12-10",
    )  # fmt: skip
    starts, ends = seasons_of(time, (5, 1), (7, 31)), seasons_of(time, (8, 15), (12, 10))
    rule = {"amount": 20, "window": 3, "operator": ">", "anchor": "window_end", "dry_spell": 7, "look_ahead": 28}
    found = rainy_season(rain, starts, ends, start=rule, end={"days": 15, "operator": ">"})
    same = found.onset + 121 == start.transpose("cell", "time").values
    after_wet = rain[:, ends.first - 1] > 1
    compared = same & (after_wet | (found.end > 0)) & (found.end_outcome == Outcome.HAPPENED)
    assert compared.sum() > 60
    np.testing.assert_array_equal(found.end[compared] + 227, end.transpose("cell", "time").values[compared])
    np.testing.assert_array_equal(found.length[compared], length.transpose("cell", "time").values[compared])
    # Where it had ended before the search, ours says so on its first day, and xclim looks for the next dry run.
    before = same & ~after_wet & (found.end == 0)
    assert (end.transpose("cell", "time").values[before] > 227).all()


@pytest.mark.parametrize("heavy", [1.0, 12.7, 25.0])
def test_rain_of_heavy_days_is_xclims_total_above_a_bound(rain, pr, time, xclim_indices, heavy):
    with warnings.catch_warnings():
        # The peer's own resampling warns of its future.
        warnings.simplefilter("ignore")
        theirs = xclim_indices.prcptot(pr, thresh=f"{heavy} mm/d", freq="YS").transpose("cell", "time").values
    year = seasons(time.year, time.month, time.day, (1, 1), (12, 31), "noleap")
    ours, outcome = rain_of_heavy_days(rain, year, heavy=heavy)
    assert (outcome == Outcome.HAPPENED).all()
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)
