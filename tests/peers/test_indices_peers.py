"""Hot days and the start of the rains are xclim's, where the definition is the same."""

import warnings

import numpy as np
import pytest

from climserv.methods.calendars import seasons
from climserv.methods.heat.days import hot_days
from climserv.methods.seasons.onset import rainy_season_onset
from climserv.vocabulary.outcomes import Outcome

pytestmark = pytest.mark.peer
YEARS = range(1961, 2001)


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


def seasons_of(time, start, end):
    return seasons(time.year, time.month, time.day, start, end, "noleap")


@pytest.mark.parametrize("operator", [">", ">="])
def test_hot_days_of_june(xclim_indices, time, operator):
    import xarray as xr

    tasmax = np.round(np.random.default_rng(1).normal(300, 5, time.size), 1).astype(np.float32)
    data = xr.DataArray(tasmax, dims="time", coords={"time": time}, attrs={"units": "K"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        june = data.where(data.time.dt.month == 6, 0)
        theirs = xclim_indices.tx_days_above(june, thresh=f"{np.float32(302.4)} K", freq="YS", op=operator).values
    value, _ = hot_days(tasmax[None], seasons_of(time, (6, 1), (6, 30)), threshold=302.4, operator=operator)
    np.testing.assert_array_equal(value[0], theirs)


@pytest.mark.parametrize(("window", "dry_spell", "not_dry"), [(3, 7, 20), (1, 5, 10), (2, 10, 15)])
def test_start_of_the_rains(xclim_indices, time, window, dry_spell, not_dry):
    """xclim: wet is more than the threshold, and the last day of the window is told. It asks that no dry spell begin
    in the `not_dry + window` days from there; ours that none lie in the look-ahead, so ours is longer by the spell.
    """
    import xarray as xr

    rng = np.random.default_rng(2)
    wet = rng.random(time.size) < 0.12 + 0.35 * np.sin(np.pi * (time.dayofyear - 90) / 200).clip(0)
    rain = np.where(wet, np.round(rng.gamma(0.8, 12, time.size), 1), 0).astype(np.float32)
    data = xr.DataArray(rain, dims="time", coords={"time": time}, attrs={"units": "mm/d"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs, _, _ = xclim_indices.rain_season(
            data,
            thresh_wet_start="20 mm",
            window_wet_start=window,
            window_not_dry_start=not_dry,
            thresh_dry_start="1 mm",
            window_dry_start=dry_spell,
            date_min_start="05-01",
            date_max_start="08-31",
        )
    search = seasons_of(time, (5, 1), (8, 31))
    day, outcome = rainy_season_onset(
        rain[None],
        search,
        amount=20,
        window=window,
        wet_day=1,
        operator=">",
        wet_days=1,
        anchor="window_end",
        dry_spell=dry_spell,
        look_ahead=not_dry + window + dry_spell - 2,
    )
    ours = np.where(outcome[0] == Outcome.HAPPENED, day[0] + 121, np.nan)
    # Ours begins its window in the search; xclim ends it there, by 31 August.
    ours[ours > 243] = np.nan
    # Where the window ends on dry days, xclim counts them into the dry spell that follows; ours does not.
    positions = search.first + np.nan_to_num(day[0]).astype(int)
    ends_wet = np.isnan(ours) | (rain[positions] > 1)
    np.testing.assert_array_equal(ours[ends_wet], theirs.values[ends_wet])
    assert ends_wet.sum() >= 35
    assert (ours[~ends_wet] <= theirs.values[~ends_wet]).all()
    assert np.isfinite(ours).sum() > 20
